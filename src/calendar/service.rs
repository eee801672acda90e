//! The verbs: make the address, revoke it, read the calendar behind it.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Entry, Feed, FeedId};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::auth::token::digest;
use crate::congress::model::{CongressFilter, CongressSummary};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::{congress, journal, user};

/// The address of the actor's own calendar, if there is one.
///
/// # Errors
/// As the database.
pub fn own(conn: &mut AnyConnection, actor: &Actor) -> Result<Option<Feed>, Error> {
    store::of_user(conn, actor.user_id)
}

/// Makes an address for the actor's own calendar; one that was there before no longer leads anywhere.
///
/// # Errors
/// As the database.
pub fn make(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, secret): (FeedId, &str),
) -> Result<Feed, Error> {
    store::remove(conn, actor.user_id)?;
    let feed = Feed {
        id,
        user_id: actor.user_id,
        created_at: actor.now,
    };
    store::insert(conn, &feed, &digest(secret))?;
    user::service::record(conn, actor, actor.user_id, "calendar.make", json!({}))?;
    Ok(feed)
}

/// Revokes the address of the actor's own calendar.
///
/// # Errors
/// [`Error::NotFound`] when there is none.
pub fn revoke(conn: &mut AnyConnection, actor: &Actor) -> Result<(), Error> {
    if !store::remove(conn, actor.user_id)? {
        return Err(Error::NotFound);
    }
    user::service::record(conn, actor, actor.user_id, "calendar.revoke", json!({}))
}

/// What stands in the calendar behind an address: by the offices that its person holds now.
///
/// # Errors
/// [`Error::NotFound`] for an address that leads nowhere, or nowhere any more.
pub fn read(conn: &mut AnyConnection, secret: &str, now: Instant) -> Result<Vec<Entry>, Error> {
    let feed = store::by_hash(conn, &digest(secret))?;
    let owner = user::service::of(conn, feed.user_id)?;
    if owner.disabled_at.is_some() {
        return Err(Error::NotFound);
    }
    let actor = Actor::of(conn, feed.user_id, now)?;
    if actor.offices.is_empty() {
        return Ok(Vec::new());
    }
    let congresses = congresses(conn, &actor)?;
    let waiting = PageRequest {
        limit: MOST,
        after: None,
    };
    let notices = journal::service::notices(conn, &actor, &waiting)?.items;
    let days = congresses.iter().filter_map(rules::of_congress);
    let due = notices
        .iter()
        .filter_map(|notice| rules::of_notice(notice, &congresses));
    Ok(days.chain(due).collect())
}

/// The congresses in reach around today.
fn congresses(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<CongressSummary>, Error> {
    let filter = CongressFilter {
        from: Some(actor.today() - TimeDelta::days(rules::DAYS_BACK)),
        to: Some(actor.today() + TimeDelta::days(rules::DAYS_AHEAD)),
        ..CongressFilter::default()
    };
    let first = PageRequest {
        limit: i64::from(i16::MAX),
        after: None,
    };
    Ok(congress::service::list(conn, actor, filter, &first)?.items)
}
