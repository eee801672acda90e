//! How the figures of a count fit together, what two entries differ in, and what a round comes to (§2.5, §2.6).
//!
//! Pure.

use std::collections::{BTreeMap, BTreeSet};

use strum::VariantArray;

use super::model::{
    Ballot, CandidateVotes, Columns, CountingMinutes, Difference, InvalidReason, Outcome, RoundKind,
};
use crate::auth::permission::{Action, needs};
use crate::candidate::model::CandidateId;
use crate::error::{Arg, Reason};
use crate::member::model::MemberId;
use crate::organ::model::Person;
use crate::organ::rules::{counters_on_list, person};
use crate::plan::rules::unless;
use crate::regulation::{Majority, Regulation, cited};
use crate::roll::model::{RollEntry, RollEntryId};
use crate::roll::rules::may_vote;

/// Why somebody does not enter counts: no member of the counting committee, or one who also acts for the committee that
/// convenes (R-SEC-07).
pub fn against_counter(counts: bool, of_branch: bool, regulation: &Regulation) -> Option<Reason> {
    if !counts {
        return Some(needs(Action::EnterCounts));
    }
    of_branch.then(|| {
        let reason = Reason::new("count_by_the_branch");
        cited(reason, regulation.counting_committee())
    })
}

/// What the member named with an entry is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// The member in whose name the figures are entered.
    pub counter: RollEntryId,
    /// The counting committee that the congress has elected, as the roll has it.
    pub committee: &'a [&'a RollEntry],
    /// Those on the ballot.
    pub list: &'a [Person],
    /// Whose blind entries are in.
    pub entered: &'a [RollEntryId],
    /// Whose account they are entered with.
    pub account: Account<'a>,
}

/// Whose account figures are entered with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Account<'a> {
    /// The member to whom it belongs; none for one that is lent out on the day.
    pub of: Option<MemberId>,
    /// Members of the counting committee who have an account of their own.
    pub owners: &'a [MemberId],
}

impl Account<'_> {
    /// Why nothing is entered with it in the name of this member: whoever has an account enters with it, and with it
    /// nobody else does.
    pub fn against(&self, member: &RollEntry) -> Option<&'static str> {
        match (self.of, member.member_id) {
            (Some(own), Some(named)) if own == named => None,
            (Some(_), _) => Some("counter_of_another_account"),
            (None, Some(named)) if self.owners.contains(&named) => Some("counter_has_an_account"),
            (None, _) => None,
        }
    }
}

/// Why nothing at all is entered with this account: it belongs to somebody whom the congress did not elect to count
/// (R-OG-04), or all whom it did elect have accounts of their own.
pub fn against_account(
    account: &Account<'_>,
    committee: &[RollEntry],
    regulation: &Regulation,
) -> Option<Reason> {
    let code = match account.of {
        Some(_) => "counter_account_not_of_committee",
        None => "counters_have_accounts",
    };
    let of_nobody = committee.iter().all(|one| account.against(one).is_some());
    (of_nobody && !committee.is_empty())
        .then(|| cited(Reason::new(code), regulation.counting_committee()))
}

/// Why figures are not entered in this member's name: they are those of two members of the counting committee, official
/// members who are here and stand on no list (R-OG-04, R-SEC-07).
pub fn against_named(named: &Named<'_>, regulation: &Regulation) -> Vec<Reason> {
    let ground = regulation.counting_committee();
    let mut committee = named.committee.iter();
    let Some(member) = committee.find(|member| member.id == named.counter) else {
        let reason = match named.committee {
            [] => Reason::new("counter_without_committee"),
            those => Reason::new("counter_not_of_committee").with("names", names_of(those)),
        };
        return vec![cited(reason, ground)];
    };
    // A branch so small that one member is left to count has no second one.
    let alone = named.committee.len() < 2;
    let account = named.account.against(member);
    let mut reasons: Vec<Reason> = [
        (may_vote(member, regulation).is_ok(), "counter_not_official"),
        (member.mark.is_here(), "counter_absent"),
        (
            alone || !named.entered.contains(&member.id),
            "counter_entered_already",
        ),
    ]
    .into_iter()
    .filter(|(holds, _)| !holds)
    .map(|(_, code)| code)
    .chain(account)
    .map(|code| {
        cited(
            Reason::new(code).with("name", member.full_name.as_str()),
            ground,
        )
    })
    .collect();
    reasons.extend(counters_on_list(&[person(member)], named.list, regulation));
    reasons
}

