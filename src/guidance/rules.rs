//! The process of guidance, as a table, and which guidance a congress goes by.

use chrono::NaiveDate;

use super::model::{Distributed, Meeting, State};
use crate::error::Reason;
use crate::opinion::rules::against_plan;
use crate::plan::model::State as PlanState;
use crate::plan::rules::{PRACTICE, unless};
use crate::workflow::{Process, Rule, Seat};

/// The most clauses of one guidance.
pub const MOST_CLAUSES: i64 = 200;

/// Who writes guidance.
pub const DRAFTED_BY: [Seat; 2] = [Seat::Office, Seat::Secretary];

/// What can be done with guidance.
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
#[schema(as = GuidanceStep)]
pub enum Step {
    /// The draft is changed: its title, its clauses.
    Revise,
    /// It comes into force.
    Issue,
    /// A newer one comes into force.
    Supersede,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// The plan is issued and not completed.
    PlanUnderway,
    /// Number and symbol are given (R-NUM-01).
    Numbered,
    /// No other document of the committee bears the number (R-NUM-03).
    NumberFree,
    /// The date it bears is given, has come, and is not before that of the plan.
    Dated,
    /// It has at least one clause.
    ClausesWritten,
    /// Every clause rests on a concluded opinion.
    ClausesRestOnConclusions,
    /// A newer guidance of the plan is being issued.
    NewerBeingIssued,
}

/// All that the guards look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Where the plan stands.
    pub plan: PlanState,
    /// Number and symbol are given.
    pub numbered: bool,
    /// Why the number is not free, where it is not.
    pub number_taken: Option<Reason>,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// The date that the plan bears.
    pub plan_on: Option<NaiveDate>,
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// How many clauses it has.
    pub clauses: usize,
    /// The numbers of the clauses that rest on no opinion, or on one that is not concluded.
    pub clauses_unfounded: Vec<i64>,
    /// A newer guidance of the plan is being issued.
    pub newer_being_issued: bool,
}

/// The process of guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceProcess;

impl Process for GuidanceProcess {
    const NAME: &'static str = "guidance";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        let (from, to, by, provided, ground): Row = match step {
            //                    from        to                 by                                 provided                                                                  ground
            Step::Revise    => (&[Draft],   None,              &[Seat::Office, Seat::Secretary], &[],                                                                      PRACTICE),
            Step::Issue     => (&[Draft],   Some(Issued),      &[Seat::Office],                  &[PlanUnderway, Numbered, NumberFree, Dated, ClausesWritten, ClausesRestOnConclusions], PRACTICE),
            Step::Supersede => (&[Issued],  Some(Superseded),  &[Seat::Office],                  &[NewerBeingIssued],                                                      PRACTICE),
        };
        Rule { from, to, by, provided, ground }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::PlanUnderway => against_plan(facts.plan),
            Guard::Numbered => unless(facts.numbered, || {
                Reason::new("symbol_missing").on("36-HD/VPTW, điểm 1.3")
            }),
            Guard::NumberFree => facts.number_taken.iter().cloned().collect(),
            Guard::Dated => dated(facts),
            Guard::ClausesWritten => unless(facts.clauses > 0, || Reason::new("clauses_missing")),
            Guard::ClausesRestOnConclusions => unless(facts.clauses_unfounded.is_empty(), || {
                Reason::new("clauses_without_conclusion").with("numbers", numbers(facts))
            }),
            Guard::NewerBeingIssued => unless(facts.newer_being_issued, || {
                Reason::new("superseded_by_issuing_newer")
            }),
        }
    }
}

fn dated(facts: &Facts) -> Vec<Reason> {
    match facts.issued_on {
        None => vec![Reason::new("issue_date_missing")],
        Some(on) => {
            let mut reasons = unless(on <= facts.today, || {
                Reason::new("guidance_dated_ahead").with("date", on)
            });
            let plan_on = facts.plan_on.filter(|plan_on| on < *plan_on);
            reasons.extend(plan_on.map(|issued| {
                Reason::new("guidance_dated_before_plan")
                    .with("date", on)
                    .with("issued", issued)
            }));
            reasons
        }
    }
}

