//! The process of an opinion, as a table, and what must hold for one to be raised.

use super::model::State;
use crate::congress::model::State as CongressState;
use crate::error::{Arg, Error, Reason};
use crate::plan::model::State as PlanState;
use crate::plan::rules::{PRACTICE, unless};
use crate::workflow::{Process, Rule, Seat};

/// What can be done with an opinion.
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
#[schema(as = OpinionStep)]
pub enum Step {
    /// It is answered, or the answer corrected.
    Answer,
    /// The Secretary concludes.
    Conclude,
    /// Guidance that rests on it is issued.
    CarryIntoGuidance,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// There is an answer.
    AnswerGiven,
    /// Guidance with a clause that rests on it is being issued.
    GuidanceBeingIssued,
}

/// All that the guards look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Facts {
    /// There is an answer.
    pub answer_given: bool,
    /// Guidance with a clause that rests on it is being issued.
    pub guidance_being_issued: bool,
}

/// The process of an opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpinionProcess;

impl Process for OpinionProcess {
    const NAME: &'static str = "opinion";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        let (from, to, by, provided, ground): Row = match step {
            //                            from                  to                 by                                 provided                 ground
            Step::Answer            => (&[Raised, Answered],  Some(Answered),    &[Seat::Office, Seat::Secretary], &[],                     PRACTICE),
            Step::Conclude          => (&[Answered],          Some(Concluded),   &[Seat::Secretary],               &[AnswerGiven],          PRACTICE),
            Step::CarryIntoGuidance => (&[Concluded],         Some(InGuidance),  &[Seat::Office],                  &[GuidanceBeingIssued],  PRACTICE),
        };
        Rule { from, to, by, provided, ground }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::AnswerGiven => unless(facts.answer_given, || Reason::new("answer_missing")),
            Guard::GuidanceBeingIssued => unless(facts.guidance_being_issued, || {
                Reason::new("carried_by_issuing_guidance")
            }),
        }
    }
}

/// Where and when somebody wants to raise an opinion.
#[derive(Debug, Clone, Copy)]
pub struct Occasion {
    /// Whether the congress is a pilot.
    pub pilot: bool,
    /// Where the congress stands.
    pub congress: CongressState,
    /// Where its plan stands.
    pub plan: PlanState,
}

/// Every reason why no opinion can be raised there and then: only a pilot is held to learn from, and only one
/// that is being held or has been.
pub fn against_raising(occasion: &Occasion) -> Vec<Reason> {
    let mut reasons = unless(occasion.pilot, || Reason::new("opinion_not_at_pilot"));
    let held = occasion.congress == CongressState::InSession || occasion.congress.is_held();
    reasons.extend(unless(held, || {
        Reason::new("opinion_before_session")
            .with("state", Arg::term("congress-state", occasion.congress))
    }));
    reasons.extend(against_plan(occasion.plan));
    reasons
}

/// The reason why lessons cannot be drawn under a plan that is not issued, or is over.
pub fn against_plan(plan: PlanState) -> Vec<Reason> {
    let underway = match plan {
        PlanState::Issued | PlanState::RollingOut => true,
        PlanState::Draft | PlanState::Completed => false,
    };
    unless(underway, || {
        Reason::new("plan_not_underway").with("state", Arg::term("plan-state", plan))
    })
}

/// The same reasons; those without a ground of their own rest on the practice of the article.
pub fn on_practice(mut reasons: Vec<Reason>) -> Vec<Reason> {
    for reason in &mut reasons {
        if reason.ground.is_empty() {
            reason.ground = PRACTICE;
        }
    }
    reasons
}

