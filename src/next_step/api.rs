//! The JSON face of what is next.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::model::{Deed, Doer, Method};
use super::rules::to_fill;
use super::service::{self, Ahead, TaskFor};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Role;
use crate::congress::model::{CongressId, State};
use crate::congress::rules::is_late;
use crate::error::Arg;
use crate::http::api::ApiError;
use crate::http::problem::ReasonView;
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::words::Language;

/// The path of what is next.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_next);
}

/// The figures of the hall, for whoever fills in a form.
#[derive(Debug, Serialize, ToSchema)]
pub struct HallView {
    /// Official members whose presence the quorum is measured against.
    pub summoned_official: i64,
    /// Official members here now: no more hands than that are raised, no more ballots given out.
    #[schema(example = 27)]
    pub present_official: i64,
    /// How many of them make the congress valid.
    pub quorum_needed: i64,
    /// Whether there are as many.
    pub quorum_reached: bool,
}

/// One thing to be done next, and how to say that it is done.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextStepView {
    /// What: `congress.` and `election.` before a step of those processes, else a code of its own.
    #[schema(example = "election.vote_seats")]
    pub step: String,
    /// What it is called, in the language of `Accept-Language`.
    pub label: String,
    /// Which thing it is done with, in words: the item of the programme, the document, the post.
    pub about: Option<String>,
    /// The seats that do it; `counter` for the counting committee.
    #[schema(example = json!(["branch"]))]
    pub by: Vec<String>,
    /// The same in words.
    pub who: String,
    /// Whether it is yours to do.
    pub yours: bool,
    /// Whether you can do it now.
    pub allowed: bool,
    /// Everything that stands in the way.
    pub reasons: Vec<ReasonView>,
    /// The method of the request.
    pub method: Method,
    /// Its path, under `/api/v1`.
    #[schema(example = "/elections/0196f0c0-0000-7000-8000-000000000000/steps")]
    pub path: String,
    /// The version to send as `If-Match`; absent where none is asked for.
    pub if_match: Option<i64>,
    /// Its body; every `null` in it is yours to fill in.
    #[schema(value_type = Object)]
    pub body: Value,
    /// The places of those, as JSON pointers.
    #[schema(example = json!(["/votes/for", "/votes/against", "/votes/abstain"]))]
    pub fill: Vec<String>,
}

/// What is next at a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextView {
    /// The congress.
    pub congress_id: CongressId,
    /// Where it stands.
    pub state: State,
    /// By when that state should have been left.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has gone by.
    pub late: bool,
    /// Who is in the hall; absent before the roll is drawn up.
    pub hall: Option<HallView>,
    /// What is next: the first is the next thing to do, the last is the step that leads the congress on. Empty once
    /// nothing more is awaited.
    pub steps: Vec<NextStepView>,
}

impl NextView {
    fn of(ahead: Ahead, today: NaiveDate, language: Language) -> Self {
        Self {
            congress_id: ahead.congress.id,
            state: ahead.congress.state,
            due_on: ahead.congress.due_on,
            late: is_late(ahead.congress.due_on, today),
            hall: ahead.attendance.map(|here| HallView {
                summoned_official: here.summoned_official,
                present_official: here.present_official,
                quorum_needed: here.quorum_needed,
                quorum_reached: here.quorum_reached,
            }),
            steps: ahead
                .tasks
                .into_iter()
                .map(|task| shown(task, language))
                .collect(),
        }
    }
}

fn shown(TaskFor { task, yours }: TaskFor, language: Language) -> NextStepView {
    let (family, name) = task.deed.term();
    let prefix = match task.deed {
        Deed::Congress(_) => "congress.",
        Deed::Election(_) => "election.",
        Deed::Act(_) => "",
    };
    let (by, who): (Vec<String>, Arg) = match task.by {
        Doer::Seats(seats) => (
            seats.iter().map(ToString::to_string).collect(),
            Arg::terms("seat", seats),
        ),
        Doer::Counter => (
            vec![Role::Counter.to_string()],
            Arg::term("role", Role::Counter),
        ),
    };
    NextStepView {
        label: language.say(&format!("{family}-{}", name.replace('_', "-"))),
        step: format!("{prefix}{name}"),
        about: task
            .about
            .map(|about| language.say_with("next-step-about", &[("what", about)])),
        by,
        who: language.say_with("next-step-who", &[("who", who)]),
        yours,
        allowed: task.reasons.is_empty(),
        reasons: task
            .reasons
            .iter()
            .map(|reason| ReasonView::of(reason, language))
            .collect(),
        method: task.call.method,
        path: task.call.path,
        if_match: task.call.seen,
        fill: to_fill(&task.call.body),
        body: task.call.body,
    }
}

/// What is next at a congress
///
/// From its preparation to the confirmation of its result, over documents, personnel work, roll, programme, organs,
/// votes, elections and papers: what is to be done now, by whom, by when, what stands in the way, and the request
/// that says it is done, with what is known filled in and a `null` for each thing that a person has to say. Whoever
/// does the first step that is theirs and allowed, and asks again, is led through the whole congress.
#[utoipa::path(
    tag = "congresses", params(("id" = CongressId, Path)), responses((status = 200, body = NextView))
)]
#[get("/congresses/{id}/next")]
async fn read_next(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let ahead = state
        .db
        .read(move |conn| service::next(conn, &actor, *id))
        .await?;
    Ok(Reply::ok(&NextView::of(ahead, today, language))?.respond())
}
