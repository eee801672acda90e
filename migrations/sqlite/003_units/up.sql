CREATE TABLE sectors (
    id BLOB NOT NULL PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (code)
) STRICT;

CREATE TABLE units (
    id BLOB NOT NULL PRIMARY KEY,
    official_members INTEGER NOT NULL CHECK (official_members >= 0),
    probationary_members INTEGER NOT NULL CHECK (probationary_members >= 0),
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;

-- Where a unit stood, under what name, from when to when (`valid_to` is the first day it no longer did).
-- `note` is the reason for an unusual place, where one was asked for.
CREATE TABLE unit_placements (
    id BLOB NOT NULL PRIMARY KEY,
    unit_id BLOB NOT NULL REFERENCES units (id),
    parent_id BLOB REFERENCES units (id),
    path TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('central_committee', 'province_committee', 'district_committee', 'bloc_committee', 'base_committee', 'sub_committee', 'base_branch', 'branch')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    search TEXT NOT NULL,
    sector_id BLOB REFERENCES sectors (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    note TEXT,
    CHECK (valid_to IS NULL OR valid_to > valid_from),
    UNIQUE (unit_id, valid_from)
) STRICT;
CREATE INDEX unit_placements_by_path ON unit_placements (path, valid_from);
CREATE INDEX unit_placements_by_parent ON unit_placements (parent_id, path);

CREATE TABLE unit_successions (
    id BLOB NOT NULL PRIMARY KEY,
    predecessor_id BLOB NOT NULL REFERENCES units (id),
    successor_id BLOB NOT NULL REFERENCES units (id),
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'replace')),
    on_date TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (predecessor_id, successor_id)
) STRICT;
CREATE INDEX unit_successions_by_successor ON unit_successions (successor_id);

-- What an account may do where, and from when to when. Without a unit: the whole installation.
CREATE TABLE offices (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL CHECK (role IN ('administrator', 'organisation_officer', 'secretary', 'committee_officer', 'branch_committee', 'counter', 'observer', 'integrator')),
    unit_id BLOB REFERENCES units (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CHECK (valid_to IS NULL OR valid_to > valid_from),
    CHECK (unit_id IS NOT NULL OR role = 'administrator')
) STRICT;
CREATE INDEX offices_by_user ON offices (user_id);
CREATE INDEX offices_by_unit ON offices (unit_id, role);
