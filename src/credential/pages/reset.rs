//! Resetting somebody's password, and choosing another one for the token of the reset.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use crate::app::AppState;
use crate::credential::api::{RedeemReset, ResetPassword};
use crate::credential::model::SecondFactorFate;
use crate::credential::service::{self, NewReset};
use crate::error::Error;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::{GuestForm, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{FormPage, refused};
use crate::http::page::secret_page::{SecretPage, submit_for_secret};
use crate::http::page::{Guest, Link, Shell, Visitor, see_other_saying};
use crate::user;
use crate::user::model::{User, UserId};
use crate::user::pages::path;

/// Where a reset is redeemed.
const REDEEM: &str = "/password-resets/new";

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(reset_form)
        .service(reset_password)
        .service(redeem_form)
        .service(redeem);
}

fn resetting(shell: &Shell, user: &User) -> FormPage {
    let say = |key: &str| shell.say(key);
    let fates = vec![
        Choice::new("keep", say("users-factor-keep")),
        Choice::new("remove", say("users-factor-remove")),
    ];
    FormPage::new(
        shell,
        say("users-reset-password"),
        format!("{}/password-resets/new", path(user.id)),
        Some(Link::new(path(user.id), user.display_name.clone())),
    )
    .about(user.display_name.clone())
    .lead(say("users-reset-lead"))
    .fields(vec![
        Field::new(
            "second_factor",
            say("users-second-factor"),
            Widget::Radios(fates),
        )
        .now("keep"),
    ])
    .is_final()
}

#[get("/users/{id}/password-resets/new")]
async fn reset_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let user = state
        .db
        .read(move |conn| service::expect_to_reset(conn, &actor, *id))
        .await?;
    resetting(&shell, &user).show(&req)
}

#[post("/users/{id}/password-resets/new")]
async fn reset_password(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    form: ProtectedForm<ResetPassword>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let user = state
        .db
        .read(move |conn| user::service::find_to_keep(conn, &reader, id))
        .await?;
    let page = resetting(&shell, &user);
    let made = NewReset::new(SecondFactorFate::Keep);
    let until = service::good_until(actor.now);
    let shown = SecretPage {
        title: shell.say("users-reset-done"),
        about: user.display_name.clone(),
        lead: shell.say_of("users-reset-token-lead", "path", REDEEM),
        secret: made.token.clone(),
        notes: vec![shell.say_of("users-reset-until", "until", shell.moment(&until))],
        on: Link::new(path(id), user.display_name.clone()),
        shell,
    };
    submit_for_secret(
        &req,
        &state.db,
        actor,
        (page, form.said),
        (made.id, shown),
        move |conn, actor, body: &ResetPassword| {
            let new = NewReset {
                second_factor: body.second_factor,
                ..made.clone()
            };
            service::reset(conn, actor, id, &new).map(|_| ())
        },
    )
    .await
}

fn redeeming(shell: &Shell) -> FormPage {
    FormPage::new(
        shell,
        shell.say("reset-redeem"),
        REDEEM,
        Some(Link::new("/sign-in", shell.say("sign-in"))),
    )
    .lead(shell.say("reset-redeem-lead"))
    .fields(vec![
        Field::new("token", shell.say("reset-token"), Widget::Password("off"))
            .hint(shell.say("reset-token-hint")),
        Field::new(
            "new_password",
            shell.say("field-new-password"),
            Widget::Password("new-password"),
        )
        .hint(shell.say("field-new-password-hint")),
    ])
}

#[get("/password-resets/new")]
async fn redeem_form(req: HttpRequest, guest: Guest) -> Result<HttpResponse, PageError> {
    guest.show(&req, &redeeming(&guest.shell))
}

#[post("/password-resets/new")]
async fn redeem(
    req: HttpRequest,
    state: Data<AppState>,
    form: GuestForm<RedeemReset>,
) -> Result<HttpResponse, PageError> {
    let shell = form.guest.shell.clone();
    let (said, body) = form.said.apart();
    let redeemed: Result<(), Error> = match body {
        Ok(body) => service::redeem(&state, body.token, body.new_password).await,
        Err(error) => Err(error),
    };
    match redeemed {
        Ok(()) => Ok(see_other_saying(
            &req,
            "/sign-in",
            &shell.say("reset-redeemed"),
        )),
        Err(error) => refused(&req, redeeming(&shell), &said, error),
    }
}
