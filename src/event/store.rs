//! The rows of the outbox.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use serde_json::Value;

use super::model::{Event, EventId, NewEvent};
use crate::audit::model::{SubjectId, SubjectKind};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::path::UnitPath;
use crate::db::schema::events;
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::on_each;

/// Puts an event in the outbox.
pub fn insert(conn: &mut AnyConnection, at: Instant, event: &NewEvent<'_>) -> Result<(), Error> {
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Id::<Event>::new()),
            events::at.eq(at),
            events::kind.eq(&event.kind),
            events::subject_kind.eq(event.subject.kind),
            events::subject_id.eq(event.subject.id),
            events::unit_path.eq(event.unit_path),
            events::payload.eq(AsJson(event.payload.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// An event as it is written.
#[derive(Insertable)]
#[diesel(table_name = events)]
struct Row<'a> {
    id: EventId,
    at: Instant,
    kind: &'a str,
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    unit_path: &'a UnitPath,
    payload: AsJson<Value>,
}

impl<'a> Row<'a> {
    fn of(event: &'a NewEvent<'_>, at: Instant) -> Self {
        Self {
            id: Id::new(),
            at,
            kind: &event.kind,
            subject_kind: event.subject.kind,
            subject_id: event.subject.id,
            unit_path: event.unit_path,
            payload: AsJson(event.payload.clone()),
        }
    }
}

/// How many rows are written at once.
const ROWS_AT_ONCE: usize = 500;

/// Puts events in the outbox, in their order.
pub fn insert_all(
    conn: &mut AnyConnection,
    at: Instant,
    told: &[NewEvent<'_>],
) -> Result<(), Error> {
    for some in told.chunks(ROWS_AT_ONCE) {
        let rows: Vec<Row<'_>> = some.iter().map(|event| Row::of(event, at)).collect();
        on_each!(conn, |c| diesel::insert_into(events::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Gives the events that have none the next positions, so many at most, in the order of their keys.
pub fn number(conn: &mut AnyConnection, limit: i64) -> Result<usize, Error> {
    Ok(diesel::sql_query(
        "UPDATE events SET position = numbered.position
         FROM (SELECT id, (SELECT COALESCE(MAX(position), 0) FROM events)
                      + ROW_NUMBER() OVER (ORDER BY id) AS position
               FROM (SELECT id FROM events WHERE position IS NULL ORDER BY id LIMIT $1) AS waiting
              ) AS numbered
         WHERE events.id = numbered.id",
    )
    .bind::<BigInt, _>(limit)
    .execute(conn)?)
}

/// The positions of the oldest and of the newest numbered event.
pub fn ends(conn: &mut AnyConnection) -> Result<Option<(i64, i64)>, Error> {
    let numbered = || {
        events::table
            .filter(events::position.is_not_null())
            .select(events::position.assume_not_null())
            .into_boxed::<MultiBackend>()
    };
    let oldest = numbered().order(events::position.asc()).first(conn);
    let newest = numbered().order(events::position.desc()).first(conn);
    Ok(oldest.optional()?.zip(newest.optional()?))
}

/// The events after one position up to another, as far as they happened in these parts of the tree.
pub fn between(
    conn: &mut AnyConnection,
    after: i64,
    up_to: i64,
    reach: &[UnitPath],
    limit: i64,
) -> Result<Vec<Event>, Error> {
    type Row = (
        EventId,
        i64,
        Instant,
        String,
        SubjectKind,
        SubjectId,
        AsJson<Value>,
    );
    let mut within: Box<
        dyn BoxableExpression<events::table, MultiBackend, SqlType = diesel::sql_types::Bool>,
    > = Box::new(events::unit_path.eq_any(Vec::<String>::new()));
    for path in reach {
        within = Box::new(
            within.or(events::unit_path
                .ge(path.as_str().to_owned())
                .and(events::unit_path.lt(path.end()))),
        );
    }
    let rows = events::table
        .into_boxed::<MultiBackend>()
        .filter(within)
        .filter(events::position.gt(after))
        .filter(events::position.le(up_to))
        .order(events::position.asc())
        .limit(limit)
        .select((
            events::id,
            events::position.assume_not_null(),
            events::at,
            events::kind,
            events::subject_kind,
            events::subject_id,
            events::payload,
        ))
        .load::<Row>(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, position, at, kind, subject_kind, subject_id, payload)| Event {
                id,
                position,
                at,
                kind,
                subject_kind,
                subject_id,
                payload: payload.0,
            },
        )
        .collect())
}

/// Removes numbered events up to this position that happened before a moment.
pub fn remove(conn: &mut AnyConnection, up_to: i64, before: Instant) -> Result<usize, Error> {
    Ok(diesel::delete(
        events::table
            .filter(events::position.le(up_to))
            .filter(events::at.lt(before)),
    )
    .execute(conn)?)
}
