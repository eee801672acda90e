//! The first page: what waits for whoever is signed in, and what they wait for.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;

use super::model::{Deed, Item, Work};
use super::service;
use crate::app::AppState;
use crate::audit::model::SubjectKind;
use crate::auth::actor::Actor;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, show};

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
    due: String,
    late: bool,
    soon: bool,
    since: String,
    by: String,
}

/// What waits, and what is waited for.
#[derive(Template)]
#[template(path = "work/pages/work.html")]
struct WorkPage {
    shell: Shell,
    mine: Vec<Line>,
    others: Vec<Line>,
    /// What to do when nothing waits, for each office held.
    idle: Vec<String>,
}

/// How many days before its due date something counts as soon due.
const SOON: i64 = 7;

/// Where a thing is opened.
fn href(item: &Item) -> String {
    let below = |place: &str| match item.congress_id {
        Some(congress) => format!("/congresses/{congress}/{place}"),
        None => "/congresses".to_owned(),
    };
    match item.kind {
        SubjectKind::Plan => format!("/plans/{}", item.id),
        SubjectKind::Congress => format!("/congresses/{}", item.id),
        SubjectKind::Document => format!("/documents/{}", item.id),
        SubjectKind::Personnel => below("personnel"),
        SubjectKind::Election => below("elections"),
        SubjectKind::Opinion => format!("/opinions/{}", item.id),
        SubjectKind::Guidance => format!("/guidances/{}", item.id),
        SubjectKind::Assignment => format!("/assignments/{}", item.id),
        SubjectKind::Unit => format!("/units/{}", item.id),
        SubjectKind::User => format!("/users/{}", item.id),
        SubjectKind::Installation => "/".to_owned(),
    }
}

/// What is to be done, in words: of a state that nobody has put in words, the state.
fn deed(shell: &Shell, item: &Item) -> String {
    match &item.deed {
        Deed::Due(kind) => shell.term("overdue", kind),
        Deed::Turn(code) => {
            let (process, state) = code.split_once('.').unwrap_or((code, ""));
            let key = format!("work-do-{process}-{}", state.replace('_', "-"));
            if shell.language.knows(&key) {
                return shell.say(&key);
            }
            let state = shell.term(&format!("{process}-state"), state);
            format!("{}: {state}", shell.term("subject-kind", process))
        }
    }
}

fn line(shell: &Shell, item: Item, today: NaiveDate) -> Line {
    let name = item
        .name
        .clone()
        .map(|name| shell.language.say_with("work-name", &[("name", name)]));
    let about: Vec<String> = name.into_iter().chain(item.place.clone()).collect();
    let days = item.due_on.map(|due| (due - today).num_days());
    let mut seats: Vec<String> = item
        .by
        .iter()
        .map(|(seat, _)| shell.term("seat", seat))
        .collect();
    seats.dedup();
    Line {
        deed: deed(shell, &item),
        about: about.join(" – "),
        href: href(&item),
        due: shell.maybe_date(&item.due_on),
        late: days.is_some_and(|days| days < 0),
        soon: days.is_some_and(|days| (0..=SOON).contains(&days)),
        since: shell.maybe_date(&item.since),
        by: seats.join(", "),
    }
}

/// What somebody with these offices does when nothing waits.
fn idle(shell: &Shell, actor: &Actor) -> Vec<String> {
    let mut roles: Vec<_> = actor.offices.iter().map(|office| office.role).collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        return vec![shell.say("work-idle-nobody")];
    }
    roles
        .into_iter()
        .map(|role| shell.term("work-idle", role))
        .collect()
}

#[get("/")]
async fn my_work(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (today, asking) = (actor.today(), actor.clone());
    let Work { mine, others } = state
        .db
        .read(move |conn| service::of(conn, &asking))
        .await?;
    let lines = |items: Vec<Item>| -> Vec<Line> {
        let items = items.into_iter();
        items.map(|item| line(&shell, item, today)).collect()
    };
    let page = WorkPage {
        mine: lines(mine),
        others: lines(others),
        idle: idle(&shell, &actor),
        shell,
    };
    show(&req, &page)
}
