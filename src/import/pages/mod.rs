//! Imports on pages: the template, the sheet, what would become of each line, the commit.

mod ends;

use actix_web::web::{Data, Path, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{ImportView, TemplateQuery, template_file};
use super::model::{Cell, Column, Fate, Fault, Import, ImportId, Kind, Row};
use super::progress::Far;
use super::{rules, service, template, upload};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::{grouped, next_page};
use crate::http::page::{Link, Shell, Visitor, see_other_saying, show, show_as};
use crate::http::problem::{self, ReasonView};
use crate::http::{cookie, csrf};
use crate::unit;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The pages of imports.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(template_page)
        .service(new_import)
        .service(try_import)
        .service(import_page)
        .service(progress_part);
    ends::routes(cfg);
}

fn path(id: ImportId) -> String {
    format!("/imports/{id}")
}

/// What is imported, and where lines belong that name no unit.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct NewAsked {
    kind: Kind,
    unit_id: Option<UnitId>,
}

/// A sheet is to be chosen.
#[derive(Template)]
#[template(path = "import/pages/new.html")]
struct NewPage {
    shell: Shell,
    kind: Kind,
    unit: Option<(UnitId, String)>,
    /// The key of the import to be made, by which the page asks how far it is.
    key: ImportId,
    columns: Vec<(String, String)>,
    trouble: String,
    reasons: Vec<ReasonView>,
    faults: Vec<String>,
}

impl NewPage {
    fn title(&self) -> String {
        self.shell.term("import-title", self.kind)
    }

    fn key_name(&self) -> &'static str {
        upload::KEY
    }

    /// What is wrong with the sheet.
    fn blames(mut self, error: &Error) -> Self {
        let told = problem::describe(error, self.shell.language, "");
        self.trouble = told.detail;
        self.reasons = told.reasons;
        if let Error::Invalid(problems) = error {
            let words = problems.iter();
            let words = words.map(|one| self.shell.language.on_a_page(one));
            self.faults = words.collect();
        }
        self
    }
}

async fn new_page(
    state: &AppState,
    visitor: &Visitor,
    (kind, unit): (Kind, Option<UnitId>),
) -> Result<NewPage, PageError> {
    service::expect_may(&visitor.actor, kind)?;
    let unit = match unit {
        Some(id) => {
            let actor = visitor.actor.clone();
            let found = state
                .db
                .read(move |conn| unit::service::find(conn, &actor, id, None))
                .await?;
            Some((id, found.stretch.placement.name))
        }
        None => None,
    };
    let column = |column: &Column| {
        let star = if rules::needed(kind).contains(column) {
            " *"
        } else {
            ""
        };
        // The headers are those of the template, which is in Vietnamese.
        let header = rules::header(*column, Language::Vietnamese);
        (format!("{header}{star}"), template::taken(*column))
    };
    Ok(NewPage {
        shell: visitor.shell.clone(),
        kind,
        unit,
        key: ImportId::new(),
        columns: rules::columns(kind).iter().map(column).collect(),
        trouble: String::new(),
        reasons: Vec::new(),
        faults: Vec::new(),
    })
}

#[get("/imports/templates/{kind}")]
async fn template_page(
    _visitor: Visitor,
    kind: Path<Kind>,
    asked: Asked<TemplateQuery>,
) -> Result<HttpResponse, PageError> {
    Ok(template_file(*kind, asked.0.format.unwrap_or_default())?)
}

#[get("/imports/new")]
async fn new_import(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<NewAsked>,
) -> Result<HttpResponse, PageError> {
    let at = (asked.0.kind, asked.0.unit_id);
    show(&req, &new_page(&state, &visitor, at).await?)
}

#[post("/imports/new")]
async fn try_import(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    payload: Payload,
) -> Result<HttpResponse, PageError> {
    let sent = upload::receive(&req, payload.into_inner()).await?;
    let secret = cookie::read(&req, cookie::SESSION).unwrap_or_default();
    if secret.is_empty() || !csrf::holds(&secret, &sent.proof) {
        return Err(PageError::Said(Error::Malformed {
            code: "form_proof",
            detail: String::new(),
        }));
    }
    let kind = sent.kind.parse().map_err(|_| Error::NotFound)?;
    let page = new_page(&state, &visitor, (kind, sent.unit_id.parse().ok())).await?;
    let actor = visitor.actor;
    match try_and_keep(&state, actor, sent).await {
        Ok(import) => {
            let done = visitor.shell.say("import-tried");
            Ok(see_other_saying(&req, &path(import.id), &done))
        }
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Forbidden(_))) => {
            let status = problem::status(&error);
            show_as(&req, status, &page.blames(&error))
        }
        Err(error) => Err(error.into()),
    }
}

async fn try_and_keep(state: &AppState, actor: Actor, sent: upload::Sent) -> Result<Import, Error> {
    let new = upload::import(sent).await?;
    let tried = upload::try_out(&state.db, actor.clone(), new).await?;
    state
        .db
        .write(move |conn| service::keep(conn, &actor, &tried))
        .await
}

