//! The JSON face of the numbers of documents.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{
    DocumentNumberId, Issue, NewNumber, NumberFilter, Owner, Position, SeriesId, State,
};
use super::service::Given;
use super::{register, service, symbol_api, term_api};
use crate::app::AppState;
use crate::audit::model::SubjectId;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::dates::party_day;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::document::model::Secrecy;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, full_date, not_blank};
use crate::http::problem::ReasonView;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::regulation::DocumentType;
use crate::unit::model::UnitId;
use crate::user::model::UserId;
use crate::words::Language;

/// The paths of the numbers of documents.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_congress_numbers)
        .service(give_congress_number)
        .service(list_unit_numbers)
        .service(give_unit_number)
        .service(read_number)
        .service(issue_number)
        .service(cancel_number);
    term_api::routes(cfg);
    symbol_api::routes(cfg);
}

/// A number of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberView {
    /// The number's key.
    pub id: DocumentNumberId,
    /// The counter it was given from.
    pub series_id: SeriesId,
    /// The congress whose document it is.
    pub congress_id: Option<CongressId>,
    /// The branch that meets, or the committee.
    pub unit_id: UnitId,
    /// First day of the committee's term; none at a congress.
    pub term_from: Option<NaiveDate>,
    /// The number, from 1.
    pub number: i64,
    /// The type of the document; its code in the symbol may stand for two types.
    pub document_type: DocumentType,
    /// The type in words, in the language of `Accept-Language`.
    pub type_name: String,
    /// Number and symbol as printed.
    #[schema(example = "02-NQ/ĐH")]
    pub symbol: String,
    /// What has become of it.
    pub state: State,
    /// Whether the document is a state secret.
    pub secrecy: Secrecy,
    /// The date the document bears; none while reserved.
    pub dated_on: Option<NaiveDate>,
    /// What the document is about; never of a secret one.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// Who keeps the document.
    pub custodian: Option<String>,
    /// The record in the program that it belongs to.
    pub subject_id: Option<SubjectId>,
    /// Why it was reserved.
    pub reserved_for: Option<String>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<Instant>,
    /// By whom.
    pub cancelled_by: Option<UserId>,
    /// When it was given out.
    pub given_at: Instant,
    /// To whom.
    pub given_by: UserId,
    /// What stops nothing but should be seen: dates that do not go with the numbers (R-NUM-05).
    pub warnings: Vec<ReasonView>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl NumberView {
    fn of(given: Given, language: Language) -> Self {
        let Given {
            number,
            series,
            warnings,
        } = given;
        let type_key = number.document_type.to_string().replace('_', "-");
        Self {
            id: number.id,
            series_id: series.id,
            congress_id: series.congress_id,
            unit_id: series.unit_id,
            term_from: series.term_from,
            number: number.number,
            document_type: number.document_type,
            type_name: language.say(&format!("document-type-{type_key}")),
            symbol: number.symbol,
            state: number.state,
            secrecy: number.secrecy,
            dated_on: number.dated_on,
            abstract_text: number.abstract_text,
            custodian: number.custodian,
            subject_id: number.subject_id,
            reserved_for: number.reserved_for,
            cancel_reason: number.cancel_reason,
            cancelled_at: number.cancelled_at,
            cancelled_by: number.cancelled_by,
            given_at: number.given_at,
            given_by: number.given_by,
            warnings: warnings
                .iter()
                .map(|reason| ReasonView::of(reason, language))
                .collect(),
            version: number.version,
        }
    }
}

