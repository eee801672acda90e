//! The form with which the committee above makes a document less secret.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use strum::VariantArray;

use super::{path, title};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::document::api::DocumentCover;
use crate::document::model::{Document, DocumentId, Secrecy};
use crate::document::service;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(lower_form).service(lower_secrecy);
}

/// A document that this person may make less secret.
fn look(conn: &mut AnyConnection, actor: &Actor, id: DocumentId) -> Result<Document, Error> {
    let found = service::find(conn, actor, id)?;
    service::expect_lowerable(actor, &found)?;
    Ok(found.document)
}

fn lower_page(shell: &Shell, document: &Document) -> FormPage {
    let say = |key: &str| shell.say(key);
    let less = Secrecy::VARIANTS
        .iter()
        .filter(|secrecy| **secrecy < document.secrecy)
        .map(|secrecy| Choice::new(secrecy, shell.term("secrecy", secrecy)));
    let (about, base) = (title(shell, document), path(document.id));
    FormPage::new(
        shell,
        say("documents-lower"),
        format!("{base}/secrecy"),
        Some(Link::new(base, about.clone())),
    )
    .about(about)
    .lead(shell.say_of(
        "documents-lower-lead",
        "secrecy",
        shell.term("secrecy", document.secrecy),
    ))
    .fields(vec![
        Field::new(
            "secrecy",
            say("documents-lower-to"),
            Widget::Radios(less.collect()),
        ),
        Field::new("title", say("field-title"), Widget::Line)
            .hint(say("documents-lower-title-hint"))
            .optional(),
        Field::new("lowered_because", say("documents-lower-why"), Widget::Area)
            .hint(say("documents-lower-why-hint")),
    ])
    .version(document.version)
    .is_final()
}

#[get("/documents/{id}/secrecy")]
async fn lower_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let document = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    lower_page(&shell, &document).show(&req)
}

#[post("/documents/{id}/secrecy")]
async fn lower_secrecy(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<DocumentId>,
    form: ProtectedForm<DocumentCover>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let document = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = lower_page(&shell, &document);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let document = service::correct(conn, actor, id, seen, &body.clone().read()?)?;
            let stands = shell.term("secrecy", document.secrecy);
            let sentence = shell.say_of("documents-lowered", "secrecy", stands);
            Ok(Done::at(path(id), sentence))
        },
    )
    .await
}
