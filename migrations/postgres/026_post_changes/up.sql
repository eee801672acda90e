-- What became of a post after the congress: its holder leaves it (R-POST-07), or the vacancy is filled (R-RES-06). No row is
-- changed; the last one of a post says how it stands.
CREATE TABLE post_changes (
    id UUID NOT NULL PRIMARY KEY,
    post_id UUID NOT NULL REFERENCES congress_posts (id),
    congress_id UUID NOT NULL REFERENCES congresses (id),
    change TEXT COLLATE "C" NOT NULL CHECK (change IN ('left', 'appointed', 'by_elected')),
    person_name TEXT COLLATE "C" NOT NULL,
    roll_entry_id UUID REFERENCES roll_entries (id),
    cause TEXT COLLATE "C" CHECK (cause IN ('retirement', 'transfer', 'resignation', 'temporary_transfer')),
    effective_on DATE NOT NULL,
    votes BIGINT CHECK (votes >= 0),
    base BIGINT CHECK (base >= 1),
    decision TEXT COLLATE "C" NOT NULL,
    decision_on DATE,
    recorded_at TIMESTAMPTZ NOT NULL,
    recorded_by UUID NOT NULL REFERENCES users (id)
);
CREATE INDEX post_changes_by_congress ON post_changes (congress_id, id);
-- The post that a task is about, where it is to fill a seat.
ALTER TABLE assignments ADD COLUMN post TEXT COLLATE "C" CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
