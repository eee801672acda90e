//! When the congresses of a plan are held, drawn beside the plan's windows; the table below says the same.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use super::chart::{LEFT, RIGHT, ROW, Span, TOP, short};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::board::model::{Board, Row, Wanted};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::model::{Plan, PlanId};
use crate::unit::model::UnitId;
use crate::{board, plan};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(timeline_page);
}

/// Which part of the round.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Looked {
    unit_id: Option<UnitId>,
    cursor: Option<String>,
    limit: Option<i64>,
}

/// A stretch of days behind the rows.
pub(super) struct Shade {
    pub(super) x: i64,
    pub(super) width: i64,
    pub(super) fill: &'static str,
    pub(super) words: String,
}

/// A congress in the drawing.
pub(super) struct Bar {
    /// The middle of its row.
    pub(super) y: i64,
    pub(super) name: String,
    /// Where its day stands; nowhere while it is not fixed.
    pub(super) x: Option<i64>,
    pub(super) is_pilot: bool,
    pub(super) fill: &'static str,
    pub(super) words: String,
}

impl Bar {
    /// The corners of a pilot's mark.
    pub(super) fn corners(&self, x: &i64) -> String {
        let (x, y) = (*x, self.y);
        format!("{},{y} {x},{} {},{y} {x},{}", x - 8, y - 8, x + 8, y + 8)
    }
}

/// When the congresses are held.
#[derive(Template)]
#[template(path = "progress/pages/timeline.html")]
struct TimelinePage {
    shell: Shell,
    back: Link,
    board: Board,
    at: Drawing,
    next: Option<Link>,
}

/// When the congresses are held, as a drawing.
pub(super) struct Drawing {
    pub(super) height: i64,
    pub(super) shades: Vec<Shade>,
    pub(super) months: Vec<(i64, String)>,
    /// Where today stands.
    pub(super) today: Option<i64>,
    pub(super) bars: Vec<Bar>,
    /// The drawing in a sentence.
    pub(super) description: String,
}

impl Drawing {
    /// These congresses beside the windows of their plan.
    pub(super) fn of(shell: &Shell, board: &Board, today: NaiveDate) -> Self {
        let rows = &board.page.items;
        let span = span(&board.plan, rows, today);
        let count = i64::try_from(rows.len()).unwrap_or(0);
        let shades = shades(shell, &board.plan, span);
        let windows: Vec<&str> = shades.iter().map(|shade| shade.words.as_str()).collect();
        let args = [
            ("count", count.into()),
            ("windows", windows.join("; ").into()),
        ];
        let months = span.months().into_iter();
        Self {
            height: TOP + count * ROW + 12,
            months: months
                .map(|day| (span.x(day), day.format("%-m/%Y").to_string()))
                .collect(),
            today: span.covers(today).then(|| span.x(today)),
            bars: bars(shell, rows, span),
            description: shell.language.say_with("timeline-description", &args),
            shades,
        }
    }

    /// Whether it shows any congress.
    pub(super) fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    /// How high the months stand above the rows.
    pub(super) fn top(&self) -> i64 {
        TOP
    }

    /// Where the days begin.
    pub(super) fn left(&self) -> i64 {
        LEFT
    }

    /// Where they end.
    pub(super) fn right(&self) -> i64 {
        RIGHT
    }
}

fn span(plan: &Plan, rows: &[Row], today: NaiveDate) -> Span {
    let windows = [plan.pilot_from, plan.pilot_to, plan.rest_from, plan.rest_to];
    let mut days: Vec<NaiveDate> = windows.into_iter().flatten().collect();
    days.extend(rows.iter().filter_map(|row| row.congress.planned_on));
    Span::over(&days, today)
}

fn shades(shell: &Shell, plan: &Plan, span: Span) -> Vec<Shade> {
    let windows = [
        (
            plan.pilot_from,
            plan.pilot_to,
            "#fbe7c6",
            "plans-pilot-window",
        ),
        (plan.rest_from, plan.rest_to, "#dbe9f6", "plans-rest-window"),
    ];
    let drawn = windows.into_iter().filter_map(|(from, to, fill, key)| {
        let (from, to) = (from?, to?);
        let x = span.x(from);
        Some(Shade {
            x,
            width: (span.x(to) - x).max(2),
            fill,
            words: format!(
                "{}: {} – {}",
                shell.say(key),
                shell.date(&from),
                shell.date(&to)
            ),
        })
    });
    drawn.collect()
}

fn bars(shell: &Shell, rows: &[Row], span: Span) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut y = TOP + ROW / 2;
    for row in rows {
        let congress = &row.congress;
        let day = congress.planned_on;
        bars.push(Bar {
            y,
            name: short(&congress.unit_name),
            x: day.map(|day| span.x(day)),
            is_pilot: congress.pilot,
            fill: if congress.state.is_held() {
                "#1d2126"
            } else {
                "#ffffff"
            },
            words: format!(
                "{}: {}, {}",
                congress.unit_name,
                shell.maybe_date(&day),
                shell.term("congress-state", congress.state)
            ),
        });
        y += ROW;
    }
    bars
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    unit_id: Option<UnitId>,
    page: &PageRequest<crate::congress::model::Place>,
) -> Result<Board, Error> {
    let wanted = Wanted {
        unit_id,
        ..Wanted::default()
    };
    board::service::read(conn, actor, id, &wanted, page)
}

#[get("/plans/{id}/timeline")]
async fn timeline_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<Looked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let (today, unit_id) = (actor.today(), query.unit_id);
    let board = state
        .db
        .read(move |conn| look(conn, &actor, *id, unit_id, &page))
        .await?;
    let here = format!("{}/timeline", plan::pages::path(board.plan.id));
    let asked = [("unit_id", unit_id.map(|unit| unit.to_string()))];
    let page = TimelinePage {
        back: plan::pages::back(&board.plan),
        next: next_page(&here, &asked, board.page.next.as_deref(), shell.say("more")),
        at: Drawing::of(&shell, &board, today),
        board,
        shell,
    };
    show(&req, &page)
}
