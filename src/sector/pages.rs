//! The list of sectors on pages: see it, add one, rename one.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::{NewSector, SectorBody};
use super::model::{Sector, SectorId};
use super::service;
use crate::app::AppState;
use crate::auth::permission::Action;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;
use crate::unit::service::permit_for_the_installation;

/// The pages of sectors.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(sectors_page)
        .service(new_sector)
        .service(add_sector)
        .service(sector_form)
        .service(rename_sector);
}

/// The sectors.
#[derive(Template)]
#[template(path = "sector/pages/sectors.html")]
struct SectorsPage {
    shell: Shell,
    back: Link,
    sectors: Vec<Sector>,
    next: Option<Link>,
    may_keep: bool,
}

#[get("/sectors")]
async fn sectors_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(asked.0.cursor.as_deref(), asked.0.limit)?;
    let may_keep = permit_for_the_installation(&actor, Action::KeepUnits).is_ok();
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, &page))
        .await?;
    let page = SectorsPage {
        back: Link::new("/units", shell.say("menu-units")),
        next: next_page("/sectors", &[], found.next.as_deref(), shell.say("more")),
        sectors: found.items,
        may_keep,
        shell,
    };
    show(&req, &page)
}

fn form(shell: &Shell, sector: Option<&Sector>) -> FormPage {
    let say = |key: &str| shell.say(key);
    let back = Some(Link::new("/sectors", say("sectors-title")));
    let line = |name: &str, key: &str| Field::new(name, say(key), Widget::Line);
    let form = match sector {
        None => FormPage::new(shell, say("sectors-new"), "/sectors/new", back),
        Some(sector) => {
            let action = format!("/sectors/{}", sector.id);
            FormPage::new(shell, say("sectors-rename"), action, back)
                .about(sector.name.clone())
                .version(sector.version)
        }
    };
    form.fields(vec![
        line("code", "sectors-code")
            .hint(say("sectors-code-hint"))
            .now_maybe(sector.map(|sector| &sector.code)),
        line("name", "sectors-name").now_maybe(sector.map(|sector| &sector.name)),
    ])
}

#[get("/sectors/new")]
async fn new_sector(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    permit_for_the_installation(&visitor.actor, Action::KeepUnits)?;
    form(&visitor.shell, None).show(&req)
}

#[post("/sectors/new")]
async fn add_sector(
    req: HttpRequest,
    state: Data<AppState>,
    sent: ProtectedForm<NewSector>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let page = form(&shell, None);
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            let (code, name) = (normalise(&body.code), normalise(&body.name));
            let sector = service::add(conn, actor, &code, &name)?;
            let done = shell.say_of("sectors-added", "name", sector.name);
            Ok(Done::at("/sectors", done))
        },
    )
    .await
}

#[get("/sectors/{id}")]
async fn sector_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<SectorId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    permit_for_the_installation(&actor, Action::KeepUnits)?;
    let sector = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    form(&shell, Some(&sector)).show(&req)
}

#[post("/sectors/{id}")]
async fn rename_sector(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<SectorId>,
    sent: ProtectedForm<SectorBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let sector = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    let page = form(&shell, Some(&sector));
    let seen = sent.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            let code = body.code.as_deref().map(normalise);
            let name = body.name.as_deref().map(normalise);
            let (code, name) = (code.as_deref(), name.as_deref());
            let sector = service::rename(conn, actor, id, seen, code, name)?;
            let done = shell.say_of("sectors-renamed", "name", sector.name);
            Ok(Done::at("/sectors", done))
        },
    )
    .await
}
