//! Writing the tree.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{Integer, Text};

use super::draft::Outcome;
use super::model::PathChange;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::schema::{settings, unit_placements, units};
use crate::db::time::Instant;
use crate::db::{AnyConnection, search};
use crate::error::Error;
use crate::on_each;
use crate::sector::model::SectorId;
use crate::unit::model::{Level, Placement, Stretch, UnitId};

/// A placement's key; nothing refers to it.
type PlacementId = Id<Stretch>;

/// A row about to be written.
#[derive(Insertable)]
#[diesel(table_name = unit_placements, treat_none_as_default_value = false)]
struct Row {
    id: PlacementId,
    unit_id: UnitId,
    parent_id: Option<UnitId>,
    path: UnitPath,
    level: Level,
    code: String,
    name: String,
    short_name: String,
    search: String,
    sector_id: Option<SectorId>,
    valid_from: NaiveDate,
    valid_to: Option<NaiveDate>,
    note: Option<String>,
}

impl Row {
    fn of(stretch: &Stretch) -> Self {
        let Placement {
            unit_id,
            parent_id,
            path,
            level,
            code,
            name,
            short_name,
            sector_id,
        } = stretch.placement.clone();
        Self {
            id: Id::new(),
            search: search::fold(&format!("{code} {name} {short_name}")),
            unit_id,
            parent_id,
            path,
            level,
            code,
            name,
            short_name,
            sector_id,
            valid_from: stretch.valid_from,
            valid_to: stretch.valid_to,
            note: stretch.note.clone(),
        }
    }
}

/// How many rows are written at once.
const ROWS_AT_ONCE: usize = 500;

/// A unit about to be written.
#[derive(Insertable)]
#[diesel(table_name = units)]
struct UnitRow {
    id: UnitId,
    official_members: i64,
    probationary_members: i64,
    created_at: Instant,
    version: i64,
}

/// Writes units down, without their places.
pub fn insert_units(
    conn: &mut AnyConnection,
    at: Instant,
    new: &[&Outcome<'_>],
) -> Result<(), Error> {
    for some in new.chunks(ROWS_AT_ONCE) {
        let row = |unit: &&Outcome<'_>| UnitRow {
            id: unit.id,
            official_members: unit.counts.official,
            probationary_members: unit.counts.probationary,
            created_at: at,
            version: unit.counts.version,
        };
        let rows: Vec<UnitRow> = some.iter().map(row).collect();
        on_each!(conn, |c| diesel::insert_into(units::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Saves what is not a matter of dates about a unit that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn set_unit(conn: &mut AnyConnection, unit: &Outcome<'_>, seen: i64) -> Result<(), Error> {
    let as_seen = units::table.filter(units::id.eq(unit.id).and(units::version.eq(seen)));
    let changed = diesel::update(as_seen)
        .set((
            units::official_members.eq(unit.counts.official),
            units::probationary_members.eq(unit.counts.probationary),
            units::version.eq(unit.counts.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale { current: seen + 1 })
    }
}

/// The unit, read at `seen`, has changed: whoever read it before must read it again.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn count_up(conn: &mut AnyConnection, unit: UnitId, seen: i64) -> Result<(), Error> {
    let as_seen = units::table.filter(units::id.eq(unit).and(units::version.eq(seen)));
    let changed = diesel::update(as_seen)
        .set(units::version.eq(seen + 1))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale { current: seen + 1 })
    }
}

/// Sets a unit's whole timeline anew.
pub fn set_timeline(
    conn: &mut AnyConnection,
    unit: UnitId,
    timeline: &[Stretch],
) -> Result<(), Error> {
    forget_timelines(conn, &[unit])?;
    insert(conn, timeline)
}

/// Takes the timelines of these units away.
pub fn forget_timelines(conn: &mut AnyConnection, of: &[UnitId]) -> Result<(), Error> {
    for some in of.chunks(ROWS_AT_ONCE) {
        let theirs = unit_placements::unit_id.eq_any(some.to_vec());
        diesel::delete(unit_placements::table.filter(theirs)).execute(conn)?;
    }
    Ok(())
}

/// Writes stretches down.
pub fn insert<'a>(
    conn: &mut AnyConnection,
    stretches: impl IntoIterator<Item = &'a Stretch>,
) -> Result<(), Error> {
    let rows: Vec<Row> = stretches.into_iter().map(Row::of).collect();
    for some in rows.chunks(ROWS_AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(unit_placements::table)
            .values(some)
            .execute(c))?;
    }
    Ok(())
}

/// Carries the subtree below a unit to where the unit has moved, for the time of the move.
///
/// Stretches that only partly lie in that time are cut at its ends; then one statement rewrites the paths.
pub fn carry(conn: &mut AnyConnection, unit: UnitId, change: &PathChange) -> Result<(), Error> {
    cut(conn, unit, &change.from, change.valid_from)?;
    if let Some(end) = change.valid_to {
        cut(conn, unit, &change.from, end)?;
    }
    let rest = i32::try_from(change.from.as_str().len() + 1).unwrap_or(i32::MAX);
    diesel::sql_query(
        "UPDATE unit_placements SET path = $1 || substr(path, $2) \
         WHERE path >= $3 AND path < $4 AND valid_from >= $5 AND valid_from < $6 AND unit_id <> $7",
    )
    .bind::<Text, _>(change.to.as_str())
    .bind::<Integer, _>(rest)
    .bind::<Text, _>(change.from.as_str())
    .bind::<Text, _>(change.from.end())
    .bind::<diesel::sql_types::Date, _>(change.valid_from)
    .bind::<diesel::sql_types::Date, _>(change.valid_to.unwrap_or(LAST_DAY))
    .bind::<crate::db::sql_types::Uuid, _>(unit)
    .execute(conn)?;
    Ok(())
}

