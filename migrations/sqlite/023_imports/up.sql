-- Sheets that were tried: what would become of each line. After the commit the lines are gone.
CREATE TABLE imports (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('units', 'members')),
    unit_id BLOB REFERENCES units (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    file_name TEXT NOT NULL,
    new_rows INTEGER NOT NULL CHECK (new_rows >= 0),
    changed_rows INTEGER NOT NULL CHECK (changed_rows >= 0),
    same_rows INTEGER NOT NULL CHECK (same_rows >= 0),
    wrong_rows INTEGER NOT NULL CHECK (wrong_rows >= 0),
    created_at TEXT NOT NULL,
    committed_at TEXT,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_by_age ON imports (created_at);

CREATE TABLE import_rows (
    import_id BLOB NOT NULL REFERENCES imports (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    fate TEXT NOT NULL CHECK (fate IN ('new', 'changed', 'same', 'wrong')),
    content TEXT NOT NULL,
    PRIMARY KEY (import_id, n)
) STRICT;
CREATE INDEX import_rows_by_fate ON import_rows (import_id, fate, n);
