DROP TABLE progress_changes;
DROP TABLE progress_parts;
DROP TABLE progress_due;
DROP TABLE progress_states;
DROP TABLE congress_posts;
DROP TABLE congresses;
