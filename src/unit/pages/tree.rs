//! The tree of organisations as it stood on a day, opened branch by branch; and the search in it.

use std::sync::Arc;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use super::{last_names, level_words, path, sector_choices};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::dates::civil_date;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::list::{grouped, next_page};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::sector;
use crate::sector::model::{Sector, SectorId};
use crate::unit::model::{Level, StandingUnit, UnitFilter, UnitId};
use crate::unit::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(units_page).service(one_branch_of_the_tree);
}

/// Which part of the tree, or what to search for.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct UnitsAsked {
    #[validate(length(max = 200))]
    q: Option<String>,
    level: Option<Level>,
    sector: Option<SectorId>,
    #[serde(default, deserialize_with = "typed_date")]
    #[validate(custom(function = "civil_date"))]
    as_of: Option<NaiveDate>,
    open: Option<UnitId>,
    cursor: Option<String>,
}

impl UnitsAsked {
    /// Whether a list is asked for and not the tree.
    fn is_search(&self) -> bool {
        self.q.is_some() || self.level.is_some() || self.sector.is_some()
    }

    fn pairs(&self) -> Vec<(&'static str, Option<String>)> {
        vec![
            ("q", self.q.clone()),
            ("level", self.level.map(|level| level.to_string())),
            ("sector", self.sector.map(|sector| sector.to_string())),
            ("as_of", self.as_of.map(|day| day.to_string())),
        ]
    }

    fn fields(&self, shell: &Shell, sectors: &[Sector]) -> Vec<Field> {
        let say = |key: &str| shell.say(key);
        let levels = Choice::all::<Level>(shell, "level");
        let sectors = sector_choices(sectors);
        vec![
            Field::new("q", say("units-name-or-code"), Widget::Line)
                .hint(say("units-search-hint"))
                .now_maybe(self.q.as_ref()),
            Field::new("level", say("units-level"), Widget::Select(levels)).now_maybe(self.level),
            Field::new("sector", say("units-sector"), Widget::Select(sectors))
                .now_maybe(self.sector),
            Field::new("as_of", say("units-as-of"), Widget::Date)
                .hint(say("units-as-of-hint"))
                .now_maybe(self.as_of),
        ]
    }
}

/// A unit in the tree, with those below it when it is open.
#[derive(Template)]
#[template(path = "unit/pages/node.html")]
struct Node {
    shell: Arc<Shell>,
    id: UnitId,
    parent_id: Option<UnitId>,
    name: String,
    level: Level,
    members: i64,
    as_of: Option<NaiveDate>,
    is_open: bool,
    below: Vec<Node>,
    is_cut_short: bool,
}

impl Node {
    fn has_units_below(&self) -> bool {
        !self.level.is_branch()
    }

    fn kind(&self) -> String {
        level_words(&self.shell, self.level)
    }

    fn figure(&self) -> String {
        let count = grouped(self.members);
        self.shell.say_of("units-members-count", "count", count)
    }

    fn day(&self) -> String {
        self.as_of
            .map(|day| format!("as_of={day}"))
            .unwrap_or_default()
    }

    /// The page on which this unit is open, or shut again.
    fn page(&self) -> String {
        let open = if self.is_open {
            self.parent_id
        } else {
            Some(self.id)
        };
        let open = open.map(|id| format!("open={id}&")).unwrap_or_default();
        format!("/units?{open}{}#u-{}", self.day(), self.id)
    }

    /// The same, of this branch of the tree alone.
    fn part(&self) -> String {
        let verb = if self.is_open { "shut" } else { "open" };
        format!("{}/tree/{verb}?{}", path(self.id), self.day())
    }

    fn own_page(&self) -> String {
        let day = self.as_of.map(|day| format!("?as_of={day}"));
        format!("{}{}", path(self.id), day.unwrap_or_default())
    }
}

/// How the tree is being opened.
struct Growing {
    shell: Arc<Shell>,
    actor: Actor,
    on: NaiveDate,
    as_of: Option<NaiveDate>,
    /// The units that are open, from the top down.
    open: Vec<UnitId>,
}

impl Growing {
    fn node(&self, conn: &mut AnyConnection, unit: StandingUnit) -> Result<Node, Error> {
        let place = unit.stretch.placement;
        let is_open = self.open.contains(&place.unit_id) && !place.level.is_branch();
        let (mut below, mut is_cut_short) = (Vec::new(), false);
        if is_open {
            let all = PageRequest {
                limit: MOST,
                after: None,
            };
            let found = service::directly_below(conn, &self.actor, place.unit_id, self.on, &all)?;
            is_cut_short = found.next.is_some();
            // As deep as the line that is open: each unit of it once.
            for unit in found.items {
                below.push(self.node(conn, unit)?);
            }
        }
        Ok(Node {
            shell: Arc::clone(&self.shell),
            id: place.unit_id,
            parent_id: place.parent_id,
            name: place.name,
            level: place.level,
            members: unit.official_members,
            as_of: self.as_of,
            is_open,
            below,
            is_cut_short,
        })
    }
}

/// A unit that was found.
struct Row {
    id: UnitId,
    code: String,
    name: String,
    level: Level,
    upper: String,
    official: i64,
    probationary: i64,
}

