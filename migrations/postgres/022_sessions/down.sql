ALTER TABLE programme_items DROP COLUMN session;
