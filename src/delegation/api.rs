//! The JSON face of an allocation of delegates.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::Delegation;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Seen};
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::user::model::UserId;

/// The paths of allocations.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_delegates).service(allocate_delegates);
}

/// How many delegates a congress elects to the congress above.
#[derive(Debug, Serialize, ToSchema)]
pub struct DelegationView {
    /// The congress that elects them.
    pub congress_id: CongressId,
    /// How many the committee above has allocated; absent before it has.
    pub allocated: Option<i64>,
    /// By which document, where it was told.
    pub decision: Option<String>,
    /// Who put it down.
    pub allocated_by: Option<UserId>,
    /// When.
    pub allocated_at: Option<Instant>,
    /// The version to send as `If-Match`; 0 before the first allocation.
    pub version: i64,
}

impl DelegationView {
    /// What is allocated to a congress, or that nothing is.
    pub fn of(congress: CongressId, found: Option<Delegation>) -> Self {
        let found = found.as_ref();
        Self {
            congress_id: congress,
            allocated: found.map(|one| one.allocated),
            decision: found.and_then(|one| one.decision.clone()),
            allocated_by: found.map(|one| one.allocated_by),
            allocated_at: found.map(|one| one.allocated_at),
            version: found.map_or(0, |one| one.version),
        }
    }
}

/// How many delegates are allocated.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AllocationBody {
    /// How many delegates.
    #[validate(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100, example = 3)]
    pub allocated: i64,
    /// By which document of the committee above, such as its number and date.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "Thông báo số 12-TB/ĐU, ngày 10/4/2025")]
    pub decision: Option<String>,
}

impl AllocationBody {
    /// What is meant.
    pub fn told(&self) -> (i64, Option<String>) {
        let decision = self.decision.as_deref().map(normalise);
        (
            self.allocated,
            decision.filter(|decision| !decision.is_empty()),
        )
    }
}

/// How many delegates a congress elects to the congress above
#[utoipa::path(
    tag = "elections", params(("id" = CongressId, Path)), responses((status = 200, body = DelegationView))
)]
#[get("/congresses/{id}/delegates")]
async fn read_delegates(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let id = *id;
    let (_, _, found) = state
        .db
        .read(move |conn| service::find(conn, &actor, id))
        .await?;
    let view = DelegationView::of(id, found);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Allocate delegates to a congress
///
/// By the committee that approves it or the office of the plan's committee, until their election has begun. The congress
/// does not vote on the number (R-DEL-03).
#[utoipa::path(
    tag = "elections", params(("id" = CongressId, Path), Seen), request_body = AllocationBody,
    responses((status = 200, body = DelegationView))
)]
#[put("/congresses/{id}/delegates")]
async fn allocate_delegates(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
    seen: Seen,
    body: Json<AllocationBody>,
) -> Result<HttpResponse, ApiError> {
    let (id, told) = (*id, body.value.told());
    let made = state
        .db
        .write(move |conn| service::allocate(conn, &actor, id, seen.0, told.clone()))
        .await?;
    let view = DelegationView::of(id, Some(made));
    Ok(Reply::ok(&view)?.version(view.version).respond())
}
