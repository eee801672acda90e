//! The rows of tokens.

use diesel::prelude::*;

use super::model::{ApiToken, ApiTokenId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::api_tokens;
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// The token with this key, if it is this account's.
pub fn of_user(conn: &mut AnyConnection, user: UserId, id: ApiTokenId) -> Result<ApiToken, Error> {
    Ok(api_tokens::table
        .find(id)
        .filter(api_tokens::user_id.eq(user))
        .select(ApiToken::as_select())
        .first(conn)?)
}

/// Writes a token down, by the hash of its secret.
pub fn insert(conn: &mut AnyConnection, token: &ApiToken, hash: &str) -> Result<(), Error> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(token.id),
            api_tokens::user_id.eq(token.user_id),
            api_tokens::name.eq(&token.name),
            api_tokens::token_hash.eq(hash),
            api_tokens::created_at.eq(token.created_at),
            api_tokens::expires_at.eq(token.expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Revokes a token.
pub fn revoke(conn: &mut AnyConnection, id: ApiTokenId, now: Instant) -> Result<(), Error> {
    diesel::update(api_tokens::table.find(id))
        .set(api_tokens::revoked_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// The tokens of an account, revoked ones included, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    user: UserId,
    page: &PageRequest<ApiTokenId>,
) -> Result<Page<ApiToken>, Error> {
    let rows = api_tokens::table
        .filter(api_tokens::user_id.eq(user))
        .filter(api_tokens::id.gt(page.after.unwrap_or(Id::nil())))
        .order(api_tokens::id)
        .limit(page.limit + 1)
        .select(ApiToken::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |token: &ApiToken| token.id))
}
