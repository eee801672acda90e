//! The JSON face of opinions.

use std::collections::HashMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::model::{Conclusion, NewOpinion, Opinion, OpinionFilter, OpinionId, State, Theme};
use super::service;
use crate::app::AppState;
use crate::assignment::api::{AssignmentBody, AssignmentView};
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;
use crate::words::Language;
use crate::{assignment, journal};

/// The paths of opinions.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(raise_opinion)
        .service(list_congress_opinions)
        .service(list_plan_opinions)
        .service(read_opinion)
        .service(answer_opinion)
        .service(conclude_opinion)
        .service(opinion_actions)
        .service(opinion_history);
}

/// An opinion.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpinionView {
    /// The opinion's key.
    pub id: OpinionId,
    /// The plan whose pilot it was raised at.
    pub plan_id: PlanId,
    /// The pilot it was raised at.
    pub congress_id: CongressId,
    /// The branch whose pilot it was, by the name it bore on the day.
    pub branch_name: String,
    /// What it is about.
    pub theme: Theme,
    /// What was said.
    pub text: String,
    /// Who said it.
    pub raised_by: String,
    /// The unit they came from.
    pub raised_by_unit_id: Option<UnitId>,
    /// What that unit was called on the day.
    pub raised_by_unit_name: Option<String>,
    /// When it was written down.
    pub raised_at: Instant,
    /// Where it stands.
    pub state: State,
    /// The answer.
    pub answer: Option<String>,
    /// When it was last answered.
    pub answered_at: Option<Instant>,
    /// By whom.
    pub answered_by: Option<UserId>,
    /// What they are called.
    pub answered_by_name: Option<String>,
    /// The Secretary's conclusion.
    pub conclusion: Option<String>,
    /// When it was concluded.
    pub concluded_at: Option<Instant>,
    /// By whom.
    pub concluded_by: Option<UserId>,
    /// What they are called.
    pub concluded_by_name: Option<String>,
    /// The task given with the conclusion.
    pub assignment: Option<AssignmentView>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// Opinions with their branches, tasks and names, in a few queries however many they are.
pub fn views(
    conn: &mut AnyConnection,
    actor: &Actor,
    opinions: Vec<Opinion>,
) -> Result<Vec<OpinionView>, Error> {
    let ids: Vec<OpinionId> = opinions.iter().map(|opinion| opinion.id).collect();
    let mut plans: Vec<PlanId> = opinions.iter().map(|opinion| opinion.plan_id).collect();
    plans.sort_unstable();
    plans.dedup();
    let branches = service::branch_names(conn, &opinions)?;
    let mut tasks: HashMap<OpinionId, AssignmentView> = HashMap::new();
    let given = assignment::service::of_opinions(conn, &plans, &ids)?;
    for task in assignment::api::views(conn, actor, given)? {
        if let Some(opinion) = task.opinion_id {
            tasks.insert(opinion, task);
        }
    }
    let people = |opinion: &Opinion| [opinion.answered_by, opinion.concluded_by];
    let names = journal::service::names(
        conn,
        opinions.iter().flat_map(people).flatten(),
        opinions
            .iter()
            .filter_map(|opinion| opinion.raised_by_unit_id),
    )?;
    Ok(opinions
        .into_iter()
        .map(|opinion| OpinionView {
            branch_name: branches
                .get(&opinion.congress_id)
                .cloned()
                .unwrap_or_default(),
            assignment: tasks.remove(&opinion.id),
            id: opinion.id,
            plan_id: opinion.plan_id,
            congress_id: opinion.congress_id,
            theme: opinion.theme,
            text: opinion.text,
            raised_by: opinion.raised_by,
            raised_by_unit_name: names.unit(opinion.raised_by_unit_id, opinion.created_at.date()),
            raised_by_unit_id: opinion.raised_by_unit_id,
            raised_at: opinion.created_at,
            state: opinion.state,
            answer: opinion.answer,
            answered_at: opinion.answered_at,
            answered_by: opinion.answered_by,
            answered_by_name: names.person(opinion.answered_by),
            conclusion: opinion.conclusion,
            concluded_at: opinion.concluded_at,
            concluded_by: opinion.concluded_by,
            concluded_by_name: names.person(opinion.concluded_by),
            version: opinion.version,
        })
        .collect())
}

