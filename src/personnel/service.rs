//! The verbs of the personnel work.

use serde_json::{Value, json};

use super::facts::Facts;
use super::model::{Case, Personnel, PersonnelFacts, PersonnelId, PostSeats, State, StepInput};
use super::rules::{PersonnelProcess, Step};
use super::{scheme, store};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId, State as CongressState};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::{AnyConnection, search};
use crate::error::{Error, Reason};
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::nominee::model::{Nominee, StructureTarget};
use crate::nominee::rules::{PROCESS, PlanTargets, structure, structure_warnings, test_of_age};
use crate::nominee::service::refuse_if_any;
use crate::personnel_step::service::StepWithTotals;
use crate::plan::model::{CongressContent, Plan};
use crate::plan::service::expect_version;
use crate::workflow::{PossibleStep, decide, possible_steps};
use crate::{congress, election, journal, nominee, personnel_step, plan, roll};

/// The personnel work of a congress as a whole: what a person sees of it.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The work, its congress and its plan.
    pub case: Case,
    /// The steps in their order, with their totals.
    pub steps: Vec<StepWithTotals>,
    /// Everybody put forward, by given name.
    pub nominees: Vec<Nominee>,
    /// How the list stands to the targets of structure.
    pub structure: Vec<StructureTarget>,
    /// What is pointed out and does not block.
    pub warnings: Vec<Reason>,
}

/// How the personnel work of a congress stands.
pub fn facts(conn: &mut AnyConnection, congress: CongressId) -> Result<PersonnelFacts, Error> {
    let state = store::of_congress(conn, congress)?.map(|personnel| personnel.state);
    Ok(match state {
        None | Some(State::InSteps | State::Returned) => PersonnelFacts::default(),
        Some(State::Submitted) => PersonnelFacts {
            submitted: true,
            ..PersonnelFacts::default()
        },
        Some(State::Approved) => PersonnelFacts {
            submitted: true,
            approved: true,
            presented: false,
        },
        Some(State::Presented | State::Decided) => PersonnelFacts {
            submitted: true,
            approved: true,
            presented: true,
        },
    })
}

/// The key of the personnel work of a congress, once it has begun; for other features: nobody asks.
pub fn key_of(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Option<PersonnelId>, Error> {
    Ok(store::of_congress(conn, congress)?.map(|personnel| personnel.id))
}

/// Ends the personnel work, now that the last election has ended; part of that step.
///
/// # Errors
/// As [`take_step`].
pub fn elections_are_over(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<(), Error> {
    let presented =
        store::of_congress(conn, congress)?.filter(|personnel| personnel.state == State::Presented);
    let Some(personnel) = presented else {
        return Ok(());
    };
    let (id, seen) = (personnel.id, personnel.version);
    take_step(conn, actor, id, seen, Step::Decide, &StepInput::default())?;
    Ok(())
}

/// Everybody who is put forward and has not withdrawn, for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn nominees_of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Nominee>, Error> {
    match store::of_congress(conn, congress)? {
        Some(personnel) => nominee::service::active(conn, personnel.id),
        None => Ok(Vec::new()),
    }
}

/// How many are to be elected to each post, as the branch has planned it; nothing before it has.
///
/// # Errors
/// As the database.
pub fn seats_planned(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<PostSeats>, Error> {
    let personnel = store::of_congress(conn, congress)?;
    Ok(personnel.map_or_else(Vec::new, |personnel| personnel.seats.0))
}

/// The personnel work with this key, if the actor may do this over its congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    id: PersonnelId,
) -> Result<Case, Error> {
    let personnel = store::by_id(conn, id)?;
    let congress = congress::service::find(conn, actor, action, personnel.congress_id)?;
    let plan = plan::service::of(conn, congress.plan_id)?;
    Ok(Case {
        personnel,
        congress,
        plan,
    })
}

/// Records that a part of the personnel work was read (R-SEC-05).
///
/// # Errors
/// As the database.
pub fn record_reading(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    part: &'static str,
) -> Result<(), Error> {
    let detail = json!({ "personnel_id": case.personnel.id, "part": part });
    journal::service::record_read(conn, actor, case.chain(), "personnel.read", &detail)
}

/// Begins the personnel work of a congress, with the steps of its plan.
///
/// # Errors
/// [`Error::Conflict`] when it has begun; [`Error::Refused`] when the congress is past its preparation or elects
/// nobody; [`Error::Forbidden`] for anyone but the branch.
pub fn begin(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    seats: &[PostSeats],
) -> Result<Case, Error> {
    let congress = congress::service::find(conn, actor, Action::PrepareCongress, congress)?;
    let plan = plan::service::of(conn, congress.plan_id)?;
    refuse_if_any(against_beginning(&congress, &plan))?;
    let personnel = Personnel {
        id: Id::new(),
        congress_id: congress.id,
        state: State::InSteps,
        seats: AsJson(one_row_a_post(seats)?),
        opinion_symbol: None,
        opinion_on: None,
        opinion_text: None,
        returned_reason: None,
        endorsed_at: None,
        created_at: actor.now,
        version: 1,
    };
    store::insert(conn, &personnel)?;
    personnel_step::service::append(conn, personnel.id, &plan.content.0.personnel_steps)?;
    let case = Case {
        personnel,
        congress,
        plan,
    };
    write_down(conn, actor, &case, "personnel.begin")?;
    Ok(case)
}

fn against_beginning(congress: &Congress, plan: &Plan) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if congress.state != CongressState::Preparing {
        reasons.push(Reason::new("personnel_congress_not_preparing").on(PROCESS));
    }
    let contents = &plan.content.0.contents;
    if !contents.contains(&CongressContent::ElectionOfCommittee) {
        reasons.push(Reason::new("personnel_no_election").on(PROCESS));
    }
    reasons
}

