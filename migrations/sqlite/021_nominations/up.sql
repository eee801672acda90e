-- Who on a roll is of the convening committee, where it is told by hand; how a name came from the floor.
ALTER TABLE roll_entries ADD COLUMN of_convening_committee INTEGER CHECK (of_convening_committee IN (0, 1));
ALTER TABLE roll_changes ADD COLUMN of_convening_committee INTEGER CHECK (of_convening_committee IN (0, 1));
ALTER TABLE election_candidates ADD COLUMN manner TEXT NOT NULL DEFAULT 'oral' CHECK (manner IN ('oral', 'written'));
ALTER TABLE election_candidates ADD COLUMN consented INTEGER NOT NULL DEFAULT 0 CHECK (consented IN (0, 1));
ALTER TABLE election_candidates ADD COLUMN note TEXT;
