//! The JSON face of the tree of units.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::counts::{self, CountChanges};
use super::model::{Level, StandingUnit, UnitFilter, UnitId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::{civil_date, party_day};
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, full_date, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::placement;
use crate::placement::model::NewUnit;
use crate::sector::model::SectorId;

/// The paths of the tree of units.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_units)
        .service(establish_unit)
        .service(read_unit)
        .service(report_counts);
}

/// A unit, where it stands and what it is called on a date.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitView {
    /// The unit's key.
    pub id: UnitId,
    /// The unit above it.
    pub parent_id: Option<UnitId>,
    /// The units from the top down to this one, itself included.
    pub line: Vec<UnitId>,
    /// What it is.
    pub level: Level,
    /// Its code; not unique.
    #[schema(example = "ĐUK")]
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its sector.
    pub sector_id: Option<SectorId>,
    /// The first day on which it stood here under this name.
    pub valid_from: NaiveDate,
    /// The first day on which it no longer did.
    pub valid_to: Option<NaiveDate>,
    /// Official members, as last reported.
    pub official_members: i64,
    /// Probationary members, as last reported.
    pub probationary_members: i64,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<StandingUnit> for UnitView {
    fn from(unit: StandingUnit) -> Self {
        let stretch = unit.stretch;
        let placement = stretch.placement;
        Self {
            id: placement.unit_id,
            parent_id: placement.parent_id,
            line: placement.path.units(),
            level: placement.level,
            code: placement.code,
            name: placement.name,
            short_name: placement.short_name,
            sector_id: placement.sector_id,
            valid_from: stretch.valid_from,
            valid_to: stretch.valid_to,
            official_members: unit.official_members,
            probationary_members: unit.probationary_members,
            version: unit.version,
        }
    }
}

/// A page of units.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitPage {
    /// The units, in tree order: the upper before the lower.
    pub items: Vec<UnitView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which units.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnitQuery {
    /// Only this unit and those below it.
    pub under: Option<UnitId>,
    /// Only units of this level.
    pub level: Option<Level>,
    /// Only units of this sector.
    pub sector: Option<SectorId>,
    /// Words of code or name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// As the tree stood on this day; today unless said.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub as_of: Option<NaiveDate>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// On which day.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsOfQuery {
    /// As it stood on this day; today unless said, and if it has ended, as it last stood.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub as_of: Option<NaiveDate>,
}

/// A new unit.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewUnitBody {
    /// The unit above it; without one it is a top of the installation.
    pub parent_id: Option<UnitId>,
    /// What it is.
    pub level: Level,
    /// Its code; not unique.
    #[validate(length(max = 50), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 50, example = "ĐUK")]
    pub code: String,
    /// Its full name.
    #[validate(length(max = 300), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 300)]
    pub name: String,
    /// Its short name; the full name unless said.
    #[validate(length(max = 100), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 100)]
    pub short_name: Option<String>,
    /// Its sector.
    pub sector_id: Option<SectorId>,
    /// The first day; today unless said.
    #[validate(custom(function = "party_day"))]
    pub valid_from: Option<NaiveDate>,
    /// Official members.
    #[validate(range(min = 0, max = 100_000_000))]
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub official_members: i64,
    /// Probationary members.
    #[validate(range(min = 0, max = 100_000_000))]
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub probationary_members: i64,
    /// The reason, where a unit of this level does not usually stand below the one above; it is kept.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

impl NewUnitBody {
    /// The unit that is meant.
    pub fn unit(&self, today: NaiveDate) -> NewUnit {
        let name = normalise(&self.name);
        NewUnit {
            parent_id: self.parent_id,
            level: self.level,
            code: normalise(&self.code),
            short_name: self
                .short_name
                .as_deref()
                .map_or_else(|| name.clone(), normalise),
            name,
            sector_id: self.sector_id,
            valid_from: self.valid_from.unwrap_or(today),
            official_members: self.official_members,
            probationary_members: self.probationary_members,
            note: self.note.as_deref().map(normalise),
        }
    }
}

/// What is reported of a unit's members; what is absent stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CountsBody {
    /// Official members.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub official_members: Option<i64>,
    /// Probationary members.
    #[validate(range(min = 0, max = 100_000_000))]
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub probationary_members: Option<i64>,
}

impl CountsBody {
    /// The counts that are meant.
    pub fn changes(&self) -> CountChanges {
        CountChanges {
            official_members: self.official_members,
            probationary_members: self.probationary_members,
        }
    }
}

/// Units
///
/// Those in your reach, in tree order, as the tree stood on a day.
#[utoipa::path(tag = "units", params(UnitQuery), responses((status = 200, body = UnitPage)))]
#[get("/units")]
async fn list_units(
    state: Data<AppState>,
    actor: Actor,
    query: Query<UnitQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = UnitFilter {
        under: query.under,
        level: query.level,
        sector_id: query.sector,
        words: query.q,
        as_of: query.as_of,
    };
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, &filter, &page))
        .await?
        .map(UnitView::from);
    Ok(Reply::ok(&UnitPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Establish a unit
///
/// Without `parent_id` it becomes a top of the tree, which only an administrator of the whole installation may add.
#[utoipa::path(tag = "units", request_body = NewUnitBody, responses((status = 201, body = UnitView)))]
#[post("/units")]
async fn establish_unit(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    body: Json<NewUnitBody>,
) -> Result<HttpResponse, ApiError> {
    let new = body.unit(actor.today());
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let unit = placement::service::establish(conn, actor, &new)?;
        let view = UnitView::from(unit);
        let location = format!("/api/v1/units/{}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// A unit
///
/// Those above you are seen too, since they are on your line.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path), AsOfQuery), responses((status = 200, body = UnitView))
)]
#[get("/units/{id}")]
async fn read_unit(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<AsOfQuery>,
) -> Result<HttpResponse, ApiError> {
    let as_of = query.0.as_of;
    let unit = state
        .db
        .read(move |conn| service::find(conn, &actor, *id, as_of))
        .await?;
    let view = UnitView::from(unit);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Report a unit's member counts
///
/// The counts are as last reported. Place, level and names change by a new placement.
#[utoipa::path(
    tag = "units", params(("id" = UnitId, Path)), request_body = CountsBody,
    responses((status = 200, body = UnitView))
)]
#[patch("/units/{id}")]
async fn report_counts(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    seen: Seen,
    body: Json<CountsBody>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.changes();
    let unit = state
        .db
        .write(move |conn| counts::report(conn, &actor, *id, seen.0, changes))
        .await?;
    let view = UnitView::from(unit);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}
