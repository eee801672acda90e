CREATE TABLE members (
    id UUID NOT NULL PRIMARY KEY,
    unit_id UUID NOT NULL REFERENCES units (id),
    full_name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    birth_date DATE NOT NULL,
    sex TEXT COLLATE "C" NOT NULL CHECK (sex IN ('male', 'female')),
    ethnicity TEXT COLLATE "C",
    admitted_on DATE,
    official_on DATE,
    post TEXT COLLATE "C",
    education TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('official', 'probationary', 'exempted', 'temporarily_away', 'suspended', 'prosecuted', 'left')),
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX members_by_unit ON members (unit_id, name_key, id);
