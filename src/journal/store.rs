//! The rows of history and notices.

use chrono::NaiveDate;
use diesel::prelude::*;
use serde_json::Value;

use super::model::{HistoryEntry, HistoryEntryId, NoticeId};
use crate::audit::model::Subject;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{notices, process_history};
use crate::db::time::Instant;
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
                    seat,
                    office_unit_id,
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
