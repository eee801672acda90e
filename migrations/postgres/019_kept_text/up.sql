-- How much of a version's text is kept, in characters, and whether the file holds more of it.
ALTER TABLE document_versions ADD COLUMN text_characters BIGINT;
ALTER TABLE document_versions ADD COLUMN text_cut BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE document_versions SET text_characters = length(extracted);

-- Whether any version has the content of a kept file.
CREATE INDEX document_versions_by_content ON document_versions (sha256);
