//! The page of one account: what it is, its offices, the tokens of another system.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;

use super::{office_words, path};
use crate::api_token::api::ApiTokenView;
use crate::app::AppState;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::paging::{MOST, PageRequest};
use crate::db::path::UnitPath;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::office::model::{NamedOffice, OfficeId};
use crate::unit::pages::choosing;
use crate::user::api::UserView;
use crate::user::belonging;
use crate::user::model::{UserId, UserKind};
use crate::user::service;
use crate::{api_token, office};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(user_page);
}

/// An office in a row.
struct Held {
    id: OfficeId,
    words: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
    is_over: bool,
}

/// One account.
#[derive(Template)]
#[template(path = "user/pages/user.html")]
struct UserPage {
    shell: Shell,
    user: UserView,
    offices: Vec<Held>,
    tokens: Vec<ApiTokenView>,
    give: Option<Link>,
    give_everything: Option<Link>,
    /// What the member is called to whom it belongs.
    owner: Option<String>,
    /// Where it is said to whom it belongs.
    give_to: Link,
    may_keep: bool,
    is_own: bool,
}

impl UserPage {
    fn is_integrator(&self) -> bool {
        self.user.kind == UserKind::Integrator
    }
}

fn held(shell: &Shell, office: &NamedOffice, today: NaiveDate) -> Held {
    let period = &office.office;
    Held {
        id: period.id,
        words: office_words(shell, office),
        from: period.valid_from,
        to: period.valid_to,
        is_over: period.valid_to.is_some_and(|end| end <= today),
    }
}

#[get("/users/{id}")]
async fn user_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, asking) = (*id, actor.clone());
    let (user, owner, offices, tokens) = state
        .db
        .read(move |conn| {
            let user = service::find(conn, &asking, id)?;
            let all = PageRequest {
                limit: MOST,
                after: None,
            };
            let offices = office::service::list(conn, &asking, id, &all)?.items;
            let all = PageRequest {
                limit: MOST,
                after: None,
            };
            let tokens = api_token::service::list(conn, &asking, id, &all)?.items;
            let owner = belonging::owner_name(conn, &user)?;
            Ok((user, owner, offices, tokens))
        })
        .await?;
    let may_keep = permit_somewhere(&actor, Action::KeepAccounts).is_ok();
    let everywhere = permit(&actor, Action::KeepAccounts, &UnitPath::everywhere()).is_ok();
    let is_person = user.kind == UserKind::Person;
    let new_office = format!("{}/offices/new", path(id));
    let give = Link::new(
        choosing(&format!("{new_office}?unit_id=")),
        shell.say("users-give-office"),
    );
    let owners = choosing(&format!("{}/member?unit_id=", path(id)));
    let everything = Link::new(new_office, shell.say("users-give-everything"));
    let today = actor.today();
    let page = UserPage {
        offices: offices.iter().map(|one| held(&shell, one, today)).collect(),
        tokens: tokens.into_iter().map(ApiTokenView::from).collect(),
        give: may_keep.then_some(give),
        give_everything: (may_keep && everywhere && is_person).then_some(everything),
        owner,
        give_to: Link::new(owners, shell.say("users-member-give")),
        is_own: id == actor.user_id,
        may_keep,
        user: UserView::from(user),
        shell,
    };
    show(&req, &page)
}
