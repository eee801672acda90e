//! How a trial ends: committed, or discarded.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::{anew, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::grouped;
use crate::http::page::{Link, Shell, Visitor};
use crate::import::api::ImportView;
use crate::import::model::{Fate, ImportId};
use crate::import::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(commit_form)
        .service(commit_import)
        .service(discard_form)
        .service(discard_import);
}

fn committing(shell: &Shell, import: &ImportView) -> FormPage {
    let here = path(import.id);
    let fact = |fate: Fate| shell.term("import-fate", fate);
    FormPage::new(
        shell,
        shell.say("import-commit"),
        format!("{here}/commit"),
        Some(Link::new(here.clone(), import.file_name.clone())),
    )
    .about(shell.term("import-title", import.kind))
    .lead(shell.say("import-commit-lead"))
    .fact(fact(Fate::New), grouped(import.rows.new))
    .fact(fact(Fate::Changed), grouped(import.rows.changed))
    .fact(fact(Fate::Same), grouped(import.rows.same))
    .version(import.version)
    .live(format!("{here}/progress"))
}

fn discarding(shell: &Shell, import: &ImportView) -> FormPage {
    let here = path(import.id);
    FormPage::new(
        shell,
        shell.say("import-discard"),
        format!("{here}/discard"),
        Some(Link::new(here, import.file_name.clone())),
    )
    .about(shell.term("import-title", import.kind))
    .lead(shell.say("import-discard-lead"))
    .version(import.version)
}

/// A form about one import.
type PageOf = fn(&Shell, &ImportView) -> FormPage;

async fn import_of(state: &AppState, actor: Actor, id: ImportId) -> Result<ImportView, PageError> {
    let found = state
        .db
        .read(move |conn| service::find(conn, &actor, id))
        .await?;
    Ok(ImportView::from(found))
}

async fn show_form(
    req: &HttpRequest,
    state: &AppState,
    visitor: Visitor,
    (id, page): (ImportId, PageOf),
) -> Result<HttpResponse, PageError> {
    let import = import_of(state, visitor.actor, id).await?;
    page(&visitor.shell, &import).show(req)
}

/// Does what the button of such a form says with the version that was seen.
async fn send_form<F>(
    req: &HttpRequest,
    state: &AppState,
    form: ProtectedForm<Nothing>,
    (id, page): (ImportId, PageOf),
    work: F,
) -> Result<HttpResponse, PageError>
where
    F: Fn(&mut AnyConnection, &Actor, i64, &ImportView, &Shell) -> Result<Done, Error>
        + Send
        + 'static,
{
    let Visitor { actor, shell } = form.visitor;
    let import = import_of(state, actor.clone(), id).await?;
    let page = page(&shell, &import);
    let seen = form.said.seen()?;
    submit(
        req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| work(conn, actor, seen, &import, &shell),
    )
    .await
}

#[get("/imports/{id}/commit")]
async fn commit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ImportId>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, (*id, committing)).await
}

#[post("/imports/{id}/commit")]
async fn commit_import(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<ImportId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let id = *id;
    send_form(
        &req,
        &state,
        form,
        (id, committing),
        move |conn, actor, seen, _, shell| {
            let import = service::commit(conn, actor, id, seen)?;
            let taken = grouped(import.new_rows + import.changed_rows);
            let sentence = shell.say_of("import-done", "count", taken);
            Ok(Done::at(path(id), sentence))
        },
    )
    .await
}

#[get("/imports/{id}/discard")]
async fn discard_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ImportId>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, (*id, discarding)).await
}

#[post("/imports/{id}/discard")]
async fn discard_import(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<ImportId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let id = *id;
    send_form(
        &req,
        &state,
        form,
        (id, discarding),
        move |conn, actor, seen, import, shell| {
            service::discard(conn, actor, id, seen)?;
            Ok(Done::at(anew(import), shell.say("import-discarded")))
        },
    )
    .await
}