/// One opinion with its branch and task.
///
/// # Errors
/// As the database.
pub fn view(
    conn: &mut AnyConnection,
    actor: &Actor,
    opinion: Opinion,
) -> Result<OpinionView, Error> {
    views(conn, actor, vec![opinion])?
        .pop()
        .ok_or(Error::NotFound)
}

/// A page of opinions.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpinionPage {
    /// The opinions, the oldest first.
    pub items: Vec<OpinionView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

fn page_view(
    conn: &mut AnyConnection,
    actor: &Actor,
    page: Page<Opinion>,
) -> Result<OpinionPage, Error> {
    Ok(OpinionPage {
        items: views(conn, actor, page.items)?,
        next: page.next,
    })
}

/// Which opinions of a plan.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OpinionQuery {
    /// Only opinions in this state.
    pub state: Option<State>,
    /// Only opinions about this.
    pub theme: Option<Theme>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// The fewest characters in which a conclusion can be concrete and clear.
const CONCRETE: usize = 20;

fn concrete(text: &str) -> Result<(), ValidationError> {
    if text.trim().chars().count() >= CONCRETE {
        return Ok(());
    }
    let mut short = ValidationError::new("conclusion_too_short");
    short.add_param("min".into(), &CONCRETE);
    Err(short)
}

/// An opinion that somebody raised.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct OpinionBody {
    /// What it is about.
    pub theme: Theme,
    /// What was said.
    #[validate(length(min = 1, max = 8000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 8000, pattern = r"\S")]
    pub text: String,
    /// Who said it.
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 200, pattern = r"\S")]
    pub raised_by: String,
    /// The unit they came from.
    pub raised_by_unit_id: Option<UnitId>,
}

impl OpinionBody {
    /// The opinion as the service takes it.
    pub fn opinion(&self) -> NewOpinion {
        NewOpinion {
            theme: self.theme,
            text: self.text.clone(),
            raised_by: self.raised_by.clone(),
            raised_by_unit_id: self.raised_by_unit_id,
        }
    }
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// What is answered.
    #[validate(length(min = 1, max = 8000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 8000, pattern = r"\S")]
    pub text: String,
}

/// The Secretary's conclusion.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConclusionBody {
    /// Concrete and clear: at least 20 characters.
    #[validate(length(max = 8000), custom(function = "concrete"))]
    #[schema(min_length = 20, max_length = 8000)]
    pub text: String,
    /// A task given with it.
    #[validate(nested)]
    pub assignment: Option<AssignmentBody>,
}

impl ConclusionBody {
    /// The conclusion as the service takes it.
    pub fn conclusion(&self) -> Conclusion {
        Conclusion {
            text: self.text.clone(),
            assignment: self.assignment.as_ref().map(AssignmentBody::task),
        }
    }
}

/// Raise an opinion
///
/// Only at a pilot that is being held or has been, by anybody with an office under its plan.
#[utoipa::path(
    tag = "opinions", params(("id" = CongressId, Path)), request_body = OpinionBody,
    responses((status = 201, body = OpinionView))
)]
#[post("/congresses/{id}/opinions")]
async fn raise_opinion(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<CongressId>,
    body: Json<OpinionBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let new = body.opinion();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let opinion = service::raise(conn, actor, *id, &new)?;
        let view = view(conn, actor, opinion)?;
        Ok(Reply::created(format!("/api/v1/opinions/{}", view.id), &view)?.version(view.version))
    })
    .await
}

