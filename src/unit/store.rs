//! Reading the tree. A subtree is a range of paths, a date picks at most one row of each unit.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Level, Placement, StandingUnit, Stretch, UnitFilter, UnitId};
use crate::db::few::{Named, few_with};
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::db::schema::{unit_placements, units};
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;

type PlacementColumns = (
    unit_placements::unit_id,
    unit_placements::parent_id,
    unit_placements::path,
    unit_placements::level,
    unit_placements::code,
    unit_placements::name,
    unit_placements::short_name,
    unit_placements::sector_id,
);

const PLACEMENT: PlacementColumns = (
    unit_placements::unit_id,
    unit_placements::parent_id,
    unit_placements::path,
    unit_placements::level,
    unit_placements::code,
    unit_placements::name,
    unit_placements::short_name,
    unit_placements::sector_id,
);

type StretchColumns = (
    PlacementColumns,
    unit_placements::valid_from,
    unit_placements::valid_to,
    unit_placements::note,
);

const STRETCH: StretchColumns = (
    PLACEMENT,
    unit_placements::valid_from,
    unit_placements::valid_to,
    unit_placements::note,
);

#[diesel::dsl::auto_type]
fn lasting_beyond(day: NaiveDate) -> _ {
    unit_placements::valid_to
        .is_null()
        .or(unit_placements::valid_to.gt(day))
}

#[diesel::dsl::auto_type]
fn covering(on: NaiveDate) -> _ {
    let goes_on: lasting_beyond = lasting_beyond(on);
    unit_placements::valid_from.le(on).and(goes_on)
}

/// The units that stand on a date, with their counts.
macro_rules! standing {
    ($on:expr) => {
        unit_placements::table
            .inner_join(units::table.on(units::id.eq(unit_placements::unit_id)))
            .filter(covering($on))
            .select((
                STRETCH,
                units::official_members,
                units::probationary_members,
                units::version,
            ))
    };
}

/// Where a unit stood on a date.
pub fn at(conn: &mut AnyConnection, unit: UnitId, on: NaiveDate) -> Result<Option<Stretch>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq(unit).and(covering(on)))
        .select(STRETCH)
        .first(conn)
        .optional()?)
}

/// Where a unit stands on a date; else where it last stood before it; else where it will first stand.
pub fn nearest(
    conn: &mut AnyConnection,
    unit: UnitId,
    on: NaiveDate,
) -> Result<Option<Stretch>, Error> {
    let of_unit = unit_placements::table
        .filter(unit_placements::unit_id.eq(unit))
        .select(STRETCH);
    let begun = of_unit
        .filter(unit_placements::valid_from.le(on))
        .order(unit_placements::valid_from.desc())
        .first(conn)
        .optional()?;
    if begun.is_some() {
        return Ok(begun);
    }
    Ok(of_unit
        .order(unit_placements::valid_from)
        .first(conn)
        .optional()?)
}

/// Every stretch of a unit, the first one first.
pub fn timeline(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<Stretch>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq(unit))
        .order(unit_placements::valid_from)
        .select(STRETCH)
        .load(conn)?)
}

/// The stretches of these units that last beyond a day, unit by unit, the first one first.
pub fn timelines(
    conn: &mut AnyConnection,
    of: &[UnitId],
    beyond: NaiveDate,
) -> Result<Vec<Stretch>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq_any(of.to_vec()))
        .filter(lasting_beyond(beyond))
        .order((unit_placements::unit_id, unit_placements::valid_from))
        .select(STRETCH)
        .load(conn)?)
}

/// Every stretch of these units, unit by unit, the first one first.
pub fn all_stretches(conn: &mut AnyConnection, of: &[UnitId]) -> Result<Vec<Stretch>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq_any(of.to_vec()))
        .order((unit_placements::unit_id, unit_placements::valid_from))
        .select(STRETCH)
        .load(conn)?)
}

