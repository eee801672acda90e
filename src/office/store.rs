//! The rows of offices.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{NamedOffice, Office, OfficeId, PlaceHeld};
use super::rules::Period;
use crate::auth::permission::Role;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{offices, unit_placements, users};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The placement in force on a date of the unit at which an office is held.
macro_rules! at_its_unit {
    ($on:expr) => {
        unit_placements::unit_id
            .nullable()
            .eq(offices::unit_id)
            .and(unit_placements::valid_from.le($on))
            .and(
                unit_placements::valid_to
                    .is_null()
                    .or(unit_placements::valid_to.gt($on)),
            )
    };
}

/// The office with this key, if this account holds it.
pub fn of_user(conn: &mut AnyConnection, user: UserId, id: OfficeId) -> Result<Office, Error> {
    Ok(offices::table
        .find(id)
        .filter(offices::user_id.eq(user))
        .select(Office::as_select())
        .first(conn)?)
}

/// Writes an office down.
pub fn insert(conn: &mut AnyConnection, office: &Office) -> Result<(), Error> {
    diesel::insert_into(offices::table)
        .values((
            offices::id.eq(office.id),
            offices::user_id.eq(office.user_id),
            offices::role.eq(office.role),
            offices::unit_id.eq(office.unit_id),
            offices::valid_from.eq(office.valid_from),
            offices::valid_to.eq(office.valid_to),
            offices::created_at.eq(office.created_at),
            offices::version.eq(office.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Ends an office that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save_end(conn: &mut AnyConnection, office: &Office, seen: i64) -> Result<(), Error> {
    let of_that_version = offices::id.eq(office.id).and(offices::version.eq(seen));
    let changed = diesel::update(offices::table.filter(of_that_version))
        .set((
            offices::valid_to.eq(office.valid_to),
            offices::version.eq(office.version),
        ))
        .execute(conn)?;
    expect_one(changed, office)
}

/// Removes an office that was read at `seen` and has not held for a day.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn delete(conn: &mut AnyConnection, office: &Office, seen: i64) -> Result<(), Error> {
    let of_that_version = offices::id.eq(office.id).and(offices::version.eq(seen));
    let changed = diesel::delete(offices::table.filter(of_that_version)).execute(conn)?;
    expect_one(changed, office)
}

fn expect_one(changed: usize, office: &Office) -> Result<(), Error> {
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: office.version,
        })
    }
}

/// When an account holds a role at a unit, this office aside.
pub fn periods(conn: &mut AnyConnection, office: &Office) -> Result<Vec<Period>, Error> {
    let mut query = offices::table
        .filter(
            offices::user_id
                .eq(office.user_id)
                .and(offices::role.eq(office.role))
                .and(offices::id.ne(office.id)),
        )
        .select((offices::valid_from, offices::valid_to))
        .into_boxed::<MultiBackend>();
    query = match office.unit_id {
        Some(unit) => query.filter(offices::unit_id.eq(unit)),
        None => query.filter(offices::unit_id.is_null()),
    };
    Ok(query.load(conn)?)
}

/// The offices an account holds, held, or will hold, the first one given first.
pub fn list(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
    page: &PageRequest<OfficeId>,
) -> Result<Page<NamedOffice>, Error> {
    let rows = offices::table
        .left_join(unit_placements::table.on(at_its_unit!(today)))
        .filter(offices::user_id.eq(user))
        .filter(offices::id.gt(page.after.unwrap_or(Id::nil())))
        .order(offices::id)
        .limit(page.limit + 1)
        .select((Office::as_select(), unit_placements::name.nullable()))
        .load::<(Office, Option<String>)>(conn)?;
    let named = rows
        .into_iter()
        .map(|(office, unit_name)| NamedOffice { office, unit_name })
        .collect();
    Ok(Page::of(named, page.limit, |named: &NamedOffice| {
        named.office.id
    }))
}