fn one_row_a_post(seats: &[PostSeats]) -> Result<Vec<PostSeats>, Error> {
    let mut seats = seats.to_vec();
    seats.retain(|seat| seat.count > 0);
    // R-DEL-03, R-DEL-04: delegates are allocated, and how many alternates there are the congress decides.
    if seats.iter().any(|seat| seat.post.is_for_congress_above()) {
        return Err(Error::invalid("/seats", "personnel_seats_of_delegates"));
    }
    seats.sort_by_key(|seat| seat.post);
    let listed = seats.len();
    seats.dedup_by_key(|seat| seat.post);
    if seats.len() == listed {
        return Ok(seats);
    }
    Err(Error::invalid("/seats", "personnel_post_twice"))
}

fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    kind: &str,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        kind,
        json!({ "personnel_id": case.personnel.id }),
    )
}

/// The personnel work of a congress; the branch's first look begins it. The reading is recorded, so this needs the
/// write door.
///
/// # Errors
/// [`Error::NotFound`] also for others than the branch before it has begun; [`Error::Forbidden`].
pub fn of_congress(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Picture, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadPersonnel, congress)?;
    let case = match store::of_congress(conn, congress.id)? {
        Some(personnel) => {
            let plan = plan::service::of(conn, congress.plan_id)?;
            Case {
                personnel,
                congress,
                plan,
            }
        }
        None => begin(conn, actor, congress.id, &[]).map_err(|error| match error {
            Error::Refused(_) | Error::Forbidden(_) => Error::NotFound,
            other => other,
        })?,
    };
    record_reading(conn, actor, &case, "scheme")?;
    picture(conn, actor, case)
}

/// Everything a person sees of the personnel work; the caller has recorded the reading.
pub fn picture(conn: &mut AnyConnection, actor: &Actor, case: Case) -> Result<Picture, Error> {
    let steps = personnel_step::service::all(conn, case.personnel.id)?;
    let nominees = nominee::service::all(conn, case.personnel.id)?;
    let regulation = case.regulation(actor.today());
    let facts = Facts::of(&case, actor.today(), (&steps, &nominees), None);
    let structure = structure(&facts.nominees, targets(&case.plan), &regulation);
    let age_test = case.plan.content.0.age_test;
    let mut warnings = scheme::warnings(&facts);
    warnings.extend(test_of_age(&facts.nominees, age_test, &regulation).warning);
    warnings.extend(structure_warnings(&structure));
    Ok(Picture {
        case,
        steps,
        nominees,
        structure,
        warnings,
    })
}

fn targets(plan: &Plan) -> PlanTargets {
    PlanTargets {
        women: plan.content.0.women_percent,
        young: plan.content.0.young_percent,
    }
}

/// Sets how many are to be elected to each post.
///
/// # Errors
/// [`Error::Refused`] once the steps are over, and for numbers that the Charter does not allow (R-ORG-03…06);
/// [`Error::Stale`]; [`Error::Invalid`] for a post named twice.
pub fn set_seats(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
    seen: i64,
    seats: &[PostSeats],
) -> Result<Case, Error> {
    let mut case = find(conn, actor, Action::PrepareCongress, id)?;
    expect_version(case.personnel.version, seen)?;
    nominee::service::expect_to_change(conn, actor, id)?;
    case.personnel.seats = AsJson(one_row_a_post(seats)?);
    refuse_if_any(scheme::seats_allowed(&gather(conn, actor, &case, None)?))?;
    case.personnel.version += 1;
    store::save(conn, &case.personnel, seen)?;
    write_down(conn, actor, &case, "personnel.set_seats")?;
    Ok(case)
}

