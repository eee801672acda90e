//! The pages of assignments: the list, one task with its report, a new task under a plan.

mod give;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::{AssignmentQuery, AssignmentView, TakeAssignmentStep, view, views};
use super::model::{Assignment, AssignmentFilter, AssignmentId, State};
use super::rules::{AssignmentProcess, Step};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{DEFAULT_LIMIT, PageRequest};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Buttons;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::journal::model::HistoryEntry;
use crate::journal::pages::{Past, past};
use crate::workflow::{PossibleStep, expect_possible};

/// The pages of assignments.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_assignments)
        .service(assignment_page)
        .service(step_form)
        .service(take_step);
    give::routes(cfg);
}

/// Where the page of an assignment is.
pub fn path(id: AssignmentId) -> String {
    format!("/assignments/{id}")
}

/// The tasks of units in reach.
#[derive(Template)]
#[template(path = "assignment/pages/list.html")]
struct AssignmentsPage {
    shell: Shell,
    filters: Vec<Field>,
    hidden: Vec<(&'static str, String)>,
    tasks: Vec<AssignmentView>,
    next: Option<Link>,
}

fn filters(shell: &Shell, query: &AssignmentQuery) -> Vec<Field> {
    let states = Choice::all::<State>(shell, "assignment-state");
    let overdue = vec![
        Choice::new("true", shell.say("tasks-only-overdue")),
        Choice::new("false", shell.say("tasks-not-overdue")),
    ];
    vec![
        Field::new("state", shell.say("field-state"), Widget::Select(states))
            .now_maybe(query.state),
        Field::new("overdue", shell.say("tasks-due"), Widget::Select(overdue))
            .now_maybe(query.overdue),
    ]
}

#[get("/assignments")]
async fn list_assignments(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    query: Asked<AssignmentQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let today = actor.today();
    let (plan_id, unit_id) = (query.plan_id, query.unit_id);
    let (state_asked, overdue) = (query.state, query.overdue);
    let (tasks, next) = state
        .db
        .read(move |conn| {
            let filter = AssignmentFilter {
                plan_id,
                unit_id,
                state: state_asked,
                overdue: overdue.map(|overdue| (overdue, today)),
                ..AssignmentFilter::default()
            };
            let found = service::list(conn, &actor, filter, &page)?;
            Ok((views(conn, &actor, found.items)?, found.next))
        })
        .await?;
    let pairs = [
        ("plan_id", plan_id.map(|id| id.to_string())),
        ("unit_id", unit_id.map(|id| id.to_string())),
        ("state", query.state.map(|state| state.to_string())),
        ("overdue", overdue.map(|overdue| overdue.to_string())),
    ];
    let more = shell.say("more");
    let kept = pairs.iter().take(2);
    let page = AssignmentsPage {
        next: next_page("/assignments", &pairs, next.as_deref(), more),
        filters: filters(&shell, &query),
        hidden: kept
            .filter_map(|(name, value)| value.clone().map(|value| (*name, value)))
            .collect(),
        tasks,
        shell,
    };
    show(&req, &page)
}

/// One task.
#[derive(Template)]
#[template(path = "assignment/pages/assignment.html")]
struct AssignmentPage {
    shell: Shell,
    task: AssignmentView,
    buttons: Buttons,
    history: Vec<Past>,
}

/// What the page is made of.
struct Found {
    task: AssignmentView,
    steps: Vec<PossibleStep<AssignmentProcess>>,
    history: Vec<HistoryEntry>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: AssignmentId) -> Result<Found, Error> {
    let (task, steps) = service::actions(conn, actor, id)?;
    let first = PageRequest {
        limit: DEFAULT_LIMIT,
        after: None,
    };
    let history = service::history(conn, actor, id, &first)?.items;
    Ok(Found {
        task: view(conn, actor, task)?,
        history,
        steps,
    })
}

#[get("/assignments/{id}")]
async fn assignment_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<AssignmentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    let task = found.task;
    let actions = ActionsView::of(task.state, task.version, &found.steps, shell.language);
    let page = AssignmentPage {
        buttons: Buttons::of(actions, &path(task.id), &shell),
        history: past::<AssignmentProcess>(&shell, found.history),
        task,
        shell,
    };
    show(&req, &page)
}

fn form(shell: &Shell, task: &Assignment, step: Step) -> FormPage {
    let note = Field::new("note", shell.say("tasks-result"), Widget::Area)
        .hint(shell.say("tasks-result-hint"));
    FormPage::new(
        shell,
        shell.term("assignment-step", step),
        format!("{}/steps/{step}", path(task.id)),
        Some(Link::new(path(task.id), shell.say("tasks-one"))),
    )
    .about(task.board.clone())
    .lead(task.task.clone())
    .fields(vec![note])
    .hidden("step", step)
    .version(task.version)
    .is_final()
}

#[get("/assignments/{id}/steps/{step}")]
async fn step_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(AssignmentId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = at.into_inner();
    let (task, possible) = state
        .db
        .read(move |conn| service::actions(conn, &actor, id))
        .await?;
    expect_possible::<AssignmentProcess>(task.state, step, &possible)?;
    form(&shell, &task, step).show(&req)
}

#[post("/assignments/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(AssignmentId, Step)>,
    said: ProtectedForm<TakeAssignmentStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let (id, step) = at.into_inner();
    let reader = actor.clone();
    let task = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    let page = form(&shell, &task, step);
    let seen = said.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            let note = body.note.as_deref();
            let task = service::take_step(conn, actor, id, seen, body.step, note)?;
            let state = shell.term("assignment-state", task.state);
            Ok(Done::at(
                path(id),
                shell.say_of("step-done", "state", state),
            ))
        },
    )
    .await
}
