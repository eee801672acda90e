//! The rows of assignments.

use diesel::prelude::*;

use super::model::{Assignment, AssignmentFilter, AssignmentId, DueFilter, Purpose, State};
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::assignments;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::opinion::model::OpinionId;
use crate::plan::model::PlanId;

/// The assignment with this key.
pub fn by_id(conn: &mut AnyConnection, id: AssignmentId) -> Result<Assignment, Error> {
    Ok(assignments::table
        .find(id)
        .select(Assignment::as_select())
        .first(conn)?)
}

/// The assignments given in the conclusions of these opinions, the oldest first.
pub fn of_opinions(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    opinions: &[OpinionId],
) -> Result<Vec<Assignment>, Error> {
    Ok(assignments::table
        .filter(assignments::plan_id.eq_any(plans))
        .filter(assignments::opinion_id.eq_any(opinions))
        .order(assignments::id)
        .select(Assignment::as_select())
        .load(conn)?)
}

/// Writes an assignment down.
pub fn insert(conn: &mut AnyConnection, assignment: &Assignment) -> Result<(), Error> {
    diesel::insert_into(assignments::table)
        .values((
            assignments::id.eq(assignment.id),
            assignments::plan_id.eq(assignment.plan_id),
            assignments::opinion_id.eq(assignment.opinion_id),
            assignments::unit_id.eq(assignment.unit_id),
            assignments::unit_path.eq(&assignment.unit_path),
            assignments::board.eq(&assignment.board),
            assignments::task.eq(&assignment.task),
            assignments::due_on.eq(assignment.due_on),
            assignments::state.eq(assignment.state),
            assignments::created_at.eq(assignment.created_at),
            assignments::version.eq(assignment.version),
            assignments::purpose.eq(assignment.purpose),
            assignments::congress_id.eq(assignment.congress_id),
            assignments::post.eq(assignment.post),
            assignments::awaited_on.eq(assignment.awaited_on()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves an assignment that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, assignment: &Assignment, seen: i64) -> Result<(), Error> {
    let row = assignments::table.filter(
        assignments::id
            .eq(assignment.id)
            .and(assignments::version.eq(seen)),
    );
    let changed = diesel::update(row)
        .set((
            assignments::state.eq(assignment.state),
            assignments::done_at.eq(assignment.done_at),
            assignments::done_note.eq(&assignment.done_note),
            assignments::version.eq(assignment.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: assignment.version,
        })
    }
}

/// What a congress left to be done for these purposes and has not been done, the oldest first.
pub fn open_of_congress(
    conn: &mut AnyConnection,
    congress: CongressId,
    purposes: &[Purpose],
) -> Result<Vec<Assignment>, Error> {
    Ok(assignments::table
        .filter(assignments::congress_id.eq(congress))
        .filter(assignments::state.eq(State::Open))
        .filter(assignments::purpose.eq_any(purposes.to_vec()))
        .order(assignments::id)
        .select(Assignment::as_select())
        .load(conn)?)
}

/// The assignments, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    filter: &AssignmentFilter,
    page: &PageRequest<AssignmentId>,
) -> Result<Page<Assignment>, Error> {
    type Clause = Box<
        dyn BoxableExpression<assignments::table, MultiBackend, SqlType = diesel::sql_types::Bool>,
    >;
    let nowhere = assignments::unit_path.eq(String::new());
    let mut visible: Clause = Box::new(nowhere);
    for path in &filter.reach {
        let under = assignments::unit_path
            .ge(path.as_str().to_owned())
            .and(assignments::unit_path.lt(path.end()));
        visible = Box::new(visible.or(under));
    }
    let mut query = assignments::table
        .select(Assignment::as_select())
        .into_boxed::<MultiBackend>()
        .filter(visible);
    if let Some(plan) = filter.plan_id {
        query = query.filter(assignments::plan_id.eq(plan));
    }
    if let Some(unit) = filter.unit_id {
        query = query.filter(assignments::unit_id.eq(unit));
    }
    if let Some(state) = filter.state {
        query = query.filter(assignments::state.eq(state));
    }
    match filter.overdue {
        Some((true, today)) => {
            query = query.filter(assignments::state.eq(State::Open));
            query = query.filter(assignments::due_on.lt(today));
        }
        Some((false, today)) => {
            let in_time = assignments::due_on
                .is_null()
                .or(assignments::due_on.assume_not_null().ge(today));
            query = query.filter(assignments::state.eq(State::Done).or(in_time));
        }
        None => (),
    }
    let rows = query
        .filter(assignments::id.gt(page.after.unwrap_or(Id::nil())))
        .order(assignments::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |assignment: &Assignment| {
        assignment.id
    }))
}

/// Open tasks, by the day on which they are awaited and then in the order of the tree: a range of one index.
pub fn due(conn: &mut AnyConnection, filter: &DueFilter) -> Result<Vec<Assignment>, Error> {
    type Clause = Box<
        dyn BoxableExpression<assignments::table, MultiBackend, SqlType = diesel::sql_types::Bool>,
    >;
    let mut visible: Clause = Box::new(assignments::unit_path.eq(String::new()));
    for path in &filter.places {
        let under = assignments::unit_path
            .ge(path.as_str().to_owned())
            .and(assignments::unit_path.lt(path.end()));
        visible = Box::new(visible.or(under));
    }
    let mut query = assignments::table
        .select(Assignment::as_select())
        .into_boxed::<MultiBackend>()
        .filter(assignments::state.eq(State::Open))
        .filter(assignments::purpose.eq(filter.purpose))
        .filter(assignments::awaited_on.between(filter.from, filter.until))
        .filter(visible);
    if let Some((path, id)) = &filter.beyond {
        let later_there = assignments::unit_path
            .gt(path.clone())
            .or(assignments::unit_path
                .eq(path.clone())
                .and(assignments::id.gt(*id)));
        query = query.filter(assignments::awaited_on.gt(filter.from).or(later_there));
    }
    Ok(query
        .order((
            assignments::awaited_on,
            assignments::unit_path,
            assignments::id,
        ))
        .limit(filter.most)
        .load(conn)?)
}
