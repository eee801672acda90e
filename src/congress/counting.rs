//! How many congresses there are of a kind, for the rules of plans and of reorganisation. Nobody asks who asks.

use chrono::NaiveDate;

use super::model::{FinishFacts, PilotFacts};
use super::store;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::plan::model::PlanId;
use crate::unit::model::{UnitId, outermost};

/// The names of those of these branches whose congress has been convened and not yet closed; for the rules of
/// reorganisation: nobody asks.
///
/// # Errors
/// As the database.
pub fn under_way(conn: &mut AnyConnection, units: &[UnitId]) -> Result<Vec<String>, Error> {
    store::under_way(conn, units)
}

/// How many congresses of a plan, neither cancelled nor annulled, a scope does not cover; for the rules of plans: nobody
/// asks.
///
/// # Errors
/// As the database.
pub fn outside(conn: &mut AnyConnection, plan: PlanId, scope: &[UnitPath]) -> Result<i64, Error> {
    let scope: Vec<UnitPath> = outermost(scope);
    store::outside(conn, plan, &scope)
}

/// How the pilots of a plan stand.
pub fn pilots(conn: &mut AnyConnection, plan: PlanId) -> Result<PilotFacts, Error> {
    store::pilots(conn, plan)
}

/// How many annulled congresses of a plan are of a branch that has had no other under it since; for the rules of plans:
/// nobody asks.
///
/// # Errors
/// As the database.
pub fn annulled_not_held_again(conn: &mut AnyConnection, plan: PlanId) -> Result<i64, Error> {
    store::annulled_not_held_again(conn, plan)
}

/// How many unfinished congresses a plan may have for its branches without one to be counted too.
const NEARLY_FINISHED: i64 = 1000;

/// When the branches without a congress are counted. Every branch is asked for it: dear at the size of the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoroughly {
    /// Always: the plan is being completed, and every reason is told.
    Always,
    /// Only where the end is near: somebody looks at the plan.
    NearTheEnd,
}

/// How far the congresses of a plan are from finished, where on a day it covers these places. The plan comes first, those
/// it implements after it: a branch whose congress is held directly under one of them has its congress.
///
/// # Errors
/// As the database.
pub fn finish(
    conn: &mut AnyConnection,
    line: &[PlanId],
    (scope, on): (&[UnitPath], NaiveDate),
    thoroughly: Thoroughly,
) -> Result<FinishFacts, Error> {
    let unfinished = match line.first() {
        Some(plan) => store::unfinished(conn, *plan)?,
        None => 0,
    };
    let mut facts = FinishFacts {
        unfinished,
        branches_without: 0,
    };
    if facts.unfinished > NEARLY_FINISHED && thoroughly == Thoroughly::NearTheEnd {
        return Ok(facts);
    }
    for subtree in outermost(scope) {
        facts.branches_without += store::branches_without(conn, line, &subtree, on)?;
    }
    Ok(facts)
}
