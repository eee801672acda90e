//! The questions behind progress.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::alias;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text};

use super::model::{Child, Counts, Tally};
use super::rules::{self, sector_key};
use crate::congress::model::State;
use crate::congress::rules::at_risk_until;
use crate::db::path::UnitPath;
use crate::db::schema::{progress_states, unit_placements};
use crate::db::sql_types::Uuid;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::plan::model::PlanId;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

#[derive(QueryableByName)]
struct DueSums {
    #[diesel(sql_type = Uuid)]
    unit_id: UnitId,
    #[diesel(sql_type = BigInt)]
    late: i64,
    #[diesel(sql_type = BigInt)]
    at_risk: i64,
}

/// What the counters of these units say, of these plans together.
pub fn counted(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    units: &[UnitId],
    as_of: NaiveDate,
) -> Result<HashMap<UnitId, Counts>, Error> {
    let mut counts: HashMap<UnitId, Counts> =
        units.iter().map(|unit| (*unit, rules::nothing())).collect();
    let states = progress_states::table
        .filter(progress_states::plan_id.eq_any(plans.to_vec()))
        .filter(progress_states::unit_id.eq_any(units.to_vec()))
        .select((
            progress_states::unit_id,
            progress_states::state,
            progress_states::n,
        ))
        .load::<(UnitId, State, i64)>(conn)?;
    for (unit, state, n) in states {
        if let Some(counts) = counts.get_mut(&unit) {
            rules::add_state(counts, state, n);
        }
    }
    for sums in due(conn, plans, units, as_of)? {
        if let Some(counts) = counts.get_mut(&sums.unit_id) {
            counts.late += sums.late;
            counts.at_risk += sums.at_risk;
        }
    }
    Ok(counts)
}

/// In SQL, as what follows, because the common subset has no sum over 64 bits. Nothing after the last day that
/// matters is looked at.
fn due(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    units: &[UnitId],
    as_of: NaiveDate,
) -> Result<Vec<DueSums>, Error> {
    let text = format!(
        "SELECT unit_id, \
         CAST(SUM(CASE WHEN due_on < $1 THEN n ELSE 0 END) AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN due_on >= $2 THEN n ELSE 0 END) AS BIGINT) AS at_risk \
         FROM progress_due WHERE due_on <= $3 AND plan_id IN ({}) AND unit_id IN ({}) GROUP BY unit_id",
        marks(4, plans.len()),
        marks(4 + plans.len(), units.len()),
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
    Ok(query.load(conn)?)
}

#[derive(QueryableByName)]
struct TallyRow {
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

/// What the counters of a unit say, by sector and state, of these plans together.
pub fn parts(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    unit: UnitId,
    as_of: NaiveDate,
) -> Result<Vec<Tally>, Error> {
    let text = format!(
        "SELECT sector, state, CAST(SUM(n) AS BIGINT) AS n, \
         CAST(SUM(CASE WHEN due_on < $1 THEN n ELSE 0 END) AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN due_on >= $2 AND due_on <= $3 THEN n ELSE 0 END) AS BIGINT) AS at_risk \
         FROM progress_parts WHERE unit_id = $4 AND plan_id IN ({}) GROUP BY sector, state",
        marks(5, plans.len()),
    );
    let mut query = diesel::sql_query(text)
        .into_boxed::<MultiBackend>()
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(at_risk_until(as_of))
        .bind::<Uuid, _>(unit);
    for plan in plans {
        query = query.bind::<Uuid, _>(*plan);
    }
    let rows = query.load::<TallyRow>(conn)?.into_iter();
    Ok(rows
        .map(|row| Tally {
            sector: row.sector,
            state: row.state,
            n: row.n,
            late: row.late,
            at_risk: row.at_risk,
        })
        .collect())
}

#[derive(QueryableByName)]
struct FreshRow {
    #[diesel(sql_type = Text)]
    path: UnitPath,
    #[diesel(sql_type = Nullable<Uuid>)]
    sector_id: Option<SectorId>,
    #[diesel(sql_type = Text)]
    state: State,
    #[diesel(sql_type = BigInt)]
    n: i64,
    #[diesel(sql_type = BigInt)]
    late: i64,
    #[diesel(sql_type = BigInt)]
    at_risk: i64,
}

/// The congresses under a place counted afresh, each tally with the path of the unit directly below the place that
/// it belongs to (or the place's own).
pub fn counted_afresh(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    place: &UnitPath,
    as_of: NaiveDate,
) -> Result<Vec<(UnitPath, Tally)>, Error> {
    let one_below = place.child(UnitId::nil());
    let length = i64::try_from(one_below.as_str().len()).unwrap_or(i64::MAX);
    let within = (place.as_str(), place.end());
    let rows = fresh(conn, plans, length, (within.0, &within.1), as_of)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.path.clone(), row.into()))
        .collect())
}

