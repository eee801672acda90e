-- A secretary appointed by the committee above, where the congress elected none or the election was refused.
CREATE TABLE appointments (
    post_id UUID NOT NULL PRIMARY KEY REFERENCES congress_posts (id),
    congress_id UUID NOT NULL REFERENCES congresses (id),
    unit_id UUID NOT NULL REFERENCES units (id),
    roll_entry_id UUID NOT NULL REFERENCES roll_entries (id),
    person_name TEXT NOT NULL,
    decision_symbol TEXT NOT NULL,
    decision_on DATE NOT NULL,
    ground TEXT NOT NULL,
    appointed_at TIMESTAMPTZ NOT NULL,
    appointed_by UUID NOT NULL REFERENCES users (id)
);
CREATE INDEX appointments_by_congress ON appointments (congress_id, post_id);
CREATE INDEX assignments_by_congress ON assignments (congress_id, id) WHERE congress_id IS NOT NULL;
