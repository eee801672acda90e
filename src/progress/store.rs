//! The rows of counters and of changes that wait to be folded in.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text};
use diesel::upsert::excluded;
use serde::Deserialize;

use super::model::{Child, Counter, Past, Standing, Tally};
use super::rules::{NEVER, sector_key};
use crate::congress::model::{CongressId, State};
use crate::congress::rules::at_risk_until;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::path::UnitPath;
use crate::db::schema::{progress_changes, progress_counts, unit_placements};
use crate::db::sql_types::{Bool, Jsonb, Timestamptz, Uuid};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend};
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
    pilot: bool,
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
            pilot: standing.pilot,
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

type ChangeRow = (
    ChangeId,
    PlanId,
    UnitPath,
    String,
    State,
    NaiveDate,
    bool,
    i64,
);

fn change(row: ChangeRow) -> (ChangeId, Standing, i64) {
    let (id, plan_id, unit_path, sector, state, due_on, pilot, n) = row;
    let standing = Standing {
        plan_id,
        unit_path,
        sector_id: sector.parse::<SectorId>().ok(),
        state,
        due_on: Some(due_on).filter(|due| *due != NEVER),
        pilot,
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
#[diesel(table_name = progress_counts, treat_none_as_default_value = false)]
struct NewCount<'a> {
    plan_id: PlanId,
    unit_id: UnitId,
    sector: &'a str,
    state: State,
    due_on: NaiveDate,
    pilot: bool,
    n: i64,
}

/// Adds to the counters.
pub fn add(conn: &mut AnyConnection, counters: &BTreeMap<Counter, i64>) -> Result<(), Error> {
    let rows: Vec<NewCount<'_>> = counters
        .iter()
        .filter(|(_, n)| **n != 0)
        .map(|(counter, n)| NewCount {
            plan_id: counter.plan_id,
            unit_id: counter.unit_id,
            sector: &counter.sector,
            state: counter.state,
            due_on: counter.due_on,
            pilot: counter.pilot,
            n: *n,
        })
        .collect();
    for chunk in rows.chunks(CHUNK) {
        on_each!(conn, |c| diesel::insert_into(progress_counts::table)
            .values(chunk)
            .on_conflict((
                progress_counts::plan_id,
                progress_counts::unit_id,
                progress_counts::sector,
                progress_counts::state,
                progress_counts::due_on,
                progress_counts::pilot,
            ))
            .do_update()
            .set(progress_counts::n.eq(progress_counts::n + excluded(progress_counts::n)))
            .execute(c))?;
    }
    Ok(())
}

/// Removes counters of these units that have come down to nothing.
pub fn remove_empty(conn: &mut AnyConnection, units: &[UnitId]) -> Result<(), Error> {
    for chunk in units.chunks(CHUNK) {
        diesel::delete(
            progress_counts::table.filter(
                progress_counts::unit_id
                    .eq_any(chunk.to_vec())
                    .and(progress_counts::n.eq(0)),
            ),
        )
        .execute(conn)?;
    }
    Ok(())
}

#[derive(QueryableByName)]
struct TallyRow {
    #[diesel(sql_type = Uuid)]
    unit_id: UnitId,
    #[diesel(sql_type = Text)]
    sector: String,
    #[diesel(sql_type = Text)]
    state: State,
    #[diesel(sql_type = BigInt)]
    n: i64,
    #[diesel(sql_type = BigInt)]
    late: i64,
    #[diesel(sql_type = BigInt)]
    at_risk: i64,
}

/// What the counters of these units say, of these plans together.
///
/// In SQL, because the common subset has no sum over 64 bits.
pub fn tallies(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    units: &[UnitId],
    as_of: NaiveDate,
) -> Result<Vec<Tally>, Error> {
    let plan_marks = marks(4, plans.len());
    let unit_marks = marks(4 + plans.len(), units.len());
    let text = format!(
        "SELECT unit_id, sector, state, CAST(SUM(n) AS BIGINT) AS n, \
         CAST(SUM(CASE WHEN due_on < $1 THEN n ELSE 0 END) AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN due_on >= $2 AND due_on <= $3 THEN n ELSE 0 END) AS BIGINT) AS at_risk \
         FROM progress_counts WHERE plan_id IN ({plan_marks}) AND unit_id IN ({unit_marks}) \
         GROUP BY unit_id, sector, state"
    );
    let mut query = diesel::sql_query(text)
        .into_boxed::<MultiBackend>()
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(at_risk_until(as_of));
    for plan in plans {
        query = query.bind::<Uuid, _>(*plan);
    }
    for unit in units {
        query = query.bind::<Uuid, _>(*unit);
    }
    let rows = query.load::<TallyRow>(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| Tally {
            unit_id: row.unit_id,
            sector: row.sector,
            state: row.state,
            n: row.n,
            late: row.late,
            at_risk: row.at_risk,
        })
        .collect())
}

