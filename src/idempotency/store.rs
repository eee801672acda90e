//! The answers that were given, by who asked and by their key.

use chrono::TimeDelta;
use diesel::prelude::*;

use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::schema::idempotency_keys;
use crate::db::time::Instant;
use crate::error::{Error, FieldError};
use crate::http::reply::Reply;

/// How long an answer is kept.
pub const KEPT_HOURS: i64 = 24;

/// Does the work unless this key has been used; then gives the answer of that time.
///
/// # Errors
/// What the work returns; [`Error::Invalid`] when the key was used for another request.
pub fn once(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: &str,
    fingerprint: &str,
    work: impl FnOnce(&mut AnyConnection) -> Result<Reply, Error>,
) -> Result<Reply, Error> {
    let of_this_key = idempotency_keys::table.find((actor.user_id, key));
    let oldest = actor.now.plus(TimeDelta::hours(-KEPT_HOURS));
    let kept = of_this_key
        .select((
            idempotency_keys::fingerprint,
            idempotency_keys::answer,
            idempotency_keys::created_at,
        ))
        .first::<(String, String, Instant)>(conn)
        .optional()?;
    match kept {
        Some((first, answer, created_at)) if created_at > oldest => {
            if first != fingerprint {
                return Err(Error::Invalid(vec![FieldError::new(
                    "/Idempotency-Key",
                    "idempotency_key_reused",
                )]));
            }
            return Ok(serde_json::from_str(&answer)?);
        }
        Some(_) => {
            diesel::delete(of_this_key).execute(conn)?;
        }
        None => (),
    }
    let reply = work(conn)?;
    diesel::insert_into(idempotency_keys::table)
        .values((
            idempotency_keys::user_id.eq(actor.user_id),
            idempotency_keys::key.eq(key),
            idempotency_keys::fingerprint.eq(fingerprint),
            idempotency_keys::answer.eq(serde_json::to_string(&reply)?),
            idempotency_keys::created_at.eq(actor.now),
        ))
        .execute(conn)?;
    Ok(reply)
}

/// Forgets the answers whose time is over.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    let oldest = now.plus(TimeDelta::hours(-KEPT_HOURS));
    Ok(
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(oldest)))
            .execute(conn)?,
    )
}
