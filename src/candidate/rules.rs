//! Who may be put on a ballot list, by whom, and how long the list may be (R-EL-01…09, R-SUR-01…07).
//!
//! Pure. Where 244-QĐ/TW and 190-QĐ/TW differ, the data of the day tell.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::model::{Candidate, CandidateId, Manner, NewCandidate, PollVotes, State};
use crate::error::{Arg, Reason};
use crate::member::model::MemberId;
use crate::nominee::model::Nominee;
use crate::personnel::model::Post;
use crate::personnel::scheme::surplus_most;
use crate::plan::rules::unless;
use crate::regulation::{Regulation, cited};
use crate::roll::identity::{Likeness, likeness};
use crate::roll::model::{RollEntry, RollEntryId};
use crate::roll::rules::{may_nominate, may_stand};

/// The most names that are kept of one election, withdrawn ones included.
pub const MOST_CANDIDATES: usize = 200;

/// What a nomination at the congress is judged by.
#[derive(Debug, Clone, Copy)]
pub struct NominationFacts<'a> {
    /// What is in force on the day of the congress.
    pub regulation: &'a Regulation,
    /// The post.
    pub post: Post,
    /// Everybody put forward so far, withdrawn ones included.
    pub candidates: &'a [Candidate],
    /// Those elected to the branch committee, where the branch elects one.
    pub committee: Option<&'a [Candidate]>,
    /// The secretary elected, when the deputy is being elected.
    pub secretary: Option<&'a Candidate>,
    /// The candidate on the roll.
    pub person: &'a RollEntry,
    /// The delegates elected, when their alternates are being elected.
    pub delegates: &'a [Candidate],
    /// Who puts the name forward, on the roll; nobody when somebody stands of their own accord.
    pub nominator: Option<&'a RollEntry>,
    /// Those on the roll who are of the convening committee.
    pub conveners: &'a BTreeSet<RollEntryId>,
    /// Whether the candidate stands on the committee's list for any post.
    pub on_committee_list: bool,
}

/// Every reason against a nomination, or against standing of one's own accord.
pub fn against_nomination(
    new: &NewCandidate,
    candidate: &Candidate,
    facts: &NominationFacts<'_>,
) -> Vec<Reason> {
    let regulation = facts.regulation;
    let mut reasons: Vec<Reason> = may_stand(facts.person, regulation)
        .err()
        .into_iter()
        .collect();
    if let Some(nominator) = facts.nominator {
        reasons.extend(may_nominate(nominator, regulation).err());
    }
    reasons.extend(against_conveners(new, facts));
    reasons.extend(against_manner(new, facts));
    reasons.extend(against_nominator(new, facts));
    let known = facts
        .candidates
        .iter()
        .find(|one| one.is_same_person(candidate));
    reasons.extend(known.map(|known| {
        cited(
            in_state("candidate_twice", known.state),
            regulation.all_members_nominate(),
        )
    }));
    reasons.extend(unless(facts.candidates.len() < MOST_CANDIDATES, || {
        let most = i64::try_from(MOST_CANDIDATES).unwrap_or(i64::MAX);
        cited(
            Reason::new("candidates_too_many").with("most", most),
            regulation.seats_and_list(),
        )
    }));
    reasons.extend(against_head(
        candidate,
        facts.committee,
        facts.secretary,
        regulation,
    ));
    reasons.extend(against_alternate(candidate, facts.delegates, regulation));
    reasons
}

/// R-EL-04: a member of the convening committee keeps to its list. What the roll and the branch's last congress tell
/// holds; whoever takes the nomination down can add to it and not take away from it.
fn against_conveners(new: &NewCandidate, facts: &NominationFacts<'_>) -> Vec<Reason> {
    if facts.on_committee_list {
        return Vec::new();
    }
    let of_committee = |entry: &RollEntry| facts.conveners.contains(&entry.id);
    let by_convener = new.by_convening_committee || facts.nominator.is_some_and(of_committee);
    let is_convener = new.of_convening_committee || of_committee(facts.person);
    [
        (by_convener, "candidate_nominator_barred"),
        (is_convener, "candidate_convener_barred"),
    ]
    .into_iter()
    .filter(|(barred, _)| *barred)
    .map(|(_, code)| cited(Reason::new(code), facts.regulation.nomination_bar()))
    .collect()
}

