//! The JSON face of sessions, and of who one is.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Attempt, Caller, Face, Session, SessionId, SignedIn};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::password::Secret;
use crate::auth::permission::GROUND;
use crate::auth::token::ACCESS_MINUTES;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::http::api::ApiError;
use crate::http::body::{Json, Query};
use crate::http::proxy;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::office::api::OfficeView;
use crate::user::api::UserView;
use crate::{office, user};

/// The paths of sessions.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(sign_in)
        .service(refresh_session)
        .service(sign_out)
        .service(who_am_i)
        .service(list_sessions)
        .service(end_session);
}

/// The most characters that are kept of what a program calls itself.
const AGENT_LENGTH: usize = 200;

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let agent = req
            .headers()
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        ready(Ok(Self {
            address: proxy::client_of(req),
            agent: agent.chars().take(AGENT_LENGTH).collect(),
        }))
    }
}

/// Who wants in.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The name to sign in with, in upper or lower case.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "bantochuc")]
    pub username: String,
    /// The password.
    #[schema(value_type = String, format = Password, max_length = 1024)]
    pub password: Secret,
    /// The code of the authenticator app, when the account asks for one.
    #[validate(length(max = 20))]
    #[schema(max_length = 20, example = "123456")]
    pub totp: Option<String>,
}

/// A refresh token.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RefreshSession {
    /// The one handed out last; it is good once.
    #[schema(value_type = String, format = Password, max_length = 1024)]
    pub refresh_token: Secret,
}

/// What whoever signed in is handed.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedInView {
    /// To be sent with every request: `Authorization: Bearer …`.
    pub access_token: String,
    /// For how many seconds the access token is good.
    #[schema(example = 900)]
    pub expires_in: i64,
    /// Good once, for `POST /sessions/refresh`.
    pub refresh_token: String,
    /// Until when the refresh token is good, and the session with it.
    pub refresh_expires_at: Instant,
    /// Who you are.
    pub user: UserView,
}

impl From<SignedIn> for SignedInView {
    fn from(signed_in: SignedIn) -> Self {
        Self {
            access_token: signed_in.access_token,
            expires_in: ACCESS_MINUTES * 60,
            refresh_token: signed_in.refresh_token,
            refresh_expires_at: signed_in.refresh_until,
            user: signed_in.user.into(),
        }
    }
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The session's key.
    pub id: SessionId,
    /// When it began.
    pub created_at: Instant,
    /// When it was last refreshed.
    pub last_used_at: Instant,
    /// When it ends unless refreshed.
    pub expires_at: Instant,
    /// From which address it began.
    pub address: String,
    /// What the program it began in calls itself.
    pub agent: String,
    /// Whether it is the one this request is made in.
    pub current: bool,
}

impl SessionView {
    /// A session as its owner sees it.
    pub fn of(session: Session, current: Option<SessionId>) -> Self {
        Self {
            id: session.id,
            created_at: session.created_at,
            last_used_at: session.last_used_at,
            expires_at: session.expires_at,
            address: session.address,
            agent: session.agent,
            current: Some(session.id) == current,
        }
    }
}

/// A page of sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionPage {
    /// The sessions, the oldest first.
    pub items: Vec<SessionView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Who one is, and what one may do where.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeView {
    /// The account.
    pub user: UserView,
    /// The offices in force today.
    pub offices: Vec<OfficeView>,
}

/// Sign in
///
/// 401 says `credentials_wrong` for an unknown name and for a wrong password alike; `totp_needed` asks for the code of
/// the authenticator app. After several failures, 429 says how long to wait.
#[utoipa::path(
    tag = "sessions", request_body = SignIn,
    responses(
        (status = 201, body = SignedInView),
        (status = 401),
        (status = 429),
    )
)]
#[post("/sessions")]
async fn sign_in(
    state: Data<AppState>,
    caller: Caller,
    body: Json<SignIn>,
) -> Result<HttpResponse, ApiError> {
    let body = body.value;
    let attempt = Attempt {
        face: Face::Api,
        username: body.username,
        password: body.password,
        totp: body.totp,
        caller,
    };
    let signed_in = service::sign_in(&state, attempt).await?;
    let answer = SignedInView::from(signed_in);
    Ok(Reply::created("/api/v1/sessions/current".to_owned(), &answer)?.respond())
}

/// Stay signed in
///
/// Gives another pair of tokens. A refresh token used a second time ends the session, because somebody else may have it.
#[utoipa::path(
    tag = "sessions", request_body = RefreshSession,
    responses(
        (status = 200, body = SignedInView),
        (status = 401),
    )
)]
#[post("/sessions/refresh")]
async fn refresh_session(
    state: Data<AppState>,
    body: Json<RefreshSession>,
) -> Result<HttpResponse, ApiError> {
    let signed_in = service::refresh(&state, body.value.refresh_token).await?;
    Ok(Reply::ok(&SignedInView::from(signed_in))?.respond())
}

/// Sign out
#[utoipa::path(tag = "sessions", responses((status = 204)))]
#[delete("/sessions/current")]
async fn sign_out(state: Data<AppState>, actor: Actor) -> Result<HttpResponse, ApiError> {
    let Some(id) = actor.session_id else {
        return Err(Error::refused(Reason::new("no_session").on(GROUND)).into());
    };
    state
        .db
        .write(move |conn| service::end(conn, &actor, id))
        .await?;
    Ok(Reply::done().respond())
}

/// Who am I
#[utoipa::path(tag = "sessions", responses((status = 200, body = MeView)))]
#[get("/me")]
async fn who_am_i(state: Data<AppState>, actor: Actor) -> Result<HttpResponse, ApiError> {
    let me = state
        .db
        .read(move |conn| {
            let offices = office::service::in_force(conn, actor.user_id, actor.today())?;
            Ok(MeView {
                user: user::service::of(conn, actor.user_id)?.into(),
                offices: offices.into_iter().map(OfficeView::from).collect(),
            })
        })
        .await?;
    Ok(Reply::ok(&me)?.respond())
}

/// Where I am signed in
#[utoipa::path(tag = "sessions", params(PageQuery), responses((status = 200, body = SessionPage)))]
#[get("/me/sessions")]
async fn list_sessions(
    state: Data<AppState>,
    actor: Actor,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let current = actor.session_id;
    let found = state
        .db
        .read(move |conn| service::own(conn, &actor, &page))
        .await?
        .map(|session| SessionView::of(session, current));
    Ok(Reply::ok(&SessionPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Sign out elsewhere
#[utoipa::path(tag = "sessions", params(("id" = SessionId, Path)), responses((status = 204)))]
#[delete("/me/sessions/{id}")]
async fn end_session(
    state: Data<AppState>,
    actor: Actor,
    id: Path<SessionId>,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::end(conn, &actor, *id))
        .await?;
    Ok(Reply::done().respond())
}
