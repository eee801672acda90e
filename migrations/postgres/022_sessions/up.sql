-- In which session of the congress an item of the programme stands.
ALTER TABLE programme_items ADD COLUMN session TEXT NOT NULL DEFAULT 'official' CHECK (session IN ('preparatory', 'official'));
