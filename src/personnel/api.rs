//! The JSON face of the personnel work.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Case, PersonnelId, PersonnelStepKind, PostSeats, State, StepInput};
use super::rules::Step;
use super::service::{self, Picture};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::dates::party_day;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::problem::ReasonView;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::nominee::api::NomineeView;
use crate::nominee::model::{Candidacy, Nominee, StructureKind, StructureTarget};
use crate::personnel_step::api::PersonnelStepView;
use crate::regulation::{Month, Regulation};
use crate::words::Language;

/// The paths of the personnel work.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_personnel)
        .service(begin_personnel)
        .service(set_seats)
        .service(personnel_actions)
        .service(take_personnel_step)
        .service(personnel_history);
}

/// The personnel work of a congress. Restricted: reading it is recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonnelView {
    /// Its key.
    pub id: PersonnelId,
    /// The congress it prepares.
    pub congress_id: CongressId,
    /// Where it stands.
    pub state: State,
    /// Always true: show the notice above it.
    pub restricted: bool,
    /// What to show above it, in the language of `Accept-Language`.
    pub notice: String,
    /// How many are to be elected to each post.
    pub seats: Vec<PostSeats>,
    /// The steps in their order.
    pub steps: Vec<PersonnelStepView>,
    /// Nominees for re-election, by given name.
    pub re_election: Vec<NomineeView>,
    /// Nominees for the first time, by given name.
    pub first_time: Vec<NomineeView>,
    /// Those whose names were withdrawn.
    pub withdrawn: Vec<NomineeView>,
    /// How the list stands to the targets of structure: targets, never bars.
    pub structure: Vec<StructureView>,
    /// What is pointed out and does not block.
    pub warnings: Vec<ReasonView>,
    /// The month from which remaining service is counted.
    #[schema(example = "5/2022")]
    pub reference_month: String,
    /// The regulations that it is judged by: those of the day of the congress.
    pub regulation_id: String,
    /// The approving committee's written opinion.
    pub opinion: Option<PersonnelOpinionView>,
    /// Why the scheme was given back, the last time.
    pub returned_reason: Option<String>,
    /// When the sub-committee passed on the scheme that lies with the approving committee.
    pub endorsed_at: Option<Instant>,
    /// When the work began.
    pub created_at: Instant,
    /// The version to send as `If-Match` with a step or the seats.
    pub version: i64,
}

/// The approving committee's written opinion.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonnelOpinionView {
    /// Number and symbol.
    pub symbol: String,
    /// Its date.
    pub on: Option<NaiveDate>,
    /// What it says.
    pub text: Option<String>,
}

/// A target of structure (R §3.5).
#[derive(Debug, Serialize, ToSchema)]
pub struct StructureView {
    /// What is counted.
    pub kind: StructureKind,
    /// The share aimed at, in percent.
    pub percent: i64,
    /// How many on the list count.
    pub have: i64,
    /// How many persons are on the list.
    pub of: i64,
    /// Whether the target is met.
    pub met: bool,
    /// The clause, or the plan.
    pub ground: String,
    /// The regulation, unless the plan lays it down.
    pub regulation: Option<String>,
}

impl From<StructureTarget> for StructureView {
    fn from(target: StructureTarget) -> Self {
        Self {
            kind: target.kind,
            percent: target.percent,
            have: target.have,
            of: target.of,
            met: target.met,
            ground: target.ground.to_owned(),
            regulation: target.regulation.map(str::to_owned),
        }
    }
}

/// The picture as it is shown.
pub(super) fn show(picture: Picture, today: NaiveDate, language: Language) -> PersonnelView {
    let Picture {
        case,
        steps,
        nominees,
        structure,
        warnings,
    } = picture;
    let regulation = case.regulation(today);
    let list = |which: &dyn Fn(&Nominee) -> bool| listed(&nominees, which, &regulation);
    PersonnelView {
        re_election: list(&|one| one.is_active() && one.candidacy == Candidacy::ReElection),
        first_time: list(&|one| one.is_active() && one.candidacy == Candidacy::FirstTime),
        withdrawn: list(&|one| !one.is_active()),
        restricted: true,
        notice: language.say("personnel-restricted"),
        steps: steps
            .into_iter()
            .map(|step| PersonnelStepView::of(step, language))
            .collect(),
        structure: structure.into_iter().map(StructureView::from).collect(),
        warnings: warnings
            .iter()
            .map(|warning| ReasonView::of(warning, language))
            .collect(),
        reference_month: Month::of(regulation.date()).to_string(),
        regulation_id: regulation.id().to_owned(),
        opinion: opinion(&case),
        id: case.personnel.id,
        congress_id: case.personnel.congress_id,
        state: case.personnel.state,
        seats: case.personnel.seats.0,
        returned_reason: case.personnel.returned_reason,
        endorsed_at: case.personnel.endorsed_at,
        created_at: case.personnel.created_at,
        version: case.personnel.version,
    }
}

