//! The JSON face of progress.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::IntoParams;
use validator::Validate;

use super::model::{By, Group, Progress, Question};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::civil_date;
use crate::db::paging::PageRequest;
use crate::http::api::ApiError;
use crate::http::body::{Query, full_date};
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of progress.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_progress);
}

/// Progress of what, broken down how.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProgressQuery {
    /// Of this unit and what is below it; the plan's committee, or what you reach below it, unless said.
    pub unit_id: Option<UnitId>,
    /// Broken down by the units directly below (the default), by sector or by state.
    #[serde(default)]
    #[param(inline)]
    pub by: By,
    /// Seen from this day; today unless said. A day of the past is told from the history.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub as_of: Option<NaiveDate>,
    /// The `next` of the page before, by child.
    pub cursor: Option<String>,
    /// How many units, by child: 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// How far a plan has come
///
/// How many congresses stand in each state, how many are late or at risk, whose turn it is; with the plans that
/// implement this one counted in.
#[utoipa::path(
    tag = "plans", params(("id" = PlanId, Path), ProgressQuery), responses((status = 200, body = Progress))
)]
#[get("/plans/{id}/progress")]
async fn read_progress(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<PlanId>,
    query: Query<ProgressQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let question = Question {
        unit_id: query.unit_id,
        by: query.by,
        as_of: query.as_of.unwrap_or_else(|| actor.today()),
    };
    let mut progress = state
        .db
        .read(move |conn| service::read(conn, &actor, *id, &question, &page))
        .await?;
    for group in &mut progress.groups {
        name(group, progress.by, language);
    }
    Ok(Reply::ok(&progress)?.respond())
}

/// What a part without a name is: by unit what stands elsewhere by now, by sector what has none.
pub fn nameless(by: By) -> &'static str {
    match by {
        By::Child => "progress-elsewhere",
        By::Sector | By::State => "progress-no-sector",
    }
}

/// Names what has no name of its own.
fn name(group: &mut Group, by: By, language: Language) {
    if let Some(state) = group.state {
        group.name = language.say(&format!(
            "congress-state-{}",
            state.to_string().replace('_', "-")
        ));
    } else if group.name.is_empty() {
        group.name = language.say(nameless(by));
    }
}
