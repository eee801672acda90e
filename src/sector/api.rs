//! The JSON face of sectors.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Sector, SectorId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;

/// The paths of sectors.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_sectors)
        .service(add_sector)
        .service(read_sector)
        .service(change_sector);
}

/// A page of sectors.
#[derive(Debug, Serialize, ToSchema)]
pub struct SectorPage {
    /// The sectors, by code.
    pub items: Vec<Sector>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A new sector.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewSector {
    /// A short code, unique in the installation.
    #[validate(length(max = 50), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 50, example = "DN")]
    pub code: String,
    /// The name.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200, example = "Doanh nghiệp")]
    pub name: String,
}

/// What changes about a sector; what is absent stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SectorBody {
    /// A short code, unique in the installation.
    #[validate(length(max = 50), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 50)]
    pub code: Option<String>,
    /// The name.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
}

/// Sectors
///
/// The kinds of organisation that pilots must represent; a list kept per installation.
#[utoipa::path(tag = "units", params(PageQuery), responses((status = 200, body = SectorPage)))]
#[get("/sectors")]
async fn list_sectors(
    state: Data<AppState>,
    actor: Actor,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, &page))
        .await?;
    Ok(Reply::ok(&SectorPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Add a sector
#[utoipa::path(tag = "units", request_body = NewSector, responses((status = 201, body = Sector)))]
#[post("/sectors")]
async fn add_sector(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    body: Json<NewSector>,
) -> Result<HttpResponse, ApiError> {
    let (code, name) = (normalise(&body.code), normalise(&body.name));
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let sector = service::add(conn, actor, &code, &name)?;
        let location = format!("/api/v1/sectors/{}", sector.id);
        Ok(Reply::created(location, &sector)?.version(sector.version))
    })
    .await
}

/// A sector
#[utoipa::path(tag = "units", params(("id" = SectorId, Path)), responses((status = 200, body = Sector)))]
#[get("/sectors/{id}")]
async fn read_sector(
    state: Data<AppState>,
    actor: Actor,
    id: Path<SectorId>,
) -> Result<HttpResponse, ApiError> {
    let sector = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    Ok(Reply::ok(&sector)?.version(sector.version).respond())
}

/// Change a sector
#[utoipa::path(
    tag = "units", params(("id" = SectorId, Path)), request_body = SectorBody,
    responses((status = 200, body = Sector))
)]
#[patch("/sectors/{id}")]
async fn change_sector(
    state: Data<AppState>,
    actor: Actor,
    id: Path<SectorId>,
    seen: Seen,
    body: Json<SectorBody>,
) -> Result<HttpResponse, ApiError> {
    let code = body.code.as_deref().map(normalise);
    let name = body.name.as_deref().map(normalise);
    let sector = state
        .db
        .write(move |conn| {
            service::rename(conn, &actor, *id, seen.0, code.as_deref(), name.as_deref())
        })
        .await?;
    Ok(Reply::ok(&sector)?.version(sector.version).respond())
}
