//! Planning the congresses of a plan: of one branch, or of every branch in scope.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::planning;
use crate::congress::planning_api::{NewCongress, NewCongresses};
use crate::congress::waiting::{self, Waiting};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::{grouped, next_page};
use crate::http::page::{Link, Shell, Visitor, show};
use crate::http::problem::ReasonView;
use crate::journal::api::PageQuery;
use crate::plan::model::{Plan, PlanId};
use crate::plan::service;
use crate::unit;
use crate::unit::model::UnitId;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(waiting_branches)
        .service(one_form)
        .service(plan_one)
        .service(all_form)
        .service(plan_all);
}

fn here(id: PlanId) -> String {
    format!("{}/congresses", path(id))
}

/// The branches that wait for a congress.
#[derive(Template)]
#[template(path = "plan/pages/congresses.html")]
struct WaitingPage {
    shell: Shell,
    back: Link,
    waiting: Waiting,
    /// The names of the committees above the branches.
    above: Vec<String>,
    reasons: Vec<ReasonView>,
    next: Option<Link>,
}

impl WaitingPage {
    fn parent(&self, at: &usize) -> &str {
        self.above.get(*at).map_or("", String::as_str)
    }
}

/// The names of the committees above these branches, in their order.
fn above(conn: &mut AnyConnection, actor: &Actor, waiting: &Waiting) -> Result<Vec<String>, Error> {
    let branches = &waiting.page.items;
    let mut ids: Vec<UnitId> = branches
        .iter()
        .filter_map(|place| place.parent_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let places = unit::service::places(conn, &ids, actor.today())?;
    let name = |id: Option<UnitId>| {
        let place = places.iter().find(|place| Some(place.unit_id) == id);
        place.map(|place| place.name.clone()).unwrap_or_default()
    };
    Ok(branches.iter().map(|place| name(place.parent_id)).collect())
}

#[get("/plans/{id}/congresses")]
async fn waiting_branches(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (waiting, above) = state
        .db
        .read(move |conn| {
            let waiting = waiting::waiting(conn, &actor, *id, &page)?;
            let above = above(conn, &actor, &waiting)?;
            Ok((waiting, above))
        })
        .await?;
    let reasons = waiting.reasons.iter();
    let page = WaitingPage {
        reasons: reasons
            .map(|reason| ReasonView::of(reason, shell.language))
            .collect(),
        next: next_page(
            &here(waiting.plan.id),
            &[],
            waiting.page.next.as_deref(),
            shell.say("more"),
        ),
        back: back(&waiting.plan),
        waiting,
        above,
        shell,
    };
    show(&req, &page)
}

/// Of which branch.
#[derive(Debug, Deserialize, Validate)]
struct OfBranch {
    unit_id: UnitId,
}

fn when(shell: &Shell, plan: &Plan) -> Vec<Field> {
    let window = |from, to| format!("{} – {}", shell.maybe_date(from), shell.maybe_date(to));
    let hint = shell.language.say_with(
        "plans-planned-on-hint",
        &[
            ("pilots", window(&plan.pilot_from, &plan.pilot_to).into()),
            ("rest", window(&plan.rest_from, &plan.rest_to).into()),
        ],
    );
    vec![
        Field::new("planned_on", shell.say("plans-planned-on"), Widget::Date)
            .hint(hint)
            .optional(),
        Field::new(
            "half_days",
            shell.say("plans-half-days-planned"),
            Widget::Number,
        )
        .hint(shell.say_of(
            "plans-half-days-planned-hint",
            "most",
            plan.content.0.most_half_days,
        ))
        .optional(),
    ]
}

fn one(shell: &Shell, plan: &Plan, branch: Option<(UnitId, String)>) -> FormPage {
    let mut fields = when(shell, plan);
    fields.insert(
        1,
        Field::new(
            "planned_time",
            shell.say("plans-planned-time"),
            Widget::Hour,
        )
        .optional(),
    );
    fields.push(Field::new("venue", shell.say("plans-venue"), Widget::Line).optional());
    let way_back = Link::new(here(plan.id), shell.say("plans-plan-congresses"));
    let form = FormPage::new(
        shell,
        shell.say("plans-plan-one"),
        format!("{}/new", here(plan.id)),
        Some(way_back),
    )
    .fields(fields);
    match branch {
        Some((id, name)) => form.about(name).hidden("unit_id", id),
        None => form,
    }
}

/// The plan and the branch's name, for the form.
fn branch_of(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    unit_id: UnitId,
) -> Result<(Plan, String), Error> {
    let plan = service::find(conn, actor, id)?;
    let branch = unit::service::find(conn, actor, unit_id, None)?;
    Ok((plan, branch.stretch.placement.name))
}

#[get("/plans/{id}/congresses/new")]
async fn one_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<OfBranch>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let unit_id = query.0.unit_id;
    let (plan, branch) = state
        .db
        .read(move |conn| planning::expect_to_plan_one(conn, &actor, *id, unit_id))
        .await?;
    one(&shell, &plan, Some((unit_id, branch.name))).show(&req)
}

#[post("/plans/{id}/congresses/new")]
async fn plan_one(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    form: ProtectedForm<NewCongress>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let reader = actor.clone();
    let unit_id: Option<UnitId> = form
        .said
        .typed
        .get("unit_id")
        .and_then(|id| id.parse().ok());
    let (plan, branch) = state
        .db
        .read(move |conn| match unit_id {
            Some(unit) => {
                let (plan, name) = branch_of(conn, &reader, id, unit)?;
                Ok((plan, Some((unit, name))))
            }
            None => Ok((service::find(conn, &reader, id)?, None)),
        })
        .await?;
    let page = one(&shell, &plan, branch);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (congress, _) = planning::plan_one(conn, actor, id, body.unit_id, &body.timing())?;
            let done = shell.say_of("plans-planned-one", "branch", congress.unit_name);
            Ok(Done::at(here(id), done))
        },
    )
    .await
}

fn all(shell: &Shell, waiting: &Waiting) -> FormPage {
    let plan = &waiting.plan;
    let way_back = Link::new(here(plan.id), shell.say("plans-plan-congresses"));
    FormPage::new(
        shell,
        shell.say("plans-plan-all"),
        format!("{}/bulk", here(plan.id)),
        Some(way_back),
    )
    .about(plan.title.clone())
    .lead(shell.say_of("plans-plan-all-lead", "count", grouped(waiting.without)))
    .fields(when(shell, plan))
    .is_final()
}

/// How many branches wait; none of them by name.
fn how_many(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Waiting, Error> {
    let page: PageRequest<UnitPath> = PageRequest {
        limit: 1,
        after: None,
    };
    waiting::waiting(conn, actor, id, &page)
}

#[get("/plans/{id}/congresses/bulk")]
async fn all_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let waiting = state
        .db
        .read(move |conn| {
            planning::expect_to_plan(conn, &actor, *id)?;
            how_many(conn, &actor, *id)
        })
        .await?;
    all(&shell, &waiting).show(&req)
}

#[post("/plans/{id}/congresses/bulk")]
async fn plan_all(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    form: ProtectedForm<NewCongresses>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let reader = actor.clone();
    let waiting = state
        .db
        .read(move |conn| how_many(conn, &reader, id))
        .await?;
    let page = all(&shell, &waiting);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (done, _) = planning::plan_all(conn, actor, id, &body.timing(), &body.dates())?;
            let args = [
                ("planned", grouped(done.planned).into()),
                ("already", grouped(done.branches - done.planned).into()),
            ];
            let sentence = shell.language.say_with("plans-planned-all", &args);
            Ok(Done::at(here(id), sentence))
        },
    )
    .await
}
