//! The page of a document: where it stands, its versions, what was remarked and how it was answered, its history.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::{path, title};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::document::api::{DocumentView, view};
use crate::document::model::DocumentId;
use crate::document::rules::{self, DocumentProcess, Step};
use crate::document::service::{self, Found};
use crate::error::{Error, Reason};
use crate::http::page::actions::{Button, Buttons};
use crate::http::page::error::PageError;
use crate::http::page::list::grouped;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::http::problem::ReasonView;
use crate::journal::api::ActionsView;
use crate::journal::model::HistoryEntry;
use crate::journal::pages::{Past, past};
use crate::review::model::{Remark, Which};
use crate::review::rules as answering;
use crate::user::model::UserId;
use crate::version::model::Version;
use crate::workflow::{PossibleStep, Seat};
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
    /// The congress has been held: nothing of it changes any more.
    is_over: bool,
    buttons: Buttons,
    /// Filing a version and correcting the cover, for the branch that writes it; lowering its secrecy, for the
    /// committee above.
    writing: Option<Buttons>,
    /// The newest first; none of a classified document.
    versions: Vec<Version>,
    people: HashMap<UserId, String>,
    remarks: Vec<Remarked>,
    history: Vec<Past>,
}

/// A remark, and whether this person may answer it now, or correct the answer.
struct Remarked {
    remark: Remark,
    may_answer: bool,
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
            .filter(|one| one.remark.outcome.is_some());
        answered.count()
    }
}

/// What the page is made of.
struct Looked {
    found: Found,
    view: DocumentView,
    writes: bool,
    may_lower: bool,
    /// Why the branch may not correct the cover now.
    correcting: Vec<Reason>,
    last_reviewed: Option<i64>,
    steps: Vec<PossibleStep<DocumentProcess>>,
    versions: Vec<Version>,
    people: HashMap<UserId, String>,
    remarks: Vec<Remark>,
    history: Page<HistoryEntry>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: DocumentId) -> Result<Looked, Error> {
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
    let writes = found.seats().office_for(actor, Seat::Branch).is_some();
    let correcting = if writes {
        Error::reasons(service::expect_to_correct(actor, &found).map(|_| ()))?
    } else {
        Vec::new()
    };
    Ok(Looked {
        people: user::service::display_names(conn, &people)?,
        remarks: remarks.items,
        view: view(conn, found.document.clone())?,
        last_reviewed: review::service::facts(conn, id)?.last_reviewed,
        writes,
        may_lower: service::expect_lowerable(actor, &found).is_ok(),
        correcting,
        found,
        steps,
        versions,
        history,
    })
}

/// What the branch that writes a document can do besides the steps, with every reason against it.
fn writing(shell: &Shell, found: &Found, correcting: &[Reason]) -> Buttons {
    let document = &found.document;
    let button = |step: &str, key: &str, place: &str, reasons: Vec<ReasonView>| Button {
        step: step.to_owned(),
        label: shell.say(key),
        href: format!("{}/{place}", path(document.id)),
        by: shell.term("seat", Seat::Branch),
        ground: String::new(),
        reasons,
    };
    let mut buttons = Buttons::default();
    let mut put = |step: &str, key: &str, place: &str, against: &[Reason]| {
        let reasons: Vec<ReasonView> = against
            .iter()
            .map(|reason| ReasonView::of(reason, shell.language))
            .collect();
        let list = if reasons.is_empty() {
            &mut buttons.open
        } else {
            &mut buttons.shut
        };
        list.push(button(step, key, place, reasons));
    };
    if !document.secrecy.is_classified() {
        let against = rules::against_filing(document, found.congress.state);
        put("file", "documents-new-version", "versions/new", &against);
    }
    put("edit", "documents-edit", "edit", correcting);
    buttons
}

/// What whoever looks at a document can do besides the steps; none where that is nothing.
fn beside(shell: &Shell, looked: &Looked) -> Option<Buttons> {
    let mut buttons = looked
        .writes
        .then(|| writing(shell, &looked.found, &looked.correcting));
    if looked.may_lower {
        let lower = Button {
            step: "secrecy".to_owned(),
            label: shell.say("documents-lower"),
            href: format!("{}/secrecy", path(looked.found.document.id)),
            by: shell.term("seat", Seat::Upper),
            ground: rules::SECRECY.to_owned(),
            reasons: Vec::new(),
        };
        buttons.get_or_insert_default().open.push(lower);
    }
    buttons
}

fn is_answerable(remark: &Remark, last_reviewed: Option<i64>, found: &Found) -> bool {
    let (document, congress) = (found.document.state, found.congress.state);
    let against = match remark.outcome {
        None => answering::against_answering(remark, document, congress),
        Some(_) => answering::against_correcting(remark, last_reviewed, document, congress),
    };
    against.is_empty()
}

#[get("/documents/{id}")]
async fn document_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let looked = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    let writing = beside(&shell, &looked);
    let (document, found) = (looked.view, looked.found);
    let actions = ActionsView::of(
        document.state,
        document.version,
        &looked.steps,
        shell.language,
    );
    let congress = &found.congress;
    let is_over = congress.state.is_over();
    // The papers of the report are written after the congress, and covers corrected.
    let writing = writing.map(|ways| ways.unless_over(is_over));
    let is_written = writing.as_ref().is_some_and(|ways| !ways.open.is_empty());
    let page = DocumentPage {
        is_over: is_over && !is_written && !document.kind.is_paper_of_report(),
        back: Link::new(
            format!("{}/documents", congress::pages::path(congress.id)),
            format!("{}: {}", shell.say("documents-title"), congress.unit_name),
        ),
        title: title(&shell, &found.document),
        buttons: Buttons::of(actions, &path(document.id), &shell)
            .with_last(&[Step::ReturnForRevision, Step::Reopen])
            .unless_over(is_over),
        writing,
        versions: looked.versions,
        people: looked.people,
        remarks: looked
            .remarks
            .into_iter()
            .map(|remark| Remarked {
                may_answer: looked.writes && is_answerable(&remark, looked.last_reviewed, &found),
                remark,
            })
            .collect(),
        history: past::<DocumentProcess>(&shell, looked.history.items),
        document,
        shell,
    };
    show(&req, &page)
}
