//! The JSON face of planning congresses.

use std::collections::HashMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::api::hour_and_minute;
use super::beside::Beside;
use super::planning::{self, Timing};
use super::view::CongressView;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::search;
use crate::http::api::ApiError;
use crate::http::body::Json;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of planning congresses.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(plan_congress).service(plan_congresses);
}

/// The congress of one branch.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewCongress {
    /// The branch.
    pub unit_id: UnitId,
    /// The day it is to be held.
    #[validate(custom(function = "party_day"))]
    pub planned_on: Option<NaiveDate>,
    /// The hour, Vietnam time.
    #[validate(custom(function = "hour_and_minute"))]
    #[schema(example = "07:30", pattern = r"^([01]\d|2[0-3]):[0-5]\d$")]
    pub planned_time: Option<String>,
    /// The place.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300)]
    pub venue: Option<String>,
    /// How long it is planned to take, in half-days; the plan's limit unless said.
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20)]
    pub half_days: Option<i64>,
}

/// The day of one branch's congress.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PlannedDay {
    /// The branch.
    pub unit_id: UnitId,
    /// The day.
    #[validate(custom(function = "party_day"))]
    pub planned_on: NaiveDate,
}

impl NewCongress {
    /// When and where it is to be held.
    pub fn timing(&self) -> Timing {
        Timing {
            planned_on: self.planned_on,
            planned_time: self.planned_time.clone(),
            half_days: self.half_days,
            venue: self.venue.as_deref().map(search::normalise),
        }
    }
}

/// A congress for each branch in scope that has none.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewCongresses {
    /// The day, for branches that are not listed.
    #[validate(custom(function = "party_day"))]
    pub planned_on: Option<NaiveDate>,
    /// The day, branch by branch.
    #[validate(length(max = 10000), nested)]
    #[serde(default)]
    #[schema(max_items = 10000)]
    pub days: Vec<PlannedDay>,
    /// How long each is planned to take, in half-days; the plan's limit unless said.
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20)]
    pub half_days: Option<i64>,
}

impl NewCongresses {
    /// When they are to be held, for branches that are not listed.
    pub fn timing(&self) -> Timing {
        Timing {
            planned_on: self.planned_on,
            half_days: self.half_days,
            ..Timing::default()
        }
    }

    /// The day, branch by branch.
    pub fn dates(&self) -> HashMap<UnitId, NaiveDate> {
        let days = self.days.iter();
        days.map(|day| (day.unit_id, day.planned_on)).collect()
    }
}

/// What planning for all branches came to.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedCongresses {
    /// Branches in scope.
    pub branches: i64,
    /// Congresses planned now.
    pub planned: i64,
    /// Branches that had a congress already.
    pub already: i64,
}

/// Plan the congress of a branch
#[utoipa::path(
    tag = "congresses", params(("id" = PlanId, Path)), request_body = NewCongress,
    responses((status = 201, body = CongressView))
)]
#[post("/plans/{id}/congresses")]
async fn plan_congress(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<PlanId>,
    body: Json<NewCongress>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let timing = body.timing();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let (congress, plan) = planning::plan_one(conn, actor, *id, body.unit_id, &timing)?;
        let (id, version) = (congress.id, congress.version);
        let view = CongressView::of(congress, &plan, Beside::default(), actor.today(), language);
        Ok(Reply::created(format!("/api/v1/congresses/{id}"), &view)?.version(version))
    })
    .await
}

/// Plan a congress for every branch in scope
///
/// Branches that have a congress under this plan, or under one above or below it, are left as they are.
#[utoipa::path(
    tag = "congresses", params(("id" = PlanId, Path)), request_body = NewCongresses,
    responses((status = 200, body = PlannedCongresses))
)]
#[post("/plans/{id}/congresses/bulk")]
async fn plan_congresses(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<PlanId>,
    body: Json<NewCongresses>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let (timing, days) = (body.timing(), body.dates());
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let (done, _) = planning::plan_all(conn, actor, *id, &timing, &days)?;
        Reply::ok(&PlannedCongresses {
            branches: done.branches,
            planned: done.planned,
            already: done.branches - done.planned,
        })
    })
    .await
}
