//! The verbs of a session.

use std::net::IpAddr;

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Attempt, Caller, Face, Session, SessionId, SignedIn};
use super::rules::{self, Refresh, RefreshFacts, Refusal, SecondFactor, SignInFacts};
use super::store;
use crate::app::AppState;
use crate::audit;
use crate::audit::model::Subject;
use crate::auth::actor::Actor;
use crate::auth::hashing;
use crate::auth::lockout::{self, Doors, KNOWN_DAYS, Origin};
use crate::auth::password::{PasswordCost, Secret, needs_rehash};
use crate::auth::token::{TokenKey, digest, new_secret};
use crate::auth::totp::{self, TotpSecret};
use crate::clock;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::user;
use crate::user::model::{User, UserId, UserKind, Username};
use crate::words::Language;

/// How refresh tokens begin.
const REFRESH_TOKEN_PREFIX: &str = "dhr_";

/// How long a session that is over is still known, in days.
const REMEMBERED_DAYS: i64 = 30;

/// What has been found out about a try before the transaction that settles it.
#[derive(Clone)]
struct Proof {
    doors: Doors,
    user: Option<UserId>,
    knows_password: bool,
    /// The hash that the password was compared with: a change in between voids the comparison.
    compared_with: String,
    renewed_hash: Option<String>,
    totp: Option<String>,
    caller: Caller,
    refresh_hash: String,
}

/// Signs somebody in.
///
/// # Errors
/// [`Error::TryLater`] while locked out; [`Error::Anonymous`] with the code of the [`Refusal`].
pub async fn sign_in(state: &AppState, attempt: Attempt) -> Result<SignedIn, Error> {
    let now = state.clock.now();
    // Held until the failure is counted, so that many tries at once do not slip past the lock-out.
    let turn = hashing::turn().await?;
    let (name, face, address) = (
        attempt.username,
        attempt.face.clone(),
        attempt.caller.address,
    );
    let key = state.token_key.clone();
    let (doors, user) = state
        .db
        .read(move |conn| {
            let user = user::service::by_username(conn, &name)?;
            let origin = match &user {
                Some(user) => origin(conn, &key, user.id, &face, address, now)?,
                None => Origin::Stranger,
            };
            let doors = Doors::of_sign_in(&Username::as_typed(&name), address, &origin);
            lockout::expect_open(conn, &doors, now)?;
            Ok((doors, user))
        })
        .await?;
    let user = user.filter(|user| user.kind == UserKind::Person);
    let hash = user.as_ref().map(|user| user.password_hash.as_str());
    let cost = state.password_cost;
    let knows_password = turn.verify(&attempt.password, hash, cost).await?;
    let renewed_hash = match hash {
        Some(hash) if knows_password => renewed(&turn, &attempt.password, hash, cost).await?,
        Some(_) | None => None,
    };
    let refresh_token = new_secret(REFRESH_TOKEN_PREFIX);
    let proof = Proof {
        doors,
        user: user.as_ref().map(|user| user.id),
        knows_password,
        compared_with: hash.unwrap_or_default().to_owned(),
        renewed_hash,
        totp: attempt.totp,
        caller: attempt.caller,
        refresh_hash: match &attempt.face {
            Face::Api => digest(&refresh_token),
            Face::Pages { .. } => digest_of_cookie(&refresh_token),
        },
    };
    let settled = state
        .db
        .write(move |conn| settle(conn, &proof, now))
        .await?;
    let (user, session) = settled.map_err(|refusal| Error::Anonymous(refusal.code()))?;
    handed_out(state, user, &session, refresh_token, now)
}

/// What is kept of the secret in a browser's cookie; never what is kept of a refresh token, so neither is good for
/// the other.
pub fn digest_of_cookie(secret: &str) -> String {
    digest(&format!("cookie of a browser: {secret}"))
}

