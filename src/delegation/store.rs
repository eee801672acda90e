//! The rows of allocations of delegates.

use diesel::prelude::*;

use super::model::Delegation;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::delegations;
use crate::error::Error;

/// What is allocated to a congress; none before.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Option<Delegation>, Error> {
    Ok(delegations::table
        .find(congress)
        .select(Delegation::as_select())
        .first(conn)
        .optional()?)
}

/// Writes the first allocation down.
pub fn insert(conn: &mut AnyConnection, new: &Delegation) -> Result<(), Error> {
    diesel::insert_into(delegations::table)
        .values((
            delegations::congress_id.eq(new.congress_id),
            delegations::allocated.eq(new.allocated),
            delegations::decision.eq(&new.decision),
            delegations::allocated_by.eq(new.allocated_by),
            delegations::allocated_at.eq(new.allocated_at),
            delegations::version.eq(new.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves an allocation that was read at the version before its own.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, changed: &Delegation) -> Result<(), Error> {
    let row = delegations::congress_id
        .eq(changed.congress_id)
        .and(delegations::version.eq(changed.version - 1));
    let rows = diesel::update(delegations::table.filter(row))
        .set((
            delegations::allocated.eq(changed.allocated),
            delegations::decision.eq(&changed.decision),
            delegations::allocated_by.eq(changed.allocated_by),
            delegations::allocated_at.eq(changed.allocated_at),
            delegations::version.eq(changed.version),
        ))
        .execute(conn)?;
    if rows == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: changed.version,
    })
}
