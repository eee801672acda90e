//! The questions behind the past.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text};
use serde::Deserialize;

use super::model::{Past, Way};
use crate::congress::model::{CongressId, State};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::path::UnitPath;
use crate::db::sql_types::{Bool, Jsonb, Timestamptz, Uuid};
use crate::db::time::Instant;
use crate::error::Error;
use crate::plan::model::PlanId;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

#[derive(QueryableByName)]
struct PastRow {
    #[diesel(sql_type = Uuid)]
    id: CongressId,
    #[diesel(sql_type = Uuid)]
    unit_id: UnitId,
    #[diesel(sql_type = Text)]
    path: UnitPath,
    #[diesel(sql_type = Bool)]
    placed: bool,
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
    planned_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
}

impl From<PastRow> for Past {
    fn from(row: PastRow) -> Self {
        let planned_on = match &row.data {
            Some(data) => data.0.planned_on,
            None => row.planned_on,
        };
        Self {
            id: row.id,
            unit_id: row.unit_id,
            path: row.path,
            placed: row.placed,
            sector_id: row.sector_id,
            pilot: row.pilot,
            created_at: row.created_at,
            planned_on,
            state: row.to_state,
            due_on: row.data.and_then(|data| data.0.due_on),
        }
    }
}

/// The congresses of a plan that can have stood under a place on a day in one way, each with the last step up to that
/// day; a page of them, in the order of their paths.
pub fn page(
    conn: &mut AnyConnection,
    (plan_id, way): (PlanId, Way),
    place: &UnitPath,
    day: NaiveDate,
    after: Option<&Past>,
    most: i64,
) -> Result<Vec<Past>, Error> {
    let (from, from_id) = match after {
        Some(last) => (last.path.to_string(), last.id),
        None => (place.to_string(), Id::nil()),
    };
    let rows = diesel::sql_query(text(way))
        .bind::<Date, _>(day)
        .bind::<Date, _>(day)
        .bind::<Date, _>(day)
        .bind::<Uuid, _>(plan_id)
        .bind::<Text, _>(from.clone())
        .bind::<Text, _>(from)
        .bind::<Uuid, _>(from_id)
        .bind::<Text, _>(place.end())
        .bind::<BigInt, _>(most)
        .load::<PastRow>(conn)?;
    Ok(rows.into_iter().map(Past::from).collect())
}

/// Where the branch stood on the day, if it did.
const PLACE: &str = "LEFT JOIN unit_placements p ON p.unit_id = c.unit_id AND p.valid_from <= $1 \
     AND (p.valid_to IS NULL OR p.valid_to > $2)";

/// The last step up to the day, if there was one.
fn step(day: &str) -> String {
    format!(
        "LEFT JOIN process_history h ON h.id = (\
         SELECT s.id FROM process_history s WHERE s.subject_kind = 'congress' AND s.subject_id = c.id \
         AND s.on_date <= {day} ORDER BY s.id DESC LIMIT 1)"
    )
}

/// What is asked.
///
/// In SQL, because the last step is a subquery in a join. The day is bound three times, each place its own. CROSS JOIN
/// keeps SQLite from asking every congress of the plan where its branch stood.
fn text(way: Way) -> String {
    let (path, tables, which) = match way {
        Way::Placed => (
            "p.path",
            format!("unit_placements p CROSS JOIN congresses c {}", step("$1")),
            "c.unit_id = p.unit_id AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to > $3)",
        ),
        Way::Kept => (
            "c.unit_path",
            format!("congresses c {PLACE} {}", step("$3")),
            "(c.state IN ('confirmed', 'annulled', 'cancelled') OR p.unit_id IS NULL)",
        ),
        Way::Gone => (
            "c.unit_path",
            format!(
                "(SELECT DISTINCT predecessor_id FROM unit_successions) g CROSS JOIN congresses c {PLACE} {}",
                step("$3")
            ),
            "c.unit_id = g.predecessor_id AND p.unit_id IS NULL",
        ),
    };
    format!(
        "SELECT c.id, c.unit_id, {path} AS path, p.unit_id IS NOT NULL AS placed, c.sector_id, c.pilot, c.planned_on, \
         c.created_at, h.to_state, h.data FROM {tables} WHERE {which} AND c.plan_id = $4 \
         AND {path} >= $5 AND ({path} > $6 OR c.id > $7) AND {path} < $8 ORDER BY {path}, c.id LIMIT $9"
    )
}
