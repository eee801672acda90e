CREATE TABLE sectors (
    id UUID NOT NULL PRIMARY KEY,
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (code)
);

CREATE TABLE units (
    id UUID NOT NULL PRIMARY KEY,
    official_members BIGINT NOT NULL CHECK (official_members >= 0),
    probationary_members BIGINT NOT NULL CHECK (probationary_members >= 0),
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);

-- Where a unit stood, under what name, from when to when (`valid_to` is the first day it no longer did).
-- `note` is the reason for an unusual place, where one was asked for.
CREATE TABLE unit_placements (
    id UUID NOT NULL PRIMARY KEY,
    unit_id UUID NOT NULL REFERENCES units (id),
    parent_id UUID REFERENCES units (id),
    path TEXT COLLATE "C" NOT NULL,
    level TEXT COLLATE "C" NOT NULL CHECK (level IN ('central_committee', 'province_committee', 'district_committee', 'bloc_committee', 'base_committee', 'sub_committee', 'base_branch', 'branch')),
    code TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    short_name TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    sector_id UUID REFERENCES sectors (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    note TEXT COLLATE "C",
    CHECK (valid_to IS NULL OR valid_to > valid_from),
    UNIQUE (unit_id, valid_from)
);
CREATE INDEX unit_placements_by_path ON unit_placements (path, valid_from);
CREATE INDEX unit_placements_by_parent ON unit_placements (parent_id, path);

CREATE TABLE unit_successions (
    id UUID NOT NULL PRIMARY KEY,
    predecessor_id UUID NOT NULL REFERENCES units (id),
    successor_id UUID NOT NULL REFERENCES units (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('merge', 'split', 'replace')),
    on_date DATE NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    UNIQUE (predecessor_id, successor_id)
);
CREATE INDEX unit_successions_by_successor ON unit_successions (successor_id);

-- What an account may do where, and from when to when. Without a unit: the whole installation.
CREATE TABLE offices (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    role TEXT COLLATE "C" NOT NULL CHECK (role IN ('administrator', 'organisation_officer', 'secretary', 'committee_officer', 'branch_committee', 'counter', 'observer', 'integrator')),
    unit_id UUID REFERENCES units (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL,
    CHECK (valid_to IS NULL OR valid_to > valid_from),
    CHECK (unit_id IS NOT NULL OR role = 'administrator')
);
CREATE INDEX offices_by_user ON offices (user_id);
CREATE INDEX offices_by_unit ON offices (unit_id, role);
