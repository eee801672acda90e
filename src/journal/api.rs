//! The JSON shapes of steps, actions and history, the same for every process.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::HistoryEntry;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::db::paging::Page;
use crate::http::problem::ReasonView;
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
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
