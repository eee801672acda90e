//! The rows of the counters, and of the changes that wait to be folded into them.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::super::model::{Counters, Standing};
use super::super::rules::{NEVER, sector_key};
use crate::congress::model::State;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::schema::{progress_changes, progress_due, progress_parts, progress_states};
use crate::error::Error;
use crate::on_each;
use crate::plan::model::PlanId;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// Rows in one statement: well under SQLite's 32,766 values.
const CHUNK: usize = 1000;

/// A change that waits.
#[derive(Debug)]
pub struct Change;

/// A change's key.
pub type ChangeId = Id<Change>;

#[derive(Insertable)]
#[diesel(table_name = progress_changes, treat_none_as_default_value = false)]
struct NewChange {
    id: ChangeId,
    plan_id: PlanId,
    unit_path: UnitPath,
    sector: String,
    state: State,
    due_on: NaiveDate,
    n: i64,
}

/// Writes changes down, to be folded in later.
pub fn insert_changes(conn: &mut AnyConnection, changes: &[(Standing, i64)]) -> Result<(), Error> {
    let rows: Vec<NewChange> = changes
        .iter()
        .map(|(standing, n)| NewChange {
            id: Id::new(),
            plan_id: standing.plan_id,
            unit_path: standing.unit_path.clone(),
            sector: sector_key(standing.sector_id),
            state: standing.state,
            due_on: standing.due_on.unwrap_or(NEVER),
            n: *n,
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(progress_changes::table)
            .values(chunk)
            .execute(c))?;
    }
    Ok(())
}

type ChangeRow = (ChangeId, PlanId, UnitPath, String, State, NaiveDate, i64);

fn change(row: ChangeRow) -> (ChangeId, Standing, i64) {
    let (id, plan_id, unit_path, sector, state, due_on, n) = row;
    let standing = Standing {
        plan_id,
        unit_path,
        sector_id: sector.parse::<SectorId>().ok(),
        state,
        due_on: Some(due_on).filter(|due| *due != NEVER),
    };
    (id, standing, n)
}

/// The oldest changes that wait, at most so many.
pub fn oldest_changes(
    conn: &mut AnyConnection,
    most: i64,
) -> Result<Vec<(ChangeId, Standing, i64)>, Error> {
    let rows = progress_changes::table
        .order(progress_changes::id)
        .limit(most)
        .load::<ChangeRow>(conn)?;
    Ok(rows.into_iter().map(change).collect())
}

/// Every change of these plans that waits; a background round keeps them few.
pub fn changes_of(
    conn: &mut AnyConnection,
    plans: &[PlanId],
) -> Result<Vec<(ChangeId, Standing, i64)>, Error> {
    let rows = progress_changes::table
        .filter(progress_changes::plan_id.eq_any(plans.to_vec()))
        .load::<ChangeRow>(conn)?;
    Ok(rows.into_iter().map(change).collect())
}

/// Removes changes that have been folded in.
pub fn remove_changes(conn: &mut AnyConnection, ids: &[ChangeId]) -> Result<(), Error> {
    for chunk in ids.chunks(CHUNK) {
        diesel::delete(progress_changes::table.filter(progress_changes::id.eq_any(chunk.to_vec())))
            .execute(conn)?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = progress_states, treat_none_as_default_value = false)]
struct StateRow {
    plan_id: PlanId,
    unit_id: UnitId,
    state: State,
    n: i64,
}

#[derive(Insertable)]
#[diesel(table_name = progress_due, treat_none_as_default_value = false)]
struct DueRow {
    plan_id: PlanId,
    unit_id: UnitId,
    due_on: NaiveDate,
    n: i64,
}

#[derive(Insertable)]
#[diesel(table_name = progress_parts, treat_none_as_default_value = false)]
struct PartRow<'a> {
    plan_id: PlanId,
    unit_id: UnitId,
    sector: &'a str,
    state: State,
    due_on: NaiveDate,
    n: i64,
}

/// Adds to the counters.
pub fn add(conn: &mut AnyConnection, counters: &Counters) -> Result<(), Error> {
    add_states(conn, counters)?;
    add_due(conn, counters)?;
    add_parts(conn, counters)
}

fn add_states(conn: &mut AnyConnection, counters: &Counters) -> Result<(), Error> {
    let changed = counters.states.iter().filter(|(_, n)| **n != 0);
    let rows: Vec<StateRow> = changed
        .map(|((plan_id, unit_id, state), n)| StateRow {
            plan_id: *plan_id,
            unit_id: *unit_id,
            state: *state,
            n: *n,
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(progress_states::table)
            .values(chunk)
            .on_conflict((
                progress_states::plan_id,
                progress_states::unit_id,
                progress_states::state
            ))
            .do_update()
            .set(progress_states::n.eq(progress_states::n + excluded(progress_states::n)))
            .execute(c))?;
    }
    Ok(())
}

fn add_due(conn: &mut AnyConnection, counters: &Counters) -> Result<(), Error> {
    let changed = counters.due.iter().filter(|(_, n)| **n != 0);
    let rows: Vec<DueRow> = changed
        .map(|((plan_id, unit_id, due_on), n)| DueRow {
            plan_id: *plan_id,
            unit_id: *unit_id,
            due_on: *due_on,
            n: *n,
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(progress_due::table)
            .values(chunk)
            .on_conflict((
                progress_due::plan_id,
                progress_due::unit_id,
                progress_due::due_on
            ))
            .do_update()
            .set(progress_due::n.eq(progress_due::n + excluded(progress_due::n)))
            .execute(c))?;
    }
    Ok(())
}

fn add_parts(conn: &mut AnyConnection, counters: &Counters) -> Result<(), Error> {
    let changed = counters.parts.iter().filter(|(_, n)| **n != 0);
    let rows: Vec<PartRow<'_>> = changed
        .map(|((plan_id, unit_id, sector, state, due_on), n)| PartRow {
            plan_id: *plan_id,
            unit_id: *unit_id,
            sector,
            state: *state,
            due_on: *due_on,
            n: *n,
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(progress_parts::table)
            .values(chunk)
            .on_conflict((
                progress_parts::plan_id,
                progress_parts::unit_id,
                progress_parts::sector,
                progress_parts::state,
                progress_parts::due_on
            ))
            .do_update()
            .set(progress_parts::n.eq(progress_parts::n + excluded(progress_parts::n)))
            .execute(c))?;
    }
    Ok(())
}
