//! How many are elected to a post, and who says so (R-ORG-03…07, R-DEL-03, R-DEL-04).
//!
//! Pure.

use super::rules::Facts;
use crate::error::Reason;
use crate::personnel::model::Post;
use crate::plan::rules::unless;
use crate::regulation::{Regulation, cited};
use crate::roll::rules::{elects_committee, official_members};

/// R-ORG-03…07: what a branch of its size elects, and how many.
pub fn seats_allowed(facts: &Facts) -> Vec<Reason> {
    let regulation = &facts.regulation;
    if facts.post == Post::Delegate {
        let reason = Reason::new("delegates_not_voted");
        return vec![cited(reason, regulation.delegates_allocated())];
    }
    let voted = facts.given.as_ref().map(|given| given.seats);
    let mut reasons = unless(voted != Some(None), || {
        cited(
            Reason::new("election_seats_missing"),
            regulation.seats_and_list(),
        )
    });
    let seats = voted.flatten();
    let most = match facts.post {
        Post::BranchCommitteeMember => {
            reasons.extend(committee_allowed(official_members(&facts.roll), regulation));
            Some(regulation.branch_committee_most())
        }
        Post::Secretary => {
            reasons.extend(unless(seats.is_none_or(|seats| seats == 1), || {
                cited(
                    Reason::new("election_one_secretary"),
                    regulation.heads_from_committee(),
                )
            }));
            None
        }
        Post::DeputySecretary => Some(regulation.deputy_secretaries_most()),
        // R-DEL-04: the congress decides how many.
        Post::Delegate | Post::AlternateDelegate => None,
    };
    if let (Some(seats), Some(most)) = (seats, most) {
        reasons.extend(unless((1..=most.value).contains(&seats), || {
            let reason = Reason::new("election_seats_outside")
                .with("seats", seats)
                .with("most", most.value);
            cited(reason, most.ground)
        }));
    }
    reasons
}

/// The congress has voted the number; or, of delegates, the committee above has allocated it (R-DEL-03).
pub fn seats_known(facts: &Facts) -> Vec<Reason> {
    let regulation = &facts.regulation;
    let (known, code, ground) = match facts.post {
        Post::Delegate => (
            facts.allocated.is_some(),
            "delegates_not_allocated",
            regulation.delegates_allocated(),
        ),
        Post::AlternateDelegate => (
            facts.seats_voted,
            "election_seats_not_voted",
            regulation.alternates_decided(),
        ),
        Post::BranchCommitteeMember | Post::Secretary | Post::DeputySecretary => (
            facts.seats_voted,
            "election_seats_not_voted",
            regulation.seats_and_list(),
        ),
    };
    unless(known, || cited(Reason::new(code), ground))
}

/// R-ORG-03, R-ORG-04: from nine official members on, the exempted included (R-ORG-07), a branch elects a committee.
pub fn committee_allowed(official: i64, regulation: &Regulation) -> Vec<Reason> {
    let verdict = elects_committee(official, regulation);
    unless(verdict.elects, || {
        let reason = Reason::new("election_branch_too_small")
            .with("members", verdict.official)
            .with("from", verdict.from.value);
        cited(reason, verdict.from.ground)
    })
}
