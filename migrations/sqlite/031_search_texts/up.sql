-- The distinct folded names of congresses and of units, and their trigrams: what is rare is found without reading
-- every row. Names are only ever added; one that no row has any more finds nothing.
CREATE TABLE search_texts (
    id INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE search_trigrams USING fts5(text, content='search_texts', content_rowid='id', tokenize='trigram');

CREATE TRIGGER search_texts_by_trigrams AFTER INSERT ON search_texts
BEGIN
    INSERT INTO search_trigrams (rowid, text) VALUES (NEW.id, NEW.text);
END;

INSERT INTO search_texts (text) SELECT search FROM congresses UNION SELECT search FROM unit_placements;

CREATE TRIGGER congresses_named AFTER INSERT ON congresses
WHEN NOT EXISTS (SELECT 1 FROM search_texts WHERE text = NEW.search)
BEGIN
    INSERT INTO search_texts (text) VALUES (NEW.search);
END;
CREATE TRIGGER congresses_renamed AFTER UPDATE OF search ON congresses
WHEN NOT EXISTS (SELECT 1 FROM search_texts WHERE text = NEW.search)
BEGIN
    INSERT INTO search_texts (text) VALUES (NEW.search);
END;
CREATE TRIGGER unit_placements_named AFTER INSERT ON unit_placements
WHEN NOT EXISTS (SELECT 1 FROM search_texts WHERE text = NEW.search)
BEGIN
    INSERT INTO search_texts (text) VALUES (NEW.search);
END;
CREATE TRIGGER unit_placements_renamed AFTER UPDATE OF search ON unit_placements
WHEN NOT EXISTS (SELECT 1 FROM search_texts WHERE text = NEW.search)
BEGIN
    INSERT INTO search_texts (text) VALUES (NEW.search);
END;

CREATE INDEX congresses_by_name ON congresses (search, id);
CREATE INDEX unit_placements_by_name ON unit_placements (search, id);
