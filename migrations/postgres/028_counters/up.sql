-- The member of the counting committee by whom, or on whose behalf, an entry was made (190 Art. 8). Entries from before
-- this was asked name nobody.
ALTER TABLE count_entries ADD COLUMN counter_id UUID REFERENCES roll_entries (id);
