//! The form by which the committee above allocates delegates to a congress.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::api::AllocationBody;
use super::model::Delegation;
use super::service;
use crate::app::AppState;
use crate::congress::model::{Congress, CongressId};
use crate::hall::day::Day;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};

/// The pages of allocations.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(allocation_form).service(allocate);
}

/// Where delegates are allocated to a congress.
pub fn allocation_path(id: CongressId) -> String {
    format!("/congresses/{id}/delegates")
}

fn form(shell: &Shell, congress: &Congress, now: Option<&Delegation>) -> FormPage {
    let day = Day::of(congress, shell);
    let title = shell.say("delegates-allocate");
    FormPage::new(
        shell,
        title,
        allocation_path(congress.id),
        day.back("elections"),
    )
    .about(day.name)
    .lead(shell.say("delegates-lead"))
    .fields(vec![
        Field::new("allocated", shell.say("delegates-number"), Widget::Number)
            .now_maybe(now.map(|now| now.allocated)),
        Field::new("decision", shell.say("delegates-decision"), Widget::Line)
            .now_maybe(now.and_then(|now| now.decision.as_ref()))
            .optional(),
    ])
    .version(now.map_or(0, |now| now.version))
}

#[get("/congresses/{id}/delegates")]
async fn allocation_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, now) = state
        .db
        .read(move |conn| {
            let (congress, plan, now) = service::find(conn, &actor, *id)?;
            service::expect_to_allocate(conn, &actor, (&congress, &plan))?;
            Ok((congress, now))
        })
        .await?;
    form(&shell, &congress, now.as_ref()).show(&req)
}

#[post("/congresses/{id}/delegates")]
async fn allocate(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    sent: ProtectedForm<AllocationBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let (congress, _, now) = state
        .db
        .read(move |conn| service::find(conn, &reader, id))
        .await?;
    let page = form(&shell, &congress, now.as_ref());
    let seen = sent.said.seen()?;
    let (back, done) = (format!("/congresses/{id}"), shell.say("delegates-done"));
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            service::allocate(conn, actor, id, seen, body.told())?;
            Ok(Done::at(&back, &done))
        },
    )
    .await
}