/// The opinions raised at a congress
#[utoipa::path(
    tag = "opinions", params(("id" = CongressId, Path), PageQuery), responses((status = 200, body = OpinionPage))
)]
#[get("/congresses/{id}/opinions")]
async fn list_congress_opinions(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let page = service::list_of_congress(conn, &actor, *id, &page)?;
            page_view(conn, &actor, page)
        })
        .await?;
    Ok(Reply::ok(&found)?.respond())
}

/// The opinions raised under a plan
#[utoipa::path(
    tag = "opinions", params(("id" = PlanId, Path), OpinionQuery), responses((status = 200, body = OpinionPage))
)]
#[get("/plans/{id}/opinions")]
async fn list_plan_opinions(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
    query: Query<OpinionQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let filter = OpinionFilter {
                state: query.state,
                theme: query.theme,
                ..OpinionFilter::default()
            };
            let page = service::list_of_plan(conn, &actor, *id, filter, &page)?;
            page_view(conn, &actor, page)
        })
        .await?;
    Ok(Reply::ok(&found)?.respond())
}

/// An opinion
#[utoipa::path(tag = "opinions", params(("id" = OpinionId, Path)), responses((status = 200, body = OpinionView)))]
#[get("/opinions/{id}")]
async fn read_opinion(
    state: Data<AppState>,
    actor: Actor,
    id: Path<OpinionId>,
) -> Result<HttpResponse, ApiError> {
    let opinion = state
        .db
        .read(move |conn| {
            let opinion = service::find(conn, &actor, *id)?;
            view(conn, &actor, opinion)
        })
        .await?;
    Ok(Reply::ok(&opinion)?.version(opinion.version).respond())
}

/// Answer an opinion
///
/// An answer may be corrected until the Secretary has concluded.
#[utoipa::path(
    tag = "opinions", params(("id" = OpinionId, Path)), request_body = AnswerBody,
    responses((status = 200, body = OpinionView))
)]
#[put("/opinions/{id}/answer")]
async fn answer_opinion(
    state: Data<AppState>,
    actor: Actor,
    id: Path<OpinionId>,
    seen: Seen,
    body: Json<AnswerBody>,
) -> Result<HttpResponse, ApiError> {
    let text = body.value.text;
    let opinion = state
        .db
        .write(move |conn| {
            let opinion = service::answer(conn, &actor, *id, seen.0, &text)?;
            view(conn, &actor, opinion)
        })
        .await?;
    Ok(Reply::ok(&opinion)?.version(opinion.version).respond())
}

/// Conclude an opinion
///
/// The Secretary of the plan's committee concludes what has been answered, and may give a task with it.
#[utoipa::path(
    tag = "opinions", params(("id" = OpinionId, Path)), request_body = ConclusionBody,
    responses((status = 200, body = OpinionView))
)]
#[put("/opinions/{id}/conclusion")]
async fn conclude_opinion(
    state: Data<AppState>,
    actor: Actor,
    id: Path<OpinionId>,
    seen: Seen,
    body: Json<ConclusionBody>,
) -> Result<HttpResponse, ApiError> {
    let conclusion = body.value.conclusion();
    let opinion = state
        .db
        .write(move |conn| {
            let opinion = service::conclude(conn, &actor, *id, seen.0, &conclusion)?;
            view(conn, &actor, opinion)
        })
        .await?;
    Ok(Reply::ok(&opinion)?.version(opinion.version).respond())
}

/// What can be done with an opinion
///
/// The steps are taken by `PUT …/answer`, `PUT …/conclusion`, and by issuing the guidance.
#[utoipa::path(tag = "opinions", params(("id" = OpinionId, Path)), responses((status = 200, body = ActionsView)))]
#[get("/opinions/{id}/actions")]
async fn opinion_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<OpinionId>,
) -> Result<HttpResponse, ApiError> {
    let (opinion, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(opinion.state, opinion.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(opinion.version).respond())
}

/// The steps taken on an opinion
#[utoipa::path(
    tag = "opinions", params(("id" = OpinionId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/opinions/{id}/history")]
async fn opinion_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<OpinionId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}
