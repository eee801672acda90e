//! Letting them follow.

use chrono::NaiveDate;

use super::store;
use crate::congress::model::{Congress, Pilots, Place};
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::plan::model::Plan;
use crate::progress::model::Standing;
use crate::unit::model::{Unit, UnitId};
use crate::{progress, unit};

/// How many congresses are moved at once.
const PAGE: i64 = 1000;

/// Lets the unfinished congresses under a unit follow it to its new place (R-TREE-03: the others keep the place
/// of their day); to be called after the new placement has been written.
///
/// `from` equals `to` when only name or level changed. Where a unit gave way to another, what stood below it follows,
/// and the congress of the unit itself stands below its heir, whose people end it (R-MERGE-01, R-TREE-05).
pub fn follow_move(
    conn: &mut AnyConnection,
    from: &UnitPath,
    to: &UnitPath,
    today: NaiveDate,
) -> Result<(), Error> {
    let mut after: Option<Place> = None;
    loop {
        let page = store::unfinished_under(conn, from, after.as_ref(), PAGE)?;
        let moves: Vec<(Standing, Standing)> = page
            .iter()
            .map(|congress| {
                let before = Standing::from(congress);
                let unit_path = moved(&before.unit_path, from, to);
                let after = Standing {
                    unit_path,
                    ..before.clone()
                };
                (before, after)
            })
            .collect();
        progress::counters::service::note_moves(conn, &moves)?;
        for congress in &page {
            if is_placed_anew(congress, from, to) {
                place_anew(conn, congress, today)?;
            }
        }
        after = page
            .last()
            .map(|last| Place(last.unit_path.clone(), last.id));
        if i64::try_from(page.len()).is_ok_and(|len| len < PAGE) {
            break;
        }
    }
    if from == to {
        return Ok(());
    }
    store::move_unfinished_at(conn, from, &moved(from, from, to))?;
    store::move_unfinished_below(conn, from, to)
}

/// Where what stood at a place in the subtree of `from` stands now.
fn moved(place: &UnitPath, from: &UnitPath, to: &UnitPath) -> UnitPath {
    let itself = from.units::<Unit>().last().copied();
    match itself.filter(|_| place == from && !is_same_unit(from, to)) {
        Some(gone) => to.child(gone),
        None => place.moved(from, to),
    }
}

/// Works out anew by when those congresses are due that no day is fixed for, after the windows of their plan have
/// changed.
///
/// What changes is counted in the database, by the units that have counters: a handful of rows however many congresses.
///
/// # Errors
/// As the database.
pub fn follow_windows(conn: &mut AnyConnection, plan: &Plan) -> Result<(), Error> {
    for pilots in [Pilots::Only, Pilots::None] {
        let due_on = plan
            .window_for(pilots == Pilots::Only)
            .map(|(_, last)| last);
        let moves: Vec<(Standing, Standing, i64)> = store::without_day(conn, plan.id, pilots)?
            .into_iter()
            .map(|(before, n)| {
                let after = Standing {
                    due_on,
                    ..before.clone()
                };
                (before, after, n)
            })
            .collect();
        progress::counters::service::note_many(conn, &moves)?;
        store::set_due_without_day(conn, plan.id, pilots, due_on)?;
    }
    Ok(())
}

fn is_same_unit(from: &UnitPath, to: &UnitPath) -> bool {
    from.units::<Unit>().last() == to.units::<Unit>().last()
}

/// Whether the branch itself moves, or the committee that approves does not move along: few congresses, as the
/// approving committee stands at most two levels above a branch.
fn is_placed_anew(congress: &Congress, from: &UnitPath, to: &UnitPath) -> bool {
    let units = congress.unit_path.units();
    let depth = from.units::<Unit>().len();
    let first_along = if is_same_unit(from, to) {
        depth.saturating_sub(1)
    } else {
        depth
    };
    let along = units.get(first_along..).unwrap_or_default();
    congress.unit_path == *from || !along.contains(&congress.approving_unit_id)
}

/// Gives a congress the name and the approving committee of its branch's place today. One that has opened keeps the
/// committee of its day, as long as that stands (R-TREE-05).
fn place_anew(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: NaiveDate,
) -> Result<(), Error> {
    let is_opened = congress.opened_on.is_some();
    if is_opened && stands(conn, congress.approving_unit_id, today)? {
        return Ok(());
    }
    let place = match unit::service::place(conn, congress.unit_id, today) {
        // The branch is gone: what there is stays.
        Err(Error::NotFound) => return Ok(()),
        place => place?,
    };
    let line = unit::service::approval_line(conn, &place, today)?;
    store::place_anew(
        conn,
        congress.id,
        &place.name,
        line.approving_unit,
        line.sub_committee,
    )
}

/// Whether a unit stands on a day.
fn stands(conn: &mut AnyConnection, unit: UnitId, on: NaiveDate) -> Result<bool, Error> {
    match unit::service::place(conn, unit, on) {
        Ok(_) => Ok(true),
        Err(Error::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}
