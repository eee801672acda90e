//! The two questions asked on every request, and the count of failed sign-ins.

use diesel::prelude::*;

use super::actor::{Actor, Office};
use super::lockout::Failures;
use super::permission::Role;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::db::schema::{api_tokens, offices, sessions, sign_in_failures, unit_placements, users};
use crate::db::time::Instant;
use crate::error::Error;
use crate::unit::model::UnitId;
use crate::user::model::{SessionId, UserId};

/// The person behind a session that is neither revoked nor run out.
pub fn actor_of_session(
    conn: &mut AnyConnection,
    user_id: UserId,
    session_id: SessionId,
    now: Instant,
) -> Result<Actor, Error> {
    let must_change_password = sessions::table
        .inner_join(users::table)
        .filter(
            sessions::id
                .eq(session_id)
                .and(sessions::user_id.eq(user_id)),
        )
        .filter(
            sessions::revoked_at
                .is_null()
                .and(sessions::expires_at.gt(now)),
        )
        .filter(users::disabled_at.is_null())
        .select(users::must_change_password)
        .first::<bool>(conn)
        .optional()?
        .ok_or(Error::Anonymous("session_ended"))?;
    let offices = offices_of(conn, user_id, now)?;
    Ok(Actor {
        user_id,
        session_id: Some(session_id),
        now,
        offices,
        must_change_password,
    })
}

/// The system behind a token that is neither revoked nor run out.
pub fn actor_of_token(
    conn: &mut AnyConnection,
    token_hash: &str,
    now: Instant,
) -> Result<Actor, Error> {
    let user_id = api_tokens::table
        .inner_join(users::table)
        .filter(
            api_tokens::token_hash
                .eq(token_hash)
                .and(api_tokens::revoked_at.is_null()),
        )
        .filter(
            api_tokens::expires_at
                .is_null()
                .or(api_tokens::expires_at.gt(now)),
        )
        .filter(users::disabled_at.is_null())
        .select(users::id)
        .first::<UserId>(conn)
        .optional()?
        .ok_or(Error::Anonymous("token_invalid"))?;
    let offices = offices_of(conn, user_id, now)?;
    Ok(Actor {
        user_id,
        session_id: None,
        now,
        offices,
        must_change_password: false,
    })
}

/// The offices an account holds at a moment, each with the place of its unit on that day.
pub fn offices_of(
    conn: &mut AnyConnection,
    user_id: UserId,
    now: Instant,
) -> Result<Vec<Office>, Error> {
    let today = now.date();
    let at_its_unit = unit_placements::unit_id
        .nullable()
        .eq(offices::unit_id)
        .and(unit_placements::valid_from.le(today))
        .and(
            unit_placements::valid_to
                .is_null()
                .or(unit_placements::valid_to.gt(today)),
        );
    let rows = offices::table
        .left_join(unit_placements::table.on(at_its_unit))
        .filter(
            offices::user_id
                .eq(user_id)
                .and(offices::valid_from.le(today)),
        )
        .filter(offices::valid_to.is_null().or(offices::valid_to.gt(today)))
        .select((
            offices::role,
            offices::unit_id,
            unit_placements::path.nullable(),
        ))
        .order(offices::id)
        .load::<(Role, Option<UnitId>, Option<UnitPath>)>(conn)?;
    Ok(rows.into_iter().filter_map(office).collect())
}

/// An office at a unit that no longer stands anywhere reaches nothing.
fn office((role, unit_id, path): (Role, Option<UnitId>, Option<UnitPath>)) -> Option<Office> {
    let unit_path = match unit_id {
        None => UnitPath::everywhere(),
        Some(_) => path?,
    };
    Some(Office {
        role,
        unit_id,
        unit_path,
    })
}

/// The failures counted under a key.
pub fn failures(conn: &mut AnyConnection, key: &str) -> Result<Option<Failures>, Error> {
    Ok(sign_in_failures::table
        .find(key)
        .select((
            sign_in_failures::failures,
            sign_in_failures::last_at,
            sign_in_failures::blocked_until,
        ))
        .first::<Failures>(conn)
        .optional()?)
}

/// Keeps a count under a key.
pub fn put_failures(conn: &mut AnyConnection, key: &str, failures: &Failures) -> Result<(), Error> {
    let counted = (
        sign_in_failures::failures.eq(failures.count),
        sign_in_failures::last_at.eq(failures.last_at),
        sign_in_failures::blocked_until.eq(failures.blocked_until),
    );
    let changed = diesel::update(sign_in_failures::table.find(key))
        .set(counted)
        .execute(conn)?;
    if changed == 0 {
        diesel::insert_into(sign_in_failures::table)
            .values((sign_in_failures::subject.eq(key), counted))
            .execute(conn)?;
    }
    Ok(())
}

/// Forgets the failures counted under a key.
pub fn forget_failures(conn: &mut AnyConnection, key: &str) -> Result<(), Error> {
    diesel::delete(sign_in_failures::table.find(key)).execute(conn)?;
    Ok(())
}

/// Forgets every count that stood still since a moment.
pub fn forget_failures_before(conn: &mut AnyConnection, oldest: Instant) -> Result<usize, Error> {
    Ok(
        diesel::delete(sign_in_failures::table.filter(sign_in_failures::last_at.lt(oldest)))
            .execute(conn)?,
    )
}
