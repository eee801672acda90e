-- What became of a post after the congress: its holder leaves it (R-POST-07), or the vacancy is filled (R-RES-06). No row is
-- changed; the last one of a post says how it stands.
CREATE TABLE post_changes (
    id BLOB NOT NULL PRIMARY KEY,
    post_id BLOB NOT NULL REFERENCES congress_posts (id),
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    change TEXT NOT NULL CHECK (change IN ('left', 'appointed', 'by_elected')),
    person_name TEXT NOT NULL,
    roll_entry_id BLOB REFERENCES roll_entries (id),
    cause TEXT CHECK (cause IN ('retirement', 'transfer', 'resignation', 'temporary_transfer')),
    effective_on TEXT NOT NULL,
    votes INTEGER CHECK (votes >= 0),
    base INTEGER CHECK (base >= 1),
    decision TEXT NOT NULL,
    decision_on TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id)
) STRICT;
CREATE INDEX post_changes_by_congress ON post_changes (congress_id, id);
-- The post that a task is about, where it is to fill a seat.
ALTER TABLE assignments ADD COLUMN post TEXT CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
