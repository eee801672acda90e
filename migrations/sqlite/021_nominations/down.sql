ALTER TABLE election_candidates DROP COLUMN note;
ALTER TABLE election_candidates DROP COLUMN consented;
ALTER TABLE election_candidates DROP COLUMN manner;
ALTER TABLE roll_changes DROP COLUMN of_convening_committee;
ALTER TABLE roll_entries DROP COLUMN of_convening_committee;
