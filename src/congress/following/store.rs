//! The rows that follow.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Nullable, Text};

use crate::congress::model::{Congress, CongressId, Pilots, Place, State};
use crate::db::path::UnitPath;
use crate::db::schema::congresses;
use crate::db::sql_types::Uuid;
use crate::db::tree_order::{beyond, within};
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::plan::model::PlanId;
use crate::progress::model::Standing;
use crate::progress::rules::counted_length;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// The unfinished congresses under a place, in the order of the tree; a page of them.
pub fn unfinished_under(
    conn: &mut AnyConnection,
    place: &UnitPath,
    after: Option<&Place>,
    most: i64,
) -> Result<Vec<Congress>, Error> {
    let mut query = congresses::table
        .select(Congress::as_select())
        .filter(within(
            std::slice::from_ref(place),
            after.map(|Place(path, _)| path),
        ))
        .filter(congresses::state.ne_all(State::FINISHED))
        .into_boxed::<MultiBackend>();
    if let Some(Place(path, id)) = after {
        query = query.filter(beyond(path, *id));
    }
    Ok(query
        .order((congresses::unit_path, congresses::id))
        .limit(most)
        .load(conn)?)
}

/// Rewrites the place of every unfinished congress at `from` itself.
pub fn move_unfinished_at(
    conn: &mut AnyConnection,
    from: &UnitPath,
    to: &UnitPath,
) -> Result<(), Error> {
    diesel::update(
        congresses::table.filter(
            congresses::unit_path
                .eq(from)
                .and(congresses::state.ne_all(State::FINISHED)),
        ),
    )
    .set(congresses::unit_path.eq(to))
    .execute(conn)?;
    Ok(())
}

/// Rewrites the place of every unfinished congress below `from`.
pub fn move_unfinished_below(
    conn: &mut AnyConnection,
    from: &UnitPath,
    to: &UnitPath,
) -> Result<(), Error> {
    // In SQL, because the rest of each path stays: one statement, however large the subtree.
    diesel::sql_query(
        "UPDATE congresses SET unit_path = $1 || SUBSTR(unit_path, LENGTH($2) + 1) \
         WHERE unit_path > $3 AND unit_path < $4 \
         AND state NOT IN ('confirmed', 'annulled', 'cancelled')",
    )
    .bind::<Text, _>(to.as_str())
    .bind::<Text, _>(from.as_str())
    .bind::<Text, _>(from.as_str())
    .bind::<Text, _>(from.end())
    .execute(conn)?;
    Ok(())
}

#[derive(QueryableByName)]
struct WithoutDay {
    #[diesel(sql_type = Text)]
    path: UnitPath,
    #[diesel(sql_type = Nullable<Uuid>)]
    sector_id: Option<SectorId>,
    #[diesel(sql_type = Text)]
    state: State,
    #[diesel(sql_type = Nullable<Date>)]
    due_on: Option<NaiveDate>,
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many congresses of a plan that have not been opened have no day, by where they count.
///
/// In SQL, because the path is cut to the levels that have counters.
pub fn without_day(
    conn: &mut AnyConnection,
    plan: PlanId,
    pilots: Pilots,
) -> Result<Vec<(Standing, i64)>, Error> {
    let rows = diesel::sql_query(
        "SELECT SUBSTR(unit_path, 1, CAST($1 AS INTEGER)) AS path, sector_id, state, due_on, COUNT(*) AS n \
         FROM congresses WHERE plan_id = $2 AND pilot = $3 AND planned_on IS NULL \
         AND state IN ('preparing', 'submitted', 'approved', 'convened') \
         GROUP BY 1, sector_id, state, due_on",
    )
    .bind::<BigInt, _>(i64::try_from(counted_length()).unwrap_or(i64::MAX))
    .bind::<Uuid, _>(plan)
    .bind::<crate::db::sql_types::Bool, _>(pilots == Pilots::Only)
    .load::<WithoutDay>(conn)?;
    let standing = |row: WithoutDay| {
        let standing = Standing {
            plan_id: plan,
            unit_path: row.path,
            sector_id: row.sector_id,
            state: row.state,
            due_on: row.due_on,
        };
        (standing, row.n)
    };
    Ok(rows.into_iter().map(standing).collect())
}

/// Sets the day by which they are due.
pub fn set_due_without_day(
    conn: &mut AnyConnection,
    plan: PlanId,
    pilots: Pilots,
    due_on: Option<NaiveDate>,
) -> Result<(), Error> {
    let without_day = congresses::table.filter(
        congresses::plan_id
            .eq(plan)
            .and(congresses::pilot.eq(pilots == Pilots::Only))
            .and(congresses::planned_on.is_null())
            .and(congresses::state.eq_any(State::BEFORE_OPENING)),
    );
    diesel::update(without_day)
        .set(congresses::due_on.eq(due_on))
        .execute(conn)?;
    Ok(())
}

/// Rewrites the branch's name and who approves a congress.
pub fn place_anew(
    conn: &mut AnyConnection,
    id: CongressId,
    name: &str,
    approving_unit: UnitId,
    sub_committee: Option<UnitId>,
) -> Result<(), Error> {
    diesel::update(congresses::table.find(id))
        .set((
            congresses::unit_name.eq(name),
            congresses::search.eq(search::fold(name)),
            congresses::approving_unit_id.eq(approving_unit),
            congresses::sub_committee_id.eq(sub_committee),
        ))
        .execute(conn)?;
    Ok(())
}
