//! The forms that say to which member of the Party an account belongs.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::member::model::MemberId;
use crate::unit;
use crate::unit::model::UnitId;
use crate::user::api::MemberChoice;
use crate::user::belonging;
use crate::user::model::{User, UserId};
use crate::user::service::{self, AccountChanges};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(owner_form)
        .service(give)
        .service(take_away_form)
        .service(take_away);
}

/// Among the members of which branch.
#[derive(Debug, Clone, Copy, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct AtBranch {
    unit_id: UnitId,
}

/// To whom the account belongs.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
struct OwnerBody {
    member_id: MemberId,
}

/// An account, and those to one of whom it may belong.
struct Around {
    user: User,
    branch: UnitId,
    branch_name: String,
    members: Vec<MemberChoice>,
}

/// The reading is recorded, so this needs the write door.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, branch): (UserId, UnitId),
) -> Result<Around, Error> {
    let found = unit::service::find(conn, actor, branch, None)?;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let (user, members) = belonging::choices(conn, actor, (id, branch), None, &page)?;
    Ok(Around {
        user,
        branch,
        branch_name: found.stretch.placement.name,
        members: members.items.into_iter().map(MemberChoice::from).collect(),
    })
}

fn back(user: &User) -> Link {
    Link::new(path(user.id), user.display_name.clone())
}

fn owner_page(shell: &Shell, around: &Around) -> FormPage {
    let Around { user, members, .. } = around;
    let words = |one: &MemberChoice| {
        let args = [
            ("name", one.full_name.clone().into()),
            ("year", one.birth_year.to_string().into()),
        ];
        shell.language.say_with("users-member-born", &args)
    };
    let choices = members
        .iter()
        .map(|one| Choice::new(one.member_id, words(one)))
        .collect();
    let lead = if members.is_empty() {
        "users-member-none-kept"
    } else {
        "users-member-lead"
    };
    FormPage::new(
        shell,
        shell.say("users-member-give"),
        format!("{}/member?unit_id={}", path(user.id), around.branch),
        Some(back(user)),
    )
    .about(user.display_name.clone())
    .lead(shell.say_of(lead, "name", &around.branch_name))
    .fields(vec![
        Field::new(
            "member_id",
            shell.say("users-member"),
            Widget::Select(choices),
        )
        .now_maybe(user.member_id),
    ])
    .version(user.version)
}

#[get("/users/{id}/member")]
async fn owner_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
    asked: Asked<AtBranch>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let at = (*id, asked.0.unit_id);
    let around = state.db.write(move |conn| look(conn, &actor, at)).await?;
    owner_page(&shell, &around).show(&req)
}

#[post("/users/{id}/member")]
async fn give(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    asked: Asked<AtBranch>,
    form: ProtectedForm<OwnerBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (at, reader) = ((*id, asked.0.unit_id), actor.clone());
    let around = state.db.write(move |conn| look(conn, &reader, at)).await?;
    let page = owner_page(&shell, &around);
    let seen = form.said.seen()?;
    let done = shell.say("users-member-given");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let changes = AccountChanges {
                member: Some(Some(body.member_id)),
                ..AccountChanges::default()
            };
            service::change(conn, actor, at.0, seen, &changes)?;
            Ok(Done::at(path(at.0), done.clone()))
        },
    )
    .await
}

fn take_away_page(shell: &Shell, user: &User) -> FormPage {
    FormPage::new(
        shell,
        shell.say("users-member-take-away"),
        format!("{}/member/remove", path(user.id)),
        Some(back(user)),
    )
    .about(user.display_name.clone())
    .lead(shell.say("users-member-take-away-lead"))
    .version(user.version)
}

#[get("/users/{id}/member/remove")]
async fn take_away_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UserId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let user = state
        .db
        .read(move |conn| service::find_to_keep(conn, &actor, *id))
        .await?;
    take_away_page(&shell, &user).show(&req)
}

#[post("/users/{id}/member/remove")]
async fn take_away(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UserId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let user = state
        .db
        .read(move |conn| service::find_to_keep(conn, &reader, id))
        .await?;
    let page = take_away_page(&shell, &user);
    let seen = form.said.seen()?;
    let done = shell.say("users-member-taken-away");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            let changes = AccountChanges {
                member: Some(None),
                ..AccountChanges::default()
            };
            service::change(conn, actor, id, seen, &changes)?;
            Ok(Done::at(path(id), done.clone()))
        },
    )
    .await
}
