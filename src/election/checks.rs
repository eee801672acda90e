//! What each guard of the [table](super::rules) looks at, and every reason with its figures and its clause.
//!
//! Pure.

use super::model::{Given, HandVote, Hands, VoteForm};
use super::rules::{Facts, Guard, count};
use super::seats::{seats_allowed, seats_known};
use crate::candidate::model::Candidate;
use crate::candidate::rules::{
    ListFacts, against_alternate, against_head, against_list, kept_by_poll, most_surplus, polled,
    support_missing, withdrawals_open,
};
use crate::congress::model::State as CongressState;
use crate::count::model::{RoundKind, RoundState};
use crate::error::{Arg, Reason};
use crate::organ::model::{OrganKind, Person};
use crate::organ::rules::{counters_on_list, person};
use crate::personnel::model::Post;
use crate::plan::rules::unless;
use crate::regulation::{Ground, Regulation, cited};
use crate::roll::model::{Attendance, Bases, RollEntry};
use crate::roll::rules::{may_stand, may_vote};
use crate::vote::rules::{check_totals, is_adopted};

/// Every reason why a guard does not hold; none when it does.
pub fn check(guard: Guard, facts: &Facts) -> Vec<Reason> {
    let regulation = &facts.regulation;
    match guard {
        Guard::CongressInSession => unless(facts.congress == CongressState::InSession, || {
            Reason::new("election_congress_not_in_session")
        }),
        Guard::EarlierDecided => unless(facts.earlier_open.is_empty(), || {
            let reason = Reason::new("election_out_of_order")
                .with("posts", Arg::terms("post", &facts.earlier_open));
            cited(reason, regulation.separate_ballots())
        }),
        Guard::SeatsAllowed => seats_allowed(facts),
        Guard::SeatsKnown => seats_known(facts),
        Guard::MotionCarried => given(facts, |given| motion_carried(facts, given)),
        Guard::PollNeeded => poll_needed(facts),
        Guard::PollConducted => poll_conducted(facts),
        Guard::PollTells => given(facts, |given| poll_tells(facts, given)),
        Guard::WithdrawalsDecided => withdrawals_open(&facts.candidates, regulation),
        Guard::SupportAsked => support_missing(&facts.candidates, regulation),
        Guard::CandidatesEligible => candidates_eligible(facts),
        Guard::ListLength => against_list(&list_facts(facts)),
        Guard::ProgrammeReached => facts.against_ballot.clone(),
        Guard::QuorumPresent => quorum_present(facts),
        Guard::SecretBallot => given(facts, |given| {
            unless(given.form != Some(VoteForm::ShowOfHands), || {
                cited(
                    Reason::new("election_not_secret"),
                    regulation.secret_ballot(),
                )
            })
        }),
        Guard::SeparateBallot => given(facts, |given| {
            unless(given.with_posts.is_empty(), || {
                let reason = Reason::new("election_not_separate")
                    .with("posts", Arg::terms("post", &given.with_posts));
                cited(reason, regulation.separate_ballots())
            })
        }),
        Guard::CountersNamed => given(facts, |given| counters_named(facts, given)),
        Guard::CountersNotListed => given(facts, |given| counters_not_listed(facts, given)),
        Guard::BallotsLeft => ballots_left(facts),
        Guard::CountOpen => unless(
            facts.last().is_some_and(|round| {
                matches!(round.state, RoundState::Counting | RoundState::Differing)
            }),
            || Reason::new("election_count_stands"),
        ),
        Guard::CountAgreed => unless(
            facts
                .last()
                .is_some_and(|round| round.state == RoundState::Agreed),
            || {
                cited(
                    Reason::new("election_count_open"),
                    regulation.count_of_ballots(),
                )
            },
        ),
        Guard::SeatsFilled => seats_filled(facts),
        Guard::SeatsShort => seats_short(facts),
        Guard::TieStands => unless(is_tied(facts), || {
            cited(Reason::new("election_nobody_tied"), regulation.tie())
        }),
        Guard::GoingOnDecided => going_on_decided(facts),
        Guard::TieGoingOnDecided => tie_going_on_decided(facts),
        Guard::SeatsUnfilled => unless(facts.unfilled() > 0, || {
            cited(
                Reason::new("election_nothing_vacant"),
                regulation.shortfall(),
            )
        }),
        Guard::ReasonGiven => given(facts, |given| {
            let said = given
                .note
                .as_deref()
                .is_some_and(|note| !note.trim().is_empty());
            unless(said, || Reason::new("reason_missing"))
        }),
        Guard::VacancyDecided => given(facts, |given| {
            // R-POST-05: after the last ballot there is nothing left to decide; what was put to the vote all the same counts.
            if !has_ballots_left(facts) && given.hands.is_none() {
                return Vec::new();
            }
            motion_carried(facts, given)
        }),
    }
}

