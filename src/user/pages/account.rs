//! One's own account: who one is, one's offices, password and second factor, where one is signed in.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::office_words;
use crate::app::AppState;
use crate::calendar::model::Feed;
use crate::db::paging::{MOST, PageRequest};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, see_other_saying, show};
use crate::session::api::SessionView;
use crate::user::api::UserView;
use crate::user::belonging;
use crate::user::model::SessionId;
use crate::user::service;
use crate::{calendar, office, session};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(account_page).service(end_session);
}

/// One's own account.
#[derive(Template)]
#[template(path = "user/pages/account.html")]
struct AccountPage {
    shell: Shell,
    user: UserView,
    /// What the member is called to whom it belongs.
    owner: Option<String>,
    offices: Vec<String>,
    sessions: Vec<SessionView>,
    feed: Option<Feed>,
}

impl AccountPage {
    /// What a browser is and on what it runs, where what it calls itself says so.
    fn program(&self, session: &SessionView) -> String {
        let agent = &session.agent;
        let known = |all: &[(&str, &'static str)]| {
            let found = all.iter().find(|(sign, _)| agent.contains(sign));
            found.map(|(_, name)| *name)
        };
        // The order matters: each calls itself by the names of those that came before it.
        let browser = known(&[
            ("Edg", "Edge"),
            ("coc_coc", "Cốc Cốc"),
            ("OPR", "Opera"),
            ("Firefox", "Firefox"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ]);
        let system = known(&[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) if agent.is_empty() => "–".to_owned(),
            (None, None) => agent.clone(),
        }
    }
}

#[get("/account")]
async fn account_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let current = actor.session_id;
    let (user, owner, offices, sessions, feed) = state
        .db
        .read(move |conn| {
            let offices = office::service::in_force(conn, actor.user_id, actor.today())?;
            let all = PageRequest {
                limit: MOST,
                after: None,
            };
            let sessions = session::service::own(conn, &actor, &all)?.items;
            let feed = calendar::service::own(conn, &actor)?;
            let user = service::of(conn, actor.user_id)?;
            let owner = belonging::owner_name(conn, &user)?;
            Ok((user, owner, offices, sessions, feed))
        })
        .await?;
    let sessions = sessions.into_iter();
    let page = AccountPage {
        user: UserView::from(user),
        owner,
        offices: offices
            .iter()
            .map(|one| office_words(&shell, one))
            .collect(),
        feed,
        sessions: sessions.map(|one| SessionView::of(one, current)).collect(),
        shell,
    };
    show(&req, &page)
}

#[post("/account/sessions/{id}/end")]
async fn end_session(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<SessionId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    state
        .db
        .write(move |conn| session::service::end(conn, &actor, *id))
        .await?;
    let done = shell.say("account-session-ended");
    Ok(see_other_saying(&req, "/account", &done))
}
