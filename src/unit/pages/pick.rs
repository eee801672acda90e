//! Choosing a unit for something else: a list that can be searched, in which every name leads on with its unit.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::{last_names, level_words};
use crate::app::AppState;
use crate::db::paging::PageRequest;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, own_path, show};
use crate::unit::model::{Level, StandingUnit, UnitFilter, UnitId};
use crate::unit::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(pick_unit);
}

/// Where a unit is chosen: the page that follows is `then` with the unit's key behind it, such as `/x/new?unit_id=`.
pub fn choosing(then: &str) -> String {
    let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
    format!("/units/choose?then={then}")
}

/// What is being chosen for, and what to search for.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct PickAsked {
    #[validate(length(max = 2000))]
    then: String,
    #[validate(length(max = 200))]
    q: Option<String>,
    level: Option<Level>,
    cursor: Option<String>,
}

/// A unit that can be chosen.
struct Choosable {
    href: String,
    name: String,
    kind: String,
    upper: String,
}

/// The units that can be chosen.
#[derive(Template)]
#[template(path = "unit/pages/pick.html")]
struct PickPage {
    shell: Shell,
    then: String,
    back: Link,
    filters: Vec<Field>,
    units: Vec<Choosable>,
    next: Option<Link>,
}

fn fields(shell: &Shell, asked: &PickAsked) -> Vec<Field> {
    let levels = Choice::all::<Level>(shell, "level");
    vec![
        Field::new("q", shell.say("units-name-or-code"), Widget::Line)
            .hint(shell.say("units-search-hint"))
            .now_maybe(asked.q.as_ref()),
        Field::new("level", shell.say("units-level"), Widget::Select(levels))
            .now_maybe(asked.level),
    ]
}

/// The page that asked: the address without what the choice is put into.
fn asking(then: &str) -> &str {
    then.split('?').next().unwrap_or("/")
}

#[get("/units/choose")]
async fn pick_unit(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<PickAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asked = asked.0;
    let then = own_path(&asked.then).to_owned();
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let filter = UnitFilter {
        level: asked.level,
        words: asked.q.clone(),
        ..UnitFilter::default()
    };
    let (found, names) = state
        .db
        .read(move |conn| {
            let found = service::list(conn, &actor, &filter, &page)?;
            let above = found.items.iter();
            let above: Vec<UnitId> = above
                .filter_map(|unit| unit.stretch.placement.parent_id)
                .collect();
            let names = last_names(conn, &above)?;
            Ok((found, names))
        })
        .await?;
    let choosable = |unit: StandingUnit| {
        let place = unit.stretch.placement;
        let upper = place.parent_id.and_then(|parent| names.get(&parent));
        Choosable {
            href: format!("{then}{}", place.unit_id),
            kind: level_words(&shell, place.level),
            upper: upper.cloned().unwrap_or_default(),
            name: place.name,
        }
    };
    let pairs = [
        ("then", Some(then.clone())),
        ("q", asked.q.clone()),
        ("level", asked.level.map(|level| level.to_string())),
    ];
    let page = PickPage {
        back: Link::new(asking(&then), shell.say("units-choose-back")),
        filters: fields(&shell, &asked),
        next: next_page(
            "/units/choose",
            &pairs,
            found.next.as_deref(),
            shell.say("more"),
        ),
        units: found.items.into_iter().map(choosable).collect(),
        then,
        shell,
    };
    show(&req, &page)
}
