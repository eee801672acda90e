//! The JSON face of successions.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Ending, Succession, SuccessionKind};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::paging::{Page, PageRequest};
use crate::db::search::normalise;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::unit;
use crate::unit::model::UnitId;

/// The paths of successions.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_successors)
        .service(list_predecessors)
        .service(end_unit);
}

/// A page of successions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuccessionPage {
    /// The successions, in the order in which they were written down.
    pub items: Vec<Succession>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

impl From<Page<Succession>> for SuccessionPage {
    fn from(page: Page<Succession>) -> Self {
        Self {
            items: page.items,
            next: page.next,
        }
    }
}

/// How a unit ends.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewSuccession {
    /// How.
    pub kind: SuccessionKind,
    /// The first day on which it no longer stands; not after today.
    #[validate(custom(function = "party_day"))]
    pub on_date: NaiveDate,
    /// What comes after it: one unit after `merge` and `replace`, several after `split`.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    pub successors: Vec<UnitId>,
    /// The successor that takes over the units below, the members and the member counts. Where there is one
    /// successor, that one unless said.
    pub heir_id: Option<UnitId>,
    /// By which decision, in words.
    #[validate(length(max = 1000), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 1000)]
    pub note: String,
}

impl NewSuccession {
    /// The ending that is meant.
    pub fn ending(&self) -> Ending {
        Ending {
            kind: self.kind,
            on: self.on_date,
            successors: self.successors.clone(),
            heir_id: self.heir_id,
            note: normalise(&self.note),
        }
    }
}

/// What came after a unit
///
/// The `ETag` is the unit's version, to be sent as `If-Match` when it ends.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path), PageQuery), responses((status = 200, body = SuccessionPage))
)]
#[get("/units/{id}/successors")]
async fn list_successors(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let found = service::successors(conn, &actor, *id, &page)?;
            Ok((found, unit::service::version(conn, *id)?))
        })
        .await?;
    Ok(Reply::ok(&SuccessionPage::from(found.0))?
        .version(found.1)
        .respond())
}

/// What came before a unit
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path), PageQuery), responses((status = 200, body = SuccessionPage))
)]
#[get("/units/{id}/predecessors")]
async fn list_predecessors(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::predecessors(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&SuccessionPage::from(found))?.respond())
}

/// Merge, split or replace a unit
///
/// Its placement ends on the date. The units below it stand below the heir from then on; its members become the
/// heir's members, and its member counts are added to the heir's. Without a heir, a unit that has units below or
/// members cannot end. Its plans, tasks and unfinished congresses stand at the heir's place from then on (without an
/// heir: the first successor's), whose people take its part in them: what has been held they report, what has not the
/// plan's committee cancels with the reason. `If-Match` is the unit's version.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path)), request_body = NewSuccession,
    responses((status = 201, body = SuccessionPage))
)]
#[post("/units/{id}/successors")]
async fn end_unit(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    seen: Seen,
    id: Path<UnitId>,
    body: Json<NewSuccession>,
) -> Result<HttpResponse, ApiError> {
    let ending = body.ending();
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let items = service::succeed(conn, actor, (*id, seen.0), &ending)?;
        let version = unit::service::version(conn, *id)?;
        let location = format!("/api/v1/units/{}/successors", *id);
        Ok(Reply::created(location, &SuccessionPage { items, next: None })?.version(version))
    })
    .await
}
