//! The JSON shapes of steps, actions and history, the same for every process.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{HistoryEntry, Notice};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::{Page, PageRequest};
use crate::http::api::ApiError;
use crate::http::body::Query;
use crate::http::problem::ReasonView;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::words::Language;
use crate::workflow::{PossibleStep, Process};

/// A step that leads on from the present state.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionView {
    /// The step, as `POST …/steps` takes it.
    #[schema(example = "approve")]
    pub step: String,
    /// What the step is called, in the language of `Accept-Language`.
    pub label: String,
    /// The state it would lead to.
    pub to: String,
    /// The seats that may take it.
    pub by: Vec<String>,
    /// The clause or practice it rests on.
    pub ground: String,
    /// Whether you may take it now.
    pub allowed: bool,
    /// Every reason why not.
    pub reasons: Vec<ReasonView>,
}

/// Every step that leads on from the present state.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionsView {
    /// The present state.
    pub state: String,
    /// The version to send as `If-Match` with a step.
    pub version: i64,
    /// The steps.
    pub actions: Vec<ActionView>,
}

impl ActionsView {
    /// The steps in a language.
    pub fn of<P: Process>(
        state: P::State,
        version: i64,
        steps: &[PossibleStep<P>],
        language: Language,
    ) -> Self {
        let family = crate::workflow::step_family::<P>();
        let actions = steps
            .iter()
            .map(|possible| ActionView {
                step: possible.step.to_string(),
                label: language.say(&format!(
                    "{family}-{}",
                    possible.step.to_string().replace('_', "-")
                )),
                to: possible.to.to_string(),
                by: possible.by.iter().map(ToString::to_string).collect(),
                ground: possible.ground.to_owned(),
                allowed: possible.reasons.is_empty(),
                reasons: possible
                    .reasons
                    .iter()
                    .map(|reason| ReasonView::of(reason, language))
                    .collect(),
            })
            .collect();
        Self {
            state: state.to_string(),
            version,
            actions,
        }
    }
}

/// A page of history.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryPage {
    /// The steps, the first one first.
    pub items: Vec<HistoryEntry>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

impl From<Page<HistoryEntry>> for HistoryPage {
    fn from(page: Page<HistoryEntry>) -> Self {
        Self {
            items: page.items,
            next: page.next,
        }
    }
}

/// Which page of a list.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// The paths of notices.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_notices);
}

/// It is your turn.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeView {
    /// The notice.
    #[serde(flatten)]
    pub notice: Notice,
    /// The same as a sentence, in the language of `Accept-Language`.
    pub title: String,
}

impl NoticeView {
    fn of(notice: Notice, language: Language) -> Self {
        let (process, state) = notice.code.split_once('.').unwrap_or((&notice.code, ""));
        let state = state.replace('_', "-");
        let title = language.say_with(
            "notice-your-turn",
            &[
                (
                    "what",
                    language.say(&format!("subject-kind-{process}")).into(),
                ),
                (
                    "state",
                    language.say(&format!("{process}-state-{state}")).into(),
                ),
            ],
        );
        Self { notice, title }
    }
}

/// A page of notices.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePage {
    /// What waits, by when it is due, then without a date; then what is done, the newest first.
    pub items: Vec<NoticeView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Notices
///
/// What waits for a seat that you hold, and what did. A notice is done when the step is taken, by whoever takes it.
#[utoipa::path(tag = "notices", params(PageQuery), responses((status = 200, body = NoticePage)))]
#[get("/notices")]
async fn list_notices(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::notices(conn, &actor, &page))
        .await?
        .map(|notice| NoticeView::of(notice, language));
    Ok(Reply::ok(&NoticePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}