/// A page of a unit's stretches, the first one first.
pub fn stretches(
    conn: &mut AnyConnection,
    unit: UnitId,
    page: &PageRequest<NaiveDate>,
) -> Result<Vec<Stretch>, Error> {
    let mut query = unit_placements::table
        .filter(unit_placements::unit_id.eq(unit))
        .select(STRETCH)
        .into_boxed::<MultiBackend>();
    if let Some(after) = page.after {
        query = query.filter(unit_placements::valid_from.gt(after));
    }
    Ok(query
        .order(unit_placements::valid_from)
        .limit(page.limit + 1)
        .load(conn)?)
}

/// Where these units stood on a date, in the order of their keys. At most some hundreds are asked for at once.
pub fn places(
    conn: &mut AnyConnection,
    of: &[UnitId],
    on: NaiveDate,
) -> Result<Vec<Placement>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq_any(of.to_vec()))
        .filter(covering(on))
        .order(unit_placements::unit_id)
        .select(PLACEMENT)
        .load(conn)?)
}

/// One page's worth (and one more) of the units directly below another on a date, by path.
pub fn children(
    conn: &mut AnyConnection,
    above: UnitId,
    on: NaiveDate,
    page: &PageRequest<UnitPath>,
) -> Result<Vec<Placement>, Error> {
    let after = page.after.as_ref().map_or("", UnitPath::as_str).to_owned();
    Ok(unit_placements::table
        .filter(unit_placements::parent_id.eq(above))
        .filter(unit_placements::path.gt(after))
        .filter(covering(on))
        .order(unit_placements::path)
        .limit(page.limit + 1)
        .select(PLACEMENT)
        .load(conn)?)
}

/// What these units have been called, unit by unit, the first name first. At most some hundreds are asked for at
/// once.
pub fn names(
    conn: &mut AnyConnection,
    of: &[UnitId],
) -> Result<Vec<(UnitId, NaiveDate, String)>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::unit_id.eq_any(of.to_vec()))
        .order((unit_placements::unit_id, unit_placements::valid_from))
        .select((
            unit_placements::unit_id,
            unit_placements::valid_from,
            unit_placements::name,
        ))
        .load(conn)?)
}

/// The counts and the version of a unit.
pub fn counts(conn: &mut AnyConnection, unit: UnitId) -> Result<(i64, i64, i64), Error> {
    Ok(units::table
        .find(unit)
        .select((
            units::official_members,
            units::probationary_members,
            units::version,
        ))
        .first(conn)?)
}

/// The counts and the versions of these units. At most some hundreds are asked for at once.
pub fn counts_of(
    conn: &mut AnyConnection,
    of: &[UnitId],
) -> Result<Vec<(UnitId, i64, i64, i64)>, Error> {
    Ok(units::table
        .filter(units::id.eq_any(of.to_vec()))
        .select((
            units::id,
            units::official_members,
            units::probationary_members,
            units::version,
        ))
        .load(conn)?)
}

/// The units that ever stand directly below another.
pub fn ever_below(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<UnitId>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::parent_id.eq(unit))
        .select(unit_placements::unit_id)
        .distinct()
        .order(unit_placements::unit_id)
        .load(conn)?)
}

/// Sets the counts of a unit that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn set_counts(
    conn: &mut AnyConnection,
    unit: UnitId,
    (official, probationary): (i64, i64),
    seen: i64,
) -> Result<(), Error> {
    let changed =
        diesel::update(units::table.filter(units::id.eq(unit).and(units::version.eq(seen))))
            .set((
                units::official_members.eq(official),
                units::probationary_members.eq(probationary),
                units::version.eq(seen + 1),
            ))
            .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale { current: seen + 1 })
    }
}

