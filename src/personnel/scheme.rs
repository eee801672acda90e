//! What a personnel scheme must be: the seats a branch may fill (R-ORG-03…06) and the lists for them
//! (R-SUR-01…04, R-SUR-07). Pure.

use super::facts::{Facts, count};
use super::model::Post;
use crate::error::{Arg, Reason};
use crate::nominee::model::Nominee;
use crate::nominee::rules::{PROCESS, service_left};
use crate::plan::rules::unless;
use crate::regulation::{Cited, Percent, Regulation, cited};

/// Secretary and deputy come from among the branch committee (R-ORG-03).
pub const HEADS_FROM_COMMITTEE: &str = "Điều lệ Đảng, Điều 24, khoản 4";

/// The posts whose holders come from among the branch committee.
pub const HEADS: [Post; 2] = [Post::Secretary, Post::DeputySecretary];

/// R-ORG-03…06: what a branch of its size elects.
pub fn seats_allowed(facts: &Facts) -> Vec<Reason> {
    if facts.seats.is_empty() {
        return vec![Reason::new("personnel_seats_missing").on(PROCESS)];
    }
    let regulation = &facts.regulation;
    let committee = facts.seats_of(Post::BranchCommitteeMember);
    let from = regulation.branch_committee_from();
    let most = regulation.branch_committee_most();
    let deputies = regulation.deputy_secretaries_most();
    let mut reasons = unless(facts.seats_of(Post::Secretary) == 1, || {
        Reason::new("personnel_one_secretary").on(HEADS_FROM_COMMITTEE)
    });
    if let Some(members) = facts
        .official_members
        .filter(|_| committee > 0 && !elects_committee(facts))
    {
        let reason = Reason::new("personnel_branch_too_small")
            .with("members", members)
            .with("from", from.value);
        reasons.push(cited(reason, from.ground));
    }
    reasons.extend(unless(committee <= most.value, || {
        let reason = Reason::new("personnel_committee_too_large")
            .with("seats", committee)
            .with("most", most.value);
        cited(reason, most.ground)
    }));
    let deputy_seats = facts.seats_of(Post::DeputySecretary);
    reasons.extend(unless(deputy_seats <= deputies.value, || {
        let reason = Reason::new("personnel_deputies_too_many")
            .with("seats", deputy_seats)
            .with("most", deputies.value);
        cited(reason, deputies.ground)
    }));
    reasons
}

/// Whether the branch is large enough for a committee, as far as its members are known (R-ORG-03, R-ORG-04).
pub fn elects_committee(facts: &Facts) -> bool {
    let from = facts.regulation.branch_committee_from().value;
    facts.official_members.is_none_or(|members| members >= from)
}

/// The most by which the committee's list may exceed its seats. Where thirty percent of very few seats round down
/// to nobody, it is one: the list must exceed the seats (R-SUR-01).
pub fn surplus_most(regulation: &Regulation, seats: i64) -> Cited<i64> {
    regulation.surplus_limit(seats).map(|most| most.max(1))
}

/// R-SUR-01…03, R-SUR-07: there is somebody for each post, with the surplus that must be and no more.
pub fn lists_filled(facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for seat in &facts.seats {
        let listed = count(facts.list_of(seat.post));
        reasons.extend(match seat.post {
            Post::BranchCommitteeMember => committee_list(facts, seat.count, listed),
            // R-SUR-07: one candidate is enough for a single post.
            Post::Secretary | Post::DeputySecretary | Post::Delegate | Post::AlternateDelegate => {
                unless(listed >= seat.count, || {
                    Reason::new("personnel_nominees_missing")
                        .with("post", Arg::term("post", seat.post))
                        .with("listed", listed)
                        .with("seats", seat.count)
                        .on(PROCESS)
                })
            }
        });
    }
    let without_seats: Vec<Post> = Post::OF_BRANCH
        .into_iter()
        .filter(|post| facts.seats_of(*post) == 0 && facts.list_of(*post).next().is_some())
        .collect();
    reasons.extend(unless(without_seats.is_empty(), || {
        Reason::new("personnel_nominees_without_seats")
            .with("posts", Arg::terms("post", &without_seats))
            .on(PROCESS)
    }));
    reasons
}

