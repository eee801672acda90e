//! The first page of a fresh installation, which makes the first administrator, and the page of how it is set up.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::SetUp;
use super::service::{self, FirstAdministrator, Settings};
use crate::app::AppState;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::body::Query;
use crate::http::form::GuestForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{FormPage, refused};
use crate::http::page::{Guest, Link, Shell, Visitor, see_other_saying, show};
use crate::regulation::{Ground, Regulation};
use crate::user::model::Username;

/// The page behind the link that the program prints at its first start, and the settings.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(how_to_set_up)
        .service(set_up)
        .service(settings_page);
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
    state: Data<AppState>,
    guest: Guest,
    query: Query<SetUpQuery>,
) -> Result<HttpResponse, PageError> {
    if !state.db.read(service::is_needed).await? {
        return Err(PageError::Said(service::already_done()));
    }
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

/// How this installation is set up. What stands here is changed where the program is started.
#[derive(Template)]
#[template(path = "setup/pages/settings.html")]
struct SettingsPage {
    shell: Shell,
    back: Link,
    program: &'static str,
    settings: Settings,
    now: Instant,
    /// Rules that this installation has otherwise than the texts: the name, and what it is here.
    rules: Vec<(String, String)>,
}

/// The rules set otherwise here, in the words of the reader's language.
fn rules_set_here(shell: &Shell, regulation: &Regulation) -> Vec<(String, String)> {
    let severity = |ground: &Ground| shell.term("severity", ground.severity);
    let figures = regulation
        .thresholds()
        .filter(|row| row.set_here)
        .map(|row| {
            let here = format!("{}; {}", row.value.in_words(), severity(&row.ground));
            (shell.term("threshold", row.key), here)
        });
    let provisions = regulation
        .provisions()
        .filter(|row| row.set_here)
        .map(|row| (shell.term("provision", row.key), severity(&row.ground)));
    figures.chain(provisions).collect()
}

#[get("/settings")]
async fn settings_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let regulation = Regulation::on(actor.today());
    let settings = state
        .db
        .read(move |conn| service::settings(conn, &actor))
        .await?;
    let page = SettingsPage {
        back: Link::new("/users", shell.say("menu-users")),
        program: env!("CARGO_PKG_VERSION"),
        rules: rules_set_here(&shell, &regulation),
        now: state.clock.now(),
        settings,
        shell,
    };
    show(&req, &page)
}