fn given(facts: &Facts, check: impl FnOnce(&Given) -> Vec<Reason>) -> Vec<Reason> {
    facts.given.as_ref().map(check).unwrap_or_default()
}

/// The hands, measured against the base of ordinary votes as of now.
pub fn hand_vote(hands: Hands, bases: &Bases, attendance: &Attendance) -> HandVote {
    HandVote {
        hands,
        present: attendance.present_official,
        base: bases.ordinary_vote.clone(),
        carried: is_adopted(hands.totals(), &bases.ordinary_vote),
    }
}

/// Every reason why hands cannot have been raised so, as with every vote.
pub fn against_hands(
    hands: Hands,
    bases: &Bases,
    attendance: &Attendance,
    regulation: &Regulation,
) -> Vec<Reason> {
    let reasons = check_totals(
        hands.totals(),
        &bases.ordinary_vote,
        attendance.present_official,
    );
    let ground = regulation.official_members_vote();
    reasons
        .into_iter()
        .map(|reason| cited(reason, ground))
        .collect()
}

fn motion_carried(facts: &Facts, given: &Given) -> Vec<Reason> {
    let regulation = &facts.regulation;
    let Some(hands) = given.hands else {
        return vec![cited(
            Reason::new("election_vote_missing"),
            regulation.seats_and_list(),
        )];
    };
    let mut reasons = quorum_present(facts);
    reasons.extend(against_hands(
        hands,
        &facts.bases,
        &facts.attendance,
        regulation,
    ));
    let vote = hand_vote(hands, &facts.bases, &facts.attendance);
    reasons.extend(unless(vote.carried, || {
        let reason = Reason::new("election_motion_lost")
            .with("for", hands.r#for)
            .with("base", vote.base.base)
            .with("needed", vote.base.more_than_half);
        cited(reason, regulation.ordinary_majority().ground)
    }));
    reasons
}

/// What the length of the list is judged by.
pub fn list_facts(facts: &Facts) -> ListFacts<'_> {
    ListFacts {
        regulation: &facts.regulation,
        post: facts.post,
        seats: facts.unfilled(),
        listed: count(facts.standing()),
        first_surplus: facts.first_surplus(),
    }
}

/// R-EL-10: the poll is no ballot of the counting committee; the presidium runs it with the secretariat.
fn poll_conducted(facts: &Facts) -> Vec<Reason> {
    let missing: Vec<OrganKind> = [OrganKind::Presidium, OrganKind::Secretariat]
        .into_iter()
        .filter(|kind| !facts.organs.contains(kind))
        .collect();
    unless(missing.is_empty(), || {
        let reason =
            Reason::new("poll_without_presidium").with("organs", Arg::terms("organ", &missing));
        cited(reason, facts.regulation.opinion_poll())
    })
}

fn poll_needed(facts: &Facts) -> Vec<Reason> {
    let list = list_facts(facts);
    let is_over = most_surplus(&list).is_some_and(|most| list.listed - list.seats > most);
    unless(is_over, || {
        let reason = Reason::new("poll_not_needed")
            .with("listed", list.listed)
            .with("seats", list.seats);
        cited(reason, facts.regulation.opinion_poll())
    })
}