fn names_of(entries: &[&RollEntry]) -> String {
    let names: Vec<&str> = entries
        .iter()
        .map(|entry| entry.full_name.as_str())
        .collect();
    names.join(", ")
}

/// The form of a ballot: struck through where there are more names than seats, else four columns.
pub fn columns(names: i64, seats: i64) -> Columns {
    if names > seats {
        Columns::StrikeOut
    } else {
        Columns::FourColumns
    }
}

/// Every arithmetic rule that the figures break; none when they may be accepted.
pub fn against_minutes(
    minutes: &CountingMinutes,
    ballot: &Ballot<'_>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let mut reasons = ballots_fit(minutes, ballot);
    reasons.extend(names_fit(minutes, ballot));
    reasons.extend(match ballot.columns {
        Columns::StrikeOut => kept_names_fit(minutes, ballot),
        Columns::FourColumns => boxes_fit(minutes, ballot),
    });
    let ground = regulation.count_of_ballots();
    let mut reasons: Vec<Reason> = reasons
        .into_iter()
        .map(|reason| cited(reason, ground))
        .collect();
    reasons.extend(invalid_reasons_fit(minutes, ballot, regulation));
    reasons
}

/// returned ≤ issued ≤ present; valid + invalid = returned.
fn ballots_fit(minutes: &CountingMinutes, ballot: &Ballot<'_>) -> Vec<Reason> {
    let figures = [
        minutes.issued,
        minutes.returned,
        minutes.valid,
        minutes.all_invalid(),
    ];
    if figures.iter().any(|figure| *figure < 0) {
        return vec![Reason::new("count_negative")];
    }
    let mut reasons = unless(minutes.issued <= ballot.present, || {
        Reason::new("count_issued_over_present")
            .with("issued", minutes.issued)
            .with("present", ballot.present)
    });
    reasons.extend(unless(minutes.returned <= minutes.issued, || {
        Reason::new("count_returned_over_issued")
            .with("returned", minutes.returned)
            .with("issued", minutes.issued)
    }));
    let counted = minutes.valid.saturating_add(minutes.all_invalid());
    reasons.extend(unless(counted == minutes.returned, || {
        Reason::new("count_ballots_unequal")
            .with("valid", minutes.valid)
            .with("invalid", minutes.all_invalid())
            .with("returned", minutes.returned)
    }));
    reasons
}

/// One row for each name, and none besides.
fn names_fit(minutes: &CountingMinutes, ballot: &Ballot<'_>) -> Vec<Reason> {
    let on_ballot: BTreeSet<CandidateId> = ballot.names.iter().copied().collect();
    let rows = minutes.candidates.iter().map(|row| row.candidate_id);
    let counted: BTreeSet<CandidateId> = rows.collect();
    let missing = count(on_ballot.difference(&counted));
    let strange = count(counted.difference(&on_ballot));
    let mut reasons = unless(missing == 0, || {
        Reason::new("count_names_missing").with("count", missing)
    });
    reasons.extend(unless(strange == 0, || {
        Reason::new("count_names_unknown").with("count", strange)
    }));
    reasons.extend(unless(counted.len() == minutes.candidates.len(), || {
        Reason::new("count_names_twice")
    }));
    reasons
}

