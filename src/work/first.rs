//! What the administrator of a fresh installation does first.

use super::model::FirstSteps;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
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
