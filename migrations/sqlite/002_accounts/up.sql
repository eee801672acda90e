CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'integrator')),
    username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    search TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    password_changed_at TEXT NOT NULL,
    must_change_password INTEGER NOT NULL CHECK (must_change_password IN (0, 1)),
    totp_secret TEXT,
    totp_pending TEXT,
    totp_last_step INTEGER,
    disabled_at TEXT,
    created_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (username)
) STRICT;

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    revoked_at TEXT,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, id);

CREATE TABLE refresh_tokens (
    id BLOB NOT NULL PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES sessions (id),
    token_hash TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    UNIQUE (token_hash)
) STRICT;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (session_id);

-- A long-lived secret of an integrator; only its hash is kept.
CREATE TABLE api_tokens (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT,
    UNIQUE (token_hash)
) STRICT;
CREATE INDEX api_tokens_by_user ON api_tokens (user_id, id);

CREATE TABLE password_resets (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    token_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT,
    UNIQUE (token_hash)
) STRICT;
CREATE INDEX password_resets_by_user ON password_resets (user_id);

-- Failures of an account (`account:…`) or an address (`address:…`); a success clears the account's.
CREATE TABLE sign_in_failures (
    subject TEXT NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    blocked_until TEXT
) STRICT;
