//! The pages of progress: how far a round has come, and when its congresses are held.

mod chart;
pub mod part;
mod timeline;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use strum::VariantArray;
use validator::Validate;

use self::chart::{Segment, stacked};
use super::api::nameless;
use super::model::{By, Counts, Group, Progress, Question};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::board::model::{Board, Timing, Wanted};
use crate::congress::model::State;
use crate::dates::civil_date;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::list::{grouped, next_page};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::model::{Plan, PlanId};
use crate::unit::model::UnitId;
use crate::{board, plan, unit};

/// The pages of progress.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(progress_page);
    timeline::routes(cfg);
}

/// How many late congresses the page names; the board has the rest.
const NAMED: i64 = 10;

/// Progress of what, seen from when.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Looked {
    unit_id: Option<UnitId>,
    #[serde(default, deserialize_with = "typed_date")]
    #[validate(custom(function = "civil_date"))]
    as_of: Option<NaiveDate>,
    cursor: Option<String>,
    limit: Option<i64>,
}

/// The colour of a state in a bar; the words stand beside it.
fn colour(state: State) -> &'static str {
    match state {
        State::Preparing => "#b9bfc7",
        State::Submitted => "#e0b252",
        State::Approved => "#8fb4d9",
        State::Convened => "#4f86bd",
        State::InSession => "#1a5a96",
        State::Closed => "#7dbb8f",
        State::Reported => "#3f8f5a",
        State::Confirmed => "#14532d",
        State::Annulled => "#b00020",
        State::Cancelled => "#545c66",
    }
}

/// One part of the round in a table.
struct Line {
    name: String,
    /// Where its own progress is shown.
    href: Option<String>,
    total: String,
    bar: Vec<Segment>,
    /// The bar in words.
    words: String,
    /// How many stand in each state that occurs.
    states: Vec<String>,
    late: String,
    at_risk: String,
}

impl Line {
    /// How wide its bar is.
    fn width(&self) -> i64 {
        chart::BAR
    }
}

/// A breakdown as a table.
struct Breakdown {
    caption: String,
    head: String,
    lines: Vec<Line>,
    sum: Line,
}

/// The congresses that are late, or soon will be.
struct Urgent {
    heading: String,
    none: String,
    board: Board,
    all: Link,
}