/// R-EL-05, R-EL-11: in the hall one nominates and stands by word of mouth or in writing. Somebody who is not there is
/// nominated in writing and with their consent, and applies in writing.
fn against_manner(new: &NewCandidate, facts: &NominationFacts<'_>) -> Vec<Reason> {
    let ground = match new.nominated_by {
        Some(_) => facts.regulation.nomination_manner(),
        None => facts.regulation.applications(),
    };
    let may_stand = may_stand(facts.person, facts.regulation).is_ok();
    if !may_stand || facts.person.mark.is_here() || ground.may_be_left_out(new.note.is_some()) {
        return Vec::new();
    }
    let mut reasons = unless(new.manner == Manner::Written, || {
        cited(Reason::new("candidate_not_in_writing"), ground)
    });
    reasons.extend(unless(new.nominated_by.is_none() || new.consented, || {
        cited(Reason::new("candidate_without_consent"), ground)
    }));
    reasons
}

/// R-EL-05: by word of mouth nominates who is in the hall; who is not does so in writing to the presidium.
fn against_nominator(new: &NewCandidate, facts: &NominationFacts<'_>) -> Option<Reason> {
    let nominator = facts.nominator.filter(|one| !one.mark.is_here())?;
    (new.manner == Manner::Oral).then(|| {
        let reason =
            Reason::new("candidate_nominator_absent").with("name", nominator.full_name.as_str());
        cited(reason, facts.regulation.nomination_manner())
    })
}

/// What it is judged by that a name of the scheme is this entry of the roll.
#[derive(Debug, Clone, Copy)]
pub struct LinkFacts<'a> {
    /// What is in force on the day of the congress.
    pub regulation: &'a Regulation,
    /// Everybody put forward so far, the candidate too.
    pub candidates: &'a [Candidate],
    /// The entry.
    pub entry: &'a RollEntry,
    /// When the person of the entry was born, where known.
    pub entry_born: Option<NaiveDate>,
    /// The member the nominee is, where known.
    pub nominee_member: Option<MemberId>,
}

/// Every reason why a name of the scheme is not matched with this entry of the roll: one person has one place on a
/// list and takes one seat (R-EL-02, R-LIST-01), and nobody is elected under another's name.
pub fn against_link(candidate: &Candidate, facts: &LinkFacts<'_>) -> Vec<Reason> {
    let regulation = facts.regulation;
    let entry = facts.entry;
    let mut reasons: Vec<Reason> = may_stand(entry, regulation).err().into_iter().collect();
    let taken = facts
        .candidates
        .iter()
        .find(|other| other.id != candidate.id && other.roll_entry_id == Some(entry.id));
    reasons.extend(taken.map(|other| {
        let reason = Reason::new("candidate_entry_taken").with("name", other.full_name.as_str());
        cited(reason, regulation.seats_and_list())
    }));
    let is_other = match (facts.nominee_member, entry.member_id) {
        (Some(own), Some(theirs)) => own != theirs,
        (None, _) | (_, None) => {
            let own = (candidate.full_name.as_str(), candidate.birth_date);
            likeness(own, (&entry.full_name, facts.entry_born)) == Likeness::Different
        }
    };
    reasons.extend(unless(!is_other, || {
        let reason = Reason::new("candidate_other_person")
            .with("name", candidate.full_name.as_str())
            .with("entry", entry.full_name.as_str());
        cited(reason, regulation.official_members_stand())
    }));
    reasons
}

/// The nominee on the roll: the same member, else the only one of that name who is not somebody else.
pub fn entry_of(roll: &[RollEntry], nominee: &Nominee) -> Option<RollEntryId> {
    let called = || roll.iter().filter(|entry| !entry.struck_off);
    let same_member =
        called().find(|entry| entry.member_id.is_some() && entry.member_id == nominee.member_id);
    let mut of_name = called().filter(|entry| {
        let is_other = entry.member_id.is_some() && nominee.member_id.is_some();
        let own = (nominee.full_name.as_str(), Some(nominee.birth_date));
        !is_other && likeness(own, (&entry.full_name, entry.birth_date)) != Likeness::Different
    });
    let by_name = of_name.next().filter(|_| of_name.next().is_none());
    same_member.or(by_name).map(|entry| entry.id)
}

