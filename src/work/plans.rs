//! What is next in the plans of the committees whose plans the actor makes.

use super::model::{Deed, Item, Work};
use super::rules::holds;
use crate::audit::model::SubjectKind;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::auth::permission::held_by;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::{Error, Reason};
use crate::guidance::model::State as GuidanceState;
use crate::plan::model::{Plan, PlanFilter, PlanId, State};
use crate::plan::pilot_loop::{Progress, Stage, done_by, stages};
use crate::plan::standing::{self, Standing};
use crate::workflow::Seat;
use crate::{guidance, plan};

/// How many plans are looked at, of each state.
const PLANS: i64 = 4;
/// How many guidances of a plan are looked at.
const GUIDANCES: i64 = 20;

/// Adds what is next in each plan to what waits for the actor, or to what the actor waits for; what was told of these
/// plans is no longer needed.
pub(super) fn add(
    conn: &mut AnyConnection,
    actor: &Actor,
    told: &mut Vec<Item>,
    work: &mut Work,
) -> Result<(), Error> {
    for id in own_plans(conn, actor)? {
        let standing = standing::of(conn, actor, id)?;
        let drafts = drafts(conn, actor, &standing.plan)?;
        let mut stages = in_plan(conn, &standing)?;
        if !drafts.is_empty() {
            // The draft is the guidance to be issued: it says itself what it still waits for.
            stages.retain(|item| item.deed != Deed::Stage(Stage::GuidanceIssued));
        }
        let mut items = drafts;
        items.append(&mut stages);
        let unit = standing.plan.unit_id;
        for item in items {
            if item.deed == Deed::Stage(Stage::Concluded) && has_opinions(told, id) {
                continue;
            }
            let mine = item.by.iter().any(|seat| holds(actor, *seat, unit));
            let item = if mine {
                with_conclusions(told, id, item)
            } else {
                item
            };
            let list = if mine {
                &mut work.mine
            } else {
                &mut work.others
            };
            list.push(item);
        }
        told.retain(|item| !(item.kind == SubjectKind::Plan && item.id == id.cast()));
    }
    Ok(())
}

/// Conclusions are taken into the guidance that is to be issued: the line of the guidance says how many wait for it, in
/// place of a line of their own.
fn with_conclusions(told: &mut Vec<Item>, plan: PlanId, mut item: Item) -> Item {
    let is_of_guidance =
        item.kind == SubjectKind::Guidance || item.deed == Deed::Stage(Stage::GuidanceIssued);
    if !is_of_guidance {
        return item;
    }
    let concluded = Deed::Turn("opinion.concluded".to_owned());
    let before = told.len();
    told.retain(|one| !(one.deed == concluded && one.plan_id == Some(plan)));
    let taken = i64::try_from(before - told.len()).unwrap_or(i64::MAX);
    // A draft that has taken them in keeps them until it is issued, and says itself what it lacks.
    if taken > 0 && item.kind == SubjectKind::Plan {
        item.why
            .push(Reason::new("conclusions_to_take_in").with("count", taken));
    }
    item
}

/// Opinions of the plan that wait for the actor are told one by one.
fn has_opinions(told: &[Item], plan: PlanId) -> bool {
    told.iter()
        .any(|item| item.kind == SubjectKind::Opinion && item.plan_id == Some(plan))
}