/// After every day that can be typed.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// Cuts in two every stretch below a place that runs across the day; the unit at the place keeps its own.
fn cut(
    conn: &mut AnyConnection,
    unit: UnitId,
    place: &UnitPath,
    day: NaiveDate,
) -> Result<(), Error> {
    let mut across = across(conn, unit, place, day)?;
    diesel::update(unit_placements::table)
        .filter(unit_placements::path.ge(place.as_str().to_owned()))
        .filter(unit_placements::path.lt(place.end()))
        .filter(unit_placements::unit_id.ne(unit))
        .filter(unit_placements::valid_from.lt(day))
        .filter(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(day)),
        )
        .set(unit_placements::valid_to.eq(day))
        .execute(conn)?;
    for stretch in &mut across {
        stretch.valid_from = day;
        stretch.note = None;
    }
    insert(conn, &across)
}

fn across(
    conn: &mut AnyConnection,
    unit: UnitId,
    place: &UnitPath,
    day: NaiveDate,
) -> Result<Vec<Stretch>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::path.ge(place.as_str().to_owned()))
        .filter(unit_placements::path.lt(place.end()))
        .filter(unit_placements::unit_id.ne(unit))
        .filter(unit_placements::valid_from.lt(day))
        .filter(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(day)),
        )
        .order((unit_placements::path, unit_placements::valid_from))
        .select((
            (
                unit_placements::unit_id,
                unit_placements::parent_id,
                unit_placements::path,
                unit_placements::level,
                unit_placements::code,
                unit_placements::name,
                unit_placements::short_name,
                unit_placements::sector_id,
            ),
            unit_placements::valid_from,
            unit_placements::valid_to,
            unit_placements::note,
        ))
        .load(conn)?)
}

/// The levels of what stands directly below a unit in some stretch of time.
pub fn levels_below(
    conn: &mut AnyConnection,
    unit: UnitId,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<Vec<Level>, Error> {
    Ok(unit_placements::table
        .filter(unit_placements::parent_id.eq(unit))
        .filter(unit_placements::valid_from.lt(to.unwrap_or(LAST_DAY)))
        .filter(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(from)),
        )
        .select(unit_placements::level)
        .distinct()
        .order(unit_placements::level)
        .load(conn)?)
}

/// What stands directly below a unit from a day on stands below another; their paths were carried before.
pub fn set_parent(
    conn: &mut AnyConnection,
    unit: UnitId,
    heir: UnitId,
    from: NaiveDate,
) -> Result<usize, Error> {
    Ok(diesel::update(unit_placements::table)
        .filter(unit_placements::parent_id.eq(unit))
        .filter(unit_placements::valid_from.ge(from))
        .set(unit_placements::parent_id.eq(heir))
        .execute(conn)?)
}

/// The moves that take effect after one day and not after another: from where, to where, and when; where only name or
/// level changed, both are the same place.
pub fn moves_between(
    conn: &mut AnyConnection,
    after: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(NaiveDate, UnitPath, UnitPath)>, Error> {
    let before = diesel::alias!(unit_placements as before);
    let (old_parent, old_path, old_name, old_level) = before.fields((
        unit_placements::parent_id,
        unit_placements::path,
        unit_placements::name,
        unit_placements::level,
    ));
    Ok(unit_placements::table
        .inner_join(
            before.on(before
                .field(unit_placements::unit_id)
                .eq(unit_placements::unit_id)
                .and(
                    before
                        .field(unit_placements::valid_to)
                        .eq(unit_placements::valid_from.nullable()),
                )),
        )
        .filter(unit_placements::valid_from.gt(after))
        .filter(unit_placements::valid_from.le(until))
        .filter(
            old_parent
                .ne(unit_placements::parent_id)
                .or(old_parent
                    .is_null()
                    .ne(unit_placements::parent_id.is_null()))
                .or(old_name.ne(unit_placements::name))
                .or(old_level.ne(unit_placements::level)),
        )
        .order((unit_placements::valid_from, unit_placements::path))
        .select((unit_placements::valid_from, old_path, unit_placements::path))
        .load(conn)?)
}

/// The setting that keeps up to which day moves have been followed.
const FOLLOWED: &str = "moves_followed_until";

/// Up to which day moves have been followed.
pub fn followed_until(conn: &mut AnyConnection) -> Result<Option<NaiveDate>, Error> {
    let value: Option<String> = settings::table
        .find(FOLLOWED)
        .select(settings::value)
        .first(conn)
        .optional()?;
    Ok(value.and_then(|value| value.parse().ok()))
}

/// Keeps it.
pub fn set_followed(conn: &mut AnyConnection, day: NaiveDate) -> Result<(), Error> {
    diesel::delete(settings::table.find(FOLLOWED)).execute(conn)?;
    diesel::insert_into(settings::table)
        .values((
            settings::key.eq(FOLLOWED),
            settings::value.eq(day.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}
