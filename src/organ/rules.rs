//! Who may be in an organ of a congress, and when it may be put forward and voted.

use super::model::{OrganKind, Person, PutForward, State};
use crate::congress::model::State as CongressState;
use crate::db::search::same_name;
use crate::error::{Arg, Reason};
use crate::plan::rules::{PRACTICE, unless};
use crate::programme::model::ItemKind;
use crate::regulation::{Regulation, cited};
use crate::roll::model::{Mark, RollEntry, RollEntryId};
use crate::roll::rules::{may_vote, votes_now};
use crate::vote::model::Told;

/// What an organ is judged by.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// What it is.
    pub kind: OrganKind,
    /// Where the congress stands.
    pub congress: CongressState,
    /// What is in force on its day.
    pub regulation: Regulation,
    /// The roll of the congress.
    pub roll: &'a [RollEntry],
    /// Those who stand for election, as far as they are known now.
    pub candidates: &'a [Person],
    /// Those in the other organ of the two that conduct the congress: in the chair, or keeping the minutes.
    pub beside: &'a [RollEntryId],
}

/// The item of the programme in which an organ is voted.
pub fn moment(kind: OrganKind) -> ItemKind {
    match kind {
        OrganKind::Presidium | OrganKind::Secretariat | OrganKind::CredentialsCommittee => {
            ItemKind::PresidiumElection
        }
        OrganKind::CountingCommittee => ItemKind::CountingCommittee,
    }
}

/// Every reason why these may not be put forward for the organ.
pub fn against_proposing(members: &[PutForward], facts: &Facts<'_>) -> Vec<Reason> {
    let mut reasons = still_ahead(facts.congress);
    reasons.extend(no_credentials_committee(facts));
    reasons.extend(composition(members, facts));
    reasons.extend(membership(members, facts));
    reasons.extend(chair_and_clerk(members, facts));
    if facts.kind == OrganKind::CountingCommittee {
        reasons.extend(two_who_count(members, facts));
        let people: Vec<Person> = entries(members, facts.roll).map(person).collect();
        reasons.extend(counters_on_list(
            &people,
            facts.candidates,
            &facts.regulation,
        ));
    }
    reasons
}

/// Every reason why the organ may not be voted on now. Who is in it is looked at again: since it was put forward
/// somebody may have left, or been nominated. Voted on again only where the totals were recorded wrongly, with the
/// reason.
pub fn against_voting(
    state: State,
    told: &Told,
    members: &[PutForward],
    facts: &Facts<'_>,
) -> Vec<Reason> {
    let mut reasons = match state {
        State::Elected if !told.gives_reason() => {
            vec![about(Reason::new("organ_elected"), facts)]
        }
        State::Rejected if !told.gives_reason() => {
            vec![about(Reason::new("organ_rejected"), facts)]
        }
        State::Proposed | State::Elected | State::Rejected => Vec::new(),
    };
    reasons.extend(against_proposing(members, facts));
    let absent: Vec<&str> = entries(members, facts.roll)
        .filter(|entry| !votes_now(entry))
        .map(|entry| entry.full_name.as_str())
        .collect();
    reasons.extend(unless(absent.is_empty(), || {
        about(Reason::new("organ_member_absent"), facts).with("names", absent.join(", "))
    }));
    reasons
}

/// Whether somebody called to the congress may be put forward: an official member with all rights (R-OG-02, R-OG-04)
/// who is here, or of whom nothing is recorded yet.
pub fn may_be_put_forward(entry: &RollEntry, regulation: &Regulation) -> bool {
    let may_come = entry.mark.is_here() || entry.mark == Mark::Awaited;
    may_come && may_vote(entry, regulation).is_ok()
}

/// A reason about this organ, on the clause of the day.
fn about(reason: Reason, facts: &Facts<'_>) -> Reason {
    let reason = reason.with("organ", Arg::term("organ", facts.kind));
    let ground = match facts.kind {
        OrganKind::CountingCommittee => facts.regulation.counting_committee(),
        OrganKind::Presidium | OrganKind::Secretariat | OrganKind::CredentialsCommittee => {
            facts.regulation.organs_by_hand()
        }
    };
    cited(reason, ground)
}

/// Organs are put forward until the congress closes.
pub fn still_ahead(congress: CongressState) -> Vec<Reason> {
    let over = congress.is_held() || congress.is_finished();
    unless(!over, || {
        Reason::new("day_congress_over")
            .with("state", Arg::term("congress-state", congress))
            .on(PRACTICE)
    })
}

/// R-CRED-01: an all-member congress hears a report on those attending instead.
fn no_credentials_committee(facts: &Facts<'_>) -> Vec<Reason> {
    unless(facts.kind != OrganKind::CredentialsCommittee, || {
        let reason = Reason::new("organ_no_credentials_committee");
        cited(reason, facts.regulation.no_credentials_committee())
    })
}

