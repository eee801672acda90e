//! How congresses come to be: one, or one for each branch in the plan's scope.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Congress, State};
use super::rules::PLAN;
use super::service::{set_due, subject};
use super::store;
use super::waiting::branches_waiting;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::error::{Error, Reason};
use crate::journal;
use crate::plan::model::{Plan, PlanId, State as PlanState};
use crate::progress::model::Standing;
use crate::sector::model::SectorId;
use crate::unit::model::{ApprovalLine, Level, Placement, UnitId};
use crate::{plan, progress, unit};

/// How many units one question asks for.
const UNITS_AT_ONCE: usize = 500;

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

/// Whether congresses of this plan may be planned now; gives the plan.
///
/// # Errors
/// As [`plan_all`].
pub fn expect_to_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
) -> Result<Plan, Error> {
    let plan = plan_in_reach(conn, actor, plan_id)?;
    let reasons = not_in_force(&plan);
    if reasons.is_empty() {
        Ok(plan)
    } else {
        Err(Error::Refused(reasons))
    }
}

/// Whether the congress of this branch may be planned now; gives the plan and where the branch stands.
///
/// # Errors
/// As [`plan_one`].
pub fn expect_to_plan_one(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    unit_id: UnitId,
) -> Result<(Plan, Placement), Error> {
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
    if reasons.is_empty() {
        Ok((plan, place))
    } else {
        Err(Error::Refused(reasons))
    }
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
    let (plan, place) = expect_to_plan_one(conn, actor, plan_id, unit_id)?;
    let shared = above_all(conn, std::slice::from_ref(&place), actor.today())?;
    let above = shared.get(&kin(&place)).ok_or(Error::NotFound)?;
    let congress = begun(actor, &plan, &place, above, timing);
    store::insert(conn, std::slice::from_ref(&congress))?;
    progress::counters::service::note_new(conn, &congress)?;
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
    let plan = expect_to_plan(conn, actor, plan_id)?;
    let (branches, waiting) = branches_waiting(conn, actor, &plan)?;
    let shared = above_all(conn, &waiting, actor.today())?;
    let mut new = Vec::with_capacity(waiting.len());
    for place in &waiting {
        let above = shared.get(&kin(place)).ok_or(Error::NotFound)?;
        let day = dates.get(&place.unit_id).copied().or(timing.planned_on);
        let timing = Timing {
            planned_on: day,
            ..timing.clone()
        };
        new.push(begun(actor, &plan, place, above, &timing));
    }
    store::insert(conn, &new)?;
    let standings: Vec<Standing> = new.iter().map(Standing::from).collect();
    progress::counters::service::count_new(conn, &standings)?;
    let done = PlannedAll {
        branches,
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

pub(super) fn plan_in_reach(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
) -> Result<Plan, Error> {
    let plan = plan::service::find(conn, actor, id)?;
    permit_what_is_seen(actor, Action::DraftPlans, &plan.unit_path)?;
    Ok(plan)
}

pub(super) fn not_in_force(plan: &Plan) -> Vec<Reason> {
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
    let scope = plan::service::scope_paths(conn, plan, actor.today())?;
    if !scope.iter().any(|root| place.path.is_under(root)) {
        return Err(Error::invalid("/unit_id", "unit_outside_scope"));
    }
    if !place.level.is_branch() {
        return Err(Error::invalid("/unit_id", "unit_not_branch"));
    }
    Ok(place)
}

/// The plan, those it implements, those that implement it, and what else its committee has issued for the same term: a
/// branch holds one congress under all of them.
pub(super) fn plans_of_the_same_branches(
    conn: &mut AnyConnection,
    plan: &Plan,
) -> Result<Vec<PlanId>, Error> {
    let mut plans = plan::service::with_implementing(conn, plan.id)?;
    let upward = plan::service::line(conn, plan)?;
    plans.extend(upward.iter().skip(1).map(|plan| plan.id));
    plans.extend(plan::service::others_of_the_term(conn, plan)?);
    Ok(plans)
}

/// What branches under the same committee share.
#[derive(Debug, Clone, Copy)]
struct Above {
    line: ApprovalLine,
    /// The sector of the nearest organisation above that has one.
    sector_id: Option<SectorId>,
}

/// Branches of one kind under one committee: they share who approves, and the sector they inherit.
fn kin(branch: &Placement) -> (Option<UnitId>, Level) {
    (branch.parent_id, branch.level)
}

/// What these branches share, asked once for each committee above them and not for each branch.
fn above_all(
    conn: &mut AnyConnection,
    branches: &[Placement],
    on: NaiveDate,
) -> Result<HashMap<(Option<UnitId>, Level), Above>, Error> {
    let one_of_each: HashMap<_, &Placement> = branches
        .iter()
        .map(|branch| (kin(branch), branch))
        .collect();
    let ones: Vec<Placement> = one_of_each.into_values().cloned().collect();
    let lines = unit::service::approval_lines(conn, &ones, on)?;
    let mut units: Vec<UnitId> = ones.iter().flat_map(|one| one.path.units()).collect();
    units.sort_unstable();
    units.dedup();
    let mut sectors: HashMap<UnitId, SectorId> = HashMap::new();
    for some in units.chunks(UNITS_AT_ONCE) {
        for place in unit::service::places(conn, some, on)? {
            sectors.extend(place.sector_id.map(|sector| (place.unit_id, sector)));
        }
    }
    let mut shared = HashMap::new();
    for (one, line) in ones.iter().zip(lines) {
        let upward = one.path.units().into_iter().rev().skip(1);
        let above = Above {
            line: line?,
            sector_id: upward.filter_map(|unit| sectors.get(&unit).copied()).next(),
        };
        shared.insert(kin(one), above);
    }
    Ok(shared)
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
