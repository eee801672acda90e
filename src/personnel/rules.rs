//! The process of the personnel work, as a table, and what must hold before each step.

use super::facts::Facts;
use super::model::{State, is_ahead};
use super::scheme::{self, HEADS_FROM_COMMITTEE};
use crate::congress::model::State as CongressState;
use crate::document::rules::dossier_open;
use crate::election::model::ElectionFacts;
use crate::error::{Arg, Reason};
use crate::nominee::rules::PROCESS;
use crate::personnel_step::rules::MOST_STEPS;
use crate::plan::rules::{PRACTICE, unless};
use crate::regulation::Regulation;
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
    /// The sub-committee passes it on with its consent.
    EndorseScheme,
    /// It goes back to the branch, with a reason.
    ReturnScheme,
    /// The branch takes it up again.
    Revise,
    /// The approving committee agrees, in writing.
    ApproveScheme,
    /// What was agreed goes back to the branch once more, as long as the congress itself is not approved.
    ReopenScheme,
    /// The scheme is put to the congress.
    Present,
    /// Every election has ended. Taken by the program itself with the last of them.
    Decide,
}

/// What must hold before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum Guard {
    /// The congress is still to be held.
    CongressAhead,
    /// The dossier of the congress is not approved yet.
    DossierOpen,
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
    /// The plan asks the sub-committee first, there is one, and it has not passed this scheme on yet.
    EndorsementAwaited,
    /// The sub-committee has passed this scheme on, where the plan asks for it.
    Endorsed,
    /// The opinion has number, date and text.
    OpinionWritten,
    /// Every election of the congress has ended: filled, or with a seat recorded as vacant (R-RES-06).
    ElectionsOver,
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
            //                      from          to               by                                  provided                                                                                                      ground
            Step::RepeatStep    => (&[InSteps],   None,            &[Seat::Branch],                    &[CongressAhead, StepsSigned, KindNamed, ReasonGiven],                                                        PROCESS),
            Step::SubmitScheme  => (&[InSteps],   Some(Submitted), &[Seat::Branch],                    &[CongressAhead, StepsSigned, SeatsAllowed, ListsFilled, HeadsOnCommitteeList, NomineesVotedOn, ServiceLeft], PRACTICE),
            Step::EndorseScheme => (&[Submitted], None,            &[Seat::SubCommittee],              &[CongressAhead, EndorsementAwaited],                                                                         PRACTICE),
            Step::ReturnScheme  => (&[Submitted], Some(Returned),  &[Seat::Upper, Seat::SubCommittee], &[ReasonGiven],                                                                                               PRACTICE),
            Step::Revise        => (&[Returned],  Some(InSteps),   &[Seat::Branch],                    &[CongressAhead],                                                                                             PRACTICE),
            Step::ApproveScheme => (&[Submitted], Some(Approved),  &[Seat::Upper],                     &[CongressAhead, Endorsed, OpinionWritten],                                                                   PRACTICE),
            Step::ReopenScheme  => (&[Approved],  Some(Returned),  &[Seat::Upper],                     &[DossierOpen, ReasonGiven],                                                                                  PRACTICE),
            Step::Present       => (&[Approved],  Some(Presented), &[Seat::Branch],                    &[CongressInSession],                                                                                         PRACTICE),
            Step::Decide        => (&[Presented], Some(Decided),   &[Seat::Branch],                    &[CongressInSession, ElectionsOver],                                                                          HEADS_FROM_COMMITTEE),
        };
        Rule { from, to, by, provided, ground }
    }

    fn regulation(facts: &Facts) -> Option<&Regulation> {
        Some(&facts.regulation)
    }

    fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
        match guard {
            Guard::CongressAhead => unless(is_ahead(facts.congress), || {
                Reason::new("personnel_congress_not_ahead")
            }),
            Guard::DossierOpen => dossier_open(facts.congress),
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
            Guard::EndorsementAwaited => endorsement_awaited(facts),
            Guard::Endorsed => unless(!facts.endorsement_asked || facts.endorsed, || {
                Reason::new("scheme_not_endorsed")
            }),
            Guard::OpinionWritten => opinion_written(facts),
            Guard::ElectionsOver => elections_over(&facts.elections),
        }
    }
}

fn elections_over(elections: &ElectionFacts) -> Vec<Reason> {
    if !elections.opened {
        return vec![Reason::new("elections_not_held")];
    }
    unless(elections.are_over(), || {
        Reason::new("elections_not_decided").with("posts", Arg::terms("post", &elections.open))
    })
}

fn steps_signed(facts: &Facts) -> Vec<Reason> {
    unless(facts.unsigned.is_empty(), || {
        let steps: Vec<String> = facts.unsigned.iter().map(ToString::to_string).collect();
        Reason::new("personnel_steps_unsigned")
            .with("steps", steps.join(", "))
            .on(PROCESS)
    })
}

fn endorsement_awaited(facts: &Facts) -> Vec<Reason> {
    if !facts.endorsement_asked {
        return vec![Reason::new("document_endorsement_not_asked")];
    }
    unless(!facts.endorsed, || Reason::new("scheme_already_endorsed"))
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
    let Some(opinion) = facts.opinion else {
        return Vec::new();
    };
    let mut reasons = unless(opinion.numbered, || {
        Reason::new("personnel_opinion_symbol_missing")
    });
    match opinion.on {
        None => reasons.push(Reason::new("personnel_opinion_date_missing")),
        Some(on) => {
            reasons.extend(unless(on <= facts.today, || {
                Reason::new("personnel_opinion_date_in_future").with("date", on)
            }));
            // Nobody agrees to a scheme whose last step has not been held.
            let since = facts.scheme_since.filter(|since| on < *since);
            reasons.extend(since.map(|since| {
                Reason::new("personnel_opinion_date_too_early")
                    .with("date", on)
                    .with("since", since)
            }));
        }
    }
    reasons.extend(unless(opinion.worded, || {
        Reason::new("personnel_opinion_text_missing")
    }));
    reasons
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
