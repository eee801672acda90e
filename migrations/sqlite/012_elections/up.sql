CREATE TABLE elections (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    post TEXT NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    state TEXT NOT NULL CHECK (state IN ('opened', 'seats_voted', 'nominating', 'settling', 'list_voted', 'voting', 'announced', 'decided', 'left_vacant')),
    proposed_seats INTEGER NOT NULL CHECK (proposed_seats >= 0),
    seats INTEGER CHECK (seats >= 1),
    seats_vote TEXT,
    list_vote TEXT,
    vacancy_reason TEXT,
    vacancy_vote TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (congress_id, post)
) STRICT;

CREATE TABLE election_candidates (
    id BLOB NOT NULL PRIMARY KEY,
    election_id BLOB NOT NULL REFERENCES elections (id),
    nominee_id BLOB REFERENCES personnel_nominees (id),
    roll_entry_id BLOB REFERENCES roll_entries (id),
    full_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    birth_date TEXT,
    origin TEXT NOT NULL CHECK (origin IN ('committee_list', 'nomination', 'self_nomination')),
    of_convening_committee INTEGER NOT NULL CHECK (of_convening_committee IN (0, 1)),
    nominated_by BLOB REFERENCES roll_entries (id),
    state TEXT NOT NULL CHECK (state IN ('standing', 'withdrawal_asked', 'withdrawn', 'unsupported', 'polled_out', 'elected')),
    support_count INTEGER CHECK (support_count >= 0),
    support_attending INTEGER CHECK (support_attending >= 0),
    poll_votes INTEGER CHECK (poll_votes >= 0),
    withdrawal_reason TEXT,
    withdrawal_vote TEXT,
    elected_in INTEGER,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX election_candidates_by_election ON election_candidates (election_id, name_key, id);

-- One ballot each: who stood on it, who counted, against which base. Never a voter.
CREATE TABLE election_rounds (
    id BLOB NOT NULL PRIMARY KEY,
    election_id BLOB NOT NULL REFERENCES elections (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('first', 're_vote', 'tie_break')),
    state TEXT NOT NULL CHECK (state IN ('counting', 'differing', 'agreed', 'announced', 'void')),
    seats INTEGER NOT NULL CHECK (seats >= 1),
    ballot_form TEXT NOT NULL CHECK (ballot_form IN ('strike_out', 'four_columns')),
    names TEXT NOT NULL,
    counters TEXT NOT NULL,
    base TEXT NOT NULL,
    present INTEGER NOT NULL CHECK (present >= 0),
    outcome TEXT,
    note TEXT,
    issued_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (election_id, n)
) STRICT;

-- What each counter entered, as it was entered. Rows are written once; see docs/architecture.md, invariant 6.
CREATE TABLE count_entries (
    id BLOB NOT NULL PRIMARY KEY,
    round_id BLOB NOT NULL REFERENCES election_rounds (id),
    place TEXT NOT NULL CHECK (place IN ('first', 'second', 'settlement')),
    minutes TEXT NOT NULL,
    salt TEXT NOT NULL,
    seal TEXT NOT NULL,
    note TEXT,
    entered_by BLOB NOT NULL REFERENCES users (id),
    entered_at TEXT NOT NULL,
    UNIQUE (round_id, place)
) STRICT;