/// The plans of the actor's committees that are not completed.
fn own_plans(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<PlanId>, Error> {
    let page = PageRequest {
        limit: PLANS,
        after: None,
    };
    let mut units: Vec<_> = actor
        .offices
        .iter()
        .filter(|office| held_by(Action::DraftPlans).contains(&office.role))
        .filter_map(|office| office.unit_id)
        .collect();
    units.sort_unstable();
    units.dedup();
    let mut own = Vec::new();
    for unit in units {
        for state in [State::Draft, State::Issued, State::RollingOut] {
            let filter = PlanFilter {
                unit_id: Some(unit),
                state: Some(state),
                ..PlanFilter::default()
            };
            let found = plan::service::list(conn, actor, filter, &page)?.items;
            own.extend(found.iter().map(|plan| plan.id));
        }
    }
    Ok(own)
}

fn item(plan: &Plan, deed: Deed, by: &[Seat], why: Vec<Reason>) -> Item {
    let symbol = plan.symbol.as_ref();
    let name = symbol.map_or_else(
        || plan.title.clone(),
        |symbol| format!("{symbol}: {}", plan.title),
    );
    Item {
        plan_id: Some(plan.id),
        name: Some(name.into()),
        by: by.to_vec(),
        why,
        ..Item::new(deed, SubjectKind::Plan, plan.id.cast())
    }
}

/// The step that leads the plan on, once nothing stands in its way; before that, what does.
fn in_plan(conn: &mut AnyConnection, standing: &Standing) -> Result<Vec<Item>, Error> {
    let plan = &standing.plan;
    let Some(main) = standing.steps.iter().find(|step| step.to != plan.state) else {
        return Ok(Vec::new());
    };
    let mut why = main.reasons.clone();
    why.retain(|reason| reason.code != "wrong_office");
    if why.is_empty() {
        return Ok(vec![item(plan, Deed::Plan(main.step), main.by, why)]);
    }
    match plan.state {
        State::Draft => {
            let deed = Deed::Turn("plan.draft".to_owned());
            Ok(vec![item(plan, deed, &[Seat::Office], why)])
        }
        State::Issued => Ok(in_loop(conn, standing)?
            .into_iter()
            .map(|stage| item(plan, Deed::Stage(stage), &done_by(stage), Vec::new()))
            .collect()),
        State::RollingOut => Ok(under_way(plan, Deed::Plan(main.step), why)),
        State::Completed => Ok(Vec::new()),
    }
}

/// Branches that have no congress yet are the office's to plan for, what is left of the opinions is for those who answer
/// and conclude; branches that are on their way hold theirs.
fn under_way(plan: &Plan, deed: Deed, why: Vec<Reason>) -> Vec<Item> {
    let of_office = ["branches_without_congress", "opinions_open"];
    let (missing, rest): (Vec<Reason>, Vec<Reason>) = why
        .into_iter()
        .partition(|reason| of_office.contains(&reason.code));
    let mut items = Vec::new();
    if !missing.is_empty() {
        let deed = Deed::Turn("plan.rolling_out".to_owned());
        items.push(item(plan, deed, &[Seat::Office], missing));
    }
    if !rest.is_empty() {
        items.push(item(plan, deed, &[Seat::Branch], rest));
    }
    items
}

/// The stages at which the plan stands; opening the roll-out only once it can be opened.
fn in_loop(conn: &mut AnyConnection, standing: &Standing) -> Result<Vec<Stage>, Error> {
    let Some((facts, _)) = standing::pilot_loop(conn, standing)? else {
        return Ok(Vec::new());
    };
    let here = stages(&facts).into_iter();
    Ok(here
        .filter(|(stage, progress)| *progress == Progress::Current && *stage != Stage::RolledOut)
        .map(|(stage, _)| stage)
        .collect())
}

/// Drafts of guidance: finished and issued by whoever issues them.
fn drafts(conn: &mut AnyConnection, actor: &Actor, plan: &Plan) -> Result<Vec<Item>, Error> {
    let page = PageRequest {
        limit: GUIDANCES,
        after: None,
    };
    let all = guidance::service::list(conn, actor, plan.id, &page)?.items;
    let mut items = Vec::new();
    for draft in all.iter().filter(|one| one.state == GuidanceState::Draft) {
        let (_, steps) = guidance::service::actions(conn, actor, draft.id)?;
        let Some(issue) = steps.iter().find(|step| step.to != draft.state) else {
            continue;
        };
        let mut why = issue.reasons.clone();
        why.retain(|reason| reason.code != "wrong_office");
        items.push(Item {
            plan_id: Some(plan.id),
            name: Some(draft.title.clone().into()),
            since: Some(draft.created_at.date()),
            by: issue.by.to_vec(),
            why,
            ..Item::new(
                Deed::Turn("guidance.draft".to_owned()),
                SubjectKind::Guidance,
                draft.id.cast(),
            )
        });
    }
    Ok(items)
}