fn numbers(facts: &Facts) -> String {
    facts
        .clauses_unfounded
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Whether guidance of a plan is meant for a congress of its line: all but the plan's own pilots.
pub fn reaches(meeting: &Meeting, plan: crate::plan::model::PlanId) -> bool {
    !(meeting.pilot && meeting.plan_id == plan)
}

/// Which of these a congress goes by, at most one of each plan.
///
/// Until it opens: those in force. Once it has opened: those that were in force on that day; where one followed
/// another on the very day, the later one only if the branch had acknowledged it, for nothing is acknowledged
/// after the opening.
pub fn applying(meeting: &Meeting, distributed: Vec<Distributed>) -> Vec<Distributed> {
    let mut chosen: Vec<Distributed> = Vec::new();
    for guidance in distributed {
        if !reaches(meeting, guidance.plan_id) || !held_under(meeting, &guidance) {
            continue;
        }
        let same_plan = |other: &&mut Distributed| other.plan_id == guidance.plan_id;
        match chosen.iter_mut().find(same_plan) {
            Some(other) if other.issued_at < guidance.issued_at => *other = guidance,
            Some(_) => (),
            None => chosen.push(guidance),
        }
    }
    chosen
}

fn held_under(meeting: &Meeting, guidance: &Distributed) -> bool {
    let Some(opened_on) = meeting.opened_on else {
        return guidance.superseded_at.is_none();
    };
    let issued_on = guidance.issued_at.date();
    let in_time = issued_on < opened_on || (issued_on == opened_on && guidance.acknowledged);
    let still = guidance
        .superseded_at
        .is_none_or(|at| at.date() >= opened_on);
    in_time && still
}

/// Every reason why a branch cannot acknowledge guidance now.
pub fn against_acknowledging(
    guidance: State,
    meeting: &Meeting,
    congress_ended: bool,
    acknowledged: bool,
) -> Vec<Reason> {
    let mut reasons = match guidance {
        State::Issued => Vec::new(),
        State::Draft | State::Superseded => vec![
            Reason::new("guidance_not_in_force")
                .with("state", crate::error::Arg::term("guidance-state", guidance)),
        ],
    };
    reasons.extend(unless(
        meeting.opened_on.is_none() && !congress_ended,
        || Reason::new("acknowledged_too_late"),
    ));
    reasons.extend(unless(!acknowledged, || {
        Reason::new("guidance_acknowledged")
    }));
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;
    use crate::db::time::Instant;
    use crate::error::Error;
    use crate::plan::model::PlanId;
    use crate::workflow::decide;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 5, day).expect("a date")
    }

    fn noon(day: u32) -> Instant {
        format!("2022-05-{day:02}T05:00:00Z")
            .parse()
            .expect("a moment")
    }

    fn ready() -> Facts {
        Facts {
            plan: PlanState::Issued,
            numbered: true,
            number_taken: None,
            issued_on: Some(day(20)),
            plan_on: None,
            today: day(20),
            clauses: 3,
            clauses_unfounded: Vec::new(),
            newer_being_issued: false,
        }
    }

    fn codes<T>(outcome: Result<T, Error>) -> Vec<&'static str> {
        match outcome {
            Ok(_) => Vec::new(),
            Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
                reasons.iter().map(|reason| reason.code).collect()
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn the_office_issues_what_rests_on_conclusions() {
        let outcome =
            decide::<GuidanceProcess>(State::Draft, Step::Issue, &[Seat::Office], &ready());
        assert_eq!(outcome.expect("issued").to, State::Issued);
        let by_secretary =
            decide::<GuidanceProcess>(State::Draft, Step::Issue, &[Seat::Secretary], &ready());
        assert_eq!(codes(by_secretary), ["wrong_office"]);
    }

    #[test]
    fn guidance_is_not_older_than_the_plan_it_carries_out() {
        let facts = Facts {
            plan_on: Some(day(21)),
            ..ready()
        };
        let outcome = decide::<GuidanceProcess>(State::Draft, Step::Issue, &[Seat::Office], &facts);
        assert_eq!(codes(outcome), ["guidance_dated_before_plan"]);
    }

    #[test]
    fn an_empty_guidance_is_refused_with_every_reason() {
        let facts = Facts {
            plan: PlanState::Draft,
            numbered: false,
            issued_on: None,
            clauses: 0,
            ..ready()
        };
        let outcome = decide::<GuidanceProcess>(State::Draft, Step::Issue, &[Seat::Office], &facts);
        assert_eq!(
            codes(outcome),
            [
                "plan_not_underway",
                "symbol_missing",
                "issue_date_missing",
                "clauses_missing"
            ]
        );
    }

    #[test]
    fn every_clause_rests_on_a_conclusion_and_no_date_lies_ahead() {
        let facts = Facts {
            issued_on: Some(day(21)),
            clauses_unfounded: vec![2, 3],
            ..ready()
        };
        let outcome = decide::<GuidanceProcess>(State::Draft, Step::Issue, &[Seat::Office], &facts);
        assert_eq!(
            codes(outcome),
            ["guidance_dated_ahead", "clauses_without_conclusion"]
        );
    }

    #[test]
    fn what_was_issued_changes_no_more_and_is_superseded_only_by_a_newer_one() {
        let revised =
            decide::<GuidanceProcess>(State::Issued, Step::Revise, &[Seat::Office], &ready());
        assert_eq!(codes(revised), ["wrong_state"]);
        let by_hand =
            decide::<GuidanceProcess>(State::Issued, Step::Supersede, &[Seat::Office], &ready());
        assert_eq!(codes(by_hand), ["superseded_by_issuing_newer"]);
    }

    fn distributed(plan: PlanId, from: u32, to: Option<u32>, acknowledged: bool) -> Distributed {
        Distributed {
            guidance_id: Id::new(),
            plan_id: plan,
            symbol: format!("{from:02}-HD/BTC"),
            issued_at: noon(from),
            superseded_at: to.map(noon),
            acknowledged,
        }
    }

    fn symbols(meeting: &Meeting, distributed: Vec<Distributed>) -> Vec<String> {
        applying(meeting, distributed)
            .into_iter()
            .map(|guidance| guidance.symbol)
            .collect()
    }

    #[test]
    fn a_congress_goes_by_what_is_in_force_until_it_opens_and_by_what_was_afterwards() {
        let plan = Id::new();
        let both = |acknowledged| {
            vec![
                distributed(plan, 20, Some(25), true),
                distributed(plan, 25, None, acknowledged),
            ]
        };
        for (opened, acknowledged, expected) in [
            (None, false, vec!["25-HD/BTC"]),
            (Some(18), false, vec![]),
            (Some(20), false, vec!["20-HD/BTC"]),
            (Some(23), false, vec!["20-HD/BTC"]),
            (Some(25), false, vec!["20-HD/BTC"]),
            (Some(25), true, vec!["25-HD/BTC"]),
            (Some(26), false, vec!["25-HD/BTC"]),
        ] {
            let meeting = Meeting {
                plan_id: plan,
                pilot: false,
                opened_on: opened.map(day),
            };
            assert_eq!(
                symbols(&meeting, both(acknowledged)),
                expected,
                "opened on {opened:?}"
            );
        }
    }

    #[test]
    fn a_pilot_is_not_bound_by_what_was_learnt_from_it_but_by_the_guidance_from_above() {
        let (own, upper) = (Id::new(), Id::new());
        let meeting = Meeting {
            plan_id: own,
            pilot: true,
            opened_on: None,
        };
        let reaching = vec![
            distributed(own, 21, None, false),
            distributed(upper, 20, None, false),
        ];
        assert_eq!(symbols(&meeting, reaching.clone()), ["20-HD/BTC"]);
        let ordinary = Meeting {
            pilot: false,
            ..meeting
        };
        assert_eq!(symbols(&ordinary, reaching), ["21-HD/BTC", "20-HD/BTC"]);
    }

    #[test]
    fn guidance_is_acknowledged_once_while_in_force_and_before_the_opening() {
        let waiting = Meeting {
            plan_id: Id::new(),
            pilot: false,
            opened_on: None,
        };
        let opened = Meeting {
            opened_on: Some(day(28)),
            ..waiting
        };
        for (state, meeting, again, refused) in [
            (State::Issued, &waiting, false, vec![]),
            (State::Draft, &waiting, false, vec!["guidance_not_in_force"]),
            (
                State::Superseded,
                &opened,
                true,
                vec![
                    "guidance_not_in_force",
                    "acknowledged_too_late",
                    "guidance_acknowledged",
                ],
            ),
        ] {
            let reasons = against_acknowledging(state, meeting, false, again);
            assert_eq!(codes::<()>(Err(Error::Refused(reasons))), refused);
        }
    }
}
