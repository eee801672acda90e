-- What is asked of all the congresses of a plan (how many are unfinished, which stand in a state, which are late) is
-- answered from the index alone.
DROP INDEX congresses_by_plan;
CREATE INDEX congresses_by_plan ON congresses (plan_id, unit_path, id, state, due_on, pilot);
-- A handful in every plan.
CREATE INDEX congresses_pilots ON congresses (plan_id, unit_path, id) WHERE pilot;
-- Whether a branch has a congress in a plan, whatever became of it.
CREATE INDEX congresses_by_branch ON congresses (plan_id, unit_id);
DROP INDEX unit_placements_by_level;
CREATE INDEX unit_placements_by_level ON unit_placements (level, path, valid_from, valid_to, unit_id);
