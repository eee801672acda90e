//! The JSON face of documents.

use std::collections::HashMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

pub use super::cover_api::{BeginDocument, DocumentCover};
use super::model::{
    Document, DocumentFilter, DocumentId, DocumentKind, Secrecy, State, VoteTotals,
};
use super::rules::Step;
use super::service::{self, StepInput};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::error::{Error, FieldError};
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::review;
use crate::review::model::NewRemark;
use crate::words::Language;

/// The paths of documents.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_documents)
        .service(begin_document)
        .service(read_document)
        .service(correct_document)
        .service(document_actions)
        .service(take_document_step)
        .service(document_history);
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentView {
    /// The document's key.
    pub id: DocumentId,
    /// The congress it is prepared for.
    pub congress_id: CongressId,
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called; absent for a classified one.
    pub title: Option<String>,
    /// Where it stands. A paper of the report stays a draft: it is filed and not reviewed.
    pub state: State,
    /// How secret it is.
    pub secrecy: Secrecy,
    /// Number and symbol.
    #[schema(example = "01-BC/CB")]
    pub symbol: Option<String>,
    /// The date it bears.
    pub registered_on: Option<NaiveDate>,
    /// Who keeps the paper.
    pub custodian: Option<String>,
    /// How many versions are filed; of a classified document, how often it was registered.
    pub latest_version: i64,
    /// The version that was approved.
    pub approved_version: Option<i64>,
    /// The version that the sub-committee endorsed.
    pub endorsed_version: Option<i64>,
    /// Whether it was approved with remarks, so that a final version must follow.
    pub final_needed: bool,
    /// Whether that final version is still missing.
    pub final_missing: bool,
    /// How many remarks are neither accepted nor explained.
    pub open_remarks: i64,
    /// The vote by which the congress adopted it.
    pub votes: Option<VoteView>,
    /// When it was first written down.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// A vote of the congress, in totals.
#[derive(Debug, Serialize, ToSchema)]
pub struct VoteView {
    /// The base of ordinary votes: more than half of it must be for it. Its calculation is with the vote.
    pub base: i64,
    /// For.
    #[serde(rename = "for")]
    pub votes_for: i64,
    /// Against.
    pub against: i64,
    /// Abstentions.
    pub abstain: i64,
}

fn votes(document: &Document) -> Option<VoteView> {
    Some(VoteView {
        base: document.base_official?,
        votes_for: document.votes_for?,
        against: document.votes_against?,
        abstain: document.votes_abstain?,
    })
}

/// A document, with how many remarks are open on each.
pub(super) fn show(document: Document, open_remarks: &HashMap<DocumentId, i64>) -> DocumentView {
    DocumentView {
        votes: votes(&document),
        final_missing: document.final_missing(),
        open_remarks: open_remarks.get(&document.id).copied().unwrap_or(0),
        id: document.id,
        congress_id: document.congress_id,
        kind: document.kind,
        title: Some(document.title).filter(|title| !title.is_empty()),
        state: document.state,
        secrecy: document.secrecy,
        symbol: document.symbol,
        registered_on: document.registered_on,
        custodian: document.custodian,
        latest_version: document.latest_version,
        approved_version: document.approved_version,
        endorsed_version: document.endorsed_version,
        final_needed: document.final_needed,
        created_at: document.created_at,
        version: document.version,
    }
}

/// A document as it stands.
pub(super) fn view(conn: &mut AnyConnection, document: Document) -> Result<DocumentView, Error> {
    let open_remarks = review::service::open_remarks(conn, &[document.id])?;
    Ok(show(document, &open_remarks))
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentPage {
    /// The documents, the oldest first.
    pub items: Vec<DocumentView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which documents.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// Only documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Only documents in this state.
    pub state: Option<State>,
    /// Words of the text of any version; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A remark that comes with a review.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RemarkBody {
    /// Where in the text.
    #[validate(length(min = 1, max = 500), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 500, example = "Phần thứ hai, mục II.3")]
    pub place: String,
    /// What is asked.
    #[validate(length(min = 1, max = 4000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 4000)]
    pub text: String,
}

/// The most members a vote can count; a branch is far smaller.
const MOST_VOTES: i64 = 100_000;

/// A step of a document.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeDocumentStep {
    /// Which step.
    pub step: Step,
    /// Your words; the reason, with `return_for_revision` and `reopen`.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// What is to be changed or considered, with `return_for_revision`, `reopen` and
    /// `approve_with_remarks`.
    #[validate(length(max = 200), nested)]
    #[serde(default)]
    #[schema(max_items = 200)]
    pub remarks: Vec<RemarkBody>,
    /// Votes for it, with `adopt`.
    #[schema(minimum = 0, maximum = 100_000)]
    pub r#for: Option<i64>,
    /// Votes against it, with `adopt`.
    #[schema(minimum = 0, maximum = 100_000)]
    pub against: Option<i64>,
    /// Abstentions, with `adopt`.
    #[schema(minimum = 0, maximum = 100_000)]
    pub abstain: Option<i64>,
}

impl TakeDocumentStep {
    /// What comes with the step.
    pub(super) fn input(self) -> Result<StepInput, Error> {
        let totals = [
            ("/for", self.r#for),
            ("/against", self.against),
            ("/abstain", self.abstain),
        ];
        let problems: Vec<FieldError> = totals
            .iter()
            .filter(|(_, votes)| votes.is_some_and(|votes| !(0..=MOST_VOTES).contains(&votes)))
            .map(|(pointer, _)| {
                FieldError::new(*pointer, "range")
                    .with("min", 0)
                    .with("max", MOST_VOTES)
            })
            .collect();
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        Ok(StepInput {
            note: self.note,
            remarks: self
                .remarks
                .into_iter()
                .map(|remark| NewRemark {
                    place: remark.place,
                    text: remark.text,
                })
                .collect(),
            votes: VoteTotals {
                votes_for: self.r#for,
                votes_against: self.against,
                votes_abstain: self.abstain,
            },
        })
    }
}

/// The documents of a congress
#[utoipa::path(
    tag = "documents", params(("id" = CongressId, Path), DocumentQuery),
    responses((status = 200, body = DocumentPage))
)]
#[get("/congresses/{id}/documents")]
async fn list_documents(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
    query: Query<DocumentQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = DocumentFilter {
        kind: query.kind,
        state: query.state,
        words: query.q,
    };
    let found = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, *id, &filter, &page)?;
            let keys: Vec<DocumentId> = page.items.iter().map(|document| document.id).collect();
            let open_remarks = review::service::open_remarks(conn, &keys)?;
            let page = page.map(|document| show(document, &open_remarks));
            Ok(DocumentPage {
                items: page.items,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&found)?.respond())
}

