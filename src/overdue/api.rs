//! The JSON face of what is overdue.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Item, Kind, Question};
use super::rules::is_overdue;
use super::service;
use crate::app::AppState;
use crate::assignment::model::AssignmentId;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::paging::PageRequest;
use crate::http::api::ApiError;
use crate::http::body::Query;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of what is overdue.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_overdue);
}

/// Which of what is overdue.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OverdueQuery {
    /// Only of this unit and what is below it; all that you reach unless said.
    pub unit_id: Option<UnitId>,
    /// Only this kind.
    #[param(inline)]
    pub kind: Option<Kind>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// Who must act.
#[derive(Debug, Serialize, ToSchema)]
pub struct TurnView {
    /// The seat in the process.
    #[schema(example = "branch")]
    pub seat: String,
    /// The unit that holds it.
    pub unit_id: UnitId,
    /// Its name today.
    pub unit_name: Option<String>,
}

/// Something overdue or soon due.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverdueView {
    /// What is awaited.
    pub kind: Kind,
    /// In words, in the language of `Accept-Language`.
    pub text: String,
    /// Whether it should have been done by today; otherwise it is due within seven days.
    pub overdue: bool,
    /// When it is due; absent where no day is laid down.
    pub due_on: Option<NaiveDate>,
    /// Since when it is awaited: the close, the receipt, the day the task was given.
    pub since: Option<NaiveDate>,
    /// Days past the day it is ordered by; negative before it.
    pub days_late: i64,
    /// The unit it concerns.
    pub unit_id: UnitId,
    /// Its name today.
    pub unit_name: Option<String>,
    /// The plan.
    pub plan_id: PlanId,
    /// The congress, where it is about one.
    pub congress_id: Option<CongressId>,
    /// The task, where it is one.
    pub assignment_id: Option<AssignmentId>,
    /// The task in words, or the symbols of the guidance.
    pub what: Option<String>,
    /// Who must act.
    pub turns: Vec<TurnView>,
    /// The clause by which it is awaited.
    pub ground: String,
    /// The regulation it stands in; empty for what the plan or practice lays down.
    pub regulation: String,
}

impl OverdueView {
    fn of(
        item: Item,
        names: &HashMap<UnitId, String>,
        today: NaiveDate,
        language: Language,
    ) -> Self {
        let name = |unit: UnitId| names.get(&unit).cloned();
        let kind = item.kind.to_string().replace('_', "-");
        Self {
            text: language.say(&format!("overdue-{kind}")),
            overdue: is_overdue(item.on, today),
            days_late: (today - item.on).num_days(),
            turns: item
                .turns
                .iter()
                .map(|turn| TurnView {
                    seat: turn.seat.to_string(),
                    unit_id: turn.unit_id,
                    unit_name: name(turn.unit_id),
                })
                .collect(),
            kind: item.kind,
            due_on: item.due_on,
            since: item.since,
            unit_id: item.unit_id,
            unit_name: name(item.unit_id),
            plan_id: item.plan_id,
            congress_id: item.congress_id,
            assignment_id: item.assignment_id,
            what: item.what,
            ground: item.clause.clause.to_owned(),
            regulation: item.clause.text.to_owned(),
        }
    }
}

/// A page of what is overdue or soon due.
#[derive(Debug, Serialize, ToSchema)]
pub struct OverduePage {
    /// The items, the longest due first; of one day by kind, then in the order of the tree.
    pub items: Vec<OverdueView>,
    /// The `cursor` of the next page; absent on the last one. A page may hold fewer items than asked for and still
    /// have a next one.
    pub next: Option<String>,
}

/// What is overdue or soon due
///
/// In your reach: congresses not held or not closed, reports (7 working days) and confirmations (15 working days),
/// guidance not acknowledged, tasks, secretaries to be appointed, seats left vacant. With whom, since when, and by
/// which clause of the regulation of the day. What is due within seven days is listed too.
#[utoipa::path(tag = "congresses", params(OverdueQuery), responses((status = 200, body = OverduePage)))]
#[get("/overdue")]
async fn list_overdue(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    query: Query<OverdueQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let question = Question {
        unit_id: query.unit_id,
        kind: query.kind,
    };
    let today = actor.today();
    let (found, names) = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, &question, &page)?;
            let names = service::names(conn, &page.items, today)?;
            Ok((page, names))
        })
        .await?;
    let found = found.map(|item| OverdueView::of(item, &names, today, language));
    Ok(Reply::ok(&OverduePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}
