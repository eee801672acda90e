//! What the guards of a plan look at, gathered: only what a guard that is asked looks at.

use chrono::NaiveDate;

use super::model::{CongressContent, Plan, PlanId, State};
use super::rules::{Facts, Guard, lies_inside};
use super::service::{StepInput, line, scope_paths};
use super::store;
use crate::auth::actor::Actor;
use crate::congress::counting::Thoroughly;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::unit::model::UnitId;
use crate::{congress, guidance, numbering, opinion, sector, unit};

/// What these guards look at; what none of them looks at is not asked for. `before` is the plan as it stood, when a step
/// is taken; nothing when it is only asked what is possible.
pub(super) fn facts(
    conn: &mut AnyConnection,
    actor: &Actor,
    (before, plan): (Option<&Plan>, &Plan),
    input: &StepInput,
    guards: &[Guard],
) -> Result<Facts, Error> {
    let asked = |guard: Guard| guards.contains(&guard);
    let today = actor.today();
    let mut facts = Facts {
        numbered: plan.symbol.is_some(),
        issued_on: plan.issued_on,
        today: Some(today),
        term: Some((plan.term_from, plan.term_to)),
        windows: plan.windows(),
        committee_congress_on: plan.content.0.committee_congress_on,
        documents_named: plan.content.0.required_documents.len(),
        reason_given: input
            .note
            .as_ref()
            .is_some_and(|note| !note.trim().is_empty()),
        without_pilots: plan.content.0.without_pilots,
        had_pilots: before.is_some_and(|before| !before.content.0.without_pilots),
        elects: plan.content.0.elects(),
        delegates_alone: !plan.content.0.elects()
            && plan
                .content
                .0
                .contents
                .contains(&CongressContent::DelegatesUpward),
        personnel_steps: plan.content.0.personnel_steps.len(),
        ..Facts::default()
    };
    let scope = match &input.changes.scope {
        Some(units) => paths_of(conn, units, today)?,
        None => scope_paths(conn, plan, today)?,
    };
    if asked(Guard::NumberFree)
        && let Some(typed) = super::service::typed(plan, today)?
    {
        facts.number_taken = numbering::typed::taken(conn, &typed)?;
    }
    if asked(Guard::BranchesInScope) {
        facts.branches_in_scope = unit::service::has_branch_under(conn, &scope, today)?;
    }
    if let Some(before) = before.filter(|_| asked(Guard::SomethingChanged)) {
        facts.changed = Some(is_changed(conn, before, plan, input)?);
    }
    if asked(Guard::CongressesInScope) && input.changes.scope.is_some() {
        // What stands outside already (a heir elsewhere) is not cut off by this.
        let until_now = scope_paths(conn, plan, today)?;
        let outside = congress::counting::outside(conn, plan.id, &scope)?;
        let was = congress::counting::outside(conn, plan.id, &until_now)?;
        facts.congresses_cut_off = (outside - was).max(0);
    }
    if let Some(upper) = plan.implements_id {
        let upper = store::by_id(conn, upper)?;
        facts.upper_windows = Some(upper.windows());
        facts.upper_issued = Some(upper.state != State::Draft);
    }
    if let Some(before) = before.filter(|_| asked(Guard::LowerInsideWindows)) {
        facts.lower_left_outside = left_outside(conn, before, plan)?;
    }
    if [
        Guard::PilotsClosed,
        Guard::SectorsRepresented,
        Guard::PilotsKept,
    ]
    .into_iter()
    .any(asked)
    {
        look_at_pilots(conn, plan, &mut facts)?;
    }
    if asked(Guard::OpinionsConcluded) {
        facts.opinions_open = opinion::service::below_concluded(conn, plan.id)?;
    }
    if asked(Guard::GuidanceIssued) {
        facts.guidance_issued = guidance::service::in_force(conn, plan.id)?;
    }
    if asked(Guard::ResultAnnulled) {
        facts.annulled_not_held_again = congress::counting::annulled_not_held_again(conn, plan.id)?;
    }
    if asked(Guard::CongressesFinished) || asked(Guard::LowerPlansCompleted) {
        let lower = store::implementing(conn, plan.id)?;
        facts.lower_plans_open =
            count(lower.iter().filter(|(_, state)| *state != State::Completed));
        let line = line(conn, plan)?;
        let line: Vec<PlanId> = line.iter().map(|plan| plan.id).collect();
        let thoroughly = match before {
            Some(_) => Thoroughly::Always,
            None => Thoroughly::NearTheEnd,
        };
        let finish = congress::counting::finish(conn, &line, (&scope, today), thoroughly)?;
        facts.congresses_unfinished = finish.unfinished;
        // With plans below, it is theirs to see that every branch has its congress.
        if lower.is_empty() {
            facts.branches_without_congress = finish.branches_without;
        }
    }
    Ok(facts)
}

/// The plans under way that implement this one and whose windows an amendment would leave outside.
fn left_outside(
    conn: &mut AnyConnection,
    before: &Plan,
    after: &Plan,
) -> Result<Vec<String>, Error> {
    let (Some(were), Some(are)) = (before.windows(), after.windows()) else {
        return Ok(Vec::new());
    };
    if were == are {
        return Ok(Vec::new());
    }
    let lower = store::under_way_below(conn, after.id)?;
    let left = lower.into_iter().filter(|plan| {
        let own = plan.windows();
        own.is_some_and(|own| lies_inside(&own, &were) && !lies_inside(&own, &are))
    });
    Ok(left.map(|plan| plan.symbol.unwrap_or(plan.title)).collect())
}

/// Whether an amendment makes anything of the plan different.
fn is_changed(
    conn: &mut AnyConnection,
    before: &Plan,
    after: &Plan,
    input: &StepInput,
) -> Result<bool, Error> {
    let words = |plan: &Plan| {
        (
            plan.title.clone(),
            (plan.term_from, plan.term_to),
            (plan.pilot_from, plan.pilot_to, plan.rest_from, plan.rest_to),
            plan.content.0.clone(),
        )
    };
    let Some(scope) = &input.changes.scope else {
        return Ok(words(before) != words(after));
    };
    let mut scope = scope.clone();
    scope.sort_unstable();
    scope.dedup();
    let mut was = store::scope(conn, before.id)?;
    was.sort_unstable();
    Ok(words(before) != words(after) || was != scope)
}

fn look_at_pilots(conn: &mut AnyConnection, plan: &Plan, facts: &mut Facts) -> Result<(), Error> {
    let pilots = congress::counting::pilots(conn, plan.id)?;
    let wanted = &plan.content.0.pilot_sectors;
    let missing: Vec<_> = wanted
        .iter()
        .copied()
        .filter(|sector| !pilots.sectors.contains(sector))
        .collect();
    facts.pilots = pilots.pilots;
    facts.pilots_annulled = pilots.annulled;
    facts.pilots_open = pilots.open;
    facts.sectors_missing = sector::service::names(conn, &missing)?;
    Ok(())
}

fn paths_of(
    conn: &mut AnyConnection,
    units: &[UnitId],
    on: NaiveDate,
) -> Result<Vec<UnitPath>, Error> {
    let mut paths = Vec::new();
    for unit in units {
        match unit::service::place(conn, *unit, on) {
            Ok(place) => paths.push(place.path),
            // What stands nowhere is named when the scope is kept.
            Err(Error::NotFound) => (),
            Err(other) => return Err(other),
        }
    }
    Ok(paths)
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}
