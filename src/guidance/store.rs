//! The rows of guidance and its clauses.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{
    Checklist, Clause, ClauseId, Distributed, Guidance, GuidanceId, Meeting, State,
};
use super::rules::MOST_CLAUSES;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{
    checklist_ticks, clause_opinions, congresses, guidance_acknowledgements, guidance_clauses,
    guidances, plans,
};
use crate::db::time::Instant;
use crate::error::Error;
use crate::numbering::model::IssuedAs;
use crate::opinion::model::OpinionId;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;

/// The most guidance of a line of plans that was ever in force and is looked at.
const MOST_DISTRIBUTED: i64 = 500;

/// The guidance with this key.
pub fn by_id(conn: &mut AnyConnection, id: GuidanceId) -> Result<Guidance, Error> {
    Ok(guidances::table
        .find(id)
        .select(Guidance::as_select())
        .first(conn)?)
}

/// Writes guidance down.
pub fn insert(conn: &mut AnyConnection, guidance: &Guidance) -> Result<(), Error> {
    diesel::insert_into(guidances::table)
        .values((
            guidances::id.eq(guidance.id),
            guidances::plan_id.eq(guidance.plan_id),
            guidances::state.eq(guidance.state),
            guidances::title.eq(&guidance.title),
            guidances::created_at.eq(guidance.created_at),
            guidances::created_by.eq(guidance.created_by),
            guidances::version.eq(guidance.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves guidance that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, guidance: &Guidance, seen: i64) -> Result<(), Error> {
    let row = guidances::table.filter(
        guidances::id
            .eq(guidance.id)
            .and(guidances::version.eq(seen)),
    );
    let changed = diesel::update(row)
        .set((
            guidances::state.eq(guidance.state),
            guidances::symbol.eq(&guidance.symbol),
            guidances::title.eq(&guidance.title),
            guidances::issued_on.eq(guidance.issued_on),
            guidances::issued_at.eq(guidance.issued_at),
            guidances::superseded_at.eq(guidance.superseded_at),
            guidances::version.eq(guidance.version),
        ))
        .execute(conn)?;
    as_seen(changed, guidance.version)
}

fn as_seen(changed: usize, current: i64) -> Result<(), Error> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale { current })
    }
}

/// The guidance of a plan in one of these states, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    plan: PlanId,
    states: &[State],
    page: &PageRequest<GuidanceId>,
) -> Result<Page<Guidance>, Error> {
    let rows = guidances::table
        .filter(guidances::plan_id.eq(plan))
        .filter(guidances::state.eq_any(states))
        .filter(guidances::id.gt(page.after.unwrap_or(Id::nil())))
        .order(guidances::id)
        .limit(page.limit + 1)
        .select(Guidance::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |guidance: &Guidance| {
        guidance.id
    }))
}

/// The guidance of a plan that is in force.
pub fn in_force(conn: &mut AnyConnection, plan: PlanId) -> Result<Option<Guidance>, Error> {
    Ok(guidances::table
        .filter(guidances::plan_id.eq(plan))
        .filter(guidances::state.eq(State::Issued))
        .select(Guidance::as_select())
        .first(conn)
        .optional()?)
}

/// The guidance of a plan that came into force last before this moment.
pub fn before(
    conn: &mut AnyConnection,
    plan: PlanId,
    at: Instant,
) -> Result<Option<Guidance>, Error> {
    Ok(guidances::table
        .filter(guidances::plan_id.eq(plan))
        .filter(guidances::superseded_at.le(at))
        .order((guidances::superseded_at.desc(), guidances::id.desc()))
        .select(Guidance::as_select())
        .first(conn)
        .optional()?)
}

/// A congress, as far as guidance looks at it.
pub fn meeting(conn: &mut AnyConnection, congress: CongressId) -> Result<Meeting, Error> {
    let (plan_id, pilot, opened_on) = congresses::table
        .find(congress)
        .select((
            congresses::plan_id,
            congresses::pilot,
            congresses::opened_on,
        ))
        .first(conn)?;
    Ok(Meeting {
        plan_id,
        pilot,
        opened_on,
    })
}

