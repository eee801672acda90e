//! The verbs of guidance. Those of its clauses are in [`super::clause`].

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::model::{
    Checklist, Clause, Distributed, Guidance, GuidanceFacts, GuidanceId, Meeting, State,
};
use super::rules::{Facts, GuidanceProcess, Step, applying};
use super::{clause, numbers, store};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::auth::seat::Seats;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::journal;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::opinion::model::{Opinion, OpinionId, State as OpinionState};
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::expect_version;
use crate::workflow::{PossibleStep, Seat, decide, possible_steps};
use crate::{opinion, plan, unit};

/// What comes with a step.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// What it is about, with `revise`.
    pub title: Option<String>,
    /// Number and symbol, with `issue`.
    pub symbol: Option<DocumentSymbol>,
    /// The date it bears, with `issue`.
    pub issued_on: Option<NaiveDate>,
    /// The person's words.
    pub note: Option<String>,
}

pub(super) fn subject(id: GuidanceId) -> Subject {
    Subject::new(SubjectKind::Guidance, id)
}

pub(super) fn seats(plan: &Plan) -> Seats {
    Seats {
        plan_unit: Some(plan.unit_id),
        ..Seats::default()
    }
}

/// Whether guidance of this plan is in force.
pub fn in_force(conn: &mut AnyConnection, plan: PlanId) -> Result<bool, Error> {
    Ok(current(conn, plan)?.is_some())
}

/// The guidance of this plan that is in force.
pub fn current(conn: &mut AnyConnection, plan: PlanId) -> Result<Option<Guidance>, Error> {
    store::in_force(conn, plan)
}

/// What the guidance in force under these plans (a plan and those it implements) asks of one congress.
///
/// Nothing, of a pilot, by its own plan's guidance; and once a congress has opened, only what was in force on
/// that day.
pub fn facts_for(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    congress: CongressId,
) -> Result<GuidanceFacts, Error> {
    let (_, guidance) = guidance_for(conn, plans, congress)?;
    if guidance.is_empty() {
        return Ok(GuidanceFacts::default());
    }
    let ids: Vec<GuidanceId> = guidance.iter().map(|one| one.guidance_id).collect();
    let mut facts = GuidanceFacts {
        unacknowledged: guidance
            .into_iter()
            .filter(|one| !one.acknowledged)
            .map(|one| one.symbol)
            .collect(),
        ..GuidanceFacts::default()
    };
    for (when, count) in store::open_items(conn, &ids, congress)? {
        match when {
            Checklist::None => (),
            Checklist::BeforeOpening => facts.open_before_opening = count,
            Checklist::BeforeClosing => facts.open_before_closing = count,
        }
    }
    Ok(facts)
}

/// The symbols of the guidance in force under these plans that the branch of a congress has not acknowledged; for
/// whoever has asked who may.
///
/// # Errors
/// As the database.
pub fn unacknowledged(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    congress: CongressId,
) -> Result<Vec<String>, Error> {
    let (_, guidance) = guidance_for(conn, plans, congress)?;
    let open = guidance.into_iter().filter(|one| !one.acknowledged);
    Ok(open.map(|one| one.symbol).collect())
}

/// The guidance that a congress goes by, under these plans.
///
/// # Errors
/// [`Error::NotFound`] without such a congress.
pub fn guidance_for(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    congress: CongressId,
) -> Result<(Meeting, Vec<Distributed>), Error> {
    let meeting = store::meeting(conn, congress)?;
    let states: &[State] = match meeting.opened_on {
        None => &[State::Issued],
        Some(_) => &[State::Issued, State::Superseded],
    };
    let distributed = store::distributed(conn, plans, states, congress)?;
    Ok((meeting, applying(&meeting, distributed)))
}

/// The guidance with this key and its plan, if the actor stands under the plan or above it; a draft only at the
/// plan's committee and above.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
) -> Result<(Guidance, Plan), Error> {
    let guidance = store::by_id(conn, id)?;
    let plan = plan::service::find(conn, actor, guidance.plan_id)?;
    if guidance.state == State::Draft {
        permit(actor, Action::ReadCongresses, &plan.unit_path)?;
    }
    Ok((guidance, plan))
}

