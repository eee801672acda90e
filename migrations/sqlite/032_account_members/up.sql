-- The member of the Party to whom an account belongs: one account at most for one member. An account that belongs to
-- nobody is lent out for a day, or is another system's.
ALTER TABLE users ADD COLUMN member_id BLOB REFERENCES members (id);
CREATE UNIQUE INDEX users_by_member ON users (member_id);
