//! The JSON face of the terms by which a committee's numbers are counted.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Term, TermId};
use super::register;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The paths of the terms of a committee.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_terms).service(begin_term);
}

/// The first day of a committee's term.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermView {
    /// Its key.
    pub id: TermId,
    /// The committee.
    pub unit_id: UnitId,
    /// The first day; the term ends the day before the next begins.
    pub begins_on: NaiveDate,
    /// On what ground.
    pub ground: String,
    /// When it was written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
}

impl From<Term> for TermView {
    fn from(term: Term) -> Self {
        Self {
            id: term.id,
            unit_id: term.unit_id,
            begins_on: term.begins_on,
            ground: term.ground,
            created_at: term.created_at,
            created_by: term.created_by,
        }
    }
}

/// A page of terms.
#[derive(Debug, Serialize, ToSchema)]
pub struct TermPage {
    /// The terms, the first one first.
    pub items: Vec<TermView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// When a committee's term begins.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CommitteeTermBody)]
pub struct TermBody {
    /// The first day: the day after the closing of the congress that elected the committee.
    #[validate(custom(function = "party_day"))]
    pub begins_on: NaiveDate,
    /// On what ground: which congress, which decision.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 500)]
    pub ground: String,
}

/// The terms of a committee
///
/// As far as written down; a branch's term also begins the day after each congress kept here.
#[utoipa::path(tag = "numbers", params(("id" = UnitId, Path), PageQuery), responses((status = 200, body = TermPage)))]
#[get("/units/{id}/terms")]
async fn list_terms(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| register::terms(conn, &actor, *id, &page))
        .await?
        .map(TermView::from);
    Ok(Reply::ok(&TermPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Write down when a committee's term begins
///
/// Its counters begin anew from that day (R-NUM-03).
#[utoipa::path(
    tag = "numbers", params(("id" = UnitId, Path)), request_body = TermBody,
    responses((status = 201, body = TermView))
)]
#[post("/units/{id}/terms")]
async fn begin_term(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<UnitId>,
    body: Json<TermBody>,
) -> Result<HttpResponse, ApiError> {
    let (begins_on, ground) = (body.begins_on, normalise(&body.ground));
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let term = register::begin_term(conn, actor, *id, begins_on, &ground)?;
        let view = TermView::from(term);
        Reply::created(format!("/api/v1/units/{}/terms", *id), &view)
    })
    .await
}