fn listed(
    nominees: &[Nominee],
    which: &dyn Fn(&Nominee) -> bool,
    regulation: &Regulation,
) -> Vec<NomineeView> {
    nominees
        .iter()
        .filter(|nominee| which(nominee))
        .map(|nominee| NomineeView::of(nominee.clone(), regulation))
        .collect()
}

fn opinion(case: &Case) -> Option<PersonnelOpinionView> {
    let personnel = &case.personnel;
    Some(PersonnelOpinionView {
        symbol: personnel.opinion_symbol.clone()?,
        on: personnel.opinion_on,
        text: personnel.opinion_text.clone(),
    })
}

/// What was just written, to the one who wrote it.
fn written(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: Case,
    language: Language,
) -> Result<PersonnelView, Error> {
    let picture = service::picture(conn, actor, case)?;
    Ok(show(picture, actor.today(), language))
}

/// How many are to be elected to each post.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SeatsBody {
    /// One row for each post.
    #[serde(default)]
    #[validate(nested, length(max = 10))]
    #[schema(max_items = 10)]
    pub seats: Vec<PostSeats>,
}

/// A step of the personnel work.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakePersonnelStep {
    /// Which step.
    pub step: Step,
    /// Your words; the reason, with `return_scheme`, `reopen_scheme` and `repeat_step`.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// Which step is held once more, with `repeat_step`.
    pub kind: Option<PersonnelStepKind>,
    /// Number and symbol of the opinion, with `approve_scheme`.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "12-CV/ĐU")]
    pub opinion_symbol: Option<String>,
    /// Its date.
    #[validate(custom(function = "party_day"))]
    pub opinion_on: Option<NaiveDate>,
    /// What it says; restricted.
    #[validate(length(max = 20_000))]
    #[schema(max_length = 20_000)]
    pub opinion_text: Option<String>,
}

impl TakePersonnelStep {
    /// What comes with the step.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a number and symbol that is none.
    pub fn input(self) -> Result<StepInput, Error> {
        let symbol = DocumentSymbol::read("/opinion_symbol", self.opinion_symbol.as_deref())?;
        Ok(StepInput {
            note: self.note,
            kind: self.kind,
            opinion_symbol: symbol,
            opinion_on: self.opinion_on,
            opinion_text: self.opinion_text,
        })
    }
}

/// The personnel work of a congress
///
/// Restricted: your reading is recorded. There is none before the branch has begun it.
#[utoipa::path(
    tag = "personnel", params(("id" = CongressId, Path)), responses((status = 200, body = PersonnelView))
)]
#[get("/congresses/{id}/personnel")]
async fn read_personnel(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let picture = state
        .db
        .write(move |conn| service::of_congress(conn, &actor, *id))
        .await?;
    let view = show(picture, today, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Begin the personnel work of a congress
#[utoipa::path(
    tag = "personnel", params(("id" = CongressId, Path)), request_body = SeatsBody,
    responses((status = 201, body = PersonnelView))
)]
#[post("/congresses/{id}/personnel")]
async fn begin_personnel(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<SeatsBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let case = service::begin(conn, actor, *id, &body.seats)?;
        let view = written(conn, actor, case, language)?;
        let place = format!("/api/v1/congresses/{id}/personnel");
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// Set how many are to be elected to each post
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path)), request_body = SeatsBody,
    responses((status = 200, body = PersonnelView))
)]
#[patch("/personnel/{id}")]
async fn set_seats(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<PersonnelId>,
    seen: Seen,
    body: Json<SeatsBody>,
) -> Result<HttpResponse, ApiError> {
    let seats = body.value.seats;
    let view = state
        .db
        .write(move |conn| {
            let case = service::set_seats(conn, &actor, *id, seen.0, &seats)?;
            written(conn, &actor, case, language)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// What can be done with the personnel work
///
/// Every step that leads on from where it stands; where you may not take it, every reason why. The reasons may
/// bear names: your reading is recorded.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path)), responses((status = 200, body = ActionsView))
)]
#[get("/personnel/{id}/actions")]
async fn personnel_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<PersonnelId>,
) -> Result<HttpResponse, ApiError> {
    let (case, steps) = state
        .db
        .write(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let personnel = case.personnel;
    let actions = ActionsView::of(personnel.state, personnel.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(personnel.version).respond())
}

/// Take a step of the personnel work
///
/// The scheme's way to the approving committee and to the congress. What is done in the branch beforehand is
/// recorded under `/personnel/{id}/steps/{n}`.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path)), request_body = TakePersonnelStep,
    responses((status = 200, body = PersonnelView))
)]
#[post("/personnel/{id}/steps")]
async fn take_personnel_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<PersonnelId>,
    seen: Seen,
    body: Json<TakePersonnelStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let step = body.step;
    let input = body.input()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let case = service::take_step(conn, actor, *id, seen.0, step, &input)?;
        let view = written(conn, actor, case, language)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// The steps taken on the personnel work
///
/// Restricted: your reading is recorded.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/personnel/{id}/history")]
async fn personnel_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PersonnelId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .write(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}
