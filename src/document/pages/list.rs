//! The documents of a congress, measured against what the plan requires; and beginning one.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::document::api::{BeginDocument, DocumentView, show as view_of};
use crate::document::model::{DocumentFilter, DocumentId, DocumentKind, Secrecy};
use crate::document::{beginning, service};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::model::Plan;
use crate::review;
use crate::words::{Language, begun};
use crate::workflow::Seat;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_documents)
        .service(begin_form)
        .service(begin_document);
}

/// Which documents.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct DocumentsAsked {
    #[validate(length(max = 200))]
    q: Option<String>,
    cursor: Option<String>,
}

/// The documents of a congress.
#[derive(Template)]
#[template(path = "document/pages/list.html")]
struct DocumentsPage {
    shell: Shell,
    back: Link,
    here: String,
    q: String,
    /// Whether this person writes them.
    writes: bool,
    /// Whether this person may begin another one now.
    begins: bool,
    documents: Vec<DocumentView>,
    /// Kinds that the plan requires, or the report, and that are not there yet.
    missing: Vec<DocumentKind>,
    next: Option<Link>,
}

impl DocumentsPage {
    /// Whether the program fills in any of those that are missing.
    fn may_be_filled_in(&self) -> bool {
        self.missing.iter().any(|kind| kind.is_paper_of_report())
    }
}

struct Found {
    congress: Congress,
    plan: Plan,
    writes: bool,
    begins: bool,
    page: Page<DocumentView>,
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    filter: &DocumentFilter,
    page: &PageRequest<DocumentId>,
) -> Result<Found, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadDocuments, id)?;
    let page = service::list(conn, actor, id, filter, page)?;
    let keys: Vec<DocumentId> = page.items.iter().map(|document| document.id).collect();
    let open_remarks = review::service::open_remarks(conn, &keys)?;
    let seats = congress.seats(plan.unit_id);
    Ok(Found {
        writes: seats.office_for(actor, Seat::Branch).is_some(),
        begins: beginning::expect_to_begin(conn, actor, id, DocumentKind::Other).is_ok(),
        congress,
        plan,
        page: page.map(|document| view_of(document, &open_remarks)),
    })
}

/// What is required and not among these; the papers of the report only once the congress has opened.
fn missing(found: &Found) -> Vec<DocumentKind> {
    let mut wanted: Vec<DocumentKind> = found
        .plan
        .content
        .0
        .required_documents
        .iter()
        .copied()
        .filter(|kind| !kind.is_paper_of_report())
        .collect();
    if found.congress.opened_on.is_some() {
        wanted.extend(DocumentKind::papers_of_report(&found.plan.content.0));
    }
    let there = &found.page.items;
    wanted.retain(|kind| !there.iter().any(|document| document.kind == *kind));
    wanted
}

#[get("/congresses/{id}/documents")]
async fn list_documents(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    asked: Asked<DocumentsAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asked = asked.0;
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let filter = DocumentFilter {
        words: asked.q.clone(),
        ..DocumentFilter::default()
    };
    let found = state
        .db
        .read(move |conn| look(conn, &actor, *id, &filter, &page))
        .await?;
    let here = format!("{}/documents", congress::pages::path(found.congress.id));
    let is_whole = asked.q.is_none() && asked.cursor.is_none() && found.page.next.is_none();
    let page = DocumentsPage {
        missing: if is_whole {
            missing(&found)
        } else {
            Vec::new()
        },
        back: Link::new(
            congress::pages::path(found.congress.id),
            found.congress.unit_name,
        ),
        next: next_page(
            &here,
            &[("q", asked.q.clone())],
            found.page.next.as_deref(),
            shell.say("more"),
        ),
        writes: found.writes,
        begins: found.begins,
        documents: found.page.items,
        q: asked.q.unwrap_or_default(),
        here,
        shell,
    };
    show(&req, &page)
}

/// Which kind a new document is to be.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct BeginAsked {
    kind: Option<DocumentKind>,
}

/// The fields of a cover.
pub(super) fn cover(shell: &Shell) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    vec![
        Field::new("title", say("field-title"), Widget::Line)
            .hint(say("documents-title-hint"))
            .optional(),
        Field::new(
            "secrecy",
            say("documents-secrecy"),
            Widget::Select(Choice::all::<Secrecy>(shell, "secrecy")),
        )
        .hint(say("documents-secrecy-hint"))
        .now(Secrecy::None),
        Field::new("symbol", say("field-symbol"), Widget::Line)
            .hint(say("documents-symbol-hint"))
            .optional(),
        Field::new(
            "registered_on",
            say("documents-registered-on"),
            Widget::Date,
        )
        .optional(),
        Field::new("custodian", say("documents-custodian"), Widget::Line)
            .hint(say("documents-custodian-hint"))
            .optional(),
    ]
}

fn begin_page(shell: &Shell, congress: &Congress, kind: Option<DocumentKind>) -> FormPage {
    let back = format!("{}/documents", congress::pages::path(congress.id));
    let kinds = Choice::all::<DocumentKind>(shell, "document-kind");
    let mut fields = vec![
        Field::new("kind", shell.say("documents-kind"), Widget::Select(kinds)).now_maybe(kind),
    ];
    let mut cover = cover(shell);
    if let (Some(kind), Some(title)) = (kind, cover.first_mut()) {
        // Most are called what they are.
        title.values = vec![shell.begun_term("document-kind", kind)];
    }
    fields.append(&mut cover);
    FormPage::new(
        shell,
        shell.say("documents-begin"),
        format!("{back}/new"),
        Some(Link::new(back, shell.say("documents-title"))),
    )
    .about(congress.unit_name.clone())
    .fields(fields)
}

#[get("/congresses/{id}/documents/new")]
async fn begin_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    asked: Asked<BeginAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let kind = asked.0.kind;
    let congress = state
        .db
        .read(move |conn| {
            beginning::expect_to_begin(conn, &actor, *id, kind.unwrap_or(DocumentKind::Other))
        })
        .await?;
    begin_page(&shell, &congress, kind).show(&req)
}

/// A document without a title of its own is called after its kind; a classified one has none, and of other papers
/// nobody knows what they are.
fn titled(body: &BeginDocument) -> BeginDocument {
    let mut body = body.clone();
    let is_known = body.secrecy == Secrecy::None && body.kind != DocumentKind::Other;
    if is_known && body.title.is_none() {
        let key = format!("document-kind-{}", body.kind.to_string().replace('_', "-"));
        // Papers are written in Vietnamese, whatever the language of the page.
        body.title = Some(begun(&Language::Vietnamese.say(&key)));
    }
    body
}

#[post("/congresses/{id}/documents/new")]
async fn begin_document(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<BeginDocument>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let congress = state
        .db
        .read(move |conn| congress::service::find(conn, &reader, Action::ReadDocuments, id))
        .await?;
    let page = begin_page(&shell, &congress, None);
    let sentence = shell.say("documents-begun");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let document = beginning::begin(conn, actor, id, &titled(body).read()?)?;
            Ok(Done::at(path(document.id), &sentence))
        },
    )
    .await
}
