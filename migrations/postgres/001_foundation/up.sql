-- What the installation knows about itself: the demo's clock, the one-time set-up token.
CREATE TABLE settings (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

-- One hash chain per subject. Rows are written once and never changed: see the triggers.
CREATE TABLE audit_entries (
    id UUID NOT NULL PRIMARY KEY,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    seq BIGINT NOT NULL CHECK (seq >= 1),
    at TIMESTAMPTZ NOT NULL,
    actor_id UUID,
    action TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    prev_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    UNIQUE (subject_kind, subject_id, seq)
);
CREATE INDEX audit_entries_by_time ON audit_entries (at, id);
CREATE INDEX audit_entries_by_actor ON audit_entries (actor_id, id);

-- The last entry of every chain, so that a cut tail is seen. A head moves only forward.
CREATE TABLE audit_heads (
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    sealed_seq BIGINT NOT NULL,
    PRIMARY KEY (subject_kind, subject_id)
);
CREATE INDEX audit_heads_unsealed ON audit_heads (subject_kind, subject_id) WHERE sealed_seq < seq;

-- Each checkpoint chains the Merkle root of the heads that moved since the one before.
CREATE TABLE audit_checkpoints (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    sealed BIGINT NOT NULL,
    root TEXT COLLATE "C" NOT NULL,
    prev_hash TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);

CREATE TABLE audit_seals (
    checkpoint_seq BIGINT NOT NULL REFERENCES audit_checkpoints (seq),
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (checkpoint_seq, subject_kind, subject_id)
);
CREATE INDEX audit_seals_by_subject ON audit_seals (subject_kind, subject_id);

-- The outbox. `position` is given after the commit, in commit order, by one publisher at a time.
CREATE TABLE events (
    id UUID NOT NULL PRIMARY KEY,
    position BIGINT,
    at TIMESTAMPTZ NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    unit_path TEXT COLLATE "C" NOT NULL,
    payload JSONB NOT NULL,
    UNIQUE (position)
);
CREATE INDEX events_unnumbered ON events (id) WHERE position IS NULL;

-- What a step leaves behind: who, by which office, when, from where to where, on what ground.
CREATE TABLE process_history (
    id UUID NOT NULL PRIMARY KEY,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    from_state TEXT COLLATE "C" NOT NULL,
    to_state TEXT COLLATE "C" NOT NULL,
    actor_id UUID NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    office_unit_id UUID,
    at TIMESTAMPTZ NOT NULL,
    on_date DATE NOT NULL,
    ground TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C",
    data JSONB NOT NULL
);
CREATE INDEX process_history_by_subject ON process_history (subject_kind, subject_id, id);

-- Told to whoever is next; done when the step has been taken.
CREATE TABLE notices (
    id UUID NOT NULL PRIMARY KEY,
    seat TEXT COLLATE "C" NOT NULL,
    unit_id UUID NOT NULL,
    subject_kind TEXT COLLATE "C" NOT NULL,
    subject_id UUID NOT NULL,
    code TEXT COLLATE "C" NOT NULL,
    due_on DATE,
    created_at TIMESTAMPTZ NOT NULL,
    done_at TIMESTAMPTZ
);
CREATE INDEX notices_by_unit ON notices (unit_id, seat, id);
CREATE INDEX notices_by_subject ON notices (subject_kind, subject_id);

-- The answer given to a POST, kept in the same transaction as its effect.
CREATE TABLE idempotency_keys (
    user_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    answer TEXT COLLATE "C" NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Written once: the database itself refuses to change or remove these rows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows are written once', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_entries_written_once BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_never_emptied BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_checkpoints_written_once BEFORE UPDATE OR DELETE ON audit_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_checkpoints_never_emptied BEFORE TRUNCATE ON audit_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_written_once BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seals_never_emptied BEFORE TRUNCATE ON audit_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER process_history_written_once BEFORE UPDATE OR DELETE ON process_history FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER process_history_never_emptied BEFORE TRUNCATE ON process_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_never_removed BEFORE DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_heads_never_emptied BEFORE TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