/// The entry of each nominee of one list; none where two of them would be one entry, since it is not known which.
pub fn entries_of(roll: &[RollEntry], nominees: &[Nominee]) -> Vec<Option<RollEntryId>> {
    let found: Vec<Option<RollEntryId>> = nominees.iter().map(|one| entry_of(roll, one)).collect();
    let once = |entry: &RollEntryId| found.iter().filter(|one| **one == Some(*entry)).count() == 1;
    found.iter().map(|one| one.filter(once)).collect()
}

/// R-ORG-03: secretary and deputy are of the elected committee, and two persons.
pub fn against_head(
    candidate: &Candidate,
    committee: Option<&[Candidate]>,
    secretary: Option<&Candidate>,
    regulation: &Regulation,
) -> Vec<Reason> {
    let ground = regulation.heads_from_committee();
    let of_committee =
        committee.is_none_or(|members| members.iter().any(|one| one.is_same_person(candidate)));
    let mut reasons = unless(of_committee, || {
        let reason =
            Reason::new("candidate_not_of_committee").with("names", candidate.full_name.as_str());
        cited(reason, ground)
    });
    let is_secretary = secretary.is_some_and(|one| one.is_same_person(candidate));
    reasons.extend(unless(!is_secretary, || {
        let reason =
            Reason::new("candidate_is_secretary").with("names", candidate.full_name.as_str());
        cited(reason, ground)
    }));
    reasons
}

/// R-DEL-04: an alternate stands in for delegates, and is none.
pub fn against_alternate(
    candidate: &Candidate,
    delegates: &[Candidate],
    regulation: &Regulation,
) -> Vec<Reason> {
    let is_delegate = delegates.iter().any(|one| one.is_same_person(candidate));
    unless(!is_delegate, || {
        let reason =
            Reason::new("candidate_is_delegate").with("names", candidate.full_name.as_str());
        cited(reason, regulation.alternates_decided())
    })
}

/// Whether enough of those attending support a name from the floor (R-EL-07); true where the regulation of the day
/// does not ask for it, as 244 did not.
pub fn is_supported(support: i64, attending: i64, regulation: &Regulation) -> bool {
    regulation
        .floor_support_percent()
        .is_none_or(|bar| bar.value.exceeded_by(support, attending))
}

/// R-EL-07: names from the floor whose support has not been asked for, where the regulation of the day wants it.
pub fn support_missing(candidates: &[Candidate], regulation: &Regulation) -> Vec<Reason> {
    let Some(bar) = regulation.floor_support_percent() else {
        return Vec::new();
    };
    let unasked = candidates.iter().filter(|one| {
        one.state.is_standing() && one.is_from_the_floor() && one.support_count.is_none()
    });
    let names = names_of(unasked);
    unless(names.is_empty(), || {
        let reason = Reason::new("candidate_support_missing")
            .with("names", names.join(", "))
            .with("percent", bar.value.hundredths());
        cited(reason, bar.ground)
    })
}

/// R-EL-08: requests to withdraw that the congress has not decided.
pub fn withdrawals_open(candidates: &[Candidate], regulation: &Regulation) -> Vec<Reason> {
    let asked = candidates
        .iter()
        .filter(|one| one.state == State::WithdrawalAsked);
    let names = names_of(asked);
    unless(names.is_empty(), || {
        let reason = Reason::new("candidate_withdrawal_open").with("names", names.join(", "));
        cited(reason, regulation.withdrawal())
    })
}

/// What the length of a list is judged by.
#[derive(Debug, Clone, Copy)]
pub struct ListFacts<'a> {
    /// What is in force on the day of the congress.
    pub regulation: &'a Regulation,
    /// The post.
    pub post: Post,
    /// Seats to be filled.
    pub seats: i64,
    /// Names on the list.
    pub listed: i64,
    /// The surplus of the list of the first ballot; none before it. What is left of that list may go on (R-RES-03).
    pub first_surplus: Option<i64>,
}

