//! The two questions asked on every request, and the count of failed sign-ins.

use diesel::prelude::*;
use diesel::sql_types::{Date, Text};

use super::actor::{Actor, Office};
use super::lockout::Failures;
use super::permission::Role;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::db::schema::{
    api_tokens, offices, sessions, sign_in_failures, unit_placements, unit_successions, users,
};
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

/// The offices an account holds at a moment, each with the place of its unit on that day; and the same at the units
/// that are gone and whose heir its unit is.
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
    let has_come_after = diesel::dsl::exists(
        unit_successions::table
            .filter(
                unit_successions::successor_id
                    .nullable()
                    .eq(offices::unit_id),
            )
            .select(unit_successions::id),
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
            has_come_after,
        ))
        .order(offices::id)
        .load::<(Role, Option<UnitId>, Option<UnitPath>, bool)>(conn)?;
    let mut held = Vec::with_capacity(rows.len());
    for (role, unit_id, path, has_come_after) in rows {
        let Some(office) = office(role, unit_id, path) else {
            continue;
        };
        held.push(office.clone());
        if has_come_after {
            held.extend(in_place_of_the_gone(conn, &office, now)?);
        }
    }
    Ok(held)
}

/// An office at a unit that no longer stands anywhere reaches nothing.
fn office(role: Role, unit_id: Option<UnitId>, path: Option<UnitPath>) -> Option<Office> {
    let unit_path = match unit_id {
        None => UnitPath::everywhere(),
        Some(_) => path?,
    };
    Some(Office {
        role,
        unit_id,
        unit_path,
        heir_id: None,
    })
}

#[derive(QueryableByName)]
struct Gone {
    #[diesel(sql_type = crate::db::sql_types::Uuid)]
    unit_id: UnitId,
    #[diesel(sql_type = Text)]
    path: UnitPath,
}

/// The same office at every unit that this one came after, as its heir: what such a unit began, this one ends
/// (R-TREE-05). Each reaches what stood where the unit last stood.
///
/// In SQL, because an heir has come after those that its predecessor came after. After a split the heir is the one
/// written down first.
fn in_place_of_the_gone(
    conn: &mut AnyConnection,
    office: &Office,
    now: Instant,
) -> Result<Vec<Office>, Error> {
    let Some(heir) = office.unit_id else {
        return Ok(Vec::new());
    };
    let today = now.date();
    let gone = diesel::sql_query(
        "WITH RECURSIVE gone (unit_id) AS (\
         SELECT s.predecessor_id FROM unit_successions s \
         WHERE s.successor_id = $1 AND s.on_date <= $2 AND NOT EXISTS (\
         SELECT 1 FROM unit_successions f WHERE f.predecessor_id = s.predecessor_id AND f.id < s.id) \
         UNION SELECT s.predecessor_id FROM gone JOIN unit_successions s \
         ON s.successor_id = gone.unit_id AND s.on_date <= $3 AND NOT EXISTS (\
         SELECT 1 FROM unit_successions f WHERE f.predecessor_id = s.predecessor_id AND f.id < s.id)) \
         SELECT g.unit_id, p.path FROM gone g JOIN unit_placements p ON p.unit_id = g.unit_id AND p.valid_from = (\
         SELECT MAX(l.valid_from) FROM unit_placements l WHERE l.unit_id = g.unit_id AND l.valid_from <= $4) \
         ORDER BY g.unit_id",
    )
    .bind::<crate::db::sql_types::Uuid, _>(heir)
    .bind::<Date, _>(today)
    .bind::<Date, _>(today)
    .bind::<Date, _>(today)
    .load::<Gone>(conn)?;
    Ok(gone
        .into_iter()
        .map(|gone| Office {
            role: office.role,
            unit_id: Some(gone.unit_id),
            unit_path: gone.path,
            heir_id: Some(heir),
        })
        .collect())
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
