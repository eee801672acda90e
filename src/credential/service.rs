//! The verbs of passwords and second factors.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{PasswordReset, PasswordResetId, SecondFactorFate, TotpSetup};
use super::rules::{self, ResetFacts};
use super::store;
use crate::app::AppState;
use crate::audit;
use crate::auth::actor::Actor;
use crate::auth::hashing;
use crate::auth::lockout::{self, Doors};
use crate::auth::password::{self, Secret, UNUSABLE};
use crate::auth::permission::GROUND;
use crate::auth::token::{digest, new_secret};
use crate::auth::totp::{self, TotpSecret};
use crate::clock;
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::error::{Error, FieldError, Reason};
use crate::session::rules::SecondFactor;
use crate::user::model::{User, UserId};
use crate::{session, user};

/// How the tokens of resets begin.
const RESET_TOKEN_PREFIX: &str = "dhp_";

/// How long a reset that is over is still known, in days.
const REMEMBERED_DAYS: i64 = 30;

/// Changes the actor's own password, and ends their other sessions.
///
/// # Errors
/// [`Error::Invalid`] with everything that is wrong with the new one, or when the old one is not it;
/// [`Error::TryLater`] after too many wrong ones; [`Error::Refused`] for an account without a password.
pub async fn change_password(
    state: &AppState,
    actor: Actor,
    old: Secret,
    new: Secret,
) -> Result<(), Error> {
    let doors = Doors::of_own_account(actor.user_id);
    let turn = hashing::turn().await?;
    let (id, now, at) = (actor.user_id, actor.now, doors.clone());
    let user = state
        .db
        .read(move |conn| {
            lockout::expect_open(conn, &at, now)?;
            user::service::of(conn, id)
        })
        .await?;
    if let Some(reason) = rules::against_having_password(user.kind) {
        return Err(Error::refused(reason));
    }
    let mut problems = password::problems(&new, &user.username, "/new_password");
    if old.expose() == new.expose() {
        problems.push(FieldError::new("/new_password", "password_unchanged"));
    }
    let cost = state.password_cost;
    if !turn.verify(&old, Some(&user.password_hash), cost).await? {
        let failed = actor.clone();
        state
            .db
            .write(move |conn| fail(conn, &failed, &doors, "password_wrong"))
            .await?;
        problems.push(FieldError::new("/old_password", "password_wrong"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let hash = turn.hash(&new, cost).await?;
    let compared_with = user.password_hash;
    state
        .db
        .write(move |conn| {
            let mut user = user::service::of(conn, actor.user_id)?;
            if user.password_hash != compared_with {
                return Err(Error::Stale {
                    current: user.version,
                });
            }
            set_password(conn, &actor, &mut user, &hash)?;
            user::service::record(conn, &actor, user.id, "user.change_password", json!({}))
        })
        .await
}

/// A password that its owner chose: nothing that was there before opens the account.
fn set_password(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: &mut User,
    hash: &str,
) -> Result<(), Error> {
    hash.clone_into(&mut user.password_hash);
    user.password_changed_at = actor.now;
    user.must_change_password = false;
    user::service::save(conn, user)?;
    session::service::end_all(conn, user.id, actor.session_id, actor.now)?;
    void_resets(conn, user.id, actor.now)?;
    lockout::forgive(conn, &user.username, user.id)
}

/// Counts a failed proof of somebody who is signed in.
fn fail(
    conn: &mut AnyConnection,
    actor: &Actor,
    doors: &Doors,
    code: &'static str,
) -> Result<(), Error> {
    lockout::count_failure(conn, doors, actor.now)?;
    let chain = user::service::subject(actor.user_id);
    let detail = json!({ "code": code });
    audit::service::append(conn, actor, chain, "user.fail_proof", &detail)?;
    Ok(())
}

/// A reset begun: its key, and the token that is shown once.
#[derive(Clone)]
pub struct NewReset {
    /// The reset's key.
    pub id: PasswordResetId,
    /// Shown once.
    pub token: String,
    /// What becomes of the second factor.
    pub second_factor: SecondFactorFate,
}

impl NewReset {
    /// A reset with a token of its own.
    pub fn new(second_factor: SecondFactorFate) -> Self {
        Self {
            id: PasswordResetId::new(),
            token: new_secret(RESET_TOKEN_PREFIX),
            second_factor,
        }
    }
}

/// Whether the password of this account may be reset now; gives the account.
///
/// # Errors
/// As [`reset`].
pub fn expect_to_reset(conn: &mut AnyConnection, actor: &Actor, id: UserId) -> Result<User, Error> {
    let user = user::service::find_to_keep(conn, actor, id)?;
    let reasons = rules::against_resetting(ResetFacts {
        own: id == actor.user_id,
        kind: user.kind,
        disabled: user.disabled_at.is_some(),
    });
    if reasons.is_empty() {
        Ok(user)
    } else {
        Err(Error::Refused(reasons))
    }
}

/// Voids an account's password and sessions, so that only the token of this reset opens it again.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Refused`] with every reason.
pub fn reset(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UserId,
    new: &NewReset,
) -> Result<PasswordReset, Error> {
    let mut user = expect_to_reset(conn, actor, id)?;
    UNUSABLE.clone_into(&mut user.password_hash);
    user.must_change_password = true;
    match new.second_factor {
        SecondFactorFate::Keep => (),
        SecondFactorFate::Remove => forget_totp(&mut user),
    }
    user::service::save(conn, &mut user)?;
    session::service::end_all(conn, id, None, actor.now)?;
    void_resets(conn, id, actor.now)?;
    let reset = PasswordReset {
        id: new.id,
        user_id: id,
        created_at: actor.now,
        expires_at: rules::reset_until(actor.now),
        used_at: None,
    };
    store::insert(conn, &reset, &digest(&new.token))?;
    let detail = json!({ "reset_id": reset.id, "second_factor": new.second_factor });
    user::service::record(conn, actor, id, "user.reset_password", detail)?;
    Ok(reset)
}

/// Until when the token of a reset is good that is begun now.
pub fn good_until(now: Instant) -> Instant {
    rules::reset_until(now)
}

/// As [`reset`], from the command line: for the last administrator who forgot theirs. Gives the token.
///
/// # Errors
/// As [`reset`].
pub fn create_reset(
    conn: &mut AnyConnection,
    now: Instant,
    username: &str,
) -> Result<String, Error> {
    let user = user::service::by_username(conn, username)?.ok_or(Error::NotFound)?;
    let new = NewReset::new(SecondFactorFate::Remove);
    reset(conn, &Actor::program(now), user.id, &new)?;
    Ok(new.token)
}

/// Makes the tokens of an account's resets good for nothing: nobody asks.
///
/// # Errors
/// As the database.
pub fn void_resets(conn: &mut AnyConnection, user: UserId, now: Instant) -> Result<(), Error> {
    store::void(conn, user, now)?;
    Ok(())
}

/// Gives an account the password its owner chose, for the token of a reset.
///
/// # Errors
/// [`Error::Invalid`] for a token that is not good, or with everything that is wrong with the password.
pub async fn redeem(state: &AppState, token: Secret, new: Secret) -> Result<(), Error> {
    let now = state.clock.now();
    let hash_of_token = digest(token.expose());
    let asked = hash_of_token.clone();
    let user = state
        .db
        .read(move |conn| good_reset(conn, &asked, now).map(|(_, user)| user))
        .await?;
    let problems = password::problems(&new, &user.username, "/new_password");
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let hash = hashing::turn()
        .await?
        .hash(&new, state.password_cost)
        .await?;
    state
        .db
        .write(move |conn| {
            let (reset, mut user) = good_reset(conn, &hash_of_token, now)?;
            store::use_up(conn, reset.id, now)?;
            let actor = Actor::themself(user.id, now);
            set_password(conn, &actor, &mut user, &hash)?;
            let detail = json!({ "reset_id": reset.id });
            user::service::record(conn, &actor, user.id, "user.redeem_reset", detail)
        })
        .await
}

fn good_reset(
    conn: &mut AnyConnection,
    hash: &str,
    now: Instant,
) -> Result<(PasswordReset, User), Error> {
    let reset = store::by_hash(conn, hash)?
        .filter(|reset| rules::is_good(reset, now))
        .ok_or_else(|| Error::invalid("/token", "reset_token"))?;
    let user = user::service::of(conn, reset.user_id)?;
    if user.disabled_at.is_some() {
        return Err(Error::invalid("/token", "reset_token"));
    }
    Ok((reset, user))
}

/// Begins to set up the actor's second factor; a code of it has to follow. Begun again, it begins anew.
///
/// # Errors
/// [`Error::Refused`] when it is on already, or for an account without a password.
pub fn start_totp(conn: &mut AnyConnection, actor: &Actor) -> Result<(), Error> {
    let mut user = user::service::of(conn, actor.user_id)?;
    if let Some(reason) = rules::against_having_password(user.kind) {
        return Err(Error::refused(reason));
    }
    expect_totp_off(&user)?;
    user.totp_pending = Some(TotpSecret::generate().expose_base32().to_owned());
    user::service::save(conn, &mut user)?;
    user::service::record(conn, actor, user.id, "user.totp_start", json!({}))
}

/// What the actor's authenticator app is to be told.
///
/// # Errors
/// [`Error::Refused`] when no second factor is being set up.
pub fn pending_totp(conn: &mut AnyConnection, actor: &Actor) -> Result<TotpSetup, Error> {
    let user = user::service::of(conn, actor.user_id)?;
    let secret = pending(&user)?;
    let uri = totp::provisioning_uri(&secret, &user.username)
        .map_err(|error| Error::caused("the address of a second factor", error))?;
    Ok(TotpSetup {
        secret: secret.expose_base32().to_owned(),
        uri,
    })
}

fn expect_totp_off(user: &User) -> Result<(), Error> {
    match user.totp_secret {
        None => Ok(()),
        Some(_) => Err(Error::refused(Reason::new("totp_on").on(GROUND))),
    }
}

fn pending(user: &User) -> Result<TotpSecret, Error> {
    expect_totp_off(user)?;
    let pending = user
        .totp_pending
        .as_deref()
        .ok_or_else(|| Error::refused(Reason::new("totp_not_started").on(GROUND)))?;
    TotpSecret::from_base32(pending)
        .map_err(|error| Error::caused("reading a second factor", error))
}

fn forget_totp(user: &mut User) {
    user.totp_secret = None;
    user.totp_pending = None;
    user.totp_last_step = None;
}

/// What is done with a code of the second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TotpStep {
    /// Switch on what was set up.
    Confirm,
    /// Switch it off.
    Remove,
}

/// Switches the actor's second factor on or off, with a code of it.
///
/// # Errors
/// [`Error::Invalid`] for a wrong code; [`Error::TryLater`] after too many; [`Error::Refused`] when there is nothing
/// to switch.
pub async fn take_totp_step(
    state: &AppState,
    actor: Actor,
    step: TotpStep,
    code: String,
) -> Result<(), Error> {
    let right = state
        .db
        .write(move |conn| try_code(conn, &actor, step, &code))
        .await?;
    if right {
        Ok(())
    } else {
        Err(Error::invalid("/code", "totp_wrong"))
    }
}

/// Whether the code was right; a wrong one is counted, so either way the transaction commits.
fn try_code(
    conn: &mut AnyConnection,
    actor: &Actor,
    step: TotpStep,
    code: &str,
) -> Result<bool, Error> {
    let doors = Doors::of_own_account(actor.user_id);
    lockout::expect_open(conn, &doors, actor.now)?;
    let mut user = user::service::of(conn, actor.user_id)?;
    let action = match step {
        TotpStep::Confirm => {
            let secret = pending(&user)?;
            let shown = clock::on_devices(actor.now).unix_seconds();
            let used = totp::verify(&secret, code, shown, None);
            let Some(used) = used else {
                return fail(conn, actor, &doors, "totp_wrong").map(|()| false);
            };
            user.totp_secret = user.totp_pending.take();
            user.totp_last_step = Some(used);
            "user.totp_on"
        }
        TotpStep::Remove => match session::service::second_factor(&user, Some(code), actor.now) {
            SecondFactor::Off => {
                return Err(Error::refused(Reason::new("totp_off").on(GROUND)));
            }
            SecondFactor::Missing | SecondFactor::Wrong => {
                return fail(conn, actor, &doors, "totp_wrong").map(|()| false);
            }
            SecondFactor::Right(_) => {
                forget_totp(&mut user);
                "user.totp_off"
            }
        },
    };
    user::service::save(conn, &mut user)?;
    lockout::forgive_own(conn, user.id)?;
    user::service::record(conn, actor, user.id, action, json!({}))?;
    Ok(true)
}

/// Forgets resets that are long over.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    store::forget_over(conn, now.plus(TimeDelta::days(-REMEMBERED_DAYS)))
}
