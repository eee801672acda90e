//! Who is asking, by which offices, when, and in which language.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::NaiveDate;

use super::permission::Role;
use super::store;
use super::token::{API_TOKEN_PREFIX, digest};
use crate::app::AppState;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::unit::model::UnitId;
use crate::user::model::{SessionId, UserId};

/// An office in force today: a role at a unit, and where that unit stands in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// What it is.
    pub role: Role,
    /// Where it is held; an administrator's may be the whole installation.
    pub unit_id: Option<UnitId>,
    /// The subtree it reaches.
    pub unit_path: UnitPath,
    /// Where it is really held: at the unit that came after this one, which is gone (R-TREE-05).
    pub heir_id: Option<UnitId>,
}

impl Office {
    /// Whether it is held at this very unit, which still stands.
    pub fn is_own_of(&self, unit: UnitId) -> bool {
        self.unit_id == Some(unit) && self.heir_id.is_none()
    }
}

/// Who is asking. The first parameter after the connection of every service function.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The account.
    pub user_id: UserId,
    /// The session, unless a system asks with a token of its own.
    pub session_id: Option<SessionId>,
    /// The moment of asking: one request has one present.
    pub now: Instant,
    /// The offices in force at that moment.
    pub offices: Vec<Office>,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
}

impl Actor {
    /// The civil date in Vietnam on which this is asked.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Nobody: whoever fails to sign in. Holds no office; the audit chain records no actor.
    pub fn nobody(now: Instant) -> Self {
        Self::themself(UserId::nil(), now)
    }

    /// The program itself, told by whoever holds its command line or its set-up token: acts as an administrator
    /// of the installation; the audit chain records no actor.
    pub fn program(now: Instant) -> Self {
        Self {
            offices: vec![Office {
                role: Role::Administrator,
                unit_id: None,
                unit_path: UnitPath::everywhere(),
                heir_id: None,
            }],
            ..Self::nobody(now)
        }
    }

    /// An account acting on itself before it has a session: signing in, redeeming a reset. Holds no office.
    pub fn themself(user_id: UserId, now: Instant) -> Self {
        Self {
            user_id,
            session_id: None,
            now,
            offices: Vec::new(),
            must_change_password: false,
        }
    }

    /// An account at a moment, by the offices it holds then: for work that comes from no request.
    ///
    /// # Errors
    /// As the database.
    pub fn of(conn: &mut AnyConnection, user_id: UserId, now: Instant) -> Result<Self, Error> {
        let offices = store::offices_of(conn, user_id, now)?;
        Ok(Self {
            offices,
            ..Self::themself(user_id, now)
        })
    }

    /// The person behind a session that is neither revoked nor run out.
    ///
    /// # Errors
    /// [`Error::Anonymous`] when it is.
    pub fn in_session(
        conn: &mut AnyConnection,
        user_id: UserId,
        session_id: SessionId,
        now: Instant,
    ) -> Result<Self, Error> {
        store::actor_of_session(conn, user_id, session_id, now)
    }

    /// The same person at a later moment, by the offices they hold then.
    ///
    /// # Errors
    /// [`Error::Anonymous`] when their session has been revoked or has run out since.
    pub fn again(&self, conn: &mut AnyConnection, now: Instant) -> Result<Self, Error> {
        match self.session_id {
            Some(session) => Self::in_session(conn, self.user_id, session, now),
            None => Self::of(conn, self.user_id, now),
        }
    }

    /// The account, unless [nobody](Actor::nobody) is signed in.
    pub fn account(&self) -> Option<UserId> {
        Some(self.user_id).filter(|id| *id != UserId::nil())
    }

    /// Whether the actor holds this role anywhere.
    pub fn holds(&self, role: Role) -> bool {
        self.offices.iter().any(|office| office.role == role)
    }
}

/// What the request shows as proof.
enum Proof {
    Session(super::token::Claims),
    Token(String),
}

fn proof(req: &HttpRequest, state: &AppState, now: Instant) -> Result<Proof, Error> {
    let Some(value) = req.headers().get(header::AUTHORIZATION) else {
        return Err(Error::Anonymous("token_missing"));
    };
    let token = value
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or(Error::Anonymous("token_invalid"))?;
    if token.starts_with(API_TOKEN_PREFIX) {
        return Ok(Proof::Token(digest(token)));
    }
    Ok(Proof::Session(state.token_key.read(token, now)?))
}

impl FromRequest for Actor {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            let state = req
                .app_data::<web::Data<AppState>>()
                .ok_or_else(|| Error::internal("the application state is missing"))?;
            let now = state.clock.now();
            let proof = proof(&req, state, now)?;
            let actor = state
                .db
                .read(move |conn| match &proof {
                    Proof::Session(claims) => {
                        store::actor_of_session(conn, claims.sub, claims.jti, now)
                    }
                    Proof::Token(hash) => store::actor_of_token(conn, hash, now),
                })
                .await?;
            if actor.must_change_password && !is_own_account(req.path()) {
                return Err(Error::Forbidden(vec![crate::error::Reason::new(
                    "password_must_change",
                )])
                .into());
            }
            Ok(actor)
        })
    }
}

/// Whether a path is about the account of whoever asks. `/members` begins like `/me` and is not.
pub fn is_own_account(path: &str) -> bool {
    ["/api/v1/me", "/api/v1/sessions"].iter().any(|own| {
        path.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_members_of_a_branch_are_not_ones_own_account() {
        for (path, own) in [
            ("/api/v1/me", true),
            ("/api/v1/me/password", true),
            ("/api/v1/sessions/current", true),
            ("/api/v1/members/1", false),
            ("/api/v1/plans", false),
        ] {
            assert_eq!(is_own_account(path), own, "{path}");
        }
    }
}
