-- How much of a version's text is kept, in characters, and whether the file holds more of it.
ALTER TABLE document_versions ADD COLUMN text_characters INTEGER;
ALTER TABLE document_versions ADD COLUMN text_cut INTEGER NOT NULL DEFAULT 0 CHECK (text_cut IN (0, 1));
UPDATE document_versions SET text_characters = length(extracted);

-- Whether any version has the content of a kept file.
CREATE INDEX document_versions_by_content ON document_versions (sha256);
