//! What comes first in a fresh installation.

use super::model::FirstSteps;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::plan;
use crate::plan::model::PlanFilter;
use crate::unit::service::{permit_for_the_installation, tops};
use crate::user::service::{Wanted, list};

/// What has been done of it; nothing once all has, or for anybody else.
///
/// # Errors
/// As the database.
pub fn steps(conn: &mut AnyConnection, actor: &Actor) -> Result<Option<FirstSteps>, Error> {
    if permit_for_the_installation(actor, Action::KeepUnits).is_err() {
        return Ok(None);
    }
    // Of the accounts the administrator's own is the first.
    let two = PageRequest {
        limit: 2,
        after: None,
    };
    let found = FirstSteps {
        units: !tops(conn, actor, actor.today())?.is_empty(),
        accounts: list(conn, actor, &Wanted::default(), &two)?.items.len() > 1,
    };
    Ok((!found.units || !found.accounts).then_some(found))
}

/// Whether no plan is known to the actor yet, whose work begins with one.
///
/// # Errors
/// As the database.
pub fn has_no_plan(conn: &mut AnyConnection, actor: &Actor) -> Result<bool, Error> {
    if permit_somewhere(actor, Action::DraftPlans).is_err() {
        return Ok(false);
    }
    let one = PageRequest {
        limit: 1,
        after: None,
    };
    let found = plan::service::list(conn, actor, PlanFilter::default(), &one)?;
    Ok(found.items.is_empty())
}
