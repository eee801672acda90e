//! How many members a unit has, as it last said: not a matter of dates.

use serde_json::json;

use super::model::{StandingUnit, UnitId};
use super::service::{expect_seen, find, subject};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::journal;
use crate::journal::model::Deed;

/// What is reported of a unit's members; absent means unchanged.
#[derive(Debug, Clone, Copy, Default)]
pub struct CountChanges {
    /// Official members.
    pub official_members: Option<i64>,
    /// Probationary members.
    pub probationary_members: Option<i64>,
}

/// Whether whoever asks may report how many members a unit at this place has.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] without an office that keeps units or members.
pub fn expect_to_report(actor: &Actor, path: &UnitPath) -> Result<(), Error> {
    if permit(actor, Action::KeepMembers, path).is_err() {
        permit(actor, Action::KeepUnits, path)?;
    }
    Ok(())
}

/// The unit with other member counts, and what is to be recorded of it; not yet written.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] without an office that keeps units or members.
pub fn judge(
    actor: &Actor,
    unit: &StandingUnit,
    changes: CountChanges,
) -> Result<(StandingUnit, Deed), Error> {
    let path = &unit.stretch.placement.path;
    expect_to_report(actor, path)?;
    let official = changes.official_members.unwrap_or(unit.official_members);
    let probationary = changes
        .probationary_members
        .unwrap_or(unit.probationary_members);
    let deed = Deed {
        chain: subject(unit.stretch.placement.unit_id),
        unit_path: path.clone(),
        kind: "unit.report_counts",
        detail: json!({ "official_members": official, "probationary_members": probationary }),
    };
    let unit = StandingUnit {
        official_members: official,
        probationary_members: probationary,
        version: unit.version + 1,
        ..unit.clone()
    };
    Ok((unit, deed))
}

/// Sets the member counts of a unit.
///
/// # Errors
/// [`Error::Stale`], and as [`judge`].
pub fn report(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    seen: i64,
    changes: CountChanges,
) -> Result<StandingUnit, Error> {
    let before = find(conn, actor, id, None)?;
    let (unit, deed) = judge(actor, &before, changes)?;
    expect_seen(conn, id, seen)?;
    let counts = (unit.official_members, unit.probationary_members);
    store::set_counts(conn, id, counts, seen)?;
    journal::service::record_writes(conn, actor, std::iter::once(&deed))?;
    Ok(unit)
}

/// The official members that a branch has told of, for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn official_told(conn: &mut AnyConnection, unit: UnitId) -> Result<i64, Error> {
    Ok(store::counts(conn, unit)?.0)
}

/// How many members a unit says it has, official and probationary; for the rules of other features: nobody asks.
pub fn members_told(conn: &mut AnyConnection, id: UnitId) -> Result<i64, Error> {
    store::counts(conn, id).map(|(official, probationary, _)| official + probationary)
}

/// Official members, probationary members and version of these units; for the rules of placement. At most some hundreds
/// are asked for at once.
///
/// # Errors
/// As the database.
pub fn of_units(
    conn: &mut AnyConnection,
    units: &[UnitId],
) -> Result<Vec<(UnitId, i64, i64, i64)>, Error> {
    store::counts_of(conn, units)
}

/// Moves the member counts of a unit that has ended to its heir; the sum over both stays the same.
///
/// # Errors
/// As the database.
pub fn hand_over(conn: &mut AnyConnection, from: UnitId, to: UnitId) -> Result<(i64, i64), Error> {
    let (official, probationary, seen) = store::counts(conn, from)?;
    store::set_counts(conn, from, (0, 0), seen)?;
    let (more_official, more_probationary, seen) = store::counts(conn, to)?;
    let sums = (more_official + official, more_probationary + probationary);
    store::set_counts(conn, to, sums, seen)?;
    Ok((official, probationary))
}
