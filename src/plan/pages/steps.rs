//! The steps of a plan as forms.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::fields::PlanFields;
use super::laid::sectors;
use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::plan::api::TakePlanStep;
use crate::plan::model::{Plan, PlanId};
use crate::plan::rules::{PlanProcess, Step};
use crate::plan::service;
use crate::sector::model::SectorId;
use crate::workflow::expect_possible;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_step).service(take_plan_step);
}

type Sectors = Vec<(SectorId, String)>;

/// The plan, and the sectors it may name.
fn look(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<(Plan, Sectors), Error> {
    Ok((service::find(conn, actor, id)?, sectors(conn, actor)?))
}

/// The form of a step of a plan.
fn step_form(shell: &Shell, plan: &Plan, sectors: &Sectors, step: Step) -> FormPage {
    let note = || Field::new("note", shell.say("field-note"), Widget::Area);
    let form = FormPage::new(
        shell,
        shell.term("plan-step", step),
        format!("{}/steps/{step}", path(plan.id)),
        Some(back(plan)),
    )
    .about(plan.title.clone())
    .hidden("step", step)
    .version(plan.version)
    .is_final();
    match step {
        Step::Issue => form.fields(vec![
            Field::new("symbol", shell.say("field-symbol"), Widget::Line)
                .hint(shell.say("field-plan-symbol-hint"))
                .now_maybe(plan.symbol.as_ref()),
            Field::new("issued_on", shell.say("field-issued-on"), Widget::Date)
                .now_maybe(plan.issued_on),
        ]),
        Step::Amend => {
            let why = Field::new("note", shell.say("plans-amend-reason"), Widget::Area);
            PlanFields::of(shell, plan, sectors, "changes.")
                .put_on(form.lead(shell.say("plans-amend-lead")), vec![why])
                .only_changes()
        }
        Step::OpenRollout | Step::Complete => form.fields(vec![note().optional()]),
        Step::Reopen => form.fields(vec![note()]),
    }
}

#[get("/plans/{id}/steps/{step}")]
async fn plan_step(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PlanId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = at.into_inner();
    let (possible, (plan, sectors)) = state
        .db
        .read(move |conn| {
            let (_, possible) = service::actions(conn, &actor, id)?;
            Ok((possible, look(conn, &actor, id)?))
        })
        .await?;
    expect_possible::<PlanProcess>(plan.state, step, &possible)?;
    step_form(&shell, &plan, &sectors, step).show(&req)
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
    let (plan, sectors) = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = step_form(&shell, &plan, &sectors, step);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let plan = service::take_step(conn, actor, id, seen, body.step, &body.input()?)?;
            let sentence = match body.step {
                Step::Amend => shell.say_of("plans-amended", "n", plan.revision),
                Step::Issue => issued(&shell, &plan),
                Step::OpenRollout | Step::Complete | Step::Reopen => {
                    let state = shell.term("plan-state", plan.state);
                    shell.say_of("step-done", "state", state)
                }
            };
            Ok(Done::at(path(id), sentence))
        },
    )
    .await
}

/// With number and date: what was issued is quoted by them.
fn issued(shell: &Shell, plan: &Plan) -> String {
    let symbol = plan.symbol.as_deref().unwrap_or_default();
    let args = [
        ("symbol", symbol.into()),
        ("day", shell.maybe_date(&plan.issued_on).into()),
    ];
    shell.language.say_with("plans-issued", &args)
}
