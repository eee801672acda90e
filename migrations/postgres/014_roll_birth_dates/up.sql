-- Tells namesakes on a roll apart, and links an entry put down by hand to its member.
ALTER TABLE roll_entries ADD COLUMN birth_date DATE;
ALTER TABLE roll_changes ADD COLUMN birth_date DATE;
