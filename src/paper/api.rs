//! The JSON face of the papers: which there are, and each as a file.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::elections::Which;
use super::gather::Choice;
use super::layout::Paper;
use super::model::PaperKind;
use super::service::{self, GuidancePaper, Standing};
use super::{docx, html};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::search::normalise;
use crate::election::model::ElectionId;
use crate::error::Error;
use crate::guidance::model::GuidanceId;
use crate::heavy::heavy;
use crate::http::api::ApiError;
use crate::http::body::Query;
use crate::http::file::{attachment, shown};
use crate::http::problem::ReasonView;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::personnel::model::Post;
use crate::words::Language;

/// The paths of the papers.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_papers)
        .service(read_paper)
        .service(read_guidance_document)
        .service(read_guidance_letter);
}

/// A paper of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperView {
    /// Which one.
    pub kind: PaperKind,
    /// The election it is of, to be sent as `election`; ballots, forms and counting minutes only.
    pub election_id: Option<ElectionId>,
    /// The post of that election.
    pub post: Option<Post>,
    /// The ballot it is of, to be sent as `round`; counting minutes only.
    pub round: Option<i64>,
    /// What it is called, in the language of `Accept-Language`.
    pub name: String,
    /// Whether it can be made now.
    pub ready: bool,
    /// Everything that is missing.
    pub missing: Vec<ReasonView>,
}

impl PaperView {
    /// A paper, in a language.
    pub fn of(standing: &Standing, language: Language) -> Self {
        let kind = standing.kind.to_string().replace('_', "-");
        Self {
            kind: standing.kind,
            election_id: standing.election.map(|(id, _)| id),
            post: standing.election.map(|(_, post)| post),
            round: standing.round,
            name: language.say(&format!("paper-kind-{kind}")),
            ready: standing.missing.is_empty(),
            missing: standing
                .missing
                .iter()
                .map(|reason| ReasonView::of(reason, language))
                .collect(),
        }
    }
}

/// The papers of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperPage {
    /// The papers, in the order of the day; all of them on one page.
    pub items: Vec<PaperView>,
    /// Always absent: there is no further page.
    pub next: Option<String>,
}

/// As what kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PaperFormat {
    /// A text document, to be printed, corrected and signed.
    Docx,
    /// A page, to be printed as it is.
    Html,
}

/// In what form, and what the program cannot know.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PaperQuery {
    /// As what kind of file; as `Accept` asks, else DOCX.
    #[param(inline)]
    pub format: Option<PaperFormat>,
    /// Of which election: ballots, forms and counting minutes only. Unless said, the one that is under way.
    pub election: Option<ElectionId>,
    /// Of which of its ballots, from 1. Unless said, the last one; of a blank ballot, the one that is next or under way.
    #[validate(range(min = 1, max = 1000))]
    #[param(minimum = 1, maximum = 1000)]
    pub round: Option<i64>,
    /// The place that stands before the date, such as `Lạng Sơn`; dots unless said.
    #[validate(length(max = 100))]
    #[param(max_length = 100)]
    pub place: Option<String>,
    /// Who signs, where the program does not know; dots unless said.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub signer: Option<String>,
}

impl PaperQuery {
    /// Of which election and ballot.
    pub fn which(&self) -> Which {
        Which {
            election: self.election,
            round: self.round,
        }
    }

    /// What the program cannot know.
    pub fn choice(&self) -> Choice {
        let text = |text: &Option<String>| {
            let text = text.as_deref().map(normalise);
            text.filter(|text| !text.is_empty())
        };
        Choice {
            place: text(&self.place),
            signer: text(&self.signer),
        }
    }

    /// As what kind of file.
    ///
    /// What the query says, else what the request accepts, else DOCX.
    pub fn format_for(&self, req: &HttpRequest) -> PaperFormat {
        let accepts_pages = || {
            let accept = req.headers().get(header::ACCEPT)?.to_str().ok()?;
            accept.contains("text/html").then_some(PaperFormat::Html)
        };
        self.format
            .or_else(accepts_pages)
            .unwrap_or(PaperFormat::Docx)
    }
}

