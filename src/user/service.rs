//! The verbs of an account.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::belonging;
use super::model::{User, UserId, UserKind, Username};
use super::rules::{self, DisableFacts, KeepFacts};
use super::store::{self, UserFilter};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::password::UNUSABLE;
use crate::auth::permission::{Action, GROUND, permit, permit_somewhere, reach};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::error::{Error, FieldError, Reason};
use crate::member::model::MemberId;
use crate::office::model::NewOffice;
use crate::unit::model::UnitId;
use crate::words::Language;
use crate::{credential, journal, office, session};

/// A password, hashed, and who chose it.
#[derive(Clone)]
pub enum NewPassword {
    /// None: nobody signs in until a reset is redeemed.
    None,
    /// Chosen by the person.
    Own(String),
    /// Chosen by somebody else: to be changed before anything else.
    Given(String),
}

/// An account to be made.
#[derive(Clone)]
pub struct NewAccount {
    /// What stands behind it.
    pub kind: UserKind,
    /// The name to sign in with.
    pub username: Username,
    /// The name others see.
    pub display_name: String,
    /// The password, for a person.
    pub password: NewPassword,
    /// The offices it holds from the start.
    pub offices: Vec<NewOffice>,
}

/// What changes in an account; absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct AccountChanges {
    /// The name others see.
    pub display_name: Option<String>,
    /// Shut it, or open it again.
    pub disabled: Option<bool>,
    /// To whom it belongs; nobody, to take that away.
    pub member: Option<Option<MemberId>>,
}

/// Which accounts are asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only those with an office at this unit.
    pub unit_id: Option<UnitId>,
    /// Only those of this kind.
    pub kind: Option<UserKind>,
    /// Words of either name; tone marks do not matter.
    pub words: Option<String>,
}

/// The chain of an account.
pub fn subject(id: UserId) -> Subject {
    Subject::new(SubjectKind::User, id)
}

/// Records a write that concerns an account. Only who administers the installation hears of it as an event,
/// unless it concerns an office at a unit.
///
/// # Errors
/// As the database.
pub fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UserId,
    kind: &str,
    detail: Value,
) -> Result<(), Error> {
    let everywhere = UnitPath::everywhere();
    journal::service::record_write(conn, actor, subject(id), &everywhere, kind, detail)
}

/// The account with this key, for the rules of other features: nobody asks.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of(conn: &mut AnyConnection, id: UserId) -> Result<User, Error> {
    store::by_id(conn, id)
}

/// Keeps in which language the actor reads the pages. It is theirs alone, and no secret: nothing is recorded.
///
/// # Errors
/// As the database.
pub fn choose_language(
    conn: &mut AnyConnection,
    actor: &Actor,
    language: Language,
) -> Result<(), Error> {
    store::set_language(conn, actor.user_id, language.tag())
}

/// The account that signs in with this name, in whatever case it was typed: nobody asks.
///
/// # Errors
/// As the database.
pub fn by_username(conn: &mut AnyConnection, typed: &str) -> Result<Option<User>, Error> {
    store::by_username(conn, &Username::as_typed(typed))
}

/// What accounts are called, by their keys; whoever may see a thing may see the names of those who acted on it.
///
/// # Errors
/// As the database.
pub fn display_names(
    conn: &mut AnyConnection,
    ids: &[UserId],
) -> Result<HashMap<UserId, String>, Error> {
    store::display_names(conn, ids)
}

/// Whether there is any account at all.
///
/// # Errors
/// As the database.
pub fn any(conn: &mut AnyConnection) -> Result<bool, Error> {
    store::any(conn)
}

/// Saves an account that another feature changed, one version on.
///
/// # Errors
/// [`Error::Stale`] when it is no longer what was read.
pub fn save(conn: &mut AnyConnection, user: &mut User) -> Result<(), Error> {
    let seen = user.version;
    user.version += 1;
    store::save(conn, user, seen)
}

/// The account with this key, if one of its offices lies in the actor's reach.
///
/// # Errors
/// [`Error::Forbidden`] for whoever administers nothing; [`Error::NotFound`] for an account out of reach.
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: UserId) -> Result<User, Error> {
    permit_somewhere(actor, Action::ReadAccounts)?;
    let user = store::by_id(conn, id)?;
    let held = office::service::places(conn, id, actor.today())?;
    let reached = |path: &UnitPath| permit(actor, Action::ReadAccounts, path).is_ok();
    let seen = id == actor.user_id
        || reached(&UnitPath::everywhere())
        || held
            .iter()
            .any(|held| held.path.as_ref().is_some_and(reached));
    if seen { Ok(user) } else { Err(Error::NotFound) }
}

/// As [`find`], if the actor may also change it: all of its offices lie in their reach.
///
/// # Errors
/// As [`find`]; [`Error::Forbidden`] when it also holds offices beyond the actor's reach.
pub fn find_to_keep(conn: &mut AnyConnection, actor: &Actor, id: UserId) -> Result<User, Error> {
    let user = find(conn, actor, id)?;
    permit_somewhere(actor, Action::KeepAccounts)?;
    let held = office::service::places(conn, id, actor.today())?;
    let everywhere = permit(actor, Action::KeepAccounts, &UnitPath::everywhere()).is_ok();
    let is_beyond = |path: &Option<UnitPath>| {
        let kept = path
            .as_ref()
            .is_some_and(|path| permit(actor, Action::KeepAccounts, path).is_ok());
        !everywhere && !kept
    };
    let beyond = office::rules::that_count(&held)
        .filter(|held| is_beyond(&held.path))
        .count();
    let reasons = rules::against_keeping(&KeepFacts {
        own: id == actor.user_id,
        offices_beyond_reach: i64::try_from(beyond).unwrap_or(i64::MAX),
    });
    if reasons.is_empty() {
        Ok(user)
    } else {
        Err(Error::Forbidden(reasons))
    }
}

