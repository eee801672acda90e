//! The rows of password resets.

use diesel::prelude::*;

use super::model::{PasswordReset, PasswordResetId};
use crate::db::AnyConnection;
use crate::db::schema::password_resets;
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// Writes a reset down.
pub fn insert(conn: &mut AnyConnection, reset: &PasswordReset, hash: &str) -> Result<(), Error> {
    diesel::insert_into(password_resets::table)
        .values((
            password_resets::id.eq(reset.id),
            password_resets::user_id.eq(reset.user_id),
            password_resets::token_hash.eq(hash),
            password_resets::created_at.eq(reset.created_at),
            password_resets::expires_at.eq(reset.expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// The reset whose token has this hash.
pub fn by_hash(conn: &mut AnyConnection, hash: &str) -> Result<Option<PasswordReset>, Error> {
    Ok(password_resets::table
        .filter(password_resets::token_hash.eq(hash))
        .select(PasswordReset::as_select())
        .first(conn)
        .optional()?)
}

/// Uses up a reset.
pub fn use_up(conn: &mut AnyConnection, id: PasswordResetId, now: Instant) -> Result<(), Error> {
    diesel::update(password_resets::table.find(id))
        .set(password_resets::used_at.eq(now))
        .execute(conn)?;
    Ok(())
}

/// Makes the tokens of an account's unused resets good for nothing.
pub fn void(conn: &mut AnyConnection, user: UserId, now: Instant) -> Result<usize, Error> {
    let good = password_resets::user_id
        .eq(user)
        .and(password_resets::used_at.is_null())
        .and(password_resets::expires_at.gt(now));
    Ok(diesel::update(password_resets::table.filter(good))
        .set(password_resets::expires_at.eq(now))
        .execute(conn)?)
}

/// Removes resets whose time was over before a moment.
pub fn forget_over(conn: &mut AnyConnection, before: Instant) -> Result<usize, Error> {
    Ok(
        diesel::delete(password_resets::table.filter(password_resets::expires_at.lt(before)))
            .execute(conn)?,
    )
}
