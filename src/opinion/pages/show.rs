//! One opinion: what was said, the answer, the conclusion; the forms of both.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::{back, path, units_under};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{DEFAULT_LIMIT, PageRequest};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::journal::model::HistoryEntry;
use crate::journal::pages::{Past, past};
use crate::opinion::api::{AnswerBody, ConclusionBody, OpinionView, view};
use crate::opinion::model::{Opinion, OpinionId};
use crate::opinion::rules::{OpinionProcess, Step};
use crate::opinion::service;
use crate::plan;
use crate::workflow::{PossibleStep, expect_possible};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(opinion_page)
        .service(answer_form)
        .service(answer_opinion)
        .service(conclude_form)
        .service(conclude_opinion);
}

/// One opinion.
#[derive(Template)]
#[template(path = "opinion/pages/opinion.html")]
struct OpinionPage {
    shell: Shell,
    back: Link,
    opinion: OpinionView,
    buttons: Buttons,
    history: Vec<Past>,
}

/// What the page is made of.
struct Found {
    opinion: OpinionView,
    plan: plan::model::Plan,
    steps: Vec<PossibleStep<OpinionProcess>>,
    history: Vec<HistoryEntry>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: OpinionId) -> Result<Found, Error> {
    let (opinion, steps) = service::actions(conn, actor, id)?;
    let plan = plan::service::find(conn, actor, opinion.plan_id)?;
    let opinion = view(conn, actor, opinion)?;
    let first = PageRequest {
        limit: DEFAULT_LIMIT,
        after: None,
    };
    let history = service::history(conn, actor, id, &first)?.items;
    Ok(Found {
        history,
        opinion,
        plan,
        steps,
    })
}

#[get("/opinions/{id}")]
async fn opinion_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OpinionId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    let opinion = found.opinion;
    let actions = ActionsView::of(opinion.state, opinion.version, &found.steps, shell.language);
    let page = OpinionPage {
        back: back(&found.plan, shell.say("plans-opinions")),
        buttons: Buttons::of(actions, &path(opinion.id), &shell),
        history: past::<OpinionProcess>(&shell, found.history),
        opinion,
        shell,
    };
    show(&req, &page)
}

fn step_page(shell: &Shell, opinion: &Opinion, step: Step) -> FormPage {
    FormPage::new(
        shell,
        shell.term("opinion-step", step),
        format!("{}/steps/{step}", path(opinion.id)),
        Some(Link::new(path(opinion.id), shell.say("opinions-opinion"))),
    )
    .about(shell.term("theme", opinion.theme))
    .lead(shell.language.say_with(
        "opinions-said",
        &[
            ("who", opinion.raised_by.as_str().into()),
            ("text", opinion.text.as_str().into()),
        ],
    ))
    .version(opinion.version)
}

fn answer_page(shell: &Shell, opinion: &Opinion) -> FormPage {
    let text = Field::new("text", shell.say("opinions-answer"), Widget::Area);
    step_page(shell, opinion, Step::Answer).fields(vec![text.now_maybe(opinion.answer.as_ref())])
}

#[get("/opinions/{id}/steps/answer")]
async fn answer_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OpinionId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (opinion, possible) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    expect_possible::<OpinionProcess>(opinion.state, Step::Answer, &possible)?;
    answer_page(&shell, &opinion).show(&req)
}

#[post("/opinions/{id}/steps/answer")]
async fn answer_opinion(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<OpinionId>,
    form: ProtectedForm<AnswerBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let opinion = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    let page = answer_page(&shell, &opinion);
    let seen = form.said.seen()?;
    let sentence = shell.say("opinions-has-answer");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::answer(conn, actor, id, seen, &body.text)?;
            Ok(Done::at(path(id), &sentence))
        },
    )
    .await
}

fn with_units(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: OpinionId,
) -> Result<(Opinion, Vec<Choice>), Error> {
    let opinion = service::find(conn, actor, id)?;
    let plan = plan::service::find(conn, actor, opinion.plan_id)?;
    let units = units_under(conn, actor, &plan)?;
    Ok((opinion, units))
}

fn conclusion_page(shell: &Shell, opinion: &Opinion, units: Vec<Choice>) -> FormPage {
    let say = |key: &str| shell.say(key);
    let answer = opinion.answer.as_deref().unwrap_or("–");
    let text = Field::new("text", say("opinions-conclusion"), Widget::Area).hint(shell.say_of(
        "opinions-conclusion-hint",
        "answer",
        answer,
    ));
    step_page(shell, opinion, Step::Conclude)
        .fields(vec![
            text,
            Field::new(
                "assignment.unit_id",
                say("tasks-unit"),
                Widget::Select(units),
            )
            .under(say("opinions-with-task"))
            .hint(say("opinions-with-task-hint"))
            .optional(),
            Field::new("assignment.board", say("tasks-board"), Widget::Line)
                .hint(say("tasks-board-hint"))
                .optional(),
            Field::new("assignment.task", say("tasks-task"), Widget::Area).optional(),
            Field::new("assignment.due_on", say("tasks-due"), Widget::Date).optional(),
        ])
        .is_final()
}

#[get("/opinions/{id}/steps/conclude")]
async fn conclude_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OpinionId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (possible, (opinion, units)) = state
        .db
        .read(move |conn| {
            let (_, possible) = service::actions(conn, &actor, *id)?;
            Ok((possible, with_units(conn, &actor, *id)?))
        })
        .await?;
    expect_possible::<OpinionProcess>(opinion.state, Step::Conclude, &possible)?;
    conclusion_page(&shell, &opinion, units).show(&req)
}

#[post("/opinions/{id}/steps/conclude")]
async fn conclude_opinion(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<OpinionId>,
    form: ProtectedForm<ConclusionBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let (opinion, units) = state
        .db
        .read(move |conn| with_units(conn, &reader, id))
        .await?;
    let page = conclusion_page(&shell, &opinion, units);
    let seen = form.said.seen()?;
    let sentence = shell.say("opinions-has-conclusion");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::conclude(conn, actor, id, seen, &body.conclusion())?;
            Ok(Done::at(path(id), &sentence))
        },
    )
    .await
}
