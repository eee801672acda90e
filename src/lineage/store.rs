//! The rows of successions.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Succession, SuccessionId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::unit_successions;
use crate::error::Error;
use crate::unit::model::UnitId;

/// Writes down who came after whom.
pub fn insert(conn: &mut AnyConnection, succession: &Succession) -> Result<(), Error> {
    diesel::insert_into(unit_successions::table)
        .values((
            unit_successions::id.eq(succession.id),
            unit_successions::predecessor_id.eq(succession.predecessor_id),
            unit_successions::successor_id.eq(succession.successor_id),
            unit_successions::kind.eq(succession.kind),
            unit_successions::on_date.eq(succession.on_date),
            unit_successions::note.eq(&succession.note),
        ))
        .execute(conn)?;
    Ok(())
}

/// What came after a unit, in the order in which it was written down.
pub fn successors(
    conn: &mut AnyConnection,
    unit: UnitId,
    page: &PageRequest<SuccessionId>,
) -> Result<Page<Succession>, Error> {
    let rows = unit_successions::table
        .filter(unit_successions::predecessor_id.eq(unit))
        .filter(unit_successions::id.gt(page.after.unwrap_or(Id::nil())))
        .order(unit_successions::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |row: &Succession| row.id))
}

/// What came before a unit, in the order in which it was written down.
pub fn predecessors(
    conn: &mut AnyConnection,
    unit: UnitId,
    page: &PageRequest<SuccessionId>,
) -> Result<Page<Succession>, Error> {
    let rows = unit_successions::table
        .filter(unit_successions::successor_id.eq(unit))
        .filter(unit_successions::id.gt(page.after.unwrap_or(Id::nil())))
        .order(unit_successions::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |row: &Succession| row.id))
}

/// What came after any of these units by a date, the first written down first.
pub fn after_any(
    conn: &mut AnyConnection,
    units: &[UnitId],
    by: NaiveDate,
) -> Result<Vec<UnitId>, Error> {
    Ok(unit_successions::table
        .filter(unit_successions::predecessor_id.eq_any(units.to_vec()))
        .filter(unit_successions::on_date.le(by))
        .order((unit_successions::on_date, unit_successions::id))
        .select(unit_successions::successor_id)
        .load(conn)?)
}
