//! The verbs of a congress: authorise, gather the facts, decide, save, record.

use chrono::NaiveDate;
use serde_json::json;

use super::facts::facts;
use super::model::{
    Congress, CongressFilter, CongressId, CongressSummary, DueFilter, Place, State,
};
use super::rules::{self, CongressProcess, Facts, Given, Guard, Step};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by, needs, permit, reach};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::journal;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::result::model::CongressPost;
use crate::workflow::{Decision, PossibleStep, Process, decide, possible_steps};
use crate::{plan, programme, progress, result, roll, sector};

pub(super) fn subject(id: CongressId) -> Subject {
    Subject::new(SubjectKind::Congress, id)
}

/// The congress with this key, if the actor may do this with it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    id: CongressId,
) -> Result<Congress, Error> {
    let congress = store::by_id(conn, id)?;
    match may(actor, action, &congress, None) {
        // The plan is asked for only where it may decide.
        Err(Error::NotFound) => {
            let plan = plan::service::of(conn, congress.plan_id)?;
            may(actor, action, &congress, Some(&plan))?;
        }
        other => other?,
    }
    Ok(congress)
}

/// As [`find`], with the congress's plan.
///
/// # Errors
/// As [`find`].
pub fn find_with_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    id: CongressId,
) -> Result<(Congress, Plan), Error> {
    let (congress, plan) = store::with_plan(conn, id)?;
    may(actor, action, &congress, Some(&plan))?;
    Ok((congress, plan))
}

/// Whether the actor may do this with a congress that was found; no question is asked.
pub fn may_do(actor: &Actor, action: Action, congress: &Congress, plan: &Plan) -> bool {
    may(actor, action, congress, Some(plan)).is_ok()
}

/// Over the branch's place in the tree; or at one of the units whose process it is, which after a reorganisation may
/// stand elsewhere (R-TREE-05): the branch, the committee that approves, the sub-committee, the plan's committee.
fn may(
    actor: &Actor,
    action: Action,
    congress: &Congress,
    plan: Option<&Plan>,
) -> Result<(), Error> {
    let over = permit(actor, action, &congress.unit_path);
    if over.is_ok() {
        return over;
    }
    let concerned = [
        Some(congress.unit_id),
        Some(congress.approving_unit_id),
        congress.sub_committee_id,
        plan.map(|plan| plan.unit_id),
    ];
    let mut reaches = false;
    for office in &actor.offices {
        if office.unit_id.is_some() && concerned.contains(&office.unit_id) {
            if held_by(action).contains(&office.role) {
                return Ok(());
            }
            reaches = true;
        }
    }
    match over {
        Err(Error::NotFound) if reaches => Err(Error::Forbidden(vec![needs(action)])),
        other => other,
    }
}

/// The posts of a congress's result; none before it is reported.
pub fn posts(conn: &mut AnyConnection, congress: &Congress) -> Result<Vec<CongressPost>, Error> {
    match congress.state {
        State::Reported | State::Confirmed | State::Annulled => {
            result::service::of(conn, congress.id)
        }
        State::Preparing
        | State::Submitted
        | State::Approved
        | State::Convened
        | State::InSession
        | State::Closed
        | State::Cancelled => Ok(Vec::new()),
    }
}

/// The congresses that the actor sees.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    mut filter: CongressFilter,
    page: &PageRequest<Place>,
) -> Result<Page<CongressSummary>, Error> {
    filter.reach = reach(actor, Action::ReadCongresses);
    if let Some(plan) = filter.plan_id
        && oversees(conn, actor, plan)?
    {
        filter.reach = vec![UnitPath::everywhere()];
    }
    store::list(conn, &filter, page)
}

