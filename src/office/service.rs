//! The verbs of an office.

use chrono::NaiveDate;
use serde_json::json;

use super::model::{NamedOffice, NewOffice, Office, OfficeId, PlaceHeld};
use super::rules::{self, EndFacts, GiveFacts};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, GROUND, Role, permit, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, FieldError, Reason};
use crate::unit::model::{Level, UnitId};
use crate::user::model::{User, UserId};
use crate::{journal, unit, user};

/// The offices of an account, ended ones included.
///
/// # Errors
/// As [`user::service::find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
    page: &PageRequest<OfficeId>,
) -> Result<Page<NamedOffice>, Error> {
    user::service::find(conn, actor, user)?;
    store::list(conn, user, actor.today(), page)
}

/// The offices of an account that are in force today: nobody asks.
///
/// # Errors
/// As the database.
pub fn in_force(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<Vec<NamedOffice>, Error> {
    store::in_force(conn, user, today)
}

/// The offices of these accounts, already seen by whoever asks, that are in force today.
///
/// # Errors
/// As the database.
pub fn in_force_of(
    conn: &mut AnyConnection,
    users: &[UserId],
    today: NaiveDate,
) -> Result<Vec<NamedOffice>, Error> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    store::in_force_of(conn, users, today)
}

/// Where the offices of an account are held.
///
/// # Errors
/// As the database.
pub fn places(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<Vec<PlaceHeld>, Error> {
    store::places(conn, user, today)
}

/// How many accounts hold an office of this role at a unit today; for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn holders(
    conn: &mut AnyConnection,
    role: Role,
    unit: UnitId,
    today: NaiveDate,
) -> Result<i64, Error> {
    store::holders(conn, role, unit, today)
}

