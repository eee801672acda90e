//! The rows of targets.

use diesel::prelude::*;

use super::model::{Position, State, Target, TargetId};
use super::rules::MOST_TARGETS;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::targets;
use crate::error::Error;

/// The target with this key.
pub fn by_id(conn: &mut AnyConnection, id: TargetId) -> Result<Target, Error> {
    Ok(targets::table
        .find(id)
        .select(Target::as_select())
        .first(conn)?)
}

/// The targets of a congress, in order.
pub fn list(
    conn: &mut AnyConnection,
    congress: CongressId,
    page: &PageRequest<Position>,
) -> Result<Page<Target>, Error> {
    let (n, id) = page.after.unwrap_or((0, Id::nil()));
    let further = targets::n
        .gt(n)
        .or(targets::n.eq(n).and(targets::id.gt(id)));
    let rows = targets::table
        .filter(targets::congress_id.eq(congress))
        .filter(further)
        .order((targets::n, targets::id))
        .limit(page.limit + 1)
        .select(Target::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |target: &Target| {
        (target.n, target.id)
    }))
}

/// Every target of a congress, in order.
pub fn all(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Target>, Error> {
    Ok(targets::table
        .filter(targets::congress_id.eq(congress))
        .order((targets::n, targets::id))
        .limit(MOST_TARGETS)
        .select(Target::as_select())
        .load(conn)?)
}

/// How many targets of a congress have not been voted on.
pub fn count_open(conn: &mut AnyConnection, congress: CongressId) -> Result<i64, Error> {
    Ok(targets::table
        .filter(targets::congress_id.eq(congress))
        .filter(targets::state.eq(State::Proposed))
        .count()
        .get_result(conn)?)
}

/// Writes a target down.
pub fn insert(conn: &mut AnyConnection, target: &Target) -> Result<(), Error> {
    diesel::insert_into(targets::table)
        .values((
            targets::id.eq(target.id),
            targets::congress_id.eq(target.congress_id),
            targets::n.eq(target.n),
            targets::text.eq(&target.text),
            targets::indicator.eq(&target.indicator),
            targets::unit.eq(&target.unit),
            targets::direction.eq(target.direction),
            targets::baseline.eq(target.baseline),
            targets::value.eq(target.value),
            targets::state.eq(target.state),
            targets::vote_id.eq(target.vote_id),
            targets::created_at.eq(target.created_at),
            targets::version.eq(target.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a target that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, target: &Target, seen: i64) -> Result<(), Error> {
    let row = targets::table
        .find(target.id)
        .filter(targets::version.eq(seen));
    let changed = diesel::update(row)
        .set((
            targets::n.eq(target.n),
            targets::text.eq(&target.text),
            targets::indicator.eq(&target.indicator),
            targets::unit.eq(&target.unit),
            targets::direction.eq(target.direction),
            targets::baseline.eq(target.baseline),
            targets::value.eq(target.value),
            targets::state.eq(target.state),
            targets::vote_id.eq(target.vote_id),
            targets::version.eq(target.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: target.version,
        })
    }
}

/// Takes a target off the list.
pub fn delete(conn: &mut AnyConnection, id: TargetId) -> Result<(), Error> {
    diesel::delete(targets::table.find(id)).execute(conn)?;
    Ok(())
}
