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
                .read(move |conn| match proof {
                    Proof::Session(claims) => {
                        store::actor_of_session(conn, claims.sub, claims.jti, now)
                    }
                    Proof::Token(hash) => store::actor_of_token(conn, &hash, now),
                })
                .await?;
            let own_account =
                req.path().starts_with("/api/v1/me") || req.path().starts_with("/api/v1/sessions");
            if actor.must_change_password && !own_account {
                return Err(Error::Forbidden(vec![crate::error::Reason::new(
                    "password_must_change",
                )])
                .into());
            }
            Ok(actor)
        })
    }
}
