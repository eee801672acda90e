//! The JSON face of congresses.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

use super::beside::{Beside, beside};
use super::model::{CongressFilter, CongressId, Place, State};
use super::planning_api;
use super::rules::{Given, Step};
use super::service::{self, Preparation};
use super::view::{CongressItem, CongressPage, CongressView};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::dates::{civil_date, party_day};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::search;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, full_date};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::plan::model::PlanId;
use crate::result::model::{Filling, Leaving, PostRuling};
use crate::roll::model::RollEntryId;
use crate::sector::model::SectorId;
use crate::unit;
use crate::unit::model::UnitId;
use crate::words::Language;

/// The paths of congresses.
pub fn routes(cfg: &mut impl Routes) {
    planning_api::routes(cfg);
    cfg.service(list_congresses)
        .service(read_congress)
        .service(revise_congress)
        .service(congress_actions)
        .service(take_congress_step)
        .service(congress_history);
}

/// An hour as `HH:MM`.
pub fn hour_and_minute(text: &str) -> Result<(), ValidationError> {
    let written_out = text.len() == 5 && NaiveTime::parse_from_str(text, "%H:%M").is_ok();
    if written_out {
        Ok(())
    } else {
        Err(ValidationError::new("hour"))
    }
}

/// Which congresses.
#[derive(Debug, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CongressQuery {
    /// Only of this plan.
    pub plan_id: Option<PlanId>,
    /// Only of this unit and those below it.
    pub unit_id: Option<UnitId>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only pilots, or only the others.
    pub pilot: Option<bool>,
    /// Only late ones, or only the others.
    pub late: Option<bool>,
    /// Only those planned on this day or after.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub from: Option<NaiveDate>,
    /// Only those planned on this day or before.
    #[validate(custom(function = "civil_date"))]
    #[serde(default, deserialize_with = "full_date")]
    pub to: Option<NaiveDate>,
    /// Words of the branch's name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// What the branch writes while it prepares; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CongressChanges {
    /// The place.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300)]
    pub venue: Option<String>,
    /// The day it is to be held.
    #[validate(custom(function = "party_day"))]
    pub planned_on: Option<NaiveDate>,
    /// The hour, Vietnam time.
    #[validate(custom(function = "hour_and_minute"))]
    #[schema(example = "07:30", pattern = r"^([01]\d|2[0-3]):[0-5]\d$")]
    pub planned_time: Option<String>,
    /// How long it is planned to take, in half-days.
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20)]
    pub half_days: Option<i64>,
}

impl CongressChanges {
    /// What is changed.
    pub fn input(&self) -> Preparation {
        Preparation {
            venue: self.venue.as_deref().map(search::normalise),
            planned_on: self.planned_on,
            planned_time: self.planned_time.clone(),
            half_days: self.half_days,
        }
    }
}

/// A step of a congress.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeCongressStep {
    /// Which step.
    pub step: Step,
    /// Your words; the reason, with `designate_pilot`, `return_dossier`, `override_guidance`, `annul`, `postpone`,
    /// `cancel`, and with `convene` when the notice is short.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// The sector the pilot stands for, with `designate_pilot`; the branch's own unless said.
    pub sector_id: Option<SectorId>,
    /// The new day, with `postpone`.
    #[validate(custom(function = "party_day"))]
    pub planned_on: Option<NaiveDate>,
    /// The new hour, with `postpone`.
    #[validate(custom(function = "hour_and_minute"))]
    #[schema(example = "07:30", pattern = r"^([01]\d|2[0-3]):[0-5]\d$")]
    pub planned_time: Option<String>,
    /// The day the opening was announced, with `convene`; with `postpone`, when it was announced anew.
    #[validate(custom(function = "party_day"))]
    pub notice_given_on: Option<NaiveDate>,
    /// Number and symbol of the decision, with `confirm`, `appoint_secretary`, `fill_vacancy` and `annul`.
    #[schema(example = "12-QĐ/ĐU")]
    pub decision_symbol: Option<String>,
    /// Date of the decision, with `confirm`, `appoint_secretary`, `fill_vacancy` and `annul`.
    #[validate(custom(function = "party_day"))]
    pub decision_on: Option<NaiveDate>,
    /// What is said of each elected post, with `confirm`.
    #[validate(length(max = 50), nested)]
    #[serde(default)]
    #[schema(max_items = 50)]
    pub posts: Vec<PostRuling>,
    /// Who is appointed, as an entry of the roll, with `appoint_secretary`: of the branch committee elected, or an
    /// official member where there is none; who fills a vacancy, with `fill_vacancy`.
    pub appointee: Option<RollEntryId>,
    /// The clause that was broken, with `annul`; with `appoint_secretary` the ground, the clause in force unless said.
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub ground: Option<String>,
    /// Who leaves a post, with `end_membership`.
    #[validate(nested)]
    pub leaving: Option<Leaving>,
    /// How a vacancy is filled, with `fill_vacancy`; whoever is on the roll of the congress is the `appointee`.
    #[validate(nested)]
    pub filling: Option<Filling>,
}

