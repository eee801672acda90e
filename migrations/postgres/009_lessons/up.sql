CREATE TABLE opinions (
    id UUID NOT NULL PRIMARY KEY,
    plan_id UUID NOT NULL REFERENCES plans (id),
    congress_id UUID NOT NULL REFERENCES congresses (id),
    theme TEXT COLLATE "C" NOT NULL CHECK (theme IN ('backdrop_layout', 'anthems', 'congress_documents', 'presidium', 'counting_committee', 'other')),
    text TEXT COLLATE "C" NOT NULL,
    raised_by TEXT COLLATE "C" NOT NULL,
    raised_by_unit_id UUID REFERENCES units (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('raised', 'answered', 'concluded', 'in_guidance')),
    answer TEXT COLLATE "C",
    answered_at TIMESTAMPTZ,
    answered_by UUID REFERENCES users (id),
    conclusion TEXT COLLATE "C",
    concluded_at TIMESTAMPTZ,
    concluded_by UUID REFERENCES users (id),
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX opinions_by_plan ON opinions (plan_id, id);
CREATE INDEX opinions_by_congress ON opinions (congress_id, id);

CREATE TABLE assignments (
    id UUID NOT NULL PRIMARY KEY,
    plan_id UUID NOT NULL REFERENCES plans (id),
    opinion_id UUID REFERENCES opinions (id),
    unit_id UUID NOT NULL REFERENCES units (id),
    unit_path TEXT COLLATE "C" NOT NULL,
    board TEXT COLLATE "C" NOT NULL,
    task TEXT COLLATE "C" NOT NULL,
    due_on DATE,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'done')),
    done_at TIMESTAMPTZ,
    done_note TEXT COLLATE "C",
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX assignments_by_unit ON assignments (unit_path, id);
CREATE INDEX assignments_by_plan ON assignments (plan_id, id);

CREATE TABLE guidances (
    id UUID NOT NULL PRIMARY KEY,
    plan_id UUID NOT NULL REFERENCES plans (id),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'issued', 'superseded')),
    symbol TEXT COLLATE "C",
    title TEXT COLLATE "C" NOT NULL,
    issued_on DATE,
    issued_at TIMESTAMPTZ,
    superseded_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX guidances_by_plan ON guidances (plan_id, id);
CREATE UNIQUE INDEX guidances_one_in_force ON guidances (plan_id) WHERE state = 'issued';

CREATE TABLE guidance_clauses (
    id UUID NOT NULL PRIMARY KEY,
    guidance_id UUID NOT NULL REFERENCES guidances (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    text TEXT COLLATE "C" NOT NULL,
    checklist TEXT COLLATE "C" NOT NULL CHECK (checklist IN ('none', 'before_opening', 'before_closing')),
    version BIGINT NOT NULL,
    UNIQUE (guidance_id, n)
);

CREATE TABLE clause_opinions (
    clause_id UUID NOT NULL REFERENCES guidance_clauses (id),
    opinion_id UUID NOT NULL REFERENCES opinions (id),
    PRIMARY KEY (clause_id, opinion_id)
);
CREATE INDEX clause_opinions_by_opinion ON clause_opinions (opinion_id);

-- Issued is distributed, to every branch in the plan's scope; only the acknowledgement is a row.
CREATE TABLE guidance_acknowledgements (
    guidance_id UUID NOT NULL REFERENCES guidances (id),
    congress_id UUID NOT NULL REFERENCES congresses (id),
    acknowledged_at TIMESTAMPTZ NOT NULL,
    acknowledged_by UUID NOT NULL REFERENCES users (id),
    PRIMARY KEY (guidance_id, congress_id)
);
CREATE INDEX guidance_acknowledgements_by_congress ON guidance_acknowledgements (congress_id);

CREATE TABLE checklist_ticks (
    congress_id UUID NOT NULL REFERENCES congresses (id),
    clause_id UUID NOT NULL REFERENCES guidance_clauses (id),
    done BOOLEAN NOT NULL,
    note TEXT COLLATE "C",
    ticked_at TIMESTAMPTZ NOT NULL,
    ticked_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL,
    PRIMARY KEY (congress_id, clause_id)
);
CREATE INDEX checklist_ticks_by_clause ON checklist_ticks (clause_id, congress_id);
