//! The second factor of one's own account: the key for the authenticator app, the first code, switching it off.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use crate::app::AppState;
use crate::credential::api::TotpCode;
use crate::credential::model::TotpSetup;
use crate::credential::service::{self, TotpStep};
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, refused, submit};
use crate::http::page::{Link, Shell, Visitor, see_other_saying};

const HERE: &str = "/account/second-factor";
const CONFIRM: &str = "/account/second-factor/confirm";
const REMOVE: &str = "/account/second-factor/remove";

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(start_form)
        .service(start)
        .service(confirm_form)
        .service(confirm)
        .service(remove_form)
        .service(remove);
}

fn back(shell: &Shell) -> Option<Link> {
    Some(Link::new("/account", shell.say("account-title")))
}

fn starting(shell: &Shell) -> FormPage {
    FormPage::new(shell, shell.say("account-factor-set-up"), HERE, back(shell))
        .lead(shell.say("account-factor-lead"))
        .submit(shell.say("account-factor-start"))
}

#[get("/account/second-factor")]
async fn start_form(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    starting(&visitor.shell).show(&req)
}

#[post("/account/second-factor")]
async fn start(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let page = starting(&shell);
    let done = shell.say("account-factor-started");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::start_totp(conn, actor)?;
            Ok(Done::at(CONFIRM, done.clone()))
        },
    )
    .await
}

fn code(shell: &Shell) -> Field {
    Field::new("code", shell.say("account-factor-code"), Widget::Number)
        .hint(shell.say("account-factor-code-hint"))
}

/// The key in groups of four, as it is typed into a telephone.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(" ")
}

fn confirming(shell: &Shell, setup: &TotpSetup) -> FormPage {
    FormPage::new(
        shell,
        shell.say("account-factor-confirm"),
        CONFIRM,
        back(shell),
    )
    .lead(shell.say("account-factor-confirm-lead"))
    .fact(shell.say("account-factor-secret"), in_groups(&setup.secret))
    .fact(shell.say("account-factor-address"), setup.uri.clone())
    .fields(vec![code(shell)])
    .beside(Link::new(
        setup.uri.clone(),
        shell.say("account-factor-open-app"),
    ))
}

async fn pending(state: &AppState, visitor: &Visitor) -> Result<FormPage, PageError> {
    let actor = visitor.actor.clone();
    let setup = state
        .db
        .read(move |conn| service::pending_totp(conn, &actor))
        .await?;
    Ok(confirming(&visitor.shell, &setup))
}

#[get("/account/second-factor/confirm")]
async fn confirm_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    pending(&state, &visitor).await?.show(&req)
}

#[post("/account/second-factor/confirm")]
async fn confirm(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<TotpCode>,
) -> Result<HttpResponse, PageError> {
    let page = pending(&state, &form.visitor).await?;
    switch(&req, &state, form, (page, TotpStep::Confirm)).await
}

fn removing(shell: &Shell) -> FormPage {
    FormPage::new(
        shell,
        shell.say("account-factor-remove"),
        REMOVE,
        back(shell),
    )
    .lead(shell.say("account-factor-remove-lead"))
    .fields(vec![code(shell)])
}

#[get("/account/second-factor/remove")]
async fn remove_form(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    removing(&visitor.shell).show(&req)
}

#[post("/account/second-factor/remove")]
async fn remove(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<TotpCode>,
) -> Result<HttpResponse, PageError> {
    let page = removing(&form.visitor.shell);
    switch(&req, &state, form, (page, TotpStep::Remove)).await
}

/// A wrong code is counted even though the form is shown again, so this is not [`submit`].
async fn switch(
    req: &HttpRequest,
    state: &AppState,
    form: ProtectedForm<TotpCode>,
    (page, step): (FormPage, TotpStep),
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (said, body) = form.said.apart();
    let switched: Result<(), Error> = match body {
        Ok(body) => {
            let digits = body.code.replace(' ', "");
            service::take_totp_step(state, actor, step, digits).await
        }
        Err(error) => Err(error),
    };
    let done = match step {
        TotpStep::Confirm => "account-factor-is-on",
        TotpStep::Remove => "account-factor-is-off",
    };
    match switched {
        Ok(()) => Ok(see_other_saying(req, "/account", &shell.say(done))),
        Err(error) => refused(req, page, &said, error),
    }
}