/// A paper as a file, or as a page to be printed.
///
/// # Errors
/// Internal, should it not be made.
pub async fn respond(paper: Paper, format: PaperFormat) -> Result<HttpResponse, Error> {
    let name = paper.name.clone();
    let (media_type, disposition, bytes) = match format {
        PaperFormat::Html => {
            let page = html::render(&paper).into_bytes();
            (html::MEDIA_TYPE, shown(&format!("{name}.html")), page)
        }
        PaperFormat::Docx => {
            let bytes = heavy(move || docx::render(&paper)).await??;
            (docx::MEDIA_TYPE, attachment(&format!("{name}.docx")), bytes)
        }
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // The page needs its style sheet and nothing else; what was typed into it must not run.
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// The papers of a congress
///
/// Each with whether it can be made now and what is missing.
#[utoipa::path(
    tag = "papers", params(("id" = CongressId, Path)), responses((status = 200, body = PaperPage))
)]
#[get("/congresses/{id}/papers")]
async fn list_papers(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let standing = state
        .db
        .read(move |conn| service::list(conn, &actor, *id))
        .await?;
    let items = standing
        .iter()
        .map(|one| PaperView::of(one, language))
        .collect();
    Ok(Reply::ok(&PaperPage { items, next: None })?.respond())
}

/// A paper of a congress
///
/// In the Party layout, as DOCX or as a printable page. That you made it is recorded.
#[utoipa::path(
    tag = "papers", params(("id" = CongressId, Path), ("kind" = PaperKind, Path), PaperQuery),
    responses((status = 200, description = "The paper", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (String = "text/html"),
    )), (status = 409))
)]
#[get("/congresses/{id}/papers/{kind}")]
async fn read_paper(
    state: Data<AppState>,
    actor: Actor,
    path: Path<(CongressId, PaperKind)>,
    query: Query<PaperQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let (id, kind) = *path;
    let (choice, format) = (query.0.choice(), query.0.format_for(&req));
    let which = query.0.which();
    let paper = state
        .db
        .write(move |conn| service::make(conn, &actor, id, (kind, which), &choice))
        .await?;
    Ok(respond(paper, format).await?)
}

async fn read_of_guidance(
    state: &AppState,
    actor: Actor,
    id: GuidanceId,
    which: GuidancePaper,
    (query, req): (PaperQuery, HttpRequest),
) -> Result<HttpResponse, ApiError> {
    if query.which() != Which::default() {
        return Err(Error::invalid("/election", "unknown_field").into());
    }
    let (choice, format) = (query.choice(), query.format_for(&req));
    let paper = state
        .db
        .write(move |conn| service::make_of_guidance(conn, &actor, id, which, &choice))
        .await?;
    Ok(respond(paper, format).await?)
}

/// Guidance as a document
///
/// A draft has dots for its number. That you made it is recorded.
#[utoipa::path(
    tag = "papers", params(("id" = GuidanceId, Path), PaperQuery),
    responses((status = 200, description = "The paper", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (String = "text/html"),
    )), (status = 409))
)]
#[get("/guidances/{id}/papers/document")]
async fn read_guidance_document(
    state: Data<AppState>,
    actor: Actor,
    id: Path<GuidanceId>,
    query: Query<PaperQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    read_of_guidance(&state, actor, *id, GuidancePaper::Document, (query.0, req)).await
}

/// The official letter that sends guidance
///
/// Its number is the one the committee gave to an official letter for this guidance; dots while there is none. That
/// you made it is recorded.
#[utoipa::path(
    tag = "papers", params(("id" = GuidanceId, Path), PaperQuery),
    responses((status = 200, description = "The paper", content(
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (String = "text/html"),
    )), (status = 409))
)]
#[get("/guidances/{id}/papers/letter")]
async fn read_guidance_letter(
    state: Data<AppState>,
    actor: Actor,
    id: Path<GuidanceId>,
    query: Query<PaperQuery>,
    req: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    read_of_guidance(&state, actor, *id, GuidancePaper::Letter, (query.0, req)).await
}
