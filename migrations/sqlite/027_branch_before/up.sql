-- The congress that a branch held before: asked for every congress that is looked at, to tell the term that it ends
-- (R-TERM-01). Only what has closed is in it, so no step before the closing writes to it.
CREATE INDEX congresses_closed_by_branch ON congresses (unit_id, closed_on, id) WHERE closed_on IS NOT NULL;