/// Begin a document of a congress
///
/// By the branch committee. Of a classified document only number, date and custodian are taken.
#[utoipa::path(
    tag = "documents", params(("id" = CongressId, Path)), request_body = BeginDocument,
    responses((status = 201, body = DocumentView))
)]
#[post("/congresses/{id}/documents")]
async fn begin_document(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<CongressId>,
    body: Json<BeginDocument>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let new = value.read()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let document = super::beginning::begin(conn, actor, *id, &new)?;
        let (id, version) = (document.id, document.version);
        let place = format!("/api/v1/documents/{id}");
        Ok(Reply::created(place, &view(conn, document)?)?.version(version))
    })
    .await
}

/// A document
#[utoipa::path(tag = "documents", params(("id" = DocumentId, Path)), responses((status = 200, body = DocumentView)))]
#[get("/documents/{id}")]
async fn read_document(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
) -> Result<HttpResponse, ApiError> {
    let document = state
        .db
        .read(move |conn| {
            let found = service::find(conn, &actor, *id)?;
            view(conn, found.document)
        })
        .await?;
    Ok(Reply::ok(&document)?.version(document.version).respond())
}

/// Correct the cover of a document
///
/// Title and secrecy while the branch writes it; number, date and custodian later too. Of a classified document
/// this is a new registration, and counts as a new version.
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path)), request_body = DocumentCover,
    responses((status = 200, body = DocumentView))
)]
#[patch("/documents/{id}")]
async fn correct_document(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    seen: Seen,
    body: Json<DocumentCover>,
) -> Result<HttpResponse, ApiError> {
    let cover = body.value.read()?;
    let document = state
        .db
        .write(move |conn| {
            let document = service::correct(conn, &actor, *id, seen.0, &cover)?;
            view(conn, document)
        })
        .await?;
    Ok(Reply::ok(&document)?.version(document.version).respond())
}

/// What can be done with a document
///
/// Every step that leads on from where it stands; where you may not take it, every reason why.
#[utoipa::path(tag = "documents", params(("id" = DocumentId, Path)), responses((status = 200, body = ActionsView)))]
#[get("/documents/{id}/actions")]
async fn document_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<DocumentId>,
) -> Result<HttpResponse, ApiError> {
    let (document, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(document.state, document.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(document.version).respond())
}

/// Take a step of a document
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path)), request_body = TakeDocumentStep,
    responses((status = 200, body = DocumentView))
)]
#[post("/documents/{id}/steps")]
async fn take_document_step(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<DocumentId>,
    seen: Seen,
    body: Json<TakeDocumentStep>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let step = value.step;
    let input = value.input()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let document = service::take_step(conn, actor, *id, seen.0, step, &input)?;
        let version = document.version;
        Ok(Reply::ok(&view(conn, document)?)?.version(version))
    })
    .await
}

/// The steps taken on a document
#[utoipa::path(
    tag = "documents", params(("id" = DocumentId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/documents/{id}/history")]
async fn document_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<DocumentId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}
