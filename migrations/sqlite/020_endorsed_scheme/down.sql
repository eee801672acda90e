ALTER TABLE personnel_processes DROP COLUMN endorsed_at;
