//! Where a plan stands, for those who look at it: its steps with every reason, and its pilot loop.

use strum::VariantArray;

use super::facts::facts;
use super::model::{Plan, PlanId};
use super::pilot_loop::LoopFacts;
use super::rules::{Facts, Guard, PlanProcess, Step};
use super::service::{self, StepInput};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::guidance::model::Guidance;
use crate::workflow::{PossibleStep, Process, possible_steps};
use crate::{acknowledgement, guidance, opinion};

/// What the pilot loop looks at, wherever the plan stands.
const OF_THE_LOOP: [Guard; 2] = [Guard::PilotsClosed, Guard::OpinionsConcluded];

/// Where a plan stands.
#[derive(Debug)]
pub struct Standing {
    /// The plan.
    pub plan: Plan,
    /// Every step from here, each with the reasons against it.
    pub steps: Vec<PossibleStep<PlanProcess>>,
    facts: Facts,
}

/// Where a plan stands.
///
/// # Errors
/// As [`find`](service::find).
pub fn of(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Standing, Error> {
    let plan = service::find(conn, actor, id)?;
    let from_here = Step::VARIANTS
        .iter()
        .map(|step| PlanProcess::rule(*step))
        .filter(|rule| rule.from.contains(&plan.state));
    let mut guards: Vec<Guard> = from_here
        .flat_map(|rule| rule.provided.iter().copied())
        .collect();
    guards.extend(OF_THE_LOOP);
    let mut facts = facts(conn, actor, (None, &plan), &StepInput::default(), &guards)?;
    // What comes with a step cannot be missed before the step is taken.
    (facts.numbered, facts.reason_given) = (true, true);
    facts.issued_on = facts.issued_on.or(Some(actor.today()));
    let held = service::seats(&plan).held_by(actor);
    let steps = possible_steps::<PlanProcess>(plan.state, &held, &facts);
    Ok(Standing { plan, steps, facts })
}

/// How far the pilot loop of a plan has come, with the guidance in force; nothing of a plan without pilots.
///
/// # Errors
/// As the database.
pub fn pilot_loop(
    conn: &mut AnyConnection,
    standing: &Standing,
) -> Result<Option<(LoopFacts, Option<Guidance>)>, Error> {
    let (plan, facts) = (&standing.plan, &standing.facts);
    if facts.without_pilots {
        return Ok(None);
    }
    let guidance = guidance::service::current(conn, plan.id)?;
    let (reached, acknowledged) = match &guidance {
        Some(guidance) => acknowledgement::service::tally(conn, guidance)?,
        None => (0, 0),
    };
    let opinions = opinion::service::raised(conn, plan.id)?;
    let open = i64::try_from(facts.pilots_open.len()).unwrap_or(i64::MAX);
    let progress = LoopFacts {
        state: Some(plan.state),
        pilots: facts.pilots,
        held: facts.pilots - open,
        sectors_missing: facts.sectors_missing.clone(),
        opinions,
        concluded: opinions - facts.opinions_open,
        guidance_in_force: guidance.is_some(),
        reached,
        acknowledged,
    };
    Ok(Some((progress, guidance)))
}
