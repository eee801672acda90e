//! The rows of congresses.

use std::collections::HashSet;

use chrono::NaiveDate;
use diesel::alias;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Nullable, Text};

use super::model::{
    Congress, CongressFilter, CongressId, CongressSummary, DueFilter, PilotFacts, Place, State,
};
use crate::db::few::{Named, few_with};
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{congresses, plans, unit_placements};
use crate::db::tree_order::{beyond, within};
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::on_each;
use crate::plan::model::{Plan, PlanId};
use crate::sector::model::SectorId;
use crate::unit::model::{Level, UnitId};

/// Rows in one statement: 20 values each, under SQLite's 32,766.
const CHUNK: usize = 1000;

/// The states in which a congress stands in the way of another one for the same branch.
const NOT_ALIVE: [State; 2] = [State::Cancelled, State::Annulled];

/// The congress with this key.
pub fn by_id(conn: &mut AnyConnection, id: CongressId) -> Result<Congress, Error> {
    Ok(congresses::table
        .find(id)
        .select(Congress::as_select())
        .first(conn)?)
}

/// The congress with this key, and its plan.
pub fn with_plan(conn: &mut AnyConnection, id: CongressId) -> Result<(Congress, Plan), Error> {
    Ok(congresses::table
        .inner_join(plans::table)
        .filter(congresses::id.eq(id))
        .select((Congress::as_select(), Plan::as_select()))
        .first(conn)?)
}

#[derive(Insertable)]
#[diesel(table_name = congresses, treat_none_as_default_value = false)]
struct NewCongress<'a> {
    id: CongressId,
    plan_id: PlanId,
    unit_id: UnitId,
    unit_path: &'a UnitPath,
    unit_name: &'a str,
    search: String,
    approving_unit_id: UnitId,
    sub_committee_id: Option<UnitId>,
    sector_id: Option<SectorId>,
    state: State,
    pilot: bool,
    planned_on: Option<NaiveDate>,
    planned_time: Option<&'a str>,
    venue: Option<&'a str>,
    half_days: i64,
    due_on: Option<NaiveDate>,
    created_at: crate::db::time::Instant,
    version: i64,
}

