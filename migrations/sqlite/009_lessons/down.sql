DROP TABLE checklist_ticks;
DROP TABLE guidance_acknowledgements;
DROP TABLE clause_opinions;
DROP TABLE guidance_clauses;
DROP TABLE guidances;
DROP TABLE assignments;
DROP TABLE opinions;