/// Each votes(c) ≤ valid; valid ≤ Σ votes ≤ valid × seats, for a ballot that keeps no name is not valid.
fn kept_names_fit(minutes: &CountingMinutes, ballot: &Ballot<'_>) -> Vec<Reason> {
    let is_struck = |row: &CandidateVotes| {
        row.votes.is_some_and(|votes| votes >= 0)
            && row.agree.is_none()
            && row.disagree.is_none()
            && row.not_counted.is_none()
    };
    if !minutes.candidates.iter().all(is_struck) {
        return vec![Reason::new("count_votes_of_other_form").with("form", form(ballot.columns))];
    }
    let valid = minutes.valid;
    let over = count(
        minutes
            .candidates
            .iter()
            .filter(|row| row.in_favour() > valid),
    );
    let mut reasons = unless(over == 0, || {
        Reason::new("count_votes_over_valid")
            .with("count", over)
            .with("valid", valid)
    });
    let votes = minutes.candidates.iter().map(CandidateVotes::in_favour);
    let sum = votes.fold(0, i64::saturating_add);
    let most = valid.saturating_mul(ballot.seats);
    reasons.extend(unless(sum <= most, || {
        Reason::new("count_votes_over_seats")
            .with("votes", sum)
            .with("most", most)
            .with("valid", valid)
            .with("seats", ballot.seats)
    }));
    reasons.extend(unless(sum >= valid, || {
        Reason::new("count_votes_under_valid")
            .with("votes", sum)
            .with("valid", valid)
    }));
    reasons
}

/// agree + disagree + not counted = valid, for each; with one candidate nothing is left uncounted, for there such a
/// ballot is invalid.
fn boxes_fit(minutes: &CountingMinutes, ballot: &Ballot<'_>) -> Vec<Reason> {
    let boxes = |row: &CandidateVotes| {
        let none_negative = |figure: Option<i64>| figure.filter(|figure| *figure >= 0);
        let agree = none_negative(row.agree).filter(|_| row.votes.is_none())?;
        let disagree = none_negative(row.disagree)?;
        let not_counted = none_negative(Some(row.not_counted.unwrap_or(0)))?;
        Some((
            agree.saturating_add(disagree).saturating_add(not_counted),
            not_counted,
        ))
    };
    let rows: Vec<Option<(i64, i64)>> = minutes.candidates.iter().map(boxes).collect();
    if rows.iter().any(Option::is_none) {
        return vec![Reason::new("count_votes_of_other_form").with("form", form(ballot.columns))];
    }
    let unequal = count(
        rows.iter()
            .flatten()
            .filter(|(sum, _)| *sum != minutes.valid),
    );
    let mut reasons = unless(unequal == 0, || {
        Reason::new("count_boxes_unequal")
            .with("count", unequal)
            .with("valid", minutes.valid)
    });
    let uncounted: i64 = rows
        .iter()
        .flatten()
        .map(|(_, not)| *not)
        .fold(0, i64::saturating_add);
    let alone = ballot.names.len() == 1;
    reasons.extend(unless(!(alone && uncounted > 0), || {
        Reason::new("count_single_uncounted").with("count", uncounted)
    }));
    reasons
}

/// The reasons for which such a ballot can be invalid. With several names and four columns a mark in both boxes or in
/// neither only keeps that name from being counted.
pub fn invalid_reasons(ballot: &Ballot<'_>) -> Vec<InvalidReason> {
    let single = ballot.names.len() == 1;
    InvalidReason::VARIANTS
        .iter()
        .copied()
        .filter(|reason| {
            reason.fits(ballot.columns) && (*reason != InvalidReason::BothOrNeither || single)
        })
        .collect()
}

/// Each reason is one that a ballot of this form can have.
fn invalid_reasons_fit(
    minutes: &CountingMinutes,
    ballot: &Ballot<'_>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let possible = invalid_reasons(ballot);
    let strange: BTreeSet<InvalidReason> = minutes
        .invalid
        .iter()
        .filter(|row| row.count != 0 && !possible.contains(&row.reason))
        .map(|row| row.reason)
        .collect();
    unless(strange.is_empty(), || {
        let reason = Reason::new("count_invalid_of_other_form")
            .with("reasons", Arg::terms("invalid-ballot", &strange))
            .with("form", form(ballot.columns));
        cited(reason, regulation.ballot_form())
    })
}

fn form(columns: Columns) -> Arg {
    Arg::term("ballot-columns", columns)
}