/// The tree, or what was found in it.
#[derive(Template)]
#[template(path = "unit/pages/units.html")]
struct UnitsPage {
    shell: Arc<Shell>,
    filters: Vec<Field>,
    narrowed: bool,
    as_of: Option<NaiveDate>,
    tree: Vec<Node>,
    rows: Vec<Row>,
    next: Option<Link>,
    may_establish: bool,
    imports_units: bool,
    imports_members: bool,
    keeps_sectors: bool,
}

impl UnitsPage {
    fn kind(&self, row: &Row) -> String {
        level_words(&self.shell, row.level)
    }

    fn day(&self) -> String {
        self.as_of
            .map(|day| format!("?as_of={day}"))
            .unwrap_or_default()
    }
}

fn rows(conn: &mut AnyConnection, found: Page<StandingUnit>) -> Result<Vec<Row>, Error> {
    let above: Vec<UnitId> = found
        .items
        .iter()
        .filter_map(|unit| unit.stretch.placement.parent_id)
        .collect();
    let names = last_names(conn, &above)?;
    let row = |unit: StandingUnit| {
        let place = unit.stretch.placement;
        let upper = place.parent_id.and_then(|parent| names.get(&parent));
        Row {
            id: place.unit_id,
            upper: upper.cloned().unwrap_or_default(),
            code: place.code,
            name: place.name,
            level: place.level,
            official: unit.official_members,
            probationary: unit.probationary_members,
        }
    };
    Ok(found.items.into_iter().map(row).collect())
}

/// What the page is made of.
struct Found {
    sectors: Vec<Sector>,
    tree: Vec<Node>,
    rows: Vec<Row>,
    next: Option<String>,
}

fn look(
    conn: &mut AnyConnection,
    growing: &Growing,
    asked: &UnitsAsked,
    page: &PageRequest<UnitPath>,
) -> Result<Found, Error> {
    let actor = &growing.actor;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let mut found = Found {
        sectors: sector::service::list(conn, actor, &all)?.items,
        tree: Vec::new(),
        rows: Vec::new(),
        next: None,
    };
    if asked.is_search() {
        let filter = UnitFilter {
            under: None,
            level: asked.level,
            sector_id: asked.sector,
            words: asked.q.clone(),
            as_of: asked.as_of,
        };
        let units = service::list(conn, actor, &filter, page)?;
        found.next.clone_from(&units.next);
        found.rows = rows(conn, units)?;
        return Ok(found);
    }
    for top in service::tops(conn, actor, growing.on)? {
        found.tree.push(growing.node(conn, top)?);
    }
    Ok(found)
}

/// The units that are open when this one is: itself and those above it. One that stood nowhere opens nothing.
fn open_line(
    conn: &mut AnyConnection,
    open: Option<UnitId>,
    on: NaiveDate,
) -> Result<Vec<UnitId>, Error> {
    let Some(unit) = open else {
        return Ok(Vec::new());
    };
    match service::place(conn, unit, on) {
        Ok(place) => Ok(place.path.units()),
        Err(Error::NotFound) => Ok(Vec::new()),
        Err(other) => Err(other),
    }
}

#[get("/units")]
async fn units_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<UnitsAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (asked, shell) = (asked.0, Arc::new(shell));
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let keeps = |action| crate::auth::permission::permit_somewhere(&actor, action).is_ok();
    let (keeps_units, keeps_members) = (keeps(Action::KeepUnits), keeps(Action::KeepMembers));
    let keeps_all = service::permit_for_the_installation(&actor, Action::KeepUnits).is_ok();
    let (inside, outside) = (asked.clone(), Arc::clone(&shell));
    let found = state
        .db
        .read(move |conn| {
            let on = inside.as_of.unwrap_or(actor.today());
            let growing = Growing {
                shell: Arc::clone(&outside),
                actor: actor.clone(),
                on,
                as_of: inside.as_of,
                open: open_line(conn, inside.open, on)?,
            };
            look(conn, &growing, &inside, &page)
        })
        .await?;
    let more = shell.say("more");
    let page = UnitsPage {
        filters: asked.fields(&shell, &found.sectors),
        narrowed: asked.is_search() || asked.as_of.is_some(),
        as_of: asked.as_of,
        tree: found.tree,
        rows: found.rows,
        next: next_page("/units", &asked.pairs(), found.next.as_deref(), more),
        may_establish: keeps_all,
        imports_units: keeps_units,
        imports_members: keeps_members,
        keeps_sectors: keeps_all,
        shell,
    };
    show(&req, &page)
}

/// On which day.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct DayAsked {
    #[serde(default, deserialize_with = "typed_date")]
    #[validate(custom(function = "civil_date"))]
    as_of: Option<NaiveDate>,
}

/// One unit of the tree, open or shut, for a page that is there already.
#[get("/units/{id}/tree/{verb:open|shut}")]
async fn one_branch_of_the_tree(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(UnitId, String)>,
    asked: Asked<DayAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let ((id, verb), as_of) = (at.into_inner(), asked.0.as_of);
    let shell = Arc::new(shell);
    let node = state
        .db
        .read(move |conn| {
            let unit = service::find(conn, &actor, id, as_of)?;
            let growing = Growing {
                shell: Arc::clone(&shell),
                on: as_of.unwrap_or(actor.today()),
                actor: actor.clone(),
                as_of,
                open: if verb == "open" { vec![id] } else { Vec::new() },
            };
            growing.node(conn, unit)
        })
        .await?;
    show(&req, &node)
}