/// The guidance of a plan; drafts only for those at the plan's committee and above.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: PlanId,
    page: &PageRequest<GuidanceId>,
) -> Result<Page<Guidance>, Error> {
    let plan = plan::service::find(conn, actor, plan)?;
    let states: &[State] = match permit(actor, Action::ReadCongresses, &plan.unit_path) {
        Ok(()) => &[State::Draft, State::Issued, State::Superseded],
        Err(_) => &[State::Issued, State::Superseded],
    };
    store::list(conn, plan.id, states, page)
}

/// The guidance of a plan that was ever in force, the oldest first; for rules of things that rest on it.
pub fn ever_in_force(
    conn: &mut AnyConnection,
    plan: PlanId,
    page: &PageRequest<GuidanceId>,
) -> Result<Page<Guidance>, Error> {
    store::list(conn, plan, &[State::Issued, State::Superseded], page)
}

/// Every step from where the guidance stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
) -> Result<(Guidance, Vec<PossibleStep<GuidanceProcess>>), Error> {
    let (guidance, plan) = find(conn, actor, id)?;
    let founded = founding(conn, id)?;
    let mut facts = facts(actor, &plan, &guidance, &founded);
    // What comes with a step cannot be missed before the step is taken.
    (facts.numbered, facts.issued_on) = (true, facts.issued_on.or(Some(actor.today())));
    let held = seats(&plan).held_by(actor);
    let steps = possible_steps::<GuidanceProcess>(guidance.state, &held, &facts);
    Ok((guidance, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    seen: i64,
    step: Step,
    input: &StepInput,
) -> Result<Guidance, Error> {
    let (mut guidance, plan) = find(conn, actor, id)?;
    expect_version(guidance.version, seen)?;
    match step {
        Step::Revise => {
            if let Some(title) = &input.title {
                guidance.title.clone_from(title);
            }
        }
        Step::Issue if guidance.state == State::Draft => {
            guidance.symbol = input.symbol.as_ref().map(ToString::to_string);
            guidance.issued_on = input.issued_on;
            guidance.issued_at = Some(actor.now);
        }
        Step::Issue | Step::Supersede => (),
    }
    let founded = founding(conn, id)?;
    let facts = facts(actor, &plan, &guidance, &founded);
    let facts = numbers::known(conn, &plan, &guidance, facts)?;
    if step == Step::Issue {
        return issue(conn, actor, &plan, guidance, founded, &facts, input);
    }
    let note = input.note.as_deref();
    save_step(conn, actor, &plan, guidance, step, &facts, note, json!({}))
}

/// Puts a guidance in force: the one before it is superseded, the opinions it rests on are carried into it, the
/// committees of the scope are told.
fn issue(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    guidance: Guidance,
    founded: Founding,
    facts: &Facts,
    input: &StepInput,
) -> Result<Guidance, Error> {
    // Before anything is written: whether it may be issued at all.
    let held = seats(plan).held_by(actor);
    decide::<GuidanceProcess>(guidance.state, Step::Issue, &held, facts)?;
    let former = store::in_force(conn, plan.id)?;
    let supersedes = former.as_ref().map(|former| former.id);
    if let Some(mut former) = former {
        former.superseded_at = Some(actor.now);
        let facts = Facts {
            newer_being_issued: true,
            ..facts.clone()
        };
        let data = json!({ "superseded_by": guidance.id });
        save_step(
            conn,
            actor,
            plan,
            former,
            Step::Supersede,
            &facts,
            None,
            data,
        )?;
    }
    let data = json!({ "symbol": guidance.symbol, "issued_on": guidance.issued_on, "supersedes": supersedes });
    let note = input.note.as_deref();
    let guidance = save_step(conn, actor, plan, guidance, Step::Issue, facts, note, data)?;
    numbers::keep(conn, actor, (plan, &guidance), facts)?;
    let carried = founded
        .opinions
        .into_iter()
        .filter(|opinion| opinion.plan_id == plan.id && opinion.state == OpinionState::Concluded)
        .collect();
    opinion::service::carry_into_guidance(conn, actor, plan, carried, guidance.id)?;
    tell_the_scope(conn, actor, plan, guidance.id)?;
    Ok(guidance)
}

#[expect(
    clippy::too_many_arguments,
    reason = "one step with all that it leaves behind"
)]
pub(super) fn save_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    mut guidance: Guidance,
    step: Step,
    facts: &Facts,
    note: Option<&str>,
    data: Value,
) -> Result<Guidance, Error> {
    let (from, seen) = (guidance.state, guidance.version);
    let held = seats(plan).held_by(actor);
    let decision = decide::<GuidanceProcess>(from, step, &held, facts)?;
    guidance.state = decision.to;
    guidance.version += 1;
    store::save(conn, &guidance, seen)?;
    journal::service::record_step::<GuidanceProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(guidance.id),
            chain: Subject::new(SubjectKind::Plan, plan.id),
            unit_path: &plan.unit_path,
            seats: seats(plan),
            step,
            from,
            decision,
            note,
            data,
            due_on: None,
        },
    )?;
    Ok(guidance)
}

