-- When the terms of a committee begin that has no congress in the program (R-NUM-03).
CREATE TABLE committee_terms (
    id BLOB NOT NULL PRIMARY KEY,
    unit_id BLOB NOT NULL REFERENCES units (id),
    begins_on TEXT NOT NULL,
    ground TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    UNIQUE (unit_id, begins_on)
) STRICT;

-- One counter: of a congress for all its documents, or of a committee for one type code in one term.
CREATE TABLE number_series (
    id BLOB NOT NULL PRIMARY KEY,
    unit_id BLOB NOT NULL REFERENCES units (id),
    congress_id BLOB REFERENCES congresses (id),
    board_code TEXT NOT NULL,
    type_code TEXT NOT NULL,
    term_from TEXT,
    last_number INTEGER NOT NULL CHECK (last_number >= 0),
    CHECK ((congress_id IS NULL) = (term_from IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX number_series_of_congress ON number_series (congress_id) WHERE congress_id IS NOT NULL;
CREATE UNIQUE INDEX number_series_of_term ON number_series (unit_id, board_code, type_code, term_from) WHERE congress_id IS NULL;

CREATE TABLE document_numbers (
    id BLOB NOT NULL PRIMARY KEY,
    series_id BLOB NOT NULL REFERENCES number_series (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    document_type TEXT NOT NULL CHECK (document_type IN ('resolution', 'decision', 'regulation', 'directive', 'conclusion', 'working_rules', 'circular', 'guidance', 'announcement', 'report', 'plan', 'succession_plan', 'programme', 'scheme', 'option', 'submission', 'official_letter', 'minutes')),
    symbol TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('reserved', 'issued', 'cancelled')),
    secrecy TEXT NOT NULL CHECK (secrecy IN ('none', 'secret', 'top_secret', 'utmost_secret')),
    dated_on TEXT,
    abstract_text TEXT,
    custodian TEXT,
    subject_id BLOB,
    reserved_for TEXT,
    cancel_reason TEXT,
    cancelled_at TEXT,
    cancelled_by BLOB REFERENCES users (id),
    given_at TEXT NOT NULL,
    given_by BLOB NOT NULL REFERENCES users (id),
    version INTEGER NOT NULL,
    UNIQUE (series_id, number),
    CHECK (state <> 'issued' OR dated_on IS NOT NULL),
    CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
    CHECK (secrecy = 'none' OR abstract_text IS NULL)
) STRICT;
CREATE INDEX document_numbers_by_subject ON document_numbers (subject_id);
