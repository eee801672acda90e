//! The scope of a plan, picked from the tree: one committee at a time, with links down and up.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::token::new_secret;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::typed::Typed;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::api::{PlanBody, TakePlanStep};
use crate::plan::model::{Plan, PlanId, State};
use crate::plan::rules::{PlanProcess, Step};
use crate::plan::{drafting, service};
use crate::unit;
use crate::unit::model::{Placement, UnitId};
use crate::workflow::expect_possible;

/// How many units one question asks for.
const UNITS_AT_ONCE: usize = 500;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(pick_scope)
        .service(revise_scope)
        .service(amend_scope);
}

fn here(id: PlanId) -> String {
    format!("{}/scope", path(id))
}

/// Which part of the tree.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct BranchOfTree {
    under: Option<UnitId>,
    cursor: Option<String>,
    limit: Option<i64>,
}

/// The scope of a plan, and the tree to pick from.
#[derive(Template)]
#[template(path = "plan/pages/scope.html")]
struct ScopePage {
    shell: Shell,
    back: Link,
    plan: Plan,
    once: String,
    /// Where the form is sent, and the name of its list.
    action: String,
    name: &'static str,
    is_amendment: bool,
    note: Field,
    chosen: Vec<Placement>,
    /// From the plan's committee down to the unit that is open.
    line: Vec<Placement>,
    /// Below the unit that is open.
    below: Vec<Placement>,
    next: Option<Link>,
}

impl ScopePage {
    fn is_chosen(&self, id: &UnitId) -> bool {
        self.chosen.iter().any(|place| place.unit_id == *id)
    }

    /// Whether the unit stands inside one that is chosen.
    fn is_covered(&self, place: &Placement) -> bool {
        let inside = |chosen: &Placement| place.path.is_under(&chosen.path);
        !self.is_chosen(&place.unit_id) && self.chosen.iter().any(inside)
    }
}