fn marks(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The units directly below another on a date, in the order of the tree.
pub fn children(
    conn: &mut AnyConnection,
    parent: UnitId,
    on: NaiveDate,
    after: Option<&UnitPath>,
    most: i64,
) -> Result<Vec<Child>, Error> {
    let start = after.map_or("", UnitPath::as_str).to_owned();
    Ok(unit_placements::table
        .filter(unit_placements::parent_id.eq(parent))
        .filter(unit_placements::path.gt(start))
        .filter(unit_placements::valid_from.le(on))
        .filter(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(on)),
        )
        .order(unit_placements::path)
        .limit(most)
        .select((
            unit_placements::unit_id,
            unit_placements::path,
            unit_placements::name,
        ))
        .load(conn)?)
}

#[derive(QueryableByName)]
struct PastRow {
    #[diesel(sql_type = Uuid)]
    id: CongressId,
    #[diesel(sql_type = Text)]
    unit_path: UnitPath,
    #[diesel(sql_type = Nullable<Uuid>)]
    sector_id: Option<SectorId>,
    #[diesel(sql_type = Bool)]
    pilot: bool,
    #[diesel(sql_type = Nullable<Date>)]
    planned_on: Option<NaiveDate>,
    #[diesel(sql_type = Timestamptz)]
    created_at: Instant,
    #[diesel(sql_type = Nullable<Text>)]
    to_state: Option<State>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    data: Option<AsJson<StepData>>,
}

/// What a step of a congress leaves in its history, as far as progress looks at it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct StepData {
    due_on: Option<NaiveDate>,
}

/// The congresses of a plan under a place, each with the last step up to a day of the past; a page of them, in
/// the order of the tree.
///
/// In SQL, because the last step is a subquery in a join.
pub fn past(
    conn: &mut AnyConnection,
    plan_id: PlanId,
    place: &UnitPath,
    as_of: NaiveDate,
    after: Option<&Past>,
    most: i64,
) -> Result<Vec<Past>, Error> {
    let (from, from_id) = match after {
        Some(last) => (last.unit_path.to_string(), last.id),
        None => (place.to_string(), Id::nil()),
    };
    let rows = diesel::sql_query(
        "SELECT c.id, c.unit_path, c.sector_id, c.pilot, c.planned_on, c.created_at, h.to_state, h.data \
         FROM congresses c LEFT JOIN process_history h ON h.id = (\
         SELECT s.id FROM process_history s WHERE s.subject_kind = 'congress' AND s.subject_id = c.id \
         AND s.on_date <= $1 ORDER BY s.id DESC LIMIT 1) \
         WHERE c.plan_id = $2 AND c.unit_path >= $3 AND (c.unit_path > $4 OR c.id > $5) AND c.unit_path < $6 \
         ORDER BY c.unit_path, c.id LIMIT $7",
    )
    .bind::<Date, _>(as_of)
    .bind::<Uuid, _>(plan_id)
    .bind::<Text, _>(from.clone())
    .bind::<Text, _>(from)
    .bind::<Uuid, _>(from_id)
    .bind::<Text, _>(place.end())
    .bind::<BigInt, _>(most)
    .load::<PastRow>(conn)?;
    Ok(rows
        .into_iter()
        .map(|row| Past {
            id: row.id,
            unit_path: row.unit_path,
            sector_id: row.sector_id,
            plan_id,
            pilot: row.pilot,
            planned_on: row.planned_on,
            created_at: row.created_at,
            state: row.to_state,
            due_on: row.data.and_then(|data| data.0.due_on),
        })
        .collect())
}
