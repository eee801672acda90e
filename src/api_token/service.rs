//! The verbs of a token.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{ApiToken, ApiTokenId, NewApiToken};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::auth::token::digest;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::error::Error;
use crate::user;
use crate::user::model::{User, UserId};

/// The tokens of an account.
///
/// # Errors
/// As [`user::service::find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
    page: &PageRequest<ApiTokenId>,
) -> Result<Page<ApiToken>, Error> {
    user::service::find(conn, actor, user)?;
    store::list(conn, user, page)
}

/// Whether this account may be given a token now; gives the account.
///
/// # Errors
/// As [`make`].
pub fn expect_to_make(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
) -> Result<User, Error> {
    let user = user::service::find_to_keep(conn, actor, user)?;
    let reasons = rules::against_making(user.kind, user.disabled_at.is_some());
    if reasons.is_empty() {
        Ok(user)
    } else {
        Err(Error::Refused(reasons))
    }
}

/// Makes a token for an integrator's account.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Refused`] with every reason.
pub fn make(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
    new: &NewApiToken,
) -> Result<ApiToken, Error> {
    let user = expect_to_make(conn, actor, user)?;
    let name = normalise(&new.name);
    if name.is_empty() {
        return Err(Error::invalid("/name", "token_name"));
    }
    let token = ApiToken {
        id: new.id,
        user_id: user.id,
        name,
        created_at: actor.now,
        expires_at: new.days.map(|days| actor.now.plus(TimeDelta::days(days))),
        revoked_at: None,
    };
    store::insert(conn, &token, &digest(&new.secret))?;
    let detail = json!({ "token_id": token.id, "expires_at": token.expires_at });
    user::service::record(conn, actor, user.id, "token.make", detail)?;
    Ok(token)
}

/// As [`make`], from the command line. Gives the secret.
///
/// # Errors
/// As [`make`].
pub fn create_token(
    conn: &mut AnyConnection,
    now: Instant,
    username: &str,
    name: &str,
    days: Option<i64>,
) -> Result<String, Error> {
    let user = user::service::by_username(conn, username)?.ok_or(Error::NotFound)?;
    let new = NewApiToken::new(name, days);
    make(conn, &Actor::program(now), user.id, &new)?;
    Ok(new.secret)
}

/// Revokes a token.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Stale`] when it is revoked already.
pub fn revoke(
    conn: &mut AnyConnection,
    actor: &Actor,
    (user, id): (UserId, ApiTokenId),
    seen: i64,
) -> Result<(), Error> {
    user::service::find_to_keep(conn, actor, user)?;
    let token = store::of_user(conn, user, id)?;
    if token.version() != seen || token.revoked_at.is_some() {
        return Err(Error::Stale {
            current: token.version(),
        });
    }
    store::revoke(conn, id, actor.now)?;
    user::service::record(conn, actor, user, "token.revoke", json!({ "token_id": id }))
}
