-- What is due, in the order of its days.
ALTER TABLE assignments ADD COLUMN purpose TEXT NOT NULL DEFAULT 'task' CHECK (purpose IN ('task', 'appoint_secretary', 'fill_vacancy'));
ALTER TABLE assignments ADD COLUMN congress_id UUID REFERENCES congresses (id);
-- When it is due, else when it was given.
ALTER TABLE assignments ADD COLUMN awaited_on DATE NOT NULL DEFAULT '1900-01-01';
UPDATE assignments SET awaited_on = COALESCE(due_on, CAST(created_at AS DATE));
CREATE INDEX assignments_by_day ON assignments (state, purpose, awaited_on, unit_path, id);
CREATE INDEX congresses_by_due ON congresses (state, due_on, unit_path, id) WHERE due_on IS NOT NULL;
