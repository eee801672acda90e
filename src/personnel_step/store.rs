//! The rows of the steps of the personnel work and of their totals.

use diesel::prelude::*;

use super::model::{PersonnelStep, PersonnelStepId, Record, Total};
use super::rules::MOST_STEPS;
use crate::db::AnyConnection;
use crate::db::schema::{personnel_steps as steps, personnel_totals as totals};
use crate::db::time::Instant;
use crate::error::Error;
use crate::nominee::model::NomineeId;
use crate::on_each;
use crate::personnel::model::PersonnelId;
use crate::user::model::UserId;

/// The steps in their order; there are never more than [`MOST_STEPS`].
pub fn all(conn: &mut AnyConnection, of: PersonnelId) -> Result<Vec<PersonnelStep>, Error> {
    let most = i64::try_from(MOST_STEPS).unwrap_or(i64::MAX);
    Ok(steps::table
        .filter(steps::process_id.eq(of))
        .order(steps::n)
        .limit(most)
        .select(PersonnelStep::as_select())
        .load(conn)?)
}

/// Writes a step down, not yet held.
pub fn insert(conn: &mut AnyConnection, step: &PersonnelStep) -> Result<(), Error> {
    diesel::insert_into(steps::table)
        .values((
            steps::id.eq(step.id),
            steps::process_id.eq(step.process_id),
            steps::n.eq(step.n),
            steps::kind.eq(step.kind),
            steps::name.eq(&step.name),
            steps::version.eq(step.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Replaces what a step that was read at `seen` says, and its totals.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster, or signed it.
pub fn save_record(
    conn: &mut AnyConnection,
    step: &PersonnelStep,
    record: &Record,
) -> Result<(), Error> {
    let row = steps::id
        .eq(step.id)
        .and(steps::version.eq(step.version))
        .and(steps::signed_at.is_null());
    let changed = diesel::update(steps::table.filter(row))
        .set((
            steps::held_on.eq(record.held_on),
            steps::summoned.eq(record.summoned),
            steps::present.eq(record.present),
            steps::ballots_issued.eq(record.ballots.issued),
            steps::ballots_returned.eq(record.ballots.returned),
            steps::ballots_valid.eq(record.ballots.valid),
            steps::ballots_invalid.eq(record.ballots.invalid),
            steps::minutes.eq(&record.minutes),
            steps::version.eq(step.version + 1),
        ))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Stale {
            current: step.version,
        });
    }
    set_totals(conn, step.id, &record.totals)
}

fn set_totals(
    conn: &mut AnyConnection,
    step: PersonnelStepId,
    rows: &[Total],
) -> Result<(), Error> {
    diesel::delete(totals::table.filter(totals::step_id.eq(step))).execute(conn)?;
    let rows: Vec<_> = rows
        .iter()
        .map(|total| {
            (
                totals::step_id.eq(step),
                totals::nominee_id.eq(total.nominee_id),
                totals::agree.eq(total.agree),
                totals::disagree.eq(total.disagree),
            )
        })
        .collect();
    if !rows.is_empty() {
        on_each!(conn, |conn| diesel::insert_into(totals::table)
            .values(&rows)
            .execute(conn))?;
    }
    Ok(())
}

/// Signs a step that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn sign(
    conn: &mut AnyConnection,
    step: &PersonnelStep,
    at: Instant,
    by: UserId,
) -> Result<(), Error> {
    let row = steps::id
        .eq(step.id)
        .and(steps::version.eq(step.version))
        .and(steps::signed_at.is_null());
    let changed = diesel::update(steps::table.filter(row))
        .set((
            steps::signed_at.eq(at),
            steps::signed_by.eq(by),
            steps::version.eq(step.version + 1),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: step.version,
    })
}

/// The totals of every step of a personnel work.
pub fn totals_of_all(
    conn: &mut AnyConnection,
    of: PersonnelId,
) -> Result<Vec<(PersonnelStepId, Total)>, Error> {
    type Row = (PersonnelStepId, NomineeId, i64, i64);
    let rows = totals::table
        .inner_join(steps::table)
        .filter(steps::process_id.eq(of))
        .order((totals::step_id, totals::nominee_id))
        .select((
            totals::step_id,
            totals::nominee_id,
            totals::agree,
            totals::disagree,
        ))
        .load::<Row>(conn)?;
    let totals = rows.into_iter().map(|(step, nominee_id, agree, disagree)| {
        let total = Total {
            nominee_id,
            agree,
            disagree,
        };
        (step, total)
    });
    Ok(totals.collect())
}

/// Whether a signed step has a total for the nominee.
pub fn is_voted_on(conn: &mut AnyConnection, nominee: NomineeId) -> Result<bool, Error> {
    let signed = totals::table
        .inner_join(steps::table)
        .filter(totals::nominee_id.eq(nominee))
        .filter(steps::signed_at.is_not_null());
    Ok(diesel::select(diesel::dsl::exists(signed)).get_result(conn)?)
}