/// How far a round has come.
#[derive(Template)]
#[template(path = "progress/pages/progress.html")]
struct ProgressPage {
    shell: Shell,
    back: Link,
    plan: Plan,
    filters: Vec<Field>,
    unit: String,
    above: Option<Link>,
    as_of: NaiveDate,
    /// The states that occur, with their colours.
    states: Vec<(String, &'static str)>,
    tables: Vec<Breakdown>,
    urgent: Vec<Urgent>,
    next: Option<Link>,
}

struct Found {
    plan: Plan,
    by_unit: Progress,
    by_sector: Progress,
    unit: String,
    above: Option<UnitId>,
    urgent: Vec<(Timing, Board)>,
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    question: Question,
    page: &PageRequest<UnitPath>,
) -> Result<Found, Error> {
    let plan = plan::service::find(conn, actor, id)?;
    let by_unit = service::read(conn, actor, id, &question, page)?;
    let of_unit = Question {
        unit_id: Some(by_unit.unit_id),
        by: By::Sector,
        ..question
    };
    let by_sector = service::read(conn, actor, id, &of_unit, page)?;
    let stretch = unit::service::nearest_place(conn, by_unit.unit_id, question.as_of)?;
    let mut urgent = Vec::new();
    // A day of the past is told from the history, which names nobody.
    if question.as_of == actor.today() {
        for timing in [Timing::Late, Timing::AtRisk] {
            let wanted = Wanted {
                unit_id: Some(by_unit.unit_id),
                timing: Some(timing),
                ..Wanted::default()
            };
            let first = PageRequest {
                limit: NAMED,
                after: None,
            };
            let board = board::service::read(conn, actor, id, &wanted, &first)?;
            urgent.push((timing, board));
        }
    }
    let above = match stretch.placement.parent_id {
        Some(parent) if by_unit.unit_id != plan.unit_id => {
            let place = unit::service::nearest_place(conn, parent, question.as_of)?.placement;
            // Whoever stands below sees their own part alone.
            let reached = permit(actor, Action::ReadCongresses, &place.path).is_ok();
            reached.then_some(parent)
        }
        Some(_) | None => None,
    };
    Ok(Found {
        above,
        unit: stretch.placement.name,
        plan,
        by_unit,
        by_sector,
        urgent,
    })
}

/// The states in which any congress stands.
fn occurring(counts: &Counts) -> Vec<State> {
    let all = State::VARIANTS.iter().copied();
    all.filter(|state| number(counts, *state) != 0).collect()
}

fn number(counts: &Counts, state: State) -> i64 {
    counts.states.get(&state.to_string()).copied().unwrap_or(0)
}

fn line(shell: &Shell, name: String, href: Option<String>, counts: &Counts, of: &[State]) -> Line {
    let parts: Vec<(i64, &'static str, String)> = of
        .iter()
        .map(|state| {
            let n = number(counts, *state);
            let words = format!("{}: {}", shell.term("congress-state", state), grouped(n));
            (n, colour(*state), words)
        })
        .collect();
    let told: Vec<&str> = parts
        .iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(_, _, words)| words.as_str())
        .collect();
    Line {
        words: if told.is_empty() {
            shell.say("progress-none")
        } else {
            told.join("; ")
        },
        bar: stacked(&parts),
        states: parts.iter().map(|(n, ..)| grouped(*n)).collect(),
        total: grouped(counts.total),
        late: grouped(counts.late),
        at_risk: grouped(counts.at_risk),
        name,
        href,
    }
}

/// A breakdown as a table, with the sum below.
fn breakdown(shell: &Shell, plan: &Plan, progress: &Progress, of: &[State]) -> Breakdown {
    let (caption, head) = match progress.by {
        By::Child => ("progress-by-unit", "progress-unit"),
        By::Sector | By::State => ("progress-by-sector", "plans-sector"),
    };
    let href = |group: &Group| {
        let unit = group.unit_id?;
        let at = plan::pages::path(plan.id);
        Some(format!(
            "{at}/progress?unit_id={unit}&as_of={}",
            progress.as_of
        ))
    };
    let name = |group: &Group| {
        if group.name.is_empty() {
            shell.say(nameless(progress.by))
        } else {
            group.name.clone()
        }
    };
    let groups = progress.groups.iter();
    Breakdown {
        caption: shell.say(caption),
        head: shell.say(head),
        lines: groups
            .map(|group| line(shell, name(group), href(group), &group.counts, of))
            .collect(),
        sum: line(shell, shell.say("progress-sum"), None, &progress.counts, of),
    }
}

fn urgent(shell: &Shell, (timing, board): (Timing, Board), unit: UnitId) -> Urgent {
    let (heading, none) = match timing {
        Timing::Late => ("progress-late-list", "progress-none-late"),
        Timing::AtRisk | Timing::OnTime => ("progress-at-risk-list", "progress-none-at-risk"),
    };
    let at = plan::pages::path(board.plan.id);
    let all = format!("{at}/board?timing={timing}&unit_id={unit}");
    Urgent {
        heading: shell.say(heading),
        none: shell.say(none),
        all: Link::new(all, shell.say("progress-all-on-board")),
        board,
    }
}

#[get("/plans/{id}/progress")]
async fn progress_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<Looked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let as_of = query.as_of.unwrap_or_else(|| actor.today());
    let question = Question {
        unit_id: query.unit_id,
        by: By::Child,
        as_of,
    };
    let found = state
        .db
        .read(move |conn| look(conn, &actor, *id, question, &page))
        .await?;
    let plan = found.plan;
    let here = format!("{}/progress", plan::pages::path(plan.id));
    let asked = [
        ("unit_id", query.unit_id.map(|unit| unit.to_string())),
        ("as_of", Some(as_of.to_string())),
    ];
    let states = occurring(&found.by_unit.counts);
    let unit_id = found.by_unit.unit_id;
    let urgent_lists = found.urgent.into_iter();
    let page = ProgressPage {
        back: plan::pages::back(&plan),
        filters: vec![
            Field::new("as_of", shell.say("progress-as-of"), Widget::Date)
                .hint(shell.say("progress-as-of-hint"))
                .now(as_of),
        ],
        above: found.above.map(|unit| {
            let href = format!("{here}?unit_id={unit}&as_of={as_of}");
            Link::new(href, shell.say("progress-above"))
        }),
        tables: [&found.by_unit, &found.by_sector]
            .into_iter()
            .filter(|progress| !progress.groups.is_empty())
            .map(|progress| breakdown(&shell, &plan, progress, &states))
            .collect(),
        urgent: urgent_lists
            .map(|list| urgent(&shell, list, unit_id))
            .collect(),
        next: next_page(
            &here,
            &asked,
            found.by_unit.next.as_deref(),
            shell.say("progress-more-units"),
        ),
        states: states
            .iter()
            .map(|state| (shell.term("congress-state", state), colour(*state)))
            .collect(),
        unit: found.unit,
        as_of,
        plan,
        shell,
    };
    show(&req, &page)
}
