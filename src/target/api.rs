//! The JSON face of targets and of the resolution that carries them.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, delete, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::figure::Figure;
use super::model::{Direction, NewTarget, State, TargetChanges, TargetId, VotedTarget};
use super::remarks::Remark;
use super::resolution::{self, Resolution};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::document::model::{DocumentId, State as DocumentState};
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, present, written};
use crate::http::problem::ReasonView;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::vote::api::{HandVoteView, TotalsBody};
use crate::words::Language;

/// The paths of targets.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_targets)
        .service(list_target)
        .service(read_target)
        .service(change_target)
        .service(remove_target)
        .service(vote_on_target)
        .service(read_resolution);
}

/// A target of the draft resolution.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetView {
    /// The target's key.
    pub id: TargetId,
    /// The congress.
    pub congress_id: CongressId,
    /// Its place.
    pub n: i64,
    /// The target in words.
    pub text: String,
    /// What is measured.
    pub indicator: String,
    /// The unit.
    #[schema(example = "%")]
    pub unit: String,
    /// Which way it goes.
    pub direction: Direction,
    /// The figure at the beginning of the term.
    pub baseline: Option<Figure>,
    /// The figure aimed at.
    pub value: Figure,
    /// Where it stands.
    pub state: State,
    /// The vote that decided on it.
    pub vote: Option<HandVoteView>,
    /// What it contradicts: its own baseline, another target, the political report. Nothing is changed for that.
    pub remarks: Vec<ReasonView>,
    /// When it was listed.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// A target with what it contradicts, in a language.
pub fn show(voted: VotedTarget, remarks: &[Remark], language: Language) -> TargetView {
    let target = voted.target;
    TargetView {
        remarks: remarks
            .iter()
            .filter(|remark| remark.target_id == target.id)
            .map(|remark| ReasonView::of(&remark.reason, language))
            .collect(),
        id: target.id,
        congress_id: target.congress_id,
        n: target.n,
        direction: target.direction,
        baseline: target.baseline(),
        value: target.value(),
        state: target.state,
        vote: voted.vote.map(|vote| HandVoteView::of(vote, language)),
        created_at: target.created_at,
        version: target.version,
        text: target.text,
        indicator: target.indicator,
        unit: target.unit,
    }
}

fn view(
    conn: &mut AnyConnection,
    voted: VotedTarget,
    language: Language,
) -> Result<TargetView, Error> {
    let remarks = service::remarks_of(conn, voted.target.congress_id)?;
    Ok(show(voted, &remarks, language))
}

/// A page of targets.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetPage {
    /// The targets, in order.
    pub items: Vec<TargetView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// The resolution of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResolutionView {
    /// The draft resolution, and once adopted the resolution.
    pub document_id: DocumentId,
    /// Where it stands.
    pub state: DocumentState,
    /// Whether the congress has adopted it.
    pub adopted: bool,
    /// Number and symbol.
    #[schema(example = "02-NQ/ĐH")]
    pub symbol: Option<String>,
    /// The date it bears.
    pub registered_on: Option<NaiveDate>,
    /// The vote on the whole, with its base.
    pub vote: Option<HandVoteView>,
    /// Its targets in order, each with its vote: a hundred at most. Adopted ones are what the resolution carries.
    pub targets: Vec<TargetView>,
}

/// The resolution with its targets, in a language.
pub fn show_resolution(
    found: Resolution,
    remarks: &[Remark],
    language: Language,
) -> ResolutionView {
    ResolutionView {
        document_id: found.document.id,
        state: found.document.state,
        adopted: found.document.state == DocumentState::Adopted,
        symbol: found.document.symbol,
        registered_on: found.document.registered_on,
        vote: found.vote.map(|vote| HandVoteView::of(vote, language)),
        targets: found
            .targets
            .into_iter()
            .map(|target| show(target, remarks, language))
            .collect(),
    }
}

/// A new target.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ListTarget {
    /// Its place; the last unless said.
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub n: Option<i64>,
    /// The target in words, as the resolution has it.
    #[validate(length(min = 1, max = 1000), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 1000,
        example = "Hằng năm có từ 90 % đảng viên trở lên hoàn thành tốt nhiệm vụ"
    )]
    pub text: String,
    /// What is measured, in the words that the reports use for it.
    #[validate(length(min = 1, max = 300), custom(function = "written"))]
    #[schema(
        min_length = 1,
        max_length = 300,
        example = "tỷ lệ đảng viên hoàn thành tốt nhiệm vụ"
    )]
    pub indicator: String,
    /// The unit.
    #[validate(length(min = 1, max = 50), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 50, example = "%")]
    pub unit: String,
    /// Which way it goes.
    pub direction: Direction,
    /// The figure at the beginning of the term.
    pub baseline: Option<Figure>,
    /// The figure aimed at.
    pub value: Figure,
}

