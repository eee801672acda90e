//! The verbs of a congress.

use super::model::{Congress, CongressId, FinishFacts, PilotFacts};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::db::AnyConnection;
use crate::error::Error;
use crate::plan::model::PlanId;

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
    permit(actor, action, &congress.unit_path)?;
    Ok(congress)
}

/// How the pilots of a plan stand.
pub fn pilots(_conn: &mut AnyConnection, _plan: PlanId) -> Result<PilotFacts, Error> {
    Ok(PilotFacts::default())
}

/// How far the congresses of a plan are from finished.
pub fn finish(_conn: &mut AnyConnection, _plan: PlanId) -> Result<FinishFacts, Error> {
    Ok(FinishFacts::default())
}
