//! The rows of calendars' addresses.

use diesel::prelude::*;

use super::model::Feed;
use crate::db::AnyConnection;
use crate::db::schema::calendar_feeds;
use crate::error::Error;
use crate::user::model::UserId;

/// The feed behind the hash of an address.
pub fn by_hash(conn: &mut AnyConnection, hash: &str) -> Result<Feed, Error> {
    Ok(calendar_feeds::table
        .filter(calendar_feeds::token_hash.eq(hash))
        .select(Feed::as_select())
        .first(conn)?)
}

/// The feed of an account.
pub fn of_user(conn: &mut AnyConnection, user: UserId) -> Result<Option<Feed>, Error> {
    Ok(calendar_feeds::table
        .filter(calendar_feeds::user_id.eq(user))
        .select(Feed::as_select())
        .first(conn)
        .optional()?)
}

/// Writes a feed down.
pub fn insert(conn: &mut AnyConnection, feed: &Feed, hash: &str) -> Result<(), Error> {
    diesel::insert_into(calendar_feeds::table)
        .values((
            calendar_feeds::id.eq(feed.id),
            calendar_feeds::user_id.eq(feed.user_id),
            calendar_feeds::token_hash.eq(hash),
            calendar_feeds::created_at.eq(feed.created_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes the feed of an account; says whether there was one.
pub fn remove(conn: &mut AnyConnection, user: UserId) -> Result<bool, Error> {
    let of_user = calendar_feeds::table.filter(calendar_feeds::user_id.eq(user));
    Ok(diesel::delete(of_user).execute(conn)? > 0)
}
