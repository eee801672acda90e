//! The page of a plan: where it stands, what can be done, how far the pilot loop has come, what it lays down.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::laid::{Fact, Laid, Names, facts};
use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::guidance::model::Guidance;
use crate::http::page::actions::Buttons;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::ActionsView;
use crate::plan::api::{PlanView, view};
use crate::plan::model::{Plan, PlanFilter, PlanId, State};
use crate::plan::pilot_loop::{LoopFacts, Progress, Stage, stages};
use crate::plan::rules::PlanProcess;
use crate::plan::{service, standing};
use crate::unit;
use crate::workflow::PossibleStep;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_page);
}

/// A stage of the pilot loop on the page.
struct StageView {
    name: String,
    progress: Progress,
    /// How far it is, in a sentence.
    detail: String,
    link: Link,
}

/// One plan: where it stands, and what can be done.
#[derive(Template)]
#[template(path = "plan/pages/plan.html")]
struct PlanPage {
    shell: Shell,
    plan: PlanView,
    /// The committee whose plan it is.
    issuer: String,
    /// The plan that this one implements.
    upper: Option<Link>,
    /// The plans that implement this one.
    lower: Vec<Plan>,
    buttons: Buttons,
    /// The pilot loop; empty in a plan without pilots.
    stages: Vec<StageView>,
    facts: Vec<Fact>,
    places: Vec<Link>,
}

/// What the page is made of.
struct Found {
    plan: PlanView,
    steps: Vec<PossibleStep<PlanProcess>>,
    pilot_loop: Option<(LoopFacts, Option<Guidance>)>,
    issuer: String,
    upper: Option<Plan>,
    lower: Vec<Plan>,
    names: Names,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Found, Error> {
    let standing = standing::of(conn, actor, id)?;
    let pilot_loop = standing::pilot_loop(conn, &standing)?;
    let plan = view(conn, standing.plan)?;
    let issuer = unit::service::nearest_place(conn, plan.unit_id, actor.today())?;
    let upper = match plan.implements_id {
        Some(upper) => Some(service::find(conn, actor, upper)?),
        None => None,
    };
    let implementing = PlanFilter {
        implements_id: Some(id),
        ..PlanFilter::default()
    };
    let page = PageRequest {
        limit: crate::db::paging::DEFAULT_LIMIT,
        after: None,
    };
    Ok(Found {
        lower: service::list(conn, actor, implementing, &page)?.items,
        names: Names::of(conn, actor, &plan.scope)?,
        issuer: issuer.placement.name,
        steps: standing.steps,
        pilot_loop,
        upper,
        plan,
    })
}

#[get("/plans/{id}")]
async fn plan_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state.db.read(move |conn| look(conn, &actor, *id)).await?;
    let plan = found.plan;
    let actions = ActionsView::of(plan.state, plan.version, &found.steps, shell.language);
    let laid = facts(&shell, &Laid::from(&plan), &found.names);
    let page = PlanPage {
        buttons: Buttons::of(actions, &path(plan.id), &shell),
        stages: found
            .pilot_loop
            .map(|(facts, guidance)| stage_views(&shell, plan.id, &facts, guidance.as_ref()))
            .unwrap_or_default(),
        // The title is the heading.
        facts: laid.into_iter().skip(1).collect(),
        places: places(&shell, &plan),
        upper: found
            .upper
            .map(|upper| Link::new(path(upper.id), upper.symbol.unwrap_or(upper.title))),
        lower: found.lower,
        issuer: found.issuer,
        plan,
        shell,
    };
    show(&req, &page)
}

