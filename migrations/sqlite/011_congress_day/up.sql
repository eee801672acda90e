-- The programme of a congress, built once from its plan's template.
CREATE TABLE programmes (
    congress_id BLOB NOT NULL PRIMARY KEY REFERENCES congresses (id),
    ceremonies TEXT NOT NULL,
    built_at TEXT NOT NULL,
    built_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;

CREATE TABLE programme_items (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES programmes (congress_id),
    n INTEGER NOT NULL CHECK (n >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('gathering', 'opening_salute', 'presidium_election', 'programme_adoption', 'opening_speech', 'attendance_report', 'political_report', 'self_review', 'upper_drafts', 'discussion', 'upper_speech', 'reply', 'ballot_list', 'counting_committee', 'committee_ballot', 'secretary_ballot', 'deputy_ballot', 'committee_launch', 'delegate_ballot', 'resolution', 'closing_speech', 'closing_salute', 'other')),
    title TEXT,
    planned_minutes INTEGER NOT NULL,
    required INTEGER NOT NULL CHECK (required IN (0, 1)),
    begun_at TEXT,
    ended_at TEXT,
    UNIQUE (congress_id, n)
) STRICT;

-- Votes by show of hands: totals only, with the base and its calculation as they were at that moment.
CREATE TABLE votes (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    subject TEXT NOT NULL CHECK (subject IN ('programme', 'working_rules', 'organ', 'number_to_elect', 'ballot_list', 'withdrawal', 'target', 'document', 'other')),
    subject_id BLOB,
    wording TEXT,
    base TEXT NOT NULL,
    attendance TEXT NOT NULL,
    votes_for INTEGER NOT NULL CHECK (votes_for >= 0),
    votes_against INTEGER NOT NULL CHECK (votes_against >= 0),
    votes_abstain INTEGER NOT NULL CHECK (votes_abstain >= 0),
    adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
    note TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by BLOB NOT NULL REFERENCES users (id)
) STRICT;
CREATE INDEX votes_by_congress ON votes (congress_id, id);
CREATE INDEX votes_by_subject ON votes (subject_id, id);

CREATE TABLE organs (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    kind TEXT NOT NULL CHECK (kind IN ('presidium', 'secretariat', 'counting_committee', 'credentials_committee')),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'elected', 'rejected')),
    vote_id BLOB REFERENCES votes (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (congress_id, kind)
) STRICT;

CREATE TABLE organ_members (
    organ_id BLOB NOT NULL REFERENCES organs (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    roll_entry_id BLOB NOT NULL REFERENCES roll_entries (id),
    name TEXT NOT NULL,
    head INTEGER NOT NULL CHECK (head IN (0, 1)),
    PRIMARY KEY (organ_id, n),
    UNIQUE (organ_id, roll_entry_id)
) STRICT;

-- Figures of targets are in thousandths.
CREATE TABLE targets (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    text TEXT NOT NULL,
    indicator TEXT NOT NULL,
    unit TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('increase', 'decrease', 'hold')),
    baseline INTEGER,
    value INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'adopted', 'rejected')),
    vote_id BLOB REFERENCES votes (id),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX targets_in_order ON targets (congress_id, n, id);
