//! The page of a congress: what comes next and what stands in its way, the tasks, the result, the history.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::path;
use super::tasks::{Task, place_of, tasks};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Role;
use crate::congress::model::CongressId;
use crate::congress::next::{NextStep, Obstacle};
use crate::congress::overview::{Overview, overview};
use crate::congress::rules::{CongressProcess, Step};
use crate::congress::service;
use crate::congress::view::CongressView;
use crate::db::AnyConnection;
use crate::db::paging::{DEFAULT_LIMIT, Page, PageRequest};
use crate::error::{Arg, Error};
use crate::http::page::actions::Buttons;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::http::problem::ReasonView;
use crate::journal::api::{ActionsView, PageQuery};
use crate::journal::model::{HistoryEntry, HistoryEntryId};
use crate::journal::pages::{Past, past};
use crate::next_step::model::{Deed, Doer};
use crate::next_step::pages::place;
use crate::next_step::service::TaskFor;
use crate::result::model::{CongressPost, PostChange};
use crate::unit::model::UnitId;
use crate::workflow::Seat;
use crate::{next_step, sector, unit};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(congress_page).service(congress_history);
}

/// One thing in the way of the next step, in words.
struct InTheWay {
    reason: ReasonView,
    /// Who can clear it away; empty where only time can.
    by: String,
    /// Where.
    place: Option<String>,
}

/// The step that comes next, in words.
struct Next {
    label: String,
    by: String,
    /// Where it is taken, when this person may take it now.
    href: Option<String>,
    in_the_way: Vec<InTheWay>,
}

/// What is to be done first, in words.
struct First {
    label: String,
    by: String,
    /// Where it is done, when this person may do it now.
    href: Option<String>,
    /// What stands in its way, whoever does it.
    in_the_way: Vec<ReasonView>,
}

/// One congress.
#[derive(Template)]
#[template(path = "congress/pages/congress.html")]
struct CongressPage {
    shell: Shell,
    congress: CongressView,
    plan: Link,
    approving: String,
    sub_committee: String,
    sector: String,
    first: Option<First>,
    next: Option<Next>,
    buttons: Buttons,
    tasks: Vec<Task>,
    history: Vec<Past>,
    older: Option<Link>,
}

impl CongressPage {
    /// What became of a post after the congress, in a sentence.
    fn changed(&self, change: &PostChange) -> String {
        let day = self.shell.date(&change.effective_on);
        let mut args: Vec<(&'static str, Arg)> = vec![
            ("name", change.person_name.as_str().into()),
            ("day", day.into()),
            ("decision", change.decision.as_str().into()),
        ];
        if let Some(cause) = change.cause {
            args.push(("cause", self.shell.term("leaving-cause", cause).into()));
        }
        if let (Some(votes), Some(base)) = (change.votes, change.base) {
            args.extend([("votes", Arg::from(votes)), ("base", base.into())]);
        }
        let key = format!(
            "congresses-change-{}",
            change.change.to_string().replace('_', "-")
        );
        self.shell.language.say_with(&key, &args)
    }

    fn awaited(&self, post: &CongressPost) -> String {
        post.awaits
            .map(|awaits| self.shell.term("congresses-awaits", awaits))
            .unwrap_or_default()
    }
}

