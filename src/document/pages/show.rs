//! The page of a document: where it stands, its versions, what was remarked and how it was answered, its history.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::{path, title};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::document::api::{DocumentView, view};
use crate::document::model::DocumentId;
use crate::document::rules::DocumentProcess;
use crate::document::service;
use crate::error::Error;
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::list::grouped;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::journal::model::HistoryEntry;
use crate::journal::pages::{Names, Past, past};
use crate::review::model::{Remark, Which};
use crate::user::model::UserId;
use crate::version::model::Version;
use crate::workflow::PossibleStep;
use crate::{congress, review, user, version};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(document_page);
}

/// One document.
#[derive(Template)]
#[template(path = "document/pages/document.html")]
struct DocumentPage {
    shell: Shell,
    back: Link,
    title: String,
    document: DocumentView,
    buttons: Buttons,
    /// The newest first; none of a classified document.
    versions: Vec<Version>,
    people: HashMap<UserId, String>,
    remarks: Vec<Remark>,
    history: Vec<Past>,
}

impl DocumentPage {
    fn person(&self, id: &UserId) -> &str {
        self.people.get(id).map_or("–", String::as_str)
    }

    fn kilobytes(&self, version: &Version) -> String {
        grouped(version.size / 1024 + 1)
    }

    fn kind_of_file(&self, version: &Version) -> String {
        version
            .file_kind
            .map(|kind| self.shell.term("file-kind", kind))
            .unwrap_or_default()
    }

    /// Whether two versions can be compared.
    fn comparable(&self) -> bool {
        self.versions
            .iter()
            .filter(|version| version.has_text)
            .count()
            > 1
    }

    fn answered(&self) -> usize {
        let answered = self
            .remarks
            .iter()
            .filter(|remark| remark.outcome.is_some());
        answered.count()
    }
}

/// What the page is made of.
struct Found {
    congress: Congress,
    title: crate::document::model::Document,
    document: DocumentView,
    steps: Vec<PossibleStep<DocumentProcess>>,
    versions: Vec<Version>,
    people: HashMap<UserId, String>,
    remarks: Vec<Remark>,
    history: Page<HistoryEntry>,
    names: Names,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: DocumentId) -> Result<Found, Error> {
    let found = service::find(conn, actor, id)?;
    let (_, steps) = service::actions(conn, actor, id)?;
    let versions = if found.document.secrecy.is_classified() {
        Vec::new()
    } else {
        let all = PageRequest {
            limit: MOST,
            after: None,
        };
        let mut versions = version::service::list(conn, actor, id, &all)?.0.items;
        versions.reverse();
        versions
    };
    let mut people: Vec<UserId> = versions.iter().map(|version| version.created_by).collect();
    people.sort_unstable();
    people.dedup();
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let remarks = review::service::remarks(conn, actor, id, Which::All, &all)?;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let history = service::history(conn, actor, id, &all)?;
    Ok(Found {
        people: user::service::display_names(conn, &people)?,
        names: Names::of(conn, actor, &history.items)?,
        remarks: remarks.items,
        document: view(conn, found.document.clone())?,
        title: found.document,
        congress: found.congress,
        steps,
        versions,
        history,
    })
}

#[get("/documents/{id}")]
async fn document_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    let document = found.document;
    let actions = ActionsView::of(
        document.state,
        document.version,
        &found.steps,
        shell.language,
    );
    let congress = found.congress;
    let page = DocumentPage {
        back: Link::new(
            format!("{}/documents", congress::pages::path(congress.id)),
            format!("{}: {}", shell.say("documents-title"), congress.unit_name),
        ),
        title: title(&shell, &found.title),
        buttons: Buttons::of(actions, &path(document.id), &shell),
        versions: found.versions,
        people: found.people,
        remarks: found.remarks,
        history: past::<DocumentProcess>(&shell, found.history.items, &found.names),
        document,
        shell,
    };
    show(&req, &page)
}
