DROP INDEX unit_placements_by_name;
DROP INDEX congresses_by_name;
DROP TRIGGER unit_placements_named ON unit_placements;
DROP TRIGGER congresses_named ON congresses;
DROP FUNCTION keep_search_text();
DROP TABLE search_texts;
-- It stays where something else rests on it.
DO $$
BEGIN
    DROP EXTENSION IF EXISTS pg_trgm;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'pg_trgm stays: %', SQLERRM;
END
$$;