/// The most by which a list may exceed its seats; no limit for secretary and deputy.
pub fn most_surplus(facts: &ListFacts<'_>) -> Option<i64> {
    match facts.post {
        Post::BranchCommitteeMember | Post::Delegate | Post::AlternateDelegate => {
            let most = surplus_most(facts.regulation, facts.seats).value;
            Some(most.max(facts.first_surplus.unwrap_or(0)))
        }
        Post::Secretary | Post::DeputySecretary => None,
    }
}

/// R-SUR-01…03, R-SUR-07: somebody for each seat, a committee's list longer than its seats, and neither it nor one of
/// delegates too long.
pub fn against_list(facts: &ListFacts<'_>) -> Vec<Reason> {
    let reason = |code| {
        Reason::new(code)
            .with("listed", facts.listed)
            .with("seats", facts.seats)
    };
    let regulation = facts.regulation;
    let of_committee = facts.post == Post::BranchCommitteeMember;
    if of_committee && facts.listed <= facts.seats {
        return vec![cited(
            reason("list_without_surplus"),
            regulation.list_surplus(),
        )];
    }
    if facts.listed < facts.seats {
        return vec![cited(reason("list_too_short"), regulation.seats_and_list())];
    }
    let most = most_surplus(facts).unwrap_or(i64::MAX);
    unless(facts.listed - facts.seats <= most, || {
        let ground = surplus_most(regulation, facts.seats).ground;
        cited(
            reason("list_surplus_too_large").with("most", facts.seats + most),
            ground,
        )
    })
}

/// Names from the floor among those standing: whom an opinion poll is taken on (R-SUR-05).
pub fn polled(candidates: &[Candidate]) -> Vec<&Candidate> {
    candidates
        .iter()
        .filter(|one| one.state.is_standing() && one.is_from_the_floor())
        .collect()
}

/// What an opinion poll leaves on the list: the names with the most votes, as many as there is room for.
///
/// # Errors
/// Every reason: a name without votes or named twice, a name that is not polled, a tie at the last place.
pub fn kept_by_poll(
    votes: &[PollVotes],
    polled: &[&Candidate],
    room: i64,
    regulation: &Regulation,
) -> Result<Vec<CandidateId>, Vec<Reason>> {
    let ground = regulation.opinion_poll();
    let asked: BTreeSet<CandidateId> = polled.iter().map(|one| one.id).collect();
    let answered: BTreeSet<CandidateId> = votes.iter().map(|row| row.candidate_id).collect();
    if asked != answered || votes.len() != answered.len() {
        let reason = Reason::new("poll_incomplete")
            .with("names", names_of(polled.iter().copied()).join(", "));
        return Err(vec![cited(reason, ground)]);
    }
    let mut ranked = votes.to_vec();
    ranked.sort_by_key(|row| std::cmp::Reverse(row.votes));
    let places = usize::try_from(room.max(0)).unwrap_or(usize::MAX);
    let kept: Vec<PollVotes> = ranked.iter().take(places).copied().collect();
    let (last_in, first_out) = (kept.last(), ranked.get(places));
    let tied = last_in
        .zip(first_out)
        .is_some_and(|(last, first)| last.votes == first.votes);
    if tied {
        let bar = last_in.map_or(0, |last| last.votes);
        let of_tied = polled.iter().copied().filter(|one| {
            votes
                .iter()
                .any(|row| row.candidate_id == one.id && row.votes == bar)
        });
        let reason = Reason::new("poll_tied")
            .with("names", names_of(of_tied).join(", "))
            .with("votes", bar)
            .with("room", room);
        return Err(vec![cited(reason, ground)]);
    }
    Ok(kept.iter().map(|row| row.candidate_id).collect())
}

/// Candidates in the order of a list: by given name (R-LIST-01), then in the order they were put forward.
pub fn in_list_order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| (&a.name_key, a.id).cmp(&(&b.name_key, b.id)));
}

fn names_of<'a>(candidates: impl Iterator<Item = &'a Candidate>) -> Vec<&'a str> {
    candidates.map(|one| one.full_name.as_str()).collect()
}

/// The reason that says which state something is in.
pub fn in_state(code: &'static str, state: State) -> Reason {
    Reason::new(code).with("state", Arg::term("candidate-state", state))
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