/// How many of those polled the list has room for.
pub fn room_on_list(facts: &Facts) -> i64 {
    let list = list_facts(facts);
    let asked = count(polled(&facts.candidates).into_iter());
    let most = most_surplus(&list).unwrap_or(i64::MAX);
    list.seats
        .saturating_add(most)
        .saturating_sub(list.listed - asked)
}

/// Nobody in a poll has more voices than there are people here.
fn poll_tells(facts: &Facts, given: &Given) -> Vec<Reason> {
    let asked = polled(&facts.candidates);
    let here = facts.attendance.attending();
    let mut reasons = unless(given.poll.iter().all(|row| row.votes <= here), || {
        let reason = Reason::new("poll_over_attending").with("attending", here);
        cited(reason, facts.regulation.opinion_poll())
    });
    let told = kept_by_poll(&given.poll, &asked, room_on_list(facts), &facts.regulation);
    reasons.extend(told.err().unwrap_or_default());
    reasons
}

fn candidates_eligible(facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for candidate in facts.standing() {
        let entry = on_roll(&facts.roll, candidate);
        reasons.extend(match entry {
            None => vec![off_roll(candidate, &facts.regulation)],
            Some(entry) => may_stand(entry, &facts.regulation)
                .err()
                .into_iter()
                .collect(),
        });
        reasons.extend(against_head(
            candidate,
            facts.committee.as_deref(),
            facts.secretary.as_ref(),
            &facts.regulation,
        ));
        reasons.extend(against_alternate(
            candidate,
            &facts.delegates,
            &facts.regulation,
        ));
    }
    reasons
}

fn off_roll(candidate: &Candidate, regulation: &Regulation) -> Reason {
    let reason = Reason::new("candidate_off_roll").with("names", candidate.full_name.as_str());
    cited(reason, regulation.official_members_stand())
}

fn on_roll<'a>(roll: &'a [RollEntry], candidate: &Candidate) -> Option<&'a RollEntry> {
    roll.iter()
        .find(|entry| Some(entry.id) == candidate.roll_entry_id && !entry.struck_off)
}

/// R-QUO-02: counted again before a vote and before a ballot; without it, only with a reason that is kept.
fn quorum_present(facts: &Facts) -> Vec<Reason> {
    let noted = facts
        .given
        .as_ref()
        .is_some_and(|given| given.note.is_some());
    unless(facts.attendance.quorum_reached || noted, || {
        let quorum = facts.regulation.quorum();
        let reason = Reason::new("election_quorum_lost")
            .with("present", facts.attendance.present_official)
            .with("summoned", facts.attendance.summoned_official)
            .with("needed", facts.attendance.quorum_needed);
        cited(reason, quorum.ground)
    })
}

/// R-OG-04: somebody counts, and they are official members of the branch whom the congress has elected to count.
fn counters_named(facts: &Facts, given: &Given) -> Vec<Reason> {
    let ground = facts.regulation.counting_committee();
    if given.counters.is_empty() {
        return vec![cited(Reason::new("counters_missing"), ground)];
    }
    let entries = given
        .counters
        .iter()
        .map(|id| facts.roll.iter().find(|entry| entry.id == *id));
    let unfit = entries
        .filter(|entry| entry.is_none_or(|entry| may_vote(entry, &facts.regulation).is_err()));
    let unfit = count(unfit);
    let mut reasons = unless(unfit == 0, || {
        cited(
            Reason::new("counters_not_official").with("count", unfit),
            ground,
        )
    });
    let others: Vec<&str> = facts
        .roll
        .iter()
        .filter(|entry| given.counters.contains(&entry.id) && !facts.counters.contains(&entry.id))
        .map(|entry| entry.full_name.as_str())
        .collect();
    reasons.extend(unless(others.is_empty(), || {
        cited(
            Reason::new("counters_not_elected").with("names", others.join(", ")),
            ground,
        )
    }));
    let away: Vec<&str> = facts
        .roll
        .iter()
        .filter(|entry| given.counters.contains(&entry.id) && !entry.mark.is_here())
        .map(|entry| entry.full_name.as_str())
        .collect();
    reasons.extend(unless(away.is_empty(), || {
        cited(
            Reason::new("counters_absent").with("names", away.join(", ")),
            ground,
        )
    }));
    reasons
}

