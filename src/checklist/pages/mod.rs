//! The checklist of a congress on a page: what the guidance asks to be done, and what the branch says of it.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::{ItemView, TickBody, views};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::guidance::model::{Checklist, ClauseId};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Ways;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, show};

/// The pages of checklists.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(checklist_page)
        .service(tick_form)
        .service(tick_item);
}

fn path(congress: CongressId) -> String {
    format!("/congresses/{congress}/checklist")
}

/// The items to be done by a moment of the congress.
struct Group {
    heading: String,
    done: usize,
    items: Vec<ItemView>,
}

/// The checklist of a congress.
#[derive(Template)]
#[template(path = "checklist/pages/checklist.html")]
struct ChecklistPage {
    shell: Shell,
    back: Link,
    here: String,
    groups: Vec<Group>,
    /// Whether this person may say now what is done.
    may_say: bool,
    /// Why not.
    ways: Ways,
}

impl ChecklistPage {
    fn ticked(&self, item: &ItemView) -> String {
        let Some(at) = item.ticked_at else {
            return String::new();
        };
        let at = self.shell.moment(&at);
        item.ticked_by_name
            .as_ref()
            .map_or_else(|| at.clone(), |who| format!("{who}, {at}"))
    }
}

/// A congress and its points.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Vec<ItemView>), Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, id)?;
    let items = service::items(conn, actor, id, &all)?.items;
    Ok((congress, views(conn, items)?))
}

#[get("/congresses/{id}/checklist")]
async fn checklist_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, items, against) = state
        .db
        .read(move |conn| {
            let (congress, items) = look(conn, &actor, *id)?;
            let against = Error::reasons(service::expect_to_say(conn, &actor, &congress))?;
            Ok((congress, items, against))
        })
        .await?;
    let mut groups: Vec<Group> = [Checklist::BeforeOpening, Checklist::BeforeClosing]
        .map(|when| Group {
            heading: shell.term("checklist", when),
            done: 0,
            items: Vec::new(),
        })
        .into_iter()
        .collect();
    for item in items {
        let at = usize::from(item.checklist == Checklist::BeforeClosing);
        if let Some(group) = groups.get_mut(at) {
            group.done += usize::from(item.done);
            group.items.push(item);
        }
    }
    groups.retain(|group| !group.items.is_empty());
    let may_say = against.is_empty();
    let mut ways = Ways::default();
    if !may_say && !groups.is_empty() {
        let label = Link::new(path(congress.id), shell.say("checklists-mark-done"));
        ways = ways.add(&shell, label, &against);
    }
    let page = ChecklistPage {
        may_say,
        ways,
        back: Link::new(format!("/congresses/{}", congress.id), congress.unit_name),
        here: path(congress.id),
        groups,
        shell,
    };
    show(&req, &page)
}

/// The form of one item; an item that is not there is not found.
fn form(
    shell: &Shell,
    (congress, items): (&Congress, &[ItemView]),
    clause: ClauseId,
) -> Result<FormPage, Error> {
    let item = items.iter().find(|item| item.clause_id == clause);
    let item = item.ok_or(Error::NotFound)?;
    let here = path(congress.id);
    let back = Link::new(here.clone(), shell.say("checklists-title"));
    let form = FormPage::new(
        shell,
        shell.say("checklists-tick"),
        format!("{here}/{clause}"),
        Some(back),
    );
    let choices = vec![
        Choice::new("true", shell.say("checklists-done")),
        Choice::new("false", shell.say("checklists-not-done")),
    ];
    Ok(form
        .about(congress.unit_name.clone())
        .lead(item.text.clone())
        .fields(vec![
            Field::new("done", shell.say("field-state"), Widget::Radios(choices)).now(item.done),
            Field::new("note", shell.say("checklists-note"), Widget::Area)
                .now_maybe(item.note.as_ref())
                .optional(),
        ])
        .version(item.version))
}

#[get("/congresses/{id}/checklist/{clause_id}")]
async fn tick_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(CongressId, ClauseId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, clause) = *at;
    let (congress, items) = state
        .db
        .read(move |conn| {
            let found = look(conn, &actor, id)?;
            service::expect_to_say(conn, &actor, &found.0)?;
            Ok(found)
        })
        .await?;
    form(&shell, (&congress, &items), clause)?.show(&req)
}

#[post("/congresses/{id}/checklist/{clause_id}")]
async fn tick_item(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(CongressId, ClauseId)>,
    form_sent: ProtectedForm<TickBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form_sent.visitor;
    let (id, clause) = *at;
    let reader = actor.clone();
    let (congress, items) = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = form(&shell, (&congress, &items), clause)?;
    let seen = form_sent.said.seen()?;
    let sentence = [
        shell.say("checklists-taken-back"),
        shell.say("checklists-ticked"),
    ];
    submit(
        &req,
        &state.db,
        actor,
        page,
        form_sent.said,
        move |conn, actor, body| {
            service::say(conn, actor, (id, clause), seen, &body.said())?;
            let [taken_back, ticked] = &sentence;
            Ok(Done::at(
                path(id),
                if body.done { ticked } else { taken_back },
            ))
        },
    )
    .await
}
