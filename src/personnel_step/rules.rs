//! What must hold before a step of the personnel work is recorded or signed, and that its figures add up
//! (R §3.3, R §2.6). Every violation is reported at once.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::{Ballots, Record};
use crate::error::Reason;
use crate::nominee::model::{Nominee, NomineeId};
use crate::nominee::rules::PROCESS;
use crate::personnel::model::PersonnelStepKind;
use crate::plan::rules::unless;
use crate::regulation::{Cited, Fraction, cited};

/// The arithmetic of the counting minutes: 244-QĐ/TW Art. 32, 190-QĐ/TW Art. 30 and Art. 8.
pub const COUNTING_MINUTES: &str = "Biên bản kiểm phiếu (Quy chế bầu cử trong Đảng)";

/// The most steps of one congress, repeated ones included.
pub const MOST_STEPS: usize = 40;

/// What a step is judged by.
#[derive(Debug, Clone)]
pub struct StepFacts<'a> {
    /// What is done in it.
    pub kind: PersonnelStepKind,
    /// Whether it is signed already.
    pub signed: bool,
    /// The first step before it that is not signed.
    pub unsigned_before: Option<i64>,
    /// Whether the personnel work is in its steps.
    pub in_steps: bool,
    /// Whether the congress is still to be held.
    pub congress_ahead: bool,
    /// When the step before it was held.
    pub previous_held_on: Option<NaiveDate>,
    /// The day of asking.
    pub today: NaiveDate,
    /// The date that the plan bears.
    pub plan_on: Option<NaiveDate>,
    /// How many members the branch has, official and probationary, where that is known.
    pub members: Option<i64>,
    /// The day the congress is planned for.
    pub congress_on: Option<NaiveDate>,
    /// The share of those summoned who must be present.
    pub quorum: Cited<Fraction>,
    /// Those whose names stand on the ballot.
    pub nominees: &'a [Nominee],
}

/// Every reason why this cannot be recorded of the step.
pub fn against_recording(record: &Record, facts: &StepFacts<'_>) -> Vec<Reason> {
    let mut reasons = in_order(facts);
    reasons.extend(date(record.held_on, facts));
    reasons.extend(attendance(record, facts));
    reasons.extend(if facts.kind.has_ballot() {
        ballots(record, facts.nominees)
    } else {
        no_ballots(record)
    });
    for reason in &mut reasons {
        if reason.ground.is_empty() {
            reason.ground = PROCESS;
        }
    }
    reasons
}

/// Every reason why the step cannot be signed: as for recording, and the minutes must be there. The list may
/// have changed since the step was recorded, so all of it is looked at again.
pub fn against_signing(record: &Record, facts: &StepFacts<'_>) -> Vec<Reason> {
    let mut reasons = against_recording(record, facts);
    let minuted = record
        .minutes
        .as_ref()
        .is_some_and(|minutes| !minutes.trim().is_empty());
    reasons.extend(unless(minuted, || {
        Reason::new("personnel_minutes_missing").on(PROCESS)
    }));
    reasons
}

/// R §3.3: a step cannot start before the previous is signed; what is signed never changes.
/// Every reason why the step is not recorded or signed now, whatever its record says.
pub fn in_order(facts: &StepFacts<'_>) -> Vec<Reason> {
    let mut reasons = unless(!facts.signed, || Reason::new("personnel_step_signed"));
    if let Some(n) = facts.unsigned_before {
        reasons.push(Reason::new("personnel_step_before_unsigned").with("n", n));
    }
    reasons.extend(unless(facts.in_steps, || {
        Reason::new("personnel_not_in_steps")
    }));
    reasons.extend(unless(facts.congress_ahead, || {
        Reason::new("personnel_congress_not_ahead")
    }));
    reasons
}

fn date(held_on: Option<NaiveDate>, facts: &StepFacts<'_>) -> Vec<Reason> {
    let Some(held_on) = held_on else {
        return vec![Reason::new("personnel_date_missing")];
    };
    let mut reasons = unless(held_on <= facts.today, || {
        Reason::new("personnel_date_in_future").with("date", held_on)
    });
    if let Some(plan_on) = facts.plan_on.filter(|day| held_on < *day) {
        reasons.push(Reason::new("personnel_date_before_plan").with("issued", plan_on));
    }
    if let Some(previous) = facts.previous_held_on.filter(|day| held_on < *day) {
        reasons.push(Reason::new("personnel_date_before_previous").with("previous", previous));
    }
    if let Some(congress_on) = facts.congress_on.filter(|day| held_on > *day) {
        reasons.push(Reason::new("personnel_date_after_congress").with("congress", congress_on));
    }
    reasons
}

