//! The forms of accounts: make one, rename it, shut it or open it again.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::db::Db;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::office::pages::roles_at;
use crate::unit;
use crate::unit::model::{Level, UnitId};
use crate::unit::pages::choosing;
use crate::user::api::{ChangeUser, NewUser, account};
use crate::user::model::{User, UserId, UserKind};
use crate::user::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_user)
        .service(make_user)
        .service(user_form)
        .service(change_user);
}

/// With an office at which unit.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct AtUnit {
    unit_id: Option<UnitId>,
}

/// A unit, its name, and what it is.
type AtUnitNamed = (UnitId, String, Level);

/// The unit at which the first office is held.
async fn at_unit(
    db: &Db,
    actor: &Actor,
    unit: Option<UnitId>,
) -> Result<Option<AtUnitNamed>, Error> {
    let Some(unit) = unit else {
        return Ok(None);
    };
    let asking = actor.clone();
    let found = db
        .read(move |conn| unit::service::find(conn, &asking, unit, None))
        .await?;
    let place = found.stretch.placement;
    Ok(Some((unit, place.name, place.level)))
}

fn new_form(shell: &Shell, at: Option<&AtUnitNamed>) -> FormPage {
    let say = |key: &str| shell.say(key);
    let line = |name: &str, key: &str| Field::new(name, say(key), Widget::Line);
    let kinds = Choice::all::<UserKind>(shell, "user-kind");
    let mut fields = vec![
        line("display_name", "field-display-name").hint(say("field-display-name-hint")),
        line("username", "field-username").hint(say("field-username-hint")),
        Field::new("kind", say("users-kind"), Widget::Radios(kinds)).now(UserKind::Person),
        Field::new(
            "password",
            say("users-first-password"),
            Widget::Password("new-password"),
        )
        .hint(say("users-first-password-hint"))
        .optional(),
    ];
    let form = FormPage::new(
        shell,
        say("users-new-title"),
        "/users/new",
        Some(Link::new("/users", say("menu-users"))),
    );
    let Some((unit, name, level)) = at else {
        return form
            .lead(say("users-new-without-lead"))
            .fields(fields)
            .beside(Link::new(choosing("/users/new?unit_id="), say("users-new")));
    };
    let roles = roles_at(shell, Some(*level));
    fields.push(
        Field::new("offices.0.role", say("users-role"), Widget::Radios(roles)).under(shell.say_of(
            "users-office-at",
            "name",
            name,
        )),
    );
    fields.push(
        Field::new("offices.0.from", say("users-from"), Widget::Date)
            .hint(say("users-from-hint"))
            .optional(),
    );
    form.about(name.clone())
        .fields(fields)
        .hidden("offices.0.unit_id", unit)
}

#[get("/users/new")]
async fn new_user(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<AtUnit>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    permit_somewhere(&actor, Action::KeepAccounts)?;
    let at = at_unit(&state.db, &actor, asked.0.unit_id).await?;
    new_form(&shell, at.as_ref()).show(&req)
}

#[post("/users/new")]
async fn make_user(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<NewUser>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    // Nobody makes the server hash who may not make accounts anywhere.
    permit_somewhere(&actor, Action::KeepAccounts)?;
    let unit = form.said.typed.get("offices.0.unit_id");
    let unit = unit.and_then(|unit| unit.parse().ok());
    let at = at_unit(&state.db, &actor, unit).await?;
    let page = new_form(&shell, at.as_ref());
    let without_password = form
        .said
        .typed
        .get("password")
        .is_none_or(|password| password.trim().is_empty());
    let said = form.said.made(|body| account(&state, body)).await;
    submit(
        &req,
        &state.db,
        actor,
        page,
        said,
        move |conn, actor, new| {
            let user = service::create(conn, actor, new)?;
            let key = if without_password && user.kind == UserKind::Person {
                "users-made-without-password"
            } else {
                "users-made"
            };
            let done = shell.say_of(key, "name", &user.display_name);
            Ok(Done::at(path(user.id), done))
        },
    )
    .await
}

fn change_form(shell: &Shell, user: &User) -> FormPage {
    let say = |key: &str| shell.say(key);
    let base = path(user.id);
    let states = vec![
        Choice::new("false", say("users-open")),
        Choice::new("true", say("users-shut")),
    ];
    FormPage::new(
        shell,
        say("users-change"),
        format!("{base}/edit"),
        Some(Link::new(base, user.display_name.clone())),
    )
    .about(user.display_name.clone())
    .fields(vec![
        Field::new("display_name", say("field-display-name"), Widget::Line).now(&user.display_name),
        Field::new("disabled", say("users-state"), Widget::Radios(states))
            .hint(say("users-state-hint"))
            .now(user.disabled_at.is_some()),
    ])
    .version(user.version)
}

#[get("/users/{id}/edit")]
async fn user_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let user = state
        .db
        .read(move |conn| service::find_to_keep(conn, &actor, *id))
        .await?;
    change_form(&shell, &user).show(&req)
}

#[post("/users/{id}/edit")]
async fn change_user(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    form: ProtectedForm<ChangeUser>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let user = state
        .db
        .read(move |conn| service::find_to_keep(conn, &reader, id))
        .await?;
    let page = change_form(&shell, &user);
    let mut said = form.said;
    let seen = said.seen()?;
    if let Ok(body) = &mut said.body {
        // What was left as it stood is no change.
        body.disabled = body
            .disabled
            .filter(|disabled| *disabled != user.disabled_at.is_some());
    }
    let done = shell.say("users-changed");
    submit(
        &req,
        &state.db,
        actor,
        page,
        said,
        move |conn, actor, body| {
            service::change(conn, actor, id, seen, &body.changes())?;
            Ok(Done::at(path(id), done.clone()))
        },
    )
    .await
}
