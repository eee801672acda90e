//! Telling, numbering, following and forgetting.

use chrono::TimeDelta;

use super::model::{NewEvent, Stretch};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere, reach};
use crate::db::AnyConnection;
use crate::db::lock::{Turn, take_turn};
use crate::db::time::Instant;
use crate::error::Error;

/// The most events that are numbered in one transaction.
pub const NUMBERED_AT_ONCE: usize = 1000;

/// The most events that one question looks through: behind a small reach lies a long way of others' events.
const LOOKED_THROUGH: i64 = 5000;

/// How long an event is kept.
pub const KEPT_DAYS: i64 = 400;

/// The most events that are removed in one transaction.
pub const FORGOTTEN_AT_ONCE: i64 = 5000;

/// Tells that something happened, in the transaction in which it does.
pub fn tell(conn: &mut AnyConnection, actor: &Actor, event: &NewEvent<'_>) -> Result<(), Error> {
    store::insert(conn, actor.now, event)
}

/// Tells of several things that happened, in this order, in the transaction in which they do.
pub fn tell_all(
    conn: &mut AnyConnection,
    actor: &Actor,
    told: &[NewEvent<'_>],
) -> Result<(), Error> {
    store::insert_all(conn, actor.now, told)
}

/// Gives the next positions to the committed events that have none, [`NUMBERED_AT_ONCE`] at most; says how many
/// it was. Call again while it is that many.
///
/// Only one copy of the program numbers at a time, so positions are seen in their order: whoever has seen one has
/// seen, or could have seen, all before it.
///
/// # Errors
/// As the database.
pub fn number(conn: &mut AnyConnection) -> Result<usize, Error> {
    if !take_turn(conn, Turn::NumberEvents)? {
        return Ok(0);
    }
    store::number(conn, i64::try_from(NUMBERED_AT_ONCE).unwrap_or(i64::MAX))
}

/// The events after a position, as far as the actor may hear of them.
///
/// # Errors
/// [`Error::Forbidden`] without an office that follows events.
pub fn after(
    conn: &mut AnyConnection,
    actor: &Actor,
    after: i64,
    limit: i64,
) -> Result<Stretch, Error> {
    permit_somewhere(actor, Action::ReadEvents)?;
    let Some((oldest, newest)) = store::ends(conn)? else {
        return Ok(Stretch {
            events: Vec::new(),
            next: after,
            more: false,
            oldest: None,
        });
    };
    let begin = after.max(oldest - 1);
    // Whoever asks beyond the end keeps the place they asked for.
    let end = begin.saturating_add(LOOKED_THROUGH).min(newest).max(begin);
    let reach = reach(actor, Action::ReadEvents);
    let events = store::between(conn, begin, end, &reach, limit)?;
    let full = i64::try_from(events.len()).is_ok_and(|found| found == limit);
    let next = events
        .last()
        .filter(|_| full)
        .map_or(end, |last| last.position);
    Ok(Stretch {
        events,
        next,
        more: next < newest,
        oldest: Some(oldest),
    })
}

/// Removes events that have been kept long enough, [`FORGOTTEN_AT_ONCE`] at most; says how many it was. The newest
/// always stays, so that positions go on from it.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    let Some((oldest, newest)) = store::ends(conn)? else {
        return Ok(0);
    };
    let last = oldest.saturating_add(FORGOTTEN_AT_ONCE - 1).min(newest - 1);
    store::remove(conn, last, now.plus(TimeDelta::days(-KEPT_DAYS)))
}