/// These units as they stand today, in the order of the tree.
fn places(
    conn: &mut AnyConnection,
    actor: &Actor,
    ids: &[UnitId],
) -> Result<Vec<Placement>, Error> {
    let mut found = Vec::new();
    for some in ids.chunks(UNITS_AT_ONCE) {
        found.extend(unit::service::places(conn, some, actor.today())?);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

struct Found {
    plan: Plan,
    chosen: Vec<Placement>,
    line: Vec<Placement>,
    below: Vec<Placement>,
    next: Option<String>,
}

/// The plan, if this person may change its scope now: of a draft as it is, of an issued plan by the step that amends it.
fn expect_to_rescope(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Plan, Error> {
    let (plan, possible) = service::actions(conn, actor, id)?;
    if plan.state == State::Draft {
        drafting::expect_to_revise(actor, &plan)?;
    } else {
        expect_possible::<PlanProcess>(plan.state, Step::Amend, &possible)?;
    }
    Ok(plan)
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    under: Option<UnitId>,
    page: &PageRequest<UnitPath>,
) -> Result<Found, Error> {
    let plan = expect_to_rescope(conn, actor, id)?;
    let open = under.unwrap_or(plan.unit_id);
    let open = unit::service::place(conn, open, actor.today())?;
    let below = unit::service::children(conn, actor, &open, actor.today(), page)?;
    let mut line = places(conn, actor, &open.path.units())?;
    line.retain(|place| place.path.is_under(&plan.unit_path));
    let scope = service::scope(conn, id)?;
    Ok(Found {
        chosen: places(conn, actor, &scope)?,
        line,
        below: below.items,
        next: below.next,
        plan,
    })
}

fn note(shell: &Shell) -> Field {
    Field::new("note", shell.say("plans-amend-reason"), Widget::Area)
}

#[get("/plans/{id}/scope")]
async fn pick_scope(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<BranchOfTree>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| look(conn, &actor, *id, query.under, &page))
        .await?;
    let plan = found.plan;
    let is_amendment = plan.state != State::Draft;
    let (action, name) = if is_amendment {
        (format!("{}/amend", here(plan.id)), "changes.scope")
    } else {
        (here(plan.id), "scope")
    };
    let asked = [("under", query.under.map(|unit| unit.to_string()))];
    let next = next_page(
        &here(plan.id),
        &asked,
        found.next.as_deref(),
        shell.say("more"),
    );
    let page = ScopePage {
        back: back(&plan),
        once: new_secret(""),
        note: note(&shell),
        chosen: found.chosen,
        line: found.line,
        below: found.below,
        next,
        action,
        name,
        is_amendment,
        plan,
        shell,
    };
    show(&req, &page)
}

/// The units in a scope, and every unit that is in it or was ticked.
type Scope = (Vec<UnitId>, Vec<Placement>);

/// The form again, without the tree: with what is wrong, or to be looked at once more.
fn form_of(shell: &Shell, plan: &Plan, name: &str, found: Scope) -> FormPage {
    let (chosen, known) = found;
    let choices = known.into_iter();
    let choices = choices.map(|place| Choice::new(place.unit_id, place.name));
    let picked = Field::new(
        name,
        shell.say("plans-scope"),
        Widget::Ticks(choices.collect()),
    )
    .now_all(chosen.iter().map(ToString::to_string).collect());
    let way_back = Link::new(here(plan.id), shell.say("plans-edit-scope"));
    let form = FormPage::new(
        shell,
        shell.say("plans-edit-scope"),
        here(plan.id),
        Some(way_back),
    );
    form.about(plan.title.clone())
        .fields(vec![picked])
        .hidden(name, "")
        .version(plan.version)
}

/// The scope as it stands, and every unit that is in it or was ticked.
fn known(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    ticked: &[UnitId],
) -> Result<(Plan, Scope), Error> {
    let plan = service::find(conn, actor, id)?;
    let scope = service::scope(conn, id)?;
    let mut all: HashMap<UnitId, ()> = scope.iter().map(|unit| (*unit, ())).collect();
    all.extend(ticked.iter().map(|unit| (*unit, ())));
    let mut all: Vec<UnitId> = all.into_keys().collect();
    all.sort_unstable();
    let known = places(conn, actor, &all)?;
    Ok((plan, (scope, known)))
}

fn ticked(typed: &Typed, name: &str) -> Vec<UnitId> {
    let all = typed.all(name).into_iter();
    all.filter_map(|id| id.parse().ok()).collect()
}

#[post("/plans/{id}/scope")]
async fn revise_scope(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    form: ProtectedForm<PlanBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let reader = actor.clone();
    let ticked = ticked(&form.said.typed, "scope");
    let (plan, found) = state
        .db
        .read(move |conn| known(conn, &reader, id, &ticked))
        .await?;
    let page = form_of(&shell, &plan, "scope", found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::revise(conn, actor, id, seen, &body.changes())?;
            Ok(Done::at(here(id), shell.say("plans-scope-saved")))
        },
    )
    .await
}

#[post("/plans/{id}/scope/amend")]
async fn amend_scope(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PlanId>,
    form: ProtectedForm<TakePlanStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let reader = actor.clone();
    let ticked = ticked(&form.said.typed, "changes.scope");
    let (plan, found) = state
        .db
        .read(move |conn| known(conn, &reader, id, &ticked))
        .await?;
    let mut page = form_of(&shell, &plan, "changes.scope", found)
        .hidden("step", Step::Amend)
        .is_final()
        .only_changes();
    page.action = format!("{}/amend", here(id));
    page.fields.push(note(&shell));
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let plan = service::take_step(conn, actor, id, seen, body.step, &body.input()?)?;
            let sentence = shell.say_of("plans-amended", "n", plan.revision);
            Ok(Done::at(path(id), sentence))
        },
    )
    .await
}
