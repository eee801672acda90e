//! The JSON face of guidance. That of its clauses is in [`super::clause_api`].

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Checklist, Clause, Guidance, GuidanceId, State};
use super::rules::Step;
use super::service::{self, Comparison, StepInput};
use super::{clause, clause_api};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::document::diff::{self, Difference};
use crate::document::symbol::DocumentSymbol;
use crate::error::{Error, Reason};
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, written};
use crate::http::problem::ReasonView;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::opinion::model::OpinionId;
use crate::plan::model::PlanId;
use crate::plan::rules::PRACTICE;
use crate::words::Language;

/// The paths of guidance.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_guidances)
        .service(draft_guidance)
        .service(read_guidance)
        .service(revise_guidance)
        .service(guidance_actions)
        .service(take_guidance_step)
        .service(guidance_history)
        .service(compare_guidance);
    clause_api::routes(cfg);
}

/// Guidance, in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidanceSummary {
    /// The guidance's key.
    pub id: GuidanceId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// Where it stands.
    pub state: State,
    /// Number and symbol.
    #[schema(example = "12-HD/BTCĐUK")]
    pub symbol: Option<String>,
    /// What it is about.
    pub title: String,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// When it came into force, and was distributed to every branch it reaches.
    pub issued_at: Option<Instant>,
    /// When a newer one came into force.
    pub superseded_at: Option<Instant>,
    /// When it was first written down.
    pub created_at: Instant,
    /// The version to send as `If-Match`; it grows with every change of a clause too.
    pub version: i64,
}

impl From<Guidance> for GuidanceSummary {
    fn from(guidance: Guidance) -> Self {
        Self {
            id: guidance.id,
            plan_id: guidance.plan_id,
            state: guidance.state,
            symbol: guidance.symbol,
            title: guidance.title,
            issued_on: guidance.issued_on,
            issued_at: guidance.issued_at,
            superseded_at: guidance.superseded_at,
            created_at: guidance.created_at,
            version: guidance.version,
        }
    }
}

/// Guidance, with what it leaves out.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidanceView {
    /// The guidance.
    #[serde(flatten)]
    pub guidance: GuidanceSummary,
    /// Concluded opinions of the plan that no clause rests on; the first two hundred.
    pub left_out: Vec<OpinionId>,
    /// What should be looked at before issuing, though it does not stand in the way.
    pub warnings: Vec<ReasonView>,
}

/// Guidance with what it leaves out.
///
/// # Errors
/// As the database.
pub fn view(
    conn: &mut AnyConnection,
    guidance: Guidance,
    language: Language,
) -> Result<GuidanceView, Error> {
    let left_out = clause::left_out(conn, &guidance)?;
    let warnings = if left_out.is_empty() {
        Vec::new()
    } else {
        let count = i64::try_from(left_out.len()).unwrap_or(i64::MAX);
        let warning = Reason::new("opinions_not_covered").with("count", count);
        vec![ReasonView::of(&warning.on(PRACTICE), language)]
    };
    Ok(GuidanceView {
        guidance: guidance.into(),
        left_out,
        warnings,
    })
}

/// A page of guidance.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidancePage {
    /// The guidance, the oldest first.
    pub items: Vec<GuidanceSummary>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A new draft, or a new title for one.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GuidanceBody {
    /// What it is about.
    #[validate(length(min = 1, max = 500), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    pub title: String,
}

/// A step of guidance.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeGuidanceStep {
    /// Which step.
    pub step: Step,
    /// What it is about, with `revise`.
    #[validate(length(min = 1, max = 500), custom(function = "written"))]
    #[schema(min_length = 1, max_length = 500, pattern = r"\S")]
    pub title: Option<String>,
    /// Number and symbol, with `issue`.
    #[schema(example = "12-HD/BTCĐUK")]
    pub symbol: Option<String>,
    /// The date it bears, with `issue`; not one that is still to come.
    #[validate(custom(function = "party_day"))]
    pub issued_on: Option<NaiveDate>,
    /// Your words.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
}

impl TakeGuidanceStep {
    /// What comes with the step.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the symbol is none.
    pub fn input(&self) -> Result<StepInput, Error> {
        Ok(StepInput {
            symbol: DocumentSymbol::read("/symbol", self.symbol.as_deref())?,
            title: self.title.clone(),
            issued_on: self.issued_on,
            note: self.note.clone(),
        })
    }
}

/// The guidance of a plan
///
/// Drafts are shown at the plan's committee and above.
#[utoipa::path(
    tag = "guidances", params(("id" = PlanId, Path), PageQuery), responses((status = 200, body = GuidancePage))
)]
#[get("/plans/{id}/guidances")]
async fn list_guidances(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PlanId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?
        .map(GuidanceSummary::from);
    Ok(Reply::ok(&GuidancePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Draft guidance
#[utoipa::path(
    tag = "guidances", params(("id" = PlanId, Path)), request_body = GuidanceBody,
    responses((status = 201, body = GuidanceView))
)]
#[post("/plans/{id}/guidances")]
async fn draft_guidance(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<PlanId>,
    body: Json<GuidanceBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let guidance = super::drafting::draft(conn, actor, *id, &body.title)?;
        let (id, version) = (guidance.id, guidance.version);
        let view = view(conn, guidance, language)?;
        Ok(Reply::created(format!("/api/v1/guidances/{id}"), &view)?.version(version))
    })
    .await
}