/// Every step from where the personnel work stands, each with the reasons against it. Reasons may bear names, so
/// the reading is recorded, and this needs the write door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
) -> Result<(Case, Vec<PossibleStep<PersonnelProcess>>), Error> {
    let case = find(conn, actor, Action::ReadPersonnel, id)?;
    record_reading(conn, actor, &case, "actions")?;
    let facts = gather(conn, actor, &case, None)?;
    let held = case.seats().held_by(actor);
    let steps = possible_steps::<PersonnelProcess>(case.personnel.state, &held, &facts);
    Ok((case, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
    seen: i64,
    step: Step,
    input: &StepInput,
) -> Result<Case, Error> {
    let mut case = find(conn, actor, Action::ReadPersonnel, id)?;
    expect_version(case.personnel.version, seen)?;
    let input = normalised(input);
    let facts = gather(conn, actor, &case, Some(&input))?;
    let from = case.personnel.state;
    let decision = decide::<PersonnelProcess>(from, step, &case.seats().held_by(actor), &facts)?;
    case.personnel.state = decision.to;
    case.personnel.version += 1;
    carry_out(conn, actor, &mut case.personnel, step, &input)?;
    store::save(conn, &case.personnel, seen)?;
    journal::service::record_step::<PersonnelProcess>(
        conn,
        actor,
        &StepTaken {
            subject: case.subject(),
            chain: case.chain(),
            unit_path: &case.congress.unit_path,
            seats: case.seats(),
            step,
            from,
            decision,
            note: input.note.as_deref(),
            data: said(step, &input),
            due_on: case.congress.planned_on,
        },
    )?;
    if step == Step::Present {
        election::service::open_all(conn, actor, &case)?;
    }
    Ok(case)
}

/// Texts as they are stored.
fn normalised(input: &StepInput) -> StepInput {
    let text = |text: &Option<String>| {
        text.as_deref()
            .map(search::normalise)
            .filter(|text| !text.is_empty())
    };
    StepInput {
        note: text(&input.note),
        opinion_text: text(&input.opinion_text),
        ..input.clone()
    }
}

/// What a step changes beside the state.
fn carry_out(
    conn: &mut AnyConnection,
    actor: &Actor,
    personnel: &mut Personnel,
    step: Step,
    input: &StepInput,
) -> Result<(), Error> {
    match step {
        Step::RepeatStep => {
            let kinds: Vec<_> = input.kind.into_iter().collect();
            personnel_step::service::append(conn, personnel.id, &kinds)?;
        }
        // The sub-committee's consent is to the scheme as it was submitted then.
        Step::SubmitScheme => personnel.endorsed_at = None,
        Step::EndorseScheme => personnel.endorsed_at = Some(actor.now),
        Step::ReturnScheme => personnel.returned_reason.clone_from(&input.note),
        Step::ReopenScheme => {
            personnel.returned_reason.clone_from(&input.note);
            personnel.opinion_symbol = None;
            personnel.opinion_on = None;
            personnel.opinion_text = None;
        }
        Step::ApproveScheme => {
            let symbol = input.opinion_symbol.as_ref();
            personnel.opinion_symbol = symbol.map(ToString::to_string);
            personnel.opinion_on = input.opinion_on;
            personnel.opinion_text.clone_from(&input.opinion_text);
        }
        Step::Decide => {
            let elected = election::service::elected_nominees(conn, personnel.congress_id)?;
            nominee::service::set_elected(conn, personnel.id, &elected)?;
        }
        Step::Revise | Step::Present => (),
    }
    Ok(())
}

/// What the history keeps of a step: nothing that is restricted.
fn said(step: Step, input: &StepInput) -> Value {
    match step {
        Step::RepeatStep => json!({ "kind": input.kind }),
        Step::ApproveScheme => json!({
            "opinion_symbol": input.opinion_symbol.as_ref().map(ToString::to_string),
            "opinion_on": input.opinion_on,
        }),
        Step::SubmitScheme
        | Step::EndorseScheme
        | Step::ReturnScheme
        | Step::ReopenScheme
        | Step::Revise
        | Step::Present
        | Step::Decide => json!({}),
    }
}

pub(super) fn gather(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    input: Option<&StepInput>,
) -> Result<Facts, Error> {
    let steps = personnel_step::service::all(conn, case.personnel.id)?;
    let nominees = nominee::service::all(conn, case.personnel.id)?;
    let mut facts = Facts::of(case, actor.today(), (&steps, &nominees), input);
    // Once the members are called by name, the roll says how many official members there are (R-ORG-07).
    if let Some(roll) = roll::service::attendance_if_drawn_up(conn, &case.congress)? {
        facts.official_members = Some(roll.called_official);
    }
    facts.elections = election::service::facts(conn, case.congress.id)?;
    Ok(facts)
}

/// The steps taken; notes may bear names, so the reading is recorded, and this needs the write door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    let case = find(conn, actor, Action::ReadPersonnel, id)?;
    record_reading(conn, actor, &case, "history")?;
    journal::service::history(conn, case.subject(), page)
}
