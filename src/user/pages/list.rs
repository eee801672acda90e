//! The accounts in somebody's reach.

use std::collections::HashMap;

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::office_words;
use crate::app::AppState;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::office;
use crate::unit::model::UnitId;
use crate::unit::pages::choosing;
use crate::user::api::UserView;
use crate::user::model::{UserId, UserKind};
use crate::user::service::{self, Wanted};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(users_page);
}

/// Which accounts.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct UsersAsked {
    unit_id: Option<UnitId>,
    kind: Option<UserKind>,
    #[validate(length(max = 200))]
    q: Option<String>,
    cursor: Option<String>,
}

/// The accounts.
#[derive(Template)]
#[template(path = "user/pages/users.html")]
struct UsersPage {
    shell: Shell,
    filters: Vec<Field>,
    unit_id: Option<UnitId>,
    narrowed: bool,
    users: Vec<UserView>,
    offices: HashMap<UserId, Vec<String>>,
    next: Option<Link>,
    new: Option<Link>,
    new_without_office: bool,
    /// Whether the reader keeps the whole installation.
    keeps_all: bool,
}

impl UsersPage {
    fn held(&self, user: &UserView) -> &[String] {
        self.offices.get(&user.id).map_or(&[], Vec::as_slice)
    }
}

#[get("/users")]
async fn users_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<UsersAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asked = asked.0;
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let wanted = Wanted {
        unit_id: asked.unit_id,
        kind: asked.kind,
        words: asked.q.clone(),
    };
    let may = permit_somewhere(&actor, Action::KeepAccounts).is_ok();
    let everywhere = permit(&actor, Action::KeepAccounts, &UnitPath::everywhere()).is_ok();
    let (found, held) = state
        .db
        .read(move |conn| {
            let found = service::list(conn, &actor, &wanted, &page)?;
            let users: Vec<UserId> = found.items.iter().map(|user| user.id).collect();
            let held = office::service::in_force_of(conn, &users, actor.today())?;
            Ok((found, held))
        })
        .await?;
    let mut offices: HashMap<UserId, Vec<String>> = HashMap::new();
    for office in &held {
        let words = office_words(&shell, office);
        offices
            .entry(office.office.user_id)
            .or_default()
            .push(words);
    }
    let pairs = [
        ("unit_id", asked.unit_id.map(|unit| unit.to_string())),
        ("kind", asked.kind.map(|kind| kind.to_string())),
        ("q", asked.q.clone()),
    ];
    let kinds = Choice::all::<UserKind>(&shell, "user-kind");
    let filters = vec![
        Field::new("q", shell.say("users-name"), Widget::Line).now_maybe(asked.q.as_ref()),
        Field::new("kind", shell.say("users-kind"), Widget::Select(kinds)).now_maybe(asked.kind),
    ];
    let new = may.then(|| Link::new(choosing("/users/new?unit_id="), shell.say("users-new")));
    let page = UsersPage {
        filters,
        offices,
        new,
        new_without_office: may && everywhere,
        keeps_all: everywhere,
        unit_id: asked.unit_id,
        narrowed: pairs.iter().any(|(_, value)| value.is_some()),
        next: next_page("/users", &pairs, found.next.as_deref(), shell.say("more")),
        users: found.items.into_iter().map(UserView::from).collect(),
        shell,
    };
    show(&req, &page)
}
