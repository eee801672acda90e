//! The rows of history and notices.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::Value;

use super::model::{HistoryEntry, HistoryEntryId, Notice, NoticeId, NoticeKey, SeatsAt};
use crate::audit::model::{Subject, SubjectId, SubjectKind};
use crate::auth::actor::Actor;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{notices, process_history};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// A row of history about to be written.
pub struct NewEntry<'a> {
    /// The thing the step was taken on.
    pub subject: Subject,
    /// The step and the states around it.
    pub step: String,
    /// The state before it.
    pub from: String,
    /// The state after it.
    pub to: String,
    /// From which seat, and where its office was held.
    pub seat: String,
    /// The unit at which the office was held.
    pub office_unit_id: Option<UnitId>,
    /// On what ground.
    pub ground: &'a str,
    /// The person's words.
    pub note: Option<&'a str>,
    /// What was given with the step.
    pub data: &'a Value,
}

/// Writes a row of history.
pub fn insert_entry(
    conn: &mut AnyConnection,
    actor: &Actor,
    entry: &NewEntry<'_>,
) -> Result<(), Error> {
    diesel::insert_into(process_history::table)
        .values((
            process_history::id.eq(HistoryEntryId::new()),
            process_history::subject_kind.eq(entry.subject.kind),
            process_history::subject_id.eq(entry.subject.id),
            process_history::step.eq(&entry.step),
            process_history::from_state.eq(&entry.from),
            process_history::to_state.eq(&entry.to),
            process_history::actor_id.eq(actor.user_id),
            process_history::role.eq(&entry.seat),
            process_history::office_unit_id.eq(entry.office_unit_id),
            process_history::at.eq(actor.now),
            process_history::on_date.eq(actor.today()),
            process_history::ground.eq(entry.ground),
            process_history::note.eq(entry.note),
            process_history::data.eq(AsJson(entry.data.clone())),
        ))
        .execute(conn)?;
    Ok(())
}

/// The steps taken on a thing, the first one first.
pub fn history(
    conn: &mut AnyConnection,
    subject: Subject,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    type Row = (
        HistoryEntryId,
        String,
        String,
        String,
        UserId,
        String,
        Option<UnitId>,
        Instant,
        String,
        Option<String>,
        AsJson<Value>,
    );
    let rows = process_history::table
        .filter(
            process_history::subject_kind
                .eq(subject.kind)
                .and(process_history::subject_id.eq(subject.id)),
        )
        .filter(process_history::id.gt(page.after.unwrap_or(Id::nil())))
        .order(process_history::id)
        .limit(page.limit + 1)
        .select((
            process_history::id,
            process_history::step,
            process_history::from_state,
            process_history::to_state,
            process_history::actor_id,
            process_history::role,
            process_history::office_unit_id,
            process_history::at,
            process_history::ground,
            process_history::note,
            process_history::data,
        ))
        .load::<Row>(conn)?;
    let entries = rows
        .into_iter()
        .map(
            |(id, step, from, to, actor_id, seat, office_unit_id, at, ground, note, data)| {
                HistoryEntry {
                    id,
                    step,
                    from,
                    to,
                    actor_id,
                    actor_name: String::new(),
                    seat,
                    office_unit_id,
                    office_unit_name: None,
                    at,
                    ground,
                    note,
                    data: data.0,
                }
            },
        )
        .collect();
    Ok(Page::of(entries, page.limit, |entry: &HistoryEntry| {
        entry.id
    }))
}

