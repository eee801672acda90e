//! Where somebody may draft a plan, and which plan it may implement.

use super::model::{Plan, PlanFilter, State};
use super::service;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by, permit_somewhere, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::{Error, Reason};
use crate::unit;
use crate::unit::model::{Placement, UnitId};

/// Whether a plan may be revised now, by whoever is known to see it.
///
/// # Errors
/// [`Error::Forbidden`] without an office that drafts plans there; [`Error::Refused`] once it has been issued.
pub fn expect_to_revise(actor: &Actor, plan: &Plan) -> Result<(), Error> {
    permit_what_is_seen(actor, Action::DraftPlans, &plan.unit_path)?;
    if plan.state == State::Draft {
        return Ok(());
    }
    Err(Error::refused(
        Reason::new("plan_issued").on(super::rules::PRACTICE),
    ))
}

/// The committees at which somebody holds an office that drafts plans, and the plans above them that have been issued
/// and could be implemented.
///
/// # Errors
/// [`Error::Forbidden`] without such an office.
pub fn places(
    conn: &mut AnyConnection,
    actor: &Actor,
) -> Result<(Vec<Placement>, Vec<Plan>), Error> {
    permit_somewhere(actor, Action::DraftPlans)?;
    let offices = actor.offices.iter();
    let mut units: Vec<UnitId> = offices
        .filter(|office| held_by(Action::DraftPlans).contains(&office.role))
        .filter_map(|office| office.unit_id)
        .collect();
    units.sort_unstable();
    units.dedup();
    let mut committees = unit::service::places(conn, &units, actor.today())?;
    committees.sort_by(|a, b| a.path.cmp(&b.path));
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let mut plans = service::list(conn, actor, PlanFilter::default(), &all)?.items;
    plans.retain(|plan| {
        let is_above = |place: &Placement| {
            place.path.is_under(&plan.unit_path) && place.unit_id != plan.unit_id
        };
        matches!(plan.state, State::Issued | State::RollingOut) && committees.iter().any(is_above)
    });
    Ok((committees, plans))
}
