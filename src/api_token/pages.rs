//! The forms of tokens of other systems: make one, which is shown once; revoke one.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::api::ApiTokenBody;
use super::model::{ApiToken, ApiTokenId, NewApiToken};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::secret_page::{SecretPage, submit_for_secret};
use crate::http::page::{Link, Shell, Visitor};
use crate::user;
use crate::user::model::{User, UserId};
use crate::user::pages::path;

/// The pages of tokens.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_token)
        .service(make_token)
        .service(revoke_form)
        .service(revoke_token);
}

fn back(user: &User) -> Link {
    Link::new(path(user.id), user.display_name.clone())
}

fn new_form(shell: &Shell, user: &User) -> FormPage {
    let say = |key: &str| shell.say(key);
    FormPage::new(
        shell,
        say("users-make-token"),
        format!("{}/tokens/new", path(user.id)),
        Some(back(user)),
    )
    .about(user.display_name.clone())
    .fields(vec![
        Field::new("name", say("users-token-name"), Widget::Line)
            .hint(say("users-token-name-hint")),
        Field::new("days", say("users-token-days"), Widget::Number)
            .hint(say("users-token-days-hint"))
            .optional(),
    ])
}

#[get("/users/{id}/tokens/new")]
async fn new_token(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let user = state
        .db
        .read(move |conn| service::expect_to_make(conn, &actor, *id))
        .await?;
    new_form(&shell, &user).show(&req)
}

#[post("/users/{id}/tokens/new")]
async fn make_token(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    form: ProtectedForm<ApiTokenBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let user = state
        .db
        .read(move |conn| user::service::find_to_keep(conn, &reader, id))
        .await?;
    let page = new_form(&shell, &user);
    let made = NewApiToken::new("", None);
    let shown = SecretPage {
        title: shell.say("users-token-is-made"),
        about: user.display_name.clone(),
        lead: shell.say("users-token-lead"),
        secret: made.secret.clone(),
        notes: Vec::new(),
        on: back(&user),
        shell,
    };
    submit_for_secret(
        &req,
        &state.db,
        actor,
        (page, form.said),
        (made.id, shown),
        move |conn, actor, body: &ApiTokenBody| {
            let new = NewApiToken {
                name: body.name.clone(),
                days: body.days,
                ..made.clone()
            };
            service::make(conn, actor, id, &new).map(|_| ())
        },
    )
    .await
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, token): (UserId, ApiTokenId),
) -> Result<(User, ApiToken), Error> {
    let user = user::service::find_to_keep(conn, actor, id)?;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let tokens = service::list(conn, actor, id, &all)?.items;
    let own = tokens.into_iter().find(|one| one.id == token);
    Ok((user, own.ok_or(Error::NotFound)?))
}

fn revoking(shell: &Shell, (user, token): &(User, ApiToken)) -> FormPage {
    FormPage::new(
        shell,
        shell.say("users-revoke-token"),
        format!("{}/tokens/{}/revoke", path(user.id), token.id),
        Some(back(user)),
    )
    .about(token.name.clone())
    .lead(shell.say("users-revoke-lead"))
    .version(token.version())
}

#[get("/users/{id}/tokens/{token_id}/revoke")]
async fn revoke_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    key: Path<(UserId, ApiTokenId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state.db.read(move |conn| look(conn, &actor, *key)).await?;
    revoking(&shell, &found).show(&req)
}

#[post("/users/{id}/tokens/{token_id}/revoke")]
async fn revoke_token(
    req: HttpRequest,
    state: Data<AppState>,
    key: Path<(UserId, ApiTokenId)>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (key, reader) = (*key, actor.clone());
    let found = state.db.read(move |conn| look(conn, &reader, key)).await?;
    let page = revoking(&shell, &found);
    let seen = form.said.seen()?;
    let done = shell.say("users-token-is-revoked");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::revoke(conn, actor, key, seen)?;
            Ok(Done::at(path(key.0), done.clone()))
        },
    )
    .await
}
