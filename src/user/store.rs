//! The rows of accounts.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::model::{User, UserId, UserKind};
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::schema::{offices, unit_placements, users};
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::member::model::MemberId;
use crate::unit::model::UnitId;

/// The account with this key.
pub fn by_id(conn: &mut AnyConnection, id: UserId) -> Result<User, Error> {
    Ok(users::table
        .find(id)
        .select(User::as_select())
        .first(conn)?)
}

/// The account that signs in with this name.
pub fn by_username(conn: &mut AnyConnection, username: &str) -> Result<Option<User>, Error> {
    Ok(users::table
        .filter(users::username.eq(username))
        .select(User::as_select())
        .first(conn)
        .optional()?)
}

/// Whether there is any account at all.
pub fn any(conn: &mut AnyConnection) -> Result<bool, Error> {
    let first = users::table
        .select(users::id)
        .limit(1)
        .load::<UserId>(conn)?;
    Ok(!first.is_empty())
}

/// What accounts are called, by their keys.
pub fn display_names(
    conn: &mut AnyConnection,
    ids: &[UserId],
) -> Result<HashMap<UserId, String>, Error> {
    Ok(users::table
        .filter(users::id.eq_any(ids.to_vec()))
        .select((users::id, users::display_name))
        .load::<(UserId, String)>(conn)?
        .into_iter()
        .collect())
}

/// Writes an account down.
pub fn insert(conn: &mut AnyConnection, user: &User) -> Result<(), Error> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(user.id),
            users::kind.eq(user.kind),
            users::username.eq(&user.username),
            users::display_name.eq(&user.display_name),
            users::search.eq(searched(user)),
            users::password_hash.eq(&user.password_hash),
            users::password_changed_at.eq(user.password_changed_at),
            users::must_change_password.eq(user.must_change_password),
            users::created_at.eq(user.created_at),
            users::version.eq(user.version),
        ))
        .execute(conn)?;
    Ok(())
}

fn searched(user: &User) -> String {
    search::fold(&format!("{} {}", user.username, user.display_name))
}

/// Saves an account that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, user: &User, seen: i64) -> Result<(), Error> {
    let of_that_version = users::id.eq(user.id).and(users::version.eq(seen));
    let changed = diesel::update(users::table.filter(of_that_version))
        .set((
            users::display_name.eq(&user.display_name),
            users::search.eq(searched(user)),
            users::password_hash.eq(&user.password_hash),
            users::password_changed_at.eq(user.password_changed_at),
            users::must_change_password.eq(user.must_change_password),
            users::totp_secret.eq(&user.totp_secret),
            users::totp_pending.eq(&user.totp_pending),
            users::totp_last_step.eq(user.totp_last_step),
            users::disabled_at.eq(user.disabled_at),
            users::member_id.eq(user.member_id),
            users::version.eq(user.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: user.version,
        })
    }
}

/// The member to whom an account belongs.
pub fn member_of(conn: &mut AnyConnection, id: UserId) -> Result<Option<MemberId>, Error> {
    let found: Option<Option<MemberId>> = users::table
        .find(id)
        .select(users::member_id)
        .first(conn)
        .optional()?;
    Ok(found.flatten())
}

/// The account of a member, open or shut.
pub fn of_member(conn: &mut AnyConnection, member: MemberId) -> Result<Option<UserId>, Error> {
    Ok(users::table
        .filter(users::member_id.eq(member))
        .select(users::id)
        .first(conn)
        .optional()?)
}

/// Those of these members who have an open account.
pub fn with_account(
    conn: &mut AnyConnection,
    members: &[MemberId],
) -> Result<Vec<MemberId>, Error> {
    Ok(users::table
        .filter(users::member_id.eq_any(members.to_vec()))
        .filter(users::disabled_at.is_null())
        .select(users::member_id.assume_not_null())
        .load(conn)?)
}

/// Keeps the tag of the language that somebody reads the pages in; no change that anybody else's must wait for.
pub fn set_language(conn: &mut AnyConnection, id: UserId, tag: &str) -> Result<(), Error> {
    diesel::update(users::table.find(id))
        .set(users::language.eq(tag))
        .execute(conn)?;
    Ok(())
}

/// What a list of accounts is narrowed to.
#[derive(Debug, Clone)]
pub struct UserFilter {
    /// Only accounts with an office at a unit that stands under any of these places today; the place
    /// "everywhere" takes in accounts without any office.
    pub reach: Vec<UnitPath>,
    /// Only accounts with an office at this unit, in force or not.
    pub unit_id: Option<UnitId>,
    /// Only accounts of this kind.
    pub kind: Option<UserKind>,
    /// Words to be found in either name.
    pub words: Option<String>,
    /// The day on which the tree is looked at.
    pub today: NaiveDate,
}

/// The accounts, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    filter: &UserFilter,
    page: &PageRequest<UserId>,
) -> Result<Page<User>, Error> {
    let mut query = users::table
        .select(User::as_select())
        .into_boxed::<MultiBackend>();
    if !filter.reach.contains(&UnitPath::everywhere()) {
        query = query.filter(in_reach(&filter.reach, filter.today));
    }
    if let Some(unit_id) = filter.unit_id {
        query = query.filter(exists(
            offices::table.filter(
                offices::user_id
                    .eq(users::id)
                    .and(offices::unit_id.eq(unit_id)),
            ),
        ));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(users::kind.eq(kind));
    }
    if let Some(words) = &filter.words {
        query = query.filter(users::search.like(search::containing(words)).escape('\\'));
    }
    let rows = query
        .filter(users::id.gt(page.after.unwrap_or(Id::nil())))
        .order(users::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |user: &User| user.id))
}

type OfUsers = Box<dyn BoxableExpression<users::table, MultiBackend, SqlType = Bool>>;

/// Whether an account has an office at a unit that stands under any of these places on a date.
fn in_reach(reach: &[UnitPath], on: NaiveDate) -> OfUsers {
    let mut seen: OfUsers = Box::new(users::id.eq(Id::<User>::nil()));
    for path in reach {
        let under = unit_placements::table
            .filter(
                unit_placements::path
                    .ge(path.as_str().to_owned())
                    .and(unit_placements::path.lt(path.end())),
            )
            .filter(
                unit_placements::valid_from.le(on).and(
                    unit_placements::valid_to
                        .is_null()
                        .or(unit_placements::valid_to.gt(on)),
                ),
            )
            .select(unit_placements::unit_id.nullable());
        let holders = offices::table
            .filter(offices::unit_id.eq_any(under))
            .select(offices::user_id);
        seen = Box::new(seen.or(users::id.eq_any(holders)));
    }
    seen
}
