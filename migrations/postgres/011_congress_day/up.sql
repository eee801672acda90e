-- The programme of a congress, built once from its plan's template.
CREATE TABLE programmes (
    congress_id UUID NOT NULL PRIMARY KEY REFERENCES congresses (id),
    ceremonies JSONB NOT NULL,
    built_at TIMESTAMPTZ NOT NULL,
    built_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL
);

CREATE TABLE programme_items (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES programmes (congress_id),
    n BIGINT NOT NULL CHECK (n >= 1),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('gathering', 'opening_salute', 'presidium_election', 'programme_adoption', 'opening_speech', 'attendance_report', 'political_report', 'self_review', 'upper_drafts', 'discussion', 'upper_speech', 'reply', 'ballot_list', 'counting_committee', 'committee_ballot', 'secretary_ballot', 'deputy_ballot', 'committee_launch', 'delegate_ballot', 'resolution', 'closing_speech', 'closing_salute', 'other')),
    title TEXT COLLATE "C",
    planned_minutes BIGINT NOT NULL,
    required BOOLEAN NOT NULL,
    begun_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    UNIQUE (congress_id, n)
);

-- Votes by show of hands: totals only, with the base and its calculation as they were at that moment.
CREATE TABLE votes (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    subject TEXT COLLATE "C" NOT NULL CHECK (subject IN ('programme', 'working_rules', 'organ', 'number_to_elect', 'ballot_list', 'withdrawal', 'target', 'document', 'other')),
    subject_id UUID,
    wording TEXT COLLATE "C",
    base JSONB NOT NULL,
    attendance JSONB NOT NULL,
    votes_for BIGINT NOT NULL CHECK (votes_for >= 0),
    votes_against BIGINT NOT NULL CHECK (votes_against >= 0),
    votes_abstain BIGINT NOT NULL CHECK (votes_abstain >= 0),
    adopted BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    recorded_at TIMESTAMPTZ NOT NULL,
    recorded_by UUID NOT NULL REFERENCES users (id)
);
CREATE INDEX votes_by_congress ON votes (congress_id, id);
CREATE INDEX votes_by_subject ON votes (subject_id, id);

CREATE TABLE organs (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('presidium', 'secretariat', 'counting_committee', 'credentials_committee')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'elected', 'rejected')),
    vote_id UUID REFERENCES votes (id),
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (congress_id, kind)
);

CREATE TABLE organ_members (
    organ_id UUID NOT NULL REFERENCES organs (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    roll_entry_id UUID NOT NULL REFERENCES roll_entries (id),
    name TEXT COLLATE "C" NOT NULL,
    head BOOLEAN NOT NULL,
    PRIMARY KEY (organ_id, n),
    UNIQUE (organ_id, roll_entry_id)
);

-- Figures of targets are in thousandths.
CREATE TABLE targets (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    text TEXT COLLATE "C" NOT NULL,
    indicator TEXT COLLATE "C" NOT NULL,
    unit TEXT COLLATE "C" NOT NULL,
    direction TEXT COLLATE "C" NOT NULL CHECK (direction IN ('increase', 'decrease', 'hold')),
    baseline BIGINT,
    value BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('proposed', 'adopted', 'rejected')),
    vote_id UUID REFERENCES votes (id),
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX targets_in_order ON targets (congress_id, n, id);
