//! The page of a plan: where it stands, what can be done, how far the pilot loop has come, what it lays down.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::draft::group_path;
use super::fields::Group;
use super::laid::{Fact, Laid, Names, facts};
use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
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
use crate::plan::rules::{PlanProcess, Step};
use crate::plan::{service, standing};
use crate::progress::pages::part::{self, Part};
use crate::workflow::PossibleStep;
use crate::{assignment, unit};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_page);
}

/// A stage of the pilot loop on the page.
struct StageView {
    name: String,
    progress: Progress,
    /// How far it is, in a sentence.
    detail: String,
    link: Option<Link>,
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
    facts: Vec<FactView>,
    /// How far its round has come, once it has been issued.
    progress: Option<Part>,
    places: Vec<Link>,
}

/// Something that the plan lays down, and where it is changed while the plan is a draft.
struct FactView {
    fact: Fact,
    change: Option<String>,
}

/// Where a fact of a draft is changed; number and date are given when it is issued.
fn place_of_change(id: PlanId, key: &str) -> Option<String> {
    let group = match key {
        "plans-scope" => return Some(format!("{}/scope", path(id))),
        "field-title" | "plans-term" => Group::Basics,
        "plans-pilot-window" | "plans-rest-window" => Group::Windows,
        "plans-contents" | "plans-documents" | "plans-half-days" => Group::Contents,
        "plans-personnel-steps" | "plans-age-test" | "plans-sub-committee-first" => {
            Group::Personnel
        }
        "plans-pilot-sectors" => Group::Pilots,
        "plans-women" | "plans-young" => Group::Targets,
        "plans-layout" | "plans-ceremony" | "plans-opening-salute" | "plans-closing-salute" => {
            Group::Ceremony
        }
        _ => return None,
    };
    Some(group_path(id, group))
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
    may_draft: bool,
    gives_tasks: bool,
    progress: Option<part::Looked>,
}

fn look(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Found, Error> {
    let standing = standing::of(conn, actor, id)?;
    let pilot_loop = standing::pilot_loop(conn, &standing)?;
    let may_draft = permit(actor, Action::DraftPlans, &standing.plan.unit_path).is_ok();
    let gives_tasks = assignment::service::may_give(actor, &standing.plan);
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
    let progress = match plan.state {
        State::Draft => None,
        State::Issued | State::RollingOut | State::Completed => part::of(conn, actor, id)?,
    };
    Ok(Found {
        progress,
        lower: service::list(conn, actor, implementing, &page)?.items,
        names: Names::of(conn, actor, &plan.scope)?,
        issuer: issuer.placement.name,
        steps: standing.steps,
        pilot_loop,
        upper,
        plan,
        may_draft,
        gives_tasks,
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
    let is_draft = plan.state == State::Draft;
    let is_amendment = |one: &PossibleStep<PlanProcess>| one.step == Step::Amend;
    let amending = found.steps.iter().find(|one| is_amendment(one));
    let amends = amending.is_some_and(|one| one.reasons.is_empty());
    let laid = facts(&shell, &Laid::from(&plan), &found.names).into_iter();
    let shown = laid.map(|fact| FactView {
        change: place_of_change(plan.id, fact.key).filter(|_| is_draft && found.may_draft),
        fact,
    });
    let page = PlanPage {
        buttons: Buttons::of(actions, &path(plan.id), &shell),
        stages: found
            .pilot_loop
            .map(|(facts, guidance)| stage_views(&shell, plan.id, &facts, guidance.as_ref()))
            .unwrap_or_default(),
        // The title is the heading, once it no longer changes.
        facts: shown.skip(usize::from(!is_draft)).collect(),
        places: places(&shell, &plan, (found.may_draft, amends), found.gives_tasks),
        upper: found
            .upper
            .map(|upper| Link::new(path(upper.id), upper.symbol.unwrap_or(upper.title))),
        lower: found.lower,
        issuer: found.issuer,
        progress: found.progress.map(|looked| Part::shown(&shell, looked)),
        plan,
        shell,
    };
    show(&req, &page)
}

/// Where one goes on to from a plan.
fn places(
    shell: &Shell,
    plan: &PlanView,
    (may_draft, amends): (bool, bool),
    gives_tasks: bool,
) -> Vec<Link> {
    let at = path(plan.id);
    let mut places = Vec::new();
    let has_begun = plan.state != State::Draft;
    let runs = has_begun && plan.state != State::Completed;
    if may_draft && !has_begun {
        places.push((format!("{at}/edit"), "plans-edit"));
    }
    if (may_draft && !has_begun) || amends {
        places.push((format!("{at}/scope"), "plans-edit-scope"));
    }
    if may_draft && runs {
        places.push((format!("{at}/congresses"), "plans-plan-congresses"));
    }
    if has_begun {
        places.push((format!("{at}/progress"), "plans-progress"));
        places.push((format!("{at}/timeline"), "plans-timeline"));
        places.push((format!("{at}/board"), "plans-board"));
        places.push((
            format!("/congresses?plan_id={}", plan.id),
            "plans-congresses",
        ));
    }
    if has_begun && !plan.content.without_pilots {
        places.push((format!("{at}/pilots"), "plans-pilots"));
        places.push((format!("{at}/opinions"), "plans-opinions"));
    }
    if has_begun {
        places.push((format!("{at}/guidances"), "plans-guidances"));
        places.push((format!("/assignments?plan_id={}", plan.id), "tasks-title"));
    }
    if gives_tasks && runs {
        places.push((format!("{at}/assignments/new"), "tasks-give"));
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
        Stage::Acknowledged if guidance.is_none() => shell.say("plans-stage-nothing-issued"),
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

fn stage_link(
    shell: &Shell,
    id: PlanId,
    stage: Stage,
    guidance: Option<&Guidance>,
) -> Option<Link> {
    let at = path(id);
    let (href, key) = match stage {
        Stage::Designated => (format!("{at}/pilots"), "plans-pilots"),
        Stage::Held => (
            format!("/congresses?plan_id={id}&pilot=true"),
            "plans-pilot-congresses",
        ),
        Stage::Concluded => (format!("{at}/opinions"), "plans-opinions"),
        Stage::GuidanceIssued => (format!("{at}/guidances"), "plans-guidances"),
        Stage::Acknowledged => {
            let guidance = guidance?;
            let guidance = format!("/guidances/{}", guidance.id);
            (format!("{guidance}/acknowledgements"), "plans-guidance")
        }
        Stage::RolledOut => (format!("{at}/board"), "plans-board"),
    };
    Some(Link::new(href, shell.say(key)))
}
