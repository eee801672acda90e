ALTER TABLE count_entries DROP COLUMN counter_id;
