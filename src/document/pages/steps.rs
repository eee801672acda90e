//! The forms of a document: its cover, and every step of its process.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::list::cover;
use super::{path, title};
use crate::app::AppState;
use crate::document::api::{DocumentCover, TakeDocumentStep};
use crate::document::model::{Document, DocumentId};
use crate::document::rules::{Correction, DocumentProcess, Step};
use crate::document::service;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::workflow::expect_possible;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(edit_form)
        .service(edit_document)
        .service(step_form)
        .service(take_step);
}

fn page(shell: &Shell, document: &Document, words: String, place: &str) -> FormPage {
    let about = title(shell, document);
    let base = path(document.id);
    let action = format!("{base}/{place}");
    FormPage::new(shell, words, action, Some(Link::new(base, about.clone())))
        .about(about)
        .version(document.version)
}

fn edit_page(shell: &Shell, document: &Document, open: &[Correction]) -> FormPage {
    let mut fields = cover(shell);
    if !open.contains(&Correction::Substance) {
        // What was reviewed stands; number, date and custodian are still written down.
        fields.retain(|field| !matches!(field.name.as_str(), "secrecy" | "title"));
    }
    for field in &mut fields {
        field.values = match field.name.as_str() {
            "secrecy" => vec![document.secrecy.to_string()],
            "title" => vec![document.title.clone()],
            "symbol" => document.symbol.clone().into_iter().collect(),
            "registered_on" => document
                .registered_on
                .iter()
                .map(ToString::to_string)
                .collect(),
            _ => document.custodian.clone().into_iter().collect(),
        };
    }
    page(shell, document, shell.say("documents-edit"), "edit").fields(fields)
}

#[get("/documents/{id}/edit")]
async fn edit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asking = actor.clone();
    let found = state
        .db
        .read(move |conn| service::find(conn, &asking, *id))
        .await?;
    let open = service::expect_to_correct(&actor, &found)?;
    edit_page(&shell, &found.document, &open).show(&req)
}

/// What of a cover was changed: what stands as it stood is not touched, for what may be corrected late.
fn only_changes(mut cover: DocumentCover, document: &Document) -> DocumentCover {
    cover.secrecy = cover.secrecy.filter(|secrecy| *secrecy != document.secrecy);
    if document.secrecy.is_classified() {
        // Written down again, it is registered anew.
        return cover;
    }
    cover.title = cover.title.filter(|title| *title != document.title);
    cover.symbol = cover
        .symbol
        .filter(|symbol| Some(symbol) != document.symbol.as_ref());
    cover.registered_on = cover
        .registered_on
        .filter(|day| Some(*day) != document.registered_on);
    cover.custodian = cover
        .custodian
        .filter(|who| Some(who) != document.custodian.as_ref());
    cover
}

#[post("/documents/{id}/edit")]
async fn edit_document(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<DocumentId>,
    form: ProtectedForm<DocumentCover>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let found = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    // Where it is shut by now, the verb says so, over what was typed.
    let open = service::expect_to_correct(&actor, &found)
        .unwrap_or_else(|_| vec![Correction::Substance, Correction::Registration]);
    let page = edit_page(&shell, &found.document, &open);
    let seen = form.said.seen()?;
    let sentence = shell.say("documents-edited");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let cover = only_changes(body.clone(), &found.document).read()?;
            service::correct(conn, actor, id, seen, &cover)?;
            Ok(Done::at(path(id), &sentence))
        },
    )
    .await
}

/// Room for remarks, and how many more are given room for at a time.
const REMARKS: usize = 3;
/// The most remarks that come with one review.
const MOST_REMARKS: usize = 200;
/// The button that makes room for more remarks.
const MORE: &str = "form_more";

fn fields(shell: &Shell, step: Step, room: usize) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    let note = || Field::new("note", say("congresses-words"), Widget::Area).optional();
    let total = |name: &str, key: &str| Field::new(name, say(key), Widget::Number);
    match step {
        Step::Submit | Step::Endorse | Step::Revise | Step::Approve | Step::Present => {
            vec![note()]
        }
        Step::ReturnForRevision | Step::Reopen | Step::ApproveWithRemarks => {
            let mut fields = Vec::new();
            for n in 0..room {
                fields.push(
                    Field::new(
                        format!("remarks.{n}.place"),
                        say("documents-place"),
                        Widget::Line,
                    )
                    .under(shell.say_of("documents-remark-n", "n", n + 1))
                    .optional(),
                );
                fields.push(
                    Field::new(
                        format!("remarks.{n}.text"),
                        say("documents-remark"),
                        Widget::Area,
                    )
                    .optional(),
                );
            }
            fields.push(note());
            fields
        }
        Step::Adopt => vec![
            total("for", "documents-votes-for"),
            total("against", "documents-votes-against"),
            total("abstain", "documents-votes-abstain"),
            note(),
        ],
    }
}

fn takes_remarks(step: Step) -> bool {
    match step {
        Step::ReturnForRevision | Step::Reopen | Step::ApproveWithRemarks => true,
        Step::Submit
        | Step::Endorse
        | Step::Revise
        | Step::Approve
        | Step::Present
        | Step::Adopt => false,
    }
}

fn is_final(step: Step) -> bool {
    match step {
        Step::Approve | Step::ApproveWithRemarks | Step::Present | Step::Adopt => true,
        Step::Submit | Step::Endorse | Step::ReturnForRevision | Step::Revise | Step::Reopen => {
            false
        }
    }
}

fn step_page(shell: &Shell, document: &Document, step: Step, room: usize) -> FormPage {
    let lead = format!("documents-lead-{}", step.to_string().replace('_', "-"));
    let form = page(
        shell,
        document,
        shell.term("document-step", step),
        &format!("steps/{step}"),
    )
    .lead(shell.say(&lead))
    .fields(fields(shell, step, room))
    .hidden("step", step);
    let form = if takes_remarks(step) && room < MOST_REMARKS {
        form.another(MORE, shell.say("documents-more-remarks"))
    } else {
        form
    };
    if is_final(step) {
        return form.is_final();
    }
    form
}

#[get("/documents/{id}/steps/{step}")]
async fn step_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(DocumentId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = at.into_inner();
    let (document, possible) = state
        .db
        .read(move |conn| service::actions(conn, &actor, id))
        .await?;
    expect_possible::<DocumentProcess>(document.state, step, &possible)?;
    step_page(&shell, &document, step, REMARKS).show(&req)
}

#[post("/documents/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(DocumentId, Step)>,
    form: ProtectedForm<TakeDocumentStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, step) = at.into_inner();
    let reader = actor.clone();
    let found = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    // As much room as was typed into, so that nothing is lost when the form is shown again.
    let typed = &form.said.typed.0;
    let places = typed.iter().filter(|(name, _)| name.ends_with(".place"));
    let mut room = places.count().max(REMARKS);
    let mut said = form.said;
    if said.own.get(MORE).is_some() {
        said.change = true;
        room += REMARKS;
    }
    let room = room.min(MOST_REMARKS);
    let page = step_page(&shell, &found.document, step, room);
    let seen = said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        said,
        move |conn, actor, body| {
            let input = body.clone().input()?;
            let document = service::take_step(conn, actor, id, seen, step, &input)?;
            let stands = shell.term("document-state", document.state);
            Ok(Done::at(
                path(id),
                shell.say_of("step-done", "state", stands),
            ))
        },
    )
    .await
}
