//! Which milestones a congress has passed.

use std::collections::HashMap;

use chrono::NaiveDate;
use strum::VariantArray;

use super::model::{Mark, Milestone, Timing};
use crate::congress::model::{Congress, State};
use crate::congress::rules::{Step, is_at_risk, is_late};

/// The steps of a congress whose days the board shows from its history.
pub const STEPS: [Step; 3] = [Step::SubmitDossier, Step::Approve, Step::Convene];

/// When these steps were last taken on one congress.
pub type Taken = HashMap<String, NaiveDate>;

/// What the guidance in force asks of a congress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guided {
    /// Nothing: there is none, or it is drawn from this very pilot.
    Not,
    /// Its branch must acknowledge it.
    Asked,
    /// Its branch has, on this day.
    Acknowledged(NaiveDate),
}

/// Every milestone in order, as the congress stands to it.
pub fn marks(congress: &Congress, taken: &Taken, guided: Guided) -> Vec<(Milestone, Mark)> {
    let mark = |milestone: &Milestone| (*milestone, mark(*milestone, congress, taken, guided));
    Milestone::VARIANTS.iter().map(mark).collect()
}

fn mark(milestone: Milestone, congress: &Congress, taken: &Taken, guided: Guided) -> Mark {
    let step = |step: Step| taken.get(&step.to_string()).copied();
    let day = match milestone {
        Milestone::Acknowledged => {
            return match guided {
                Guided::Not => Mark::NotAsked,
                Guided::Asked => Mark::Open,
                Guided::Acknowledged(day) => Mark::Passed(Some(day)),
            };
        }
        Milestone::Submitted => step(Step::SubmitDossier),
        Milestone::Approved => step(Step::Approve),
        Milestone::Convened => step(Step::Convene),
        Milestone::Held => congress.closed_on,
        Milestone::Reported => congress.reported_on,
        Milestone::Confirmed => congress.decision_on,
    };
    match congress.state {
        // It will not be held: what it had passed stays, the rest is not asked any more.
        State::Cancelled | State::Annulled => {
            day.map_or(Mark::NotAsked, |day| Mark::Passed(Some(day)))
        }
        state if passed(state) >= Some(milestone) => Mark::Passed(day),
        State::Preparing
        | State::Submitted
        | State::Approved
        | State::Convened
        | State::InSession
        | State::Closed
        | State::Reported
        | State::Confirmed => Mark::Open,
    }
}

/// The last milestone behind a congress in this state.
fn passed(state: State) -> Option<Milestone> {
    match state {
        State::Preparing | State::Cancelled | State::Annulled => None,
        State::Submitted => Some(Milestone::Submitted),
        State::Approved => Some(Milestone::Approved),
        State::Convened | State::InSession => Some(Milestone::Convened),
        State::Closed => Some(Milestone::Held),
        State::Reported => Some(Milestone::Reported),
        State::Confirmed => Some(Milestone::Confirmed),
    }
}

/// Whether a congress keeps to its days.
pub fn timing(due_on: Option<NaiveDate>, today: NaiveDate) -> Timing {
    if is_late(due_on, today) {
        Timing::Late
    } else if is_at_risk(due_on, today) {
        Timing::AtRisk
    } else {
        Timing::OnTime
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_passed_the_milestones_before_it() {
        let behind = |state| {
            let all = Milestone::VARIANTS.iter();
            all.filter(|one| passed(state) >= Some(**one)).count()
        };
        assert_eq!(behind(State::Preparing), 0);
        assert_eq!(behind(State::Submitted), 1);
        assert_eq!(behind(State::InSession), 4);
        assert_eq!(behind(State::Confirmed), Milestone::VARIANTS.len());
    }

    #[test]
    fn what_is_due_today_is_at_risk_and_not_late() {
        let day = |day| NaiveDate::from_ymd_opt(2022, 5, day);
        let today = day(19).expect("a date");
        for (due, expected) in [
            (day(18), Timing::Late),
            (day(19), Timing::AtRisk),
            (day(27), Timing::OnTime),
            (None, Timing::OnTime),
        ] {
            assert_eq!(timing(due, today), expected, "{due:?}");
        }
    }
}
