//! The JSON face of assignments.

use std::iter;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Assignment, AssignmentFilter, AssignmentId, NewAssignment, Purpose, State};
use super::rules::Step;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::dates::party_day;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::journal::model::Names;
use crate::opinion::model::OpinionId;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of assignments.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_assignments)
        .service(give_assignment)
        .service(read_assignment)
        .service(assignment_actions)
        .service(take_assignment_step)
        .service(assignment_history);
}

/// A task.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentView {
    /// The assignment's key.
    pub id: AssignmentId,
    /// The plan under which it was given.
    pub plan_id: PlanId,
    /// The opinion whose conclusion gave it.
    pub opinion_id: Option<OpinionId>,
    /// The unit it was given to.
    pub unit_id: UnitId,
    /// What that unit is called.
    pub unit_name: String,
    /// The board of that unit.
    #[schema(example = "Ban Tổ chức")]
    pub board: String,
    /// What is to be done.
    pub task: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The congress that left it to be done, such as a seat left vacant.
    pub congress_id: Option<CongressId>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: State,
    /// Whether it should have been done by today and is not.
    pub overdue: bool,
    /// When it was reported done.
    pub done_at: Option<Instant>,
    /// With what words.
    pub done_note: Option<String>,
    /// When it was given.
    pub given_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// Tasks as they stand today, with the names of their units, in one query however many they are.
///
/// # Errors
/// As the database.
pub fn views(
    conn: &mut AnyConnection,
    actor: &Actor,
    assignments: Vec<Assignment>,
) -> Result<Vec<AssignmentView>, Error> {
    let units = assignments.iter().map(|assignment| assignment.unit_id);
    let names = journal::service::names(conn, iter::empty(), units)?;
    let today = actor.today();
    let view = |assignment| AssignmentView::of(assignment, &names, today);
    Ok(assignments.into_iter().map(view).collect())
}

/// A task as it stands today.
///
/// # Errors
/// As the database.
pub fn view(
    conn: &mut AnyConnection,
    actor: &Actor,
    assignment: Assignment,
) -> Result<AssignmentView, Error> {
    let views = views(conn, actor, vec![assignment])?;
    views.into_iter().next().ok_or(Error::NotFound)
}

impl AssignmentView {
    fn of(assignment: Assignment, names: &Names, today: NaiveDate) -> Self {
        Self {
            overdue: assignment.is_overdue(today),
            unit_name: names
                .unit(Some(assignment.unit_id), today)
                .unwrap_or_default(),
            id: assignment.id,
            plan_id: assignment.plan_id,
            opinion_id: assignment.opinion_id,
            unit_id: assignment.unit_id,
            board: assignment.board,
            task: assignment.task,
            purpose: assignment.purpose,
            congress_id: assignment.congress_id,
            due_on: assignment.due_on,
            state: assignment.state,
            done_at: assignment.done_at,
            done_note: assignment.done_note,
            given_at: assignment.created_at,
            version: assignment.version,
        }
    }
}

/// A page of assignments.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignmentPage {
    /// The assignments, the oldest first.
    pub items: Vec<AssignmentView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which assignments.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AssignmentQuery {
    /// Only those given under this plan.
    pub plan_id: Option<PlanId>,
    /// Only those given to this unit.
    pub unit_id: Option<UnitId>,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those that are overdue today, or only those that are not.
    pub overdue: Option<bool>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A task to give.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssignmentBody {
    /// The unit it is given to: the plan's committee or one below it.
    pub unit_id: UnitId,
    /// The board of that unit.
    #[validate(length(min = 1, max = 200), custom(function = "written"))]
    #[schema(
        example = "Ban Tổ chức",
        min_length = 1,
        max_length = 200,
        pattern = r"\S"
    )]
    pub board: String,
    /// What is to be done.
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000, pattern = r"\S")]
    pub task: String,
    /// By when; not a day that is past.
    #[validate(custom(function = "party_day"))]
    pub due_on: Option<NaiveDate>,
}

impl AssignmentBody {
    /// The task as the service takes it.
    pub fn task(&self) -> NewAssignment {
        NewAssignment {
            unit_id: self.unit_id,
            board: self.board.clone(),
            task: self.task.clone(),
            due_on: self.due_on,
            purpose: Purpose::Task,
            congress_id: None,
            post: None,
        }
    }
}

/// A step of an assignment.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeAssignmentStep {
    /// Which step.
    pub step: Step,
    /// What was done, with `complete`.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
}

/// Assignments
///
/// Those given to units in your reach.
#[utoipa::path(tag = "assignments", params(AssignmentQuery), responses((status = 200, body = AssignmentPage)))]
#[get("/assignments")]
async fn list_assignments(
    state: Data<AppState>,
    actor: Actor,
    query: Query<AssignmentQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let today = actor.today();
    let found = state
        .db
        .read(move |conn| {
            let filter = AssignmentFilter {
                plan_id: query.plan_id,
                unit_id: query.unit_id,
                state: query.state,
                overdue: query.overdue.map(|overdue| (overdue, today)),
                ..AssignmentFilter::default()
            };
            let page = service::list(conn, &actor, filter, &page)?;
            Ok(Page {
                items: views(conn, &actor, page.items)?,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&AssignmentPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Give a task under a plan
///
/// By the Secretary of the plan's committee.
#[utoipa::path(
    tag = "assignments", params(("id" = PlanId, Path)), request_body = AssignmentBody,
    responses((status = 201, body = AssignmentView))
)]
#[post("/plans/{id}/assignments")]
async fn give_assignment(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<PlanId>,
    body: Json<AssignmentBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let task = body.task();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let given = service::give(conn, actor, *id, &task)?;
        let view = view(conn, actor, given)?;
        Ok(
            Reply::created(format!("/api/v1/assignments/{}", view.id), &view)?
                .version(view.version),
        )
    })
    .await
}

/// An assignment
#[utoipa::path(
    tag = "assignments", params(("id" = AssignmentId, Path)), responses((status = 200, body = AssignmentView))
)]
#[get("/assignments/{id}")]
async fn read_assignment(
    state: Data<AppState>,
    actor: Actor,
    id: Path<AssignmentId>,
) -> Result<HttpResponse, ApiError> {
    let view = state
        .db
        .read(move |conn| {
            let assignment = service::find(conn, &actor, *id)?;
            view(conn, &actor, assignment)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// What can be done with an assignment
#[utoipa::path(
    tag = "assignments", params(("id" = AssignmentId, Path)), responses((status = 200, body = ActionsView))
)]
#[get("/assignments/{id}/actions")]
async fn assignment_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<AssignmentId>,
) -> Result<HttpResponse, ApiError> {
    let (assignment, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(assignment.state, assignment.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(assignment.version).respond())
}

/// Take a step of an assignment
///
/// Whoever it was given to reports it done, and says what was done.
#[utoipa::path(
    tag = "assignments", params(("id" = AssignmentId, Path)), request_body = TakeAssignmentStep,
    responses((status = 200, body = AssignmentView))
)]
#[post("/assignments/{id}/steps")]
async fn take_assignment_step(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<AssignmentId>,
    seen: Seen,
    body: Json<TakeAssignmentStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let note = body.note.as_deref();
        let assignment = service::take_step(conn, actor, *id, seen.0, body.step, note)?;
        let view = view(conn, actor, assignment)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// The steps taken on an assignment
#[utoipa::path(
    tag = "assignments", params(("id" = AssignmentId, Path), PageQuery),
    responses((status = 200, body = HistoryPage))
)]
#[get("/assignments/{id}/history")]
async fn assignment_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<AssignmentId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}
