//! The process of an assignment, as a table.

use super::model::State;
use crate::error::Reason;
use crate::plan::rules::{PRACTICE, unless};
use crate::workflow::{Process, Rule, Seat};

/// What can be done with an assignment.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = AssignmentStep)]
pub enum Step {
    /// Whoever it was given to reports it done.
    Complete,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// It is said what was done.
    ResultReported,
    /// It is no seat to be filled: that task ends when the committee above records who fills it (R-RES-06, R-POST-05).
    NoSeatToFill,
}

/// All that the guards look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// It is said what was done.
    pub result_reported: bool,
    /// It is a seat that a step of the congress fills.
    pub fills_a_seat: bool,
}

/// The process of an assignment. Its seats are those of the unit it was given to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentProcess;

impl Process for AssignmentProcess {
    const NAME: &'static str = "assignment";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        match step {
            Step::Complete => Rule {
                from: &[State::Open],
                to: Some(State::Done),
                by: &[Seat::Office, Seat::Secretary, Seat::Branch],
                provided: &[Guard::ResultReported, Guard::NoSeatToFill],
                ground: PRACTICE,
            },
        }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::ResultReported => {
                unless(facts.result_reported, || Reason::new("result_not_reported"))
            }
            Guard::NoSeatToFill => unless(!facts.fills_a_seat, || {
                Reason::new("seat_filled_by_congress_step")
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::workflow::decide;

    const REPORTED: Facts = Facts {
        result_reported: true,
        fills_a_seat: false,
    };

    #[test]
    fn r_res_06_a_seat_is_not_filled_by_words() {
        let facts = Facts {
            fills_a_seat: true,
            ..REPORTED
        };
        let by = [Seat::Branch];
        let words = decide::<AssignmentProcess>(State::Open, Step::Complete, &by, &facts);
        let Err(Error::Refused(reasons)) = words else {
            panic!("refused");
        };
        assert_eq!(reasons[0].code, "seat_filled_by_congress_step");
    }

    #[test]
    fn whoever_was_given_the_task_reports_it_done_once() {
        let done =
            decide::<AssignmentProcess>(State::Open, Step::Complete, &[Seat::Office], &REPORTED);
        assert_eq!(done.expect("done").to, State::Done);
        let again =
            decide::<AssignmentProcess>(State::Done, Step::Complete, &[Seat::Office], &REPORTED);
        assert!(matches!(again, Err(Error::Refused(_))));
        let other = decide::<AssignmentProcess>(State::Open, Step::Complete, &[], &REPORTED);
        assert!(matches!(other, Err(Error::Forbidden(_))));
    }

    #[test]
    fn a_task_is_not_done_without_words() {
        let silent = decide::<AssignmentProcess>(
            State::Open,
            Step::Complete,
            &[Seat::Office],
            &Facts::default(),
        );
        let Err(Error::Refused(reasons)) = silent else {
            panic!("refused");
        };
        assert_eq!(
            reasons.iter().map(|reason| reason.code).collect::<Vec<_>>(),
            ["result_not_reported"]
        );
    }
}