/// Whoever was told of this thing has done their part.
pub fn end_notices(conn: &mut AnyConnection, subject: Subject, at: Instant) -> Result<(), Error> {
    diesel::update(notices::table)
        .filter(
            notices::subject_kind
                .eq(subject.kind)
                .and(notices::subject_id.eq(subject.id)),
        )
        .filter(notices::done_at.is_null())
        .set(notices::done_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// What is still awaited of this thing is due on another day.
pub fn set_due(
    conn: &mut AnyConnection,
    subject: Subject,
    due_on: Option<NaiveDate>,
) -> Result<(), Error> {
    diesel::update(notices::table)
        .filter(
            notices::subject_kind
                .eq(subject.kind)
                .and(notices::subject_id.eq(subject.id)),
        )
        .filter(notices::done_at.is_null())
        .set(notices::due_on.eq(due_on))
        .execute(conn)?;
    Ok(())
}

/// Tells a seat that it is their turn.
pub fn insert_notice(
    conn: &mut AnyConnection,
    at: Instant,
    to: (String, UnitId),
    subject: Subject,
    code: &str,
    due_on: Option<NaiveDate>,
) -> Result<(), Error> {
    diesel::insert_into(notices::table)
        .values((
            notices::id.eq(NoticeId::new()),
            notices::seat.eq(to.0),
            notices::unit_id.eq(to.1),
            notices::subject_kind.eq(subject.kind),
            notices::subject_id.eq(subject.id),
            notices::code.eq(code),
            notices::due_on.eq(due_on),
            notices::created_at.eq(at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The notices to these seats, in the order of [`NoticeKey`].
pub fn notices(
    conn: &mut AnyConnection,
    told: &[SeatsAt],
    page: &PageRequest<NoticeKey>,
) -> Result<Page<Notice>, Error> {
    let parts = match page.after {
        None => vec![Part::Due(None), Part::Undated(None), Part::Done(None)],
        Some(NoticeKey::Due(due_on, id)) => vec![
            Part::Due(Some((due_on, id))),
            Part::Undated(None),
            Part::Done(None),
        ],
        Some(NoticeKey::Undated(id)) => vec![Part::Undated(Some(id)), Part::Done(None)],
        Some(NoticeKey::Done(id)) => vec![Part::Done(Some(id))],
    };
    let mut found = Vec::new();
    for part in parts {
        let wanted = page.limit + 1 - i64::try_from(found.len()).unwrap_or(i64::MAX);
        if wanted > 0 {
            found.extend(notices_of(conn, told, part, wanted)?);
        }
    }
    Ok(Page::of(found, page.limit, Notice::key))
}

/// One of the three parts of the list, after an item of it.
#[derive(Clone, Copy)]
enum Part {
    Due(Option<(NaiveDate, NoticeId)>),
    Undated(Option<NoticeId>),
    Done(Option<NoticeId>),
}

fn notices_of(
    conn: &mut AnyConnection,
    told: &[SeatsAt],
    part: Part,
    limit: i64,
) -> Result<Vec<Notice>, Error> {
    let all = notices::table
        .into_boxed::<MultiBackend>()
        .filter(told_to(told));
    let part = match part {
        Part::Due(after) => {
            let open = all.filter(notices::done_at.is_null());
            let dated = match after {
                None => open.filter(notices::due_on.is_not_null()),
                Some((due_on, id)) => open
                    .filter(notices::due_on.ge(due_on))
                    .filter(notices::due_on.gt(due_on).or(notices::id.gt(id).nullable())),
            };
            dated.order((notices::due_on.asc(), notices::id.asc()))
        }
        Part::Undated(after) => all
            .filter(notices::done_at.is_null())
            .filter(notices::due_on.is_null())
            .filter(notices::id.gt(after.unwrap_or(Id::nil())))
            .order(notices::id.asc()),
        Part::Done(after) => {
            let done = all.filter(notices::done_at.is_not_null());
            let rest = match after {
                None => done,
                Some(id) => done.filter(notices::id.lt(id)),
            };
            rest.order(notices::id.desc())
        }
    };
    let rows = part
        .limit(limit)
        .select((
            notices::id,
            notices::seat,
            notices::unit_id,
            notices::subject_kind,
            notices::subject_id,
            notices::code,
            notices::due_on,
            notices::created_at,
            notices::done_at,
        ))
        .load::<NoticeRow>(conn)?;
    Ok(rows.into_iter().map(notice).collect())
}

type NoticeRow = (
    NoticeId,
    String,
    UnitId,
    SubjectKind,
    SubjectId,
    String,
    Option<NaiveDate>,
    Instant,
    Option<Instant>,
);

fn notice(row: NoticeRow) -> Notice {
    let (id, seat, unit_id, subject_kind, subject_id, code, due_on, created_at, done_at) = row;
    Notice {
        id,
        seat,
        unit_id,
        subject_kind,
        subject_id,
        code,
        due_on,
        created_at,
        done_at,
    }
}

type NoticeCondition =
    Box<dyn BoxableExpression<notices::table, MultiBackend, SqlType = diesel::sql_types::Bool>>;

fn told_to(told: &[SeatsAt]) -> NoticeCondition {
    let mut condition: NoticeCondition = Box::new(notices::seat.eq_any(Vec::<String>::new()));
    for SeatsAt { unit_id, seats } in told {
        let seats: Vec<String> = seats.iter().map(ToString::to_string).collect();
        condition = Box::new(
            condition.or(notices::unit_id
                .eq(*unit_id)
                .and(notices::seat.eq_any(seats))),
        );
    }
    condition
}
