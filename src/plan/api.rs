//! The JSON face of plans.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::model::{Plan, PlanContent, PlanFilter, PlanId, PlanRevision, State};
use super::rules::Step;
use super::service::{self, PlanChanges, StepInput};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of plans.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_plans)
        .service(draft_plan)
        .service(read_plan)
        .service(revise_plan)
        .service(plan_actions)
        .service(take_plan_step)
        .service(plan_history)
        .service(plan_revisions);
}

/// A plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// The plan's key.
    pub id: PlanId,
    /// The committee whose plan it is.
    pub unit_id: UnitId,
    /// The upper committee's plan that this one implements.
    pub implements_id: Option<PlanId>,
    /// Where it stands.
    pub state: State,
    /// Number and symbol.
    #[schema(example = "65-KH/ĐUK")]
    pub symbol: Option<String>,
    /// What it is about.
    pub title: String,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// First year of the term.
    pub term_from: i64,
    /// Last year of the term.
    pub term_to: i64,
    /// First day on which a pilot may be held.
    pub pilot_from: Option<NaiveDate>,
    /// Last day on which a pilot may be held.
    pub pilot_to: Option<NaiveDate>,
    /// First day on which the other congresses may be held.
    pub rest_from: Option<NaiveDate>,
    /// Last day on which the other congresses may be held.
    pub rest_to: Option<NaiveDate>,
    /// What it lays down for every congress.
    pub content: PlanContent,
    /// The roots of the subtrees it covers.
    pub scope: Vec<UnitId>,
    /// How often it has been amended, plus one.
    pub revision: i64,
    /// When it was first written down.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// A plan as both faces show it.
///
/// # Errors
/// As the database.
pub fn view(conn: &mut AnyConnection, plan: Plan) -> Result<PlanView, Error> {
    Ok(PlanView {
        scope: service::scope(conn, plan.id)?,
        id: plan.id,
        unit_id: plan.unit_id,
        implements_id: plan.implements_id,
        state: plan.state,
        symbol: plan.symbol,
        title: plan.title,
        issued_on: plan.issued_on,
        term_from: plan.term_from,
        term_to: plan.term_to,
        pilot_from: plan.pilot_from,
        pilot_to: plan.pilot_to,
        rest_from: plan.rest_from,
        rest_to: plan.rest_to,
        content: plan.content.0,
        revision: plan.revision,
        created_at: plan.created_at,
        version: plan.version,
    })
}

/// A page of plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanPage {
    /// The plans, the oldest first.
    pub items: Vec<PlanView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A page of revisions.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanRevisionPage {
    /// The revisions, the first one first.
    pub items: Vec<PlanRevision>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which plans.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    /// Only plans of this committee.
    pub unit_id: Option<UnitId>,
    /// Only plans in this state.
    pub state: Option<State>,
    /// Words of number or title; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A first and a last year.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "in_order"))]
pub struct TermBody {
    /// First year.
    #[validate(range(min = 1930, max = 2200))]
    #[schema(minimum = 1930, maximum = 2200, example = 2022)]
    pub from: i64,
    /// Last year.
    #[validate(range(min = 1930, max = 2200))]
    #[schema(minimum = 1930, maximum = 2200, example = 2025)]
    pub to: i64,
}

fn in_order(term: &TermBody) -> Result<(), ValidationError> {
    if term.from < term.to {
        Ok(())
    } else {
        Err(ValidationError::new("term_reversed"))
    }
}

/// What is written in a draft, or changed by an amendment; what is absent stays as it is.
#[derive(Debug, Default, Clone, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PlanBody {
    /// What it is about.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub title: Option<String>,
    /// The term the congresses elect for.
    #[validate(nested)]
    pub term: Option<TermBody>,
    /// First day on which a pilot may be held.
    #[validate(custom(function = "party_day"))]
    pub pilot_from: Option<NaiveDate>,
    /// Last day on which a pilot may be held.
    #[validate(custom(function = "party_day"))]
    pub pilot_to: Option<NaiveDate>,
    /// First day on which the other congresses may be held.
    #[validate(custom(function = "party_day"))]
    pub rest_from: Option<NaiveDate>,
    /// Last day on which the other congresses may be held.
    #[validate(custom(function = "party_day"))]
    pub rest_to: Option<NaiveDate>,
    /// What it lays down for every congress.
    #[validate(nested)]
    pub content: Option<PlanContent>,
    /// The roots of the subtrees it covers; the committee's own unless said.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_items = 1, max_items = 1000)]
    pub scope: Option<Vec<UnitId>>,
}

impl PlanBody {
    /// What changes.
    pub fn changes(&self) -> PlanChanges {
        PlanChanges {
            title: self.title.clone(),
            term: self.term.map(|term| (term.from, term.to)),
            pilot_from: self.pilot_from,
            pilot_to: self.pilot_to,
            rest_from: self.rest_from,
            rest_to: self.rest_to,
            content: self.content.clone(),
            scope: self.scope.clone(),
        }
    }
}

