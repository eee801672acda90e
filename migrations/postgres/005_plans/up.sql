CREATE TABLE plans (
    id UUID NOT NULL PRIMARY KEY,
    unit_id UUID NOT NULL REFERENCES units (id),
    unit_path TEXT COLLATE "C" NOT NULL,
    implements_id UUID REFERENCES plans (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'issued', 'rolling_out', 'completed')),
    symbol TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    issued_on DATE,
    term_from BIGINT NOT NULL,
    term_to BIGINT NOT NULL,
    pilot_from DATE,
    pilot_to DATE,
    rest_from DATE,
    rest_to DATE,
    content JSONB NOT NULL,
    revision BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX plans_by_unit ON plans (unit_path, id);
CREATE INDEX plans_by_upper ON plans (implements_id);

-- The roots of the subtrees whose branches the plan covers.
CREATE TABLE plan_scopes (
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_id UUID NOT NULL REFERENCES units (id),
    PRIMARY KEY (plan_id, unit_id)
);

-- Issued plans do not change: what was is kept here, whole.
CREATE TABLE plan_revisions (
    plan_id UUID NOT NULL REFERENCES plans (id),
    revision BIGINT NOT NULL,
    snapshot JSONB NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    recorded_by UUID NOT NULL REFERENCES users (id),
    PRIMARY KEY (plan_id, revision)
);
