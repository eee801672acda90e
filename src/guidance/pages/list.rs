//! The guidance of a plan, and a new draft.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::path;
use crate::app::AppState;
use crate::db::paging::PageRequest;
use crate::guidance::api::GuidanceBody;
use crate::guidance::model::{Guidance, State};
use crate::guidance::{drafting, service};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;
use crate::plan;
use crate::plan::model::{Plan, PlanId};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_guidances)
        .service(new_form)
        .service(draft_guidance);
}

fn here(plan: PlanId) -> String {
    format!("/plans/{plan}/guidances")
}

/// The guidance of a plan.
#[derive(Template)]
#[template(path = "guidance/pages/list.html")]
struct GuidancesPage {
    shell: Shell,
    back: Link,
    here: String,
    guidances: Vec<Guidance>,
    may_draft: bool,
    next: Option<Link>,
}

#[get("/plans/{id}/guidances")]
async fn list_guidances(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (plan, found, may_draft) = state
        .db
        .read(move |conn| {
            let plan = plan::service::find(conn, &actor, *id)?;
            let found = service::list(conn, &actor, *id, &page)?;
            let may_draft = drafting::may_draft(&actor, &plan);
            Ok((plan, found, may_draft))
        })
        .await?;
    let here = here(plan.id);
    let page = GuidancesPage {
        back: plan::pages::back(&plan),
        next: next_page(&here, &[], found.next.as_deref(), shell.say("more")),
        guidances: found.items,
        may_draft,
        here,
        shell,
    };
    show(&req, &page)
}

fn form(shell: &Shell, plan: &Plan) -> FormPage {
    let back = Link::new(here(plan.id), shell.say("plans-guidances"));
    let title = Field::new("title", shell.say("field-title"), Widget::Area)
        .hint(shell.say("guidances-title-hint"));
    FormPage::new(
        shell,
        shell.say("guidances-new"),
        format!("{}/new", here(plan.id)),
        Some(back),
    )
    .about(plan.title.clone())
    .fields(vec![title])
}

#[get("/plans/{id}/guidances/new")]
async fn new_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let plan = state
        .db
        .read(move |conn| {
            let plan = plan::service::find(conn, &actor, *id)?;
            drafting::expect_to_draft(&actor, &plan)?;
            Ok(plan)
        })
        .await?;
    form(&shell, &plan).show(&req)
}

#[post("/plans/{id}/guidances/new")]
async fn draft_guidance(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    said: ProtectedForm<GuidanceBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let (id, reader) = (*id, actor.clone());
    let plan = state
        .db
        .read(move |conn| plan::service::find(conn, &reader, id))
        .await?;
    let page = form(&shell, &plan);
    let sentence = shell.say("guidances-drafted");
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            let guidance = drafting::draft(conn, actor, id, &body.title)?;
            Ok(Done::at(path(guidance.id), &sentence))
        },
    )
    .await
}
