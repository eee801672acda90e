//! What the guards of a congress look at, gathered: only what a guard that is asked looks at.

use super::former;
use super::model::Congress;
use super::rules::{Facts, Guard, PlanFacts};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::plan::model::{Plan, PlanId};
use crate::regulation::{CongressLevel, Regulation};
use crate::unit::model::Level;
use crate::workflow::Seat;
use crate::{document, election, guidance, personnel, plan, programme, result, roll, unit};

/// All that these guards look at; what none of them looks at is not asked for.
pub(super) fn facts(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    plan: &Plan,
    guards: &[Guard],
) -> Result<Facts, Error> {
    let today = actor.today();
    let asked = |source: Source| guards.iter().any(|guard| source_of(*guard) == source);
    let seats = congress.seats(plan.unit_id).held_by(actor);
    let mut facts = Facts {
        regulation: Regulation::on(congress.day(today)),
        pilot: congress.pilot,
        sector: congress.sector_id,
        planned_on: congress.planned_on,
        half_days: congress.half_days,
        venue_set: congress.venue.is_some(),
        notice_given_on: congress.notice_given_on,
        guidance_overridden: congress.guidance_override.is_some(),
        reported_on: congress.reported_on,
        by_plan_committee: seats
            .iter()
            .any(|seat| matches!(seat, Seat::Office | Seat::Secretary)),
        ..Facts::on(today, PlanFacts::of(plan, congress))
    };
    if asked(Source::Branch) {
        let stretch = unit::service::nearest_place(conn, congress.unit_id, today)?;
        facts.branch_ended_on = stretch.valid_to.filter(|ended| *ended <= today);
    }
    if asked(Source::Level) || asked(Source::Term) {
        facts.level = level(conn, congress, today)?;
    }
    if asked(Source::Term) {
        facts.term = former::term_ending(conn, congress, today)?;
    }
    if asked(Source::Documents) {
        facts.dossier = document::service::dossier(conn, congress.id, &plan.content.0)?;
    }
    if asked(Source::Programme) {
        facts.programme = programme::service::facts(conn, congress, plan)?;
    }
    if asked(Source::Personnel) {
        facts.personnel = personnel::service::facts(conn, congress.id)?;
    }
    if asked(Source::Elections) {
        facts.elections = election::service::facts(conn, congress.id)?;
    }
    if asked(Source::Guidance) || asked(Source::Line) {
        let line = plan::service::line(conn, plan)?;
        if asked(Source::Guidance) {
            let ids: Vec<PlanId> = line.iter().map(|plan| plan.id).collect();
            facts.guidance = guidance::service::facts_for(conn, &ids, congress.id)?;
        }
        facts.upper_plans = line
            .iter()
            .skip(1)
            .map(|plan| PlanFacts::of(plan, congress))
            .collect();
    }
    if asked(Source::Roll) {
        facts.attendance = roll::service::attendance_if_drawn_up(conn, congress)?;
    }
    if asked(Source::Posts) {
        facts.posts = result::service::of(conn, congress.id)?;
    }
    if asked(Source::Succession) {
        facts.next_closed_on = former::next_closing(conn, congress)?;
    }
    if guards.contains(&Guard::AppointeeFit) || guards.contains(&Guard::FillingFit) {
        facts.appointing = result::service::appointing(conn, congress.id)?;
    }
    Ok(facts)
}

/// Whether the branch is a base organisation, on the day of the congress or, where it is gone by then, today.
pub(super) fn level(
    conn: &mut AnyConnection,
    congress: &Congress,
    today: chrono::NaiveDate,
) -> Result<CongressLevel, Error> {
    let mut place = unit::service::place(conn, congress.unit_id, congress.day(today));
    if matches!(place, Err(Error::NotFound)) {
        place = unit::service::place(conn, congress.unit_id, today);
    }
    match place {
        Ok(place) if place.level == Level::Branch => Ok(CongressLevel::SubordinateBranch),
        Ok(_) => Ok(CongressLevel::Base),
        // Dissolved without a trace: the milder rule, so that nothing is blocked by a gap in the tree.
        Err(Error::NotFound) => Ok(CongressLevel::SubordinateBranch),
        Err(error) => Err(error),
    }
}

/// Where the facts that a guard looks at come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The congress itself, its plan, and what comes with the step.
    AtHand,
    Branch,
    Level,
    Term,
    Line,
    Documents,
    Programme,
    Personnel,
    Elections,
    Guidance,
    Roll,
    Posts,
    Succession,
}

fn source_of(guard: Guard) -> Source {
    match guard {
        Guard::PlanIssued
        | Guard::PlanHasPilots
        | Guard::RolloutAhead
        | Guard::NotPilot
        | Guard::WaitsForGuidance
        | Guard::SectorKnown
        | Guard::ReasonGiven
        | Guard::DateSet
        | Guard::DateInsideWindow
        | Guard::VenueSet
        | Guard::DayAhead
        | Guard::NoticeGiven
        | Guard::NoticeAgain
        | Guard::DayCome
        | Guard::DecisionNumbered
        | Guard::DecisionDated
        | Guard::GroundGiven
        | Guard::NewDateGiven
        | Guard::NewDateAllowed => Source::AtHand,
        Guard::BranchStands => Source::Branch,
        Guard::TermRuns => Source::Succession,
        Guard::MembersListed
        | Guard::EnoughMembers
        | Guard::AttendanceCounted
        | Guard::QuorumPresent => Source::Roll,
        Guard::NoticeInTime => Source::Level,
        Guard::TermKept => Source::Term,
        Guard::BeforeCommitteeCongress => Source::Line,
        Guard::DocumentsSubmitted
        | Guard::DocumentsApproved
        | Guard::RemarksAnswered
        | Guard::ResolutionAdopted
        | Guard::DocumentsPresented
        | Guard::PapersFiled => Source::Documents,
        Guard::ProgrammeDone => Source::Programme,
        Guard::SchemeSubmitted | Guard::SchemeApproved => Source::Personnel,
        Guard::ElectionsDecided => Source::Elections,
        Guard::RolloutOpen
        | Guard::GuidanceAcknowledged
        | Guard::TickedBeforeOpening
        | Guard::TickedBeforeClosing => Source::Guidance,
        Guard::EveryPostRuledOn
        | Guard::SecretaryUnfilled
        | Guard::AppointeeFit
        | Guard::PostHeld
        | Guard::LeavingAllowed
        | Guard::PostVacant
        | Guard::FillingFit => Source::Posts,
    }
}
