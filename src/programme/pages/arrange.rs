//! Arranging the programme before the opening: order, minutes, names, further items.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::super::api::ArrangeProgramme;
use super::super::model::{Item, ItemId, ItemKind, Session, Wanted};
use super::super::service::{self, Arranged};
use super::super::view::session_from;
use super::{arranged, programme_path, title};
use crate::app::AppState;
use crate::congress::model::CongressId;
use crate::db::search::normalise;
use crate::error::Error;
use crate::hall::day::Day;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::typed::Typed;
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor, see_other_saying, show};

/// The paths of arranging.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(arrange_page)
        .service(change_order)
        .service(minutes_form)
        .service(save_minutes)
        .service(item_form)
        .service(add_item);
}

/// An item in the list that is arranged.
struct Row {
    id: ItemId,
    n: i64,
    title: String,
    planned_minutes: i64,
    /// The session that begins with it.
    session: Option<Session>,
}

/// The programme as it is arranged.
#[derive(Template)]
#[template(path = "programme/pages/arrange.html")]
struct ArrangePage {
    shell: Shell,
    day: Day,
    items: Vec<Row>,
    version: i64,
}

/// Where the programme is arranged.
fn place(id: CongressId) -> String {
    format!("{}/edit", programme_path(id))
}

#[get("/congresses/{id}/programme/edit")]
async fn arrange_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = arranged(&state, actor.clone(), *id).await?;
    service::expect_to_arrange(&actor, &found.congress)?;
    let sessions = found.items.iter().map(|one| (one.id, one.session));
    let row = |item: &Item| Row {
        id: item.id,
        n: item.n,
        title: title(&shell, item),
        planned_minutes: item.planned_minutes,
        session: session_from(sessions.clone(), item.id),
    };
    let page = ArrangePage {
        day: Day::of(&found.congress, &shell),
        items: found.items.iter().map(row).collect(),
        version: found.programme.version,
        shell,
    };
    show(&req, &page)
}

/// The items as they are, to be changed.
fn as_they_are(items: &[Item]) -> Vec<Wanted> {
    items
        .iter()
        .map(|item| Wanted {
            id: Some(item.id),
            kind: item.kind,
            title: item.title.clone(),
            planned_minutes: item.planned_minutes,
        })
        .collect()
}

/// What a button of the list does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Up(ItemId),
    Down(ItemId),
    Remove(ItemId),
}

impl Move {
    fn said(own: &Typed) -> Option<Self> {
        let key = |name: &str| own.get(name).and_then(|value| value.parse().ok());
        key("form_up")
            .map(Self::Up)
            .or_else(|| key("form_down").map(Self::Down))
            .or_else(|| key("form_remove").map(Self::Remove))
    }

    fn apply(self, items: &mut Vec<Wanted>) {
        let at = |id: ItemId, items: &[Wanted]| items.iter().position(|one| one.id == Some(id));
        match self {
            Self::Up(id) => {
                if let Some(at) = at(id, items).filter(|at| *at > 0) {
                    items.swap(at - 1, at);
                }
            }
            Self::Down(id) => {
                if let Some(at) = at(id, items).filter(|at| at + 1 < items.len()) {
                    items.swap(at, at + 1);
                }
            }
            Self::Remove(id) => items.retain(|one| one.id != Some(id)),
        }
    }
}

#[post("/congresses/{id}/programme/order")]
async fn change_order(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let seen = form.said.seen()?;
    let change = Move::said(&form.said.own).ok_or(Error::NotFound)?;
    form.said.body?;
    state
        .db
        .write(move |conn| {
            let mut wanted = as_they_are(&service::find(conn, &actor, id)?.items);
            change.apply(&mut wanted);
            service::arrange(conn, &actor, id, seen, &wanted)
        })
        .await?;
    let to = match change {
        Move::Up(item) | Move::Down(item) => format!("{}#item-{item}", place(id)),
        Move::Remove(_) => place(id),
    };
    Ok(see_other_saying(
        &req,
        &to,
        &shell.say("programme-arranged"),
    ))
}

fn minutes(shell: &Shell, at: &Arranged) -> FormPage {
    let day = Day::of(&at.congress, shell);
    let action = format!("{}/minutes", programme_path(at.congress.id));
    let mut fields = Vec::new();
    let mut hidden = Vec::new();
    for (row, item) in at.items.iter().enumerate() {
        let name = title(shell, item);
        let field = |part: &str| format!("items.{row}.{part}");
        hidden.push((field("id"), item.id.to_string()));
        hidden.push((field("kind"), item.kind.to_string()));
        if item.kind == ItemKind::Other {
            let label = shell.say_of("programme-title-of", "n", item.n);
            fields.push(
                Field::new(field("title"), label, Widget::Line).now_maybe(item.title.as_ref()),
            );
        } else if let Some(own) = &item.title {
            hidden.push((field("title"), own.clone()));
        }
        let label = format!("{}. {name}", item.n);
        fields.push(
            Field::new(field("planned_minutes"), label, Widget::Number).now(item.planned_minutes),
        );
    }
    let mut form = FormPage::new(
        shell,
        shell.say("programme-minutes"),
        action,
        day.back("programme"),
    );
    form.hidden = hidden;
    form.about(day.name)
        .lead(shell.say("programme-minutes-lead"))
        .fields(fields)
        .version(at.programme.version)
}

