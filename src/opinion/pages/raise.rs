//! Writing down what somebody raised at a pilot.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::units_under;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::opinion::api::OpinionBody;
use crate::opinion::model::Theme;
use crate::opinion::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(raise_form).service(raise_opinion);
}

fn here(id: CongressId) -> String {
    format!("/congresses/{id}/opinions")
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Vec<Choice>), Error> {
    let (congress, plan) = service::place_to_raise(conn, actor, id)?;
    let units = units_under(conn, actor, &plan)?;
    Ok((congress, units))
}

fn form(shell: &Shell, congress: &Congress, units: Vec<Choice>) -> FormPage {
    let themes = Choice::all::<Theme>(shell, "theme");
    let back = Link::new(here(congress.id), shell.say("opinions-of-congress"));
    let mut fields = vec![
        Field::new("theme", shell.say("opinions-theme"), Widget::Radios(themes)),
        Field::new("text", shell.say("opinions-text"), Widget::Area),
        Field::new("raised_by", shell.say("opinions-raised-by"), Widget::Line)
            .hint(shell.say("opinions-raised-by-hint")),
    ];
    if !units.is_empty() {
        let from = shell.say("opinions-raised-by-unit");
        fields.push(Field::new("raised_by_unit_id", from, Widget::Select(units)).optional());
    }
    let action = format!("{}/new", here(congress.id));
    FormPage::new(shell, shell.say("opinions-raise"), action, Some(back))
        .about(congress.unit_name.clone())
        .fields(fields)
}

#[get("/congresses/{id}/opinions/new")]
async fn raise_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, units) = state
        .db
        .read(move |conn| {
            service::expect_to_raise(conn, &actor, *id)?;
            look(conn, &actor, *id)
        })
        .await?;
    form(&shell, &congress, units).show(&req)
}

#[post("/congresses/{id}/opinions/new")]
async fn raise_opinion(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    said: ProtectedForm<OpinionBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let (id, reader) = (*id, actor.clone());
    let (congress, units) = state.db.read(move |conn| look(conn, &reader, id)).await?;
    let page = form(&shell, &congress, units);
    let sentence = shell.say("opinions-raised");
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            service::raise(conn, actor, id, &body.opinion())?;
            Ok(Done::at(here(id), &sentence))
        },
    )
    .await
}
