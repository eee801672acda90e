-- Delegates to the congress above: how many the committee above has allocated (R-DEL-03).
CREATE TABLE delegations (
    congress_id BLOB NOT NULL PRIMARY KEY REFERENCES congresses (id),
    allocated INTEGER NOT NULL CHECK (allocated >= 1),
    decision TEXT,
    allocated_by BLOB NOT NULL REFERENCES users (id),
    allocated_at TEXT NOT NULL,
    version INTEGER NOT NULL
) STRICT;
-- They are posts that a congress elects to. A CHECK that grows changes no row, so only its words are changed: a table made
-- anew would take every table that names it along (https://www.sqlite.org/lang_altertable.html, part 7).
PRAGMA writable_schema = ON;
UPDATE sqlite_master
SET sql = replace(sql, '(post IN (''branch_committee_member'', ''secretary'', ''deputy_secretary''))',
                  '(post IN (''branch_committee_member'', ''secretary'', ''deputy_secretary'', ''delegate'', ''alternate_delegate''))')
WHERE type = 'table' AND name IN ('congress_posts', 'personnel_nominees', 'elections', 'assignments');
PRAGMA writable_schema = RESET;
