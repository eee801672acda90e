DROP TABLE offices;
DROP TABLE unit_successions;
DROP TABLE unit_placements;
DROP TABLE units;
DROP TABLE sectors;