/// R-SUR-01…03.
fn committee_list(facts: &Facts, seats: i64, listed: i64) -> Vec<Reason> {
    let most = surplus_most(&facts.regulation, seats);
    let reason = |code| {
        Reason::new(code)
            .with("listed", listed)
            .with("seats", seats)
            .with("most", seats + most.value)
    };
    if listed <= seats {
        return vec![cited(
            reason("personnel_surplus_missing"),
            facts.regulation.surplus_percent_most().ground,
        )];
    }
    unless(listed - seats <= most.value, || {
        cited(reason("personnel_surplus_too_large"), most.ground)
    })
}

/// R-ORG-03: nominees for secretary and deputy are also nominees for the branch committee, where there is one.
pub fn heads_on_committee_list(facts: &Facts) -> Vec<Reason> {
    if facts.seats_of(Post::BranchCommitteeMember) == 0 {
        return Vec::new();
    }
    let heads = facts
        .nominees
        .iter()
        .filter(|nominee| is_off_committee_list(nominee, facts));
    let off_list: Vec<&str> = heads.map(|head| head.full_name.as_str()).collect();
    unless(off_list.is_empty(), || {
        Reason::new("personnel_head_off_committee_list")
            .with("names", off_list.join(", "))
            .on(HEADS_FROM_COMMITTEE)
    })
}

/// Those of whom one or more must give way before the scheme can go up: the whole list of the committee where it is too
/// long, those for whose post nobody is elected, heads who are not put forward for the committee, and those whose
/// service is too short where the plan makes that a bar.
pub fn may_give_way(facts: &Facts) -> Vec<&Nominee> {
    let seats = facts.seats_of(Post::BranchCommitteeMember);
    let listed = count(facts.list_of(Post::BranchCommitteeMember));
    let most = surplus_most(&facts.regulation, seats).value;
    let too_long = seats > 0 && listed - seats > most;
    let is_in_the_way = |nominee: &&Nominee| {
        let of_committee = nominee.post == Post::BranchCommitteeMember;
        (of_committee && too_long)
            || nominee.post.is_of_branch() && facts.seats_of(nominee.post) == 0
            || is_off_committee_list(nominee, facts)
            || is_short(nominee, facts)
    };
    facts.nominees.iter().filter(is_in_the_way).collect()
}

fn is_off_committee_list(nominee: &Nominee, facts: &Facts) -> bool {
    let mut committee = facts.list_of(Post::BranchCommitteeMember);
    facts.seats_of(Post::BranchCommitteeMember) > 0
        && HEADS.contains(&nominee.post)
        && !committee.any(|member| member.is_same_person(nominee))
}

fn is_short(nominee: &Nominee, facts: &Facts) -> bool {
    let refused = !facts.short_service.is_empty() && nominee.salaried;
    refused && !service_left(nominee, &facts.regulation).is_enough()
}

/// What is pointed out about the seats and the list, never blocking: R-ORG-05 (an odd number), R-ORG-07 (a branch
/// of nine may still elect only its heads), R-SUR-04 (ten to fifteen percent of surplus).
pub fn warnings(facts: &Facts) -> Vec<Reason> {
    let regulation = &facts.regulation;
    let committee = facts.seats_of(Post::BranchCommitteeMember);
    let from = regulation.branch_committee_from();
    let mut warnings = unless(committee == 0 || committee % 2 == 1, || {
        let most = regulation.branch_committee_most();
        cited(Reason::new("personnel_committee_even"), most.ground).with("seats", committee)
    });
    let elects_none = committee == 0 && !facts.seats.is_empty();
    if let Some(members) = facts
        .official_members
        .filter(|members| *members >= from.value && elects_none)
    {
        let reason = Reason::new("personnel_committee_expected")
            .with("members", members)
            .with("from", from.value);
        warnings.push(cited(reason, from.ground));
    }
    let surplus = count(facts.list_of(Post::BranchCommitteeMember)) - committee;
    let prepared = regulation.prepared_surplus_percent();
    let over = committee > 0
        && surplus > 1
        && Percent::new(prepared.value.most).exceeded_by(surplus, committee);
    warnings.extend(unless(!over, || {
        cited(
            Reason::new("personnel_surplus_over_prepared"),
            prepared.ground,
        )
        .with("surplus", surplus)
        .with("least", prepared.value.least)
        .with("most", prepared.value.most)
    }));
    warnings
}
