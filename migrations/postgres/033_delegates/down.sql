-- There is no way back once delegates have been put forward or elected.
ALTER TABLE congress_posts DROP CONSTRAINT congress_posts_post_check;
ALTER TABLE congress_posts ADD CONSTRAINT congress_posts_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
ALTER TABLE personnel_nominees DROP CONSTRAINT personnel_nominees_post_check;
ALTER TABLE personnel_nominees ADD CONSTRAINT personnel_nominees_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
ALTER TABLE elections DROP CONSTRAINT elections_post_check;
ALTER TABLE elections ADD CONSTRAINT elections_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
ALTER TABLE assignments DROP CONSTRAINT assignments_post_check;
ALTER TABLE assignments ADD CONSTRAINT assignments_post_check CHECK (post IN ('branch_committee_member', 'secretary', 'deputy_secretary'));
DROP TABLE delegations;
