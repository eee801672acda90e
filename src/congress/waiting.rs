//! The branches of a plan that wait for a congress.

use super::planning::{not_in_force, plan_in_reach, plans_of_the_same_branches};
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::plan::model::{Plan, PlanId};
use crate::unit::model::Placement;
use crate::{plan, unit};

/// The branches of a plan that wait for a congress.
#[derive(Debug)]
pub struct Waiting {
    /// The plan.
    pub plan: Plan,
    /// How many branches are in scope.
    pub branches: i64,
    /// How many of them have no congress.
    pub without: i64,
    /// These, in the order of the tree; a page of them.
    pub page: Page<Placement>,
    /// Why no congress can be planned now.
    pub reasons: Vec<Reason>,
}

/// The branches of a plan that wait for a congress, for those who plan it.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`] without an office that plans at the plan's committee.
pub fn waiting(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    page: &PageRequest<UnitPath>,
) -> Result<Waiting, Error> {
    let plan = plan_in_reach(conn, actor, plan_id)?;
    let (branches, mut waiting) = branches_waiting(conn, actor, &plan)?;
    let without = i64::try_from(waiting.len()).unwrap_or(i64::MAX);
    if let Some(after) = &page.after {
        waiting.retain(|place| place.path > *after);
    }
    let one_more = usize::try_from(page.limit + 1).unwrap_or(usize::MAX);
    waiting.truncate(one_more);
    Ok(Waiting {
        reasons: not_in_force(&plan),
        page: Page::of(waiting, page.limit, |place| place.path.clone()),
        plan,
        branches,
        without,
    })
}

/// How many branches are in scope, and those of them without a congress, in the order of the tree.
pub(super) fn branches_waiting(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
) -> Result<(i64, Vec<Placement>), Error> {
    let scope = plan::service::scope_paths(conn, plan, actor.today())?;
    let mut branches = unit::service::branches_under(conn, &scope, actor.today())?;
    let count = i64::try_from(branches.len()).unwrap_or(i64::MAX);
    let plans = plans_of_the_same_branches(conn, plan)?;
    let alive = store::branches_alive(conn, &plans)?;
    branches.retain(|place| !alive.contains(&place.unit_id));
    Ok((count, branches))
}
