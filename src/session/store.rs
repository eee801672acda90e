//! The rows of sessions and refresh tokens.

use diesel::prelude::*;

use super::model::{RefreshToken, RefreshTokenId, Session, SessionId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{refresh_tokens, sessions};
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// The session with this key.
pub fn by_id(conn: &mut AnyConnection, id: SessionId) -> Result<Session, Error> {
    Ok(sessions::table
        .find(id)
        .select(Session::as_select())
        .first(conn)?)
}

/// Writes a session down.
pub fn insert(conn: &mut AnyConnection, session: &Session) -> Result<(), Error> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(session.id),
            sessions::user_id.eq(session.user_id),
            sessions::created_at.eq(session.created_at),
            sessions::last_used_at.eq(session.last_used_at),
            sessions::expires_at.eq(session.expires_at),
            sessions::address.eq(&session.address),
            sessions::agent.eq(&session.agent),
        ))
        .execute(conn)?;
    Ok(())
}

/// The addresses from which an account was opened since a moment.
pub fn addresses(
    conn: &mut AnyConnection,
    user: UserId,
    since: Instant,
) -> Result<Vec<String>, Error> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::created_at.gt(since))
        .select(sessions::address)
        .distinct()
        .load(conn)?)
}

/// Lets a session go on.
pub fn prolong(
    conn: &mut AnyConnection,
    id: SessionId,
    now: Instant,
    until: Instant,
) -> Result<(), Error> {
    diesel::update(sessions::table.find(id))
        .set((
            sessions::last_used_at.eq(now),
            sessions::expires_at.eq(until),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends a session; whether it was still going on.
pub fn revoke(
    conn: &mut AnyConnection,
    user: UserId,
    id: SessionId,
    now: Instant,
) -> Result<bool, Error> {
    let live = sessions::id
        .eq(id)
        .and(sessions::user_id.eq(user))
        .and(sessions::revoked_at.is_null())
        .and(sessions::expires_at.gt(now));
    let changed = diesel::update(sessions::table.filter(live))
        .set(sessions::revoked_at.eq(now))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Ends every session of an account but one; how many there were.
pub fn revoke_all(
    conn: &mut AnyConnection,
    user: UserId,
    except: Option<SessionId>,
    now: Instant,
) -> Result<usize, Error> {
    let live = sessions::user_id
        .eq(user)
        .and(sessions::revoked_at.is_null())
        .and(sessions::id.ne(except.unwrap_or(Id::nil())));
    Ok(diesel::update(sessions::table.filter(live))
        .set(sessions::revoked_at.eq(now))
        .execute(conn)?)
}

/// The sessions of an account that go on, the oldest first.
pub fn live(
    conn: &mut AnyConnection,
    user: UserId,
    now: Instant,
    page: &PageRequest<SessionId>,
) -> Result<Page<Session>, Error> {
    let rows = sessions::table
        .filter(
            sessions::user_id
                .eq(user)
                .and(sessions::revoked_at.is_null())
                .and(sessions::expires_at.gt(now)),
        )
        .filter(sessions::id.gt(page.after.unwrap_or(Id::nil())))
        .order(sessions::id)
        .limit(page.limit + 1)
        .select(Session::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |session: &Session| session.id))
}

/// The refresh token with this hash.
pub fn refresh_token(conn: &mut AnyConnection, hash: &str) -> Result<Option<RefreshToken>, Error> {
    Ok(refresh_tokens::table
        .filter(refresh_tokens::token_hash.eq(hash))
        .select(RefreshToken::as_select())
        .first(conn)
        .optional()?)
}

/// Keeps the hash of a refresh token.
pub fn insert_refresh_token(
    conn: &mut AnyConnection,
    session: SessionId,
    hash: &str,
    now: Instant,
    until: Instant,
) -> Result<(), Error> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::id.eq(RefreshTokenId::new()),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::token_hash.eq(hash),
            refresh_tokens::issued_at.eq(now),
            refresh_tokens::expires_at.eq(until),
        ))
        .execute(conn)?;
    Ok(())
}

/// Uses up a refresh token.
pub fn use_up(conn: &mut AnyConnection, id: RefreshTokenId, now: Instant) -> Result<(), Error> {
    diesel::update(refresh_tokens::table.find(id))
        .set(refresh_tokens::used_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Removes the refresh tokens of sessions that were over before a moment, then those sessions.
pub fn forget_over(conn: &mut AnyConnection, before: Instant) -> Result<usize, Error> {
    let over = sessions::table
        .filter(sessions::expires_at.lt(before))
        .select(sessions::id);
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(over)))
        .execute(conn)?;
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.lt(before))).execute(conn)?)
}