/// The guidance of these plans in one of these states, and whether this congress's branch has acknowledged it.
pub fn distributed(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    states: &[State],
    congress: CongressId,
) -> Result<Vec<Distributed>, Error> {
    type Row = (
        GuidanceId,
        PlanId,
        Option<String>,
        Instant,
        Option<Instant>,
        Option<GuidanceId>,
    );
    let by_this_branch = guidance_acknowledgements::guidance_id
        .eq(guidances::id)
        .and(guidance_acknowledgements::congress_id.eq(congress));
    let rows = guidances::table
        .left_join(guidance_acknowledgements::table.on(by_this_branch))
        .filter(guidances::plan_id.eq_any(plans))
        .filter(guidances::state.eq_any(states))
        .filter(guidances::issued_at.is_not_null())
        .order(guidances::issued_at.desc())
        .limit(MOST_DISTRIBUTED)
        .select((
            guidances::id,
            guidances::plan_id,
            guidances::symbol,
            guidances::issued_at.assume_not_null(),
            guidances::superseded_at,
            guidance_acknowledgements::guidance_id.nullable(),
        ))
        .load::<Row>(conn)?;
    Ok(rows.into_iter().map(distributed_of_row).collect())
}

fn distributed_of_row(
    (guidance_id, plan_id, symbol, issued_at, superseded_at, acknowledged): (
        GuidanceId,
        PlanId,
        Option<String>,
        Instant,
        Option<Instant>,
        Option<GuidanceId>,
    ),
) -> Distributed {
    Distributed {
        guidance_id,
        plan_id,
        symbol: symbol.unwrap_or_default(),
        issued_at,
        superseded_at,
        acknowledged: acknowledged.is_some(),
    }
}

/// How many clauses of these guidances the congress has not ticked off, by when they must have been.
pub fn open_items(
    conn: &mut AnyConnection,
    guidances: &[GuidanceId],
    congress: CongressId,
) -> Result<Vec<(Checklist, i64)>, Error> {
    let ticked = checklist_ticks::clause_id
        .eq(guidance_clauses::id)
        .and(checklist_ticks::congress_id.eq(congress))
        .and(checklist_ticks::done.eq(true));
    Ok(guidance_clauses::table
        .left_join(checklist_ticks::table.on(ticked))
        .filter(guidance_clauses::guidance_id.eq_any(guidances))
        .filter(guidance_clauses::checklist.ne(Checklist::None))
        .filter(checklist_ticks::clause_id.nullable().is_null())
        .group_by(guidance_clauses::checklist)
        .select((guidance_clauses::checklist, diesel::dsl::count_star()))
        .load(conn)?)
}

/// The clause with this key.
pub fn clause(conn: &mut AnyConnection, id: ClauseId) -> Result<Clause, Error> {
    Ok(guidance_clauses::table
        .find(id)
        .select(Clause::as_select())
        .first(conn)?)
}

/// The clauses of a guidance in order.
pub fn clauses(
    conn: &mut AnyConnection,
    guidance: GuidanceId,
    page: &PageRequest<i64>,
) -> Result<Page<Clause>, Error> {
    let rows = guidance_clauses::table
        .filter(guidance_clauses::guidance_id.eq(guidance))
        .filter(guidance_clauses::n.gt(page.after.unwrap_or(0)))
        .order(guidance_clauses::n)
        .limit(page.limit + 1)
        .select(Clause::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |clause: &Clause| clause.n))
}

/// Every clause of a guidance, in order: never more than [`MOST_CLAUSES`].
pub fn all_clauses(conn: &mut AnyConnection, guidance: GuidanceId) -> Result<Vec<Clause>, Error> {
    let whole = PageRequest {
        limit: MOST_CLAUSES,
        after: None,
    };
    Ok(clauses(conn, guidance, &whole)?.items)
}

/// How many clauses a guidance has.
pub fn count_clauses(conn: &mut AnyConnection, guidance: GuidanceId) -> Result<i64, Error> {
    Ok(guidance_clauses::table
        .filter(guidance_clauses::guidance_id.eq(guidance))
        .count()
        .get_result(conn)?)
}

