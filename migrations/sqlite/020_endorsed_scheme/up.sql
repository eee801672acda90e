-- When the sub-committee passed on the personnel scheme that lies with the approving committee.
ALTER TABLE personnel_processes ADD COLUMN endorsed_at TEXT;
