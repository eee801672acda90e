-- When the terms of a committee begin that has no congress in the program (R-NUM-03).
CREATE TABLE committee_terms (
    id UUID NOT NULL PRIMARY KEY,
    unit_id UUID NOT NULL REFERENCES units (id),
    begins_on DATE NOT NULL,
    ground TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    UNIQUE (unit_id, begins_on)
);

-- One counter: of a congress for all its documents, or of a committee for one type code in one term.
CREATE TABLE number_series (
    id UUID NOT NULL PRIMARY KEY,
    unit_id UUID NOT NULL REFERENCES units (id),
    congress_id UUID REFERENCES congresses (id),
    board_code TEXT COLLATE "C" NOT NULL,
    type_code TEXT COLLATE "C" NOT NULL,
    term_from DATE,
    last_number BIGINT NOT NULL CHECK (last_number >= 0),
    CHECK ((congress_id IS NULL) = (term_from IS NOT NULL))
);
CREATE UNIQUE INDEX number_series_of_congress ON number_series (congress_id) WHERE congress_id IS NOT NULL;
CREATE UNIQUE INDEX number_series_of_term ON number_series (unit_id, board_code, type_code, term_from) WHERE congress_id IS NULL;

CREATE TABLE document_numbers (
    id UUID NOT NULL PRIMARY KEY,
    series_id UUID NOT NULL REFERENCES number_series (id),
    number BIGINT NOT NULL CHECK (number >= 1),
    document_type TEXT COLLATE "C" NOT NULL CHECK (document_type IN ('resolution', 'decision', 'regulation', 'directive', 'conclusion', 'working_rules', 'circular', 'guidance', 'announcement', 'report', 'plan', 'succession_plan', 'programme', 'scheme', 'option', 'submission', 'official_letter', 'minutes')),
    symbol TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('reserved', 'issued', 'cancelled')),
    secrecy TEXT COLLATE "C" NOT NULL CHECK (secrecy IN ('none', 'secret', 'top_secret', 'utmost_secret')),
    dated_on DATE,
    abstract_text TEXT COLLATE "C",
    custodian TEXT COLLATE "C",
    subject_id UUID,
    reserved_for TEXT COLLATE "C",
    cancel_reason TEXT COLLATE "C",
    cancelled_at TIMESTAMPTZ,
    cancelled_by UUID REFERENCES users (id),
    given_at TIMESTAMPTZ NOT NULL,
    given_by UUID NOT NULL REFERENCES users (id),
    version BIGINT NOT NULL,
    UNIQUE (series_id, number),
    CHECK (state <> 'issued' OR dated_on IS NOT NULL),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    CHECK (secrecy = 'none' OR abstract_text IS NULL)
);
CREATE INDEX document_numbers_by_subject ON document_numbers (subject_id);
