//! Giving a task under a plan.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::path;
use crate::app::AppState;
use crate::assignment::api::AssignmentBody;
use crate::assignment::service;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::opinion::pages::units_under;
use crate::plan;
use crate::plan::model::{Plan, PlanId};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(give_form).service(give_task);
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<(Plan, Vec<Choice>), Error> {
    let plan = plan::service::find(conn, actor, id)?;
    let units = units_under(conn, actor, &plan)?;
    Ok((plan, units))
}

fn form(shell: &Shell, plan: &Plan, units: Vec<Choice>) -> FormPage {
    let say = |key: &str| shell.say(key);
    FormPage::new(
        shell,
        say("tasks-give"),
        format!("{}/assignments/new", plan::pages::path(plan.id)),
        Some(plan::pages::back(plan)),
    )
    .about(plan.title.clone())
    .fields(vec![
        Field::new("unit_id", say("tasks-unit"), Widget::Select(units)),
        Field::new("board", say("tasks-board"), Widget::Line).hint(say("tasks-board-hint")),
        Field::new("task", say("tasks-task"), Widget::Area),
        Field::new("due_on", say("tasks-due"), Widget::Date).optional(),
    ])
}

#[get("/plans/{id}/assignments/new")]
async fn give_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (plan, units) = state
        .db
        .read(move |conn| {
            let found = look(conn, &actor, *id)?;
            service::expect_to_give(&actor, &found.0)?;
            Ok(found)
        })
        .await?;
    form(&shell, &plan, units).show(&req)
}

#[post("/plans/{id}/assignments/new")]
async fn give_task(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    said: ProtectedForm<AssignmentBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let (id, reader) = (*id, actor.clone());
    let (plan, units) = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = form(&shell, &plan, units);
    let sentence = shell.say("tasks-given");
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            let task = service::give(conn, actor, id, &body.task())?;
            Ok(Done::at(path(task.id), &sentence))
        },
    )
    .await
}