/// Guidance
///
/// With the concluded opinions it leaves out.
#[utoipa::path(tag = "guidances", params(("id" = GuidanceId, Path)), responses((status = 200, body = GuidanceView)))]
#[get("/guidances/{id}")]
async fn read_guidance(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<GuidanceId>,
) -> Result<HttpResponse, ApiError> {
    let guidance = state
        .db
        .read(move |conn| {
            let (guidance, _) = service::find(conn, &actor, *id)?;
            view(conn, guidance, language)
        })
        .await?;
    let version = guidance.guidance.version;
    Ok(Reply::ok(&guidance)?.version(version).respond())
}

/// Change the title of a draft
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path)), request_body = GuidanceBody,
    responses((status = 200, body = GuidanceView))
)]
#[patch("/guidances/{id}")]
async fn revise_guidance(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<GuidanceId>,
    seen: Seen,
    body: Json<GuidanceBody>,
) -> Result<HttpResponse, ApiError> {
    let input = StepInput {
        title: Some(body.value.title),
        ..StepInput::default()
    };
    let guidance = state
        .db
        .write(move |conn| {
            let guidance = service::take_step(conn, &actor, *id, seen.0, Step::Revise, &input)?;
            view(conn, guidance, language)
        })
        .await?;
    let version = guidance.guidance.version;
    Ok(Reply::ok(&guidance)?.version(version).respond())
}

/// What can be done with guidance
#[utoipa::path(tag = "guidances", params(("id" = GuidanceId, Path)), responses((status = 200, body = ActionsView)))]
#[get("/guidances/{id}/actions")]
async fn guidance_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<GuidanceId>,
) -> Result<HttpResponse, ApiError> {
    let (guidance, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(guidance.state, guidance.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(guidance.version).respond())
}

/// Take a step of guidance
///
/// Issuing supersedes the guidance in force, carries the opinions it rests on into it, and distributes it to every
/// branch it reaches.
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path)), request_body = TakeGuidanceStep,
    responses((status = 200, body = GuidanceView))
)]
#[post("/guidances/{id}/steps")]
async fn take_guidance_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    (id, seen): (Path<GuidanceId>, Seen),
    body: Json<TakeGuidanceStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let input = body.input()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let guidance = service::take_step(conn, actor, *id, seen.0, body.step, &input)?;
        let version = guidance.version;
        Ok(Reply::ok(&view(conn, guidance, language)?)?.version(version))
    })
    .await
}

/// The steps taken on guidance
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/guidances/{id}/history")]
async fn guidance_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<GuidanceId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}

/// What changed since the guidance before it.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuidanceDiffView {
    /// The guidance.
    pub guidance: GuidanceSummary,
    /// The one it superseded, or would supersede; absent for the first.
    pub former: Option<GuidanceSummary>,
    /// Clause by clause, and word by word within a clause that changed.
    pub difference: Difference,
}

/// What changed since the guidance before it
///
/// A draft is compared with the guidance in force.
#[utoipa::path(
    tag = "guidances", params(("id" = GuidanceId, Path)), responses((status = 200, body = GuidanceDiffView))
)]
#[get("/guidances/{id}/diff")]
async fn compare_guidance(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<GuidanceId>,
) -> Result<HttpResponse, ApiError> {
    let view = state
        .db
        .read(move |conn| Ok(diff_view(service::compare(conn, &actor, *id)?, language)))
        .await?;
    Ok(Reply::ok(&view)?.respond())
}

/// What changed since the guidance before it, with the words of a language.
pub fn diff_view(comparison: Comparison, language: Language) -> GuidanceDiffView {
    let old = lines(&comparison.former_clauses, language);
    let new = lines(&comparison.clauses, language);
    GuidanceDiffView {
        guidance: comparison.guidance.into(),
        former: comparison.former.map(Into::into),
        difference: diff::compare(&old, &new),
    }
}

/// The clauses as lines. Without their numbers, or a clause put in between would change all that follow.
fn lines(clauses: &[Clause], language: Language) -> String {
    let mut text = String::new();
    for clause in clauses {
        text.push_str(clause.text.trim_end());
        match clause.checklist {
            Checklist::None => (),
            Checklist::BeforeOpening | Checklist::BeforeClosing => {
                let when = clause.checklist.to_string().replace('_', "-");
                text.push_str(&format!(
                    " [{}]",
                    language.say(&format!("checklist-{when}"))
                ));
            }
        }
        text.push('\n');
    }
    text
}
