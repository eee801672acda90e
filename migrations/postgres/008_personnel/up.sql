CREATE TABLE personnel_processes (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('in_steps', 'submitted', 'returned', 'approved', 'presented', 'decided')),
    seats JSONB NOT NULL,
    opinion_symbol TEXT COLLATE "C",
    opinion_on DATE,
    opinion_text TEXT COLLATE "C",
    returned_reason TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (congress_id)
);

CREATE TABLE personnel_steps (
    id UUID NOT NULL PRIMARY KEY,
    process_id UUID NOT NULL REFERENCES personnel_processes (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    held_on DATE,
    summoned BIGINT,
    present BIGINT,
    ballots_issued BIGINT,
    ballots_returned BIGINT,
    ballots_valid BIGINT,
    ballots_invalid BIGINT,
    minutes TEXT COLLATE "C",
    signed_at TIMESTAMPTZ,
    signed_by UUID REFERENCES users (id),
    version BIGINT NOT NULL,
    UNIQUE (process_id, n)
);

CREATE TABLE personnel_nominees (
    id UUID NOT NULL PRIMARY KEY,
    process_id UUID NOT NULL REFERENCES personnel_processes (id),
    member_id UUID REFERENCES members (id),
    full_name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    birth_date DATE NOT NULL,
    sex TEXT COLLATE "C" NOT NULL CHECK (sex IN ('male', 'female')),
    candidacy TEXT COLLATE "C" NOT NULL CHECK (candidacy IN ('re_election', 'first_time')),
    post TEXT COLLATE "C" NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    salaried BOOLEAN NOT NULL,
    withdrawn_reason TEXT COLLATE "C",
    elected BOOLEAN,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX personnel_nominees_by_process ON personnel_nominees (process_id, name_key, id);

CREATE TABLE personnel_totals (
    step_id UUID NOT NULL REFERENCES personnel_steps (id),
    nominee_id UUID NOT NULL REFERENCES personnel_nominees (id),
    agree BIGINT NOT NULL CHECK (agree >= 0),
    disagree BIGINT NOT NULL CHECK (disagree >= 0),
    PRIMARY KEY (step_id, nominee_id)
);