impl TakeCongressStep {
    /// The step, and what comes with it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a number and symbol that is none.
    pub fn given(self) -> Result<(Step, Given), Error> {
        let normal = |words: Option<String>| words.as_deref().map(search::normalise);
        let mut posts = self.posts;
        for post in &mut posts {
            post.note = normal(post.note.take());
        }
        let given = Given {
            note: normal(self.note),
            sector_id: self.sector_id,
            planned_on: self.planned_on,
            planned_time: self.planned_time,
            notice_given_on: self.notice_given_on,
            decision_symbol: DocumentSymbol::read(
                "/decision_symbol",
                self.decision_symbol.as_deref(),
            )?,
            decision_on: self.decision_on,
            posts,
            appointee: self.appointee,
            ground: normal(self.ground),
            leaving: self.leaving.map(|leaving| Leaving {
                decision: search::normalise(&leaving.decision),
                ..leaving
            }),
            filling: self.filling.map(|filling| Filling {
                person_name: normal(filling.person_name.clone()),
                ..filling
            }),
        };
        Ok((self.step, given))
    }
}

/// Congresses
///
/// Those of branches in your reach, in the order of the tree.
#[utoipa::path(tag = "congresses", params(CongressQuery), responses((status = 200, body = CongressPage)))]
#[get("/congresses")]
async fn list_congresses(
    state: Data<AppState>,
    actor: Actor,
    query: Query<CongressQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| found(conn, &actor, &query, &page))
        .await?;
    Ok(Reply::ok(&CongressPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// A page of the congresses asked for, as seen today.
///
/// # Errors
/// [`Error::Invalid`] at `/unit_id` for a unit that is none.
pub fn found(
    conn: &mut AnyConnection,
    actor: &Actor,
    query: &CongressQuery,
    page: &PageRequest<Place>,
) -> Result<Page<CongressItem>, Error> {
    let today = actor.today();
    let mut filter = CongressFilter {
        plan_id: query.plan_id,
        state: query.state,
        pilot: query.pilot,
        late: query.late.map(|late| (late, today)),
        from: query.from,
        to: query.to,
        words: query.q.clone(),
        ..CongressFilter::default()
    };
    if let Some(unit) = query.unit_id {
        let stretch = unit::service::nearest_place(conn, unit, today);
        filter.under = Some(stretch.map_err(unknown_unit)?.placement.path);
    }
    let found = service::list(conn, actor, filter, page)?;
    Ok(found.map(|congress| CongressItem::of(congress, today)))
}

fn unknown_unit(error: Error) -> Error {
    match error {
        Error::NotFound => Error::invalid("/unit_id", "unknown"),
        other => other,
    }
}

/// A congress
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path)), responses((status = 200, body = CongressView))
)]
#[get("/congresses/{id}")]
async fn read_congress(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let (congress, plan, beside) = state
        .db
        .read(move |conn| {
            let (congress, plan) =
                service::find_with_plan(conn, &actor, Action::ReadCongresses, *id)?;
            let beside = beside(conn, &congress, today)?;
            Ok((congress, plan, beside))
        })
        .await?;
    let view = CongressView::of(congress, &plan, beside, today, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Say where and when
///
/// While the branch prepares; afterwards the day changes by the step `postpone`.
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path)), request_body = CongressChanges,
    responses((status = 200, body = CongressView))
)]
#[patch("/congresses/{id}")]
async fn revise_congress(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    seen: Seen,
    body: Json<CongressChanges>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let changes = body.input();
    let (congress, plan) = state
        .db
        .write(move |conn| service::revise(conn, &actor, *id, seen.0, &changes))
        .await?;
    let view = CongressView::of(congress, &plan, Beside::default(), today, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// What can be done with a congress
///
/// Every step that leads on from where it stands; where you may not take it, every reason why. What would come
/// with a step is not missed here.
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path)), responses((status = 200, body = ActionsView))
)]
#[get("/congresses/{id}/actions")]
async fn congress_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let (congress, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(congress.state, congress.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(congress.version).respond())
}

/// Take a step of a congress
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path)), request_body = TakeCongressStep,
    responses((status = 200, body = CongressView))
)]
#[post("/congresses/{id}/steps")]
async fn take_congress_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    seen: Seen,
    body: Json<TakeCongressStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let (step, given) = body.given()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let (congress, plan) = service::take_step(conn, actor, *id, seen.0, step, &given)?;
        let beside = beside(conn, &congress, actor.today())?;
        let version = congress.version;
        let view = CongressView::of(congress, &plan, beside, actor.today(), language);
        Ok(Reply::ok(&view)?.version(version))
    })
    .await
}

/// The steps taken on a congress
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path), PageQuery),
    responses((status = 200, body = HistoryPage))
)]
#[get("/congresses/{id}/history")]
async fn congress_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}
