//! The first page of a fresh installation: makes the first administrator.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::api::SetUp;
use super::service::{self, FirstAdministrator};
use crate::app::AppState;
use crate::error::Error;
use crate::http::body::Query;
use crate::http::form::GuestForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{FormPage, refused};
use crate::http::page::{Guest, Shell, see_other_saying};
use crate::user::model::Username;

/// The page behind the link that the program prints at its first start.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(how_to_set_up).service(set_up);
}

fn set_up_form(shell: &Shell) -> FormPage {
    let secret = |name: &str, purpose| {
        Field::new(
            name,
            shell.say(&format!("field-{name}")),
            Widget::Password(purpose),
        )
    };
    FormPage::new(shell, shell.say("setup-title"), "/setup", None)
        .lead(shell.say("setup-lead"))
        .fields(vec![
            Field::new("token", shell.say("field-setup-token"), Widget::Line)
                .hint(shell.say("field-setup-token-hint")),
            Field::new("username", shell.say("field-username"), Widget::Line)
                .hint(shell.say("field-username-hint")),
            Field::new(
                "display_name",
                shell.say("field-display-name"),
                Widget::Line,
            )
            .hint(shell.say("field-display-name-hint")),
            secret("password", "new-password").hint(shell.say("field-new-password-hint")),
        ])
}

/// The token, when the link brings it.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct SetUpQuery {
    token: Option<String>,
}

#[get("/setup")]
async fn how_to_set_up(
    req: HttpRequest,
    guest: Guest,
    query: Query<SetUpQuery>,
) -> Result<HttpResponse, PageError> {
    let mut page = set_up_form(&guest.shell);
    if let Some(field) = page.fields.first_mut() {
        field.values = query.0.token.into_iter().collect();
    }
    guest.show(&req, &page)
}

#[post("/setup")]
async fn set_up(
    req: HttpRequest,
    state: Data<AppState>,
    form: GuestForm<SetUp>,
) -> Result<HttpResponse, PageError> {
    let shell = form.guest.shell.clone();
    let (said, body) = form.said.apart();
    let made = match body {
        Ok(body) => make(&state, body).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(()) => Ok(see_other_saying(&req, "/sign-in", &shell.say("setup-done"))),
        Err(error) => refused(&req, set_up_form(&shell), &said, error),
    }
}

async fn make(state: &AppState, body: SetUp) -> Result<(), Error> {
    let username =
        Username::parse(&body.username).ok_or_else(|| Error::invalid("/username", "username"))?;
    let first = FirstAdministrator {
        username,
        password: body.password,
        display_name: body.display_name,
    };
    service::set_up(state, body.token, first).await.map(|_| ())
}
