-- The distinct folded names of congresses and of units, and their trigrams: what is rare is found without reading
-- every row. Names are only ever added; one that no row has any more finds nothing.
CREATE TABLE search_texts (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text TEXT COLLATE "C" NOT NULL UNIQUE
);

INSERT INTO search_texts (text) SELECT search FROM congresses UNION SELECT search FROM unit_placements;

CREATE FUNCTION keep_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_texts (text) VALUES (NEW.search) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER congresses_named AFTER INSERT OR UPDATE OF search ON congresses
FOR EACH ROW EXECUTE FUNCTION keep_search_text();
CREATE TRIGGER unit_placements_named AFTER INSERT OR UPDATE OF search ON unit_placements
FOR EACH ROW EXECUTE FUNCTION keep_search_text();

CREATE INDEX congresses_by_name ON congresses (search, id);
CREATE INDEX unit_placements_by_name ON unit_placements (search, id);

-- Where the server has no pg_trgm, or this account may not install it, the distinct names are read instead.
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX search_texts_by_trigrams ON search_texts USING gin (text gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'searching goes without pg_trgm: %', SQLERRM;
END
$$;
