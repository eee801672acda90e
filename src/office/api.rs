//! The JSON face of offices.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, get, patch, post};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

use super::model::{NamedOffice, NewOffice, OfficeId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Role;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The paths of offices.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_offices)
        .service(give_office)
        .service(end_office_on)
        .service(end_office_today);
}

/// An office: a role at a unit, from one date to another.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfficeView {
    /// The office's key.
    pub id: OfficeId,
    /// What it is.
    pub role: Role,
    /// Where; null: the whole installation.
    pub unit_id: Option<UnitId>,
    /// What the unit is called today.
    #[schema(example = "Đảng ủy Khối các cơ quan tỉnh Lạng Sơn")]
    pub unit_name: Option<String>,
    /// Its first day.
    pub from: NaiveDate,
    /// The first day on which it no longer holds.
    pub to: Option<NaiveDate>,
    /// When it was given.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<NamedOffice> for OfficeView {
    fn from(named: NamedOffice) -> Self {
        let office = named.office;
        Self {
            id: office.id,
            role: office.role,
            unit_id: office.unit_id,
            unit_name: named.unit_name,
            from: office.valid_from,
            to: office.valid_to,
            created_at: office.created_at,
            version: office.version,
        }
    }
}

/// A page of offices.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficePage {
    /// The offices, the first one given first.
    pub items: Vec<OfficeView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// An office to be given.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OfficeBody {
    /// What it is.
    pub role: Role,
    /// Where; only an administrator's may be without a unit, and then reaches the whole installation.
    pub unit_id: Option<UnitId>,
    /// Its first day; today unless said.
    #[validate(custom(function = "is_in_range"))]
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer holds.
    #[validate(custom(function = "is_in_range"))]
    pub to: Option<NaiveDate>,
}

impl From<OfficeBody> for NewOffice {
    fn from(body: OfficeBody) -> Self {
        Self {
            role: body.role,
            unit_id: body.unit_id,
            valid_from: body.from,
            valid_to: body.to,
        }
    }
}

/// When an office ends.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EndOffice {
    /// The first day on which it no longer holds.
    #[validate(custom(function = "is_in_range"))]
    pub to: NaiveDate,
}

/// From the founding of the Party to as far as anybody plans.
fn is_in_range(date: &NaiveDate) -> Result<(), ValidationError> {
    if (1930..=2200).contains(&date.year()) {
        Ok(())
    } else {
        Err(ValidationError::new("office_date"))
    }
}

/// The offices of an account
///
/// Those it holds, held and will hold.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), PageQuery), responses((status = 200, body = OfficePage))
)]
#[get("/users/{id}/offices")]
async fn list_offices(
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
        .map(OfficeView::from);
    Ok(Reply::ok(&OfficePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Give an office
///
/// Nobody gives one to themselves.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path)), request_body = OfficeBody,
    responses((status = 201, body = OfficeView))
)]
#[post("/users/{id}/offices")]
async fn give_office(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<UserId>,
    body: Json<OfficeBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let new = NewOffice::from(body);
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let office = OfficeView::from(service::give(conn, actor, *id, &new)?);
        let location = format!("/api/v1/users/{}/offices/{}", *id, office.id);
        Ok(Reply::created(location, &office)?.version(office.version))
    })
    .await
}

/// Say when an office ends
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), ("office_id" = OfficeId, Path)), request_body = EndOffice,
    responses((status = 200, body = OfficeView))
)]
#[patch("/users/{id}/offices/{office_id}")]
async fn end_office_on(
    state: Data<AppState>,
    actor: Actor,
    key: Path<(UserId, OfficeId)>,
    seen: Seen,
    body: Json<EndOffice>,
) -> Result<HttpResponse, ApiError> {
    let to = body.to;
    let office = state
        .db
        .write(move |conn| service::end_on(conn, &actor, *key, seen.0, to))
        .await?;
    let office = OfficeView::from(office);
    Ok(Reply::ok(&office)?.version(office.version).respond())
}

/// End an office today
///
/// One that begins today or later is withdrawn: it was never held for a day.
#[utoipa::path(
    tag = "users", params(("id" = UserId, Path), ("office_id" = OfficeId, Path)), responses((status = 204))
)]
#[delete("/users/{id}/offices/{office_id}")]
async fn end_office_today(
    state: Data<AppState>,
    actor: Actor,
    key: Path<(UserId, OfficeId)>,
    seen: Seen,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::end_today(conn, &actor, *key, seen.0))
        .await?;
    Ok(Reply::done().respond())
}
