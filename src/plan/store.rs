//! The rows of plans, their scopes and revisions.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::Value;

use super::model::{Plan, PlanContent, PlanFilter, PlanId, PlanRevision, State};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{plan_revisions, plan_scopes, plans};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::numbering::model::IssuedAs;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The plan with this key.
pub fn by_id(conn: &mut AnyConnection, id: PlanId) -> Result<Plan, Error> {
    Ok(plans::table
        .find(id)
        .select(Plan::as_select())
        .first(conn)?)
}

/// Writes a plan down.
pub fn insert(conn: &mut AnyConnection, plan: &Plan) -> Result<(), Error> {
    diesel::insert_into(plans::table)
        .values((
            (
                plans::id.eq(plan.id),
                plans::unit_id.eq(plan.unit_id),
                plans::unit_path.eq(&plan.unit_path),
                plans::implements_id.eq(plan.implements_id),
                plans::state.eq(plan.state),
                plans::revision.eq(plan.revision),
                plans::created_at.eq(plan.created_at),
                plans::created_by.eq(plan.created_by),
                plans::version.eq(plan.version),
            ),
            words_and_windows(plan),
        ))
        .execute(conn)?;
    Ok(())
}

type WordsAndWindows<'a> = (
    diesel::dsl::Eq<plans::symbol, &'a Option<String>>,
    diesel::dsl::Eq<plans::title, &'a String>,
    diesel::dsl::Eq<plans::search, String>,
    diesel::dsl::Eq<plans::issued_on, Option<chrono::NaiveDate>>,
    (
        diesel::dsl::Eq<plans::term_from, i64>,
        diesel::dsl::Eq<plans::term_to, i64>,
    ),
    (
        diesel::dsl::Eq<plans::pilot_from, Option<chrono::NaiveDate>>,
        diesel::dsl::Eq<plans::pilot_to, Option<chrono::NaiveDate>>,
        diesel::dsl::Eq<plans::rest_from, Option<chrono::NaiveDate>>,
        diesel::dsl::Eq<plans::rest_to, Option<chrono::NaiveDate>>,
    ),
    diesel::dsl::Eq<plans::content, &'a AsJson<PlanContent>>,
);

fn words_and_windows(plan: &Plan) -> WordsAndWindows<'_> {
    let words = format!(
        "{} {}",
        plan.symbol.as_deref().unwrap_or_default(),
        plan.title
    );
    (
        plans::symbol.eq(&plan.symbol),
        plans::title.eq(&plan.title),
        plans::search.eq(search::fold(&words)),
        plans::issued_on.eq(plan.issued_on),
        (
            plans::term_from.eq(plan.term_from),
            plans::term_to.eq(plan.term_to),
        ),
        (
            plans::pilot_from.eq(plan.pilot_from),
            plans::pilot_to.eq(plan.pilot_to),
            plans::rest_from.eq(plan.rest_from),
            plans::rest_to.eq(plan.rest_to),
        ),
        plans::content.eq(&plan.content),
    )
}

/// Saves a plan that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, plan: &Plan, seen: i64) -> Result<(), Error> {
    let changed =
        diesel::update(plans::table.filter(plans::id.eq(plan.id).and(plans::version.eq(seen))))
            .set((
                words_and_windows(plan),
                plans::state.eq(plan.state),
                plans::revision.eq(plan.revision),
                plans::version.eq(plan.version),
            ))
            .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: plan.version,
        })
    }
}

/// The roots of the subtrees a plan covers.
pub fn scope(conn: &mut AnyConnection, id: PlanId) -> Result<Vec<UnitId>, Error> {
    Ok(plan_scopes::table
        .filter(plan_scopes::plan_id.eq(id))
        .order(plan_scopes::unit_id)
        .select(plan_scopes::unit_id)
        .load(conn)?)
}

/// Sets them anew.
pub fn set_scope(conn: &mut AnyConnection, id: PlanId, units: &[UnitId]) -> Result<(), Error> {
    diesel::delete(plan_scopes::table.filter(plan_scopes::plan_id.eq(id))).execute(conn)?;
    for unit in units {
        diesel::insert_into(plan_scopes::table)
            .values((plan_scopes::plan_id.eq(id), plan_scopes::unit_id.eq(*unit)))
            .execute(conn)?;
    }
    Ok(())
}

/// The plans that implement this one, with where they stand.
pub fn implementing(conn: &mut AnyConnection, id: PlanId) -> Result<Vec<(PlanId, State)>, Error> {
    Ok(plans::table
        .filter(plans::implements_id.eq(id))
        .order(plans::id)
        .select((plans::id, plans::state))
        .load(conn)?)
}

/// The plans that implement this one and are issued or rolling out.
pub fn under_way_below(conn: &mut AnyConnection, id: PlanId) -> Result<Vec<Plan>, Error> {
    Ok(plans::table
        .filter(plans::implements_id.eq(id))
        .filter(
            plans::state
                .eq(State::Issued)
                .or(plans::state.eq(State::RollingOut)),
        )
        .order(plans::id)
        .select(Plan::as_select())
        .load(conn)?)
}

