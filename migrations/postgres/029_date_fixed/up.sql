-- The day on which the planned date that stands was put down: a notice of it that is older announced another date.
ALTER TABLE congresses ADD COLUMN date_fixed_on DATE;
