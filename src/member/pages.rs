//! The members of a branch on pages. Every reading is recorded, so these pages write.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{MemberBody, MemberView, NewMemberBody};
use super::model::{Member, MemberFilter, MemberId, MemberStatus, Sex};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::typed::Typed;
use crate::http::page::actions::Ways;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::unit;
use crate::unit::model::{Placement, UnitId};
use crate::unit::pages::choosing;

/// The pages of the members of a branch.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(members_page)
        .service(new_member)
        .service(write_down_member)
        .service(member_form)
        .service(correct_member)
        .service(transfer_form)
        .service(transfer_member);
}

fn list_path(unit: UnitId) -> String {
    format!("/units/{unit}/members")
}

/// Which members.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct MembersAsked {
    #[validate(length(max = 200))]
    q: Option<String>,
    status: Option<MemberStatus>,
    cursor: Option<String>,
}

/// The members of a branch.
#[derive(Template)]
#[template(path = "member/pages/members.html")]
struct MembersPage {
    shell: Shell,
    unit: Placement,
    filters: Vec<Field>,
    narrowed: bool,
    members: Vec<MemberView>,
    next: Option<Link>,
    may_keep: bool,
    ways: Ways,
}

impl MembersPage {
    fn here(&self) -> String {
        list_path(self.unit.unit_id)
    }
}

/// Where the branch stands, or last stood.
fn branch(conn: &mut AnyConnection, actor: &Actor, id: UnitId) -> Result<Placement, Error> {
    Ok(unit::service::find(conn, actor, id, None)?
        .stretch
        .placement)
}

#[get("/units/{id}/members")]
async fn members_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
    asked: Asked<MembersAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, asked) = (*id, asked.0);
    let page = PageRequest::parse(asked.cursor.as_deref(), None)?;
    let filter = MemberFilter {
        words: asked.q.clone(),
        status: asked.status,
    };
    let asking = actor.clone();
    let (unit, found) = state
        .db
        .write(move |conn| {
            let unit = branch(conn, &asking, id)?;
            Ok((unit, service::list(conn, &asking, id, &filter, &page)?))
        })
        .await?;
    let pairs = [
        ("q", asked.q.clone()),
        ("status", asked.status.map(|status| status.to_string())),
    ];
    let statuses = Choice::all::<MemberStatus>(&shell, "member-status");
    let filters = vec![
        Field::new("q", shell.say("members-name"), Widget::Line).now_maybe(asked.q.as_ref()),
        Field::new(
            "status",
            shell.say("members-status"),
            Widget::Select(statuses),
        )
        .now_maybe(asked.status),
    ];
    let more = shell.say("more");
    let may_keep = permit(&actor, Action::KeepMembers, &unit.path).is_ok();
    let mut ways = Ways::default();
    if may_keep {
        let against = Error::reasons(service::expect_to_write_down(&actor, &unit))?;
        let new = Link::new(format!("{}/new", list_path(id)), shell.say("members-new"));
        let sheet = Link::new(
            format!("/imports/new?kind=members&unit_id={id}"),
            shell.say("import-title-members"),
        );
        ways = ways.add(&shell, new, &against).add(&shell, sheet, &against);
    }
    let page = MembersPage {
        may_keep,
        ways,
        filters,
        narrowed: asked.q.is_some() || asked.status.is_some(),
        next: next_page(&list_path(id), &pairs, found.next.as_deref(), more),
        members: found.items.into_iter().map(MemberView::from).collect(),
        unit,
        shell,
    };
    show(&req, &page)
}

fn fields(shell: &Shell, member: Option<&Member>) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    let line = |name: &str, key: &str| Field::new(name, say(key), Widget::Line);
    let day = |name: &str, key: &str| Field::new(name, say(key), Widget::Date);
    let sexes = Choice::all::<Sex>(shell, "sex");
    let statuses = Choice::all::<MemberStatus>(shell, "member-status");
    let maybe = |text: Option<&Option<String>>| text.cloned().flatten();
    vec![
        line("full_name", "members-name").now_maybe(member.map(|member| &member.full_name)),
        day("birth_date", "members-born").now_maybe(member.map(|member| member.birth_date)),
        Field::new("sex", say("members-sex"), Widget::Radios(sexes))
            .now_maybe(member.map(|member| member.sex)),
        Field::new("status", say("members-status"), Widget::Radios(statuses))
            .now_maybe(member.map(|member| member.status)),
        day("admitted_on", "members-admitted")
            .now_maybe(member.and_then(|member| member.admitted_on))
            .optional(),
        day("official_on", "members-made-official")
            .hint(say("members-made-official-hint"))
            .now_maybe(member.and_then(|member| member.official_on))
            .optional(),
        line("post", "members-post")
            .now_maybe(maybe(member.map(|member| &member.post)))
            .optional(),
        line("education", "members-education")
            .now_maybe(maybe(member.map(|member| &member.education)))
            .optional(),
        line("ethnicity", "members-ethnicity")
            .now_maybe(maybe(member.map(|member| &member.ethnicity)))
            .optional(),
    ]
}

fn new_form(shell: &Shell, unit: &Placement) -> FormPage {
    let list = list_path(unit.unit_id);
    FormPage::new(
        shell,
        shell.say("members-new"),
        format!("{list}/new"),
        Some(Link::new(list, shell.say("members-title"))),
    )
    .about(unit.name.clone())
    .fields(fields(shell, None))
}