/// A new draft.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// The committee whose plan it is.
    pub unit_id: UnitId,
    /// The upper committee's plan that it implements.
    pub implements_id: Option<PlanId>,
    /// What it is about.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    pub title: String,
    /// The term the congresses elect for.
    #[validate(nested)]
    pub term: TermBody,
    /// The rest.
    #[validate(nested)]
    #[serde(default)]
    pub plan: PlanBody,
}

impl NewPlan {
    /// What is written in the draft.
    pub fn changes(&self) -> PlanChanges {
        PlanChanges {
            title: Some(self.title.clone()),
            term: Some((self.term.from, self.term.to)),
            ..self.plan.changes()
        }
    }
}

/// A step of a plan.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakePlanStep {
    /// Which step.
    pub step: Step,
    /// Your words; the reason, with `amend` and `reopen`.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// Number and symbol, with `issue`.
    #[schema(example = "65-KH/ĐUK")]
    pub symbol: Option<String>,
    /// The date it bears, with `issue`.
    #[validate(custom(function = "party_day"))]
    pub issued_on: Option<NaiveDate>,
    /// What changes, with `amend`.
    #[validate(nested)]
    pub changes: Option<PlanBody>,
}

impl TakePlanStep {
    /// What comes with the step.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the symbol is none.
    pub fn input(&self) -> Result<StepInput, Error> {
        Ok(StepInput {
            symbol: DocumentSymbol::read("/symbol", self.symbol.as_deref())?,
            issued_on: self.issued_on,
            note: self.note.clone(),
            changes: self
                .changes
                .as_ref()
                .map(PlanBody::changes)
                .unwrap_or_default(),
        })
    }
}

/// Plans
///
/// Those of committees in your reach, and those whose scope you stand in.
#[utoipa::path(tag = "plans", params(PlanQuery), responses((status = 200, body = PlanPage)))]
#[get("/plans")]
async fn list_plans(
    state: Data<AppState>,
    actor: Actor,
    query: Query<PlanQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = PlanFilter {
        unit_id: query.unit_id,
        state: query.state,
        words: query.q,
        ..PlanFilter::default()
    };
    let found = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, filter.clone(), &page)?;
            let items = page
                .items
                .into_iter()
                .map(|plan| view(conn, plan))
                .collect::<Result<_, _>>()?;
            Ok(PlanPage {
                items,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&found)?.respond())
}

/// Draft a plan
#[utoipa::path(tag = "plans", request_body = NewPlan, responses((status = 201, body = PlanView)))]
#[post("/plans")]
async fn draft_plan(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    body: Json<NewPlan>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let changes = body.changes();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let plan = service::draft(conn, actor, body.unit_id, body.implements_id, &changes)?;
        let (id, version) = (plan.id, plan.version);
        Ok(Reply::created(format!("/api/v1/plans/{id}"), &view(conn, plan)?)?.version(version))
    })
    .await
}

/// A plan
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = PlanView)))]
#[get("/plans/{id}")]
async fn read_plan(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
) -> Result<HttpResponse, ApiError> {
    let plan = state
        .db
        .read(move |conn| {
            let plan = service::find(conn, &actor, *id)?;
            view(conn, plan)
        })
        .await?;
    Ok(Reply::ok(&plan)?.version(plan.version).respond())
}

/// Change a draft
///
/// What has been issued changes only by the step `amend`.
#[utoipa::path(
    tag = "plans", params(("id" = PlanId, Path)), request_body = PlanBody,
    responses((status = 200, body = PlanView))
)]
#[patch("/plans/{id}")]
async fn revise_plan(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
    seen: Seen,
    body: Json<PlanBody>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.changes();
    let plan = state
        .db
        .write(move |conn| {
            let plan = service::revise(conn, &actor, *id, seen.0, &changes)?;
            view(conn, plan)
        })
        .await?;
    Ok(Reply::ok(&plan)?.version(plan.version).respond())
}

/// What can be done with a plan
///
/// Every step that leads on from where it stands; where you may not take it, every reason why.
#[utoipa::path(tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = ActionsView)))]
#[get("/plans/{id}/actions")]
async fn plan_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<PlanId>,
) -> Result<HttpResponse, ApiError> {
    let (plan, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(plan.state, plan.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(plan.version).respond())
}

/// Take a step of a plan
#[utoipa::path(
    tag = "plans", params(("id" = PlanId, Path)), request_body = TakePlanStep,
    responses((status = 200, body = PlanView))
)]
#[post("/plans/{id}/steps")]
async fn take_plan_step(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<PlanId>,
    seen: Seen,
    body: Json<TakePlanStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let input = body.input()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let plan = service::take_step(conn, actor, *id, seen.0, body.step, &input)?;
        let version = plan.version;
        Ok(Reply::ok(&view(conn, plan)?)?.version(version))
    })
    .await
}

/// The steps taken on a plan
#[utoipa::path(
    tag = "plans", params(("id" = PlanId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/plans/{id}/history")]
async fn plan_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}

/// What a plan was before it was amended
#[utoipa::path(
    tag = "plans", params(("id" = PlanId, Path), PageQuery), responses((status = 200, body = PlanRevisionPage))
)]
#[get("/plans/{id}/revisions")]
async fn plan_revisions(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::revisions(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&PlanRevisionPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}
