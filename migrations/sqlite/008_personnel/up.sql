CREATE TABLE personnel_processes (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    state TEXT NOT NULL CHECK (state IN ('in_steps', 'submitted', 'returned', 'approved', 'presented', 'decided')),
    seats TEXT NOT NULL,
    opinion_symbol TEXT,
    opinion_on TEXT,
    opinion_text TEXT,
    returned_reason TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (congress_id)
) STRICT;

CREATE TABLE personnel_steps (
    id BLOB NOT NULL PRIMARY KEY,
    process_id BLOB NOT NULL REFERENCES personnel_processes (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    held_on TEXT,
    summoned INTEGER,
    present INTEGER,
    ballots_issued INTEGER,
    ballots_returned INTEGER,
    ballots_valid INTEGER,
    ballots_invalid INTEGER,
    minutes TEXT,
    signed_at TEXT,
    signed_by BLOB REFERENCES users (id),
    version INTEGER NOT NULL,
    UNIQUE (process_id, n)
) STRICT;

CREATE TABLE personnel_nominees (
    id BLOB NOT NULL PRIMARY KEY,
    process_id BLOB NOT NULL REFERENCES personnel_processes (id),
    member_id BLOB REFERENCES members (id),
    full_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    candidacy TEXT NOT NULL CHECK (candidacy IN ('re_election', 'first_time')),
    post TEXT NOT NULL CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary')),
    salaried INTEGER NOT NULL CHECK (salaried IN (0, 1)),
    withdrawn_reason TEXT,
    elected INTEGER CHECK (elected IN (0, 1)),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX personnel_nominees_by_process ON personnel_nominees (process_id, name_key, id);

CREATE TABLE personnel_totals (
    step_id BLOB NOT NULL REFERENCES personnel_steps (id),
    nominee_id BLOB NOT NULL REFERENCES personnel_nominees (id),
    agree INTEGER NOT NULL CHECK (agree >= 0),
    disagree INTEGER NOT NULL CHECK (disagree >= 0),
    PRIMARY KEY (step_id, nominee_id)
) STRICT;
