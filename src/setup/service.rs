//! The verbs of setting up.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::store;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::hashing;
use crate::auth::password::{self, Secret};
use crate::auth::permission::{Action, GROUND, Role};
use crate::auth::token::{digest, new_secret};
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::office::model::NewOffice;
use crate::unit::service::permit_for_the_installation;
use crate::user::model::{User, UserKind, Username};
use crate::user::service::{NewAccount, NewPassword};
use crate::{audit, user};

/// How set-up tokens begin.
const SETUP_TOKEN_PREFIX: &str = "dhs_";

/// So many hours a set-up token is good; a restart makes another.
pub const TOKEN_HOURS: i64 = 72;

const KEY: &str = "setup_token";

/// What is kept of the token.
#[derive(Serialize, Deserialize)]
struct Kept {
    hash: String,
    expires_at: Instant,
}

/// Whether the first administrator has still to be made: there is no account at all.
///
/// # Errors
/// As the database.
pub fn is_needed(conn: &mut AnyConnection) -> Result<bool, Error> {
    Ok(!user::service::any(conn)?)
}

/// What an installation keeps under a key, for features that know one thing of it.
///
/// # Errors
/// As the database.
pub fn kept(conn: &mut AnyConnection, key: &str) -> Result<Option<String>, Error> {
    store::value(conn, key)
}

/// Keeps something under a key.
///
/// # Errors
/// As the database.
pub fn keep(conn: &mut AnyConnection, key: &str, value: &str) -> Result<(), Error> {
    store::put(conn, key, value)
}

/// Makes a token to be printed where the program was started; the one before is good for nothing.
///
/// # Errors
/// As the database.
pub fn issue_token(conn: &mut AnyConnection, now: Instant) -> Result<String, Error> {
    let token = new_secret(SETUP_TOKEN_PREFIX);
    let kept = Kept {
        hash: digest(&token),
        expires_at: now.plus(TimeDelta::hours(TOKEN_HOURS)),
    };
    store::put(conn, KEY, &serde_json::to_string(&kept)?)?;
    Ok(token)
}

/// Who the first administrator is to be.
pub struct FirstAdministrator {
    /// The name to sign in with.
    pub username: Username,
    /// The password.
    pub password: Secret,
    /// The name others see.
    pub display_name: String,
}

/// Makes the first administrator, of the whole installation.
///
/// # Errors
/// [`Error::Refused`] once there is an account; [`Error::Invalid`] for a token that is not good, or with everything
/// that is wrong with the password.
pub async fn set_up(
    state: &AppState,
    token: Secret,
    first: FirstAdministrator,
) -> Result<User, Error> {
    let now = state.clock.now();
    let hash_of_token = digest(token.expose());
    let asked = hash_of_token.clone();
    state
        .db
        .read(move |conn| expect_good(conn, &asked, now))
        .await?;
    let problems = password::problems(&first.password, first.username.as_str(), "/password");
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let turn = hashing::turn().await?;
    let hash = turn.hash(&first.password, state.password_cost).await?;
    let new = NewAccount {
        kind: UserKind::Person,
        username: first.username,
        display_name: first.display_name,
        password: NewPassword::Own(hash),
        offices: vec![NewOffice {
            role: Role::Administrator,
            unit_id: None,
            valid_from: None,
            valid_to: None,
        }],
    };
    state
        .db
        .write(move |conn| {
            expect_good(conn, &hash_of_token, now)?;
            let user = user::service::create_user(conn, now, &new)?;
            store::remove(conn, KEY)?;
            let program = Actor::program(now);
            user::service::record(conn, &program, user.id, "installation.set_up", json!({}))?;
            Ok(user)
        })
        .await
}

/// What is said where there are accounts already.
pub fn already_done() -> Error {
    Error::refused(Reason::new("setup_done").on(GROUND))
}

fn expect_good(conn: &mut AnyConnection, hash: &str, now: Instant) -> Result<(), Error> {
    if !is_needed(conn)? {
        return Err(already_done());
    }
    let kept: Option<Kept> = store::value(conn, KEY)?
        .map(|value| serde_json::from_str(&value))
        .transpose()?;
    match kept {
        Some(kept) if kept.hash == hash && kept.expires_at > now => Ok(()),
        Some(_) | None => Err(Error::invalid("/token", "setup_token")),
    }
}

/// How this installation is set up, as far as the program itself can tell.
#[derive(Debug)]
pub struct Settings {
    /// The product that keeps the data.
    pub database: &'static str,
    /// When the record was last sealed by a checkpoint; never in a fresh installation.
    pub sealed_at: Option<Instant>,
}

/// How this installation is set up, for whoever keeps the accounts of all of it.
///
/// # Errors
/// [`Error::Forbidden`]; as the database.
pub fn settings(conn: &mut AnyConnection, actor: &Actor) -> Result<Settings, Error> {
    permit_for_the_installation(actor, Action::KeepAccounts)?;
    Ok(Settings {
        sealed_at: audit::service::last_sealed(conn)?,
        database: match conn {
            AnyConnection::Sqlite(_) => "SQLite",
            AnyConnection::Postgres(_) => "PostgreSQL",
        },
    })
}
