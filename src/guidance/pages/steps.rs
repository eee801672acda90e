//! The steps of guidance as forms: its title, and issuing it.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::guidance::api::{TakeGuidanceStep, view};
use crate::guidance::model::{Guidance, GuidanceId};
use crate::guidance::rules::{GuidanceProcess, Step};
use crate::guidance::service;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::http::problem::ReasonView;
use crate::words::Language;
use crate::workflow::expect_possible;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(step_form).service(take_step);
}

/// The guidance, and what to look at before it is issued.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    language: Language,
) -> Result<(Guidance, Vec<ReasonView>), Error> {
    let (guidance, _) = service::find(conn, actor, id)?;
    let warnings = view(conn, guidance.clone(), language)?.warnings;
    Ok((guidance, warnings))
}

fn form(shell: &Shell, guidance: &Guidance, warnings: Vec<ReasonView>, step: Step) -> FormPage {
    let say = |key: &str| shell.say(key);
    let page = FormPage::new(
        shell,
        shell.term("guidance-step", step),
        format!("{}/steps/{step}", path(guidance.id)),
        Some(back(guidance)),
    )
    .about(guidance.title.clone())
    .hidden("step", step)
    .version(guidance.version);
    match step {
        Step::Revise => page.fields(vec![
            Field::new("title", say("field-title"), Widget::Area).now(&guidance.title),
        ]),
        Step::Issue => {
            let mut page = page
                .lead(say("guidances-issue-lead"))
                .fields(vec![
                    Field::new("symbol", say("field-symbol"), Widget::Line)
                        .hint(say("guidances-symbol-hint")),
                    Field::new("issued_on", say("field-issued-on"), Widget::Date),
                ])
                .is_final();
            page.warnings = warnings;
            page
        }
        Step::Supersede => page,
    }
}

#[get("/guidances/{id}/steps/{step}")]
async fn step_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(GuidanceId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let ((id, step), language) = (at.into_inner(), shell.language);
    let (possible, (guidance, warnings)) = state
        .db
        .read(move |conn| {
            let (_, possible) = service::actions(conn, &actor, id)?;
            Ok((possible, look(conn, &actor, id, language)?))
        })
        .await?;
    expect_possible::<GuidanceProcess>(guidance.state, step, &possible)?;
    form(&shell, &guidance, warnings, step).show(&req)
}

#[post("/guidances/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(GuidanceId, Step)>,
    said: ProtectedForm<TakeGuidanceStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let ((id, step), language) = (at.into_inner(), shell.language);
    let reader = actor.clone();
    let (guidance, warnings) = state
        .db
        .read(move |conn| look(conn, &reader, id, language))
        .await?;
    let page = form(&shell, &guidance, warnings, step);
    let seen = said.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            let input = body.input()?;
            let guidance = service::take_step(conn, actor, id, seen, body.step, &input)?;
            Ok(Done::at(path(id), sentence(&shell, &guidance, body.step)))
        },
    )
    .await
}

/// With number and date: what was issued is quoted by them.
fn sentence(shell: &Shell, guidance: &Guidance, step: Step) -> String {
    match step {
        Step::Issue => {
            let symbol = guidance.symbol.as_deref().unwrap_or_default();
            let args = [
                ("symbol", symbol.into()),
                ("day", shell.maybe_date(&guidance.issued_on).into()),
            ];
            shell.language.say_with("guidances-issued", &args)
        }
        Step::Revise => shell.say("guidances-saved"),
        Step::Supersede => {
            let state = shell.term("guidance-state", guidance.state);
            shell.say_of("step-done", "state", state)
        }
    }
}
