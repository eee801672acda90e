//! The rows of the personnel work.

use diesel::prelude::*;

use super::model::{Personnel, PersonnelId};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::personnel_processes as processes;
use crate::error::Error;

/// The personnel work with this key.
pub fn by_id(conn: &mut AnyConnection, id: PersonnelId) -> Result<Personnel, Error> {
    Ok(processes::table
        .find(id)
        .select(Personnel::as_select())
        .first(conn)?)
}

/// That of a congress, once it has begun.
pub fn of_congress(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Option<Personnel>, Error> {
    Ok(processes::table
        .filter(processes::congress_id.eq(congress))
        .select(Personnel::as_select())
        .first(conn)
        .optional()?)
}

/// Writes it down.
pub fn insert(conn: &mut AnyConnection, personnel: &Personnel) -> Result<(), Error> {
    diesel::insert_into(processes::table)
        .values((
            processes::id.eq(personnel.id),
            processes::congress_id.eq(personnel.congress_id),
            processes::state.eq(personnel.state),
            processes::seats.eq(&personnel.seats),
            processes::created_at.eq(personnel.created_at),
            processes::version.eq(personnel.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves what was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, personnel: &Personnel, seen: i64) -> Result<(), Error> {
    let row = processes::id
        .eq(personnel.id)
        .and(processes::version.eq(seen));
    let changed = diesel::update(processes::table.filter(row))
        .set((
            processes::state.eq(personnel.state),
            processes::seats.eq(&personnel.seats),
            processes::opinion_symbol.eq(&personnel.opinion_symbol),
            processes::opinion_on.eq(personnel.opinion_on),
            processes::opinion_text.eq(&personnel.opinion_text),
            processes::returned_reason.eq(&personnel.returned_reason),
            processes::endorsed_at.eq(personnel.endorsed_at),
            processes::version.eq(personnel.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: personnel.version,
    })
}
