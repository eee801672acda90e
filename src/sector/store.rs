//! The rows of sectors.

use diesel::prelude::*;

use super::model::{Sector, SectorId};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::sectors;
use crate::error::Error;

/// The sector with this key.
pub fn by_id(conn: &mut AnyConnection, id: SectorId) -> Result<Sector, Error> {
    Ok(sectors::table
        .find(id)
        .select(Sector::as_select())
        .first(conn)?)
}

/// The sectors, by code.
pub fn list(conn: &mut AnyConnection, page: &PageRequest<String>) -> Result<Page<Sector>, Error> {
    let rows = sectors::table
        .filter(sectors::code.gt(page.after.clone().unwrap_or_default()))
        .order(sectors::code)
        .limit(page.limit + 1)
        .select(Sector::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |sector: &Sector| {
        sector.code.clone()
    }))
}

/// The names of these sectors, by code.
pub fn names(conn: &mut AnyConnection, of: &[SectorId]) -> Result<Vec<String>, Error> {
    Ok(sectors::table
        .filter(sectors::id.eq_any(of.to_vec()))
        .order(sectors::code)
        .select(sectors::name)
        .load(conn)?)
}

/// Those of these keys that are sectors.
pub fn known(conn: &mut AnyConnection, of: &[SectorId]) -> Result<Vec<SectorId>, Error> {
    Ok(sectors::table
        .filter(sectors::id.eq_any(of.to_vec()))
        .select(sectors::id)
        .load(conn)?)
}

/// Writes a sector down.
pub fn insert(conn: &mut AnyConnection, sector: &Sector) -> Result<(), Error> {
    diesel::insert_into(sectors::table)
        .values((
            sectors::id.eq(sector.id),
            sectors::code.eq(&sector.code),
            sectors::name.eq(&sector.name),
            sectors::created_at.eq(sector.created_at),
            sectors::version.eq(sector.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a sector that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, sector: &Sector, seen: i64) -> Result<(), Error> {
    let row = sectors::id.eq(sector.id).and(sectors::version.eq(seen));
    let changed = diesel::update(sectors::table.filter(row))
        .set((
            sectors::code.eq(&sector.code),
            sectors::name.eq(&sector.name),
            sectors::version.eq(sector.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: sector.version,
        })
    }
}
