//! The first page: what waits for whoever is signed in, and what they wait for.

mod places;

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;

use self::places::{place_to_do, place_to_look};
use super::model::{Deed, FirstSteps, Item, Work};
use super::{first, service};
use crate::app::AppState;
use crate::audit::model::SubjectKind;
use crate::auth::actor::Actor;
use crate::auth::permission::Role;
use crate::error::Arg;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::overdue::rules::{is_overdue, until};
use crate::workflow::Seat;

/// The first page.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(my_work);
}

/// Something that waits, in words.
struct Line {
    /// What is to be done.
    deed: String,
    /// The thing, and the branch it belongs to.
    about: String,
    href: String,
    due: Option<String>,
    late: bool,
    soon: bool,
    since: Option<String>,
    by: String,
    /// What it still waits for itself.
    why: Vec<String>,
}

/// What waits, and what is waited for.
#[derive(Template)]
#[template(path = "work/pages/work.html")]
struct WorkPage {
    shell: Shell,
    mine: Vec<Line>,
    others: Vec<Line>,
    more: bool,
    /// What each office held is for, and where it begins.
    offices: Vec<Link>,
    /// What comes first in a fresh installation.
    first: Option<FirstSteps>,
}

/// What is to be done, in words: of a state that nobody has put in words, the state.
fn deed(shell: &Shell, item: &Item) -> String {
    match &item.deed {
        Deed::Next(deed) => {
            let (family, name) = deed.term();
            shell.term(family, name)
        }
        Deed::Due(kind) => shell.term("overdue", kind),
        Deed::Plan(step) => shell.term("plan-step", step),
        Deed::Stage(stage) => shell.term("plans-stage", stage),
        Deed::Turn(code) => {
            let (process, state) = code.split_once('.').unwrap_or((code, ""));
            let seat = if item.by.contains(&Seat::Branch) {
                "-branch"
            } else {
                ""
            };
            let key = format!("work-do-{process}-{}", state.replace('_', "-"));
            let keys = [format!("{key}{seat}"), key];
            if let Some(key) = keys.iter().find(|key| shell.language.knows(key)) {
                return shell.say(key);
            }
            let state = shell.term(&format!("{process}-state"), state);
            format!("{}: {state}", shell.term("subject-kind", process))
        }
    }
}

/// Who must act; no seat at all is the counting committee.
fn doers(shell: &Shell, seats: &[Seat]) -> String {
    if seats.is_empty() {
        return shell.begun_term("role", Role::Counter);
    }
    let words: Vec<String> = seats
        .iter()
        .map(|seat| shell.begun_term("work-seat", seat))
        .collect();
    words.join("; ")
}

fn line(shell: &Shell, item: &Item, href: String, today: NaiveDate) -> Line {
    let several = item.count > 1;
    let mut words = deed(shell, item);
    if several {
        let count = i64::try_from(item.count).unwrap_or(i64::MAX);
        let args = [("what", Arg::from(words)), ("count", count.into())];
        words = shell.language.say_with("work-several", &args);
    }
    let name = item.name.clone();
    let name = name.map(|name| {
        shell
            .language
            .say_with("next-step-about", &[("what", name)])
    });
    let alike = several && item.kind == SubjectKind::Opinion;
    let about: Vec<String> = if alike {
        Vec::new()
    } else {
        name.into_iter().chain(item.place.clone()).collect()
    };
    let why = item.why.iter().map(|reason| shell.language.reason(reason));
    Line {
        deed: words,
        about: about.join(" – "),
        href,
        due: item.due_on.map(|day| shell.date(&day)),
        late: item.due_on.is_some_and(|day| is_overdue(day, today)),
        soon: item.due_on.is_some_and(|day| day <= until(today)),
        since: item.since.map(|day| shell.date(&day)),
        by: if item.yours {
            shell.say("work-yours-later")
        } else {
            doers(shell, &item.by)
        },
        why: why.collect(),
    }
}

/// What each office that somebody holds is for, and where it begins.
fn offices(shell: &Shell, actor: &Actor, no_plan: bool) -> Vec<Link> {
    let mut roles: Vec<Role> = actor.offices.iter().map(|office| office.role).collect();
    roles.sort_unstable();
    roles.dedup();
    let begins = |role: Role| match role {
        Role::Administrator => "/units",
        Role::OrganisationOfficer | Role::Secretary => "/plans",
        Role::CommitteeOfficer | Role::BranchCommittee | Role::Counter | Role::Observer => {
            "/congresses"
        }
        Role::Integrator => "/api/docs/",
    };
    let link = |role: Role| match role {
        Role::OrganisationOfficer if no_plan => {
            Link::new("/plans/new", shell.say("work-idle-no-plan"))
        }
        role => Link::new(begins(role), shell.term("work-idle", role)),
    };
    roles.into_iter().map(link).collect()
}

#[get("/")]
async fn my_work(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (today, asking) = (actor.today(), actor.clone());
    let (Work { mine, others, more }, first, no_plan) = state
        .db
        .read(move |conn| {
            let work = service::of(conn, &asking)?;
            let first = first::steps(conn, &asking)?;
            Ok((work, first, first::has_no_plan(conn, &asking)?))
        })
        .await?;
    let lines = |items: Vec<Item>, place: fn(&Item) -> String| -> Vec<Line> {
        let items = items.iter();
        items
            .map(|item| line(&shell, item, place(item), today))
            .collect()
    };
    let page = WorkPage {
        mine: lines(mine, place_to_do),
        others: lines(others, place_to_look),
        more,
        first,
        offices: offices(&shell, &actor, no_plan),
        shell,
    };
    show(&req, &page)
}