/// What the account knows of where somebody tries to open it.
fn origin(
    conn: &mut AnyConnection,
    key: &TokenKey,
    user: UserId,
    face: &Face,
    address: IpAddr,
    now: Instant,
) -> Result<Origin, Error> {
    if let Face::Pages { device: Some(mark) } = face
        && let Some(device) = known_device(key, user, mark, now)?
    {
        return Ok(Origin::KnownDevice(device));
    }
    let since = now.plus(TimeDelta::days(-KNOWN_DAYS));
    let kept = store::addresses(conn, user, since)?;
    let is_known = kept
        .iter()
        .any(|kept| lockout::is_same_address(kept, address));
    Ok(if is_known {
        Origin::KnownAddress
    } else {
        Origin::Stranger
    })
}

/// The mark of a device: its key, when it was given, and the proof that it was given here for this account.
fn mark_of_device(key: &TokenKey, user: UserId, now: Instant) -> Result<String, Error> {
    let (device, given) = (new_secret(""), now.unix_seconds().to_string());
    let proof = proof_of_device(key, user, &device, &given)?;
    Ok(format!("{device}.{given}.{proof}"))
}

fn proof_of_device(
    key: &TokenKey,
    user: UserId,
    device: &str,
    given: &str,
) -> Result<String, Error> {
    key.fingerprint(&["known device", &user.to_string(), device, given])
}

/// The key of the device, when its mark is this account's and not too old.
fn known_device(
    key: &TokenKey,
    user: UserId,
    mark: &str,
    now: Instant,
) -> Result<Option<String>, Error> {
    let mut parts = mark.splitn(3, '.');
    let (Some(device), Some(given), Some(proof)) = (parts.next(), parts.next(), parts.next())
    else {
        return Ok(None);
    };
    let given_at: i64 = given.parse().unwrap_or_default();
    let oldest = now.plus(TimeDelta::days(-KNOWN_DAYS)).unix_seconds();
    // Both sides are hashed before they are compared, so that the time it takes tells nothing.
    let right = digest(&proof_of_device(key, user, device, given)?) == digest(proof);
    Ok((right && given_at > oldest).then(|| device.to_owned()))
}

async fn renewed(
    turn: &hashing::Turn,
    password: &Secret,
    hash: &str,
    cost: PasswordCost,
) -> Result<Option<String>, Error> {
    if needs_rehash(hash, cost) {
        turn.hash(password, cost).await.map(Some)
    } else {
        Ok(None)
    }
}

fn handed_out(
    state: &AppState,
    user: User,
    session: &Session,
    refresh_token: String,
    now: Instant,
) -> Result<SignedIn, Error> {
    Ok(SignedIn {
        access_token: state.token_key.sign(user.id, session.id, now)?,
        refresh_token,
        refresh_until: session.expires_at,
        device: mark_of_device(&state.token_key, user.id, now)?,
        user,
    })
}

/// Lets in or counts the failure; either way the transaction commits.
fn settle(
    conn: &mut AnyConnection,
    proof: &Proof,
    now: Instant,
) -> Result<Result<(User, Session), Refusal>, Error> {
    let user = proof
        .user
        .map(|id| user::service::of(conn, id))
        .transpose()?;
    let facts = SignInFacts {
        knows_password: proof.knows_password
            && user
                .as_ref()
                .is_some_and(|user| user.password_hash == proof.compared_with),
        disabled: user.as_ref().is_some_and(|user| user.disabled_at.is_some()),
        second_factor: user.as_ref().map_or(SecondFactor::Off, |user| {
            second_factor(user, proof.totp.as_deref(), now)
        }),
    };
    match (rules::judge(facts), user) {
        (Ok(step), Some(user)) => begin(conn, user, proof, step, now).map(Ok),
        (Err(refusal), user) => {
            count(conn, proof, user.as_ref(), refusal, now)?;
            Ok(Err(refusal))
        }
        (Ok(_), None) => Err(Error::internal("a sign-in without an account")),
    }
}

