CREATE TABLE opinions (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES plans (id),
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    theme TEXT NOT NULL CHECK (theme IN ('backdrop_layout', 'anthems', 'congress_documents', 'presidium', 'counting_committee', 'other')),
    text TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_by_unit_id BLOB REFERENCES units (id),
    state TEXT NOT NULL CHECK (state IN ('raised', 'answered', 'concluded', 'in_guidance')),
    answer TEXT,
    answered_at TEXT,
    answered_by BLOB REFERENCES users (id),
    conclusion TEXT,
    concluded_at TEXT,
    concluded_by BLOB REFERENCES users (id),
    created_at TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX opinions_by_plan ON opinions (plan_id, id);
CREATE INDEX opinions_by_congress ON opinions (congress_id, id);

CREATE TABLE assignments (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES plans (id),
    opinion_id BLOB REFERENCES opinions (id),
    unit_id BLOB NOT NULL REFERENCES units (id),
    unit_path TEXT NOT NULL,
    board TEXT NOT NULL,
    task TEXT NOT NULL,
    due_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'done')),
    done_at TEXT,
    done_note TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX assignments_by_unit ON assignments (unit_path, id);
CREATE INDEX assignments_by_plan ON assignments (plan_id, id);

CREATE TABLE guidances (
    id BLOB NOT NULL PRIMARY KEY,
    plan_id BLOB NOT NULL REFERENCES plans (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'superseded')),
    symbol TEXT,
    title TEXT NOT NULL,
    issued_on TEXT,
    issued_at TEXT,
    superseded_at TEXT,
    created_at TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX guidances_by_plan ON guidances (plan_id, id);
CREATE UNIQUE INDEX guidances_one_in_force ON guidances (plan_id) WHERE state = 'issued';

CREATE TABLE guidance_clauses (
    id BLOB NOT NULL PRIMARY KEY,
    guidance_id BLOB NOT NULL REFERENCES guidances (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    text TEXT NOT NULL,
    checklist TEXT NOT NULL CHECK (checklist IN ('none', 'before_opening', 'before_closing')),
    version INTEGER NOT NULL,
    UNIQUE (guidance_id, n)
) STRICT;

CREATE TABLE clause_opinions (
    clause_id BLOB NOT NULL REFERENCES guidance_clauses (id),
    opinion_id BLOB NOT NULL REFERENCES opinions (id),
    PRIMARY KEY (clause_id, opinion_id)
) STRICT;
CREATE INDEX clause_opinions_by_opinion ON clause_opinions (opinion_id);

-- Issued is distributed, to every branch in the plan's scope; only the acknowledgement is a row.
CREATE TABLE guidance_acknowledgements (
    guidance_id BLOB NOT NULL REFERENCES guidances (id),
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    acknowledged_at TEXT NOT NULL,
    acknowledged_by BLOB NOT NULL REFERENCES users (id),
    PRIMARY KEY (guidance_id, congress_id)
) STRICT;
CREATE INDEX guidance_acknowledgements_by_congress ON guidance_acknowledgements (congress_id);

CREATE TABLE checklist_ticks (
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    clause_id BLOB NOT NULL REFERENCES guidance_clauses (id),
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    note TEXT,
    ticked_at TEXT NOT NULL,
    ticked_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL,
    PRIMARY KEY (congress_id, clause_id)
) STRICT;
CREATE INDEX checklist_ticks_by_clause ON checklist_ticks (clause_id, congress_id);
