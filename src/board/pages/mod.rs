//! The roll-out board as a page, as CSV and as XLSX.

use actix_web::http::header;
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::export::{self, Table};
use super::model::{Board, Mark, Milestone, Row, Timing, Wanted};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::State;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::file::attachment;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::model::{Plan, PlanId};
use crate::sector::model::SectorId;
use crate::unit::model::{Placement, UnitId};
use crate::{plan, sector, unit};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The pages of the roll-out board.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(board_page)
        .service(board_csv)
        .service(board_xlsx);
}

/// What the board is narrowed to.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct BoardQuery {
    unit_id: Option<UnitId>,
    sector_id: Option<SectorId>,
    state: Option<State>,
    timing: Option<Timing>,
    cursor: Option<String>,
    limit: Option<i64>,
}

impl BoardQuery {
    fn wanted(&self) -> Wanted {
        Wanted {
            unit_id: self.unit_id,
            sector_id: self.sector_id,
            state: self.state,
            timing: self.timing,
        }
    }

    /// What stands in the address besides the cursor.
    fn asked(&self) -> [(&'static str, Option<String>); 4] {
        [
            ("unit_id", self.unit_id.map(|unit| unit.to_string())),
            ("sector_id", self.sector_id.map(|sector| sector.to_string())),
            ("state", self.state.map(|state| state.to_string())),
            ("timing", self.timing.map(|timing| timing.to_string())),
        ]
    }

    fn address(&self, path: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.asked() {
            if let Some(value) = value {
                out.append_pair(name, &value);
            }
        }
        let asked = out.finish();
        if asked.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{asked}")
        }
    }
}

/// The roll-out board.
#[derive(Template)]
#[template(path = "board/pages/board.html")]
struct BoardPage {
    shell: Shell,
    back: Link,
    plan: Plan,
    filters: Vec<Field>,
    heads: Vec<String>,
    rows: Vec<(Row, Vec<String>)>,
    csv: Link,
    xlsx: Link,
    next: Option<Link>,
}

/// What a mark says in words; never by a sign alone.
fn mark(shell: &Shell, mark: Mark) -> String {
    match mark {
        Mark::Passed(Some(day)) => shell.date(&day),
        Mark::Passed(None) => shell.say("board-passed"),
        Mark::Open => shell.say("board-open"),
        Mark::NotAsked => "–".to_owned(),
    }
}

fn milestones(shell: &Shell) -> Vec<String> {
    use strum::VariantArray;
    let all = Milestone::VARIANTS.iter();
    all.map(|one| shell.term("board-milestone", one)).collect()
}

fn marks(shell: &Shell, row: &Row) -> Vec<String> {
    row.marks.iter().map(|(_, one)| mark(shell, *one)).collect()
}

type Filters = (Vec<Placement>, Vec<(SectorId, String)>);

/// What the board can be narrowed to: the committees directly below the plan's, as far as somebody reaches, and the
/// sectors.
fn choices(conn: &mut AnyConnection, actor: &Actor, plan: &Plan) -> Result<Filters, Error> {
    let most = PageRequest {
        limit: MOST,
        after: None,
    };
    let top = unit::service::place(conn, plan.unit_id, actor.today())?;
    let below = match unit::service::children(conn, actor, &top, actor.today(), &most) {
        Ok(page) => page.items,
        // Whoever stands below sees their own part alone.
        Err(Error::NotFound | Error::Forbidden(_)) => Vec::new(),
        Err(other) => return Err(other),
    };
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let sectors = sector::service::list(conn, actor, &all)?.items.into_iter();
    let sectors = sectors.map(|sector| (sector.id, sector.name)).collect();
    Ok((below, sectors))
}

fn filters(shell: &Shell, query: &BoardQuery, (units, sectors): Filters) -> Vec<Field> {
    let units = units
        .into_iter()
        .map(|place| Choice::new(place.unit_id, place.name));
    let sectors = sectors.into_iter().map(|(id, name)| Choice::new(id, name));
    let states = Choice::all::<State>(shell, "congress-state");
    let timings = Choice::all::<Timing>(shell, "board-timing");
    let field = |name: &str, key: &str, choices: Vec<Choice>| {
        Field::new(name, shell.say(key), Widget::Select(choices))
    };
    vec![
        field("unit_id", "board-unit", units.collect()).now_maybe(query.unit_id),
        field("sector_id", "plans-sector", sectors.collect()).now_maybe(query.sector_id),
        field("state", "field-state", states).now_maybe(query.state),
        field("timing", "board-timing", timings).now_maybe(query.timing),
    ]
}

