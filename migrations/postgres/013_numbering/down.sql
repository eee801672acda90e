DROP TABLE document_numbers;
DROP TABLE number_series;
DROP TABLE committee_terms;
