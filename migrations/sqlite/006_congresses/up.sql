CREATE TABLE congresses (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_id BLOB NOT NULL REFERENCES units (id),
    unit_path TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    search TEXT NOT NULL,
    approving_unit_id BLOB NOT NULL REFERENCES units (id),
    sub_committee_id BLOB REFERENCES units (id),
    sector_id BLOB REFERENCES sectors (id),
    state TEXT NOT NULL CHECK (state IN ('preparing', 'submitted', 'approved', 'convened', 'in_session', 'closed', 'reported', 'confirmed', 'annulled', 'cancelled')),
    pilot INTEGER NOT NULL CHECK (pilot IN (0, 1)),
    pilot_reason TEXT,
    planned_on TEXT,
    planned_time TEXT,
    venue TEXT,
    half_days INTEGER NOT NULL,
    notice_given_on TEXT,
    summoned_official INTEGER,
    summoned_probationary INTEGER,
    present_official INTEGER,
    present_probationary INTEGER,
    guidance_override TEXT,
    opened_on TEXT,
    closed_on TEXT,
    reported_on TEXT,
    due_on TEXT,
    decision_symbol TEXT,
    decision_on TEXT,
    end_reason TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX congresses_by_place ON congresses (unit_path, id);
CREATE INDEX congresses_by_plan ON congresses (plan_id, unit_path, id);
CREATE UNIQUE INDEX congresses_one_alive ON congresses (plan_id, unit_id) WHERE state NOT IN ('cancelled', 'annulled');

-- Who was elected to which post, and what the approving committee said of it.
CREATE TABLE congress_posts (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    post TEXT NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    person_name TEXT,
    nominee_id BLOB,
    outcome TEXT NOT NULL CHECK (outcome IN ('elected', 'left_vacant', 'recognised', 'refused')),
    note TEXT
) STRICT;
CREATE INDEX congress_posts_by_congress ON congress_posts (congress_id, id);

-- How many congresses stand in a state under each unit; changes not yet folded in wait below.
CREATE TABLE progress_states (
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_id BLOB NOT NULL,
    state TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (plan_id, unit_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress_due (
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_id BLOB NOT NULL,
    due_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (plan_id, unit_id, due_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress_parts (
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_id BLOB NOT NULL,
    sector TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (plan_id, unit_id, sector, state, due_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE progress_changes (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_path TEXT NOT NULL,
    sector TEXT NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT NOT NULL,
    n INTEGER NOT NULL
) STRICT;
CREATE INDEX progress_changes_by_plan ON progress_changes (plan_id, id);
