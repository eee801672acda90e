DROP INDEX unit_placements_by_level;
CREATE INDEX unit_placements_by_level ON unit_placements (level, path, valid_from, valid_to);
DROP INDEX congresses_by_branch;
DROP INDEX congresses_pilots;
DROP INDEX congresses_by_plan;
CREATE INDEX congresses_by_plan ON congresses (plan_id, unit_path, id);
