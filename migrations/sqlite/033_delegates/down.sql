-- There is no way back once delegates have been put forward or elected.
CREATE TABLE delegates_there (count INTEGER NOT NULL CHECK (count = 0)) STRICT;
INSERT INTO delegates_there SELECT COUNT(*) FROM elections WHERE post IN ('delegate', 'alternate_delegate');
INSERT INTO delegates_there SELECT COUNT(*) FROM personnel_nominees WHERE post IN ('delegate', 'alternate_delegate');
DROP TABLE delegates_there;
PRAGMA writable_schema = ON;
UPDATE sqlite_master
SET sql = replace(sql, '(post IN (''branch_committee_member'', ''secretary'', ''deputy_secretary'', ''delegate'', ''alternate_delegate''))',
                  '(post IN (''branch_committee_member'', ''secretary'', ''deputy_secretary''))')
WHERE type = 'table' AND name IN ('congress_posts', 'personnel_nominees', 'elections', 'assignments');
PRAGMA writable_schema = RESET;
DROP TABLE delegations;
