//! The JSON face of acknowledgements.

use std::iter;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::Standing;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::{CongressId, State};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::guidance::model::GuidanceId;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal;
use crate::journal::model::Names;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The paths of acknowledgements.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_acknowledgements).service(acknowledge);
}

/// A congress that the guidance reaches, and what its branch made of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AcknowledgementView {
    /// The congress.
    pub congress_id: CongressId,
    /// The plan it belongs to: the guidance's own or one that implements it.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// The branch's name.
    pub unit_name: String,
    /// Where the congress stands.
    pub state: State,
    /// When the branch acknowledged the guidance; absent while it has not.
    pub acknowledged_at: Option<Instant>,
    /// By whom.
    pub acknowledged_by: Option<UserId>,
    /// What they are called.
    pub acknowledged_by_name: Option<String>,
    /// The day the congress opened.
    pub opened_on: Option<NaiveDate>,
    /// The guidance of the same plan under which it opened.
    pub met_under: Option<MetUnder>,
}

/// The guidance under which a congress opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct MetUnder {
    /// The guidance.
    pub guidance_id: GuidanceId,
    /// Its number and symbol.
    pub symbol: String,
}

/// What these branches made of the guidance, with the names of those who acknowledged it.
///
/// # Errors
/// As the database.
pub fn views(
    conn: &mut AnyConnection,
    standings: Vec<Standing>,
) -> Result<Vec<AcknowledgementView>, Error> {
    let people = standings
        .iter()
        .filter_map(|standing| standing.acknowledgement.as_ref())
        .map(|given| given.acknowledged_by);
    let names = journal::service::names(conn, people, iter::empty())?;
    let view = |standing| AcknowledgementView::of(standing, &names);
    Ok(standings.into_iter().map(view).collect())
}

impl AcknowledgementView {
    fn of(standing: Standing, names: &Names) -> Self {
        let given = standing.acknowledgement;
        let by = given.as_ref().map(|given| given.acknowledged_by);
        Self {
            congress_id: standing.reached.id,
            plan_id: standing.reached.plan_id,
            unit_id: standing.reached.unit_id,
            unit_name: standing.reached.unit_name,
            state: standing.reached.state,
            acknowledged_at: given.as_ref().map(|given| given.acknowledged_at),
            acknowledged_by: by,
            acknowledged_by_name: names.person(by),
            opened_on: standing.reached.opened_on,
            met_under: standing.met_under.map(|(guidance_id, symbol)| MetUnder {
                guidance_id,
                symbol,
            }),
        }
    }
}

/// A page of congresses that the guidance reaches.
#[derive(Debug, Serialize, ToSchema)]
pub struct AcknowledgementPage {
    /// The congresses, in tree order.
    pub items: Vec<AcknowledgementView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which congresses.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AcknowledgementQuery {
    /// Only those that have acknowledged it, or only those that have not.
    pub acknowledged: Option<bool>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// For which congress a branch acknowledges the guidance.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementBody {
    /// The branch's congress.
    pub congress_id: CongressId,
}

/// Who has acknowledged the guidance, and who has not
///
/// Every congress it reaches in your part of the tree, those of implementing plans too; the plan's own pilots are
/// not among them.
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path), AcknowledgementQuery),
    responses((status = 200, body = AcknowledgementPage))
)]
#[get("/guidances/{id}/acknowledgements")]
async fn list_acknowledgements(
    state: Data<AppState>,
    actor: Actor,
    id: Path<GuidanceId>,
    query: Query<AcknowledgementQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, *id, query.acknowledged, &page)?;
            Ok(Page {
                items: views(conn, page.items)?,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&AcknowledgementPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Acknowledge the guidance
///
/// By the branch, before its congress opens.
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path)), request_body = AcknowledgementBody,
    responses((status = 201, body = AcknowledgementView))
)]
#[post("/guidances/{id}/acknowledgements")]
async fn acknowledge(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<GuidanceId>,
    body: Json<AcknowledgementBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let given = service::acknowledge(conn, actor, *id, body.congress_id)?;
        let location = format!("/api/v1/guidances/{}/acknowledgements", *id);
        let view = views(conn, vec![given])?.pop().ok_or(Error::NotFound)?;
        Reply::created(location, &view)
    })
    .await
}
