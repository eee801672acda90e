//! The page of one unit: where it stands, what is below it, where it stood before, what came before and after it.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use super::{choosing, last_names, level_words, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::dates::civil_date;
use crate::db::AnyConnection;
use crate::db::paging::{DEFAULT_LIMIT, MOST, Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::lineage::model::Succession;
use crate::placement::api::PlacementView;
use crate::unit::api::UnitView;
use crate::unit::model::{StandingUnit, Stretch, UnitId};
use crate::unit::service;
use crate::{lineage, sector};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(unit_page);
}

/// On which day, and which part of those below.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct UnitAsked {
    #[serde(default, deserialize_with = "typed_date")]
    #[validate(custom(function = "civil_date"))]
    as_of: Option<NaiveDate>,
    cursor: Option<String>,
}

/// What somebody may do at a unit.
#[derive(Debug, Clone, Copy)]
struct May {
    keep: bool,
    count: bool,
    read_members: bool,
    keep_accounts: bool,
    read_audit: bool,
}

impl May {
    fn of(actor: &Actor, place: &UnitPath) -> Self {
        let may = |action| permit(actor, action, place).is_ok();
        Self {
            keep: may(Action::KeepUnits),
            count: may(Action::KeepUnits) || may(Action::KeepMembers),
            read_members: may(Action::ReadMembers),
            keep_accounts: may(Action::ReadAccounts),
            read_audit: may(Action::ReadAudit),
        }
    }
}

/// A succession, seen from one side.
struct Kin {
    unit: Link,
    how: String,
    on: NaiveDate,
    note: String,
}

/// One unit.
#[derive(Template)]
#[template(path = "unit/pages/unit.html")]
struct UnitPage {
    shell: Shell,
    unit: UnitView,
    as_of: Option<NaiveDate>,
    kind: String,
    sector: String,
    line: Vec<Link>,
    below: Vec<UnitView>,
    next: Option<Link>,
    stretches: Vec<PlacementView>,
    names: HashMap<UnitId, String>,
    before: Vec<Kin>,
    after: Vec<Kin>,
    has_ended: bool,
    may: May,
}

impl UnitPage {
    fn kind_of(&self, unit: &UnitView) -> String {
        level_words(&self.shell, unit.level)
    }

    fn stood_as(&self, stretch: &PlacementView) -> String {
        level_words(&self.shell, stretch.level)
    }

    fn name(&self, id: &Option<UnitId>) -> String {
        let known = id.and_then(|id| self.names.get(&id));
        known.cloned().unwrap_or_else(|| "–".to_owned())
    }

    /// Where the unit to stand above it is chosen.
    fn moving(&self) -> String {
        choosing(&format!("{}/placements/new?parent_id=", path(self.unit.id)))
    }

    fn day(&self) -> String {
        self.as_of
            .map(|day| format!("?as_of={day}"))
            .unwrap_or_default()
    }
}

/// What the page is made of.
struct Found {
    unit: StandingUnit,
    sector: Option<String>,
    below: Page<StandingUnit>,
    stretches: Vec<Stretch>,
    before: Vec<Succession>,
    after: Vec<Succession>,
    names: HashMap<UnitId, String>,
}

fn nothing_below() -> Page<StandingUnit> {
    Page {
        items: Vec::new(),
        next: None,
    }
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, as_of): (UnitId, Option<NaiveDate>),
    page: &PageRequest<UnitPath>,
) -> Result<Found, Error> {
    let unit = service::find(conn, actor, id, as_of)?;
    let place = unit.stretch.placement.clone();
    let on = as_of.unwrap_or(actor.today());
    let below = match service::directly_below(conn, actor, id, on, page) {
        // Those above are seen, not all that is below them; nor is there anything below what has ended.
        Err(Error::NotFound | Error::Forbidden(_)) => nothing_below(),
        found => found?,
    };
    let all = PageRequest {
        limit: DEFAULT_LIMIT,
        after: None,
    };
    let stretches = service::placements(
        conn,
        actor,
        id,
        &PageRequest {
            limit: MOST,
            after: None,
        },
    )?;
    let before = lineage::service::predecessors(conn, actor, id, &all)?.items;
    let after = lineage::service::successors(conn, actor, id, &all)?.items;
    let mut named = place.path.units();
    named.extend(before.iter().map(|one| one.predecessor_id));
    named.extend(after.iter().map(|one| one.successor_id));
    named.extend(
        stretches
            .items
            .iter()
            .filter_map(|one| one.placement.parent_id),
    );
    named.sort_unstable();
    named.dedup();
    let sectors: Vec<_> = place.sector_id.into_iter().collect();
    Ok(Found {
        sector: sector::service::names(conn, &sectors)?.pop(),
        names: last_names(conn, &named)?,
        stretches: stretches.items,
        unit,
        below,
        before,
        after,
    })
}

fn kin(
    shell: &Shell,
    names: &HashMap<UnitId, String>,
    all: Vec<Succession>,
    other: impl Fn(&Succession) -> UnitId,
) -> Vec<Kin> {
    all.into_iter()
        .map(|one| {
            let id = other(&one);
            Kin {
                unit: Link::new(path(id), names.get(&id).cloned().unwrap_or_default()),
                how: shell.term("unit-succession", one.kind),
                on: one.on_date,
                note: one.note,
            }
        })
        .collect()
}

#[get("/units/{id}")]
async fn unit_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
    asked: Asked<UnitAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, as_of) = (*id, asked.0.as_of);
    let page = PageRequest::parse(asked.0.cursor.as_deref(), None)?;
    let asking = actor.clone();
    let found = state
        .db
        .read(move |conn| look(conn, &asking, (id, as_of), &page))
        .await?;
    let place = &found.unit.stretch.placement;
    let (may, kind) = (
        May::of(&actor, &place.path),
        level_words(&shell, place.level),
    );
    let line = place.path.units();
    let above = line.iter().filter(|unit| **unit != id);
    let link = |unit: &UnitId| {
        Link::new(
            path(*unit),
            found.names.get(unit).cloned().unwrap_or_default(),
        )
    };
    let line = above.map(link).collect();
    let day = [("as_of", as_of.map(|day| day.to_string()))];
    let today = actor.today();
    let page = UnitPage {
        as_of,
        kind,
        line,
        may,
        sector: found.sector.unwrap_or_default(),
        next: next_page(
            &path(id),
            &day,
            found.below.next.as_deref(),
            shell.say("more"),
        ),
        below: found.below.items.into_iter().map(UnitView::from).collect(),
        stretches: found
            .stretches
            .into_iter()
            .map(PlacementView::from)
            .collect(),
        before: kin(&shell, &found.names, found.before, |one| one.predecessor_id),
        after: kin(&shell, &found.names, found.after, |one| one.successor_id),
        has_ended: !found.unit.stretch.lasts_beyond(today),
        unit: UnitView::from(found.unit),
        names: found.names,
        shell,
    };
    show(&req, &page)
}
