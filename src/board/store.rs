//! The questions behind the roll-out board.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{BoardFilter, Timing};
use crate::audit::model::{SubjectId, SubjectKind};
use crate::congress::model::{Congress, CongressId, Place};
use crate::congress::rules::at_risk_until;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{congresses, guidance_acknowledgements, process_history};
use crate::db::time::Instant;
use crate::db::tree_order::{beyond, within};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::guidance::model::GuidanceId;

/// The congresses of the board, whole, in the order of the tree.
pub fn congresses(
    conn: &mut AnyConnection,
    filter: &BoardFilter,
    page: &PageRequest<Place>,
) -> Result<Page<Congress>, Error> {
    let after = page.after.as_ref();
    let mut query = congresses::table
        .select(Congress::as_select())
        .filter(within(&filter.places, after.map(|Place(path, _)| path)))
        .into_boxed::<MultiBackend>();
    // One plan is the common case, and is read in the index's own order.
    query = match filter.plans.as_slice() {
        [plan] => query.filter(congresses::plan_id.eq(*plan)),
        plans => query.filter(congresses::plan_id.eq_any(plans.to_vec())),
    };
    if let Some(sector) = filter.sector_id {
        query = query.filter(congresses::sector_id.eq(sector));
    }
    if let Some(state) = filter.state {
        query = query.filter(congresses::state.eq(state));
    }
    let soon = at_risk_until(filter.today);
    query = match filter.timing {
        Some(Timing::Late) => query.filter(congresses::due_on.lt(filter.today)),
        Some(Timing::AtRisk) => query.filter(congresses::due_on.between(filter.today, soon)),
        Some(Timing::OnTime) => {
            query.filter(congresses::due_on.gt(soon).or(congresses::due_on.is_null()))
        }
        None => query,
    };
    if let Some(Place(path, id)) = after {
        query = query.filter(beyond(path, *id));
    }
    let rows = query
        .order((congresses::unit_path, congresses::id))
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |congress: &Congress| {
        Place(congress.unit_path.clone(), congress.id)
    }))
}

/// When these steps were taken on these congresses, the first one first.
pub fn taken(
    conn: &mut AnyConnection,
    of: &[CongressId],
    steps: &[String],
) -> Result<Vec<(CongressId, String, NaiveDate)>, Error> {
    let subjects: Vec<SubjectId> = of.iter().map(|id| id.cast()).collect();
    let rows = process_history::table
        .filter(process_history::subject_kind.eq(SubjectKind::Congress))
        .filter(process_history::subject_id.eq_any(subjects))
        .filter(process_history::step.eq_any(steps.to_vec()))
        .order(process_history::id)
        .select((
            process_history::subject_id,
            process_history::step,
            process_history::on_date,
        ))
        .load::<(SubjectId, String, NaiveDate)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(subject, step, on)| (subject.cast(), step, on))
        .collect())
}

/// When the branches of these congresses acknowledged a guidance.
pub fn acknowledged(
    conn: &mut AnyConnection,
    guidance: GuidanceId,
    of: &[CongressId],
) -> Result<Vec<(CongressId, Instant)>, Error> {
    Ok(guidance_acknowledgements::table
        .filter(guidance_acknowledgements::guidance_id.eq(guidance))
        .filter(guidance_acknowledgements::congress_id.eq_any(of.to_vec()))
        .select((
            guidance_acknowledgements::congress_id,
            guidance_acknowledgements::acknowledged_at,
        ))
        .load(conn)?)
}
