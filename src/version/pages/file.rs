//! Filing a version in a browser, and getting its file.

use actix_web::web::{Data, Path, Payload, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use crate::app::AppState;
use crate::document;
use crate::document::files::StoredFile;
use crate::document::model::{Document, DocumentId};
use crate::document::pages::{path, title};
use crate::error::{Arg, Error};
use crate::http::form::field::{Field, Widget};
use crate::http::form::{Said, said};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, refused, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::http::{cookie, csrf};
use crate::version::model::{NewVersion, VersionId};
use crate::version::upload::{SentForm, receive_form};
use crate::version::{api, service};
use crate::words::{Language, begun};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(version_form)
        .service(file_version)
        .service(version_content);
}

/// A version as it is typed, without its file.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
struct VersionTyped {
    /// The whole text, where no file was sent.
    #[validate(length(min = 1, max = 500_000))]
    text: Option<String>,
    /// What changed.
    #[validate(length(max = 4000))]
    note: Option<String>,
}

fn form(shell: &Shell, document: &Document) -> FormPage {
    let base = path(document.id);
    let about = title(shell, document);
    let action = format!("{base}/versions/new");
    let say = |key: &str| shell.say(key);
    FormPage::new(
        shell,
        say("documents-new-version"),
        action,
        Some(Link::new(base, about.clone())),
    )
    .about(about)
    .lead(say("documents-new-version-lead"))
    .fields(vec![
        Field::new("note", say("documents-version-note"), Widget::Area)
            .hint(say("documents-version-note-hint"))
            .optional(),
        Field::new("file", say("documents-version-file"), Widget::File)
            .hint(say("documents-version-file-hint")),
        Field::new("text", say("documents-version-text"), Widget::Area)
            .hint(say("documents-version-text-hint"))
            .optional(),
    ])
    .version(document.version)
    .is_upload()
}

#[get("/documents/{id}/versions/new")]
async fn version_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state
        .db
        .read(move |conn| {
            // Whoever may not file a version learns it before they look for the file.
            service::expect_to_file(conn, &actor, *id)
        })
        .await?;
    form(&shell, &found.document).show(&req)
}

/// The file that is to be filed: the one that was sent, else the text that was typed.
async fn chosen(
    state: &AppState,
    (sent, document): (Option<(StoredFile, String)>, &Document),
    said: &Said<VersionTyped>,
) -> Result<NewVersion, Error> {
    let typed = match &said.body {
        Ok(typed) => typed.clone(),
        // The form is shown again with what is wrong; nothing is filed.
        Err(_) => return Err(Error::invalid("/file", "part_missing")),
    };
    let (file, file_name) = match (sent, typed.text) {
        (Some(sent), _) => sent,
        (None, Some(text)) => {
            let file = state.files.keep_text(text).await?;
            (file, name_of_text(document))
        }
        (None, None) => return Err(Error::invalid("/file", "part_missing")),
    };
    Ok(NewVersion {
        file,
        file_name,
        note: typed.note.unwrap_or_default(),
    })
}

/// What a file is called that was typed as text: the kind of document and the number of the version.
fn name_of_text(document: &Document) -> String {
    let args = [
        ("kind", Arg::term("document-kind", document.kind)),
        ("n", (document.latest_version + 1).into()),
    ];
    begun(&Language::Vietnamese.say_with("documents-typed-file", &args))
}

#[post("/documents/{id}/versions/new")]
async fn file_version(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<DocumentId>,
    payload: Payload,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, asking) = (*id, actor.clone());
    let found = state
        .db
        .read(move |conn| {
            service::expect_content(conn, &asking, id)?;
            document::service::find(conn, &asking, id)
        })
        .await?;
    let page = form(&shell, &found.document);
    let secret = cookie::read(&req, cookie::SESSION).unwrap_or_default();
    let proven = |typed: &[(String, String)]| {
        let proof = typed.iter().find(|(name, _)| name == csrf::FIELD);
        proof.is_some_and(|(_, proof)| !secret.is_empty() && csrf::holds(&secret, proof))
    };
    let SentForm {
        typed,
        file,
        problem,
    } = match receive_form(&req, payload.into_inner(), &state.files, proven).await {
        // Refused by its length: nothing of it was read.
        Err(error @ Error::TooLarge { .. }) => return page.spoiled(&req, "file", &error),
        other => other?,
    };
    let mut said: Said<VersionTyped> = said(typed, &secret)?;
    if let Some((kept, name)) = &file {
        // Sent again with another file, it is another form.
        let told = ("file".to_owned(), format!("{} {name}", kept.sha256));
        said.typed.0.push(told);
    }
    let new = match problem {
        Some(problem) => Err(problem),
        None => chosen(&state, (file, &found.document), &said).await,
    };
    let new = match (new, &said.body) {
        (Ok(new), _) => new,
        (Err(_), Err(_)) => {
            let (kept, body) = said.apart();
            let error = body.err().unwrap_or(Error::NotFound);
            return refused(&req, page, &kept, error);
        }
        (Err(error), Ok(_)) => return refused(&req, page, &said.apart().0, error),
    };
    let seen = said.seen()?;
    submit(&req, &state.db, actor, page, said, move |conn, actor, _| {
        let (version, _) = service::file(conn, actor, (id, seen), &new)?;
        let sentence = shell.say_of("documents-version-filed", "n", version.n);
        Ok(Done::at(path(id), sentence))
    })
    .await
}

#[get("/versions/{id}/content")]
async fn version_content(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<VersionId>,
) -> Result<HttpResponse, PageError> {
    Ok(api::content(&state, visitor.actor, *id).await?)
}