/// Where one goes on to from a plan.
fn places(shell: &Shell, plan: &PlanView) -> Vec<Link> {
    let at = path(plan.id);
    let mut places = Vec::new();
    match plan.state {
        State::Draft => {
            places.push((format!("{at}/edit"), "plans-edit"));
            places.push((format!("{at}/scope"), "plans-edit-scope"));
        }
        State::Issued | State::RollingOut => {
            places.push((format!("{at}/scope"), "plans-edit-scope"));
            places.push((format!("{at}/congresses"), "plans-plan-congresses"));
        }
        State::Completed => (),
    }
    if plan.state != State::Draft {
        places.push((format!("{at}/progress"), "plans-progress"));
        places.push((format!("{at}/timeline"), "plans-timeline"));
        places.push((format!("{at}/board"), "plans-board"));
        places.push((
            format!("/congresses?plan_id={}", plan.id),
            "plans-congresses",
        ));
    }
    if plan.state != State::Draft && !plan.content.without_pilots {
        places.push((format!("{at}/pilots"), "plans-pilots"));
        places.push((format!("{at}/opinions"), "plans-opinions"));
        places.push((format!("{at}/guidances"), "plans-guidances"));
    }
    places.push((format!("{at}/history"), "plans-history"));
    places.push((format!("{at}/revisions"), "plans-revisions"));
    let links = places.into_iter();
    links
        .map(|(href, key)| Link::new(href, shell.say(key)))
        .collect()
}

fn stage_views(
    shell: &Shell,
    id: PlanId,
    facts: &LoopFacts,
    guidance: Option<&Guidance>,
) -> Vec<StageView> {
    let stages = stages(facts).into_iter();
    stages
        .map(|(stage, progress)| StageView {
            name: shell.term("plans-stage", stage),
            progress,
            detail: detail(shell, stage, facts, guidance),
            link: stage_link(shell, id, stage, guidance),
        })
        .collect()
}

fn detail(shell: &Shell, stage: Stage, facts: &LoopFacts, guidance: Option<&Guidance>) -> String {
    let of = |key: &str, done: i64, all: i64| {
        let args = [("done", done.into()), ("all", all.into())];
        shell.language.say_with(key, &args)
    };
    match stage {
        Stage::Designated if facts.sectors_missing.is_empty() => {
            shell.say_of("plans-stage-pilots", "count", facts.pilots)
        }
        Stage::Designated => shell.language.say_with(
            "plans-stage-sectors",
            &[
                ("count", facts.pilots.into()),
                ("sectors", facts.sectors_missing.join(", ").into()),
            ],
        ),
        Stage::Held => of("plans-stage-closed", facts.held, facts.pilots),
        Stage::Concluded => of("plans-stage-opinions", facts.concluded, facts.opinions),
        Stage::GuidanceIssued => match guidance {
            Some(guidance) => {
                let symbol = guidance.symbol.as_deref().unwrap_or(&guidance.title);
                let issued = shell.maybe_date(&guidance.issued_on);
                let args = [("symbol", symbol.into()), ("day", issued.into())];
                shell.language.say_with("plans-stage-guidance", &args)
            }
            None => shell.say("plans-stage-no-guidance"),
        },
        Stage::Acknowledged => of(
            "plans-stage-acknowledgements",
            facts.acknowledged,
            facts.reached,
        ),
        Stage::RolledOut => match facts.state {
            Some(State::RollingOut | State::Completed) => shell.say("plans-stage-open"),
            Some(State::Draft | State::Issued) | None => shell.say("plans-stage-shut"),
        },
    }
}

fn stage_link(shell: &Shell, id: PlanId, stage: Stage, guidance: Option<&Guidance>) -> Link {
    let at = path(id);
    let (href, key) = match (stage, guidance) {
        (Stage::Designated, _) => (format!("{at}/pilots"), "plans-pilots"),
        (Stage::Held, _) => (
            format!("/congresses?plan_id={id}&pilot=true"),
            "plans-pilot-congresses",
        ),
        (Stage::Concluded, _) => (format!("{at}/opinions"), "plans-opinions"),
        (Stage::Acknowledged, Some(guidance)) => {
            (format!("/guidances/{}", guidance.id), "plans-guidance")
        }
        (Stage::GuidanceIssued | Stage::Acknowledged, _) => {
            (format!("{at}/guidances"), "plans-guidances")
        }
        (Stage::RolledOut, _) => (format!("{at}/board"), "plans-board"),
    };
    Link::new(href, shell.say(key))
}