/// Whether an account administers the installation.
///
/// # Errors
/// As the database.
pub fn administers(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<bool, Error> {
    store::administers(conn, user, today)
}

/// How many other accounts administer the installation, without an end.
///
/// # Errors
/// As the database.
pub fn administrators_besides(
    conn: &mut AnyConnection,
    user: UserId,
    today: NaiveDate,
) -> Result<i64, Error> {
    store::administrators_besides(conn, user, today)
}

/// Whether this account may be given an office now: anywhere, or at this place.
///
/// # Errors
/// [`Error::Forbidden`] without an office that keeps accounts there; [`Error::Refused`] with every reason.
pub fn expect_to_give(actor: &Actor, user: &User, at: Option<&UnitPath>) -> Result<(), Error> {
    match at {
        Some(path) => expect_kept(actor, path)?,
        None => permit_somewhere(actor, Action::KeepAccounts)?,
    }
    refuse(rules::against_holder(
        user.id == actor.user_id,
        user.disabled_at.is_some(),
    ))
}

/// Gives an account an office.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Invalid`] for a unit that is not there or dates the wrong
/// way round; [`Error::Refused`] with every reason.
pub fn give(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
    new: &NewOffice,
) -> Result<NamedOffice, Error> {
    let user = user::service::find(conn, actor, user)?;
    let office = give_first(conn, actor, &user, new, "")?;
    store::named(conn, office.id, actor.today())
}

/// As [`give`], to an account that has just been made and that nobody sees before it has an office.
///
/// # Errors
/// As [`give`]; fields are pointed at below `at`.
pub fn give_first(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: &User,
    new: &NewOffice,
    at: &str,
) -> Result<Office, Error> {
    let office = Office {
        id: Id::new(),
        user_id: user.id,
        role: new.role,
        unit_id: new.unit_id,
        valid_from: new.valid_from.unwrap_or(actor.today()),
        valid_to: new.valid_to,
        created_at: actor.now,
        version: 1,
    };
    expect_in_order(&office, &format!("{at}/to"))?;
    let (path, level) = place(conn, actor, &office, &format!("{at}/unit_id"))?;
    expect_kept(actor, &path)?;
    let reasons = rules::against_giving(&GiveFacts {
        own: user.id == actor.user_id,
        kind: user.kind,
        disabled: user.disabled_at.is_some(),
        role: office.role,
        level,
        period: (office.valid_from, office.valid_to),
        held: store::periods(conn, &office)?,
    });
    refuse(reasons)?;
    store::insert(conn, &office)?;
    record(conn, actor, &office, &path, "office.give")?;
    Ok(office)
}

/// Says on which day an office no longer holds.
///
/// # Errors
/// [`Error::Stale`]; [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Invalid`] for a day that is not after the
/// first; [`Error::Refused`] with every reason.
pub fn end_on(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: (UserId, OfficeId),
    seen: i64,
    on: NaiveDate,
) -> Result<NamedOffice, Error> {
    let (mut office, path) = find_to_end(conn, actor, key, seen)?;
    let before = office.valid_to;
    office.valid_to = Some(on);
    expect_in_order(&office, "/to")?;
    expect_endable(conn, actor, &office, before)?;
    office.version += 1;
    store::save_end(conn, &office, seen)?;
    record(conn, actor, &office, &path, "office.end")?;
    store::named(conn, office.id, actor.today())
}

/// Ends an office today. One that begins today or later is withdrawn: it was never held for a day.
///
/// # Errors
/// As [`end_on`].
pub fn end_today(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: (UserId, OfficeId),
    seen: i64,
) -> Result<(), Error> {
    let today = actor.today();
    let (mut office, path) = find_to_end(conn, actor, key, seen)?;
    if office.valid_from < today {
        return end_on(conn, actor, key, seen, today).map(|_| ());
    }
    let before = office.valid_to;
    office.valid_to = Some(today);
    expect_endable(conn, actor, &office, before)?;
    store::delete(conn, &office, seen)?;
    record(conn, actor, &office, &path, "office.withdraw")
}

/// Whether this office may be ended today, or withdrawn.
///
/// # Errors
/// As [`end_today`].
pub fn expect_to_end(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: (UserId, OfficeId),
) -> Result<(), Error> {
    let (mut office, _) = find_kept(conn, actor, key)?;
    let before = office.valid_to;
    office.valid_to = Some(actor.today());
    expect_endable(conn, actor, &office, before)
}

fn find_kept(
    conn: &mut AnyConnection,
    actor: &Actor,
    (user, id): (UserId, OfficeId),
) -> Result<(Office, UnitPath), Error> {
    user::service::find(conn, actor, user)?;
    let office = store::of_user(conn, user, id)?;
    let path = place_today(conn, actor, &office)?;
    expect_kept(actor, &path)?;
    Ok((office, path))
}

fn find_to_end(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: (UserId, OfficeId),
    seen: i64,
) -> Result<(Office, UnitPath), Error> {
    let (office, path) = find_kept(conn, actor, key)?;
    if office.version == seen {
        Ok((office, path))
    } else {
        Err(Error::Stale {
            current: office.version,
        })
    }
}

fn expect_endable(
    conn: &mut AnyConnection,
    actor: &Actor,
    office: &Office,
    before: Option<NaiveDate>,
) -> Result<(), Error> {
    let reasons = rules::against_ending(&EndFacts {
        own: office.user_id == actor.user_id,
        role: office.role,
        before,
        today: actor.today(),
        period: (office.valid_from, office.valid_to),
        held: store::periods(conn, office)?,
        administers_installation: office.role == Role::Administrator && office.unit_id.is_none(),
        other_administrators: store::administrators_besides(conn, office.user_id, actor.today())?,
    });
    refuse(reasons)
}

fn refuse(reasons: Vec<Reason>) -> Result<(), Error> {
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

fn expect_in_order(office: &Office, pointer: &str) -> Result<(), Error> {
    if office.valid_to.is_some_and(|to| to <= office.valid_from) {
        return Err(Error::Invalid(vec![
            FieldError::new(pointer, "office_reversed").with("from", office.valid_from),
        ]));
    }
    Ok(())
}

/// Where an office would be held, and what its unit is.
fn place(
    conn: &mut AnyConnection,
    actor: &Actor,
    office: &Office,
    pointer: &str,
) -> Result<(UnitPath, Option<Level>), Error> {
    let Some(unit) = office.unit_id else {
        return if office.role == Role::Administrator {
            Ok((UnitPath::everywhere(), None))
        } else {
            Err(Error::invalid(pointer, "office_needs_unit"))
        };
    };
    let on = office.valid_from.max(actor.today());
    let place = match unit::service::place(conn, unit, on) {
        Err(Error::NotFound) => Err(Error::invalid(pointer, "unknown")),
        other => other,
    }?;
    // A place the actor may not know of looks as if it were not there.
    match permit(actor, Action::ReadUnits, &place.path) {
        Err(Error::NotFound) => Err(Error::invalid(pointer, "unknown")),
        Ok(()) | Err(_) => Ok((place.path, Some(place.level))),
    }
}

/// Where an office is held today; one at a unit that is no more is ended only by who administers everything.
fn place_today(
    conn: &mut AnyConnection,
    actor: &Actor,
    office: &Office,
) -> Result<UnitPath, Error> {
    let Some(unit) = office.unit_id else {
        return Ok(UnitPath::everywhere());
    };
    match unit::service::place(conn, unit, actor.today()) {
        Ok(place) => Ok(place.path),
        Err(Error::NotFound) => Ok(UnitPath::everywhere()),
        Err(other) => Err(other),
    }
}

/// Whoever sees the account but does not administer this place is told so.
fn expect_kept(actor: &Actor, path: &UnitPath) -> Result<(), Error> {
    match permit(actor, Action::KeepAccounts, path) {
        Err(Error::NotFound) => Err(Error::Forbidden(vec![
            Reason::new("unit_beyond_reach").on(GROUND),
        ])),
        other => other,
    }
}

fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    office: &Office,
    path: &UnitPath,
    kind: &str,
) -> Result<(), Error> {
    let detail = json!({
        "office_id": office.id,
        "role": office.role,
        "unit_id": office.unit_id,
        "from": office.valid_from,
        "to": office.valid_to,
    });
    journal::service::record_write(
        conn,
        actor,
        user::service::subject(office.user_id),
        path,
        kind,
        detail,
    )
}
