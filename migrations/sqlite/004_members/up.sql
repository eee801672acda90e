CREATE TABLE members (
    id BLOB NOT NULL PRIMARY KEY,
    unit_id BLOB NOT NULL REFERENCES units (id),
    full_name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    search TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    ethnicity TEXT,
    admitted_on TEXT,
    official_on TEXT,
    post TEXT,
    education TEXT,
    status TEXT NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'suspended', 'prosecuted', 'left')),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX members_by_unit ON members (unit_id, name_key, id);
