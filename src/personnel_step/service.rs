//! The verbs of the steps of the personnel work: record, sign, repeat.

use serde_json::json;

use super::model::{PersonnelStep, Record, Total};
use super::rules::{self, StepFacts};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::id::Id;
use crate::db::{AnyConnection, search};
use crate::error::Error;
use crate::nominee::model::{Nominee, NomineeId};
use crate::nominee::service::refuse_if_any;
use crate::personnel::model::{Case, PersonnelId, PersonnelStepKind, State};
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::words::Language;
use crate::{journal, member, nominee, personnel, unit};

/// A step with its totals.
pub type StepWithTotals = (PersonnelStep, Vec<Total>);

/// Appends steps of these kinds; for the personnel work: nobody asks.
pub fn append(
    conn: &mut AnyConnection,
    of: PersonnelId,
    kinds: &[PersonnelStepKind],
) -> Result<(), Error> {
    let last = store::all(conn, of)?.last().map_or(0, |step| step.n);
    for (n, &kind) in (last + 1..).zip(kinds.iter().take(rules::MOST_STEPS)) {
        let step = PersonnelStep {
            id: Id::new(),
            process_id: of,
            n,
            kind,
            name: name_of(kind, Language::Vietnamese),
            held_on: None,
            summoned: None,
            present: None,
            ballots_issued: None,
            ballots_returned: None,
            ballots_valid: None,
            ballots_invalid: None,
            minutes: None,
            signed_at: None,
            signed_by: None,
            version: 1,
        };
        store::insert(conn, &step)?;
    }
    Ok(())
}

/// What a step is called.
pub fn name_of(kind: PersonnelStepKind, language: Language) -> String {
    let name = kind.to_string().replace('_', "-");
    language.say(&format!("personnel-step-kind-{name}"))
}

/// The steps in their order, with their totals; for the personnel work: nobody asks.
pub fn all(conn: &mut AnyConnection, of: PersonnelId) -> Result<Vec<StepWithTotals>, Error> {
    let totals = store::totals_of_all(conn, of)?;
    let with_totals = |step: PersonnelStep| {
        let own = totals.iter().filter(|(id, _)| *id == step.id);
        let own = own.map(|(_, total)| *total).collect();
        (step, own)
    };
    Ok(store::all(conn, of)?.into_iter().map(with_totals).collect())
}

/// Whether a signed step has a total for the nominee; for the rules of nominees: nobody asks.
pub fn is_voted_on(conn: &mut AnyConnection, nominee: NomineeId) -> Result<bool, Error> {
    store::is_voted_on(conn, nominee)
}

/// One step; the reading is recorded, so this needs the write door.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn read(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, n): (PersonnelId, i64),
) -> Result<StepWithTotals, Error> {
    let case = personnel::service::find(conn, actor, Action::ReadPersonnel, of)?;
    let found = step_in(all(conn, of)?, n)?;
    personnel::service::record_reading(conn, actor, &case, "step")?;
    Ok(found)
}

fn step_in(steps: Vec<StepWithTotals>, n: i64) -> Result<StepWithTotals, Error> {
    steps
        .into_iter()
        .find(|(step, _)| step.n == n)
        .ok_or(Error::NotFound)
}

/// Records what the minutes of a step say; recorded again, it is replaced.
///
/// # Errors
/// [`Error::Refused`] with everything that does not add up; [`Error::Stale`]; [`Error::Forbidden`] for anyone
/// but the branch.
pub fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, n): (PersonnelId, i64),
    seen: i64,
    record: &Record,
) -> Result<StepWithTotals, Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let steps = all(conn, of)?;
    let (step, _) = step_in(steps.clone(), n)?;
    expect_version(step.version, seen)?;
    let record = Record {
        minutes: record.minutes.as_deref().map(search::normalise),
        ..record.clone()
    };
    let nominees = nominee::service::active(conn, of)?;
    let members = members_of(conn, &case)?;
    let facts = step_facts(&case, actor, (&steps, &step), (&record, members), &nominees);
    refuse_if_any(rules::against_recording(&record, &facts))?;
    store::save_record(conn, &step, &record)?;
    write_down(conn, actor, &case, n, "personnel.record_step")?;
    step_in(all(conn, of)?, n)
}

/// Signs a step off; it never changes after.
///
/// # Errors
/// As [`record`].
pub fn sign(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, n): (PersonnelId, i64),
    seen: i64,
) -> Result<StepWithTotals, Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let steps = all(conn, of)?;
    let (step, totals) = step_in(steps.clone(), n)?;
    expect_version(step.version, seen)?;
    let record = Record::of(&step, totals);
    let nominees = nominee::service::active(conn, of)?;
    let members = members_of(conn, &case)?;
    let facts = step_facts(&case, actor, (&steps, &step), (&record, members), &nominees);
    refuse_if_any(rules::against_signing(&record, &facts))?;
    store::sign(conn, &step, actor.now, actor.user_id)?;
    write_down(conn, actor, &case, n, "personnel.sign_step")?;
    step_in(all(conn, of)?, n)
}

/// How many members the branch has: as its own figures say or as its list of members does, whichever is more; nothing
/// where neither says anything.
/// Whether this step may be recorded or signed now, whatever its record says.
///
/// # Errors
/// [`Error::Refused`] with every reason; [`Error::Forbidden`] for anyone but the branch.
pub fn expect_turn(
    conn: &mut AnyConnection,
    actor: &Actor,
    (of, n): (PersonnelId, i64),
) -> Result<(), Error> {
    let case = personnel::service::find(conn, actor, Action::PrepareCongress, of)?;
    let steps = all(conn, of)?;
    let (step, totals) = step_in(steps.clone(), n)?;
    let record = Record::of(&step, totals);
    let facts = step_facts(&case, actor, (&steps, &step), (&record, None), &[]);
    refuse_if_any(rules::in_order(&facts))
}

fn members_of(conn: &mut AnyConnection, case: &Case) -> Result<Option<i64>, Error> {
    let unit = case.congress.unit_id;
    let listed = member::service::count_all(conn, unit)?;
    let told = unit::counts::members_told(conn, unit)?;
    Ok(Some(listed.max(told)).filter(|members| *members > 0))
}

fn step_facts<'a>(
    case: &Case,
    actor: &Actor,
    (steps, step): (&[StepWithTotals], &PersonnelStep),
    (record, members): (&Record, Option<i64>),
    nominees: &'a [Nominee],
) -> StepFacts<'a> {
    let mut before = steps.iter().map(|(step, _)| step);
    let unsigned_before = before
        .clone()
        .find(|other| other.n < step.n && !other.is_signed())
        .map(|other| other.n);
    let day = record.held_on.unwrap_or(actor.today());
    StepFacts {
        kind: step.kind,
        signed: step.is_signed(),
        unsigned_before,
        in_steps: case.personnel.state == State::InSteps,
        congress_ahead: case.congress_ahead(),
        previous_held_on: before
            .rfind(|other| other.n < step.n)
            .and_then(|other| other.held_on),
        today: actor.today(),
        plan_on: case.plan.issued_on,
        members,
        congress_on: case.congress.planned_on,
        quorum: Regulation::on(day).quorum(),
        nominees,
    }
}

fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    n: i64,
    kind: &str,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        case.chain(),
        &case.congress.unit_path,
        kind,
        json!({ "personnel_id": case.personnel.id, "n": n }),
    )
}
