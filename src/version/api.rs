//! The JSON face of versions.

use actix_web::http::header;
use actix_web::web::{self, Data, Path};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, body, get, post};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{NewVersion, Version, VersionId};
use super::service;
use super::upload;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::document::diff::{self, Difference};
use crate::document::files::FileStore;
use crate::document::model::DocumentId;
use crate::error::Error;
use crate::heavy::heavy;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::file::attachment;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::plain_text;

/// The paths of versions.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_versions)
        .service(file_version)
        .service(read_content)
        .service(compare_versions);
}

/// A page of versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentVersionPage {
    /// The versions, the first one first.
    pub items: Vec<Version>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A version as a file.
#[derive(Debug, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionForm {
    /// The file: DOCX, PDF, ODT or plain text in UTF-8, at most 50 MiB. What it is is told from its content.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// What changed.
    #[schema(max_length = 4000)]
    pub note: Option<String>,
}

/// A version typed as plain text.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct VersionText {
    /// The whole text.
    #[validate(length(min = 1, max = 500_000))]
    #[schema(min_length = 1, max_length = 500_000)]
    pub text: String,
    /// What changed.
    #[validate(length(max = 4000))]
    #[serde(default)]
    #[schema(max_length = 4000)]
    pub note: String,
    /// What the file is to be called.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub file_name: Option<String>,
}

/// Which two versions are compared.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DifferenceQuery {
    /// The number of the old version.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub from: i64,
    /// The number of the new version.
    #[validate(range(min = 1))]
    #[param(minimum = 1)]
    pub to: i64,
}

/// The versions of a document
///
/// The `ETag` is the document's version, to be sent as `If-Match` with a new one.
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path), PageQuery),
    responses((status = 200, body = DocumentVersionPage))
)]
#[get("/documents/{id}/versions")]
async fn list_versions(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (found, version) = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&DocumentVersionPage {
        items: found.items,
        next: found.next,
    })?
    .version(version)
    .respond())
}

/// File a version of a document
///
/// As `multipart/form-data` with the parts `file` and `note`, or as JSON with the text itself. A version never
/// changes. Of a classified document the content is refused: register number, date and custodian instead. `If-Match` is
/// the document's version, and the `ETag` its version then.
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path)),
    request_body(content((VersionForm = "multipart/form-data"), (VersionText = "application/json"))),
    responses((status = 201, body = Version))
)]
#[post("/documents/{id}/versions")]
async fn file_version(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    seen: Seen,
    id: Path<DocumentId>,
    req: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, ApiError> {
    let id = *id;
    let asking = actor.clone();
    state
        .db
        .read(move |conn| service::expect_content(conn, &asking, id))
        .await?;
    let new = receive(&req, payload, &state.files).await?;
    let fingerprint = fingerprint(&new);
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let (version, document) = service::file(conn, actor, (id, seen.0), &new)?;
        let location = format!("/api/v1/versions/{}/content", version.id);
        Ok(Reply::created(location, &version)?.version(document))
    })
    .await
}

async fn receive(
    req: &HttpRequest,
    payload: web::Payload,
    files: &FileStore,
) -> Result<NewVersion, ApiError> {
    let mut payload = payload.into_inner();
    let is_form = req
        .mime_type()
        .ok()
        .flatten()
        .is_some_and(|mime| mime.essence_str() == "multipart/form-data");
    if is_form {
        return Ok(upload::receive(req, payload, files).await?);
    }
    let body = Json::<VersionText>::from_request(req, &mut payload).await?;
    let VersionText {
        text,
        note,
        file_name,
    } = body.value;
    let file = files.keep_text(text).await?;
    let file_name = file_name
        .map(|name| plain_text::file_name(&name))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| upload::default_name(&file));
    Ok(NewVersion {
        file,
        file_name,
        note,
    })
}

/// Whether a repeated filing is the same: the content, the name and the note, not the bytes around them.
fn fingerprint(new: &NewVersion) -> String {
    let mut hash = Sha256::new();
    for part in [&new.file.sha256, &new.file_name, &new.note] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hex::encode(hash.finalize())
}

/// The content of a version
///
/// Always as an attachment, under the name it was sent with, and only as long as the file is the one that was filed:
/// one that is missing or changed is refused (`file_missing`, `file_changed`), for the administrator to bring back.
#[utoipa::path(
    tag = "documents", params(("id" = VersionId, Path)),
    responses((status = 200, content(
        (String = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (String = "application/pdf"),
        (String = "application/vnd.oasis.opendocument.text"),
        (String = "text/plain"),
    )), (status = 409))
)]
#[get("/versions/{id}/content")]
async fn read_content(
    state: Data<AppState>,
    actor: Actor,
    id: Path<VersionId>,
) -> Result<HttpResponse, ApiError> {
    Ok(content(&state, actor, *id).await?)
}

/// The content of a version, for whoever may read it, as a file to keep.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub async fn content(state: &AppState, actor: Actor, id: VersionId) -> Result<HttpResponse, Error> {
    let version = state
        .db
        .read(move |conn| service::find(conn, &actor, id))
        .await?;
    let (size, pieces) = state.files.read(&version.sha256).await?;
    let media_type = version
        .file_kind
        .map_or("application/octet-stream", |kind| kind.media_type());
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header(attachment(&version.file_name))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // What a stranger wrote must not run in our name, whatever a browser makes of it.
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .insert_header((header::ETAG, format!("\"{}\"", version.sha256)))
        .body(body::SizedStream::new(size, pieces)))
}

/// What changed between two versions
///
/// Line by line, and word by word within a line. Only where the text of both could be read: DOCX, ODT, plain text.
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path), DifferenceQuery),
    responses((status = 200, body = Difference), (status = 409))
)]
#[get("/documents/{id}/diff")]
async fn compare_versions(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    query: Query<DifferenceQuery>,
) -> Result<HttpResponse, ApiError> {
    let DifferenceQuery { from, to } = query.0;
    let (old, new) = state
        .db
        .read(move |conn| service::texts(conn, &actor, *id, from, to))
        .await?;
    let compared = heavy(move || Reply::ok(&diff::compare(&old, &new))).await?;
    Ok(compared?.respond())
}
