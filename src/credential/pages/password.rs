//! Changing one's own password in a browser: the one page that is open to whoever got theirs from another.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use crate::app::AppState;
use crate::credential::api::ChangePassword;
use crate::credential::service;
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::form::{ProtectedForm, Said};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{FormPage, refused};
use crate::http::page::{CHANGE_PASSWORD, Shell, Visitor, see_other_saying};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(password_form).service(change_password);
}

/// The new password once more: of the form alone, against a slip of the hand.
const AGAIN: &str = "form_again";

/// Whether both times the same was typed.
fn typed_alike(said: &Said<()>) -> Result<(), Error> {
    let alike = said.own.get(AGAIN) == said.typed.get("new_password");
    if alike {
        return Ok(());
    }
    Err(Error::invalid(format!("/{AGAIN}"), "password_unlike"))
}

fn form(shell: &Shell) -> FormPage {
    let secret = |name: &str, purpose| {
        let label = shell.say(&format!("field-{}", name.replace('_', "-")));
        Field::new(name, label, Widget::Password(purpose))
    };
    FormPage::new(shell, shell.say("password-change"), CHANGE_PASSWORD, None)
        .lead(shell.say("password-change-lead"))
        .fields(vec![
            secret("old_password", "current-password"),
            secret("new_password", "new-password").hint(shell.say("field-new-password-hint")),
            Field::new(
                AGAIN,
                shell.say("field-new-password-again"),
                Widget::Password("new-password"),
            ),
        ])
}

#[get("/account/password")]
async fn password_form(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    form(&visitor.shell).show(&req)
}

#[post("/account/password")]
async fn change_password(
    req: HttpRequest,
    state: Data<AppState>,
    form_sent: ProtectedForm<ChangePassword>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form_sent.visitor;
    let (said, body) = form_sent.said.apart();
    let changed: Result<(), Error> = match typed_alike(&said).and(body) {
        Ok(body) => {
            service::change_password(&state, actor, body.old_password, body.new_password).await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => Ok(see_other_saying(&req, "/", &shell.say("password-changed"))),
        Err(error) => refused(&req, form(&shell), &said, error),
    }
}
