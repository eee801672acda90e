DROP TABLE remarks;
DROP TABLE reviews;
DROP TABLE document_versions;
DROP TABLE documents;
