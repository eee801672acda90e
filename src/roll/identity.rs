//! Whether two on a roll are one person: nobody is called twice, and namesakes are not taken for each other.
//!
//! Pure. People are told apart by name (R-TXT-01: however it is spelt) and date of birth. Where a date is not known,
//! nothing is guessed: it is asked for.

use chrono::NaiveDate;

use super::model::{RollEntry, RollStatus};
use crate::db::search::same_name;
use crate::error::Reason;
use crate::member::model::{Member, MemberId, MemberStatus};
use crate::plan::rules::PRACTICE;

/// How like each other two people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// One person: name and date of birth are the same.
    Same,
    /// One name, and a date of birth is not known.
    Unclear,
    /// Two people: another name, or namesakes born on different days.
    Different,
}

/// How like each other these two are, by name and date of birth.
pub fn likeness(
    (name, born): (&str, Option<NaiveDate>),
    (other_name, other_born): (&str, Option<NaiveDate>),
) -> Likeness {
    if !same_name(name, other_name) {
        return Likeness::Different;
    }
    match (born, other_born) {
        (Some(one), Some(other)) if one == other => Likeness::Same,
        (Some(_), Some(_)) => Likeness::Different,
        (None, _) | (_, None) => Likeness::Unclear,
    }
}

/// When somebody on the roll was born: as put down, else as the member's own record has it.
pub fn born(entry: &RollEntry, members: &[Member]) -> Option<NaiveDate> {
    let member = || members.iter().find(|one| Some(one.id) == entry.member_id);
    entry
        .birth_date
        .or_else(|| member().map(|one| one.birth_date))
}

/// The member of the branch that an entry put down or corrected by hand is; none for somebody who is no member here.
///
/// # Errors
/// Every reason why the entry cannot stand so: the person is on the roll already, or that is unclear.
pub fn settle(
    entry: &RollEntry,
    roll: &[RollEntry],
    members: &[Member],
) -> Result<Option<MemberId>, Vec<Reason>> {
    if entry.struck_off {
        return Ok(entry.member_id);
    }
    let others: Vec<&RollEntry> = roll.iter().filter(|one| one.id != entry.id).collect();
    let own = (entry.full_name.as_str(), born(entry, members));
    let mut reasons: Vec<Reason> = others
        .iter()
        .filter_map(|other| against_other(entry, own, other, members))
        .collect();
    if entry.member_id.is_some() {
        return if reasons.is_empty() {
            Ok(entry.member_id)
        } else {
            Err(reasons)
        };
    }
    let mut found = None;
    for member in members
        .iter()
        .filter(|one| one.status != MemberStatus::Left)
    {
        let called = others.iter().any(|one| one.member_id == Some(member.id));
        match likeness(own, (&member.full_name, Some(member.birth_date))) {
            Likeness::Same if !called => found = Some(member.id),
            Likeness::Unclear if !called && may_be_of_branch(entry.status) => {
                reasons.push(about("roll_member_unclear", entry));
            }
            Likeness::Same | Likeness::Unclear | Likeness::Different => (),
        }
    }
    reasons.dedup();
    if reasons.is_empty() {
        Ok(found)
    } else {
        Err(reasons)
    }
}

/// Why an entry and another one cannot stand beside each other.
fn against_other(
    entry: &RollEntry,
    own: (&str, Option<NaiveDate>),
    other: &RollEntry,
    members: &[Member],
) -> Option<Reason> {
    let like = match (entry.member_id, other.member_id) {
        (Some(one), Some(two)) if one == two => Likeness::Same,
        (Some(_), Some(_)) => Likeness::Different,
        (None, _) | (_, None) => likeness(own, (&other.full_name, born(other, members))),
    };
    let code = match like {
        Likeness::Same if other.struck_off => "roll_person_struck_off",
        Likeness::Same => "roll_person_twice",
        Likeness::Unclear if !other.struck_off => "roll_namesake_unclear",
        Likeness::Unclear | Likeness::Different => return None,
    };
    Some(about(code, entry))
}

/// Somebody attending for the time being is of another branch.
fn may_be_of_branch(status: RollStatus) -> bool {
    status != RollStatus::TemporarilyAttending
}

fn about(code: &'static str, entry: &RollEntry) -> Reason {
    Reason::new(code)
        .with("name", entry.full_name.as_str())
        .on(PRACTICE)
}

#[cfg(test)]
#[path = "identity_tests.rs"]
mod tests;
