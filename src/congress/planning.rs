//! How congresses come to be: one, or one for each branch in the plan's scope; and how those not yet finished
//! follow the tree.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Congress, Place, State};
use super::rules::PLAN;
use super::service::{set_due, subject};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::journal;
use crate::plan::model::{Plan, PlanId, State as PlanState};
use crate::progress::model::Standing;
use crate::sector::model::SectorId;
use crate::unit::model::{ApprovalLine, Level, Placement, UnitId};
use crate::{plan, progress, unit};

/// A day on which every placement still open holds.
const FROM_NOW_ON: NaiveDate = crate::progress::rules::NEVER;
/// How many congresses are moved at once.
const PAGE: i64 = 1000;

/// When a new congress is to be held, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Timing {
    /// The day.
    pub planned_on: Option<NaiveDate>,
    /// The hour.
    pub planned_time: Option<String>,
    /// How long, in half-days; the plan's limit unless said.
    pub half_days: Option<i64>,
    /// The place.
    pub venue: Option<String>,
}

/// Plans the congress of one branch.
///
/// # Errors
/// [`Error::Forbidden`] without an office that plans at the plan's committee; [`Error::Refused`] when the plan is
/// not in force or the branch has a congress; [`Error::Invalid`] for a unit that is no branch in scope.
pub fn plan_one(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    unit_id: UnitId,
    timing: &Timing,
) -> Result<(Congress, Plan), Error> {
    let plan = plan_in_reach(conn, actor, plan_id)?;
    let place = branch_in_scope(conn, actor, &plan, unit_id)?;
    let mut reasons = not_in_force(&plan);
    let plans = plans_of_the_same_branches(conn, &plan)?;
    if store::is_alive(conn, &plans, unit_id)? {
        reasons.push(
            Reason::new("congress_exists")
                .with("branch", place.name.as_str())
                .on(PLAN),
        );
    }
    if !reasons.is_empty() {
        return Err(Error::Refused(reasons));
    }
    let above = above(conn, &place, actor.today())?;
    let congress = begun(actor, &plan, &place, &above, timing);
    store::insert(conn, std::slice::from_ref(&congress))?;
    progress::service::note_new(conn, &congress)?;
    journal::service::record_write(
        conn,
        actor,
        subject(congress.id),
        &congress.unit_path,
        "congress.plan",
        json!({ "plan_id": plan.id, "planned_on": congress.planned_on }),
    )?;
    Ok((congress, plan))
}

/// What planning for all branches came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedAll {
    /// Branches in scope.
    pub branches: i64,
    /// Congresses planned now.
    pub planned: i64,
}

/// Plans a congress for each branch in scope that has none.
///
/// # Errors
/// As [`plan_one`].
pub fn plan_all(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    timing: &Timing,
    dates: &HashMap<UnitId, NaiveDate>,
) -> Result<(PlannedAll, Plan), Error> {
    let plan = plan_in_reach(conn, actor, plan_id)?;
    let reasons = not_in_force(&plan);
    if !reasons.is_empty() {
        return Err(Error::Refused(reasons));
    }
    let scope = plan::service::scope_paths(conn, plan.id, actor.today())?;
    let branches = unit::service::branches_under(conn, &scope, actor.today())?;
    let plans = plans_of_the_same_branches(conn, &plan)?;
    let alive = store::branches_alive(conn, &plans)?;
    let mut known: HashMap<(Option<UnitId>, Level), Above> = HashMap::new();
    let mut new = Vec::new();
    for place in branches
        .iter()
        .filter(|place| !alive.contains(&place.unit_id))
    {
        // Branches under one committee share who approves: asked once for each committee, not for each branch.
        let key = (place.parent_id, place.level);
        let shared = match known.get(&key) {
            Some(shared) => *shared,
            None => {
                let found = above(conn, place, actor.today())?;
                known.insert(key, found);
                found
            }
        };
        let day = dates.get(&place.unit_id).copied().or(timing.planned_on);
        let timing = Timing {
            planned_on: day,
            ..timing.clone()
        };
        new.push(begun(actor, &plan, place, &shared, &timing));
    }
    store::insert(conn, &new)?;
    let standings: Vec<Standing> = new.iter().map(Standing::from).collect();
    progress::service::count_new(conn, &plan, &standings)?;
    let done = PlannedAll {
        branches: i64::try_from(branches.len()).unwrap_or(i64::MAX),
        planned: i64::try_from(new.len()).unwrap_or(i64::MAX),
    };
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Plan, plan.id),
        &plan.unit_path,
        "plan.congresses_planned",
        json!({ "branches": done.branches, "planned": done.planned }),
    )?;
    Ok((done, plan))
}

