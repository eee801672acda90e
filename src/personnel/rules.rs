//! The process of the personnel work, as a table, and what must hold before each step.

use std::collections::BTreeSet;

use super::facts::{Facts, count};
use super::model::{Post, State, is_ahead};
use super::scheme::{self, HEADS, HEADS_FROM_COMMITTEE};
use crate::congress::model::State as CongressState;
use crate::error::{Arg, Reason};
use crate::nominee::model::{Nominee, NomineeId};
use crate::nominee::rules::PROCESS;
use crate::personnel_step::rules::MOST_STEPS;
use crate::plan::rules::{PRACTICE, unless};
use crate::workflow::{Process, Rule, Seat};

/// What can be done with the personnel work.
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
#[schema(as = PersonnelProcessStep)]
pub enum Step {
    /// A step is held once more, when the list had to change after it was signed (R-SUR-06).
    RepeatStep,
    /// The scheme goes to the approving committee.
    SubmitScheme,
    /// The approving committee gives it back.
    ReturnScheme,
    /// The branch takes it up again.
    Revise,
    /// The approving committee agrees, in writing.
    ApproveScheme,
    /// The scheme is put to the congress.
    Present,
    /// The congress has elected, or left posts vacant.
    Decide,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// The congress is still to be held.
    CongressAhead,
    /// The congress is in session.
    CongressInSession,
    /// Every step is signed off (R §3.3).
    StepsSigned,
    /// It is said which step is held once more, and there are not too many.
    KindNamed,
    /// The numbers to be elected are set, and are such as the Charter allows (R-ORG-03…06).
    SeatsAllowed,
    /// There is somebody for each post, with the surplus that must be and no more (R-SUR-01…03, R-SUR-07).
    ListsFilled,
    /// Nominees for secretary and deputy are also nominees for the branch committee (R-ORG-03).
    HeadsOnCommitteeList,
    /// Everybody on the list was voted on in the last ballot (R §3.3).
    NomineesVotedOn,
    /// Nobody falls short of remaining service, where the plan makes that a bar (R-AGE-01).
    ServiceLeft,
    /// A reason is given.
    ReasonGiven,
    /// The opinion has number, date and text.
    OpinionWritten,
    /// For every post, those elected and the seats left vacant make up the seats (R-RES-06).
    OutcomesComplete,
    /// Nobody was elected to a post for which they were not nominated.
    ElectedWereNominated,
    /// Secretary and deputy are of the elected branch committee, and two persons (R-ORG-03).
    HeadsOfCommittee,
}

/// The process of the personnel work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonnelProcess;

impl Process for PersonnelProcess {
    const NAME: &'static str = "personnel";
    type State = State;
    type Step = Step;
    type Guard = Guard;
    type Facts = Facts;

    #[rustfmt::skip]
    fn rule(step: Step) -> Rule<Self> {
        use Guard::*; use State::*;
        type Row = (&'static [State], Option<State>, &'static [Seat], &'static [Guard], &'static str);
        let (from, to, by, provided, ground): Row = match step {
            //                       from          to                by                provided                                                                                                                  ground
            Step::RepeatStep    => (&[InSteps],   None,            &[Seat::Branch], &[CongressAhead, StepsSigned, KindNamed, ReasonGiven],                                                            PROCESS),
            Step::SubmitScheme  => (&[InSteps],   Some(Submitted), &[Seat::Branch], &[CongressAhead, StepsSigned, SeatsAllowed, ListsFilled, HeadsOnCommitteeList, NomineesVotedOn, ServiceLeft], PRACTICE),
            Step::ReturnScheme  => (&[Submitted], Some(Returned),  &[Seat::Upper],  &[ReasonGiven],                                                                                                   PRACTICE),
            Step::Revise        => (&[Returned],  Some(InSteps),   &[Seat::Branch], &[CongressAhead],                                                                                                 PRACTICE),
            Step::ApproveScheme => (&[Submitted], Some(Approved),  &[Seat::Upper],  &[CongressAhead, OpinionWritten],                                                                                 PRACTICE),
            Step::Present       => (&[Approved],  Some(Presented), &[Seat::Branch], &[CongressInSession],                                                                                             PRACTICE),
            Step::Decide        => (&[Presented], Some(Decided),   &[Seat::Branch], &[CongressInSession, OutcomesComplete, ElectedWereNominated, HeadsOfCommittee],                                   HEADS_FROM_COMMITTEE),
        };
        Rule { from, to, by, provided, ground }
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::CongressAhead => unless(is_ahead(facts.congress), || {
                Reason::new("personnel_congress_not_ahead")
            }),
            Guard::CongressInSession => unless(facts.congress == CongressState::InSession, || {
                Reason::new("personnel_congress_not_in_session")
            }),
            Guard::StepsSigned => steps_signed(facts),
            Guard::KindNamed => kind_named(facts),
            Guard::SeatsAllowed => scheme::seats_allowed(facts),
            Guard::ListsFilled => scheme::lists_filled(facts),
            Guard::HeadsOnCommitteeList => scheme::heads_on_committee_list(facts),
            Guard::NomineesVotedOn => unless(facts.not_voted_on.is_empty(), || {
                Reason::new("personnel_nominee_not_voted_on")
                    .with("names", facts.not_voted_on.join(", "))
                    .on(PROCESS)
            }),
            Guard::ServiceLeft => facts.short_service.clone(),
            Guard::ReasonGiven => unless(facts.reason_given, || Reason::new("reason_missing")),
            Guard::OpinionWritten => opinion_written(facts),
            Guard::OutcomesComplete => outcomes_complete(facts),
            Guard::ElectedWereNominated => elected_were_nominated(facts),
            Guard::HeadsOfCommittee => heads_of_committee(facts),
        }
    }
}

