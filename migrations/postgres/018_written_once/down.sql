DROP TRIGGER audit_heads_move_forward ON audit_heads;
DROP FUNCTION refuse_going_back();
