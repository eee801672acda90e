DROP INDEX users_by_member;
ALTER TABLE users DROP COLUMN member_id;
