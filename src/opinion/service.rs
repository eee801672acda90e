//! The verbs of opinions.

use std::collections::HashMap;

use serde_json::{Value, json};
use strum::VariantArray;

use super::model::{Conclusion, NewOpinion, Opinion, OpinionFilter, OpinionId, State, Theme};
use super::rules::{Facts, Occasion, OpinionProcess, Step, against_raising, on_practice};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_on_the_line};
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::guidance::model::GuidanceId;
use crate::journal;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::expect_version;
use crate::workflow::{PossibleStep, decide, next_seats, possible_steps};
use crate::{assignment, congress, plan, unit};

/// How many opinions left out of a guidance are named.
const MOST_NAMED: i64 = 200;

fn subject(id: OpinionId) -> Subject {
    Subject::new(SubjectKind::Opinion, id)
}

fn seats(plan: &Plan) -> Seats {
    Seats {
        plan_unit: Some(plan.unit_id),
        ..Seats::default()
    }
}

/// How many opinions raised under a plan are below concluded.
pub fn below_concluded(conn: &mut AnyConnection, plan: PlanId) -> Result<i64, Error> {
    store::count(conn, plan, &[State::Raised, State::Answered])
}

/// How many opinions have been raised under a plan.
pub fn raised(conn: &mut AnyConnection, plan: PlanId) -> Result<i64, Error> {
    store::count(conn, plan, State::VARIANTS)
}

/// How many opinions raised under a plan are about each theme, by state.
///
/// # Errors
/// [`Error::NotFound`].
pub fn tally(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: PlanId,
) -> Result<Vec<(Theme, State, i64)>, Error> {
    let plan = plan::service::find(conn, actor, plan)?;
    store::tally(conn, plan.id)
}

/// The congress at which an opinion is to be raised; a pilot is known to everybody under its plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn place_to_raise(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(Congress, Plan), Error> {
    find_congress(conn, actor, congress, Action::ReadCongresses)
}

/// The opinion with this key, if the actor stands under its plan or above it: pilots are held for all to learn.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: OpinionId) -> Result<Opinion, Error> {
    Ok(find_with_plan(conn, actor, id)?.0)
}

fn find_with_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
) -> Result<(Opinion, Plan), Error> {
    let opinion = store::by_id(conn, id)?;
    let plan = plan::service::find(conn, actor, opinion.plan_id)?;
    Ok((opinion, plan))
}

/// The opinions with these keys, for the rules of what rests on them: nobody asks.
pub fn of(conn: &mut AnyConnection, ids: &[OpinionId]) -> Result<Vec<Opinion>, Error> {
    store::by_ids(conn, ids)
}

/// The names that the branches of these congresses bore on the day.
pub fn branch_names(
    conn: &mut AnyConnection,
    opinions: &[Opinion],
) -> Result<HashMap<CongressId, String>, Error> {
    let mut congresses: Vec<_> = opinions.iter().map(|opinion| opinion.congress_id).collect();
    congresses.sort_unstable();
    congresses.dedup();
    Ok(store::branch_names(conn, &congresses)?
        .into_iter()
        .collect())
}

/// The concluded opinions of a plan that are none of these: what a guidance leaves out; the first two hundred.
pub fn concluded_besides(
    conn: &mut AnyConnection,
    plan: PlanId,
    covered: &[OpinionId],
) -> Result<Vec<OpinionId>, Error> {
    let concluded = [State::Concluded, State::InGuidance];
    store::others(conn, plan, &concluded, covered, MOST_NAMED)
}

/// The opinions raised under a plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list_of_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: PlanId,
    mut filter: OpinionFilter,
    page: &PageRequest<OpinionId>,
) -> Result<Page<Opinion>, Error> {
    plan::service::find(conn, actor, plan)?;
    filter.plan_id = Some(plan);
    store::list(conn, &filter, page)
}

/// The opinions raised at a congress.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list_of_congress(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    page: &PageRequest<OpinionId>,
) -> Result<Page<Opinion>, Error> {
    let (congress, _) = find_congress(conn, actor, congress, Action::ReadCongresses)?;
    let filter = OpinionFilter {
        congress_id: Some(congress.id),
        ..OpinionFilter::default()
    };
    store::list(conn, &filter, page)
}

/// A pilot is known to everybody under its plan, any other congress only to those who reach it.
fn find_congress(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    action: Action,
) -> Result<(Congress, Plan), Error> {
    let congress = store::congress(conn, id)?;
    if !congress.pilot {
        congress::service::find(conn, actor, Action::ReadCongresses, id)?;
    }
    let plan = plan::service::of(conn, congress.plan_id)?;
    permit_on_the_line(actor, action, &plan.unit_path)?;
    Ok((congress, plan))
}