/// The congresses that do not stand under a place: those before it and those after it in the order of the tree.
pub fn counted_elsewhere(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    place: &UnitPath,
    as_of: NaiveDate,
) -> Result<Vec<Tally>, Error> {
    let everywhere = UnitPath::everywhere();
    let (end, last) = (place.end(), everywhere.end());
    let mut tallies = Vec::new();
    for range in [
        (everywhere.as_str(), place.as_str()),
        (end.as_str(), last.as_str()),
    ] {
        let rows = fresh(conn, plans, 1, range, as_of)?;
        tallies.extend(rows.into_iter().map(Tally::from));
    }
    Ok(tallies)
}

/// The congresses in a range of the tree, summed by the first so many characters of their paths.
fn fresh(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    length: i64,
    (from, to): (&str, &str),
    as_of: NaiveDate,
) -> Result<Vec<FreshRow>, Error> {
    let text = format!(
        "SELECT SUBSTR(unit_path, 1, CAST($1 AS INTEGER)) AS path, sector_id, state, COUNT(*) AS n, \
         CAST(SUM(CASE WHEN due_on < $2 THEN 1 ELSE 0 END) AS BIGINT) AS late, \
         CAST(SUM(CASE WHEN due_on >= $3 AND due_on <= $4 THEN 1 ELSE 0 END) AS BIGINT) AS at_risk \
         FROM congresses WHERE unit_path >= $5 AND unit_path < $6 AND plan_id IN ({}) \
         GROUP BY 1, sector_id, state",
        marks(7, plans.len()),
    );
    let mut query = diesel::sql_query(text)
        .into_boxed::<MultiBackend>()
        .bind::<BigInt, _>(length)
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(as_of)
        .bind::<Date, _>(at_risk_until(as_of))
        .bind::<Text, _>(from)
        .bind::<Text, _>(to);
    for plan in plans {
        query = query.bind::<Uuid, _>(*plan);
    }
    Ok(query.load(conn)?)
}

impl From<FreshRow> for Tally {
    fn from(row: FreshRow) -> Self {
        Self {
            sector: sector_key(row.sector_id),
            state: row.state,
            n: row.n,
            late: row.late,
            at_risk: row.at_risk,
        }
    }
}

fn marks(from: usize, count: usize) -> String {
    (from..from + count)
        .map(|n| format!("${n}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The units that stand directly below another on a date or stood there before, as they stood last, in the order of the
/// tree.
pub fn children(
    conn: &mut AnyConnection,
    parent: UnitId,
    on: NaiveDate,
    after: Option<&UnitPath>,
    most: i64,
) -> Result<Vec<Child>, Error> {
    let start = after.map_or("", UnitPath::as_str).to_owned();
    let later = alias!(unit_placements as later);
    let later_there = later
        .filter(later.field(unit_placements::path).eq(unit_placements::path))
        .filter(
            later
                .field(unit_placements::valid_from)
                .gt(unit_placements::valid_from),
        )
        .filter(later.field(unit_placements::valid_from).le(on));
    Ok(unit_placements::table
        .filter(unit_placements::parent_id.eq(parent))
        .filter(unit_placements::path.gt(start))
        .filter(unit_placements::valid_from.le(on))
        .filter(not(exists(
            later_there.select(later.field(unit_placements::id)),
        )))
        .order(unit_placements::path)
        .limit(most)
        .select((
            unit_placements::unit_id,
            unit_placements::path,
            unit_placements::name,
            unit_placements::valid_to,
        ))
        .load(conn)?)
}
