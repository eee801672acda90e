//! All that the rules of the personnel work look at, put together without database or clock.

use chrono::NaiveDate;

use super::model::{Case, MembersBy, PersonnelStepKind, Post, PostSeats, StepInput, seats_of};
use crate::congress::model::State as CongressState;
use crate::election::model::ElectionFacts;
use crate::error::Reason;
use crate::nominee::model::Nominee;
use crate::nominee::rules::test_of_age;
use crate::personnel_step::model::{PersonnelStep, Total};
use crate::regulation::Regulation;

/// All that the guards look at.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What is in force on the day of the congress.
    pub regulation: Regulation,
    /// The day of asking.
    pub today: NaiveDate,
    /// Where the congress stands.
    pub congress: CongressState,
    /// How many steps there are.
    pub steps: usize,
    /// The steps that are not signed.
    pub unsigned: Vec<i64>,
    /// The official members of the branch, as far as they are known.
    pub official_members: Option<i64>,
    /// Where that number is taken from.
    pub members_by: MembersBy,
    /// The official members summoned to the branch's introduction, where there was one.
    pub introduced_to: Option<i64>,
    /// How many are to be elected to each post.
    pub seats: Vec<PostSeats>,
    /// Those whose names stand on the list.
    pub nominees: Vec<Nominee>,
    /// Those of them the last ballot did not vote on.
    pub not_voted_on: Vec<String>,
    /// Reasons from the test of remaining service.
    pub short_service: Vec<Reason>,
    /// Whether the plan asks the sub-committee first, and there is one.
    pub endorsement_asked: bool,
    /// Whether the sub-committee has passed on the scheme that was submitted last.
    pub endorsed: bool,
    /// Whether it is said which step is held once more.
    pub kind_named: bool,
    /// Whether a reason is given, or would come with the step that is only asked about.
    pub reason_given: bool,
    /// The day the last step was held, else that of the plan: no opinion on the scheme is older.
    pub scheme_since: Option<NaiveDate>,
    /// What is given of the opinion; nothing when it is only asked what is possible.
    pub opinion: Option<OpinionFacts>,
    /// How the elections of the congress stand.
    pub elections: ElectionFacts,
}

/// What is given of the approving committee's written opinion.
#[derive(Debug, Clone, Copy, Default)]
pub struct OpinionFacts {
    /// Whether it has number and symbol.
    pub numbered: bool,
    /// Its date.
    pub on: Option<NaiveDate>,
    /// Whether it says anything.
    pub worded: bool,
}

impl Facts {
    /// The facts of a personnel work on a day, with what comes with a step; when it is only asked what is possible,
    /// nothing comes, and nothing that would is missed.
    pub fn of(
        case: &Case,
        today: NaiveDate,
        (steps, nominees): (&[(PersonnelStep, Vec<Total>)], &[Nominee]),
        input: Option<&StepInput>,
    ) -> Self {
        let regulation = case.regulation(today);
        let active: Vec<Nominee> = nominees
            .iter()
            .filter(|nominee| nominee.is_active())
            .cloned()
            .collect();
        let unsigned = steps.iter().filter(|(step, _)| !step.is_signed());
        let age_test = case.plan.content.0.age_test;
        Self {
            regulation,
            today,
            congress: case.congress.state,
            steps: steps.len(),
            unsigned: unsigned.map(|(step, _)| step.n).collect(),
            official_members: introduced_to(steps).or(case.congress.summoned_official),
            members_by: MembersBy::Introduction,
            introduced_to: introduced_to(steps),
            seats: case.personnel.seats.0.clone(),
            not_voted_on: not_voted_on(steps, &active),
            short_service: test_of_age(&active, age_test, &regulation).refusing,
            nominees: active,
            endorsement_asked: case.congress.endorsement_asked(&case.plan),
            endorsed: case.personnel.endorsed_at.is_some(),
            kind_named: input.is_none_or(|input| input.kind.is_some()),
            reason_given: input.is_none_or(|input| input.note.is_some()),
            scheme_since: steps
                .iter()
                .filter_map(|(step, _)| step.held_on)
                .max()
                .max(case.plan.issued_on),
            opinion: input.map(|input| OpinionFacts {
                numbered: input.opinion_symbol.is_some(),
                on: input.opinion_on,
                worded: input.opinion_text.is_some(),
            }),
            elections: ElectionFacts::default(),
        }
    }

    /// The same with the official members counted by name, where they are.
    pub fn counted(mut self, counted: Option<(i64, MembersBy)>) -> Self {
        if let Some((members, by)) = counted {
            self.official_members = Some(members);
            self.members_by = by;
        }
        self
    }

    /// How many are to be elected to a post.
    pub fn seats_of(&self, post: Post) -> i64 {
        seats_of(&self.seats, post)
    }

    /// Those put forward for a post.
    pub fn list_of(&self, post: Post) -> impl Iterator<Item = &Nominee> {
        self.nominees
            .iter()
            .filter(move |nominee| nominee.post == post)
    }
}

/// To the introduction every official member is summoned, those exempted included (R-ORG-07).
fn introduced_to(steps: &[(PersonnelStep, Vec<Total>)]) -> Option<i64> {
    steps
        .iter()
        .filter(|(step, _)| step.kind == PersonnelStepKind::Introduction)
        .filter_map(|(step, _)| step.summoned)
        .next_back()
}

/// Those the last ballot did not vote on, each once however many posts they are put forward for; nobody when the plan has
/// no ballot.
fn not_voted_on(steps: &[(PersonnelStep, Vec<Total>)], nominees: &[Nominee]) -> Vec<String> {
    let mut ballots = steps.iter().filter(|(step, _)| step.kind.has_ballot());
    let Some((_, totals)) = ballots.next_back() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    for nominee in nominees {
        let voted_on = totals.iter().any(|total| total.nominee_id == nominee.id);
        if !voted_on && !names.contains(&nominee.full_name) {
            names.push(nominee.full_name.clone());
        }
    }
    names
}

/// How many.
pub fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