/// R-OG-04: before every ballot.
fn counters_not_listed(facts: &Facts, given: &Given) -> Vec<Reason> {
    let (_, _, names) = facts.next_ballot();
    let list: Vec<Person> = names.into_iter().map(Candidate::person).collect();
    let counters: Vec<Person> = facts
        .roll
        .iter()
        .filter(|entry| given.counters.contains(&entry.id))
        .map(person)
        .collect();
    counters_on_list(&counters, &list, &facts.regulation)
}

fn has_ballots_left(facts: &Facts) -> bool {
    facts.post != Post::Secretary
        || count(facts.ballots()) < facts.regulation.secretary_ballots_most().value
}

/// R-POST-05: after three ballots without a secretary the committee above appoints.
fn ballots_left(facts: &Facts) -> Vec<Reason> {
    unless(has_ballots_left(facts), || {
        let most = facts.regulation.secretary_ballots_most();
        cited(
            Reason::new("election_ballots_used_up").with("most", most.value),
            most.ground,
        )
    })
}

/// Whether the clause lets this be left out, with the reason that comes with the step.
fn left_out(ground: Ground, given: &Given) -> bool {
    let said = given.note.as_deref().unwrap_or_default();
    ground.may_be_left_out(!said.trim().is_empty())
}

fn is_tied(facts: &Facts) -> bool {
    facts
        .last_outcome()
        .is_some_and(|outcome| !outcome.tied.is_empty())
}

fn seats_filled(facts: &Facts) -> Vec<Reason> {
    unless(facts.unfilled() == 0, || {
        let reason = Reason::new("election_seats_unfilled")
            .with("filled", facts.filled())
            .with("seats", facts.seats);
        cited(reason, facts.regulation.majority().ground)
    })
}

fn seats_short(facts: &Facts) -> Vec<Reason> {
    let ground = facts.regulation.shortfall();
    let mut reasons = unless(facts.unfilled() > 0, || {
        cited(Reason::new("election_nothing_vacant"), ground)
    });
    reasons.extend(unless(!is_tied(facts), || {
        cited(Reason::new("election_tie_first"), facts.regulation.tie())
    }));
    reasons
}

/// R-RES-03: after ballots that left seats unfilled, the congress itself decides whether there is another.
fn going_on_decided(facts: &Facts) -> Vec<Reason> {
    let without = facts.regulation.ballots_without_decision();
    given(facts, |given| {
        let asked = count(facts.ballots()) >= without.value;
        match given.hands {
            None if asked && !left_out(without.ground, given) => {
                let reason = Reason::new("election_going_on_undecided")
                    .with("ballots", count(facts.ballots()));
                vec![cited(reason, without.ground)]
            }
            None => Vec::new(),
            Some(_) => motion_carried(facts, given),
        }
    })
}

/// R-RES-02: tied again, the congress decides whether to go on.
fn tie_going_on_decided(facts: &Facts) -> Vec<Reason> {
    let again = facts
        .last()
        .is_some_and(|round| round.kind == RoundKind::TieBreak);
    given(facts, |given| match given.hands {
        None if again && !left_out(facts.regulation.tie(), given) => {
            vec![cited(
                Reason::new("election_tied_again"),
                facts.regulation.tie(),
            )]
        }
        None => Vec::new(),
        Some(_) => motion_carried(facts, given),
    })
}
