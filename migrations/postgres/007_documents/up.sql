CREATE TABLE documents (
    id UUID NOT NULL PRIMARY KEY,
    congress_id UUID NOT NULL REFERENCES congresses (id),
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('political_report', 'self_review_report', 'draft_resolution', 'action_programme', 'congress_minutes', 'election_minutes', 'elected_list', 'other')),
    title TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'presented', 'adopted')),
    secrecy TEXT COLLATE "C" NOT NULL CHECK (secrecy IN ('none', 'secret', 'top_secret', 'utmost_secret')),
    symbol TEXT COLLATE "C",
    registered_on DATE,
    custodian TEXT COLLATE "C",
    latest_version BIGINT NOT NULL,
    approved_version BIGINT,
    endorsed_version BIGINT,
    final_needed BOOLEAN NOT NULL,
    base_official BIGINT,
    votes_for BIGINT,
    votes_against BIGINT,
    votes_abstain BIGINT,
    created_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX documents_by_congress ON documents (congress_id, kind, id);
CREATE UNIQUE INDEX documents_one_of_a_kind ON documents (congress_id, kind) WHERE kind <> 'other';

CREATE TABLE document_versions (
    id UUID NOT NULL PRIMARY KEY,
    document_id UUID NOT NULL REFERENCES documents (id),
    n BIGINT NOT NULL CHECK (n >= 1),
    file_kind TEXT COLLATE "C" CHECK (file_kind IN ('docx', 'pdf', 'odt', 'text')),
    file_name TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL CHECK (size >= 0),
    sha256 TEXT COLLATE "C" NOT NULL,
    extracted TEXT COLLATE "C",
    search TEXT COLLATE "C",
    note TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    created_by UUID NOT NULL REFERENCES users (id),
    UNIQUE (document_id, n)
);

CREATE TABLE reviews (
    id UUID NOT NULL PRIMARY KEY,
    document_id UUID NOT NULL REFERENCES documents (id),
    version_n BIGINT NOT NULL,
    decision TEXT COLLATE "C" NOT NULL CHECK (decision IN ('endorse', 'approve', 'approve_with_remarks', 'return_for_revision')),
    note TEXT COLLATE "C",
    unit_id UUID NOT NULL REFERENCES units (id),
    decided_at TIMESTAMPTZ NOT NULL,
    decided_by UUID NOT NULL REFERENCES users (id)
);
CREATE INDEX reviews_by_document ON reviews (document_id, id);

CREATE TABLE remarks (
    id UUID NOT NULL PRIMARY KEY,
    document_id UUID NOT NULL REFERENCES documents (id),
    review_id UUID NOT NULL REFERENCES reviews (id),
    version_n BIGINT NOT NULL,
    place TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" CHECK (outcome IN ('accepted', 'explained')),
    resolution TEXT COLLATE "C",
    resolved_at TIMESTAMPTZ,
    resolved_by UUID REFERENCES users (id),
    version BIGINT NOT NULL
);
CREATE INDEX remarks_by_document ON remarks (document_id, id);
