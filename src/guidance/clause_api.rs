//! The JSON face of clauses.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::clause as service;
use super::model::{Checklist, ClauseChanges, ClauseId, GuidanceId, RestingClause};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::opinion::model::OpinionId;

/// The paths of clauses.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_clauses)
        .service(add_clause)
        .service(change_clause)
        .service(remove_clause);
}

/// A clause of guidance.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClauseView {
    /// The clause's key.
    pub id: ClauseId,
    /// The guidance it stands in.
    pub guidance_id: GuidanceId,
    /// Its number, from 1, without gaps.
    pub n: i64,
    /// What it says.
    pub text: String,
    /// When every later congress must have ticked it off.
    pub checklist: Checklist,
    /// The opinions it rests on.
    pub opinion_ids: Vec<OpinionId>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<RestingClause> for ClauseView {
    fn from(resting: RestingClause) -> Self {
        Self {
            id: resting.clause.id,
            guidance_id: resting.clause.guidance_id,
            n: resting.clause.n,
            text: resting.clause.text,
            checklist: resting.clause.checklist,
            opinion_ids: resting.opinion_ids,
            version: resting.clause.version,
        }
    }
}

/// A page of clauses.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClausePage {
    /// The clauses, in order.
    pub items: Vec<ClauseView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A new clause.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewClause {
    /// What it says.
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    pub text: String,
    /// The opinions it rests on, of the plan or of one it implements; concluded before the guidance is issued.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    #[serde(default)]
    pub opinion_ids: Vec<OpinionId>,
    /// When every later congress must have ticked it off; `none` unless said.
    pub checklist: Option<Checklist>,
    /// Its place; the last unless said.
    #[validate(range(min = 1, max = 200))]
    #[schema(minimum = 1, maximum = 200)]
    pub n: Option<i64>,
}

impl NewClause {
    /// The clause as the service takes it.
    pub fn changes(&self) -> ClauseChanges {
        ClauseChanges {
            text: Some(self.text.clone()),
            opinion_ids: Some(self.opinion_ids.clone()),
            checklist: self.checklist,
            n: self.n,
        }
    }
}

/// What changes in a clause; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ClauseBody {
    /// What it says.
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    pub text: Option<String>,
    /// The opinions it rests on.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub opinion_ids: Option<Vec<OpinionId>>,
    /// When every later congress must have ticked it off.
    pub checklist: Option<Checklist>,
    /// Its place; the others make room.
    #[validate(range(min = 1, max = 200))]
    #[schema(minimum = 1, maximum = 200)]
    pub n: Option<i64>,
}

impl ClauseBody {
    /// What changes, as the service takes it.
    pub fn changes(&self) -> ClauseChanges {
        ClauseChanges {
            text: self.text.clone(),
            opinion_ids: self.opinion_ids.clone(),
            checklist: self.checklist,
            n: self.n,
        }
    }
}

/// The clauses of guidance
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path), PageQuery), responses((status = 200, body = ClausePage))
)]
#[get("/guidances/{id}/clauses")]
async fn list_clauses(
    state: Data<AppState>,
    actor: Actor,
    id: Path<GuidanceId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?
        .map(ClauseView::from);
    Ok(Reply::ok(&ClausePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Add a clause to a draft
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path)), request_body = NewClause,
    responses((status = 201, body = ClauseView))
)]
#[post("/guidances/{id}/clauses")]
async fn add_clause(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<GuidanceId>,
    body: Json<NewClause>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let new = body.changes();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let view = ClauseView::from(service::add(conn, actor, *id, &new)?);
        let location = format!("/api/v1/clauses/{}/trace", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// Change a clause of a draft
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path), ("clause_id" = ClauseId, Path)), request_body = ClauseBody,
    responses((status = 200, body = ClauseView))
)]
#[patch("/guidances/{id}/clauses/{clause_id}")]
async fn change_clause(
    state: Data<AppState>,
    actor: Actor,
    path: Path<(GuidanceId, ClauseId)>,
    seen: Seen,
    body: Json<ClauseBody>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.value.changes();
    let clause = state
        .db
        .write(move |conn| service::change(conn, &actor, *path, seen.0, &changes))
        .await?;
    let view = ClauseView::from(clause);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Remove a clause from a draft
///
/// Those after it move up.
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path), ("clause_id" = ClauseId, Path)),
    responses((status = 204, description = "Removed"))
)]
#[delete("/guidances/{id}/clauses/{clause_id}")]
async fn remove_clause(
    state: Data<AppState>,
    actor: Actor,
    path: Path<(GuidanceId, ClauseId)>,
    seen: Seen,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::remove(conn, &actor, *path, seen.0))
        .await?;
    Ok(Reply::done().respond())
}
