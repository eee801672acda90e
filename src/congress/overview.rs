//! A congress as a whole, for a person who looks at it: where it stands, what can be done, what stands in the way.

use super::beside::{Beside, beside};
use super::facts::facts;
use super::model::{Congress, CongressId};
use super::next::{NextStep, next_step};
use super::rules::{CongressProcess, Facts, Guard};
use super::service;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::guidance::model::Distributed;
use crate::plan::model::{Plan, PlanId};
use crate::workflow::{PossibleStep, possible_steps};
use crate::{guidance, plan};

/// A congress as a whole.
#[derive(Debug)]
pub struct Overview {
    /// The congress.
    pub congress: Congress,
    /// Its plan.
    pub plan: Plan,
    /// Its result, and who was not called.
    pub beside: Beside,
    /// How everything stands that its steps look at.
    pub facts: Facts,
    /// Every step from here, each with the reasons against it.
    pub steps: Vec<PossibleStep<CongressProcess>>,
    /// The step that carries it on, and what stands in its way.
    pub next: Option<NextStep>,
    /// The guidance it goes by.
    pub guidance: Vec<Distributed>,
}

/// A congress as a whole.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn overview(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<Overview, Error> {
    use strum::VariantArray;
    let (congress, plan) = service::find_with_plan(conn, actor, Action::ReadCongresses, id)?;
    // Who may be appointed is looked up, name by name, only when it is asked.
    let guards: Vec<Guard> = Guard::VARIANTS
        .iter()
        .copied()
        .filter(|guard| !matches!(guard, Guard::AppointeeFit | Guard::FillingFit))
        .collect();
    let facts = facts(conn, actor, &congress, &plan, &guards)?;
    let seats = congress.seats(plan.unit_id).held_by(actor);
    let line: Vec<PlanId> = plan::service::line(conn, &plan)?
        .iter()
        .map(|plan| plan.id)
        .collect();
    let (_, guidance) = guidance::service::guidance_for(conn, &line, id)?;
    Ok(Overview {
        beside: beside(conn, &congress, actor.today())?,
        steps: possible_steps::<CongressProcess>(congress.state, &seats, &facts),
        next: next_step(congress.state, &facts),
        guidance,
        congress,
        plan,
        facts,
    })
}
