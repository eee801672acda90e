//! The form that places a unit anew from a day on: another name, another committee above it, another level.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::api::NewPlacement;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::typed::Typed;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::sector::model::Sector;
use crate::unit::model::{Level, Placement, StandingUnit, UnitId};
use crate::unit::pages::{path, sector_choices};
use crate::{sector, unit};

/// The pages of placements.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(place_form).service(place_unit);
}

/// Below which unit from then on.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Under {
    parent_id: Option<UnitId>,
}

/// What the form is made of.
struct Around {
    unit: StandingUnit,
    /// The unit chosen to stand above it from then on.
    under: Option<(UnitId, String)>,
    sectors: Vec<Sector>,
}

fn around(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, under): (UnitId, Option<UnitId>),
) -> Result<Around, Error> {
    let unit = unit::service::find(conn, actor, id, None)?;
    let under = match under {
        Some(under) => {
            let above = unit::service::find(conn, actor, under, None)?;
            Some((under, above.stretch.placement.name))
        }
        None => None,
    };
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    Ok(Around {
        sectors: sector::service::list(conn, actor, &all)?.items,
        unit,
        under,
    })
}

fn form(shell: &Shell, around: &Around) -> FormPage {
    let place = &around.unit.stretch.placement;
    let say = |key: &str| shell.say(key);
    let base = path(place.unit_id);
    let line = |name: &str, key: &str, now: &str| Field::new(name, say(key), Widget::Line).now(now);
    let levels = Choice::all::<Level>(shell, "level");
    let sectors = sector_choices(&around.sectors);
    let title = match &around.under {
        Some((_, name)) => shell.say_of("units-move-under", "name", name),
        None => say("units-place"),
    };
    let form = FormPage::new(
        shell,
        title,
        format!("{base}/placements/new"),
        Some(Link::new(base, place.name.clone())),
    )
    .about(place.name.clone())
    .lead(say("units-place-lead"))
    .fields(vec![
        Field::new("valid_from", say("units-effective-from"), Widget::Date)
            .hint(say("units-effective-from-hint")),
        line("name", "units-name", &place.name),
        line("short_name", "units-short-name", &place.short_name),
        line("code", "units-code", &place.code),
        Field::new("level", say("units-level"), Widget::Select(levels)).now(place.level),
        Field::new("sector_id", say("units-sector"), Widget::Select(sectors))
            .now_maybe(place.sector_id)
            .optional(),
        Field::new("note", say("units-why"), Widget::Area)
            .hint(say("units-why-hint"))
            .optional(),
    ])
    .version(around.unit.version);
    match &around.under {
        Some((under, _)) => form.hidden("parent_id", under),
        None => form,
    }
}

/// What was left as it stood is no change; a sector that was taken away is one.
fn only_changes(body: &mut NewPlacement, typed: &Typed, was: &Placement) {
    fn forget<T: PartialEq>(said: &mut Option<T>, was: &T) {
        if said.as_ref() == Some(was) {
            *said = None;
        }
    }
    forget(&mut body.name, &was.name);
    forget(&mut body.short_name, &was.short_name);
    forget(&mut body.code, &was.code);
    forget(&mut body.level, &was.level);
    if typed.get("sector_id").is_some_and(str::is_empty) {
        body.sector_id = Some(None);
    }
    forget(&mut body.sector_id, &was.sector_id);
}

#[get("/units/{id}/placements/new")]
async fn place_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
    asked: Asked<Under>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let at = (*id, asked.0.parent_id);
    let asking = actor.clone();
    let around = state.db.read(move |conn| around(conn, &asking, at)).await?;
    let path = &around.unit.stretch.placement.path;
    permit_what_is_seen(&actor, Action::KeepUnits, path)?;
    form(&shell, &around).show(&req)
}

#[post("/units/{id}/placements/new")]
async fn place_unit(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UnitId>,
    sent: ProtectedForm<NewPlacement>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let mut said = sent.said;
    let under = said.typed.get("parent_id");
    let at = (*id, under.and_then(|under| under.parse().ok()));
    let reader = actor.clone();
    let around = state.db.read(move |conn| around(conn, &reader, at)).await?;
    let page = form(&shell, &around);
    let seen = said.seen()?;
    if let Ok(body) = &mut said.body {
        only_changes(body, &said.typed, &around.unit.stretch.placement);
    }
    let done = shell.say("units-placed");
    submit(
        &req,
        &state.db,
        actor,
        page,
        said,
        move |conn, actor, body| {
            let (id, _) = at;
            service::place_anew(conn, actor, (id, seen), body.valid_from, &body.change())?;
            Ok(Done::at(path(id), done.clone()))
        },
    )
    .await
}
