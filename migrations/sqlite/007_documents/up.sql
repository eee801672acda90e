CREATE TABLE documents (
    id BLOB NOT NULL PRIMARY KEY,
    congress_id BLOB NOT NULL REFERENCES congresses (id),
    kind TEXT NOT NULL CHECK (kind IN ('political_report', 'self_review_report', 'draft_resolution', 'action_programme', 'congress_minutes', 'election_minutes', 'elected_list', 'other')),
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'presented', 'adopted')),
    secrecy TEXT NOT NULL CHECK (secrecy IN ('none', 'secret', 'top_secret', 'utmost_secret')),
    symbol TEXT,
    registered_on TEXT,
    custodian TEXT,
    latest_version INTEGER NOT NULL,
    approved_version INTEGER,
    endorsed_version INTEGER,
    final_needed INTEGER NOT NULL CHECK (final_needed IN (0, 1)),
    base_official INTEGER,
    votes_for INTEGER,
    votes_against INTEGER,
    votes_abstain INTEGER,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_congress ON documents (congress_id, kind, id);
CREATE UNIQUE INDEX documents_one_of_a_kind ON documents (congress_id, kind) WHERE kind <> 'other';

CREATE TABLE document_versions (
    id BLOB NOT NULL PRIMARY KEY,
    document_id BLOB NOT NULL REFERENCES documents (id),
    n INTEGER NOT NULL CHECK (n >= 1),
    file_kind TEXT CHECK (file_kind IN ('docx', 'pdf', 'odt', 'text')),
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size >= 0),
    sha256 TEXT NOT NULL,
    extracted TEXT,
    search TEXT,
    note TEXT NOT NULL,
    created_at TEXT NOT NULL,
    created_by BLOB NOT NULL REFERENCES users (id),
    UNIQUE (document_id, n)
) STRICT;

CREATE TABLE reviews (
    id BLOB NOT NULL PRIMARY KEY,
    document_id BLOB NOT NULL REFERENCES documents (id),
    version_n INTEGER NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('endorse', 'approve', 'approve_with_remarks', 'return_for_revision')),
    note TEXT,
    unit_id BLOB NOT NULL REFERENCES units (id),
    decided_at TEXT NOT NULL,
    decided_by BLOB NOT NULL REFERENCES users (id)
) STRICT;
CREATE INDEX reviews_by_document ON reviews (document_id, id);

CREATE TABLE remarks (
    id BLOB NOT NULL PRIMARY KEY,
    document_id BLOB NOT NULL REFERENCES documents (id),
    review_id BLOB NOT NULL REFERENCES reviews (id),
    version_n INTEGER NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN ('accepted', 'explained')),
    resolution TEXT,
    resolved_at TEXT,
    resolved_by BLOB REFERENCES users (id),
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX remarks_by_document ON remarks (document_id, id);