/// An office with the name of its unit.
pub fn named(
    conn: &mut AnyConnection,
    id: OfficeId,
    today: NaiveDate,
) -> Result<NamedOffice, Error> {
    let (office, unit_name) = offices::table
        .left_join(unit_placements::table.on(at_its_unit!(today)))
        .filter(offices::id.eq(id))
        .select((Office::as_select(), unit_placements::name.nullable()))
        .first::<(Office, Option<String>)>(conn)?;
    Ok(NamedOffice { office, unit_name })
}

/// The offices of an account that are in force on a date, with the names of their units.
pub fn in_force(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<Vec<NamedOffice>, Error> {
    let rows = offices::table
        .left_join(unit_placements::table.on(at_its_unit!(today)))
        .filter(offices::user_id.eq(user).and(offices::valid_from.le(today)))
        .filter(offices::valid_to.is_null().or(offices::valid_to.gt(today)))
        .order(offices::id)
        .limit(MOST_SHOWN)
        .select((Office::as_select(), unit_placements::name.nullable()))
        .load::<(Office, Option<String>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(office, unit_name)| NamedOffice { office, unit_name })
        .collect())
}

/// The offices of these accounts that are in force today, account by account.
pub fn in_force_of(
    conn: &mut AnyConnection,
    users: &[UserId],
    today: NaiveDate,
) -> Result<Vec<NamedOffice>, Error> {
    let rows = offices::table
        .left_join(unit_placements::table.on(at_its_unit!(today)))
        .filter(offices::user_id.eq_any(users.to_vec()))
        .filter(offices::valid_from.le(today))
        .filter(offices::valid_to.is_null().or(offices::valid_to.gt(today)))
        .order((offices::user_id, offices::id))
        .select((Office::as_select(), unit_placements::name.nullable()))
        .load::<(Office, Option<String>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(office, unit_name)| NamedOffice { office, unit_name })
        .collect())
}

/// The most offices that are shown beside an account; nobody holds so many.
const MOST_SHOWN: i64 = 200;

/// Where an account's offices are held, ended ones included.
pub fn places(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<Vec<PlaceHeld>, Error> {
    let rows = offices::table
        .left_join(unit_placements::table.on(at_its_unit!(today)))
        .filter(offices::user_id.eq(user))
        .order(offices::id)
        .select((
            offices::unit_id,
            offices::valid_to,
            unit_placements::path.nullable(),
        ))
        .load::<(Option<UnitId>, Option<NaiveDate>, Option<UnitPath>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(unit, valid_to, path)| PlaceHeld {
            path: match unit {
                Some(_) => path,
                None => Some(UnitPath::everywhere()),
            },
            live: valid_to.is_none_or(|to| to > today),
        })
        .collect())
}

/// How many accounts, this one aside, administer the installation today and without an end.
pub fn administrators_besides(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<i64, Error> {
    Ok(offices::table
        .inner_join(users::table)
        .filter(
            offices::role
                .eq(Role::Administrator)
                .and(offices::unit_id.is_null())
                .and(offices::user_id.ne(user)),
        )
        .filter(
            offices::valid_from
                .le(today)
                .and(offices::valid_to.is_null())
                .and(users::disabled_at.is_null()),
        )
        .count()
        .get_result(conn)?)
}

/// How many accounts that are not shut hold an office of this role at a unit today.
pub fn holders(
    conn: &mut AnyConnection,
    role: Role,
    unit: UnitId,
    today: NaiveDate,
) -> Result<i64, Error> {
    Ok(offices::table
        .inner_join(users::table)
        .filter(offices::role.eq(role).and(offices::unit_id.eq(unit)))
        .filter(
            offices::valid_from
                .le(today)
                .and(users::disabled_at.is_null()),
        )
        .filter(offices::valid_to.is_null().or(offices::valid_to.gt(today)))
        .count()
        .get_result(conn)?)
}

/// Whether an account administers the installation, now or later.
pub fn administers(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<bool, Error> {
    let held: i64 = offices::table
        .filter(
            offices::role
                .eq(Role::Administrator)
                .and(offices::unit_id.is_null())
                .and(offices::user_id.eq(user)),
        )
        .filter(offices::valid_to.is_null().or(offices::valid_to.gt(today)))
        .count()
        .get_result(conn)?;
    Ok(held > 0)
}
