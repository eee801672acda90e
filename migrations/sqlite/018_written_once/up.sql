-- INSERT OR REPLACE removes the row that is in its way without firing the triggers that refuse a DELETE (unless the
-- connection has recursive_triggers on, and the next one has not). So an INSERT onto a row that is there is refused.
CREATE TRIGGER audit_entries_refuse_replace BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM audit_entries WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit_entries rows are written once'); END;
CREATE TRIGGER audit_heads_refuse_replace BEFORE INSERT ON audit_heads
WHEN EXISTS (SELECT 1 FROM audit_heads WHERE subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id)
BEGIN SELECT RAISE(ABORT, 'audit_heads rows are written once'); END;
CREATE TRIGGER audit_checkpoints_refuse_replace BEFORE INSERT ON audit_checkpoints
WHEN EXISTS (SELECT 1 FROM audit_checkpoints WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit_checkpoints rows are written once'); END;
CREATE TRIGGER audit_seals_refuse_replace BEFORE INSERT ON audit_seals
WHEN EXISTS (SELECT 1 FROM audit_seals WHERE checkpoint_seq = NEW.checkpoint_seq AND subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id)
BEGIN SELECT RAISE(ABORT, 'audit_seals rows are written once'); END;
CREATE TRIGGER process_history_refuse_replace BEFORE INSERT ON process_history
WHEN EXISTS (SELECT 1 FROM process_history WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'process_history rows are written once'); END;

-- A head is one chain's for good, and moves only forward; UPDATE OR REPLACE would otherwise push another aside.
CREATE TRIGGER audit_heads_refuse_going_back BEFORE UPDATE ON audit_heads
WHEN NEW.subject_kind <> OLD.subject_kind OR NEW.subject_id <> OLD.subject_id OR NEW.seq < OLD.seq OR NEW.sealed_seq < OLD.sealed_seq
BEGIN SELECT RAISE(ABORT, 'audit_heads rows move only forward'); END;