/// Writes new congresses down.
pub fn insert(conn: &mut AnyConnection, new: &[Congress]) -> Result<(), Error> {
    for chunk in new.chunks(CHUNK) {
        let rows: Vec<NewCongress<'_>> = chunk.iter().map(row).collect();
        on_each!(conn, |c| diesel::insert_into(congresses::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

fn row(congress: &Congress) -> NewCongress<'_> {
    NewCongress {
        id: congress.id,
        plan_id: congress.plan_id,
        unit_id: congress.unit_id,
        unit_path: &congress.unit_path,
        unit_name: &congress.unit_name,
        search: search::fold(&congress.unit_name),
        approving_unit_id: congress.approving_unit_id,
        sub_committee_id: congress.sub_committee_id,
        sector_id: congress.sector_id,
        state: congress.state,
        pilot: congress.pilot,
        planned_on: congress.planned_on,
        planned_time: congress.planned_time.as_deref(),
        venue: congress.venue.as_deref(),
        half_days: congress.half_days,
        due_on: congress.due_on,
        created_at: congress.created_at,
        version: congress.version,
    }
}

/// The columns in which a congress differs from what it was: an index over none of them is left alone, which is most of
/// the work of a step in a large database.
macro_rules! where_changed {
    ($before:ident, $after:ident, ($($column:ident),+ $(,)?)) => {
        ($(($before.$column != $after.$column).then(|| congresses::$column.eq(&$after.$column))),+)
    };
}

/// Saves what became of a congress since it was read; the row itself decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, before: &Congress, after: &Congress) -> Result<(), Error> {
    let as_seen = congresses::table.filter(
        congresses::id
            .eq(before.id)
            .and(congresses::state.eq(before.state))
            .and(congresses::version.eq(before.version)),
    );
    let changed = diesel::update(as_seen)
        .set((
            congresses::version.eq(after.version),
            where_changed!(before, after, (state, sector_id, pilot, pilot_reason)),
            where_changed!(before, after, (planned_on, planned_time, venue, half_days)),
            where_changed!(before, after, (summoned_official, summoned_probationary)),
            where_changed!(before, after, (present_official, present_probationary)),
            where_changed!(before, after, (notice_given_on, guidance_override, due_on)),
            where_changed!(before, after, (opened_on, closed_on, reported_on)),
            where_changed!(before, after, (decision_symbol, decision_on, end_reason)),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    let current = congresses::table
        .find(before.id)
        .select(congresses::version)
        .first(conn)?;
    Err(Error::Stale { current })
}

/// The parts of the reach that lie in the place asked for.
fn places_of(filter: &CongressFilter) -> Vec<UnitPath> {
    let Some(asked) = &filter.under else {
        return filter.reach.clone();
    };
    let common = filter.reach.iter().filter_map(|reach| {
        if asked.is_under(reach) {
            return Some(asked);
        }
        reach.is_under(asked).then_some(reach)
    });
    common.cloned().collect()
}

/// The congresses, in the order of the tree.
pub fn list(
    conn: &mut AnyConnection,
    filter: &CongressFilter,
    page: &PageRequest<Place>,
) -> Result<Page<CongressSummary>, Error> {
    let mut query = congresses::table
        .select(CongressSummary::as_select())
        .filter(within(
            &places_of(filter),
            page.after.as_ref().map(|Place(path, _)| path),
        ))
        .into_boxed::<MultiBackend>();
    if let Some(plan) = filter.plan_id {
        query = query.filter(congresses::plan_id.eq(plan));
    }
    if let Some(state) = filter.state {
        query = query.filter(congresses::state.eq(state));
    }
    match filter.pilot {
        // Of the pilots there is an index.
        Some(true) => query = query.filter(congresses::pilot),
        Some(false) => query = query.filter(not(congresses::pilot)),
        None => (),
    }
    match filter.late {
        Some((true, today)) => query = query.filter(congresses::due_on.lt(today)),
        Some((false, today)) => {
            query = query.filter(
                congresses::due_on
                    .ge(today)
                    .or(congresses::due_on.is_null()),
            );
        }
        None => (),
    }
    if let Some(from) = filter.from {
        query = query.filter(congresses::planned_on.ge(from));
    }
    if let Some(to) = filter.to {
        query = query.filter(congresses::planned_on.le(to));
    }
    if let Some(words) = &filter.words {
        if let Some(few) = few_with::<Congress>(conn, Named::Congresses, words)? {
            query = query.filter(congresses::id.eq_any(few));
        }
        query = query.filter(
            congresses::search
                .like(search::containing(words))
                .escape('\\'),
        );
    }
    if let Some(Place(path, id)) = &page.after {
        query = query.filter(beyond(path, *id));
    }
    let rows = query
        .order((congresses::unit_path, congresses::id))
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |item: &CongressSummary| {
        Place(item.unit_path.clone(), item.id)
    }))
}

/// How the pilots of a plan stand.
pub fn pilots(conn: &mut AnyConnection, plan: PlanId) -> Result<PilotFacts, Error> {
    let rows = congresses::table
        .filter(
            congresses::plan_id
                .eq(plan)
                .and(congresses::pilot)
                .and(congresses::state.ne(State::Cancelled)),
        )
        .order((congresses::unit_path, congresses::id))
        .select((
            congresses::unit_name,
            congresses::state,
            congresses::sector_id,
        ))
        .load::<(String, State, Option<SectorId>)>(conn)?;
    let mut facts = PilotFacts::default();
    for (name, state, sector) in rows {
        if state == State::Annulled {
            facts.annulled += 1;
            continue;
        }
        facts.pilots += 1;
        facts.sectors.extend(sector);
        if !state.is_held() {
            facts.open.push(name);
        }
    }
    facts.sectors.sort_unstable();
    facts.sectors.dedup();
    Ok(facts)
}

/// The names of those of these branches whose congress has been convened and not yet closed.
pub fn under_way(conn: &mut AnyConnection, units: &[UnitId]) -> Result<Vec<String>, Error> {
    Ok(congresses::table
        .filter(congresses::unit_id.eq_any(units.to_vec()))
        .filter(congresses::state.eq_any([State::Convened, State::InSession]))
        .order((congresses::unit_name, congresses::id))
        .select(congresses::unit_name)
        .load(conn)?)
}

/// How many congresses of a plan, neither cancelled nor annulled, stand under none of these places.
pub fn outside(conn: &mut AnyConnection, plan: PlanId, scope: &[UnitPath]) -> Result<i64, Error> {
    let mut query = congresses::table
        .filter(congresses::plan_id.eq(plan))
        .filter(congresses::state.ne_all(NOT_ALIVE))
        .count()
        .into_boxed::<MultiBackend>();
    for place in scope {
        query = query.filter(not(congresses::unit_path
            .ge(place.as_str().to_owned())
            .and(congresses::unit_path.lt(place.end()))));
    }
    Ok(query.get_result(conn)?)
}

/// How many congresses of a plan are not finished.
pub fn unfinished(conn: &mut AnyConnection, plan: PlanId) -> Result<i64, Error> {
    Ok(congresses::table
        .filter(congresses::plan_id.eq(plan))
        .filter(congresses::state.ne_all(State::FINISHED))
        .count()
        .get_result(conn)?)
}

/// How many annulled congresses of a plan are of a branch that has no other under it.
pub fn annulled_not_held_again(conn: &mut AnyConnection, plan: PlanId) -> Result<i64, Error> {
    let again = alias!(congresses as again);
    let others = again
        .filter(again.field(congresses::plan_id).eq(plan))
        .filter(again.field(congresses::unit_id).eq(congresses::unit_id))
        .filter(again.field(congresses::state).ne(State::Annulled));
    Ok(congresses::table
        .filter(congresses::plan_id.eq(plan))
        .filter(congresses::state.eq(State::Annulled))
        .filter(not(exists(others.select(again.field(congresses::id)))))
        .count()
        .get_result(conn)?)
}

/// How many branches stood in a subtree on a day that have no congress in any of these plans but annulled ones.
///
/// Most branches have a congress that is alive, which an index alone tells. Its states stand in the text, because an index
/// over some of the rows is used only by a question that names which.
pub fn branches_without(
    conn: &mut AnyConnection,
    line: &[PlanId],
    subtree: &UnitPath,
    on: NaiveDate,
) -> Result<i64, Error> {
    let of_branch = || {
        congresses::table.filter(
            congresses::plan_id
                .eq_any(line.to_vec())
                .and(congresses::unit_id.eq(unit_placements::unit_id)),
        )
    };
    let alive = of_branch().filter(sql::<Bool>(
        "congresses.state NOT IN ('cancelled', 'annulled')",
    ));
    let not_annulled = of_branch().filter(congresses::state.ne(State::Annulled));
    Ok(unit_placements::table
        .filter(unit_placements::level.eq_any(Level::BRANCHES))
        .filter(unit_placements::path.ge(subtree.as_str().to_owned()))
        .filter(unit_placements::path.lt(subtree.end()))
        .filter(unit_placements::valid_from.le(on))
        .filter(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(on)),
        )
        .filter(not(exists(alive.select(congresses::id))))
        .filter(not(exists(not_annulled.select(congresses::id))))
        .count()
        .get_result(conn)?)
}

/// The branches that have a congress which is alive, under any of these plans.
pub fn branches_alive(
    conn: &mut AnyConnection,
    of_plans: &[PlanId],
) -> Result<HashSet<UnitId>, Error> {
    Ok(congresses::table
        .filter(
            congresses::plan_id
                .eq_any(of_plans.to_vec())
                .and(congresses::state.ne_all(NOT_ALIVE)),
        )
        .select(congresses::unit_id)
        .load::<UnitId>(conn)?
        .into_iter()
        .collect())
}

/// Whether a branch has a congress which is alive, under any of these plans.
pub fn is_alive(
    conn: &mut AnyConnection,
    of_plans: &[PlanId],
    unit: UnitId,
) -> Result<bool, Error> {
    let alive = congresses::table
        .filter(
            congresses::plan_id
                .eq_any(of_plans.to_vec())
                .and(congresses::unit_id.eq(unit))
                .and(congresses::state.ne_all(NOT_ALIVE)),
        )
        .count()
        .get_result::<i64>(conn)?;
    Ok(alive > 0)
}

#[derive(QueryableByName)]
struct DueDay {
    #[diesel(sql_type = Nullable<Date>)]
    day: Option<NaiveDate>,
}

/// The days on which congresses of a state are due: one step in the index for each day, however many congresses
/// fall on it.
///
/// In SQL, because the common subset has no recursion.
fn due_days(
    conn: &mut AnyConnection,
    state: State,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<NaiveDate>, Error> {
    let days = diesel::sql_query(
        "WITH RECURSIVE days(day) AS (\
         SELECT MIN(due_on) FROM congresses WHERE state = $1 AND due_on >= $2 \
         UNION ALL \
         SELECT (SELECT MIN(due_on) FROM congresses WHERE state = $3 AND due_on > days.day) \
         FROM days WHERE days.day <= $4) \
         SELECT day FROM days WHERE day <= $5",
    )
    .bind::<Text, _>(state)
    .bind::<Date, _>(from)
    .bind::<Text, _>(state)
    .bind::<Date, _>(until)
    .bind::<Date, _>(until)
    .load::<DueDay>(conn)?;
    Ok(days.into_iter().filter_map(|row| row.day).collect())
}

/// The last congress of the same branch that was held before this one and stands.
pub fn last_held(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<CongressId>, Error> {
    Ok(congresses::table
        .filter(congresses::unit_id.eq(congress.unit_id))
        .filter(congresses::state.ne(State::Annulled))
        .filter(congresses::id.ne(congress.id))
        .filter(congresses::closed_on.is_not_null())
        .order((congresses::closed_on.desc(), congresses::id.desc()))
        .select(congresses::id)
        .first(conn)
        .optional()?)
}

/// When the first congress of the same branch after this one, which closed on that day, closed; none while none has.
pub fn next_closing(
    conn: &mut AnyConnection,
    congress: &Congress,
    closed_on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    let later = congresses::closed_on.gt(closed_on).or(congresses::closed_on
        .eq(closed_on)
        .and(congresses::id.gt(congress.id)));
    Ok(congresses::table
        .filter(congresses::unit_id.eq(congress.unit_id))
        .filter(congresses::state.eq_any([State::Closed, State::Reported, State::Confirmed]))
        .filter(congresses::closed_on.is_not_null())
        .filter(later.assume_not_null())
        .order((congresses::closed_on, congresses::id))
        .select(congresses::closed_on.assume_not_null())
        .first(conn)
        .optional()?)
}

/// When the last congress of the same branch that was held before this one closed, and under which plan; none where none
/// is kept here.
pub fn last_closing(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<(NaiveDate, PlanId)>, Error> {
    Ok(congresses::table
        .filter(congresses::unit_id.eq(congress.unit_id))
        .filter(congresses::state.ne(State::Annulled))
        .filter(congresses::id.ne(congress.id))
        .filter(congresses::closed_on.is_not_null())
        .order((congresses::closed_on.desc(), congresses::id.desc()))
        .select((congresses::closed_on.assume_not_null(), congresses::plan_id))
        .first(conn)
        .optional()?)
}

/// The congresses of a state that are due, by day and then in the order of the tree: day by day, each a range of one
/// index, until there are enough.
pub fn due(
    conn: &mut AnyConnection,
    state: State,
    filter: &DueFilter,
) -> Result<Vec<Congress>, Error> {
    let mut found: Vec<Congress> = Vec::new();
    for day in due_days(conn, state, (filter.from, filter.until))? {
        let left = filter.most - i64::try_from(found.len()).unwrap_or(i64::MAX);
        if left <= 0 {
            break;
        }
        let after = filter.beyond.as_ref().filter(|_| day == filter.from);
        let mut query = congresses::table
            .select(Congress::as_select())
            .filter(congresses::state.eq(state))
            .filter(congresses::due_on.eq(day))
            .filter(within(&filter.places, after.map(|(path, _)| path)))
            .into_boxed::<MultiBackend>();
        if let Some((path, id)) = after {
            query = query.filter(beyond(path, *id));
        }
        found.extend(
            query
                .order((congresses::unit_path, congresses::id))
                .limit(left)
                .load::<Congress>(conn)?,
        );
    }
    Ok(found)
}