/// The accounts in the actor's reach.
///
/// # Errors
/// [`Error::Forbidden`] for whoever administers nothing.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    wanted: &Wanted,
    page: &PageRequest<UserId>,
) -> Result<Page<User>, Error> {
    permit_somewhere(actor, Action::ReadAccounts)?;
    let filter = UserFilter {
        reach: reach(actor, Action::ReadAccounts),
        unit_id: wanted.unit_id,
        kind: wanted.kind,
        words: wanted.words.clone(),
        today: actor.today(),
    };
    store::list(conn, &filter, page)
}

/// Makes an account, with its first offices.
///
/// # Errors
/// [`Error::Forbidden`] without an office that keeps accounts; [`Error::Refused`] with every reason;
/// [`Error::Conflict`] when the name is taken; [`Error::Invalid`].
pub fn create(conn: &mut AnyConnection, actor: &Actor, new: &NewAccount) -> Result<User, Error> {
    permit_somewhere(actor, Action::KeepAccounts)?;
    let everywhere = permit(actor, Action::KeepAccounts, &UnitPath::everywhere()).is_ok();
    if new.offices.is_empty() && !everywhere {
        return Err(Error::refused(
            Reason::new("account_needs_office").on(GROUND),
        ));
    }
    let user = written(conn, actor.now, new)?;
    record(
        conn,
        actor,
        user.id,
        "user.create",
        json!({ "kind": user.kind }),
    )?;
    for (index, office) in new.offices.iter().enumerate() {
        office::service::give_first(conn, actor, &user, office, &format!("/offices/{index}"))?;
    }
    Ok(user)
}

/// Makes an account from the command line or for the demo: nobody is signed in.
///
/// # Errors
/// As [`create`].
pub fn create_user(
    conn: &mut AnyConnection,
    now: Instant,
    new: &NewAccount,
) -> Result<User, Error> {
    create(conn, &Actor::program(now), new)
}

fn written(conn: &mut AnyConnection, now: Instant, new: &NewAccount) -> Result<User, Error> {
    let (password_hash, must_change_password) = match (&new.password, new.kind) {
        (NewPassword::None, _) => (UNUSABLE.to_owned(), false),
        (NewPassword::Own(_) | NewPassword::Given(_), UserKind::Integrator) => {
            return Err(Error::invalid("/password", "password_of_integrator"));
        }
        (NewPassword::Own(hash), UserKind::Person) => (hash.clone(), false),
        (NewPassword::Given(hash), UserKind::Person) => (hash.clone(), true),
    };
    let user = User {
        id: Id::new(),
        kind: new.kind,
        username: new.username.as_str().to_owned(),
        display_name: display_name(&new.display_name)?,
        password_hash,
        password_changed_at: now,
        must_change_password,
        totp_secret: None,
        totp_pending: None,
        totp_last_step: None,
        disabled_at: None,
        created_at: now,
        version: 1,
        language: None,
        member_id: None,
    };
    store::insert(conn, &user)?;
    Ok(user)
}

fn display_name(typed: &str) -> Result<String, Error> {
    let name = normalise(typed);
    if name.is_empty() {
        return Err(Error::Invalid(vec![FieldError::new(
            "/display_name",
            "display_name",
        )]));
    }
    Ok(name)
}

/// Changes an account.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Forbidden`]; [`Error::Refused`] with every reason; [`Error::Invalid`] for a member out of
/// reach.
pub fn change(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UserId,
    seen: i64,
    changes: &AccountChanges,
) -> Result<User, Error> {
    let mut user = find_to_keep(conn, actor, id)?;
    if user.version != seen {
        return Err(Error::Stale {
            current: user.version,
        });
    }
    let mut changed = Vec::new();
    if let Some(name) = &changes.display_name {
        user.display_name = display_name(name)?;
        changed.push("display_name");
    }
    if let Some(member) = changes.member.filter(|member| *member != user.member_id) {
        belonging::expect_linkable(conn, actor, &user, member)?;
        user.member_id = member;
        changed.push("member_id");
    }
    let shut = match changes.disabled {
        Some(true) if user.disabled_at.is_none() => Some("user.disable"),
        Some(false) if user.disabled_at.is_some() => Some("user.enable"),
        Some(_) | None => None,
    };
    if shut == Some("user.disable") {
        expect_disablable(conn, actor, &user)?;
    }
    if shut.is_some() {
        user.disabled_at = changes
            .disabled
            .and_then(|disabled| disabled.then_some(actor.now));
    }
    save(conn, &mut user)?;
    if user.disabled_at.is_some() && shut.is_some() {
        session::service::end_all(conn, id, None, actor.now)?;
        credential::service::void_resets(conn, id, actor.now)?;
    }
    if !changed.is_empty() {
        let detail = if changed.contains(&"member_id") {
            json!({ "changed": changed, "member_id": user.member_id })
        } else {
            json!({ "changed": changed })
        };
        record(conn, actor, id, "user.change", detail)?;
    }
    if let Some(kind) = shut {
        record(conn, actor, id, kind, json!({}))?;
    }
    Ok(user)
}

fn expect_disablable(conn: &mut AnyConnection, actor: &Actor, user: &User) -> Result<(), Error> {
    let today = actor.today();
    let reasons = rules::against_disabling(&DisableFacts {
        own: user.id == actor.user_id,
        administers_installation: office::service::administers(conn, user.id, today)?,
        other_administrators: office::service::administrators_besides(conn, user.id, today)?,
    });
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}
