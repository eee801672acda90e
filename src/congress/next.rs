//! What stands in the way of the step that comes next, one by one, and who can clear it away. Pure.

use super::checks;
use super::model::State;
use super::rules::{CongressProcess, Facts, Guard, Step};
use crate::error::Reason;
use crate::workflow::{Process, Seat};

/// One thing that stands in the way of a step.
#[derive(Debug, Clone)]
pub struct Obstacle {
    /// The guard that does not hold.
    pub guard: Guard,
    /// Why it does not.
    pub reason: Reason,
    /// Who can clear it away; nobody where only time can.
    pub by: &'static [Seat],
}

/// The step that carries a congress on, and what stands in its way.
#[derive(Debug, Clone)]
pub struct NextStep {
    /// The step.
    pub step: Step,
    /// Who may take it.
    pub by: &'static [Seat],
    /// On what ground.
    pub ground: &'static str,
    /// What stands in its way, whoever takes it; what would come with the step is not missed.
    pub obstacles: Vec<Obstacle>,
}

/// The step that leads on from a state, as the table has it; none when nothing more is awaited.
pub fn leading_on(state: State) -> Option<Step> {
    use strum::VariantArray;
    let leads_away = |step: &Step| {
        let rule = CongressProcess::rule(*step);
        let goes = rule.to.is_some_and(|to| to != state);
        goes && rule.from.contains(&state) && CongressProcess::leads_on(*step)
    };
    Step::VARIANTS.iter().copied().find(leads_away)
}

/// The step that carries a congress on from a state, and what stands in its way.
pub fn next_step(state: State, facts: &Facts) -> Option<NextStep> {
    let step = leading_on(state)?;
    let rule = CongressProcess::rule(step);
    let obstacles = rule
        .provided
        .iter()
        .flat_map(|guard| obstacles(*guard, facts, rule.ground))
        .collect();
    Some(NextStep {
        step,
        by: rule.by,
        ground: rule.ground,
        obstacles,
    })
}

fn obstacles(guard: Guard, facts: &Facts, ground: &'static str) -> Vec<Obstacle> {
    let reasons = checks::check(guard, facts).into_iter();
    reasons
        .map(|mut reason| {
            if reason.ground.is_empty() {
                reason.ground = ground;
            }
            Obstacle {
                guard,
                reason,
                by: cleared_by(guard),
            }
        })
        .collect()
}

/// Who can make a guard hold.
fn cleared_by(guard: Guard) -> &'static [Seat] {
    match guard {
        Guard::PlanIssued | Guard::RolloutOpen => &[Seat::Secretary],
        Guard::PlanHasPilots
        | Guard::RolloutAhead
        | Guard::BranchStands
        | Guard::NotPilot
        | Guard::WaitsForGuidance
        | Guard::SectorKnown => &[Seat::Office],
        Guard::DateInsideWindow
        | Guard::TermKept
        | Guard::BeforeCommitteeCongress
        | Guard::NewDateAllowed => &[Seat::Branch, Seat::Office],
        Guard::DocumentsApproved | Guard::SchemeApproved => &[Seat::Upper],
        Guard::EveryPostRuledOn
        | Guard::DecisionNumbered
        | Guard::DecisionDated
        | Guard::GroundGiven
        | Guard::SecretaryUnfilled
        | Guard::AppointeeFit
        | Guard::PostVacant
        | Guard::TermRuns
        | Guard::FillingFit => &[Seat::Upper],
        Guard::PostHeld | Guard::LeavingAllowed => &[Seat::Upper, Seat::Branch],
        Guard::EnoughMembers => &[Seat::Branch, Seat::Upper],
        Guard::DayCome => &[],
        Guard::ReasonGiven
        | Guard::DocumentsSubmitted
        | Guard::SchemeSubmitted
        | Guard::DateSet
        | Guard::VenueSet
        | Guard::RemarksAnswered
        | Guard::DayAhead
        | Guard::NoticeGiven
        | Guard::NoticeAgain
        | Guard::NoticeInTime
        | Guard::MembersListed
        | Guard::GuidanceAcknowledged
        | Guard::AttendanceCounted
        | Guard::QuorumPresent
        | Guard::TickedBeforeOpening
        | Guard::ResolutionAdopted
        | Guard::DocumentsPresented
        | Guard::ProgrammeDone
        | Guard::ElectionsDecided
        | Guard::TickedBeforeClosing
        | Guard::PapersFiled
        | Guard::NewDateGiven => &[Seat::Branch],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::congress::rules::PlanFacts;
    use crate::plan::model::State as PlanState;

    fn facts() -> Facts {
        let plan = PlanFacts {
            name: "65-KH/ĐUK".to_owned(),
            state: PlanState::Issued,
            issued_on: None,
            without_pilots: false,
            names_sectors: false,
            elects: true,
            window: None,
            committee_congress_on: None,
        };
        Facts::on("2022-04-01".parse().unwrap(), plan)
    }

    #[test]
    fn every_state_that_awaits_something_names_the_step_and_a_finished_one_none() {
        let next = |state| next_step(state, &facts()).map(|next| next.step);
        assert_eq!(next(State::Preparing), Some(Step::SubmitDossier));
        assert_eq!(next(State::Submitted), Some(Step::Approve));
        assert_eq!(next(State::Approved), Some(Step::Convene));
        assert_eq!(next(State::Convened), Some(Step::Open));
        assert_eq!(next(State::InSession), Some(Step::Close));
        assert_eq!(next(State::Closed), Some(Step::Report));
        assert_eq!(next(State::Reported), Some(Step::Confirm));
        for done in [State::Confirmed, State::Annulled, State::Cancelled] {
            assert_eq!(next(done), None);
        }
    }

    #[test]
    fn each_obstacle_names_who_can_clear_it_away() {
        let next = next_step(State::Submitted, &facts()).unwrap();
        let scheme = next
            .obstacles
            .iter()
            .find(|one| one.guard == Guard::SchemeApproved)
            .unwrap();
        assert_eq!(scheme.by, [Seat::Upper]);
        assert!(!scheme.reason.ground.is_empty());
        let next = next_step(State::Convened, &facts()).unwrap();
        let day = next
            .obstacles
            .iter()
            .find(|one| one.guard == Guard::DayCome);
        assert!(day.unwrap().by.is_empty(), "only time clears it away");
    }
}