/// A page of numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct NumberPage {
    /// The numbers, counter by counter, the first number first.
    pub items: Vec<NumberView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which numbers.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NumberQuery {
    /// Only of this type of document.
    pub document_type: Option<DocumentType>,
    /// Only in this state.
    #[param(inline)]
    pub state: Option<State>,
    /// Only of the term that begins on this day.
    #[validate(custom(function = "party_day"))]
    #[serde(default, deserialize_with = "full_date")]
    pub term_from: Option<NaiveDate>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

impl NumberQuery {
    fn read(self) -> Result<(NumberFilter, PageRequest<Position>), ApiError> {
        let page = PageRequest::parse(self.cursor.as_deref(), self.limit)?;
        let filter = NumberFilter {
            document_type: self.document_type,
            state: self.state,
            term_from: self.term_from,
        };
        Ok((filter, page))
    }
}

/// What is said of a document of a congress when it gets its number.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CongressNumberBody {
    /// The type of the document.
    pub document_type: DocumentType,
    /// The date it bears; absent: the number is reserved.
    #[validate(custom(function = "party_day"))]
    pub dated_on: Option<NaiveDate>,
    /// What the document is about (trích yếu); not of a secret one.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(max_length = 500)]
    pub r#abstract: Option<String>,
    /// Whether it is a state secret: then only its keeper is written down.
    #[serde(default)]
    #[schema(required = false)]
    pub secrecy: Secrecy,
    /// Who keeps it.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(max_length = 200)]
    pub custodian: Option<String>,
    /// The record in the program that it belongs to: a document, an election.
    pub subject_id: Option<SubjectId>,
    /// Why the number is reserved.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(max_length = 500)]
    pub reserved_for: Option<String>,
}

impl CongressNumberBody {
    fn number(self) -> NewNumber {
        let text = |text: Option<String>| text.as_deref().map(normalise);
        NewNumber {
            document_type: self.document_type,
            dated_on: self.dated_on,
            secrecy: self.secrecy,
            abstract_text: text(self.r#abstract),
            custodian: text(self.custodian),
            subject_id: self.subject_id,
            reserved_for: text(self.reserved_for),
            board_code: None,
            standing_committee: false,
            follows: None,
        }
    }
}

/// What is said of a document of a committee when it gets its number.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct UnitNumberBody {
    /// The type of the document.
    pub document_type: DocumentType,
    /// The date it bears; absent: the number is reserved.
    #[validate(custom(function = "party_day"))]
    pub dated_on: Option<NaiveDate>,
    /// What the document is about (trích yếu); not of a secret one.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(max_length = 500)]
    pub r#abstract: Option<String>,
    /// Whether it is a state secret: then only its keeper is written down.
    #[serde(default)]
    #[schema(required = false)]
    pub secrecy: Secrecy,
    /// Who keeps it.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(max_length = 200)]
    pub custodian: Option<String>,
    /// The record in the program that it belongs to: a plan, a guidance.
    pub subject_id: Option<SubjectId>,
    /// Why the number is reserved.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(max_length = 500)]
    pub reserved_for: Option<String>,
    /// Code of the board that issues it, such as `BTCĐUK`; absent: the committee itself.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_length = 1, max_length = 20)]
    pub board_code: Option<String>,
    /// Whether the standing committee issues it, which may issue other types than the committee.
    #[serde(default)]
    #[schema(required = false)]
    pub standing_committee: bool,
    /// The last number given out on paper before the counter was kept here; only with its first number.
    #[validate(range(min = 1, max = 99999))]
    #[schema(minimum = 1, maximum = 99999)]
    pub follows: Option<i64>,
}

impl UnitNumberBody {
    fn number(self) -> NewNumber {
        let text = |text: Option<String>| text.as_deref().map(normalise);
        NewNumber {
            document_type: self.document_type,
            dated_on: self.dated_on,
            secrecy: self.secrecy,
            abstract_text: text(self.r#abstract),
            custodian: text(self.custodian),
            subject_id: self.subject_id,
            reserved_for: text(self.reserved_for),
            board_code: text(self.board_code),
            standing_committee: self.standing_committee,
            follows: self.follows,
        }
    }
}

/// What is said when a reserved number is used.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct IssueNumberBody {
    /// The date the document bears.
    #[validate(custom(function = "party_day"))]
    pub dated_on: NaiveDate,
    /// What the document is about; not of a secret one.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(max_length = 500)]
    pub r#abstract: Option<String>,
    /// The record in the program that it belongs to.
    pub subject_id: Option<SubjectId>,
}

/// Why a number is cancelled.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CancelNumberBody {
    /// The reason; it is kept.
    #[validate(length(max = 500), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

