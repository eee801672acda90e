//! The JSON face of the steps of the personnel work.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post, put};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Ballots, Record, Total};
use super::service::{self, StepWithTotals};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::party_day;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::personnel::model::{PersonnelId, PersonnelStepKind};
use crate::user::model::UserId;
use crate::words::Language;

/// The paths of the steps of the personnel work.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_step)
        .service(record_step)
        .service(sign_step);
}

/// A step of the personnel work. Restricted.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonnelStepView {
    /// Its place in the order, from 1.
    pub n: i64,
    /// What is done in it.
    pub kind: PersonnelStepKind,
    /// What it is called, in the language of `Accept-Language`.
    pub name: String,
    /// Whether nominees are voted on in it.
    pub has_ballot: bool,
    /// When it was held.
    pub held_on: Option<NaiveDate>,
    /// Those summoned.
    pub summoned: Option<i64>,
    /// Those present.
    pub present: Option<i64>,
    /// Ballots handed out.
    pub ballots_issued: Option<i64>,
    /// Ballots that came back.
    pub ballots_returned: Option<i64>,
    /// Valid ballots.
    pub ballots_valid: Option<i64>,
    /// Invalid ballots.
    pub ballots_invalid: Option<i64>,
    /// The minutes.
    pub minutes: Option<String>,
    /// How the ballots went for each nominee.
    pub totals: Vec<Total>,
    /// When it was signed off; it never changes after.
    pub signed_at: Option<Instant>,
    /// By whom.
    pub signed_by: Option<UserId>,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl PersonnelStepView {
    /// A step in a language.
    pub fn of((step, totals): StepWithTotals, language: Language) -> Self {
        Self {
            n: step.n,
            kind: step.kind,
            name: service::name_of(step.kind, language),
            has_ballot: step.kind.has_ballot(),
            held_on: step.held_on,
            summoned: step.summoned,
            present: step.present,
            ballots_issued: step.ballots_issued,
            ballots_returned: step.ballots_returned,
            ballots_valid: step.ballots_valid,
            ballots_invalid: step.ballots_invalid,
            minutes: step.minutes,
            totals,
            signed_at: step.signed_at,
            signed_by: step.signed_by,
            version: step.version,
        }
    }
}

/// What the minutes of a step say, whole: sent again, it replaces what was recorded.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PersonnelRecordBody {
    /// When it was held.
    #[validate(custom(function = "party_day"))]
    pub held_on: Option<NaiveDate>,
    /// Those summoned: official members, or members of the branch committee.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub summoned: Option<i64>,
    /// Those of them who were present.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub present: Option<i64>,
    /// Ballots handed out, in a step with ballots.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub ballots_issued: Option<i64>,
    /// Ballots that came back.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub ballots_returned: Option<i64>,
    /// Those of them that are valid.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub ballots_valid: Option<i64>,
    /// Those of them that are not.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub ballots_invalid: Option<i64>,
    /// The minutes; needed before the step is signed. No state secrets.
    #[validate(length(max = 50_000))]
    #[schema(max_length = 50_000)]
    pub minutes: Option<String>,
    /// How the ballots went for each nominee, in a step with ballots: totals, never who.
    #[serde(default)]
    #[validate(nested, length(max = 200))]
    #[schema(max_items = 200)]
    pub totals: Vec<Total>,
}

impl From<PersonnelRecordBody> for Record {
    fn from(body: PersonnelRecordBody) -> Self {
        Self {
            held_on: body.held_on,
            summoned: body.summoned,
            present: body.present,
            ballots: Ballots {
                issued: body.ballots_issued,
                returned: body.ballots_returned,
                valid: body.ballots_valid,
                invalid: body.ballots_invalid,
            },
            minutes: body.minutes,
            totals: body.totals,
        }
    }
}

/// The signature under a step; the step is the one of the `If-Match`.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SignatureBody {}

/// A step of the personnel work
///
/// Restricted: your reading is recorded.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), ("n" = i64, Path)),
    responses((status = 200, body = PersonnelStepView))
)]
#[get("/personnel/{id}/steps/{n}")]
async fn read_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    place: Path<(PersonnelId, i64)>,
) -> Result<HttpResponse, ApiError> {
    let found = state
        .db
        .write(move |conn| service::read(conn, &actor, *place))
        .await?;
    let view = PersonnelStepView::of(found, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Record a step of the personnel work
///
/// Only totals that add up are accepted, and only after the step before is signed.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), ("n" = i64, Path)),
    request_body = PersonnelRecordBody, responses((status = 200, body = PersonnelStepView))
)]
#[put("/personnel/{id}/steps/{n}")]
async fn record_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    place: Path<(PersonnelId, i64)>,
    seen: Seen,
    body: Json<PersonnelRecordBody>,
) -> Result<HttpResponse, ApiError> {
    let record = Record::from(body.value);
    let recorded = state
        .db
        .write(move |conn| service::record(conn, &actor, *place, seen.0, &record))
        .await?;
    let view = PersonnelStepView::of(recorded, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Sign a step of the personnel work off
///
/// What is signed never changes; the next step can begin.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), ("n" = i64, Path)),
    request_body = SignatureBody, responses((status = 200, body = PersonnelStepView))
)]
#[post("/personnel/{id}/steps/{n}/signature")]
async fn sign_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    place: Path<(PersonnelId, i64)>,
    seen: Seen,
    body: Json<SignatureBody>,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let signed = service::sign(conn, actor, *place, seen.0)?;
        let view = PersonnelStepView::of(signed, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