/// Whether an opinion may be raised at this congress now; gives it with its plan.
///
/// # Errors
/// As [`raise`].
pub fn expect_to_raise(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(Congress, Plan), Error> {
    let (congress, plan) = find_congress(conn, actor, congress, Action::RaiseOpinions)?;
    let reasons = against_raising(&Occasion {
        pilot: congress.pilot,
        congress: congress.state,
        plan: plan.state,
    });
    if !reasons.is_empty() {
        return Err(Error::Refused(on_practice(reasons)));
    }
    Ok((congress, plan))
}

/// Writes down what somebody raised at a pilot.
///
/// # Errors
/// [`Error::Refused`] where or when no opinion can be raised; [`Error::Forbidden`]; [`Error::Invalid`] for a
/// unit that is not known.
pub fn raise(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    new: &NewOpinion,
) -> Result<Opinion, Error> {
    let (congress, plan) = expect_to_raise(conn, actor, congress)?;
    if let Some(unit) = new.raised_by_unit_id {
        unit::service::place(conn, unit, actor.today())
            .map_err(|_| Error::invalid("/raised_by_unit_id", "unknown"))?;
    }
    let opinion = written_down(actor, &congress, new);
    store::insert(conn, &opinion)?;
    let chain = Subject::new(SubjectKind::Plan, plan.id);
    let said = json!({ "opinion_id": opinion.id, "congress_id": congress.id, "theme": new.theme });
    journal::service::record_write(
        conn,
        actor,
        chain,
        &congress.unit_path,
        "opinion.raise",
        said,
    )?;
    let next = next_seats::<OpinionProcess>(State::Raised);
    journal::service::tell_seats(
        conn,
        actor,
        subject(opinion.id),
        (&seats(&plan), &next),
        "opinion.raised",
        None,
    )?;
    Ok(opinion)
}

fn written_down(actor: &Actor, congress: &Congress, new: &NewOpinion) -> Opinion {
    Opinion {
        id: Id::new(),
        plan_id: congress.plan_id,
        congress_id: congress.id,
        theme: new.theme,
        text: new.text.clone(),
        raised_by: new.raised_by.clone(),
        raised_by_unit_id: new.raised_by_unit_id,
        state: State::Raised,
        answer: None,
        answered_at: None,
        answered_by: None,
        conclusion: None,
        concluded_at: None,
        concluded_by: None,
        created_at: actor.now,
        created_by: actor.user_id,
        version: 1,
    }
}

fn facts(opinion: &Opinion) -> Facts {
    Facts {
        answer_given: opinion.answer.is_some(),
        guidance_being_issued: false,
    }
}

/// Every step from where the opinion stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
) -> Result<(Opinion, Vec<PossibleStep<OpinionProcess>>), Error> {
    let (opinion, plan) = find_with_plan(conn, actor, id)?;
    let held = seats(&plan).held_by(actor);
    let steps = possible_steps::<OpinionProcess>(opinion.state, &held, &facts(&opinion));
    Ok((opinion, steps))
}

/// Answers an opinion, or corrects the answer.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn answer(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
    seen: i64,
    text: &str,
) -> Result<Opinion, Error> {
    let (opinion, plan) = find_with_plan(conn, actor, id)?;
    expect_version(opinion.version, seen)?;
    let facts = facts(&opinion);
    let step = (Step::Answer, json!({}));
    take_step(conn, actor, (opinion, &plan), step, &facts, |opinion| {
        opinion.answer = Some(text.to_owned());
        opinion.answered_at = Some(actor.now);
        opinion.answered_by = Some(actor.user_id);
    })
}

/// Concludes an opinion, and puts down the task given with the conclusion.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason; [`Error::Invalid`] for a
/// task to a unit outside the plan's committee.
pub fn conclude(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
    seen: i64,
    conclusion: &Conclusion,
) -> Result<Opinion, Error> {
    let (opinion, plan) = find_with_plan(conn, actor, id)?;
    expect_version(opinion.version, seen)?;
    let facts = facts(&opinion);
    let step = (Step::Conclude, json!({}));
    let concluded = take_step(conn, actor, (opinion, &plan), step, &facts, |opinion| {
        opinion.conclusion = Some(conclusion.text.clone());
        opinion.concluded_at = Some(actor.now);
        opinion.concluded_by = Some(actor.user_id);
    })?;
    if let Some(task) = &conclusion.assignment {
        assignment::service::put_down(conn, actor, &plan, Some(id), task, "/assignment")?;
    }
    Ok(concluded)
}

/// Carries concluded opinions of a plan into the guidance that is being issued.
///
/// # Errors
/// As the process: [`Error::Refused`] should one of them not be concluded.
pub fn carry_into_guidance(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    opinions: Vec<Opinion>,
    guidance: GuidanceId,
) -> Result<(), Error> {
    for opinion in opinions {
        let facts = Facts {
            guidance_being_issued: true,
            ..facts(&opinion)
        };
        let data = json!({ "guidance_id": guidance });
        let step = (Step::CarryIntoGuidance, data);
        take_step(conn, actor, (opinion, plan), step, &facts, |_| ())?;
    }
    Ok(())
}

fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    (mut opinion, plan): (Opinion, &Plan),
    (step, data): (Step, Value),
    facts: &Facts,
    change: impl FnOnce(&mut Opinion),
) -> Result<Opinion, Error> {
    let (from, seen) = (opinion.state, opinion.version);
    let decision = decide::<OpinionProcess>(from, step, &seats(plan).held_by(actor), facts)?;
    change(&mut opinion);
    opinion.state = decision.to;
    opinion.version += 1;
    store::save(conn, &opinion, seen)?;
    journal::service::record_step::<OpinionProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(opinion.id),
            chain: Subject::new(SubjectKind::Plan, plan.id),
            unit_path: &plan.unit_path,
            seats: seats(plan),
            step,
            from,
            decision,
            note: None,
            data,
            due_on: None,
        },
    )?;
    Ok(opinion)
}

/// The steps taken on an opinion.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, id)?;
    journal::service::history(conn, subject(id), page)
}
