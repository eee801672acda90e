//! One guidance: its clauses and what each rests on, what it leaves out, who has taken note of it.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::{name, path};
use crate::acknowledgement::model::Standing;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{DEFAULT_LIMIT, MOST, PageRequest};
use crate::error::Error;
use crate::guidance::model::{Checklist, Guidance, GuidanceId, RestingClause, State};
use crate::guidance::rules::{GuidanceProcess, Step};
use crate::guidance::{clause, drafting, service};
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::journal::model::HistoryEntry;
use crate::journal::pages::{Past, past};
use crate::opinion::model::{Opinion, OpinionId};
use crate::paper::docx::MEDIA_TYPE as DOCX;
use crate::plan::model::Plan;
use crate::workflow::PossibleStep;
use crate::{acknowledgement, opinion};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(guidance_page);
}

/// How many of the branches that have not taken note are shown at once.
const WAITING: i64 = 10;

/// A clause on the page, with the opinions it rests on.
struct ClauseView {
    clause: RestingClause,
    opinions: Vec<Opinion>,
}

/// One guidance.
#[derive(Template)]
#[template(path = "guidance/pages/guidance.html")]
struct GuidancePage {
    shell: Shell,
    back: Link,
    guidance: Guidance,
    buttons: Buttons,
    may_write: bool,
    clauses: Vec<ClauseView>,
    /// The concluded opinions that no clause rests on.
    left_out: Vec<Opinion>,
    /// How many congresses it reaches, and how many of their branches have taken note.
    reached: i64,
    acknowledged: i64,
    /// The congresses of the actor's own branch that have not.
    own_waiting: Vec<Standing>,
    history: Vec<Past>,
}

impl GuidancePage {
    fn name(&self) -> &str {
        name(&self.guidance)
    }
}

/// What the page is made of.
struct Found {
    guidance: Guidance,
    plan: Plan,
    steps: Vec<PossibleStep<GuidanceProcess>>,
    clauses: Vec<RestingClause>,
    opinions: HashMap<OpinionId, Opinion>,
    left_out: Vec<Opinion>,
    tally: (i64, i64),
    own_waiting: Vec<Standing>,
    history: Vec<HistoryEntry>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: GuidanceId) -> Result<Found, Error> {
    let (guidance, plan) = service::find(conn, actor, id)?;
    let (_, steps) = service::actions(conn, actor, id)?;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let clauses = clause::list(conn, actor, id, &all)?.items;
    let mut rests_on: Vec<OpinionId> = clauses
        .iter()
        .flat_map(|clause| clause.opinion_ids.iter().copied())
        .collect();
    rests_on.sort_unstable();
    rests_on.dedup();
    let opinions = opinion::service::of(conn, &rests_on)?.into_iter();
    let opinions = opinions.map(|opinion| (opinion.id, opinion)).collect();
    let left_out = match guidance.state {
        State::Draft => {
            let left_out = clause::left_out(conn, &guidance)?;
            opinion::service::of(conn, &left_out)?
        }
        State::Issued | State::Superseded => Vec::new(),
    };
    let (tally, own_waiting) = match guidance.state {
        State::Draft | State::Superseded => ((0, 0), Vec::new()),
        State::Issued => (
            acknowledgement::service::tally(conn, &guidance)?,
            own_waiting(conn, actor, (id, guidance.state))?,
        ),
    };
    let first = PageRequest {
        limit: DEFAULT_LIMIT,
        after: None,
    };
    let history = service::history(conn, actor, id, &first)?.items;
    Ok(Found {
        guidance,
        plan,
        steps,
        clauses,
        opinions,
        left_out,
        tally,
        own_waiting,
        history,
    })
}

/// The congresses of the actor's own branch for which nobody has taken note yet.
fn own_waiting(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, state): (GuidanceId, State),
) -> Result<Vec<Standing>, Error> {
    let some = PageRequest {
        limit: WAITING,
        after: None,
    };
    let mut waiting = acknowledgement::service::list(conn, actor, id, Some(false), &some)?.items;
    waiting.retain(|one| acknowledgement::service::is_to_be_given(actor, state, one));
    Ok(waiting)
}

/// Guidance is replaced by issuing a newer one: nobody does that here.
fn on_this_page(mut buttons: Buttons) -> Buttons {
    let supersede = Step::Supersede.to_string();
    buttons.shut.retain(|button| button.step != supersede);
    buttons
}

#[get("/guidances/{id}")]
async fn guidance_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let reader = actor.clone();
    let found = state.db.read(move |conn| look(conn, &reader, *id)).await?;
    let Found {
        guidance, opinions, ..
    } = found;
    let actions = ActionsView::of(
        guidance.state,
        guidance.version,
        &found.steps,
        shell.language,
    );
    let with_opinions = |clause: RestingClause| ClauseView {
        opinions: clause
            .opinion_ids
            .iter()
            .filter_map(|id| opinions.get(id).cloned())
            .collect(),
        clause,
    };
    let page = GuidancePage {
        back: Link::new(
            format!("/plans/{}/guidances", found.plan.id),
            shell.say("plans-guidances"),
        ),
        buttons: on_this_page(Buttons::of(actions, &path(guidance.id), &shell)),
        may_write: guidance.state == State::Draft && drafting::may_draft(&actor, &found.plan),
        clauses: found.clauses.into_iter().map(with_opinions).collect(),
        left_out: found.left_out,
        reached: found.tally.0,
        acknowledged: found.tally.1,
        own_waiting: found.own_waiting,
        history: past::<GuidanceProcess>(&shell, found.history),
        guidance,
        shell,
    };
    show(&req, &page)
}
