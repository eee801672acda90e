-- What the installation knows about itself: the demo's clock, the one-time set-up token.
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One hash chain per subject. Rows are written once and never changed: see the triggers.
CREATE TABLE audit_entries (
    id BLOB NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    at TEXT NOT NULL,
    actor_id BLOB,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (subject_kind, subject_id, seq)
) STRICT;
CREATE INDEX audit_entries_by_time ON audit_entries (at, id);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, id);

-- The last entry of every chain, so that a cut tail is seen. A head moves only forward.
CREATE TABLE audit_heads (
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    sealed_seq INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
) STRICT;
CREATE INDEX audit_heads_unsealed ON audit_heads (subject_kind, subject_id) WHERE sealed_seq < seq;

-- Each checkpoint chains the Merkle root of the heads that moved since the one before.
CREATE TABLE audit_checkpoints (
    seq INTEGER NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    sealed INTEGER NOT NULL,
    root TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE audit_seals (
    checkpoint_seq INTEGER NOT NULL REFERENCES audit_checkpoints (seq),
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (checkpoint_seq, subject_kind, subject_id)
) STRICT;
CREATE INDEX audit_seals_by_subject ON audit_seals (subject_kind, subject_id);

-- The outbox. `position` is given after the commit, in commit order, by one publisher at a time.
CREATE TABLE events (
    id BLOB NOT NULL PRIMARY KEY,
    position INTEGER,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    unit_path TEXT NOT NULL,
    payload TEXT NOT NULL,
    UNIQUE (position)
) STRICT;
CREATE INDEX events_unnumbered ON events (id) WHERE position IS NULL;

-- What a step leaves behind: who, by which office, when, from where to where, on what ground.
CREATE TABLE process_history (
    id BLOB NOT NULL PRIMARY KEY,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    actor_id BLOB NOT NULL,
    role TEXT NOT NULL,
    office_unit_id BLOB,
    at TEXT NOT NULL,
    on_date TEXT NOT NULL,
    ground TEXT NOT NULL,
    note TEXT,
    data TEXT NOT NULL
) STRICT;
CREATE INDEX process_history_by_subject ON process_history (subject_kind, subject_id, id);

-- Told to whoever is next; done when the step has been taken.
CREATE TABLE notices (
    id BLOB NOT NULL PRIMARY KEY,
    seat TEXT NOT NULL,
    unit_id BLOB NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id BLOB NOT NULL,
    code TEXT NOT NULL,
    due_on TEXT,
    created_at TEXT NOT NULL,
    done_at TEXT
) STRICT;
CREATE INDEX notices_by_unit ON notices (unit_id, seat, id);
CREATE INDEX notices_by_subject ON notices (subject_kind, subject_id);

-- The answer given to a POST, kept in the same transaction as its effect.
CREATE TABLE idempotency_keys (
    user_id BLOB NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Written once: the database itself refuses to change or remove these rows.
CREATE TRIGGER audit_entries_refuse_update BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_entries rows are written once'); END;
CREATE TRIGGER audit_entries_refuse_delete BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_entries rows are written once'); END;
CREATE TRIGGER audit_checkpoints_refuse_update BEFORE UPDATE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'audit_checkpoints rows are written once'); END;
CREATE TRIGGER audit_checkpoints_refuse_delete BEFORE DELETE ON audit_checkpoints BEGIN SELECT RAISE(ABORT, 'audit_checkpoints rows are written once'); END;
CREATE TRIGGER audit_seals_refuse_update BEFORE UPDATE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit_seals rows are written once'); END;
CREATE TRIGGER audit_seals_refuse_delete BEFORE DELETE ON audit_seals BEGIN SELECT RAISE(ABORT, 'audit_seals rows are written once'); END;
CREATE TRIGGER process_history_refuse_update BEFORE UPDATE ON process_history BEGIN SELECT RAISE(ABORT, 'process_history rows are written once'); END;
CREATE TRIGGER process_history_refuse_delete BEFORE DELETE ON process_history BEGIN SELECT RAISE(ABORT, 'process_history rows are written once'); END;
CREATE TRIGGER audit_heads_refuse_delete BEFORE DELETE ON audit_heads BEGIN SELECT RAISE(ABORT, 'audit_heads rows are written once'); END;