fn plan_in_reach(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Plan, Error> {
    let plan = plan::service::find(conn, actor, id)?;
    permit_what_is_seen(actor, Action::DraftPlans, &plan.unit_path)?;
    Ok(plan)
}

fn not_in_force(plan: &Plan) -> Vec<Reason> {
    let code = match plan.state {
        PlanState::Draft => "plan_not_issued",
        PlanState::Completed => "plan_completed",
        PlanState::Issued | PlanState::RollingOut => return Vec::new(),
    };
    let name = plan.symbol.as_deref().unwrap_or(&plan.title);
    vec![Reason::new(code).with("plan", name).on(PLAN)]
}

fn branch_in_scope(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    unit_id: UnitId,
) -> Result<Placement, Error> {
    let place =
        unit::service::place(conn, unit_id, actor.today()).map_err(|error| match error {
            Error::NotFound => Error::invalid("/unit_id", "unknown"),
            other => other,
        })?;
    let scope = plan::service::scope_paths(conn, plan.id, actor.today())?;
    if !scope.iter().any(|root| place.path.is_under(root)) {
        return Err(Error::invalid("/unit_id", "unit_outside_scope"));
    }
    if !place.level.is_branch() {
        return Err(Error::invalid("/unit_id", "unit_not_branch"));
    }
    Ok(place)
}

/// The plan, those it implements and those that implement it: a branch holds one congress under all of them.
fn plans_of_the_same_branches(conn: &mut AnyConnection, plan: &Plan) -> Result<Vec<PlanId>, Error> {
    let mut plans = plan::service::with_implementing(conn, plan.id)?;
    let upward = plan::service::line(conn, plan)?;
    plans.extend(upward.iter().skip(1).map(|plan| plan.id));
    Ok(plans)
}

/// What branches under the same committee share.
#[derive(Debug, Clone, Copy)]
struct Above {
    line: ApprovalLine,
    /// The sector of the nearest organisation above that has one.
    sector_id: Option<SectorId>,
}

fn above(conn: &mut AnyConnection, branch: &Placement, on: NaiveDate) -> Result<Above, Error> {
    let line = unit::service::approval_line(conn, branch, on)?;
    let mut sector_id = None;
    let upward = branch.path.units().into_iter().rev().skip(1);
    for unit in upward {
        sector_id = unit::service::place(conn, unit, on)?.sector_id;
        if sector_id.is_some() {
            break;
        }
    }
    Ok(Above { line, sector_id })
}

fn begun(
    actor: &Actor,
    plan: &Plan,
    place: &Placement,
    above: &Above,
    timing: &Timing,
) -> Congress {
    let mut congress = Congress {
        id: Id::new(),
        plan_id: plan.id,
        unit_id: place.unit_id,
        unit_path: place.path.clone(),
        unit_name: place.name.clone(),
        approving_unit_id: above.line.approving_unit,
        sub_committee_id: above.line.sub_committee,
        sector_id: place.sector_id.or(above.sector_id),
        state: State::Preparing,
        pilot: false,
        pilot_reason: None,
        planned_on: timing.planned_on,
        planned_time: timing.planned_time.clone(),
        venue: timing.venue.clone(),
        half_days: timing.half_days.unwrap_or(plan.content.0.most_half_days),
        notice_given_on: None,
        summoned_official: None,
        summoned_probationary: None,
        present_official: None,
        present_probationary: None,
        guidance_override: None,
        opened_on: None,
        closed_on: None,
        reported_on: None,
        due_on: None,
        decision_symbol: None,
        decision_on: None,
        end_reason: None,
        created_at: actor.now,
        version: 1,
    };
    set_due(&mut congress, plan, actor);
    congress
}

/// Lets the unfinished congresses under a unit follow it to its new place (R-TREE-03: the others keep the place
/// of their day); to be called after the new placement has been written.
pub fn follow_move(conn: &mut AnyConnection, from: &UnitPath, to: &UnitPath) -> Result<(), Error> {
    let mut after: Option<Place> = None;
    loop {
        let page = store::unfinished_under(conn, from, after.as_ref(), PAGE)?;
        let moves: Vec<(Standing, Standing)> = page
            .iter()
            .map(|congress| {
                let before = Standing::from(congress);
                let unit_path = before.unit_path.moved(from, to);
                (
                    before.clone(),
                    Standing {
                        unit_path,
                        ..before
                    },
                )
            })
            .collect();
        progress::service::note_moves(conn, &moves)?;
        for congress in page
            .iter()
            .filter(|congress| is_approved_above(congress, from))
        {
            approve_anew(conn, congress)?;
        }
        after = page
            .last()
            .map(|last| Place(last.unit_path.clone(), last.id));
        if i64::try_from(page.len()).is_ok_and(|len| len < PAGE) {
            break;
        }
    }
    store::move_unfinished(conn, from, to)
}

/// Whether the committee that approves stands above what moves, and so does not move along: few congresses, as
/// the approving committee stands at most two levels above a branch.
fn is_approved_above(congress: &Congress, moved: &UnitPath) -> bool {
    let units = congress.unit_path.units();
    let depth = moved.units::<crate::unit::model::Unit>().len();
    let along = units.get(depth.saturating_sub(1)..).unwrap_or_default();
    !along.contains(&congress.approving_unit_id)
}

fn approve_anew(conn: &mut AnyConnection, congress: &Congress) -> Result<(), Error> {
    let place = unit::service::place(conn, congress.unit_id, FROM_NOW_ON)?;
    let line = unit::service::approval_line(conn, &place, FROM_NOW_ON)?;
    store::set_approval(conn, congress.id, line.approving_unit, line.sub_committee)
}
