//! The pilot loop as its six stages, for those who look at a plan: pilots are designated, held, learnt from; the
//! guidance is issued and acknowledged; the other branches go ahead. What may be done is in [`rules`](super::rules).

use super::model::State;
use super::rules::{PlanProcess, Step};
use crate::congress::rules::{self as congress, CongressProcess};
use crate::guidance::rules::{self as guidance, GuidanceProcess};
use crate::opinion::rules::{self as opinion, OpinionProcess};
use crate::workflow::{Process, Seat};

/// A stage of the pilot loop, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// The pilots are chosen, from every sector that must be represented.
    Designated,
    /// Each has been held and closed.
    Held,
    /// Every opinion raised there is concluded.
    Concluded,
    /// The guidance drawn from them is in force.
    GuidanceIssued,
    /// Every branch it reaches has acknowledged it.
    Acknowledged,
    /// The other branches may go ahead.
    RolledOut,
}

/// Whether a stage is behind, here, or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Progress {
    /// Behind.
    Done,
    /// The plan stands here.
    Current,
    /// Ahead.
    Ahead,
}

/// How far the loop has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoopFacts {
    /// Where the plan stands; nowhere is before it is issued.
    pub state: Option<State>,
    /// How many pilots there are.
    pub pilots: i64,
    /// How many of them have been held and closed.
    pub held: i64,
    /// The sectors that should have a pilot and have none.
    pub sectors_missing: Vec<String>,
    /// How many opinions have been raised at them.
    pub opinions: i64,
    /// How many of these are concluded.
    pub concluded: i64,
    /// Whether guidance is in force.
    pub guidance_in_force: bool,
    /// How many congresses that guidance reaches.
    pub reached: i64,
    /// How many of their branches have acknowledged it.
    pub acknowledged: i64,
}

/// Where the plan stands in the loop, stage by stage.
pub fn stages(facts: &LoopFacts) -> Vec<(Stage, Progress)> {
    use strum::VariantArray;
    let is_here = |stage: &Stage| {
        let first_open = Stage::VARIANTS.iter().find(|one| !holds(**one, facts));
        // The roll-out waits for the guidance, and not for the last branch to acknowledge it.
        let beside = *stage == Stage::RolledOut && first_open == Some(&Stage::Acknowledged);
        first_open == Some(stage) || beside
    };
    let progress = |stage: &Stage| {
        if holds(*stage, facts) {
            Progress::Done
        } else if is_here(stage) {
            Progress::Current
        } else {
            Progress::Ahead
        }
    };
    Stage::VARIANTS
        .iter()
        .map(|stage| (*stage, progress(stage)))
        .collect()
}

fn holds(stage: Stage, facts: &LoopFacts) -> bool {
    let designated = facts.pilots > 0 && facts.sectors_missing.is_empty();
    let held = facts.pilots > 0 && facts.held == facts.pilots;
    match stage {
        Stage::Designated => designated,
        Stage::Held => designated && held,
        Stage::Concluded => held && facts.concluded == facts.opinions,
        Stage::GuidanceIssued => facts.guidance_in_force,
        Stage::Acknowledged => facts.reached > 0 && facts.acknowledged == facts.reached,
        Stage::RolledOut => match facts.state {
            Some(State::RollingOut | State::Completed) => true,
            Some(State::Draft | State::Issued) | None => false,
        },
    }
}

/// Who brings a stage to its end, by the tables of the processes it is made of.
pub fn done_by(stage: Stage) -> Vec<Seat> {
    match stage {
        Stage::Designated => CongressProcess::rule(congress::Step::DesignatePilot)
            .by
            .to_vec(),
        Stage::Held => CongressProcess::rule(congress::Step::Close).by.to_vec(),
        Stage::Concluded => OpinionProcess::rule(opinion::Step::Answer).by.to_vec(),
        Stage::GuidanceIssued => GuidanceProcess::rule(guidance::Step::Issue).by.to_vec(),
        // Whoever is told of the guidance.
        Stage::Acknowledged => vec![Seat::Branch],
        Stage::RolledOut => PlanProcess::rule(Step::OpenRollout).by.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(facts: &LoopFacts) -> Vec<Stage> {
        stages(facts)
            .into_iter()
            .filter(|(_, progress)| *progress == Progress::Current)
            .map(|(stage, _)| stage)
            .collect()
    }

    #[test]
    fn the_plan_stands_at_the_first_stage_that_is_open() {
        let mut facts = LoopFacts {
            state: Some(State::Issued),
            ..LoopFacts::default()
        };
        assert_eq!(here(&facts), [Stage::Designated]);
        (facts.pilots, facts.held) = (2, 1);
        assert_eq!(here(&facts), [Stage::Held]);
        (facts.held, facts.opinions, facts.concluded) = (2, 5, 4);
        assert_eq!(here(&facts), [Stage::Concluded]);
        facts.concluded = 5;
        assert_eq!(here(&facts), [Stage::GuidanceIssued]);
    }

    #[test]
    fn the_roll_out_does_not_wait_for_the_last_acknowledgement() {
        let mut facts = LoopFacts {
            state: Some(State::Issued),
            pilots: 2,
            held: 2,
            guidance_in_force: true,
            reached: 9,
            acknowledged: 4,
            ..LoopFacts::default()
        };
        assert_eq!(here(&facts), [Stage::Acknowledged, Stage::RolledOut]);
        facts.state = Some(State::RollingOut);
        assert_eq!(here(&facts), [Stage::Acknowledged]);
        facts.acknowledged = 9;
        assert_eq!(here(&facts), []);
    }
}