/// Whether the actor sees every congress of a plan, wherever its branch stands by now: as those over the plan's
/// committee do.
fn oversees(conn: &mut AnyConnection, actor: &Actor, plan: PlanId) -> Result<bool, Error> {
    match plan::service::of(conn, plan) {
        Ok(plan) => Ok(permit(actor, Action::ReadCongresses, &plan.unit_path).is_ok()),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The congresses that are due, by day and then in the order of the tree; for whoever has asked who may.
///
/// # Errors
/// As the database.
pub fn due(conn: &mut AnyConnection, filter: &DueFilter) -> Result<Vec<Congress>, Error> {
    let mut found = Vec::new();
    for state in &filter.states {
        found.extend(store::due(conn, *state, filter)?);
    }
    found.sort_by(|a, b| (a.due_on, &a.unit_path, a.id).cmp(&(b.due_on, &b.unit_path, b.id)));
    found.truncate(usize::try_from(filter.most).unwrap_or(usize::MAX));
    Ok(found)
}

/// What a branch may write while it prepares; absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct Preparation {
    /// The place.
    pub venue: Option<String>,
    /// The day.
    pub planned_on: Option<NaiveDate>,
    /// The hour.
    pub planned_time: Option<String>,
    /// How long it is planned to take.
    pub half_days: Option<i64>,
}

/// Changes where and when, while the branch prepares.
///
/// # Errors
/// [`Error::Refused`] once the dossier has been submitted; [`Error::Stale`].
pub fn revise(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    seen: i64,
    changes: &Preparation,
) -> Result<(Congress, Plan), Error> {
    let (before, plan) = find_with_plan(conn, actor, Action::ReadCongresses, id)?;
    expect_to_revise(actor, (&before, &plan))?;
    expect_version(before.version, seen)?;
    let mut congress = before.clone();
    congress.venue = changes.venue.clone().or(congress.venue);
    congress.planned_time = changes.planned_time.clone().or(congress.planned_time);
    congress.planned_on = changes.planned_on.or(congress.planned_on);
    congress.half_days = changes.half_days.unwrap_or(congress.half_days);
    congress.version += 1;
    set_due(&mut congress, &plan, actor);
    store::save(conn, &before, &congress)?;
    progress::counters::service::note(conn, &before, &congress)?;
    journal::service::due_again(conn, subject(id), congress.due_on)?;
    journal::service::record_write(
        conn,
        actor,
        subject(id),
        &congress.unit_path,
        "congress.revise",
        json!({ "planned_on": congress.planned_on, "half_days": congress.half_days }),
    )?;
    Ok((congress, plan))
}

/// Whether where and when may be changed now.
///
/// # Errors
/// As [`revise`].
pub fn expect_to_revise(actor: &Actor, (congress, plan): (&Congress, &Plan)) -> Result<(), Error> {
    may(actor, Action::PrepareCongress, congress, Some(plan))?;
    if congress.state == State::Preparing {
        return Ok(());
    }
    Err(Error::refused(
        Reason::new("congress_not_preparing").on(rules::PRACTICE),
    ))
}

/// Works out anew by when the present state must have been left.
pub(super) fn set_due(congress: &mut Congress, plan: &Plan, actor: &Actor) {
    let regulation = Regulation::on(congress.day(actor.today()));
    congress.due_on = rules::due_on(congress, plan.window_for(congress.pilot), &regulation);
}

/// Every step from where the congress stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Vec<PossibleStep<CongressProcess>>), Error> {
    use strum::VariantArray;
    let (congress, plan) = find_with_plan(conn, actor, Action::ReadCongresses, id)?;
    let from_here = Step::VARIANTS
        .iter()
        .map(|step| CongressProcess::rule(*step))
        .filter(|rule| rule.from.contains(&congress.state));
    let guards: Vec<Guard> = from_here
        .flat_map(|rule| rule.provided.iter().copied())
        .collect();
    let facts = facts(conn, actor, &congress, &plan, &guards)?;
    let seats = congress.seats(plan.unit_id).held_by(actor);
    let steps = possible_steps::<CongressProcess>(congress.state, &seats, &facts);
    Ok((congress, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    seen: i64,
    step: Step,
    given: &Given,
) -> Result<(Congress, Plan), Error> {
    let (before, plan) = find_with_plan(conn, actor, Action::ReadCongresses, id)?;
    expect_version(before.version, seen)?;
    if let Some(sector) = given.sector_id {
        sector::service::expect_known(conn, &[sector], "/sector_id")?;
    }
    let guards = CongressProcess::rule(step).provided;
    let mut facts = facts(conn, actor, &before, &plan, guards)?;
    if step == Step::Postpone {
        facts.planned_on = given.planned_on.or(facts.planned_on);
    }
    facts.given = Some(given.clone());
    let seats = before.seats(plan.unit_id);
    let decision = decide::<CongressProcess>(before.state, step, &seats.held_by(actor), &facts)?;
    let mut congress = before.clone();
    carry_out(&mut congress, step, given, &facts, actor);
    congress.state = decision.to;
    congress.version += 1;
    set_due(&mut congress, &plan, actor);
    store::save(conn, &before, &congress)?;
    match step {
        Step::Open => programme::service::build_if_missing(conn, actor, &congress, &plan)?,
        Step::Report => result::service::keep(conn, id)?,
        Step::Confirm => {
            result::service::rule(conn, id, &given.posts)?;
            result::service::open_tasks(conn, actor, (&congress, &plan), &given.posts)?;
        }
        Step::AppointSecretary => result::service::appoint(conn, actor, &congress, given)?,
        Step::EndMembership => {
            if let Some(leaving) = &given.leaving {
                result::service::leave(conn, actor, (&congress, &plan), leaving)?;
            }
        }
        Step::FillVacancy => {
            if let Some(filling) = &given.filling {
                result::service::fill(conn, actor, &congress, (filling, given))?;
            }
        }
        Step::Close => result::service::lapse(conn, actor, &before)?,
        Step::Annul => result::service::void(conn, actor, id)?,
        Step::Postpone => roll::marking::await_again(conn, actor, &congress)?,
        Step::DesignatePilot
        | Step::SubmitDossier
        | Step::ReturnDossier
        | Step::Approve
        | Step::OverrideGuidance
        | Step::Convene
        | Step::Cancel => (),
    }
    progress::counters::service::note(conn, &before, &congress)?;
    record(
        conn,
        actor,
        (&before, &congress, &plan),
        step,
        decision,
        given,
    )?;
    Ok((congress, plan))
}

/// What a step writes on the congress itself.
fn carry_out(congress: &mut Congress, step: Step, given: &Given, facts: &Facts, actor: &Actor) {
    let today = Some(actor.today());
    match step {
        Step::DesignatePilot => {
            congress.pilot = true;
            congress.pilot_reason.clone_from(&given.note);
            congress.sector_id = given.sector_id.or(congress.sector_id);
        }
        Step::SubmitDossier
        | Step::ReturnDossier
        | Step::Approve
        | Step::AppointSecretary
        | Step::EndMembership
        | Step::FillVacancy => (),
        Step::OverrideGuidance => congress.guidance_override.clone_from(&given.note),
        Step::Convene => {
            congress.notice_given_on = given.notice_given_on;
            if let Some(roll) = &facts.attendance {
                congress.summoned_official = Some(roll.called_official);
                congress.summoned_probationary = Some(roll.summoned_probationary);
            }
        }
        Step::Open => {
            if let Some(roll) = &facts.attendance {
                congress.summoned_official = Some(roll.summoned_official);
                congress.summoned_probationary = Some(roll.summoned_probationary);
                congress.present_official = Some(roll.present_official);
                congress.present_probationary = Some(roll.present_probationary);
            }
            congress.opened_on = today;
        }
        Step::Close => congress.closed_on = today,
        Step::Report => congress.reported_on = today,
        Step::Confirm => decided(congress, given),
        Step::Annul => {
            decided(congress, given);
            let words = [given.note.as_deref(), given.ground.as_deref()];
            congress.end_reason = Some(words.into_iter().flatten().collect::<Vec<_>>().join("\n"));
        }
        Step::Postpone => {
            congress.planned_on = given.planned_on;
            if given.planned_time.is_some() {
                congress.planned_time.clone_from(&given.planned_time);
            }
            congress.notice_given_on = given.notice_given_on.or(congress.notice_given_on);
        }
        Step::Cancel => congress.end_reason.clone_from(&given.note),
    }
}

fn decided(congress: &mut Congress, given: &Given) {
    if let Some(symbol) = &given.decision_symbol {
        congress.decision_symbol = Some(symbol.to_string());
    }
    congress.decision_on = given.decision_on.or(congress.decision_on);
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    (before, after, plan): (&Congress, &Congress, &Plan),
    step: Step,
    decision: Decision<State>,
    given: &Given,
) -> Result<(), Error> {
    let rulings: Vec<_> = given
        .posts
        .iter()
        .map(|ruling| json!({ "post_id": ruling.post_id, "outcome": ruling.outcome }))
        .collect();
    journal::service::record_step::<CongressProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(after.id),
            chain: subject(after.id),
            unit_path: &after.unit_path,
            seats: after.seats(plan.unit_id),
            step,
            from: before.state,
            decision,
            note: given.note.as_deref(),
            data: json!({
                "planned_on": after.planned_on,
                "due_on": after.due_on,
                "pilot": after.pilot,
                "notice_given_on": after.notice_given_on,
                "summoned_official": after.summoned_official,
                "summoned_probationary": after.summoned_probationary,
                "present_official": after.present_official,
                "present_probationary": after.present_probationary,
                "decision_symbol": after.decision_symbol,
                "decision_on": after.decision_on,
                "rulings": rulings,
                "appointment": appointment(step, given),
                "post_change": post_change(given),
                "regulation": Regulation::on(after.day(actor.today())).id(),
            }),
            due_on: after.due_on,
        },
    )
}

/// What the history keeps of an appointment: the decision and the entry of the roll, never a name.
fn appointment(step: Step, given: &Given) -> Option<serde_json::Value> {
    (step == Step::AppointSecretary).then(|| {
        json!({
            "roll_entry_id": given.appointee,
            "decision_symbol": given.decision_symbol.as_ref().map(ToString::to_string),
            "decision_on": given.decision_on,
            "ground_given": given.ground.is_some(),
        })
    })
}

/// What the history keeps of a post that ends or is filled: never a name.
fn post_change(given: &Given) -> Option<serde_json::Value> {
    if let Some(leaving) = &given.leaving {
        let (post, cause) = (leaving.post_id, leaving.cause);
        return Some(json!({ "post_id": post, "cause": cause, "effective_on": leaving.on }));
    }
    given.filling.as_ref().map(|filling| {
        json!({
            "post_id": filling.post_id,
            "by": filling.by,
            "elected_on": filling.elected_on,
            "roll_entry_id": given.appointee,
            "decision_symbol": given.decision_symbol.as_ref().map(ToString::to_string),
            "decision_on": given.decision_on,
        })
    })
}

/// The steps taken on a congress.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, Action::ReadCongresses, id)?;
    journal::service::history(conn, subject(id), page)
}
