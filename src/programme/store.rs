//! The rows of programmes and their items.

use diesel::prelude::*;

use super::model::{Item, Programme};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::{programme_items, programmes};
use crate::error::Error;

/// The programme of a congress, if it has been built.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Option<Programme>, Error> {
    Ok(programmes::table
        .find(congress)
        .select(Programme::as_select())
        .first(conn)
        .optional()?)
}

/// The items of a programme, in order.
pub fn items(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Item>, Error> {
    Ok(programme_items::table
        .filter(programme_items::congress_id.eq(congress))
        .order(programme_items::n)
        .select(Item::as_select())
        .load(conn)?)
}

/// Writes a programme down.
///
/// # Errors
/// [`Error::Conflict`] when there is one.
pub fn insert(conn: &mut AnyConnection, programme: &Programme) -> Result<(), Error> {
    diesel::insert_into(programmes::table)
        .values((
            programmes::congress_id.eq(programme.congress_id),
            programmes::ceremonies.eq(&programme.ceremonies),
            programmes::built_at.eq(programme.built_at),
            programmes::built_by.eq(programme.built_by),
            programmes::version.eq(programme.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Raises the version of a programme that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn touch(conn: &mut AnyConnection, congress: CongressId, seen: i64) -> Result<(), Error> {
    let row = programmes::table
        .find(congress)
        .filter(programmes::version.eq(seen));
    let changed = diesel::update(row)
        .set(programmes::version.eq(seen + 1))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale { current: seen + 1 })
    }
}

/// Puts these items in the place of whatever the programme held.
pub fn replace_items(
    conn: &mut AnyConnection,
    congress: CongressId,
    items: &[Item],
) -> Result<(), Error> {
    diesel::delete(programme_items::table.filter(programme_items::congress_id.eq(congress)))
        .execute(conn)?;
    for item in items {
        diesel::insert_into(programme_items::table)
            .values((
                programme_items::id.eq(item.id),
                programme_items::congress_id.eq(item.congress_id),
                programme_items::n.eq(item.n),
                programme_items::kind.eq(item.kind),
                programme_items::session.eq(item.session),
                programme_items::title.eq(&item.title),
                programme_items::planned_minutes.eq(item.planned_minutes),
                programme_items::required.eq(item.required),
                programme_items::begun_at.eq(item.begun_at),
                programme_items::ended_at.eq(item.ended_at),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Saves when an item was begun and ended.
pub fn save_times(conn: &mut AnyConnection, item: &Item) -> Result<(), Error> {
    diesel::update(programme_items::table.find(item.id))
        .set((
            programme_items::begun_at.eq(item.begun_at),
            programme_items::ended_at.eq(item.ended_at),
        ))
        .execute(conn)?;
    Ok(())
}
