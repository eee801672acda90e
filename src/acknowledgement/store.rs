//! The rows of acknowledgements, and the congresses that guidance reaches.

use diesel::prelude::*;

use super::model::{Acknowledgement, Reached};
use crate::congress::model::{CongressId, State};
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{congresses, guidance_acknowledgements};
use crate::db::tree_order::{beyond, within};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::guidance::model::GuidanceId;
use crate::plan::model::PlanId;

/// Where a congress stands in the list: in tree order.
pub type Position = (UnitPath, CongressId);

/// Which congresses are asked for.
#[derive(Debug)]
pub struct ReachedFilter {
    /// The guidance.
    pub guidance: GuidanceId,
    /// Its plan, whose own pilots it does not reach.
    pub own_plan: PlanId,
    /// Its plan and those that implement it.
    pub plans: Vec<PlanId>,
    /// Only branches under any of these places.
    pub reach: Vec<UnitPath>,
    /// Only those that have acknowledged it, or only those that have not.
    pub acknowledged: Option<bool>,
}

/// The congresses that guidance reaches, in tree order; those that will not be held are not among them.
pub fn reached(
    conn: &mut AnyConnection,
    filter: &ReachedFilter,
    page: &PageRequest<Position>,
) -> Result<Page<Reached>, Error> {
    let mut query = congresses::table
        .select(Reached::as_select())
        .into_boxed::<MultiBackend>()
        .filter(within(
            &filter.reach,
            page.after.as_ref().map(|(path, _)| path),
        ))
        .filter(congresses::state.ne_all([State::Cancelled, State::Annulled]))
        .filter(
            congresses::pilot
                .eq(false)
                .or(congresses::plan_id.ne(filter.own_plan)),
        );
    // One plan is the common case, and is read in the index's own order.
    query = match filter.plans.as_slice() {
        [plan] => query.filter(congresses::plan_id.eq(*plan)),
        plans => query.filter(congresses::plan_id.eq_any(plans.to_vec())),
    };
    let row = guidance_acknowledgements::table
        .filter(guidance_acknowledgements::guidance_id.eq(filter.guidance))
        .filter(guidance_acknowledgements::congress_id.eq(congresses::id));
    query = match filter.acknowledged {
        Some(true) => query.filter(diesel::dsl::exists(row)),
        Some(false) => query.filter(diesel::dsl::not(diesel::dsl::exists(row))),
        None => query,
    };
    if let Some((path, id)) = &page.after {
        query = query.filter(beyond(path, *id));
    }
    let rows = query
        .order((congresses::unit_path, congresses::id))
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |row: &Reached| {
        (row.unit_path.clone(), row.id)
    }))
}

/// How many congresses of these plans a guidance reaches, and how many of their branches have acknowledged it.
pub fn tally(
    conn: &mut AnyConnection,
    guidance: GuidanceId,
    own_plan: PlanId,
    plans: &[PlanId],
) -> Result<(i64, i64), Error> {
    let reached = congresses::table
        .filter(congresses::plan_id.eq_any(plans.to_vec()))
        .filter(congresses::state.ne_all([State::Cancelled, State::Annulled]))
        .filter(
            congresses::pilot
                .eq(false)
                .or(congresses::plan_id.ne(own_plan)),
        );
    let row = guidance_acknowledgements::table
        .filter(guidance_acknowledgements::guidance_id.eq(guidance))
        .filter(guidance_acknowledgements::congress_id.eq(congresses::id));
    let all = reached.clone().count().get_result(conn)?;
    let given = reached
        .filter(diesel::dsl::exists(row))
        .count()
        .get_result(conn)?;
    Ok((all, given))
}

/// The acknowledgements of these guidances for these congresses.
pub fn given(
    conn: &mut AnyConnection,
    guidances: &[GuidanceId],
    congresses: &[CongressId],
) -> Result<Vec<Acknowledgement>, Error> {
    Ok(guidance_acknowledgements::table
        .filter(guidance_acknowledgements::guidance_id.eq_any(guidances))
        .filter(guidance_acknowledgements::congress_id.eq_any(congresses))
        .select(Acknowledgement::as_select())
        .load(conn)?)
}

/// Writes an acknowledgement down.
pub fn insert(conn: &mut AnyConnection, row: &Acknowledgement) -> Result<(), Error> {
    diesel::insert_into(guidance_acknowledgements::table)
        .values((
            guidance_acknowledgements::guidance_id.eq(row.guidance_id),
            guidance_acknowledgements::congress_id.eq(row.congress_id),
            guidance_acknowledgements::acknowledged_at.eq(row.acknowledged_at),
            guidance_acknowledgements::acknowledged_by.eq(row.acknowledged_by),
        ))
        .execute(conn)?;
    Ok(())
}