/// Whether a deed that is no step of a process may be done, by whoever holds one of these seats.
///
/// # Errors
/// As [`crate::workflow::decide`]: [`Error::Forbidden`] when nothing but the person stands in the way,
/// [`Error::Refused`] otherwise; both with every reason at once.
pub fn decide_deed(by: &[Seat], held: &[Seat], mut reasons: Vec<Reason>) -> Result<Seat, Error> {
    let seat = by.iter().copied().find(|seat| held.contains(seat));
    let only_the_person = reasons.is_empty();
    if seat.is_none() {
        reasons.push(Reason::new("wrong_office").with("by", Arg::terms("seat", by)));
    }
    let reasons = on_practice(reasons);
    match seat {
        Some(seat) if only_the_person => Ok(seat),
        _ if only_the_person => Err(Error::Forbidden(reasons)),
        _ => Err(Error::Refused(reasons)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{Decision, decide, next_seats};

    const ANSWERED: Facts = Facts {
        answer_given: true,
        guidance_being_issued: false,
    };

    fn codes<T>(outcome: Result<T, Error>) -> Vec<&'static str> {
        match outcome {
            Ok(_) => Vec::new(),
            Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
                reasons.iter().map(|reason| reason.code).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }

    fn take(state: State, step: Step, seat: Seat, facts: &Facts) -> Result<Decision<State>, Error> {
        decide::<OpinionProcess>(state, step, &[seat], facts)
    }

    #[test]
    fn an_answer_may_be_corrected_until_the_conclusion() {
        for (state, seat, refused) in [
            (State::Raised, Seat::Office, vec![]),
            (State::Raised, Seat::Secretary, vec![]),
            (State::Answered, Seat::Office, vec![]),
            (State::Concluded, Seat::Secretary, vec!["wrong_state"]),
            (State::InGuidance, Seat::Secretary, vec!["wrong_state"]),
            (State::Raised, Seat::Branch, vec!["wrong_office"]),
        ] {
            let outcome = take(state, Step::Answer, seat, &Facts::default());
            assert_eq!(codes(outcome), refused, "{state} by {seat}");
        }
    }

    #[test]
    fn only_the_secretary_concludes_and_only_what_is_answered() {
        for (state, seat, facts, refused) in [
            (State::Answered, Seat::Secretary, ANSWERED, vec![]),
            (
                State::Answered,
                Seat::Office,
                ANSWERED,
                vec!["wrong_office"],
            ),
            (
                State::Raised,
                Seat::Office,
                Facts::default(),
                vec!["wrong_state", "answer_missing", "wrong_office"],
            ),
            (
                State::Concluded,
                Seat::Secretary,
                ANSWERED,
                vec!["wrong_state"],
            ),
        ] {
            let outcome = take(state, Step::Conclude, seat, &facts);
            assert_eq!(codes(outcome), refused, "{state} by {seat}");
        }
    }

    #[test]
    fn nobody_carries_an_opinion_into_guidance_by_hand() {
        let by_hand = take(
            State::Concluded,
            Step::CarryIntoGuidance,
            Seat::Office,
            &ANSWERED,
        );
        assert_eq!(codes(by_hand), ["carried_by_issuing_guidance"]);
        let issuing = Facts {
            guidance_being_issued: true,
            ..ANSWERED
        };
        let carried = take(
            State::Concluded,
            Step::CarryIntoGuidance,
            Seat::Office,
            &issuing,
        );
        assert_eq!(carried.expect("carried").to, State::InGuidance);
    }

    #[test]
    fn opinions_are_raised_only_at_a_pilot_that_is_being_held_or_was() {
        let pilot = Occasion {
            pilot: true,
            congress: CongressState::InSession,
            plan: PlanState::Issued,
        };
        assert!(against_raising(&pilot).is_empty());
        let closed = Occasion {
            congress: CongressState::Closed,
            ..pilot
        };
        assert!(against_raising(&closed).is_empty());
        let neither = Occasion {
            pilot: false,
            congress: CongressState::Convened,
            plan: PlanState::Completed,
        };
        assert_eq!(
            codes::<()>(Err(Error::Refused(against_raising(&neither)))),
            [
                "opinion_not_at_pilot",
                "opinion_before_session",
                "plan_not_underway"
            ]
        );
    }

    #[test]
    fn a_raised_opinion_waits_for_the_office_or_the_secretary() {
        assert_eq!(
            next_seats::<OpinionProcess>(State::Raised),
            [Seat::Office, Seat::Secretary]
        );
        assert_eq!(
            next_seats::<OpinionProcess>(State::Answered),
            [Seat::Secretary]
        );
    }
}
