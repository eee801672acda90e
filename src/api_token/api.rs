//! The JSON face of tokens.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{ApiToken, ApiTokenId, NewApiToken};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::user::model::UserId;
use crate::words::Language;

/// The paths of tokens.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_tokens)
        .service(make_token)
        .service(revoke_token);
}

/// A token of another system.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiTokenView {
    /// The token's key.
    pub id: ApiTokenId,
    /// What it is for.
    pub name: String,
    /// The token itself; shown once, and absent in the answer to a repeated request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "dht_…")]
    pub token: Option<String>,
    /// Why the token is not in this answer: it is that of a repeated request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// Until when it is good; null: for ever.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<ApiToken> for ApiTokenView {
    fn from(token: ApiToken) -> Self {
        Self {
            version: token.version(),
            id: token.id,
            name: token.name,
            token: None,
            notice: None,
            created_at: token.created_at,
            expires_at: token.expires_at,
            revoked_at: token.revoked_at,
        }
    }
}

/// A page of tokens.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiTokenPage {
    /// The tokens, revoked ones included, the oldest first.
    pub items: Vec<ApiTokenView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ApiTokenBody {
    /// What it is for.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// For how many days it is good; for ever unless said.
    #[validate(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650)]
    pub days: Option<i64>,
}

/// The tokens of an integrator's account
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), PageQuery), responses((status = 200, body = ApiTokenPage))
)]
#[get("/users/{id}/tokens")]
async fn list_tokens(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UserId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?
        .map(ApiTokenView::from);
    Ok(Reply::ok(&ApiTokenPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Make a token for an integrator's account
///
/// The token is in this answer and nowhere else.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path)), request_body = ApiTokenBody,
    responses((status = 201, body = ApiTokenView))
)]
#[post("/users/{id}/tokens")]
async fn make_token(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<UserId>,
    body: Json<ApiTokenBody>,
) -> Result<HttpResponse, ApiError> {
    let new = NewApiToken::new(body.name.as_str(), body.days);
    let (made, secret) = (new.id, new.secret.clone());
    let reply = once
        .reply(&state.db, actor, &body.fingerprint, move |conn, actor| {
            let token = service::make(conn, actor, *id, &new)?;
            let location = format!("/api/v1/users/{}/tokens/{}", *id, token.id);
            let view = ApiTokenView::from(token);
            Ok(Reply::created(location, &view)?.version(view.version))
        })
        .await?;
    Ok(reply.reveal(made, ("token", &secret), language)?.respond())
}

/// Revoke a token
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), ("token_id" = ApiTokenId, Path)), responses((status = 204))
)]
#[delete("/users/{id}/tokens/{token_id}")]
async fn revoke_token(
    state: Data<AppState>,
    actor: Actor,
    key: Path<(UserId, ApiTokenId)>,
    seen: Seen,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::revoke(conn, &actor, *key, seen.0))
        .await?;
    Ok(Reply::done().respond())
}