/// What the code given is worth.
pub fn second_factor(user: &User, code: Option<&str>, now: Instant) -> SecondFactor {
    let Some(secret) = &user.totp_secret else {
        return SecondFactor::Off;
    };
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else {
        return SecondFactor::Missing;
    };
    let Ok(secret) = TotpSecret::from_base32(secret) else {
        return SecondFactor::Wrong;
    };
    let shown = clock::on_devices(now).unix_seconds();
    totp::verify(&secret, code, shown, user.totp_last_step)
        .map_or(SecondFactor::Wrong, SecondFactor::Right)
}

fn begin(
    conn: &mut AnyConnection,
    mut user: User,
    proof: &Proof,
    step: Option<i64>,
    now: Instant,
) -> Result<(User, Session), Error> {
    let session = Session {
        id: Id::new(),
        user_id: user.id,
        created_at: now,
        last_used_at: now,
        expires_at: rules::holds_until(now, now),
        revoked_at: None,
        address: proof.caller.address.to_canonical().to_string(),
        agent: proof.caller.agent.clone(),
    };
    store::insert(conn, &session)?;
    let until = session.expires_at;
    store::insert_refresh_token(conn, session.id, &proof.refresh_hash, now, until)?;
    if step.is_some() || proof.renewed_hash.is_some() {
        user.totp_last_step = step.or(user.totp_last_step);
        if let Some(hash) = &proof.renewed_hash {
            user.password_hash.clone_from(hash);
        }
        user::service::save(conn, &mut user)?;
    }
    lockout::forgive_at(conn, &proof.doors, user.id)?;
    let actor = Actor::themself(user.id, now);
    tell_chain(conn, &actor, user.id, "session.begin", session.id)?;
    Ok((user, session))
}

/// A failure is told to the account's chain, or to the installation's where there is no such account: both, so that
/// the time of the answer does not tell them apart.
fn count(
    conn: &mut AnyConnection,
    proof: &Proof,
    user: Option<&User>,
    refusal: Refusal,
    now: Instant,
) -> Result<(), Error> {
    if !refusal.counts() {
        return Ok(());
    }
    lockout::count_failure(conn, &proof.doors, now)?;
    let chain = user.map_or_else(Subject::installation, |user| {
        user::service::subject(user.id)
    });
    let detail = json!({
        "code": refusal.code(),
        "address": proof.caller.address.to_canonical(),
    });
    audit::service::append(conn, &Actor::nobody(now), chain, "session.refuse", &detail)?;
    Ok(())
}

fn tell_chain(
    conn: &mut AnyConnection,
    actor: &Actor,
    user: UserId,
    action: &str,
    session: SessionId,
) -> Result<(), Error> {
    let detail = json!({ "session_id": session });
    audit::service::append(conn, actor, user::service::subject(user), action, &detail)?;
    Ok(())
}

/// Gives another pair of tokens for a refresh token that has not been used.
///
/// # Errors
/// [`Error::Anonymous`]: the token is unknown, the session is over, or the token was used before and the session
/// ends now.
pub async fn refresh(state: &AppState, token: Secret) -> Result<SignedIn, Error> {
    let now = state.clock.now();
    let (old, next) = (digest(token.expose()), new_secret(REFRESH_TOKEN_PREFIX));
    let next_hash = digest(&next);
    let (user, session) = state
        .db
        .write(move |conn| go_on(conn, &old, &next_hash, now))
        .await?
        .map_err(Error::Anonymous)?;
    handed_out(state, user, &session, next, now)
}

