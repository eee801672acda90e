DROP TABLE plan_revisions;
DROP TABLE plan_scopes;
DROP TABLE plans;
