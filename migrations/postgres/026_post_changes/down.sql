ALTER TABLE assignments DROP COLUMN post;
DROP INDEX post_changes_by_congress;
DROP TABLE post_changes;
