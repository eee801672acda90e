//! The page of one account: what it is, its offices, the tokens of another system.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;

use super::{office_words, path};
use crate::api_token::api::ApiTokenView;
use crate::api_token::model::ApiToken;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::http::page::actions::Ways;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::office::model::NamedOffice;
use crate::unit::pages::choosing;
use crate::user::api::UserView;
use crate::user::belonging;
use crate::user::model::{User, UserId, UserKind};
use crate::user::service;
use crate::{api_token, credential, office};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(user_page);
}

/// An office in a row.
struct Held {
    words: String,
    from: NaiveDate,
    to: Option<NaiveDate>,
    is_over: bool,
    ending: Ways,
}

/// One account.
#[derive(Template)]
#[template(path = "user/pages/user.html")]
struct UserPage {
    shell: Shell,
    user: UserView,
    offices: Vec<Held>,
    tokens: Vec<ApiTokenView>,
    /// What the member is called to whom it belongs.
    owner: Option<String>,
    /// Where it is said to whom it belongs.
    give_to: Link,
    /// Renaming it, shutting it, resetting its password.
    keeping: Ways,
    giving: Ways,
    making: Ways,
    /// Whether this person keeps any accounts.
    may_keep: bool,
}

impl UserPage {
    fn is_integrator(&self) -> bool {
        self.user.kind == UserKind::Integrator
    }
}

fn held(shell: &Shell, (office, against): &(NamedOffice, Vec<Reason>), today: NaiveDate) -> Held {
    let period = &office.office;
    let end = Link::new(
        format!("{}/offices/{}/end", path(period.user_id), period.id),
        shell.say("users-end-office"),
    );
    Held {
        ending: Ways::about(office_words(shell, office)).add(shell, end, against),
        words: office_words(shell, office),
        from: period.valid_from,
        to: period.valid_to,
        is_over: period.valid_to.is_some_and(|end| end <= today),
    }
}

/// What the page is made of.
struct Found {
    user: User,
    /// What the member is called to whom it belongs.
    owner: Option<String>,
    /// Each with the reasons against ending it.
    offices: Vec<(NamedOffice, Vec<Reason>)>,
    tokens: Vec<ApiToken>,
    keeping: Vec<Reason>,
    resetting: Vec<Reason>,
    giving: Vec<Reason>,
    giving_everything: Vec<Reason>,
    making: Vec<Reason>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: UserId) -> Result<Found, Error> {
    let user = service::find(conn, actor, id)?;
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let mut offices = Vec::new();
    for held in office::service::list(conn, actor, id, &all)?.items {
        let key = (id, held.office.id);
        let against = Error::reasons(office::service::expect_to_end(conn, actor, key))?;
        offices.push((held, against));
    }
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let everywhere = UnitPath::everywhere();
    let giving = |at| Error::reasons(office::service::expect_to_give(actor, &user, at));
    Ok(Found {
        owner: belonging::owner_name(conn, &user)?,
        offices,
        tokens: api_token::service::list(conn, actor, id, &all)?.items,
        keeping: Error::reasons(service::find_to_keep(conn, actor, id).map(|_| ()))?,
        resetting: Error::reasons(
            credential::service::expect_to_reset(conn, actor, id).map(|_| ()),
        )?,
        giving: giving(None)?,
        giving_everything: giving(Some(&everywhere))?,
        making: Error::reasons(api_token::service::expect_to_make(conn, actor, id).map(|_| ()))?,
        user,
    })
}

/// The ways to the forms of the account itself, for whoever keeps accounts.
fn keeping(shell: &Shell, actor: &Actor, found: &Found) -> Ways {
    let user = &found.user;
    let way =
        |place: &str, key: &str| Link::new(format!("{}/{place}", path(user.id)), shell.say(key));
    let mut ways = Ways::default().add(shell, way("edit", "users-change"), &found.keeping);
    if user.kind == UserKind::Person && user.id != actor.user_id {
        let reset = way("password-resets/new", "users-reset-password");
        ways = ways.add(shell, reset, &found.resetting);
    }
    let deeds = format!("/audit?actor_id={}", user.id);
    ways.add(
        shell,
        Link::new(deeds, shell.say("users-what-they-did")),
        &[],
    )
}

/// The ways to the forms that give it an office.
fn giving(shell: &Shell, actor: &Actor, found: &Found) -> Ways {
    let new_office = format!("{}/offices/new", path(found.user.id));
    let give = Link::new(
        choosing(&format!("{new_office}?unit_id=")),
        shell.say("users-give-office"),
    );
    let ways = Ways::default().add(shell, give, &found.giving);
    let everywhere = permit(actor, Action::KeepAccounts, &UnitPath::everywhere()).is_ok();
    if !everywhere || found.user.kind != UserKind::Person {
        return ways;
    }
    let everything = Link::new(new_office, shell.say("users-give-everything"));
    ways.add(shell, everything, &found.giving_everything)
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
    let found = state.db.read(move |conn| look(conn, &asking, id)).await?;
    let may_keep = permit_somewhere(&actor, Action::KeepAccounts).is_ok();
    let token = Link::new(
        format!("{}/tokens/new", path(id)),
        shell.say("users-make-token"),
    );
    let owners = choosing(&format!("{}/member?unit_id=", path(id)));
    let today = actor.today();
    let offices = found.offices.iter();
    let page = UserPage {
        keeping: keeping(&shell, &actor, &found),
        giving: giving(&shell, &actor, &found),
        making: Ways::default().add(&shell, token, &found.making),
        offices: offices.map(|one| held(&shell, one, today)).collect(),
        tokens: found.tokens.into_iter().map(ApiTokenView::from).collect(),
        owner: found.owner,
        give_to: Link::new(owners, shell.say("users-member-give")),
        may_keep,
        user: UserView::from(found.user),
        shell,
    };
    show(&req, &page)
}
