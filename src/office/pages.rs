//! The forms of offices: give one, end one, withdraw one that has not begun.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use strum::VariantArray;
use validator::Validate;

use super::api::{EndOffice, OfficeBody};
use super::model::{NamedOffice, NewOffice, OfficeId};
use super::{rules, service};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Role;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::unit::model::{Level, UnitId};
use crate::user::model::{User, UserId};
use crate::user::pages::{office_words, path};
use crate::{unit, user};

/// The pages of offices.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_office)
        .service(give_office)
        .service(end_form)
        .service(end_office)
        .service(withdraw_office);
}

/// At which unit.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct AtUnit {
    unit_id: Option<UnitId>,
}

/// Whose office, and where.
struct Around {
    user: User,
    unit: Option<(UnitId, String)>,
    /// What the unit is.
    level: Option<Level>,
    /// The part of the tree over which it is held.
    over: UnitPath,
}

fn around(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, unit): (UserId, Option<UnitId>),
) -> Result<Around, Error> {
    let user = user::service::find(conn, actor, id)?;
    let Some(unit) = unit else {
        return Ok(Around {
            user,
            unit: None,
            level: None,
            over: UnitPath::everywhere(),
        });
    };
    let place = unit::service::find(conn, actor, unit, None)?
        .stretch
        .placement;
    Ok(Around {
        user,
        unit: Some((unit, place.name)),
        level: Some(place.level),
        over: place.path,
    })
}

/// The offices that a unit of this level has.
pub fn roles_at(shell: &Shell, level: Option<Level>) -> Vec<Choice> {
    let held = |role: &&Role| level.is_none_or(|level| rules::is_held_at(**role, level));
    let roles = Role::VARIANTS.iter().filter(held);
    roles
        .map(|role| Choice::new(role, shell.term("role", role)))
        .collect()
}

fn give_form(shell: &Shell, around: &Around) -> FormPage {
    let say = |key: &str| shell.say(key);
    let base = path(around.user.id);
    let (place, roles) = match &around.unit {
        Some((_, name)) => (name.clone(), roles_at(shell, around.level)),
        None => (
            say("users-whole-installation"),
            vec![Choice::new(
                Role::Administrator,
                shell.term("role", Role::Administrator),
            )],
        ),
    };
    let form = FormPage::new(
        shell,
        say("users-give-office"),
        format!("{base}/offices/new"),
        Some(Link::new(base, around.user.display_name.clone())),
    )
    .about(around.user.display_name.clone())
    .lead(shell.say_of("users-office-at", "name", place))
    .fields(vec![
        Field::new("role", say("users-role"), Widget::Radios(roles)),
        Field::new("from", say("users-from"), Widget::Date)
            .hint(say("users-from-hint"))
            .optional(),
        Field::new("to", say("users-to"), Widget::Date)
            .hint(say("users-to-hint"))
            .optional(),
    ]);
    match &around.unit {
        Some((unit, _)) => form.hidden("unit_id", unit),
        None => form,
    }
}

#[get("/users/{id}/offices/new")]
async fn new_office(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
    asked: Asked<AtUnit>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let at = (*id, asked.0.unit_id);
    let asking = actor.clone();
    let around = state.db.read(move |conn| around(conn, &asking, at)).await?;
    service::expect_to_give(&actor, &around.user, Some(&around.over))?;
    give_form(&shell, &around).show(&req)
}

#[post("/users/{id}/offices/new")]
async fn give_office(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    form: ProtectedForm<OfficeBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let unit = form.said.typed.get("unit_id");
    let at = (*id, unit.and_then(|unit| unit.parse().ok()));
    let reader = actor.clone();
    let around = state.db.read(move |conn| around(conn, &reader, at)).await?;
    let page = give_form(&shell, &around);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (id, _) = at;
            let office = service::give(conn, actor, id, &NewOffice::from(body.clone()))?;
            let words = office_words(&shell, &office);
            Ok(Done::at(
                path(id),
                shell.say_of("users-office-given", "office", words),
            ))
        },
    )
    .await
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, office): (UserId, OfficeId),
) -> Result<(User, NamedOffice), Error> {
    let user = user::service::find(conn, actor, id)?;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let held = service::list(conn, actor, id, &all)?.items;
    let own = held.into_iter().find(|one| one.office.id == office);
    Ok((user, own.ok_or(Error::NotFound)?))
}

/// The form of an office that is held, or the one that withdraws an office of which no day has passed.
fn ending(shell: &Shell, actor: &Actor, (user, held): &(User, NamedOffice)) -> FormPage {
    let base = path(user.id);
    let verb = if held.office.valid_from < actor.today() {
        "end"
    } else {
        "withdraw"
    };
    let form = FormPage::new(
        shell,
        shell.say(&format!("users-{verb}-office")),
        format!("{base}/offices/{}/{verb}", held.office.id),
        Some(Link::new(base, user.display_name.clone())),
    )
    .about(user.display_name.clone())
    .lead(office_words(shell, held))
    .version(held.office.version);
    if verb == "withdraw" {
        return form.fact(shell.say("users-from"), shell.date(&held.office.valid_from));
    }
    form.fields(vec![
        Field::new("to", shell.say("users-to"), Widget::Date)
            .hint(shell.say("users-end-hint"))
            .now(actor.today()),
    ])
}

#[get("/users/{id}/offices/{office_id}/end")]
async fn end_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    key: Path<(UserId, OfficeId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asking = actor.clone();
    let found = state
        .db
        .read(move |conn| {
            let found = look(conn, &asking, *key)?;
            service::expect_to_end(conn, &asking, *key)?;
            Ok(found)
        })
        .await?;
    ending(&shell, &actor, &found).show(&req)
}

#[post("/users/{id}/offices/{office_id}/end")]
async fn end_office(
    req: HttpRequest,
    state: Data<AppState>,
    key: Path<(UserId, OfficeId)>,
    form: ProtectedForm<EndOffice>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (key, reader) = (*key, actor.clone());
    let found = state.db.read(move |conn| look(conn, &reader, key)).await?;
    let page = ending(&shell, &actor, &found);
    let seen = form.said.seen()?;
    let done = shell.say("users-office-ended");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::end_on(conn, actor, key, seen, body.to)?;
            Ok(Done::at(path(key.0), done.clone()))
        },
    )
    .await
}

#[post("/users/{id}/offices/{office_id}/withdraw")]
async fn withdraw_office(
    req: HttpRequest,
    state: Data<AppState>,
    key: Path<(UserId, OfficeId)>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (key, reader) = (*key, actor.clone());
    let found = state.db.read(move |conn| look(conn, &reader, key)).await?;
    let page = ending(&shell, &actor, &found);
    let seen = form.said.seen()?;
    let done = shell.say("users-office-withdrawn");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::end_today(conn, actor, key, seen)?;
            Ok(Done::at(path(key.0), done.clone()))
        },
    )
    .await
}