impl ListTarget {
    /// As the service takes it.
    pub fn read(&self) -> NewTarget {
        NewTarget {
            n: self.n,
            text: normalise(&self.text),
            indicator: normalise(&self.indicator),
            unit: normalise(&self.unit),
            direction: self.direction,
            baseline: self.baseline,
            value: self.value,
        }
    }
}

/// What is changed of a target; what is absent stays as it is.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ChangeTarget {
    /// Its place.
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub n: Option<i64>,
    /// The target in words.
    #[validate(length(min = 1, max = 1000), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 1000)]
    pub text: Option<String>,
    /// What is measured.
    #[validate(length(min = 1, max = 300), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 300)]
    pub indicator: Option<String>,
    /// The unit.
    #[validate(length(min = 1, max = 50), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 50)]
    pub unit: Option<String>,
    /// Which way it goes.
    pub direction: Option<Direction>,
    /// The figure at the beginning of the term; `null` takes it away.
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<Figure>)]
    pub baseline: Option<Option<Figure>>,
    /// The figure aimed at.
    pub value: Option<Figure>,
}

impl ChangeTarget {
    /// As the service takes it.
    pub fn read(&self) -> TargetChanges {
        let normal = |words: &Option<String>| words.as_deref().map(normalise);
        TargetChanges {
            n: self.n,
            text: normal(&self.text),
            indicator: normal(&self.indicator),
            unit: normal(&self.unit),
            direction: self.direction,
            baseline: self.baseline,
            value: self.value,
        }
    }
}

/// The targets of a congress
///
/// Listed with the draft resolution, in order; each with its vote, and with what it contradicts.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path), PageQuery), responses((status = 200, body = TargetPage))
)]
#[get("/congresses/{id}/targets")]
async fn list_targets(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, *id, &page)?;
            let remarks = service::remarks_of(conn, *id)?;
            Ok(page.map(|target| show(target, &remarks, language)))
        })
        .await?;
    Ok(Reply::ok(&TargetPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// List a target
///
/// By the branch, until the resolution is adopted.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), request_body = ListTarget,
    responses((status = 201, body = TargetView))
)]
#[post("/congresses/{id}/targets")]
async fn list_target(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<ListTarget>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let new = value.read();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let target = service::add(conn, actor, *id, &new)?;
        let view = view(conn, target, language)?;
        let place = format!("/api/v1/targets/{}", view.id);
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// A target
#[utoipa::path(
    tag = "congress day", params(("id" = TargetId, Path)), responses((status = 200, body = TargetView))
)]
#[get("/targets/{id}")]
async fn read_target(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<TargetId>,
) -> Result<HttpResponse, ApiError> {
    let view = state
        .db
        .read(move |conn| {
            let target = service::find(conn, &actor, *id)?;
            view(conn, target, language)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Change a target
///
/// By the branch, until it is adopted. One that was voted down may be put to the vote anew after it.
#[utoipa::path(
    tag = "congress day", params(("id" = TargetId, Path)), request_body = ChangeTarget,
    responses((status = 200, body = TargetView))
)]
#[patch("/targets/{id}")]
async fn change_target(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<TargetId>,
    seen: Seen,
    body: Json<ChangeTarget>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.read();
    let view = state
        .db
        .write(move |conn| {
            let target = service::change(conn, &actor, *id, seen.0, &changes)?;
            view(conn, target, language)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Take a target off the list
///
/// By the branch; what has been voted on stays.
#[utoipa::path(tag = "congress day", params(("id" = TargetId, Path)), responses((status = 204)))]
#[delete("/targets/{id}")]
async fn remove_target(
    state: Data<AppState>,
    actor: Actor,
    id: Path<TargetId>,
    seen: Seen,
) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::remove(conn, &actor, *id, seen.0))
        .await?;
    Ok(Reply::done().respond())
}

/// Record the vote on a target
///
/// By show of hands, each target on its own, before the resolution that carries it.
#[utoipa::path(
    tag = "congress day", params(("id" = TargetId, Path), Seen), request_body = TotalsBody,
    responses((status = 200, body = TargetView))
)]
#[post("/targets/{id}/vote")]
async fn vote_on_target(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<TargetId>,
    seen: Seen,
    body: Json<TotalsBody>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let told = value.told();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let target = service::put_to_vote(conn, actor, *id, seen.0, &told)?;
        let view = view(conn, target, language)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// The resolution of a congress
///
/// Drafted or adopted: its targets with their votes, and the vote on the whole. Adopted by the step `adopt` of the draft
/// resolution.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), responses((status = 200, body = ResolutionView))
)]
#[get("/congresses/{id}/resolution")]
async fn read_resolution(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let view = state
        .db
        .read(move |conn| {
            let found = resolution::find(conn, &actor, *id)?;
            let remarks = service::remarks_of(conn, *id)?;
            Ok(show_resolution(found, &remarks, language))
        })
        .await?;
    Ok(Reply::ok(&view)?.respond())
}