#[get("/plans/{id}/board")]
async fn board_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<BoardQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let wanted = query.wanted();
    let (board, found) = state
        .db
        .read(move |conn| {
            let board = service::read(conn, &actor, *id, &wanted, &page)?;
            let choices = choices(conn, &actor, &board.plan)?;
            Ok((board, choices))
        })
        .await?;
    let here = format!("{}/board", plan::pages::path(board.plan.id));
    let page = BoardPage {
        back: plan::pages::back(&board.plan),
        filters: filters(&shell, &query, found),
        heads: milestones(&shell),
        csv: Link::new(
            query.address(&format!("{here}.csv")),
            shell.say("board-csv"),
        ),
        xlsx: Link::new(
            query.address(&format!("{here}.xlsx")),
            shell.say("board-xlsx"),
        ),
        next: next_page(
            &here,
            &query.asked(),
            board.page.next.as_deref(),
            shell.say("more"),
        ),
        rows: board
            .page
            .items
            .into_iter()
            .map(|row| {
                let marks = marks(&shell, &row);
                (row, marks)
            })
            .collect(),
        plan: board.plan,
        shell,
    };
    show(&req, &page)
}

/// The board as a table to keep, with the same columns as the page.
fn table(shell: &Shell, board: &Board, now: crate::db::time::Instant) -> Table {
    let name = board.plan.symbol.as_deref().unwrap_or(&board.plan.title);
    let firsts = [
        "plans-branch",
        "plans-above",
        "plans-sector",
        "board-pilot",
        "plans-planned-on",
        "field-state",
        "board-due-on",
        "board-timing",
    ];
    let mut heads: Vec<String> = firsts.iter().map(|key| shell.say(key)).collect();
    heads.extend(milestones(shell));
    let rows = board.page.items.iter().map(|row| {
        let congress = &row.congress;
        let pilot = if congress.pilot {
            "plans-yes"
        } else {
            "plans-no"
        };
        let mut cells = vec![
            congress.unit_name.clone(),
            row.above.clone(),
            row.sector.clone(),
            shell.say(pilot),
            shell.maybe_date(&congress.planned_on),
            shell.term("congress-state", congress.state),
            shell.maybe_date(&congress.due_on),
            shell.term("board-timing", row.timing),
        ];
        cells.extend(marks(shell, row));
        cells
    });
    let who = shell.who.as_ref().map(|who| who.name.clone());
    let args = [
        ("who", who.unwrap_or_default().into()),
        ("when", shell.moment(&now).into()),
    ];
    Table {
        title: shell.say_of("board-title-of", "plan", name),
        heads,
        rows: rows.collect(),
        taken_by: shell.language.say_with("board-taken-by", &args),
    }
}

async fn whole(
    state: &AppState,
    visitor: Visitor,
    id: PlanId,
    query: &BoardQuery,
) -> Result<Table, PageError> {
    let Visitor { actor, shell } = visitor;
    let (wanted, now) = (query.wanted(), actor.now);
    let board = state
        .db
        .read(move |conn| service::read_whole(conn, &actor, id, &wanted))
        .await?;
    Ok(table(&shell, &board, now))
}

fn file(name: &str, kind: &str, body: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(attachment(name))
        .body(body)
}

#[get("/plans/{id}/board.csv")]
async fn board_csv(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<BoardQuery>,
) -> Result<HttpResponse, PageError> {
    let table = whole(&state, visitor, *id, &query.0).await?;
    let name = format!("{}.csv", table.title);
    Ok(file(
        &name,
        "text/csv; charset=utf-8",
        export::csv(&table).into_bytes(),
    ))
}

#[get("/plans/{id}/board.xlsx")]
async fn board_xlsx(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<BoardQuery>,
) -> Result<HttpResponse, PageError> {
    let table = whole(&state, visitor, *id, &query.0).await?;
    let name = format!("{}.xlsx", table.title);
    Ok(file(&name, XLSX, export::xlsx(&table)?))
}
