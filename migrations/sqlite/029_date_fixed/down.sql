ALTER TABLE congresses DROP COLUMN date_fixed_on;
