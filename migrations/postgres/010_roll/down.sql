DROP TABLE roll_changes;
DROP TABLE roll_entries;
