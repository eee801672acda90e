DROP INDEX assignments_by_congress;
DROP TABLE appointments;