fn steps_signed(facts: &Facts) -> Vec<Reason> {
    unless(facts.unsigned.is_empty(), || {
        let steps: Vec<String> = facts.unsigned.iter().map(ToString::to_string).collect();
        Reason::new("personnel_steps_unsigned")
            .with("steps", steps.join(", "))
            .on(PROCESS)
    })
}

fn kind_named(facts: &Facts) -> Vec<Reason> {
    let mut reasons = unless(facts.kind_named, || {
        Reason::new("personnel_step_kind_missing")
    });
    reasons.extend(unless(facts.steps < MOST_STEPS, || {
        Reason::new("personnel_steps_too_many")
            .with("most", i64::try_from(MOST_STEPS).unwrap_or(i64::MAX))
    }));
    reasons
}

fn opinion_written(facts: &Facts) -> Vec<Reason> {
    let opinion = facts.opinion;
    let mut reasons = unless(opinion.numbered, || {
        Reason::new("personnel_opinion_symbol_missing")
    });
    match opinion.on {
        None => reasons.push(Reason::new("personnel_opinion_date_missing")),
        Some(on) => reasons.extend(unless(on <= facts.today, || {
            Reason::new("personnel_opinion_date_in_future").with("date", on)
        })),
    }
    reasons.extend(unless(opinion.worded, || {
        Reason::new("personnel_opinion_text_missing")
    }));
    reasons
}

fn outcomes_complete(facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for seat in &facts.seats {
        let elected = count(facts.elected_to(seat.post));
        let vacant = facts.vacant(seat.post);
        reasons.extend(unless(elected + vacant == seat.count, || {
            Reason::new("personnel_outcome_unequal")
                .with("post", Arg::term("post", seat.post))
                .with("elected", elected)
                .with("vacant", vacant)
                .with("seats", seat.count)
        }));
    }
    let unknown = facts
        .left_vacant
        .iter()
        .filter(|row| facts.seats_of(row.post) == 0);
    let unknown: Vec<Post> = unknown.map(|row| row.post).collect();
    reasons.extend(unless(unknown.is_empty(), || {
        Reason::new("personnel_outcome_without_seats").with("posts", Arg::terms("post", &unknown))
    }));
    reasons
}

fn elected_were_nominated(facts: &Facts) -> Vec<Reason> {
    let listed: BTreeSet<NomineeId> = facts.nominees.iter().map(|nominee| nominee.id).collect();
    let distinct: BTreeSet<NomineeId> = facts.elected.iter().copied().collect();
    let strangers = count(distinct.difference(&listed));
    let mut reasons = unless(strangers == 0, || {
        Reason::new("personnel_elected_not_nominated").with("count", strangers)
    });
    reasons.extend(unless(distinct.len() == facts.elected.len(), || {
        Reason::new("personnel_elected_twice")
    }));
    reasons
}

/// R-ORG-03: secretary and deputy are elected from among the branch committee, where there is one.
fn heads_of_committee(facts: &Facts) -> Vec<Reason> {
    let of_committee = |head: &Nominee| {
        facts
            .elected_to(Post::BranchCommitteeMember)
            .any(|member| member.is_same_person(head))
    };
    let outside: Vec<&str> = HEADS
        .into_iter()
        .flat_map(|post| facts.elected_to(post))
        .filter(|head| !of_committee(head))
        .map(|head| head.full_name.as_str())
        .collect();
    let has_committee = facts.seats_of(Post::BranchCommitteeMember) > 0;
    let mut reasons = unless(!has_committee || outside.is_empty(), || {
        Reason::new("personnel_head_not_of_committee")
            .with("names", outside.join(", "))
            .on(HEADS_FROM_COMMITTEE)
    });
    let both = facts.elected_to(Post::Secretary).any(|secretary| {
        facts
            .elected_to(Post::DeputySecretary)
            .any(|deputy| deputy.is_same_person(secretary))
    });
    reasons.extend(unless(!both, || {
        Reason::new("personnel_one_person_two_posts").on(HEADS_FROM_COMMITTEE)
    }));
    reasons
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
