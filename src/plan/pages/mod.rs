//! The pages of plans.

mod congresses;
mod draft;
mod fields;
mod laid;
mod pilots;
mod records;
mod scope;
mod show;
mod steps;

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::api::PlanQuery;
use super::model::{Plan, PlanFilter, PlanId, State};
use super::service;
use crate::app::AppState;
use crate::auth::permission::{Action, permit_somewhere};
use crate::db::paging::PageRequest;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};

/// The pages of plans.
pub fn routes(cfg: &mut ServiceConfig) {
    draft::routes(cfg);
    cfg.service(list_plans);
    show::routes(cfg);
    steps::routes(cfg);
    records::routes(cfg);
    congresses::routes(cfg);
    pilots::routes(cfg);
    scope::routes(cfg);
}

/// Where the page of a plan is.
pub fn path(id: PlanId) -> String {
    format!("/plans/{id}")
}

/// The way back to a plan.
pub fn back(plan: &Plan) -> Link {
    let name = plan.symbol.as_deref().unwrap_or(&plan.title);
    Link::new(path(plan.id), name)
}

/// The plans that somebody sees.
#[derive(Template)]
#[template(path = "plan/pages/list.html")]
struct PlansPage {
    shell: Shell,
    filters: Vec<Field>,
    plans: Vec<Plan>,
    may_draft: bool,
    next: Option<Link>,
}

fn filters(shell: &Shell, query: &PlanQuery) -> Vec<Field> {
    let states = Choice::all::<State>(shell, "plan-state");
    vec![
        Field::new("q", shell.say("plans-words"), Widget::Line).now_maybe(query.q.as_ref()),
        Field::new("state", shell.say("field-state"), Widget::Select(states))
            .now_maybe(query.state),
    ]
}

#[get("/plans")]
async fn list_plans(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    query: Asked<PlanQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let may_draft = permit_somewhere(&actor, Action::DraftPlans).is_ok();
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = PlanFilter {
        unit_id: query.unit_id,
        state: query.state,
        words: query.q.clone(),
        ..PlanFilter::default()
    };
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, filter.clone(), &page))
        .await?;
    let asked = [
        ("q", query.q.clone()),
        ("state", query.state.map(|state| state.to_string())),
        ("unit_id", query.unit_id.map(|unit| unit.to_string())),
    ];
    let page = PlansPage {
        next: next_page("/plans", &asked, found.next.as_deref(), shell.say("more")),
        filters: filters(&shell, &query),
        plans: found.items,
        may_draft,
        shell,
    };
    show(&req, &page)
}