#[get("/units/{id}/members/new")]
async fn new_member(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<UnitId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let unit = state
        .db
        .read(move |conn| {
            let unit = branch(conn, &actor, *id)?;
            service::expect_to_write_down(&actor, &unit)?;
            Ok(unit)
        })
        .await?;
    new_form(&shell, &unit).show(&req)
}

#[post("/units/{id}/members/new")]
async fn write_down_member(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<UnitId>,
    form: ProtectedForm<NewMemberBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let unit = state.db.read(move |conn| branch(conn, &reader, id)).await?;
    let page = new_form(&shell, &unit);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let member = service::write_down(conn, actor, id, &body.member())?;
            let done = shell.say_of("members-written", "name", member.full_name);
            Ok(Done::at(list_path(id), done))
        },
    )
    .await
}

/// The member to be corrected, and the branch. The reading is recorded.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: MemberId,
) -> Result<(Member, Placement), Error> {
    let member = service::find(conn, actor, id)?;
    let unit = branch(conn, actor, member.unit_id)?;
    permit_what_is_seen(actor, Action::KeepMembers, &unit.path)?;
    Ok((member, unit))
}

fn edit_form(shell: &Shell, member: &Member, unit: &Placement) -> FormPage {
    FormPage::new(
        shell,
        shell.say("members-correct"),
        format!("/members/{}", member.id),
        Some(Link::new(list_path(unit.unit_id), unit.name.clone())),
    )
    .about(member.full_name.clone())
    .fields(fields(shell, Some(member)))
    .version(member.version)
}

#[get("/members/{id}")]
async fn member_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<MemberId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (member, unit) = state.db.write(move |conn| look(conn, &actor, *id)).await?;
    edit_form(&shell, &member, &unit).show(&req)
}

/// A field that was emptied takes away what stood in it; the API says so with `null`.
fn take_away(body: &mut MemberBody, typed: &Typed) {
    let emptied = |name: &str| typed.get(name).is_some_and(|text| text.trim().is_empty());
    for (name, text) in [
        ("ethnicity", &mut body.ethnicity),
        ("post", &mut body.post),
        ("education", &mut body.education),
    ] {
        if emptied(name) {
            *text = Some(None);
        }
    }
    for (name, day) in [
        ("admitted_on", &mut body.admitted_on),
        ("official_on", &mut body.official_on),
    ] {
        if emptied(name) {
            *day = Some(None);
        }
    }
}

#[post("/members/{id}")]
async fn correct_member(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<MemberId>,
    form: ProtectedForm<MemberBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let (member, unit) = state.db.write(move |conn| look(conn, &reader, id)).await?;
    let page = edit_form(&shell, &member, &unit);
    let mut said = form.said;
    let seen = said.seen()?;
    if let Ok(body) = &mut said.body {
        take_away(body, &said.typed);
    }
    submit(
        &req,
        &state.db,
        actor,
        page,
        said,
        move |conn, actor, body| {
            let member = service::correct(conn, actor, id, seen, &body.changes(), None)?;
            let done = shell.say_of("members-corrected", "name", member.full_name);
            Ok(Done::at(list_path(member.unit_id), done))
        },
    )
    .await
}

/// To which branch.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct ToBranch {
    unit_id: Option<UnitId>,
}

fn transfer_page(shell: &Shell, member: &Member, there: &Placement) -> FormPage {
    FormPage::new(
        shell,
        shell.say("members-transfer"),
        format!("/members/{}/transfer", member.id),
        Some(Link::new(
            format!("/members/{}", member.id),
            member.full_name.clone(),
        )),
    )
    .about(member.full_name.clone())
    .lead(shell.say_of("members-transfer-lead", "name", &there.name))
    .fields(vec![
        Field::new(
            "transfer.on",
            shell.say("members-transfer-on"),
            Widget::Date,
        )
        .hint(shell.say("members-transfer-on-hint")),
    ])
    .hidden("transfer.unit_id", there.unit_id)
    .version(member.version)
}

#[get("/members/{id}/transfer")]
async fn transfer_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<MemberId>,
    asked: Asked<ToBranch>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let Some(to) = asked.0.unit_id else {
        let choose = choosing(&format!("/members/{id}/transfer?unit_id="));
        return Err(PageError::GoTo(choose));
    };
    let (member, there) = state
        .db
        .write(move |conn| {
            let (member, _) = look(conn, &actor, id)?;
            Ok((member, branch(conn, &actor, to)?))
        })
        .await?;
    transfer_page(&shell, &member, &there).show(&req)
}

#[post("/members/{id}/transfer")]
async fn transfer_member(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<MemberId>,
    form: ProtectedForm<MemberBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let to = form.said.typed.get("transfer.unit_id");
    let to = to.and_then(|to| to.parse().ok()).ok_or(Error::NotFound)?;
    let (member, there) = state
        .db
        .write(move |conn| {
            let (member, _) = look(conn, &reader, id)?;
            Ok((member, branch(conn, &reader, to)?))
        })
        .await?;
    let page = transfer_page(&shell, &member, &there);
    let seen = form.said.seen()?;
    let done = shell.say_of("members-transferred", "name", &member.full_name);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let transfer = body.transfer();
            let member = service::correct(conn, actor, id, seen, &body.changes(), transfer)?;
            Ok(Done::at(list_path(member.unit_id), done.clone()))
        },
    )
    .await
}