/// What else the same committee has issued for the same term.
pub fn others_of_the_term(conn: &mut AnyConnection, plan: &Plan) -> Result<Vec<PlanId>, Error> {
    Ok(plans::table
        .filter(plans::unit_id.eq(plan.unit_id))
        .filter(plans::term_from.eq(plan.term_from))
        .filter(plans::term_to.eq(plan.term_to))
        .filter(plans::id.ne(plan.id))
        .filter(plans::state.ne(State::Draft))
        .select(plans::id)
        .load(conn)?)
}

/// The plans, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    filter: &PlanFilter,
    page: &PageRequest<PlanId>,
) -> Result<Page<Plan>, Error> {
    let mut query = plans::table
        .select(Plan::as_select())
        .into_boxed::<MultiBackend>();
    let mut visible: Box<
        dyn BoxableExpression<plans::table, MultiBackend, SqlType = diesel::sql_types::Bool>,
    > = Box::new(plans::unit_path.eq_any(above_all(&filter.reach)));
    for path in &filter.reach {
        visible = Box::new(
            visible.or(plans::unit_path
                .ge(path.as_str().to_owned())
                .and(plans::unit_path.lt(path.end()))),
        );
    }
    query = query.filter(visible);
    if let Some(unit_id) = filter.unit_id {
        query = query.filter(plans::unit_id.eq(unit_id));
    }
    if let Some(state) = filter.state {
        query = query.filter(plans::state.eq(state));
    }
    if let Some(upper) = filter.implements_id {
        query = query.filter(plans::implements_id.eq(upper));
    }
    if let Some(words) = &filter.words {
        query = query.filter(plans::search.like(search::containing(words)).escape('\\'));
    }
    let rows = query
        .filter(plans::id.gt(page.after.unwrap_or(Id::nil())))
        .order(plans::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |plan: &Plan| plan.id))
}

/// Every place on the line from the root to each of these.
fn above_all(places: &[UnitPath]) -> Vec<String> {
    places
        .iter()
        .flat_map(UnitPath::line)
        .map(|path| path.to_string())
        .collect()
}

/// Keeps a revision, whole.
pub fn insert_revision(
    conn: &mut AnyConnection,
    plan: &Plan,
    snapshot: &Value,
    reason: &str,
    at: Instant,
    by: UserId,
) -> Result<(), Error> {
    diesel::insert_into(plan_revisions::table)
        .values((
            plan_revisions::plan_id.eq(plan.id),
            plan_revisions::revision.eq(plan.revision),
            plan_revisions::snapshot.eq(AsJson(snapshot.clone())),
            plan_revisions::reason.eq(reason),
            plan_revisions::recorded_at.eq(at),
            plan_revisions::recorded_by.eq(by),
        ))
        .execute(conn)?;
    Ok(())
}

/// The plan as the last revision made by the end of a day has it; none before it was issued. Plans are amended a few
/// times at most.
pub fn snapshot_on(
    conn: &mut AnyConnection,
    id: PlanId,
    day: chrono::NaiveDate,
) -> Result<Option<Value>, Error> {
    let revisions = plan_revisions::table
        .filter(plan_revisions::plan_id.eq(id))
        .order(plan_revisions::revision.desc())
        .select((plan_revisions::recorded_at, plan_revisions::snapshot))
        .load::<(Instant, AsJson<Value>)>(conn)?;
    let in_force = revisions.into_iter().find(|(at, _)| at.date() <= day);
    Ok(in_force.map(|(_, snapshot)| snapshot.0))
}

/// The revisions of a plan, the first one first.
pub fn revisions(
    conn: &mut AnyConnection,
    id: PlanId,
    page: &PageRequest<i64>,
) -> Result<Page<PlanRevision>, Error> {
    type Row = (i64, AsJson<Value>, String, Instant, UserId);
    let rows = plan_revisions::table
        .filter(
            plan_revisions::plan_id
                .eq(id)
                .and(plan_revisions::revision.gt(page.after.unwrap_or(0))),
        )
        .order(plan_revisions::revision)
        .limit(page.limit + 1)
        .select((
            plan_revisions::revision,
            plan_revisions::snapshot,
            plan_revisions::reason,
            plan_revisions::recorded_at,
            plan_revisions::recorded_by,
        ))
        .load::<Row>(conn)?;
    let revisions = rows
        .into_iter()
        .map(
            |(revision, snapshot, reason, recorded_at, recorded_by)| PlanRevision {
                revision,
                snapshot: snapshot.0,
                reason,
                recorded_at,
                recorded_by,
            },
        )
        .collect();
    Ok(Page::of(
        revisions,
        page.limit,
        |revision: &PlanRevision| revision.revision,
    ))
}

/// The numbers of the plans that a committee has issued, each with its date.
pub fn numbers_of(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<IssuedAs>, Error> {
    let rows: Vec<(PlanId, String, NaiveDate)> = plans::table
        .filter(plans::unit_id.eq(unit))
        .filter(plans::symbol.is_not_null())
        .filter(plans::issued_on.is_not_null())
        .select((
            plans::id,
            plans::symbol.assume_not_null(),
            plans::issued_on.assume_not_null(),
        ))
        .load(conn)?;
    let issued = rows.into_iter();
    Ok(issued
        .map(|(id, symbol, on)| (id.cast(), symbol, on))
        .collect())
}