fn attendance(record: &Record, facts: &StepFacts<'_>) -> Vec<Reason> {
    let quorum = facts.quorum;
    let (Some(summoned), Some(present)) = (record.summoned, record.present) else {
        return vec![Reason::new("personnel_attendance_missing")];
    };
    let mut reasons = unless(present <= summoned, || {
        Reason::new("personnel_present_over_summoned")
            .with("present", present)
            .with("summoned", summoned)
    });
    // To the introduction every official member is summoned, to the other meetings fewer (R-ORG-07).
    if let Some(members) = facts.members.filter(|members| summoned > *members) {
        reasons.push(
            Reason::new("personnel_summoned_over_members")
                .with("summoned", summoned)
                .with("members", members),
        );
    }
    reasons.extend(unless(quorum.value.at_least(present, summoned), || {
        cited(Reason::new("personnel_quorum_short"), quorum.ground)
            .with("present", present)
            .with("summoned", summoned)
            .with("needed", quorum.value.least_part(summoned).max(1))
    }));
    reasons
}

fn no_ballots(record: &Record) -> Vec<Reason> {
    unless(
        record.ballots == Ballots::default() && record.totals.is_empty(),
        || Reason::new("personnel_step_without_ballot"),
    )
}

fn ballots(record: &Record, nominees: &[Nominee]) -> Vec<Reason> {
    let Ballots {
        issued: Some(issued),
        returned: Some(returned),
        valid: Some(valid),
        invalid: Some(invalid),
    } = record.ballots
    else {
        let mut reasons = vec![Reason::new("personnel_ballots_missing")];
        reasons.extend(totals(record, record.ballots.valid, nominees));
        return reasons;
    };
    let mut reasons = Vec::new();
    if let Some(present) = record.present.filter(|present| issued > *present) {
        reasons.push(
            Reason::new("personnel_issued_over_present")
                .with("issued", issued)
                .with("present", present),
        );
    }
    reasons.extend(unless(returned <= issued, || {
        Reason::new("personnel_returned_over_issued")
            .with("returned", returned)
            .with("issued", issued)
    }));
    reasons.extend(unless(valid + invalid == returned, || {
        Reason::new("personnel_ballots_unequal")
            .with("valid", valid)
            .with("invalid", invalid)
            .with("returned", returned)
    }));
    for reason in &mut reasons {
        reason.ground = COUNTING_MINUTES;
    }
    reasons.extend(totals(record, Some(valid), nominees));
    reasons
}

/// Every nominee on the ballot has one total, nobody else has, and none exceeds the valid ballots.
fn totals(record: &Record, valid: Option<i64>, nominees: &[Nominee]) -> Vec<Reason> {
    let on_ballot: BTreeSet<NomineeId> = nominees.iter().map(|nominee| nominee.id).collect();
    let mut counted: BTreeSet<NomineeId> = BTreeSet::new();
    let (mut unknown, mut twice) = (0_i64, 0_i64);
    for total in &record.totals {
        unknown += i64::from(!on_ballot.contains(&total.nominee_id));
        twice += i64::from(!counted.insert(total.nominee_id));
    }
    let mut reasons = unless(unknown == 0, || {
        Reason::new("personnel_total_unknown").with("count", unknown)
    });
    reasons.extend(unless(twice == 0, || {
        Reason::new("personnel_total_twice").with("count", twice)
    }));
    let missing = names(nominees, |nominee| !counted.contains(&nominee.id));
    reasons.extend(unless(missing.is_empty(), || {
        Reason::new("personnel_total_missing").with("names", missing.join(", "))
    }));
    let Some(valid) = valid else { return reasons };
    let over: BTreeSet<NomineeId> = record
        .totals
        .iter()
        .filter(|total| total.agree + total.disagree > valid)
        .map(|total| total.nominee_id)
        .collect();
    let over = names(nominees, |nominee| over.contains(&nominee.id));
    reasons.extend(unless(over.is_empty(), || {
        Reason::new("personnel_total_over_valid")
            .with("names", over.join(", "))
            .with("valid", valid)
            .on(COUNTING_MINUTES)
    }));
    reasons
}

fn names(nominees: &[Nominee], which: impl Fn(&Nominee) -> bool) -> Vec<&str> {
    let chosen = nominees.iter().filter(|nominee| which(nominee));
    chosen.map(|nominee| nominee.full_name.as_str()).collect()
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
