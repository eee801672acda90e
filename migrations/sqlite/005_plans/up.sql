CREATE TABLE plans (
    id BLOB NOT NULL PRIMARY KEY,
    unit_id BLOB NOT NULL REFERENCES units (id),
    unit_path TEXT NOT NULL,
    implements_id BLOB REFERENCES plans (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'rolling_out', 'completed')),
    symbol TEXT,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    issued_on TEXT,
    term_from INTEGER NOT NULL,
    term_to INTEGER NOT NULL,
    pilot_from TEXT,
    pilot_to TEXT,
    rest_from TEXT,
    rest_to TEXT,
    content TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX plans_by_unit ON plans (unit_path, id);
CREATE INDEX plans_by_upper ON plans (implements_id);

-- The roots of the subtrees whose branches the plan covers.
CREATE TABLE plan_scopes (
    plan_id BLOB NOT NULL REFERENCES plans (id),
    unit_id BLOB NOT NULL REFERENCES units (id),
    PRIMARY KEY (plan_id, unit_id)
) STRICT;

-- Issued plans do not change: what was is kept here, whole.
CREATE TABLE plan_revisions (
    plan_id BLOB NOT NULL REFERENCES plans (id),
    revision INTEGER NOT NULL,
    snapshot TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (plan_id, revision)
) STRICT;
