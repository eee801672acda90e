DROP TABLE count_entries;
DROP TABLE election_rounds;
DROP TABLE election_candidates;
DROP TABLE elections;
