//! The JSON face of reviews and remarks.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Outcome, Remark, RemarkId, Review, Which};
use super::service::{self, Answer};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::document::model::DocumentId;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;

/// The paths of reviews and remarks.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_reviews)
        .service(list_remarks)
        .service(read_remark)
        .service(answer_remark)
        .service(correct_answer);
}

/// A page of reviews.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewPage {
    /// The reviews, the first one first.
    pub items: Vec<Review>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A page of remarks.
#[derive(Debug, Serialize, ToSchema)]
pub struct RemarkPage {
    /// The remarks, the first one first.
    pub items: Vec<Remark>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which remarks.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RemarkQuery {
    /// `true`: only those neither accepted nor explained; `false`: only the others.
    pub open: Option<bool>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// The branch's answer to a remark.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RemarkAnswer {
    /// `accepted`: the text was changed (tiếp thu). `explained`: it was not, for this reason (giải trình).
    pub outcome: Outcome,
    /// What was changed, or why not.
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
}

impl RemarkAnswer {
    /// The answer.
    pub fn answer(self) -> Answer {
        Answer {
            outcome: self.outcome,
            text: self.text,
        }
    }
}

/// The reviews of a document
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path), PageQuery), responses((status = 200, body = ReviewPage))
)]
#[get("/documents/{id}/reviews")]
async fn list_reviews(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::reviews(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&ReviewPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// The remarks on a document
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path), RemarkQuery), responses((status = 200, body = RemarkPage))
)]
#[get("/documents/{id}/remarks")]
async fn list_remarks(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    query: Query<RemarkQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let which = match query.0.open {
        None => Which::All,
        Some(true) => Which::Open,
        Some(false) => Which::Answered,
    };
    let found = state
        .db
        .read(move |conn| service::remarks(conn, &actor, *id, which, &page))
        .await?;
    Ok(Reply::ok(&RemarkPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// A remark
#[utoipa::path(tag = "documents", params(("id" = RemarkId, Path)), responses((status = 200, body = Remark)))]
#[get("/remarks/{id}")]
async fn read_remark(
    state: Data<AppState>,
    actor: Actor,
    id: Path<RemarkId>,
) -> Result<HttpResponse, ApiError> {
    let remark = state
        .db
        .read(move |conn| service::remark(conn, &actor, *id))
        .await?;
    Ok(Reply::ok(&remark)?.version(remark.version).respond())
}

/// Answer a remark
///
/// Accepted or explained, once, by the branch, before the document can be submitted again.
#[utoipa::path(
    tag = "documents", params(("id" = RemarkId, Path)), request_body = RemarkAnswer,
    responses((status = 200, body = Remark))
)]
#[post("/remarks/{id}/resolution")]
async fn answer_remark(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    seen: Seen,
    id: Path<RemarkId>,
    body: Json<RemarkAnswer>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let answer = value.answer();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let remark = service::answer(conn, actor, *id, seen.0, &answer)?;
        Ok(Reply::ok(&remark)?.version(remark.version))
    })
    .await
}

/// Correct the answer to a remark
///
/// Until the document is submitted with it.
#[utoipa::path(
    tag = "documents", params(("id" = RemarkId, Path)), request_body = RemarkAnswer,
    responses((status = 200, body = Remark))
)]
#[put("/remarks/{id}/resolution")]
async fn correct_answer(
    state: Data<AppState>,
    actor: Actor,
    id: Path<RemarkId>,
    seen: Seen,
    body: Json<RemarkAnswer>,
) -> Result<HttpResponse, ApiError> {
    let answer = body.value.answer();
    let remark = state
        .db
        .write(move |conn| service::correct(conn, &actor, *id, seen.0, &answer))
        .await?;
    Ok(Reply::ok(&remark)?.version(remark.version).respond())
}
