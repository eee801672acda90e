//! Writing a plan: a new draft, and what it lays down.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::fields::{Group, PlanFields};
use super::laid::sectors;
use super::{back, path};
use crate::app::AppState;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, see_other};
use crate::plan::api::{NewPlan, PlanBody};
use crate::plan::model::{Plan, PlanId, State};
use crate::plan::rules::Step;
use crate::plan::{drafting, service};
use crate::sector::model::SectorId;
use crate::unit::model::Placement;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_form)
        .service(draft_plan)
        .service(edit_form)
        .service(group_form)
        .service(revise_plan);
}

fn new_page(shell: &Shell, committees: &[Placement], upper: &[Plan]) -> FormPage {
    let committees: Vec<Choice> = committees
        .iter()
        .map(|place| Choice::new(place.unit_id, place.name.clone()))
        .collect();
    let only = match committees.as_slice() {
        [only] => Some(only.value.clone()),
        _ => None,
    };
    let mut fields = vec![
        Field::new(
            "unit_id",
            shell.say("plans-issuer"),
            Widget::Select(committees),
        )
        .now_maybe(only),
        Field::new("title", shell.say("field-title"), Widget::Area)
            .hint(shell.say("plans-title-hint")),
        Field::new("term.from", shell.say("plans-term-from"), Widget::Number),
        Field::new("term.to", shell.say("plans-term-to"), Widget::Number),
    ];
    if !upper.is_empty() {
        let plans = upper.iter().map(|plan| {
            let symbol = plan.symbol.as_deref().unwrap_or_default();
            Choice::new(plan.id, format!("{symbol} {}", plan.title))
        });
        let plans = Widget::Select(plans.collect());
        fields.push(
            Field::new("implements_id", shell.say("plans-implements"), plans)
                .hint(shell.say("plans-implements-hint"))
                .optional(),
        );
    }
    fields.push(
        Field::new(
            "plan.content.without_pilots",
            shell.say("plans-without-pilots"),
            Widget::Tick,
        )
        .hint(shell.say("plans-without-pilots-hint")),
    );
    let way_back = Link::new("/plans", shell.say("menu-plans"));
    FormPage::new(shell, shell.say("plans-new"), "/plans/new", Some(way_back))
        .lead(shell.say("plans-new-lead"))
        .fields(fields)
}

#[get("/plans/new")]
async fn new_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (committees, upper) = state
        .db
        .read(move |conn| drafting::places(conn, &actor))
        .await?;
    new_page(&shell, &committees, &upper).show(&req)
}

#[post("/plans/new")]
async fn draft_plan(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<NewPlan>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let reader = actor.clone();
    let (committees, upper) = state
        .db
        .read(move |conn| drafting::places(conn, &reader))
        .await?;
    let page = new_page(&shell, &committees, &upper);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let changes = body.changes();
            let plan = service::draft(conn, actor, body.unit_id, body.implements_id, &changes)?;
            let next = format!("{}?on=true", group_path(plan.id, Group::Windows));
            Ok(Done::at(next, shell.say("plans-drafted")))
        },
    )
    .await
}

/// Where the questions of a group are.
pub(super) fn group_path(id: PlanId, group: Group) -> String {
    format!("{}/edit/{group}", path(id))
}

/// Whether the questions are answered one group after the other, or one group was picked out.
#[derive(Debug, Clone, Copy, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OneByOne {
    #[serde(default)]
    on: bool,
}

impl OneByOne {
    /// What follows a group.
    fn after(self, id: PlanId, group: Group) -> String {
        match (self.on, group.next()) {
            (true, Some(next)) => format!("{}?on=true", group_path(id, next)),
            (true, None) => format!("{}/scope", path(id)),
            (false, _) => path(id),
        }
    }
}

fn edit_page(
    shell: &Shell,
    plan: &Plan,
    sectors: &[(SectorId, String)],
    group: Group,
    how: OneByOne,
) -> FormPage {
    let here = group_path(plan.id, group);
    let action = if how.on {
        format!("{here}?on=true")
    } else {
        here
    };
    let title = shell.term("plans-group", group);
    let form = FormPage::new(shell, title, action, Some(back(plan)))
        .about(plan.title.clone())
        .version(plan.version);
    let mut form = PlanFields::of(shell, plan, sectors, "").put_one(form, group);
    let button = if how.on {
        "plans-save-and-go-on"
    } else {
        "plans-save"
    };
    form.submit = shell.say(button);
    form
}

#[get("/plans/{id}/edit")]
async fn edit_form(id: Path<PlanId>) -> HttpResponse {
    see_other(&format!("{}?on=true", group_path(*id, Group::Basics)))
}

#[get("/plans/{id}/edit/{group}")]
async fn group_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PlanId, Group)>,
    how: Asked<OneByOne>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, group) = at.into_inner();
    let asking = actor.clone();
    let (plan, sectors) = state
        .db
        .read(move |conn| Ok((service::find(conn, &asking, id)?, sectors(conn, &asking)?)))
        .await?;
    if plan.state != State::Draft {
        // What has been issued changes by a step.
        return Ok(see_other(&format!(
            "{}/steps/{}",
            path(plan.id),
            Step::Amend
        )));
    }
    drafting::expect_to_revise(&actor, &plan)?;
    edit_page(&shell, &plan, &sectors, group, how.0).show(&req)
}

#[post("/plans/{id}/edit/{group}")]
async fn revise_plan(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PlanId, Group)>,
    how: Asked<OneByOne>,
    form: ProtectedForm<PlanBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, group) = at.into_inner();
    let reader = actor.clone();
    let (plan, sectors) = state
        .db
        .read(move |conn| Ok((service::find(conn, &reader, id)?, sectors(conn, &reader)?)))
        .await?;
    let page = edit_page(&shell, &plan, &sectors, group, how.0);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::revise(conn, actor, id, seen, &body.changes())?;
            Ok(Done::at(how.0.after(id, group), shell.say("plans-saved")))
        },
    )
    .await
}
