//! Telling and following.

use super::model::NewEvent;
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;

/// Tells that something happened, in the transaction in which it does.
pub fn tell(conn: &mut AnyConnection, actor: &Actor, event: &NewEvent<'_>) -> Result<(), Error> {
    store::insert(conn, actor.now, event)
}