/// Writes a clause down.
pub fn insert_clause(conn: &mut AnyConnection, clause: &Clause) -> Result<(), Error> {
    diesel::insert_into(guidance_clauses::table)
        .values((
            guidance_clauses::id.eq(clause.id),
            guidance_clauses::guidance_id.eq(clause.guidance_id),
            guidance_clauses::n.eq(clause.n),
            guidance_clauses::text.eq(&clause.text),
            guidance_clauses::checklist.eq(clause.checklist),
            guidance_clauses::version.eq(clause.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a clause's words; its place is kept by [`move_clauses`].
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save_clause(conn: &mut AnyConnection, clause: &Clause, seen: i64) -> Result<(), Error> {
    let row = guidance_clauses::table.filter(
        guidance_clauses::id
            .eq(clause.id)
            .and(guidance_clauses::version.eq(seen)),
    );
    let changed = diesel::update(row)
        .set((
            guidance_clauses::n.eq(clause.n),
            guidance_clauses::text.eq(&clause.text),
            guidance_clauses::checklist.eq(clause.checklist),
            guidance_clauses::version.eq(clause.version),
        ))
        .execute(conn)?;
    as_seen(changed, clause.version)
}

/// Removes a clause and what it rested on.
pub fn delete_clause(conn: &mut AnyConnection, id: ClauseId) -> Result<(), Error> {
    set_opinions(conn, id, &[])?;
    diesel::delete(guidance_clauses::table.find(id)).execute(conn)?;
    Ok(())
}

/// Moves the clauses of a guidance numbered `from` to `to` by `by` places.
///
/// Both databases hold numbers unique row by row, so the clauses first step aside.
pub fn move_clauses(
    conn: &mut AnyConnection,
    guidance: GuidanceId,
    (from, to): (i64, i64),
    by: i64,
) -> Result<(), Error> {
    const ASIDE: i64 = 1_000_000;
    let of_it = guidance_clauses::guidance_id.eq(guidance);
    let those = guidance_clauses::table
        .filter(of_it)
        .filter(guidance_clauses::n.between(from, to));
    diesel::update(those)
        .set(guidance_clauses::n.eq(guidance_clauses::n + ASIDE))
        .execute(conn)?;
    let aside = guidance_clauses::table
        .filter(of_it)
        .filter(guidance_clauses::n.between(from + ASIDE, to + ASIDE));
    diesel::update(aside)
        .set((
            guidance_clauses::n.eq(guidance_clauses::n + (by - ASIDE)),
            guidance_clauses::version.eq(guidance_clauses::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// What these clauses rest on: clause and opinion, the oldest opinion first.
pub fn opinions_of(
    conn: &mut AnyConnection,
    clauses: &[ClauseId],
) -> Result<Vec<(ClauseId, OpinionId)>, Error> {
    Ok(clause_opinions::table
        .filter(clause_opinions::clause_id.eq_any(clauses))
        .order((clause_opinions::clause_id, clause_opinions::opinion_id))
        .select((clause_opinions::clause_id, clause_opinions::opinion_id))
        .load(conn)?)
}

/// Sets anew what a clause rests on.
pub fn set_opinions(
    conn: &mut AnyConnection,
    clause: ClauseId,
    opinions: &[OpinionId],
) -> Result<(), Error> {
    let old = clause_opinions::table.filter(clause_opinions::clause_id.eq(clause));
    diesel::delete(old).execute(conn)?;
    for opinion in opinions {
        diesel::insert_into(clause_opinions::table)
            .values((
                clause_opinions::clause_id.eq(clause),
                clause_opinions::opinion_id.eq(*opinion),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The numbers of the guidance that a committee has issued, each with its date.
pub fn numbers_of(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<IssuedAs>, Error> {
    let rows: Vec<(GuidanceId, String, NaiveDate)> = guidances::table
        .inner_join(plans::table)
        .filter(plans::unit_id.eq(unit))
        .filter(guidances::symbol.is_not_null())
        .filter(guidances::issued_on.is_not_null())
        .select((
            guidances::id,
            guidances::symbol.assume_not_null(),
            guidances::issued_on.assume_not_null(),
        ))
        .load(conn)?;
    let issued = rows.into_iter();
    Ok(issued
        .map(|(id, symbol, on)| (id.cast(), symbol, on))
        .collect())
}
