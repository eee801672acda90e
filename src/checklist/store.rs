//! The rows of checklists.

use diesel::prelude::*;

use super::model::{Tick, TickedBox};
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{checklist_ticks, congresses, guidance_clauses};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::guidance::model::{Checklist, Clause, ClauseId, GuidanceId};
use crate::unit::model::UnitId;

/// Where an item stands in the list: guidance by guidance, in the order of the clauses.
pub type Position = (GuidanceId, i64);

/// The checklist clauses of these guidances, and what the congress's branch said of each.
pub fn items(
    conn: &mut AnyConnection,
    guidances: &[GuidanceId],
    congress: CongressId,
    page: &PageRequest<Position>,
) -> Result<Page<(Clause, Option<Tick>)>, Error> {
    let said = checklist_ticks::clause_id
        .eq(guidance_clauses::id)
        .and(checklist_ticks::congress_id.eq(congress));
    let (after, n) = page.after.unwrap_or((Id::nil(), 0));
    let further = guidance_clauses::guidance_id
        .gt(after)
        .or(guidance_clauses::guidance_id
            .eq(after)
            .and(guidance_clauses::n.gt(n)));
    let rows = guidance_clauses::table
        .left_join(checklist_ticks::table.on(said))
        .filter(guidance_clauses::guidance_id.eq_any(guidances))
        .filter(guidance_clauses::checklist.ne(Checklist::None))
        .filter(further)
        .order((guidance_clauses::guidance_id, guidance_clauses::n))
        .limit(page.limit + 1)
        .select((Clause::as_select(), Option::<Tick>::as_select()))
        .load::<(Clause, Option<Tick>)>(conn)?;
    Ok(Page::of(rows, page.limit, |(clause, _)| {
        (clause.guidance_id, clause.n)
    }))
}

/// What the branch said of a clause for its congress.
pub fn tick(
    conn: &mut AnyConnection,
    congress: CongressId,
    clause: ClauseId,
) -> Result<Option<Tick>, Error> {
    Ok(checklist_ticks::table
        .find((congress, clause))
        .select(Tick::as_select())
        .first(conn)
        .optional()?)
}

/// Writes down what the branch says for the first time.
pub fn insert(conn: &mut AnyConnection, tick: &Tick) -> Result<(), Error> {
    diesel::insert_into(checklist_ticks::table)
        .values((
            checklist_ticks::congress_id.eq(tick.congress_id),
            checklist_ticks::clause_id.eq(tick.clause_id),
            checklist_ticks::done.eq(tick.done),
            checklist_ticks::note.eq(&tick.note),
            checklist_ticks::ticked_at.eq(tick.ticked_at),
            checklist_ticks::ticked_by.eq(tick.ticked_by),
            checklist_ticks::version.eq(tick.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a tick that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, tick: &Tick, seen: i64) -> Result<(), Error> {
    let row = checklist_ticks::table
        .find((tick.congress_id, tick.clause_id))
        .filter(checklist_ticks::version.eq(seen));
    let changed = diesel::update(row)
        .set((
            checklist_ticks::done.eq(tick.done),
            checklist_ticks::note.eq(&tick.note),
            checklist_ticks::ticked_at.eq(tick.ticked_at),
            checklist_ticks::ticked_by.eq(tick.ticked_by),
            checklist_ticks::version.eq(tick.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: tick.version,
        })
    }
}

/// Every box ticked for a clause by branches under any of these places.
pub fn ticked_boxes(
    conn: &mut AnyConnection,
    clause: ClauseId,
    reach: &[UnitPath],
    page: &PageRequest<CongressId>,
) -> Result<Page<TickedBox>, Error> {
    type Source = diesel::dsl::InnerJoinQuerySource<checklist_ticks::table, congresses::table>;
    type Condition =
        Box<dyn BoxableExpression<Source, MultiBackend, SqlType = diesel::sql_types::Bool>>;
    let mut visible: Condition = Box::new(congresses::unit_path.eq(String::new()));
    for path in reach {
        let under = congresses::unit_path
            .ge(path.as_str().to_owned())
            .and(congresses::unit_path.lt(path.end()));
        visible = Box::new(visible.or(under));
    }
    let rows = checklist_ticks::table
        .inner_join(congresses::table)
        .filter(checklist_ticks::clause_id.eq(clause))
        .filter(checklist_ticks::done.eq(true))
        .filter(checklist_ticks::congress_id.gt(page.after.unwrap_or(Id::nil())))
        .filter(visible)
        .order(checklist_ticks::congress_id)
        .limit(page.limit + 1)
        .select((
            Tick::as_select(),
            congresses::unit_id,
            congresses::unit_name,
        ))
        .load::<(Tick, UnitId, String)>(conn)?;
    let page = Page::of(rows, page.limit, |(tick, ..)| tick.congress_id);
    Ok(page.map(|(tick, unit_id, unit_name)| TickedBox {
        tick,
        unit_id,
        unit_name,
    }))
}