/// What two entries differ in, figure by figure; none when they agree.
pub fn differences(first: &CountingMinutes, second: &CountingMinutes) -> Vec<Difference> {
    let (ours, theirs) = (figures(first), figures(second));
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    names
        .into_iter()
        .map(|figure| Difference {
            figure: figure.clone(),
            first: ours.get(figure).copied(),
            second: theirs.get(figure).copied(),
        })
        .filter(|row| row.first != row.second)
        .collect()
}

/// The figures by name. A reason without ballots and a box left out count as 0.
fn figures(minutes: &CountingMinutes) -> BTreeMap<String, i64> {
    let mut figures = BTreeMap::from([
        ("/issued".to_owned(), minutes.issued),
        ("/returned".to_owned(), minutes.returned),
        ("/valid".to_owned(), minutes.valid),
    ]);
    for row in &minutes.in_order().invalid {
        figures.insert(format!("/invalid/{}", row.reason), row.count);
    }
    for row in &minutes.candidates {
        let boxes = [
            ("votes", row.votes),
            ("agree", row.agree),
            ("disagree", row.disagree),
            ("not_counted", row.not_counted.filter(|count| *count != 0)),
        ];
        for (name, figure) in boxes {
            let name = format!("/candidates/{}/{name}", row.candidate_id);
            figures.extend(figure.map(|figure| (name, figure)));
        }
    }
    figures
}

/// Why a third entry does not settle two that differ: it goes against what both say.
pub fn against_settlement(
    first: &CountingMinutes,
    second: &CountingMinutes,
    third: &CountingMinutes,
    regulation: &Regulation,
) -> Vec<Reason> {
    let differ: BTreeSet<String> = differences(first, second)
        .into_iter()
        .map(|row| row.figure)
        .collect();
    let departs = differences(first, third)
        .into_iter()
        .filter(|row| !differ.contains(&row.figure));
    let departs = count(departs);
    unless(departs == 0, || {
        let reason = Reason::new("count_settlement_departs").with("count", departs);
        cited(reason, regulation.count_of_ballots())
    })
}

/// What a round comes to. Elected are those with more than half of the base; where there are more of them than
/// seats, the highest (R-RES-01). Who shares the last seat is not elected yet (R-RES-02). Between those tied, more
/// than half is not needed.
pub fn outcome(
    kind: RoundKind,
    seats: i64,
    (base, majority): (i64, Majority),
    votes: &[(CandidateId, i64)],
) -> Outcome {
    let enough = |votes: i64| match kind {
        RoundKind::TieBreak => true,
        RoundKind::First | RoundKind::ReVote => majority.exceeded_by(votes, base),
    };
    let mut ranked: Vec<(CandidateId, i64)> = votes
        .iter()
        .copied()
        .filter(|(_, votes)| enough(*votes))
        .collect();
    ranked.sort_by_key(|(_, votes)| std::cmp::Reverse(*votes));
    let places = usize::try_from(seats.max(0)).unwrap_or(usize::MAX);
    // The votes of the first who finds no seat: whoever has no more than that shares the last one.
    let bar = ranked.get(places).map(|(_, votes)| *votes);
    let is_above = |votes: i64| bar.is_none_or(|bar| votes > bar);
    let elected: Vec<CandidateId> = ranked
        .iter()
        .take(places)
        .filter(|(_, votes)| is_above(*votes))
        .map(|(id, _)| *id)
        .collect();
    let unfilled = seats - count(elected.iter());
    let tied = ranked
        .iter()
        .filter(|(_, votes)| unfilled > 0 && Some(*votes) == bar)
        .map(|(id, _)| *id)
        .collect();
    Outcome {
        elected,
        tied,
        unfilled,
    }
}

/// The votes of each name on a ballot.
pub fn votes_of(minutes: &CountingMinutes) -> Vec<(CandidateId, i64)> {
    minutes
        .candidates
        .iter()
        .map(|row| (row.candidate_id, row.in_favour()))
        .collect()
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "rules_proptests.rs"]
mod proptests;
