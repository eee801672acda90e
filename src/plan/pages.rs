//! The pages of plans.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::{PlanQuery, PlanView, TakePlanStep, view};
use super::model::{Plan, PlanFilter, PlanId};
use super::rules::Step;
use super::service;
use crate::app::AppState;
use crate::db::paging::PageRequest;
use crate::http::body::Query;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;

/// The pages of plans.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_plans)
        .service(plan_page)
        .service(plan_step)
        .service(take_plan_step);
}

/// The plans that somebody sees.
#[derive(Template)]
#[template(path = "plan/pages/list.html")]
struct PlansPage {
    shell: Shell,
    plans: Vec<Plan>,
    next: Option<Link>,
}

#[get("/plans")]
async fn list_plans(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    query: Query<PlanQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = PlanFilter {
        unit_id: query.unit_id,
        state: query.state,
        words: query.q,
        ..PlanFilter::default()
    };
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, filter.clone(), &page))
        .await?;
    let more = shell.say("more");
    let page = PlansPage {
        next: next_page("/plans", &[], found.next.as_deref(), more),
        plans: found.items,
        shell,
    };
    show(&req, &page)
}

/// One plan: where it stands, and what can be done.
#[derive(Template)]
#[template(path = "plan/pages/plan.html")]
struct PlanPage {
    shell: Shell,
    plan: PlanView,
    buttons: Buttons,
}

/// Where the page of a plan is.
pub fn path(id: PlanId) -> String {
    format!("/plans/{id}")
}

#[get("/plans/{id}")]
async fn plan_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (plan, steps) = state
        .db
        .read(move |conn| {
            let (plan, steps) = service::actions(conn, &actor, *id)?;
            Ok((view(conn, plan)?, steps))
        })
        .await?;
    let actions = ActionsView::of(plan.state, plan.version, &steps, shell.language);
    let page = PlanPage {
        buttons: Buttons::of(actions, &path(plan.id), &shell),
        plan,
        shell,
    };
    show(&req, &page)
}

/// The form of a step of a plan.
fn step_form(shell: &Shell, plan: &Plan, step: Step) -> FormPage {
    let base = path(plan.id);
    let note = || Field::new("note", shell.say("field-note"), Widget::Area);
    let fields = match step {
        Step::Issue => vec![
            Field::new("symbol", shell.say("field-symbol"), Widget::Line)
                .hint(shell.say("field-plan-symbol-hint"))
                .now_maybe(plan.symbol.as_ref()),
            Field::new("issued_on", shell.say("field-issued-on"), Widget::Date)
                .now_maybe(plan.issued_on),
        ],
        Step::Amend => vec![note()],
        Step::OpenRollout | Step::Complete => vec![note().optional()],
    };
    let form = FormPage::new(
        shell,
        shell.term("plan-step", step),
        format!("{base}/steps/{step}"),
        Some(Link::new(base, plan.title.clone())),
    );
    form.about(plan.title.clone())
        .fields(fields)
        .hidden("step", step)
        .version(plan.version)
        .is_final()
}

#[get("/plans/{id}/steps/{step}")]
async fn plan_step(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    path: Path<(PlanId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = path.into_inner();
    let plan = state
        .db
        .read(move |conn| service::find(conn, &actor, id))
        .await?;
    step_form(&shell, &plan, step).show(&req)
}

#[post("/plans/{id}/steps/{step}")]
async fn take_plan_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PlanId, Step)>,
    form: ProtectedForm<TakePlanStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, step) = at.into_inner();
    let reader = actor.clone();
    let plan = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    let page = step_form(&shell, &plan, step);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let plan = service::take_step(conn, actor, id, seen, body.step, &body.input()?)?;
            let done = shell.term("plan-state", plan.state);
            Ok(Done::at(path(id), shell.say_of("step-done", "state", done)))
        },
    )
    .await
}
