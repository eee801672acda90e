//! Ending a unit on pages: first what comes after it is chosen, then the form.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::NewSuccession;
use super::model::SuccessionKind;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::unit;
use crate::unit::model::{StandingUnit, UnitId};
use crate::unit::pages::{choosing, last_names, path};

/// The pages of successions.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(choose_successors)
        .service(end_form)
        .service(end_unit);
}

/// What was chosen to come after, by its keys with commas between.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Chosen {
    #[validate(length(max = 2000))]
    into: Option<String>,
}

impl Chosen {
    fn units(&self) -> Vec<UnitId> {
        read(self.into.as_deref().unwrap_or_default())
    }
}

/// Keys with commas between; what is none is left out, and so is what comes again.
fn read(text: &str) -> Vec<UnitId> {
    let mut units = Vec::new();
    for id in text.split(',').filter_map(|id| id.trim().parse().ok()) {
        if !units.contains(&id) {
            units.push(id);
        }
    }
    units
}

fn written(units: &[UnitId]) -> String {
    let keys: Vec<String> = units.iter().map(ToString::to_string).collect();
    keys.join(",")
}

/// The unit that ends, and what comes after it.
struct Ends {
    unit: StandingUnit,
    after: Vec<(UnitId, String)>,
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    after: &[UnitId],
) -> Result<Ends, Error> {
    let unit = unit::service::find(conn, actor, id, None)?;
    permit_what_is_seen(actor, Action::KeepUnits, &unit.stretch.placement.path)?;
    let names = last_names(conn, after)?;
    let named = |id: &UnitId| Some((*id, names.get(id)?.clone()));
    Ok(Ends {
        after: after.iter().filter_map(named).collect(),
        unit,
    })
}

/// One of those that come after, and the address without it.
struct Heir {
    unit: Link,
    without: String,
}

/// What comes after the unit is being chosen.
#[derive(Template)]
#[template(path = "lineage/pages/end.html")]
struct EndPage {
    shell: Shell,
    back: Link,
    name: String,
    after: Vec<Heir>,
    choose: String,
    on: String,
}

#[get("/units/{id}/end")]
async fn choose_successors(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
    asked: Asked<Chosen>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, chosen) = (*id, asked.0.units());
    let ends = state
        .db
        .read(move |conn| look(conn, &actor, id, &chosen))
        .await?;
    let base = path(id);
    let all: Vec<UnitId> = ends.after.iter().map(|(id, _)| *id).collect();
    let heir = |(id, name): &(UnitId, String)| {
        let rest: Vec<UnitId> = all.iter().filter(|one| *one != id).copied().collect();
        Heir {
            unit: Link::new(path(*id), name.clone()),
            without: format!("{base}/end?into={}", written(&rest)),
        }
    };
    let so_far = if all.is_empty() {
        String::new()
    } else {
        format!("{},", written(&all))
    };
    let name = ends.unit.stretch.placement.name.clone();
    let page = EndPage {
        back: Link::new(base.clone(), name.clone()),
        name,
        after: ends.after.iter().map(heir).collect(),
        choose: choosing(&format!("{base}/end?into={so_far}")),
        on: format!("{base}/successors/new?into={}", written(&all)),
        shell,
    };
    show(&req, &page)
}

fn form(shell: &Shell, ends: &Ends) -> FormPage {
    let place = &ends.unit.stretch.placement;
    let say = |key: &str| shell.say(key);
    let base = path(place.unit_id);
    let kinds = Choice::all::<SuccessionKind>(shell, "unit-succession");
    let all: Vec<UnitId> = ends.after.iter().map(|(id, _)| *id).collect();
    let names: Vec<&str> = ends.after.iter().map(|(_, name)| name.as_str()).collect();
    let mut fields = vec![
        Field::new("kind", say("units-end-kind"), Widget::Radios(kinds)),
        Field::new("on_date", say("units-end-on"), Widget::Date).hint(say("units-end-on-hint")),
    ];
    if all.len() > 1 {
        let choices = ends.after.iter();
        let choices = choices
            .map(|(id, name)| Choice::new(id, name.clone()))
            .collect();
        fields.push(
            Field::new("heir_id", say("units-end-heir"), Widget::Radios(choices))
                .hint(say("units-end-heir-hint"))
                .optional(),
        );
    }
    fields.push(
        Field::new("note", say("units-end-note"), Widget::Area).hint(say("units-end-note-hint")),
    );
    let mut form = FormPage::new(
        shell,
        say("units-end"),
        format!("{base}/successors/new"),
        Some(Link::new(
            format!("{base}/end?into={}", written(&all)),
            say("units-end-choose"),
        )),
    )
    .about(place.name.clone())
    .lead(shell.say_of("units-end-into", "names", names.join("; ")))
    .fields(fields)
    .version(ends.unit.version)
    .is_final();
    for id in all {
        form = form.hidden("successors", id);
    }
    form
}

#[get("/units/{id}/successors/new")]
async fn end_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
    asked: Asked<Chosen>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, chosen) = (*id, asked.0.units());
    let ends = state
        .db
        .read(move |conn| look(conn, &actor, id, &chosen))
        .await?;
    form(&shell, &ends).show(&req)
}

#[post("/units/{id}/successors/new")]
async fn end_unit(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UnitId>,
    sent: ProtectedForm<NewSuccession>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let chosen = read(&sent.said.typed.all("successors").join(","));
    let ends = state
        .db
        .read(move |conn| look(conn, &reader, id, &chosen))
        .await?;
    let page = form(&shell, &ends);
    let seen = sent.said.seen()?;
    let done = shell.say("units-ended");
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            service::succeed(conn, actor, (id, seen), &body.ending())?;
            Ok(Done::at(path(id), done.clone()))
        },
    )
    .await
}