fn composition(members: &[PutForward], facts: &Facts<'_>) -> Vec<Reason> {
    let twice = members.iter().enumerate().any(|(at, member)| {
        let before = members.iter().take(at);
        before
            .map(|before| before.roll_entry_id)
            .any(|id| id == member.roll_entry_id)
    });
    let heads = members.iter().filter(|member| member.head).count();
    [
        (!members.is_empty(), Reason::new("organ_empty")),
        (!twice, Reason::new("organ_member_twice")),
        (heads <= 1, Reason::new("organ_two_heads")),
        (
            members.len() <= 1 || heads >= 1,
            Reason::new("organ_without_head"),
        ),
    ]
    .into_iter()
    .flat_map(|(holds, reason)| unless(holds, || about(reason, facts)))
    .collect()
}

/// The other organ of the two that conduct the congress, presidium and secretariat.
pub fn beside(kind: OrganKind) -> Option<OrganKind> {
    match kind {
        OrganKind::Presidium => Some(OrganKind::Secretariat),
        OrganKind::Secretariat => Some(OrganKind::Presidium),
        OrganKind::CountingCommittee | OrganKind::CredentialsCommittee => None,
    }
}

/// R-OG-01: also the smallest branch has one in the chair and another who keeps the minutes.
fn chair_and_clerk(members: &[PutForward], facts: &Facts<'_>) -> Vec<Reason> {
    let both: Vec<&str> = entries(members, facts.roll)
        .filter(|entry| facts.beside.contains(&entry.id))
        .map(|entry| entry.full_name.as_str())
        .collect();
    unless(both.is_empty(), || {
        about(Reason::new("organ_chair_and_clerk"), facts).with("names", both.join(", "))
    })
}

/// Two members enter what was counted, neither seeing the other's figures; where nobody else could count, one does.
fn two_who_count(members: &[PutForward], facts: &Facts<'_>) -> Vec<Reason> {
    let others = facts.roll.iter().filter(|entry| {
        let put_forward = members.iter().any(|one| one.roll_entry_id == entry.id);
        let listed = || {
            facts
                .candidates
                .iter()
                .any(|other| is_same(&person(entry), other))
        };
        !put_forward && may_be_put_forward(entry, &facts.regulation) && !listed()
    });
    unless(members.len() != 1 || others.count() == 0, || {
        let reason = Reason::new("organ_one_counter");
        cited(reason, facts.regulation.counting_committee())
    })
}

/// R-OG-02, R-OG-04: official members on the roll, in possession of their rights.
fn membership(members: &[PutForward], facts: &Facts<'_>) -> Vec<Reason> {
    let on_the_roll = |id: RollEntryId| facts.roll.iter().any(|entry| entry.id == id);
    let unknown = members
        .iter()
        .filter(|member| !on_the_roll(member.roll_entry_id))
        .count();
    let mut reasons = unless(unknown == 0, || {
        about(Reason::new("organ_member_not_on_roll"), facts)
            .with("count", i64::try_from(unknown).unwrap_or(i64::MAX))
    });
    let barred: Vec<&str> = entries(members, facts.roll)
        .filter(|entry| may_vote(entry, &facts.regulation).is_err())
        .map(|entry| entry.full_name.as_str())
        .collect();
    reasons.extend(unless(barred.is_empty(), || {
        about(Reason::new("organ_member_not_official"), facts).with("names", barred.join(", "))
    }));
    reasons
}

fn entries<'a>(
    members: &'a [PutForward],
    roll: &'a [RollEntry],
) -> impl Iterator<Item = &'a RollEntry> {
    members
        .iter()
        .filter_map(|member| roll.iter().find(|entry| entry.id == member.roll_entry_id))
}

/// An entry of the roll, as a person who may be compared with those on a list.
pub fn person(entry: &RollEntry) -> Person {
    Person {
        roll_entry_id: Some(entry.id),
        member_id: entry.member_id,
        name: entry.full_name.clone(),
    }
}

/// Whether the two are one person: by the roll, else by the member, else by the name.
pub fn is_same(one: &Person, other: &Person) -> bool {
    if let (Some(one), Some(other)) = (one.roll_entry_id, other.roll_entry_id) {
        return one == other;
    }
    if let (Some(one), Some(other)) = (one.member_id, other.member_id) {
        return one == other;
    }
    same_name(&one.name, &other.name)
}

/// R-OG-04: whoever counts stands on no ballot list. Asked again before every round.
pub fn counters_on_list(
    counters: &[Person],
    list: &[Person],
    regulation: &Regulation,
) -> Vec<Reason> {
    let both: Vec<&str> = counters
        .iter()
        .filter(|counter| list.iter().any(|other| is_same(counter, other)))
        .map(|counter| counter.name.as_str())
        .collect();
    unless(both.is_empty(), || {
        let reason = Reason::new("organ_counter_on_list").with("names", both.join(", "));
        cited(reason, regulation.counters_off_the_list())
    })
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