/// What the page is made of.
struct Found {
    all: Overview,
    sector: Option<String>,
    units: Vec<(UnitId, String)>,
    history: Page<HistoryEntry>,
    /// What is to be done first, for whoever may see the day.
    first: Option<TaskFor>,
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Found, Error> {
    let all = overview(conn, actor, id)?;
    let congress = &all.congress;
    let mut above = vec![congress.approving_unit_id];
    above.extend(congress.sub_committee_id);
    let places = unit::service::places(conn, &above, actor.today())?;
    let sectors: Vec<_> = congress.sector_id.into_iter().collect();
    let history = service::history(conn, actor, id, page)?;
    let first = next_step::service::first(conn, actor, &all)?;
    Ok(Found {
        first,
        sector: sector::service::names(conn, &sectors)?.pop(),
        units: places
            .into_iter()
            .map(|place| (place.unit_id, place.name))
            .collect(),
        history,
        all,
    })
}

fn seats(shell: &Shell, seats: &[Seat]) -> String {
    let words: Vec<String> = seats.iter().map(|seat| shell.term("seat", seat)).collect();
    words.join(", ")
}

fn next_in_words(shell: &Shell, actor: &Actor, all: &Overview, next: &NextStep) -> Next {
    let may = all
        .steps
        .iter()
        .any(|possible| possible.step == next.step && possible.reasons.is_empty());
    let in_the_way = |one: &Obstacle| InTheWay {
        reason: ReasonView::of(&one.reason, shell.language),
        by: seats(shell, one.by),
        place: place_of(one.guard, actor, all),
    };
    Next {
        label: shell.term("congress-step", next.step),
        by: seats(shell, next.by),
        href: may.then(|| format!("{}/steps/{}", path(all.congress.id), next.step)),
        in_the_way: next.obstacles.iter().map(in_the_way).collect(),
    }
}

/// What comes before the step that carries the congress on, if anything does.
fn first_in_words(shell: &Shell, all: &Overview, found: TaskFor) -> Option<First> {
    let TaskFor { mut task, yours } = found;
    if matches!(task.deed, Deed::Congress(_)) {
        return None;
    }
    if !yours {
        // Of somebody else's task the last reason is that it is somebody else's.
        task.reasons.pop();
    }
    let free = yours && task.reasons.is_empty();
    let at = (task.call.path.as_str(), task.about.as_ref());
    let href = free.then(|| place(task.deed, all.congress.id, at));
    let (family, name) = task.deed.term();
    let mut label = shell.term(family, name);
    if let Some(about) = task.about {
        let about = [("what", about)];
        let about = shell.language.say_with("next-step-about", &about);
        label = format!("{label} – {about}");
    }
    Some(First {
        label,
        by: match task.by {
            Doer::Seats(by) => seats(shell, by),
            Doer::Counter => shell.term("role", Role::Counter),
        },
        href,
        in_the_way: task
            .reasons
            .iter()
            .map(|reason| ReasonView::of(reason, shell.language))
            .collect(),
    })
}

#[get("/congresses/{id}")]
async fn congress_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (today, asking) = (actor.today(), actor.clone());
    let first = PageRequest {
        limit: DEFAULT_LIMIT,
        after: None,
    };
    let found = state
        .db
        .read(move |conn| look(conn, &asking, *id, &first))
        .await?;
    let Found {
        all,
        sector,
        units,
        history,
        first,
    } = found;
    let name_of = |id: Option<UnitId>| {
        let unit = units.iter().find(|(unit, _)| Some(*unit) == id);
        unit.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let base = path(all.congress.id);
    let plan_name = all.plan.symbol.as_ref().unwrap_or(&all.plan.title).clone();
    let actions = ActionsView::of(
        all.congress.state,
        all.congress.version,
        &all.steps,
        shell.language,
    );
    let next = all.next.as_ref();
    let page = CongressPage {
        plan: Link::new(format!("/plans/{}", all.plan.id), plan_name),
        approving: name_of(Some(all.congress.approving_unit_id)),
        sub_committee: name_of(all.congress.sub_committee_id),
        sector: sector.unwrap_or_default(),
        first: first.and_then(|first| first_in_words(&shell, &all, first)),
        next: next.map(|next| next_in_words(&shell, &actor, &all, next)),
        buttons: Buttons::of(actions, &base, &shell).with_last(&[
            Step::ReturnDossier,
            Step::Postpone,
            Step::Annul,
            Step::Cancel,
        ]),
        tasks: tasks(&shell, &actor, &all),
        history: past::<CongressProcess>(&shell, history.items),
        older: history
            .next
            .map(|_| Link::new(format!("{base}/history"), shell.say("history-whole"))),
        congress: CongressView::of(all.congress, &all.plan, all.beside, today, shell.language),
        shell,
    };
    show(&req, &page)
}

/// Every step taken on a congress.
#[derive(Template)]
#[template(path = "journal/pages/page.html")]
struct HistoryPage {
    shell: Shell,
    back: Link,
    rows: Vec<Past>,
    next: Option<Link>,
}

#[get("/congresses/{id}/history")]
async fn congress_history(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    asked: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(asked.0.cursor.as_deref(), asked.0.limit)?;
    let (congress, history) = state
        .db
        .read(move |conn| {
            let action = crate::auth::permission::Action::ReadCongresses;
            let congress = service::find(conn, &actor, action, *id)?;
            let history = service::history(conn, &actor, *id, &page)?;
            Ok((congress, history))
        })
        .await?;
    let here = format!("{}/history", path(congress.id));
    let page = HistoryPage {
        back: Link::new(path(congress.id), congress.unit_name),
        next: next_page(&here, &[], history.next.as_deref(), shell.say("more")),
        rows: past::<CongressProcess>(&shell, history.items),
        shell,
    };
    show(&req, &page)
}
