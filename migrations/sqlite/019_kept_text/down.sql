DROP INDEX document_versions_by_content;
ALTER TABLE document_versions DROP COLUMN text_cut;
ALTER TABLE document_versions DROP COLUMN text_characters;