/// One page's worth (and one more) of the units in one subtree on a date, by path.
pub fn in_subtree(
    conn: &mut AnyConnection,
    subtree: &UnitPath,
    filter: &UnitFilter,
    on: NaiveDate,
    page: &PageRequest<UnitPath>,
) -> Result<Vec<StandingUnit>, Error> {
    let mut query = unit_placements::table
        .inner_join(units::table.on(units::id.eq(unit_placements::unit_id)))
        .filter(unit_placements::path.lt(subtree.end()))
        .filter(covering(on))
        .select((
            STRETCH,
            units::official_members,
            units::probationary_members,
            units::version,
        ))
        .into_boxed::<MultiBackend>();
    // One lower end, not two: SQLite would begin at the first of them and read up to the second.
    query = match &page.after {
        Some(after) if after >= subtree => {
            query.filter(unit_placements::path.gt(after.as_str().to_owned()))
        }
        _ => query.filter(unit_placements::path.ge(subtree.as_str().to_owned())),
    };
    if let Some(level) = filter.level {
        query = query.filter(unit_placements::level.eq(level));
    }
    if let Some(sector) = filter.sector_id {
        query = query.filter(unit_placements::sector_id.eq(sector));
    }
    if let Some(words) = &filter.words {
        if let Some(few) = few_with::<()>(conn, Named::UnitPlacements, words)? {
            query = query.filter(unit_placements::id.eq_any(few));
        }
        query = query.filter(
            unit_placements::search
                .like(search::containing(words))
                .escape('\\'),
        );
    }
    Ok(query
        .order(unit_placements::path)
        .limit(page.limit + 1)
        .load(conn)?)
}

/// One page's worth (and one more) of the units directly below another on a date, by path.
pub fn directly_below(
    conn: &mut AnyConnection,
    parent: UnitId,
    on: NaiveDate,
    page: &PageRequest<UnitPath>,
) -> Result<Vec<StandingUnit>, Error> {
    let mut query = standing!(on)
        .filter(unit_placements::parent_id.eq(parent))
        .into_boxed::<MultiBackend>();
    if let Some(after) = &page.after {
        query = query.filter(unit_placements::path.gt(after.as_str().to_owned()));
    }
    Ok(query
        .order(unit_placements::path)
        .limit(page.limit + 1)
        .load(conn)?)
}

/// The units of these that stand on a date, in tree order; of none, those above which nothing stands.
pub fn tops(
    conn: &mut AnyConnection,
    of: &[UnitId],
    on: NaiveDate,
    limit: i64,
) -> Result<Vec<StandingUnit>, Error> {
    let mut query = standing!(on).into_boxed::<MultiBackend>();
    query = if of.is_empty() {
        query.filter(unit_placements::parent_id.is_null())
    } else {
        query.filter(unit_placements::unit_id.eq_any(of.to_vec()))
    };
    Ok(query.order(unit_placements::path).limit(limit).load(conn)?)
}

/// The branches in these subtrees on a date, in tree order; no subtree lies inside another.
///
/// A question for each subtree and kind of branch, so that each is one range of an index that is already in order;
/// asked together, SQLite would read every branch there is. A plan has few subtrees.
pub fn branches(
    conn: &mut AnyConnection,
    subtrees: &[UnitPath],
    on: NaiveDate,
) -> Result<Vec<Placement>, Error> {
    let mut found: Vec<Placement> = Vec::new();
    for subtree in subtrees {
        for level in Level::BRANCHES {
            let mut branches = unit_placements::table
                .filter(unit_placements::level.eq(level))
                .filter(unit_placements::path.ge(subtree.as_str().to_owned()))
                .filter(unit_placements::path.lt(subtree.end()))
                .filter(covering(on))
                .order(unit_placements::path)
                .select(PLACEMENT)
                .load(conn)?;
            found.append(&mut branches);
        }
    }
    // Runs that are in order already are merged, not sorted.
    found.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(found)
}

/// Whether there is any in a subtree.
pub fn has_branch(
    conn: &mut AnyConnection,
    subtree: &UnitPath,
    on: NaiveDate,
) -> Result<bool, Error> {
    for level in Level::BRANCHES {
        let found = unit_placements::table
            .filter(unit_placements::level.eq(level))
            .filter(unit_placements::path.ge(subtree.as_str().to_owned()))
            .filter(unit_placements::path.lt(subtree.end()))
            .filter(covering(on))
            .select(unit_placements::unit_id)
            .first::<UnitId>(conn)
            .optional()?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
