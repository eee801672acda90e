CREATE TABLE congresses (
    id UUID NOT NULL PRIMARY KEY,
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_id UUID NOT NULL REFERENCES units (id),
    unit_path TEXT COLLATE "C" NOT NULL,
    unit_name TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    approving_unit_id UUID NOT NULL REFERENCES units (id),
    sub_committee_id UUID REFERENCES units (id),
    sector_id UUID REFERENCES sectors (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('preparing', 'submitted', 'approved', 'convened', 'in_session', 'closed', 'reported', 'confirmed', 'annulled', 'cancelled')),
    pilot BOOLEAN NOT NULL,
    pilot_reason TEXT COLLATE "C",
    planned_on DATE,
    planned_time TEXT COLLATE "C",
    venue TEXT COLLATE "C",
    half_days BIGINT NOT NULL,
    notice_given_on DATE,
    summoned_official BIGINT,
    summoned_probationary BIGINT,
    present_official BIGINT,
    present_probationary BIGINT,
    guidance_override TEXT COLLATE "C",
    opened_on DATE,
    closed_on DATE,
    reported_on DATE,
    due_on DATE,
    decision_symbol TEXT COLLATE "C",
    decision_on DATE,
    end_reason TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX congresses_by_place ON congresses (unit_path, id);
CREATE INDEX congresses_by_plan ON congresses (plan_id, unit_path, id);
CREATE UNIQUE INDEX congresses_one_alive ON congresses (plan_id, unit_id) WHERE state NOT IN ('cancelled', 'annulled');

-- Who was elected to which post, and what the approving committee said of it.
CREATE TABLE congress_posts (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    post TEXT COLLATE "C" NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    person_name TEXT COLLATE "C",
    nominee_id UUID,
    outcome TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('elected', 'left_vacant', 'recognised', 'refused')),
    note TEXT COLLATE "C"
);
CREATE INDEX congress_posts_by_congress ON congress_posts (congress_id, id);

-- How many congresses stand in a state under each unit; changes not yet folded in wait below.
CREATE TABLE progress_states (
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_id UUID NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (plan_id, unit_id, state)
);

CREATE TABLE progress_due (
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_id UUID NOT NULL,
    due_on DATE NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (plan_id, unit_id, due_on)
);

CREATE TABLE progress_parts (
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_id UUID NOT NULL,
    sector TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    due_on DATE NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (plan_id, unit_id, sector, state, due_on)
);

CREATE TABLE progress_changes (
    id UUID NOT NULL PRIMARY KEY,
    plan_id UUID NOT NULL REFERENCES plans (id),
    unit_path TEXT COLLATE "C" NOT NULL,
    sector TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    due_on DATE NOT NULL,
    n BIGINT NOT NULL
);
CREATE INDEX progress_changes_by_plan ON progress_changes (plan_id, id);
