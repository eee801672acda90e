//! The JSON face of imports.

use actix_web::web::{Data, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Counts, Fate, Import, ImportId, Kind, Row};
use super::{rules, service, template, upload};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Query, Seen};
use crate::http::file::attachment;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::unit::model::UnitId;

/// The paths of imports.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(import_template)
        .service(try_import)
        .service(read_import)
        .service(list_import_rows)
        .service(commit_import)
        .service(discard_import);
}

/// An import: a sheet, tried; committed or not yet.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// The import's key.
    pub id: ImportId,
    /// What is imported.
    pub kind: Kind,
    /// Where lines belong that name no unit.
    pub unit_id: Option<UnitId>,
    /// The file's name.
    #[schema(example = "chi-bo.xlsx")]
    pub file_name: String,
    /// How many lines of each fate.
    pub rows: Counts,
    /// How many lines of a commit under way are done; absent when none is, or another copy of the program does it.
    pub done: Option<i64>,
    /// When the sheet was tried.
    pub created_at: Instant,
    /// Until when it can be committed; null once it is.
    pub expires_at: Option<Instant>,
    /// When it was committed.
    pub committed_at: Option<Instant>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        Self {
            rows: import.counts(),
            done: service::progress(import.id).map(|far| far.done),
            expires_at: import
                .committed_at
                .is_none()
                .then(|| rules::kept_until(import.created_at)),
            id: import.id,
            kind: import.kind,
            unit_id: import.unit_id,
            file_name: import.file_name,
            created_at: import.created_at,
            committed_at: import.committed_at,
            version: import.version,
        }
    }
}

/// A page of the lines of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRowPage {
    /// The lines, by their numbers in the sheet.
    pub items: Vec<Row>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which lines.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportRowQuery {
    /// Only lines of this fate.
    pub fate: Option<Fate>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A sheet to be tried, as `multipart/form-data`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportForm {
    /// The sheet: XLSX, or CSV in UTF-8 with comma, semicolon or tab; at most 10 MiB and 20,000 lines. Its first line
    /// holds the headers of the template.
    #[schema(value_type = String, format = Binary)]
    pub file: Vec<u8>,
    /// What is imported.
    pub kind: Kind,
    /// Where lines belong that name no unit: below it, for units; in it, for members.
    pub unit_id: Option<UnitId>,
}

/// In which format a template is.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportTemplateFormat)]
pub enum Format {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text with commas.
    Csv,
}

/// In which format.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateQuery {
    /// The format; XLSX unless said.
    #[param(inline)]
    pub format: Option<Format>,
}

/// What the file of a template is called.
fn file_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Units => "mau-to-chuc-dang",
        Kind::Members => "mau-dang-vien",
    }
}

/// The template as a file to keep.
///
/// # Errors
/// Internal.
pub fn template_file(kind: Kind, format: Format) -> Result<HttpResponse, Error> {
    let (bytes, media, extension) = match format {
        Format::Xlsx => (
            template::xlsx(kind)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        Format::Csv => (template::csv(kind)?, "text/csv; charset=utf-8", "csv"),
    };
    Ok(HttpResponse::Ok()
        .content_type(media)
        .insert_header(attachment(&format!("{}.{extension}", file_name(kind))))
        .body(bytes))
}

/// The template of a sheet
///
/// Headers, an example line to be written over, and a page that says what each column takes.
#[utoipa::path(
    tag = "imports", params(("kind" = Kind, Path), TemplateQuery),
    responses((status = 200, content((String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (String = "text/csv"))))
)]
#[get("/imports/templates/{kind}")]
async fn import_template(
    _actor: Actor,
    kind: Path<Kind>,
    query: Query<TemplateQuery>,
) -> Result<HttpResponse, ApiError> {
    Ok(template_file(*kind, query.0.format.unwrap_or_default())?)
}

/// Try a sheet
///
/// Every line is judged as if it were meant: the answer counts what is new, changed, the same, wrong, and
/// `GET /imports/{id}/rows` says it cell by cell. Nothing is kept but that. Whoever tried it may commit it, for a week.
#[utoipa::path(
    tag = "imports", request_body(content((ImportForm = "multipart/form-data"))),
    responses((status = 201, body = ImportView))
)]
#[post("/imports")]
async fn try_import(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    req: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, ApiError> {
    let sent = upload::receive(&req, payload.into_inner()).await?;
    let fingerprint = sent.fingerprint();
    let new = upload::import(sent).await?;
    let tried = upload::try_out(&state.db, actor.clone(), new).await?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let view = ImportView::from(service::keep(conn, actor, &tried)?);
        let location = format!("/api/v1/imports/{}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// An import
///
/// While its commit is under way, `done` says how far it is.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = ImportView)))]
#[get("/imports/{id}")]
async fn read_import(
    state: Data<AppState>,
    actor: Actor,
    id: Path<ImportId>,
) -> Result<HttpResponse, ApiError> {
    let import = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    let view = ImportView::from(import);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// The lines of an import
///
/// What becomes of each, cell by cell, with the faults in both languages. After the commit there are none any more.
#[utoipa::path(
    tag = "imports", params(("id" = ImportId, Path), ImportRowQuery),
    responses((status = 200, body = ImportRowPage))
)]
#[get("/imports/{id}/rows")]
async fn list_import_rows(
    state: Data<AppState>,
    actor: Actor,
    id: Path<ImportId>,
    query: Query<ImportRowQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| service::rows(conn, &actor, *id, query.fate, &page))
        .await?;
    Ok(Reply::ok(&ImportRowPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Commit an import
///
/// All lines in one transaction, or none. Refused while a line is wrong, when the trial is older
/// than a week, and when something else would become of a line
/// than the trial said: then try the sheet again.
#[utoipa::path(
    tag = "imports", params(("id" = ImportId, Path)), responses((status = 200, body = ImportView))
)]
#[post("/imports/{id}/commit")]
async fn commit_import(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    seen: Seen,
    id: Path<ImportId>,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, "", move |conn, actor| {
        let view = ImportView::from(service::commit(conn, actor, *id, seen.0)?);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// Discard a trial
///
/// Nothing is left of it, nor of its lines. Of what was committed nothing can be discarded here: that stands in the units
/// and members themselves.
#[utoipa::path(tag = "imports", params(("id" = ImportId, Path)), responses((status = 204)))]
#[delete("/imports/{id}")]
async fn discard_import(
    state: Data<AppState>,
    actor: Actor,
    seen: Seen,
    id: Path<ImportId>,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::discard(conn, &actor, *id, seen.0))
        .await?;
    Ok(Reply::done().respond())
}
