-- The language in which a person chose to read the pages; none where they have not chosen.
ALTER TABLE users ADD COLUMN language TEXT CHECK (language IN ('vi', 'en'));