/// One notice at each root of the scope; the branches below learn of it from their committees, their own list of
/// what is unacknowledged, and the event.
fn tell_the_scope(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    guidance: GuidanceId,
) -> Result<(), Error> {
    for unit in plan::service::scope(conn, plan.id)? {
        if unit == plan.unit_id {
            continue;
        }
        let Ok(place) = unit::service::place(conn, unit, actor.today()) else {
            continue;
        };
        let told = if place.level.is_branch() {
            Seat::Branch
        } else {
            Seat::Upper
        };
        let seats = Seats {
            approving_unit: Some(unit),
            branch: Some(unit),
            ..Seats::default()
        };
        journal::service::tell_seats(
            conn,
            actor,
            subject(guidance),
            (&seats, &[told]),
            "guidance.issued",
            plan.rest_from,
        )?;
    }
    Ok(())
}

/// The clauses of a guidance and the opinions they rest on.
pub(super) struct Founding {
    clauses: usize,
    unfounded: Vec<i64>,
    pub(super) opinions: Vec<Opinion>,
}

pub(super) fn founding(conn: &mut AnyConnection, id: GuidanceId) -> Result<Founding, Error> {
    let clauses = store::all_clauses(conn, id)?;
    let clauses = clause::resting(conn, clauses)?;
    let mut ids: Vec<OpinionId> = clauses
        .iter()
        .flat_map(|clause| clause.opinion_ids.iter().copied())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let opinions = opinion::service::of(conn, &ids)?;
    let concluded = |id: &OpinionId| {
        opinions
            .binary_search_by_key(id, |opinion| opinion.id)
            .ok()
            .and_then(|at| opinions.get(at))
            .is_some_and(|opinion| opinion.state.is_concluded())
    };
    let unfounded = clauses
        .iter()
        .filter(|clause| clause.opinion_ids.is_empty() || !clause.opinion_ids.iter().all(concluded))
        .map(|clause| clause.clause.n)
        .collect();
    Ok(Founding {
        clauses: clauses.len(),
        unfounded,
        opinions,
    })
}

pub(super) fn facts(actor: &Actor, plan: &Plan, guidance: &Guidance, founding: &Founding) -> Facts {
    Facts {
        plan: plan.state,
        numbered: guidance.symbol.is_some(),
        number_taken: None,
        issued_on: guidance.issued_on,
        plan_on: plan.issued_on,
        today: actor.today(),
        clauses: founding.clauses,
        clauses_unfounded: founding.unfounded.clone(),
        newer_being_issued: false,
    }
}

/// A guidance, the one before it, and the clauses of both.
pub struct Comparison {
    /// The guidance.
    pub guidance: Guidance,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// The one it superseded, or would.
    pub former: Option<Guidance>,
    /// The clauses of that one.
    pub former_clauses: Vec<Clause>,
}

/// The guidance beside the one before it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn compare(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
) -> Result<Comparison, Error> {
    let (guidance, _) = find(conn, actor, id)?;
    let former = match guidance.issued_at {
        None => store::in_force(conn, guidance.plan_id)?,
        Some(issued_at) => store::before(conn, guidance.plan_id, issued_at)?,
    };
    let former_clauses = match &former {
        Some(former) => store::all_clauses(conn, former.id)?,
        None => Vec::new(),
    };
    Ok(Comparison {
        clauses: store::all_clauses(conn, id)?,
        guidance,
        former,
        former_clauses,
    })
}

/// The steps taken on a guidance.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, id)?;
    journal::service::history(conn, subject(id), page)
}
