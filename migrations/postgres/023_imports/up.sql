-- Sheets that were tried: what would become of each line. After the commit the lines are gone.
CREATE TABLE imports (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('units', 'members')),
    unit_id UUID REFERENCES units (id),
    user_id UUID NOT NULL REFERENCES users (id),
    file_name TEXT COLLATE "C" NOT NULL,
    new_rows BIGINT NOT NULL CHECK (new_rows >= 0),
    changed_rows BIGINT NOT NULL CHECK (changed_rows >= 0),
    same_rows BIGINT NOT NULL CHECK (same_rows >= 0),
    wrong_rows BIGINT NOT NULL CHECK (wrong_rows >= 0),
    created_at TIMESTAMPTZ NOT NULL,
    committed_at TIMESTAMPTZ,
    version BIGINT NOT NULL
);
CREATE INDEX imports_by_age ON imports (created_at);

CREATE TABLE import_rows (
    import_id UUID NOT NULL REFERENCES imports (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    fate TEXT COLLATE "C" NOT NULL CHECK (fate IN ('new', 'changed', 'same', 'wrong')),
    content JSONB NOT NULL,
    PRIMARY KEY (import_id, n)
);
CREATE INDEX import_rows_by_fate ON import_rows (import_id, fate, n);
