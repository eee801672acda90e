DROP INDEX unit_placements_by_name;
DROP INDEX congresses_by_name;
DROP TRIGGER unit_placements_renamed;
DROP TRIGGER unit_placements_named;
DROP TRIGGER congresses_renamed;
DROP TRIGGER congresses_named;
DROP TABLE search_trigrams;
DROP TABLE search_texts;
