//! The forms of units: establish one, report its member counts.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::{level_words, path, sector_choices};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::regulation::Severity;
use crate::sector::model::Sector;
use crate::unit::api::{CountsBody, NewUnitBody};
use crate::unit::model::{Level, StandingUnit, UnitId};
use crate::unit::rules::{expect_room_below, verdict};
use crate::unit::{counts, service};
use crate::{placement, sector};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_unit)
        .service(establish_unit)
        .service(counts_form)
        .service(report_counts);
}

/// Below which unit.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Below {
    parent_id: Option<UnitId>,
}

/// What the form of a new unit is made of.
struct Around {
    above: Option<StandingUnit>,
    sectors: Vec<Sector>,
}

fn around(
    conn: &mut AnyConnection,
    actor: &Actor,
    parent: Option<UnitId>,
) -> Result<Around, Error> {
    let above = match parent {
        Some(parent) => Some(service::find(conn, actor, parent, None)?),
        None => {
            service::permit_for_the_installation(actor, Action::KeepUnits)?;
            None
        }
    };
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    Ok(Around {
        above,
        sectors: sector::service::list(conn, actor, &all)?.items,
    })
}

/// The levels that may stand below another, or at the top; with a reason where one is asked for.
fn levels(shell: &Shell, above: Option<Level>) -> Vec<Choice> {
    use strum::VariantArray;
    let mut choices = Vec::new();
    for level in Level::VARIANTS {
        let found = verdict(above, *level);
        let hint = match found.as_ref().map(|found| found.severity) {
            None | Some(Severity::Info) => String::new(),
            Some(Severity::Warn) => shell.say("units-level-needs-reason"),
            Some(Severity::Block) => continue,
        };
        let mut choice = Choice::new(level, level_words(shell, level));
        choice.hint = hint;
        choices.push(choice);
    }
    choices
}

fn new_form(shell: &Shell, around: &Around) -> FormPage {
    let say = |key: &str| shell.say(key);
    let above = around.above.as_ref().map(|unit| &unit.stretch.placement);
    let back = above.map_or_else(
        || Link::new("/units", say("menu-units")),
        |above| Link::new(path(above.unit_id), above.name.clone()),
    );
    let title = if above.is_some() {
        say("units-new-below")
    } else {
        say("units-new-top")
    };
    let line = |name: &str, key: &str| Field::new(name, say(key), Widget::Line);
    let number = |name: &str, key: &str| Field::new(name, say(key), Widget::Number).optional();
    let levels = levels(shell, above.map(|above| above.level));
    let sectors = sector_choices(&around.sectors);
    let form = FormPage::new(shell, title, "/units/new", Some(back)).fields(vec![
        Field::new("level", say("units-level"), Widget::Radios(levels)),
        line("name", "units-name").hint(say("units-name-hint")),
        line("short_name", "units-short-name")
            .hint(say("units-short-name-hint"))
            .optional(),
        line("code", "units-code").hint(say("units-code-hint")),
        Field::new("sector_id", say("units-sector"), Widget::Select(sectors)).optional(),
        Field::new("valid_from", say("units-valid-from"), Widget::Date)
            .hint(say("units-valid-from-hint"))
            .optional(),
        number("official_members", "units-official"),
        number("probationary_members", "units-probationary"),
        Field::new("note", say("units-why"), Widget::Area)
            .hint(say("units-why-hint"))
            .optional(),
    ]);
    match above {
        Some(above) => form
            .about(above.name.clone())
            .hidden("parent_id", above.unit_id),
        None => form,
    }
}

#[get("/units/new")]
async fn new_unit(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<Below>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let parent = asked.0.parent_id;
    let around = state
        .db
        .read(move |conn| {
            let around = around(conn, &actor, parent)?;
            if let Some(above) = &around.above {
                let place = &above.stretch.placement;
                permit_what_is_seen(&actor, Action::KeepUnits, &place.path)?;
                expect_room_below(place.level)?;
            }
            Ok(around)
        })
        .await?;
    new_form(&shell, &around).show(&req)
}

#[post("/units/new")]
async fn establish_unit(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<NewUnitBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let typed = form.said.typed.get("parent_id");
    let parent = typed.and_then(|parent| parent.parse().ok());
    let reader = actor.clone();
    let around = state
        .db
        .read(move |conn| around(conn, &reader, parent))
        .await?;
    let page = new_form(&shell, &around);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let new = body.unit(actor.today());
            let unit = placement::service::establish(conn, actor, &new)?;
            let place = unit.stretch.placement;
            let sentence = shell.say_of("units-established", "name", place.name);
            Ok(Done::at(path(place.unit_id), sentence))
        },
    )
    .await
}

fn counts_page(shell: &Shell, unit: &StandingUnit) -> FormPage {
    let place = &unit.stretch.placement;
    let base = path(place.unit_id);
    let number = |name: &str, key: &str| Field::new(name, shell.say(key), Widget::Number);
    FormPage::new(
        shell,
        shell.say("units-report-counts"),
        format!("{base}/counts"),
        Some(Link::new(base, place.name.clone())),
    )
    .about(place.name.clone())
    .lead(shell.say("units-report-counts-lead"))
    .fields(vec![
        number("official_members", "units-official").now(unit.official_members),
        number("probationary_members", "units-probationary").now(unit.probationary_members),
    ])
    .version(unit.version)
}

#[get("/units/{id}/counts")]
async fn counts_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asking = actor.clone();
    let unit = state
        .db
        .read(move |conn| service::find(conn, &asking, *id, None))
        .await?;
    counts::expect_to_report(&actor, &unit.stretch.placement.path)?;
    counts_page(&shell, &unit).show(&req)
}

#[post("/units/{id}/counts")]
async fn report_counts(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UnitId>,
    form: ProtectedForm<CountsBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let unit = state
        .db
        .read(move |conn| service::find(conn, &reader, id, None))
        .await?;
    let page = counts_page(&shell, &unit);
    let seen = form.said.seen()?;
    let done = shell.say("units-counts-reported");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            counts::report(conn, actor, id, seen, body.changes())?;
            Ok(Done::at(path(id), done.clone()))
        },
    )
    .await
}
