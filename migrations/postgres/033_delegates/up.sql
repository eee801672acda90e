-- Delegates to the congress above: how many the committee above has allocated (R-DEL-03).
CREATE TABLE delegations (
    congress_id UUID NOT NULL PRIMARY KEY REFERENCES congresses (id),
    allocated BIGINT NOT NULL CHECK (allocated >= 1),
    decision TEXT COLLATE "C",
    allocated_by UUID NOT NULL REFERENCES users (id),
    allocated_at TIMESTAMPTZ NOT NULL,
    version BIGINT NOT NULL
);
-- They are posts that a congress elects to.
ALTER TABLE congress_posts DROP CONSTRAINT congress_posts_post_check;
ALTER TABLE congress_posts ADD CONSTRAINT congress_posts_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary', 'delegate', 'alternate_delegate'));
ALTER TABLE personnel_nominees DROP CONSTRAINT personnel_nominees_post_check;
ALTER TABLE personnel_nominees ADD CONSTRAINT personnel_nominees_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary', 'delegate', 'alternate_delegate'));
ALTER TABLE elections DROP CONSTRAINT elections_post_check;
ALTER TABLE elections ADD CONSTRAINT elections_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary', 'delegate', 'alternate_delegate'));
ALTER TABLE assignments DROP CONSTRAINT assignments_post_check;
ALTER TABLE assignments ADD CONSTRAINT assignments_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary', 'delegate', 'alternate_delegate'));
