DROP TABLE targets;
DROP TABLE organ_members;
DROP TABLE organs;
DROP TABLE votes;
DROP TABLE programme_items;
DROP TABLE programmes;