async fn page_of(
    state: &AppState,
    actor: Actor,
    language: Language,
    of: Owner,
    query: NumberQuery,
) -> Result<HttpResponse, ApiError> {
    let (filter, page) = query.read()?;
    let found = state
        .db
        .read(move |conn| register::list(conn, &actor, of, &filter, &page))
        .await?
        .map(|given| NumberView::of(given, language));
    Ok(Reply::ok(&NumberPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

async fn give(
    state: &AppState,
    actor: Actor,
    language: Language,
    (once, fingerprint): (Once, String),
    of: Owner,
    new: NewNumber,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let view = NumberView::of(service::give(conn, actor, of, &new)?, language);
        let location = format!("/api/v1/numbers/{}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// The numbers of a congress
///
/// Reserved and cancelled ones too, each with its reason.
#[utoipa::path(
    tag = "numbers", params(("id" = CongressId, Path), NumberQuery), responses((status = 200, body = NumberPage))
)]
#[get("/congresses/{id}/numbers")]
async fn list_congress_numbers(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    query: Query<NumberQuery>,
) -> Result<HttpResponse, ApiError> {
    page_of(&state, actor, language, Owner::Congress(*id), query.0).await
}

/// Give a document of a congress its number
///
/// One counter from 01 for all documents of the congress, from its opening to its closing (R-NUM-02).
#[utoipa::path(
    tag = "numbers", params(("id" = CongressId, Path)), request_body = CongressNumberBody,
    responses((status = 201, body = NumberView))
)]
#[post("/congresses/{id}/numbers")]
async fn give_congress_number(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<CongressNumberBody>,
) -> Result<HttpResponse, ApiError> {
    let once = (once, body.fingerprint);
    let new = body.value.number();
    give(&state, actor, language, once, Owner::Congress(*id), new).await
}

/// The numbers of a committee or branch, its boards included
#[utoipa::path(
    tag = "numbers", params(("id" = UnitId, Path), NumberQuery), responses((status = 200, body = NumberPage))
)]
#[get("/units/{id}/numbers")]
async fn list_unit_numbers(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<UnitId>,
    query: Query<NumberQuery>,
) -> Result<HttpResponse, ApiError> {
    page_of(&state, actor, language, Owner::Unit(*id), query.0).await
}

/// Give a document of a committee its number
///
/// A counter for each type code in each term (R-NUM-03); what the organ may issue depends on the day (R-AUT-01).
#[utoipa::path(
    tag = "numbers", params(("id" = UnitId, Path)), request_body = UnitNumberBody,
    responses((status = 201, body = NumberView))
)]
#[post("/units/{id}/numbers")]
async fn give_unit_number(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<UnitId>,
    body: Json<UnitNumberBody>,
) -> Result<HttpResponse, ApiError> {
    let once = (once, body.fingerprint);
    let new = body.value.number();
    give(&state, actor, language, once, Owner::Unit(*id), new).await
}

/// A number
#[utoipa::path(
    tag = "numbers", params(("id" = DocumentNumberId, Path)), responses((status = 200, body = NumberView))
)]
#[get("/numbers/{id}")]
async fn read_number(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<DocumentNumberId>,
) -> Result<HttpResponse, ApiError> {
    let given = state
        .db
        .read(move |conn| register::find(conn, &actor, *id))
        .await?;
    let view = NumberView::of(given, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Use a reserved number
#[utoipa::path(
    tag = "numbers", params(("id" = DocumentNumberId, Path), Seen), request_body = IssueNumberBody,
    responses((status = 200, body = NumberView))
)]
#[post("/numbers/{id}/issue")]
async fn issue_number(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<DocumentNumberId>,
    seen: Seen,
    body: Json<IssueNumberBody>,
) -> Result<HttpResponse, ApiError> {
    let issue = Issue {
        dated_on: body.dated_on,
        abstract_text: body.r#abstract.as_deref().map(normalise),
        subject_id: body.subject_id,
    };
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let given = service::issue(conn, actor, *id, seen.0, &issue)?;
        let view = NumberView::of(given, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// Cancel a number
///
/// It is kept with its reason, and never given out again.
#[utoipa::path(
    tag = "numbers", params(("id" = DocumentNumberId, Path), Seen), request_body = CancelNumberBody,
    responses((status = 200, body = NumberView))
)]
#[post("/numbers/{id}/cancel")]
async fn cancel_number(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<DocumentNumberId>,
    seen: Seen,
    body: Json<CancelNumberBody>,
) -> Result<HttpResponse, ApiError> {
    let reason = normalise(&body.reason);
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let given = service::cancel(conn, actor, *id, seen.0, &reason)?;
        let view = NumberView::of(given, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
