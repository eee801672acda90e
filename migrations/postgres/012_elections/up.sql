CREATE TABLE elections (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    post TEXT COLLATE "C" NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('opened', 'seats_voted', 'nominating', 'settling', 'list_voted', 'voting', 'announced', 'decided', 'left_vacant')),
    proposed_seats BIGINT NOT NULL CHECK (proposed_seats >= 0),
    seats BIGINT CHECK (seats >= 1),
    seats_vote JSONB,
    list_vote JSONB,
    vacancy_reason TEXT COLLATE "C",
    vacancy_vote JSONB,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (congress_id, post)
);

CREATE TABLE election_candidates (
    id UUID NOT NULL PRIMARY KEY,
    election_id UUID NOT NULL REFERENCES elections (id),
    nominee_id UUID REFERENCES personnel_nominees (id),
    roll_entry_id UUID REFERENCES roll_entries (id),
    full_name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    birth_date DATE,
    origin TEXT COLLATE "C" NOT NULL CHECK (origin IN ('committee_list', 'nomination', 'self_nomination')),
    of_convening_committee BOOLEAN NOT NULL,
    nominated_by UUID REFERENCES roll_entries (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('standing', 'withdrawal_asked', 'withdrawn', 'unsupported', 'polled_out', 'elected')),
    support_count BIGINT CHECK (support_count >= 0),
    support_attending BIGINT CHECK (support_attending >= 0),
    poll_votes BIGINT CHECK (poll_votes >= 0),
    withdrawal_reason TEXT COLLATE "C",
    withdrawal_vote JSONB,
    elected_in BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX election_candidates_by_election ON election_candidates (election_id, name_key, id);

-- One ballot each: who stood on it, who counted, against which base. Never a voter.
CREATE TABLE election_rounds (
    id UUID NOT NULL PRIMARY KEY,
    election_id UUID NOT NULL REFERENCES elections (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('first', 're_vote', 'tie_break')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('counting', 'differing', 'agreed', 'announced', 'void')),
    seats BIGINT NOT NULL CHECK (seats >= 1),
    ballot_form TEXT COLLATE "C" NOT NULL CHECK (ballot_form IN ('strike_out', 'four_columns')),
    names JSONB NOT NULL,
    counters JSONB NOT NULL,
    base JSONB NOT NULL,
    present BIGINT NOT NULL CHECK (present >= 0),
    outcome JSONB,
    note TEXT COLLATE "C",
    issued_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (election_id, n)
);

-- What each counter entered, as it was entered. Rows are written once; see docs/architecture.md, invariant 6.
CREATE TABLE count_entries (
    id UUID NOT NULL PRIMARY KEY,
    round_id UUID NOT NULL REFERENCES election_rounds (id),
    place TEXT COLLATE "C" NOT NULL CHECK (place IN ('first', 'second', 'settlement')),
    minutes JSONB NOT NULL,
    salt TEXT COLLATE "C" NOT NULL,
    seal TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    entered_by UUID NOT NULL REFERENCES users (id),
    entered_at TIMESTAMPTZ NOT NULL,
    UNIQUE (round_id, place)
);
