//! The JSON face of placements.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::Change;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank, present};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::sector::model::SectorId;
use crate::unit;
use crate::unit::api::UnitView;
use crate::unit::model::{Level, Stretch, UnitId};

/// The paths of placements.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_placements).service(place_unit);
}

/// Where a unit stood for a time, and under what name.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacementView {
    /// The unit above it.
    pub parent_id: Option<UnitId>,
    /// The units from the top down to this one, itself included.
    pub line: Vec<UnitId>,
    /// What it was.
    pub level: Level,
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its sector.
    pub sector_id: Option<SectorId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The first day no longer.
    pub valid_to: Option<NaiveDate>,
    /// The reason for an unusual place, where one was asked for.
    pub note: Option<String>,
}

impl From<Stretch> for PlacementView {
    fn from(stretch: Stretch) -> Self {
        let placement = stretch.placement;
        Self {
            parent_id: placement.parent_id,
            line: placement.path.units(),
            level: placement.level,
            code: placement.code,
            name: placement.name,
            short_name: placement.short_name,
            sector_id: placement.sector_id,
            valid_from: stretch.valid_from,
            valid_to: stretch.valid_to,
            note: stretch.note,
        }
    }
}

/// A page of placements.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacementPage {
    /// The placements, the first one first.
    pub items: Vec<PlacementView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// What changes about a unit from a date on; what is absent stays as it is.
///
/// It holds until the next recorded change of the same thing. From a day that already begins a placement, it
/// corrects that placement.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPlacement {
    /// The first day.
    #[validate(custom(function = "party_day"))]
    pub valid_from: NaiveDate,
    /// The unit above it; `null`: a top of the installation.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<UnitId>)]
    pub parent_id: Option<Option<UnitId>>,
    /// What it is.
    pub level: Option<Level>,
    /// Its code.
    #[validate(length(max = 50), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 50)]
    pub code: Option<String>,
    /// Its full name.
    #[validate(length(max = 300), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 300)]
    pub name: Option<String>,
    /// Its short name.
    #[validate(length(max = 100), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 100)]
    pub short_name: Option<String>,
    /// Its sector; `null`: none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<SectorId>)]
    pub sector_id: Option<Option<SectorId>>,
    /// The reason, where the place is unusual; it is kept.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

impl NewPlacement {
    /// The change that is meant.
    pub fn change(&self) -> Change {
        let text = |text: &Option<String>| text.as_deref().map(normalise);
        Change {
            parent_id: self.parent_id,
            level: self.level,
            code: text(&self.code),
            name: text(&self.name),
            short_name: text(&self.short_name),
            sector_id: self.sector_id,
            note: text(&self.note).filter(|note| !note.is_empty()),
        }
    }
}

/// Where a unit stood
///
/// From its beginning, with the reasons for unusual places. The `ETag` is the unit's version, to be sent as `If-Match`
/// with a new placement.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path), PageQuery), responses((status = 200, body = PlacementPage))
)]
#[get("/units/{id}/placements")]
async fn list_placements(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let found = unit::service::placements(conn, &actor, *id, &page)?;
            Ok((found, unit::service::version(conn, *id)?))
        })
        .await?;
    let (found, version) = (found.0.map(PlacementView::from), found.1);
    Ok(Reply::ok(&PlacementPage {
        items: found.items,
        next: found.next,
    })?
    .version(version)
    .respond())
}

/// Place a unit anew from a date
///
/// Rename, move, change level or sector. When it moves, its whole subtree moves with it from that date, and so do
/// plans, tasks and unfinished congresses. `If-Match` is the unit's version. Answers the unit as it stands from that
/// date.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path)), request_body = NewPlacement,
    responses((status = 201, body = UnitView))
)]
#[post("/units/{id}/placements")]
async fn place_unit(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    seen: Seen,
    id: Path<UnitId>,
    body: Json<NewPlacement>,
) -> Result<HttpResponse, ApiError> {
    let (from, change) = (body.valid_from, body.change());
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let unit = service::place_anew(conn, actor, (*id, seen.0), from, &change)?;
        let view = UnitView::from(unit);
        let location = format!("/api/v1/units/{}?as_of={from}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}
