//! Signing in and out in a browser.
//!
//! When a session runs out over a form, the sign-in page carries what was typed along, and a page after it offers to
//! send the form again: nothing that a person typed is lost.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use validator::Validate;

use super::api::SignIn;
use super::model::{Attempt, Caller, Face};
use super::service;
use crate::app::AppState;
use crate::error::Error;
use crate::http::body::Query;
use crate::http::form::field::{Field, Widget};
use crate::http::form::typed::Typed;
use crate::http::form::{GuestForm, Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{FormPage, refused};
use crate::http::page::{Guest, Link, Shell, Visitor, own_path, see_other, see_other_saying, show};
use crate::http::{cookie, csrf};
use crate::setup;

/// The pages of signing in and out.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(sign_in).service(let_in).service(sign_out);
}

/// Where to go after signing in.
const THEN: &str = "form_then";
/// What was typed into the form over which the session ran out.
const KEPT: &str = "form_kept";
/// Where that form was sent.
const KEPT_PATH: &str = "form_kept_path";

/// What was typed into a form over which a session ran out; never a secret.
#[derive(Debug, Default)]
struct Kept {
    path: String,
    typed: Typed,
}

impl Kept {
    fn write(typed: &Typed) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(&typed.0).unwrap_or_default())
    }

    fn read(own: &Typed) -> Option<Self> {
        let path = own.get(KEPT_PATH)?;
        let bytes = URL_SAFE_NO_PAD.decode(own.get(KEPT)?).ok()?;
        Some(Self {
            path: own_path(path).to_owned(),
            typed: Typed(serde_json::from_slice(&bytes).ok()?),
        })
    }
}

fn sign_in_form(shell: &Shell) -> FormPage {
    FormPage::new(shell, shell.say("sign-in"), "/sign-in", None)
        .fields(vec![
            Field::new("username", shell.say("field-username"), Widget::Line),
            Field::new(
                "password",
                shell.say("field-password"),
                Widget::Password("current-password"),
            ),
            Field::new("totp", shell.say("field-totp"), Widget::Line)
                .hint(shell.say("field-totp-hint"))
                .optional(),
        ])
        .beside(Link::new(
            "/password-resets/new",
            shell.say("reset-i-have-a-token"),
        ))
}

/// The sign-in page for somebody whose session ran out over a form.
pub fn sign_in_over_a_form(shell: &Shell, path: &str, typed: &Typed) -> FormPage {
    sign_in_form(shell)
        .lead(shell.say("sign-in-over-a-form"))
        .hidden(KEPT_PATH, path)
        .hidden(KEPT, Kept::write(typed))
}

/// Where to go after signing in.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct SignInQuery {
    then: Option<String>,
}

#[get("/sign-in")]
async fn sign_in(
    req: HttpRequest,
    state: Data<AppState>,
    guest: Guest,
    query: Query<SignInQuery>,
) -> Result<HttpResponse, PageError> {
    // Nobody can sign in where there is no account yet.
    if state.db.read(setup::service::is_needed).await? {
        return Ok(see_other("/setup"));
    }
    let then = query.0.then.as_deref().map_or("/", own_path);
    guest.show(&req, &sign_in_form(&guest.shell).hidden(THEN, then))
}

#[post("/sign-in")]
async fn let_in(
    req: HttpRequest,
    state: Data<AppState>,
    caller: Caller,
    form: GuestForm<SignIn>,
) -> Result<HttpResponse, PageError> {
    let (said, body) = form.said.apart();
    let kept = Kept::read(&said.own);
    let then = said.own.get(THEN).map_or("/", own_path).to_owned();
    let page = match &kept {
        Some(kept) => sign_in_over_a_form(&form.guest.shell, &kept.path, &kept.typed),
        None => sign_in_form(&form.guest.shell).hidden(THEN, &then),
    };
    let signed_in = match body {
        Ok(body) => {
            let attempt = Attempt {
                face: Face::Pages {
                    device: cookie::read(&req, cookie::DEVICE),
                },
                username: body.username,
                password: body.password,
                totp: body.totp,
                caller,
            };
            service::sign_in(&state, attempt).await
        }
        Err(error) => Err(error),
    };
    let signed_in = match signed_in {
        Ok(signed_in) => signed_in,
        Err(error) => return refused(&req, page, &said, error),
    };
    let (secret, device) = (signed_in.refresh_token, signed_in.device);
    let mut answer = match kept {
        Some(kept) => send_again(&req, &form.guest.shell, kept, &secret)?,
        None => see_other(&then),
    };
    for cookie in [
        cookie::of_this_visit(&req, cookie::SESSION, secret),
        cookie::kept(&req, cookie::DEVICE, device),
    ] {
        answer
            .add_cookie(&cookie)
            .map_err(|error| Error::caused("a cookie", error.to_string()))?;
    }
    Ok(answer)
}

/// What was typed is still here: send it?
#[derive(Template)]
#[template(path = "session/pages/send_again.html")]
pub struct SendAgainPage {
    shell: Shell,
    path: String,
    typed: Typed,
}

/// What was typed into a form that was made before the sign-in that holds now.
pub fn send_again_page(req: &HttpRequest, path: &str, typed: &Typed) -> SendAgainPage {
    let mut shell = Shell::bare(req);
    shell.csrf = csrf::proof(&cookie::read(req, cookie::SESSION).unwrap_or_default());
    SendAgainPage {
        shell,
        path: path.to_owned(),
        typed: typed.clone(),
    }
}

fn send_again(
    req: &HttpRequest,
    shell: &Shell,
    kept: Kept,
    secret: &str,
) -> Result<HttpResponse, PageError> {
    let mut shell = shell.clone();
    shell.csrf = csrf::proof(secret);
    let page = SendAgainPage {
        shell,
        path: kept.path,
        typed: kept.typed,
    };
    show(req, &page)
}

#[post("/sign-out")]
async fn sign_out(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    if let Some(id) = actor.session_id {
        state
            .db
            .write(move |conn| service::end(conn, &actor, id))
            .await?;
    }
    let mut answer = see_other_saying(&req, "/sign-in", &shell.say("signed-out"));
    let _ = answer.add_cookie(&cookie::gone(&req, cookie::SESSION));
    Ok(answer)
}
