//! The rows of opinions.

use diesel::prelude::*;

use super::model::{Opinion, OpinionFilter, OpinionId, State, Theme};
use crate::congress::model::{Congress, CongressId};
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{congresses, opinions};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::plan::model::PlanId;

/// The opinion with this key.
pub fn by_id(conn: &mut AnyConnection, id: OpinionId) -> Result<Opinion, Error> {
    Ok(opinions::table
        .find(id)
        .select(Opinion::as_select())
        .first(conn)?)
}

/// The opinions with these keys, the oldest first.
pub fn by_ids(conn: &mut AnyConnection, ids: &[OpinionId]) -> Result<Vec<Opinion>, Error> {
    Ok(opinions::table
        .filter(opinions::id.eq_any(ids))
        .order(opinions::id)
        .select(Opinion::as_select())
        .load(conn)?)
}

/// The congress at which an opinion is raised; those who raise it need not reach it otherwise.
pub fn congress(conn: &mut AnyConnection, id: CongressId) -> Result<Congress, Error> {
    Ok(congresses::table
        .find(id)
        .select(Congress::as_select())
        .first(conn)?)
}

/// The names that the branches of these congresses bore on the day.
pub fn branch_names(
    conn: &mut AnyConnection,
    ids: &[CongressId],
) -> Result<Vec<(CongressId, String)>, Error> {
    Ok(congresses::table
        .filter(congresses::id.eq_any(ids))
        .select((congresses::id, congresses::unit_name))
        .load(conn)?)
}

/// How many opinions raised under a plan are about each theme, by state.
pub fn tally(conn: &mut AnyConnection, plan: PlanId) -> Result<Vec<(Theme, State, i64)>, Error> {
    Ok(opinions::table
        .filter(opinions::plan_id.eq(plan))
        .group_by((opinions::theme, opinions::state))
        .select((opinions::theme, opinions::state, diesel::dsl::count_star()))
        .load(conn)?)
}

/// Writes an opinion down.
pub fn insert(conn: &mut AnyConnection, opinion: &Opinion) -> Result<(), Error> {
    diesel::insert_into(opinions::table)
        .values((
            opinions::id.eq(opinion.id),
            opinions::plan_id.eq(opinion.plan_id),
            opinions::congress_id.eq(opinion.congress_id),
            opinions::theme.eq(opinion.theme),
            opinions::text.eq(&opinion.text),
            opinions::raised_by.eq(&opinion.raised_by),
            opinions::raised_by_unit_id.eq(opinion.raised_by_unit_id),
            opinions::state.eq(opinion.state),
            opinions::created_at.eq(opinion.created_at),
            opinions::created_by.eq(opinion.created_by),
            opinions::version.eq(opinion.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves an opinion that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, opinion: &Opinion, seen: i64) -> Result<(), Error> {
    let row = opinions::table.filter(opinions::id.eq(opinion.id).and(opinions::version.eq(seen)));
    let changed = diesel::update(row)
        .set((
            opinions::state.eq(opinion.state),
            opinions::answer.eq(&opinion.answer),
            opinions::answered_at.eq(opinion.answered_at),
            opinions::answered_by.eq(opinion.answered_by),
            opinions::conclusion.eq(&opinion.conclusion),
            opinions::concluded_at.eq(opinion.concluded_at),
            opinions::concluded_by.eq(opinion.concluded_by),
            opinions::version.eq(opinion.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: opinion.version,
        })
    }
}

/// The opinions, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    filter: &OpinionFilter,
    page: &PageRequest<OpinionId>,
) -> Result<Page<Opinion>, Error> {
    let mut query = opinions::table
        .select(Opinion::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(plan) = filter.plan_id {
        query = query.filter(opinions::plan_id.eq(plan));
    }
    if let Some(congress) = filter.congress_id {
        query = query.filter(opinions::congress_id.eq(congress));
    }
    if let Some(state) = filter.state {
        query = query.filter(opinions::state.eq(state));
    }
    if let Some(theme) = filter.theme {
        query = query.filter(opinions::theme.eq(theme));
    }
    let rows = query
        .filter(opinions::id.gt(page.after.unwrap_or(Id::nil())))
        .order(opinions::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |opinion: &Opinion| opinion.id))
}

/// How many opinions of a plan stand in one of these states.
pub fn count(conn: &mut AnyConnection, plan: PlanId, states: &[State]) -> Result<i64, Error> {
    Ok(opinions::table
        .filter(opinions::plan_id.eq(plan))
        .filter(opinions::state.eq_any(states))
        .count()
        .get_result(conn)?)
}

/// The opinions of a plan in one of these states that are none of those named, the oldest first.
pub fn others(
    conn: &mut AnyConnection,
    plan: PlanId,
    states: &[State],
    named: &[OpinionId],
    most: i64,
) -> Result<Vec<OpinionId>, Error> {
    Ok(opinions::table
        .filter(opinions::plan_id.eq(plan))
        .filter(opinions::state.eq_any(states))
        .filter(opinions::id.ne_all(named))
        .order(opinions::id)
        .limit(most)
        .select(opinions::id)
        .load(conn)?)
}
