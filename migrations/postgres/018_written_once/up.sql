-- A head is one chain's for good, and moves only forward.
CREATE FUNCTION refuse_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% rows move only forward', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_heads_move_forward BEFORE UPDATE ON audit_heads FOR EACH ROW
WHEN (NEW.subject_kind <> OLD.subject_kind OR NEW.subject_id <> OLD.subject_id OR NEW.seq < OLD.seq OR NEW.sealed_seq < OLD.sealed_seq)
EXECUTE FUNCTION refuse_going_back();
