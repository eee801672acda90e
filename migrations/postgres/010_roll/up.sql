-- Who is called to a congress, as it stands now.
CREATE TABLE roll_entries (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    member_id UUID REFERENCES members (id),
    full_name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'temporarily_attending', 'suspended', 'prosecuted')),
    mark TEXT COLLATE "C" NOT NULL CHECK (mark IN ('awaited', 'present', 'late', 'left_early', 'excused', 'absent')),
    arrived_at TIMESTAMPTZ,
    left_at TIMESTAMPTZ,
    absence_reason TEXT COLLATE "C",
    absence_accepted BOOLEAN,
    by_hand BOOLEAN NOT NULL,
    struck_off BOOLEAN NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (congress_id, member_id)
);
CREATE INDEX roll_entries_by_name ON roll_entries (congress_id, name_key, id);
CREATE INDEX roll_entries_by_member ON roll_entries (member_id);

-- What each entry was, change by change; rows are only ever added.
CREATE TABLE roll_changes (
    id UUID NOT NULL PRIMARY KEY,
    entry_id UUID NOT NULL REFERENCES roll_entries (id),
    version BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('drawn_up', 'added', 'refreshed', 'corrected', 'marked', 'reset')),
    at TIMESTAMPTZ NOT NULL,
    changed_by UUID REFERENCES users (id),
    full_name TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'temporarily_attending', 'suspended', 'prosecuted')),
    mark TEXT COLLATE "C" NOT NULL CHECK (mark IN ('awaited', 'present', 'late', 'left_early', 'excused', 'absent')),
    arrived_at TIMESTAMPTZ,
    left_at TIMESTAMPTZ,
    absence_reason TEXT COLLATE "C",
    absence_accepted BOOLEAN,
    struck_off BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    UNIQUE (entry_id, version)
);
