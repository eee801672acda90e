ALTER TABLE roll_changes DROP COLUMN birth_date;
ALTER TABLE roll_entries DROP COLUMN birth_date;
