DROP INDEX congresses_by_due;
DROP INDEX assignments_by_day;
ALTER TABLE assignments DROP COLUMN awaited_on;
ALTER TABLE assignments DROP COLUMN congress_id;
ALTER TABLE assignments DROP COLUMN purpose;