/// Lets the session go on or ends it; either way the transaction commits.
fn go_on(
    conn: &mut AnyConnection,
    old_hash: &str,
    next_hash: &str,
    now: Instant,
) -> Result<Result<(User, Session), &'static str>, Error> {
    let Some(token) = store::refresh_token(conn, old_hash)? else {
        return Ok(Err("refresh_token_invalid"));
    };
    let mut session = store::by_id(conn, token.session_id)?;
    let user = user::service::of(conn, session.user_id)?;
    let becomes = rules::judge_refresh(RefreshFacts {
        used: token.used_at.is_some(),
        token_over: token.expires_at <= now,
        session_over: session.revoked_at.is_some()
            || session.expires_at <= now
            || user.disabled_at.is_some(),
    });
    match becomes {
        Refresh::IsOver => Ok(Err("session_ended")),
        Refresh::EndsNow => {
            store::revoke(conn, user.id, session.id, now)?;
            let actor = Actor::nobody(now);
            tell_chain(conn, &actor, user.id, "session.reuse", session.id)?;
            Ok(Err("refresh_token_reused"))
        }
        Refresh::GoesOn => {
            session.last_used_at = now;
            session.expires_at = rules::holds_until(session.created_at, now);
            store::use_up(conn, token.id, now)?;
            store::prolong(conn, session.id, now, session.expires_at)?;
            store::insert_refresh_token(conn, session.id, next_hash, now, session.expires_at)?;
            Ok(Ok((user, session)))
        }
    }
}

/// Somebody who looks at pages in a browser.
#[derive(Debug, Clone)]
pub struct Browsing {
    /// Who it is.
    pub actor: Actor,
    /// The name others see.
    pub display_name: String,
    /// Whether the session has been used again since it was last prolonged.
    pub is_to_be_prolonged: bool,
    /// The language that they chose for the pages.
    pub language: Option<Language>,
}

/// Whoever has this secret in a cookie, handed out at the sign-in on a page, which a browser shows again and
/// again and never exchanges.
///
/// # Errors
/// [`Error::Anonymous`] when the session is over, or the token was exchanged elsewhere.
pub fn browsing(conn: &mut AnyConnection, hash: &str, now: Instant) -> Result<Browsing, Error> {
    let token = store::refresh_token(conn, hash)?
        .filter(|token| token.used_at.is_none())
        .ok_or(Error::Anonymous("session_ended"))?;
    let session = store::by_id(conn, token.session_id)?;
    let actor = Actor::in_session(conn, session.user_id, session.id, now)?;
    let user = user::service::of(conn, actor.user_id)?;
    Ok(Browsing {
        language: user.language.as_deref().and_then(Language::of_tag),
        display_name: user.display_name,
        is_to_be_prolonged: rules::is_to_be_prolonged(session.last_used_at, now),
        actor,
    })
}

/// Lets the actor's session go on, as it is being used.
///
/// # Errors
/// As the database.
pub fn keep_alive(conn: &mut AnyConnection, actor: &Actor) -> Result<(), Error> {
    let Some(id) = actor.session_id else {
        return Ok(());
    };
    let session = store::by_id(conn, id)?;
    let until = rules::holds_until(session.created_at, actor.now);
    store::prolong(conn, id, actor.now, until)
}

/// Ends one of the actor's own sessions.
///
/// # Errors
/// [`Error::NotFound`] when it is over, or not theirs.
pub fn end(conn: &mut AnyConnection, actor: &Actor, id: SessionId) -> Result<(), Error> {
    if !store::revoke(conn, actor.user_id, id, actor.now)? {
        return Err(Error::NotFound);
    }
    tell_chain(conn, actor, actor.user_id, "session.end", id)
}

/// Ends every session of an account but one: nobody asks.
///
/// # Errors
/// As the database.
pub fn end_all(
    conn: &mut AnyConnection,
    user: UserId,
    except: Option<SessionId>,
    now: Instant,
) -> Result<usize, Error> {
    store::revoke_all(conn, user, except, now)
}

/// The actor's own sessions that go on.
///
/// # Errors
/// As the database.
pub fn own(
    conn: &mut AnyConnection,
    actor: &Actor,
    page: &PageRequest<SessionId>,
) -> Result<Page<Session>, Error> {
    store::live(conn, actor.user_id, actor.now, page)
}

/// Forgets sessions long over, and counts of failures that nobody's wait depends on.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    lockout::forget_old(conn, now)?;
    store::forget_over(conn, now.plus(TimeDelta::days(-REMEMBERED_DAYS)))
}
