-- Who is called to a congress, as it stands now.
CREATE TABLE roll_entries (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    member_id BLOB REFERENCES members (id),
    full_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'temporarily_attending', 'suspended', 'prosecuted')),
    mark TEXT NOT NULL CHECK (mark IN ('awaited', 'present', 'late', 'left_early', 'excused', 'absent')),
    arrived_at TEXT,
    left_at TEXT,
    absence_reason TEXT,
    absence_accepted INTEGER CHECK (absence_accepted IN (0, 1)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    struck_off INTEGER NOT NULL CHECK (struck_off IN (0, 1)),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (congress_id, member_id)
) STRICT;
CREATE INDEX roll_entries_by_name ON roll_entries (congress_id, name_key, id);
CREATE INDEX roll_entries_by_member ON roll_entries (member_id);

-- What each entry was, change by change; rows are only ever added.
CREATE TABLE roll_changes (
    id BLOB NOT NULL PRIMARY KEY,
    entry_id BLOB NOT NULL REFERENCES roll_entries (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('drawn_up', 'added', 'refreshed', 'corrected', 'marked', 'reset')),
    at TEXT NOT NULL,
    changed_by BLOB REFERENCES users (id),
    full_name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'temporarily_attending', 'suspended', 'prosecuted')),
    mark TEXT NOT NULL CHECK (mark IN ('awaited', 'present', 'late', 'left_early', 'excused', 'absent')),
    arrived_at TEXT,
    left_at TEXT,
    absence_reason TEXT,
    absence_accepted INTEGER CHECK (absence_accepted IN (0, 1)),
    struck_off INTEGER NOT NULL CHECK (struck_off IN (0, 1)),
    note TEXT,
    UNIQUE (entry_id, version)
) STRICT;