/// Which lines.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct RowsAsked {
    fate: Option<Fate>,
    cursor: Option<String>,
}

/// What would become of each line.
#[derive(Template)]
#[template(path = "import/pages/import.html")]
struct ImportPage {
    shell: Shell,
    import: ImportView,
    fate: Option<Fate>,
    columns: Vec<Column>,
    rows: Vec<Row>,
    next: Option<Link>,
}

impl ImportPage {
    fn here(&self) -> String {
        path(self.import.id)
    }

    fn title(&self) -> String {
        self.shell.term("import-title", self.import.kind)
    }

    /// The lines of each fate: its name, how many, and where they are shown.
    fn parts(&self) -> Vec<(String, String, String)> {
        let rows = &self.import.rows;
        [
            (Fate::Wrong, rows.wrong),
            (Fate::New, rows.new),
            (Fate::Changed, rows.changed),
            (Fate::Same, rows.same),
        ]
        .into_iter()
        .map(|(fate, count)| {
            let href = if count > 0 && self.import.committed_at.is_none() {
                format!("{}?fate={fate}", self.here())
            } else {
                String::new()
            };
            (self.shell.term("import-fate", fate), grouped(count), href)
        })
        .collect()
    }

    fn header(&self, column: &Column) -> String {
        rules::header(*column, self.shell.language)
    }

    fn words<'a>(&self, fault: &'a Fault) -> &'a str {
        match self.shell.language {
            Language::Vietnamese => &fault.vi,
            Language::English => &fault.en,
        }
    }

    fn fate_of(&self, row: &Row) -> String {
        self.shell.term("import-fate", row.fate)
    }

    fn class(&self, fate: &Fate) -> &'static str {
        match fate {
            Fate::New => "good",
            Fate::Changed => "warn",
            Fate::Same => "",
            Fate::Wrong => "bad",
        }
    }

    fn was(&self, cell: &Cell) -> Option<String> {
        let before = cell.was.as_deref()?;
        let before = if before.is_empty() { "–" } else { before };
        Some(self.shell.say_of("import-was", "was", before))
    }

    fn is_of_people(&self) -> bool {
        self.import.kind == Kind::Members
    }

    fn anew(&self) -> String {
        anew(&self.import)
    }

    /// Where it is seen what has come in, and what leads there.
    fn outcome(&self) -> String {
        match (self.import.unit_id, self.import.kind) {
            (Some(unit), Kind::Members) => format!("/units/{unit}/members"),
            (Some(unit), Kind::Units) => format!("/units/{unit}"),
            (None, _) => "/units".to_owned(),
        }
    }

    fn see(&self) -> String {
        let words = match (self.import.unit_id, self.import.kind) {
            (Some(_), Kind::Members) => "import-see-members",
            _ => "import-see-units",
        };
        self.shell.say(words)
    }

    fn is_ready(&self) -> bool {
        self.import.committed_at.is_none() && self.import.rows.wrong == 0
    }
}

#[get("/imports/{id}")]
async fn import_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ImportId>,
    asked: Asked<RowsAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, asked) = (*id, asked.0);
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let wanted = asked.fate;
    let (import, found) = state
        .db
        .read(move |conn| {
            let import = service::find(conn, &actor, id)?;
            Ok((import, service::rows(conn, &actor, id, wanted, &page)?))
        })
        .await?;
    let cells = found.items.first().map(|row| &row.cells);
    let pairs = [("fate", wanted.map(|fate| fate.to_string()))];
    let page = ImportPage {
        columns: cells
            .into_iter()
            .flatten()
            .map(|cell| cell.column)
            .collect(),
        next: next_page(&path(id), &pairs, found.next.as_deref(), shell.say("more")),
        import: ImportView::from(import),
        fate: wanted,
        rows: found.items,
        shell,
    };
    show(&req, &page)
}

/// How far a trial or a commit is.
#[derive(Template)]
#[template(path = "import/pages/progress.html")]
struct ProgressPart {
    label: String,
    words: String,
    far: Option<Far>,
}

/// Whoever has the key of an import may know how far it is: it says nothing of what is in it, and a trial is to be found
/// nowhere before it ends.
#[get("/imports/{id}/progress")]
async fn progress_part(
    req: HttpRequest,
    visitor: Visitor,
    id: Path<ImportId>,
) -> Result<HttpResponse, PageError> {
    let (shell, far) = (visitor.shell, service::progress(*id));
    let words = far.map(|far| format!("{}/{}", grouped(far.done), grouped(far.all)));
    let part = ProgressPart {
        label: shell.say("import-progress-label"),
        words: shell.say_of("import-progress", "far", words.unwrap_or_default()),
        far,
    };
    show(&req, &part)
}

/// Where a trial is begun again.
fn anew(import: &ImportView) -> String {
    let unit = import.unit_id.map(|unit| format!("&unit_id={unit}"));
    format!(
        "/imports/new?kind={}{}",
        import.kind,
        unit.unwrap_or_default()
    )
}