#[get("/congresses/{id}/programme/minutes")]
async fn minutes_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let found = arranged(&state, visitor.actor.clone(), *id).await?;
    service::expect_to_arrange(&visitor.actor, &found.congress)?;
    minutes(&visitor.shell, &found).show(&req)
}

#[post("/congresses/{id}/programme/minutes")]
async fn save_minutes(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<ArrangeProgramme>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = arranged(&state, actor.clone(), id).await?;
    let page = minutes(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::arrange(conn, actor, id, seen, &body.wanted())?;
            Ok(Done::at(place(id), shell.say("programme-arranged")))
        },
    )
    .await
}

/// An item to be added.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
struct AddItem {
    /// What it is.
    kind: ItemKind,
    /// What it is called.
    #[validate(length(min = 1, max = 300))]
    title: Option<String>,
    /// Minutes planned for it.
    #[validate(range(min = 0, max = 1440))]
    planned_minutes: i64,
    /// After which item.
    after: ItemId,
}

fn adding(shell: &Shell, at: &Arranged) -> FormPage {
    let day = Day::of(&at.congress, shell);
    let action = format!("{}/items/new", programme_path(at.congress.id));
    let items = at
        .items
        .iter()
        .map(|item| Choice::new(item.id, format!("{}. {}", item.n, title(shell, item))))
        .collect();
    let kinds = Choice::all::<ItemKind>(shell, "programme-item");
    let back = day.back("programme");
    FormPage::new(shell, shell.say("programme-add"), action, back)
        .about(day.name)
        .fields(vec![
            Field::new("kind", shell.say("programme-kind"), Widget::Select(kinds))
                .now(ItemKind::Other),
            Field::new("title", shell.say("programme-own-title"), Widget::Line)
                .hint(shell.say("programme-own-title-hint"))
                .optional(),
            Field::new(
                "planned_minutes",
                shell.say("programme-planned"),
                Widget::Number,
            ),
            Field::new("after", shell.say("programme-after"), Widget::Select(items)),
        ])
        .version(at.programme.version)
}

#[get("/congresses/{id}/programme/items/new")]
async fn item_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let found = arranged(&state, visitor.actor.clone(), *id).await?;
    service::expect_to_arrange(&visitor.actor, &found.congress)?;
    adding(&visitor.shell, &found).show(&req)
}

#[post("/congresses/{id}/programme/items/new")]
async fn add_item(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<AddItem>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = arranged(&state, actor.clone(), id).await?;
    let page = adding(&shell, &found);
    let seen = form.said.seen()?;
    let before = as_they_are(&found.items);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let mut wanted = before.clone();
            let after = wanted.iter().position(|one| one.id == Some(body.after));
            let place_in = after.map_or(wanted.len(), |at| at + 1);
            let new = Wanted {
                id: None,
                kind: body.kind,
                title: body.title.as_deref().map(normalise),
                planned_minutes: body.planned_minutes,
            };
            wanted.insert(place_in, new);
            service::arrange(conn, actor, id, seen, &wanted)?;
            Ok(Done::at(place(id), shell.say("programme-arranged")))
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::id::Id;

    fn item() -> Wanted {
        Wanted {
            id: Some(Id::new()),
            kind: ItemKind::Other,
            title: None,
            planned_minutes: 5,
        }
    }

    #[test]
    fn an_item_moves_by_one_place_and_never_out_of_the_list() {
        let items = vec![item(), item(), item()];
        let keys: Vec<ItemId> = items.iter().filter_map(|one| one.id).collect();
        for (change, order) in [
            (Move::Up(keys[1]), vec![1, 0, 2]),
            (Move::Up(keys[0]), vec![0, 1, 2]),
            (Move::Down(keys[0]), vec![1, 0, 2]),
            (Move::Down(keys[2]), vec![0, 1, 2]),
            (Move::Remove(keys[1]), vec![0, 2]),
            (Move::Remove(Id::new()), vec![0, 1, 2]),
        ] {
            let mut moved = items.clone();
            change.apply(&mut moved);
            let found: Vec<ItemId> = moved.iter().filter_map(|one| one.id).collect();
            let expected: Vec<ItemId> = order.into_iter().map(|at| keys[at]).collect();
            assert_eq!(found, expected, "{change:?}");
        }
    }
}
