//! "Tiếp thu, giải trình": the branch's answer to a remark, on a page of its own.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::api::RemarkAnswer;
use super::model::{Outcome, Remark, RemarkId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::document;
use crate::document::model::Document;
use crate::document::pages::{path, title};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, see_other};

/// The pages of remarks.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(remark_place)
        .service(answer_form)
        .service(answer_remark);
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RemarkId,
) -> Result<(Remark, Document), Error> {
    let remark = service::remark(conn, actor, id)?;
    let found = document::service::find(conn, actor, remark.document_id)?;
    Ok((remark, found.document))
}

fn form(shell: &Shell, remark: &Remark, document: &Document) -> FormPage {
    let about = title(shell, document);
    let back = Link::new(path(document.id), about.clone());
    let action = format!("/remarks/{}/resolution", remark.id);
    FormPage::new(shell, shell.say("documents-answer"), action, Some(back))
        .about(about)
        .lead(format!("{}: {}", remark.place, remark.text))
        .fields(vec![
            Field::new(
                "outcome",
                shell.say("documents-answer-outcome"),
                Widget::Radios(Choice::all::<Outcome>(shell, "remark-outcome")),
            )
            .now_maybe(remark.outcome),
            Field::new("text", shell.say("documents-answer-text"), Widget::Area)
                .hint(shell.say("documents-answer-text-hint"))
                .now_maybe(remark.resolution.as_ref()),
        ])
        .version(remark.version)
}

/// A remark is read on the page of its document.
#[get("/remarks/{id}")]
async fn remark_place(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<RemarkId>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor;
    let (_, document) = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    Ok(see_other(&format!("{}#remarks", path(document.id))))
}

#[get("/remarks/{id}/resolution")]
async fn answer_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<RemarkId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (remark, found) = state
        .db
        .read(move |conn| service::expect_to_answer(conn, &actor, *id))
        .await?;
    form(&shell, &remark, &found.document).show(&req)
}

#[post("/remarks/{id}/resolution")]
async fn answer_remark(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<RemarkId>,
    sent: ProtectedForm<RemarkAnswer>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let (remark, document) = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = form(&shell, &remark, &document);
    let seen = sent.said.seen()?;
    let (is_answered, sentence) = (remark.outcome.is_some(), shell.say("documents-answered"));
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            let answer = body.clone().answer();
            if is_answered {
                service::correct(conn, actor, id, seen, &answer)?;
            } else {
                service::answer(conn, actor, id, seen, &answer)?;
            }
            Ok(Done::at(
                format!("{}#remarks", path(document.id)),
                &sentence,
            ))
        },
    )
    .await
}
