//! The table of an election, row by row, and the worked vectors that are about its course.

use super::*;
use crate::candidate::model::{Origin, State as CandidateState};
use crate::count::model::Columns;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::election::model::{Hands, VoteForm};
use crate::error::Error;
use crate::roll::model::{Mark, RollStatus};
use crate::roll::rules::{attendance, bases};
use crate::workflow::{Decision, decide};
use strum::VariantArray;

const UNDER_244: &str = "2022-05-11";
const UNDER_190: &str = "2025-05-11";

fn entry(name: &str, status: RollStatus) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: Id::nil(),
        member_id: None,
        full_name: name.to_owned(),
        name_key: name.to_owned(),
        birth_date: None,
        status,
        mark: Mark::Present,
        arrived_at: None,
        left_at: None,
        absence_reason: None,
        absence_accepted: None,
        by_hand: false,
        struck_off: false,
        of_convening_committee: None,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn candidate(entry: &RollEntry) -> Candidate {
    Candidate {
        id: Id::new(),
        election_id: Id::nil(),
        nominee_id: None,
        roll_entry_id: Some(entry.id),
        full_name: entry.full_name.clone(),
        name_key: entry.name_key.clone(),
        birth_date: None,
        origin: Origin::CommitteeList,
        of_convening_committee: false,
        nominated_by: None,
        state: CandidateState::Standing,
        support_count: None,
        support_attending: None,
        poll_votes: None,
        manner: crate::candidate::model::Manner::Oral,
        consented: false,
        note: None,
        withdrawal_reason: None,
        withdrawal_vote: None,
        elected_in: None,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

/// A congress of so many official members, all here; the first four stand.
fn congress(post: Post, seats: i64, official: usize, day: &str) -> Facts {
    let regulation = Regulation::on(day.parse().unwrap());
    let roll: Vec<RollEntry> = (0..official)
        .map(|n| entry(&format!("Người {n:02}"), RollStatus::Official))
        .collect();
    Facts {
        regulation,
        congress: CongressState::InSession,
        post,
        seats,
        seats_voted: true,
        allocated: None,
        earlier_open: Vec::new(),
        candidates: roll.iter().take(4).map(candidate).collect(),
        committee: None,
        secretary: None,
        delegates: Vec::new(),
        rounds: Vec::new(),
        organs: OrganKind::VARIANTS.to_vec(),
        against_ballot: Vec::new(),
        counters: roll.iter().map(|entry| entry.id).collect(),
        bases: bases(&roll, &regulation),
        attendance: attendance(&roll, &regulation),
        roll,
        given: Some(Given {
            note: Some("lý do".to_owned()),
            seats: Some(seats),
            hands: Some(hands(20)),
            ..Given::default()
        }),
    }
}

fn hands(in_favour: i64) -> Hands {
    Hands {
        r#for: in_favour,
        against: 0,
        abstain: 0,
    }
}

fn given(facts: &mut Facts, change: impl FnOnce(&mut Given)) {
    change(facts.given.as_mut().unwrap());
}

fn round(facts: &Facts, kind: RoundKind, elected: &[usize], tied: &[usize]) -> Round {
    let ids = |places: &[usize]| places.iter().map(|at| facts.candidates[*at].id).collect();
    let n = i64::try_from(facts.rounds.len()).unwrap() + 1;
    let elected: Vec<_> = ids(elected);
    let unfilled = facts.unfilled() - i64::try_from(elected.len()).unwrap();
    Round {
        id: Id::new(),
        election_id: Id::nil(),
        n,
        kind,
        state: RoundState::Announced,
        seats: facts.unfilled(),
        columns: Columns::StrikeOut,
        names: AsJson(facts.standing().map(|one| one.id).collect()),
        counters: AsJson(Vec::new()),
        base: AsJson(facts.bases.election.clone()),
        present: facts.attendance.present_official,
        outcome: Some(AsJson(Outcome {
            elected,
            tied: ids(tied),
            unfilled,
        })),
        note: None,
        issued_at: "2022-05-11T03:00:00Z".parse().unwrap(),
        version: 3,
    }
}

/// A ballot has been announced.
fn announced(mut facts: Facts, kind: RoundKind, elected: &[usize], tied: &[usize]) -> Facts {
    let held = round(&facts, kind, elected, tied);
    facts.rounds.push(held);
    for at in elected {
        facts.candidates[*at].state = CandidateState::Elected;
    }
    facts
}

fn tries(state: State, step: Step, facts: &Facts) -> Vec<&'static str> {
    match decide::<ElectionProcess>(state, step, &[Seat::Branch], facts) {
        Ok(Decision { .. }) => Vec::new(),
        Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
            for reason in &reasons {
                assert!(!reason.ground.is_empty(), "{reason:?}");
            }
            reasons.iter().map(|reason| reason.code).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

const FREE: [&str; 0] = [];

fn committee(day: &str) -> Facts {
    congress(Post::BranchCommitteeMember, 3, 20, day)
}

fn secretary(day: &str) -> Facts {
    congress(Post::Secretary, 1, 20, day)
}

#[test]
fn r_org_03_and_04_a_committee_from_nine_official_members_on() {
    for (official, expected) in [(8, vec!["election_branch_too_small"]), (9, vec![])] {
        let mut facts = congress(Post::BranchCommitteeMember, 3, official, UNDER_244);
        given(&mut facts, |given| given.hands = Some(hands(8)));
        assert_eq!(tries(State::Opened, Step::VoteSeats, &facts), expected);
    }
}

#[test]
fn r_org_05_and_06_at_most_seven_on_a_committee_one_secretary_and_one_deputy() {
    for (post, seats, expected) in [
        (Post::BranchCommitteeMember, 7, None),
        (
            Post::BranchCommitteeMember,
            8,
            Some("election_seats_outside"),
        ),
        (
            Post::BranchCommitteeMember,
            0,
            Some("election_seats_outside"),
        ),
        (Post::Secretary, 1, None),
        (Post::Secretary, 2, Some("election_one_secretary")),
        (Post::DeputySecretary, 1, None),
        (Post::DeputySecretary, 2, Some("election_seats_outside")),
    ] {
        let facts = congress(post, seats, 20, UNDER_244);
        let reasons = tries(State::Opened, Step::VoteSeats, &facts);
        assert_eq!(reasons.first().copied(), expected, "{post} {seats}");
    }
}

#[test]
fn r_list_02_the_number_is_voted_by_more_than_half_of_the_base() {
    let mut facts = committee(UNDER_244);
    for (in_favour, expected) in [
        (11, vec![]),
        (10, vec!["election_motion_lost"]),
        (21, vec!["vote_exceeds_present", "vote_exceeds_base"]),
    ] {
        given(&mut facts, |given| given.hands = Some(hands(in_favour)));
        assert_eq!(
            tries(State::Opened, Step::VoteSeats, &facts),
            expected,
            "{in_favour}"
        );
    }
    given(&mut facts, |given| {
        given.hands = None;
        given.seats = None;
    });
    assert_eq!(
        tries(State::Opened, Step::VoteSeats, &facts),
        ["election_seats_missing", "election_vote_missing"]
    );
}

#[test]
fn t7_the_secretary_has_a_ballot_of_its_own_after_the_committee() {
    let mut joint = committee(UNDER_244);
    let counters = vec![joint.roll[10].id];
    given(&mut joint, |given| {
        given.counters.clone_from(&counters);
        given.with_posts = vec![Post::Secretary];
    });
    assert_eq!(
        tries(State::ListVoted, Step::IssueBallots, &joint),
        ["election_not_separate"]
    );
    let mut early = secretary(UNDER_190);
    early.earlier_open = vec![Post::BranchCommitteeMember];
    assert_eq!(
        tries(State::Opened, Step::VoteSeats, &early),
        ["election_out_of_order"]
    );
    // The highest vote in the committee makes nobody secretary: nothing leads past a ballot.
    let none_held = secretary(UNDER_190);
    for state in [State::Opened, State::ListVoted, State::Announced] {
        let reasons = tries(state, Step::Conclude, &none_held);
        assert!(
            reasons.contains(&"election_seats_unfilled"),
            "{state}: {reasons:?}"
        );
    }
}

#[test]
fn r_fv_01_persons_are_never_elected_by_hands() {
    let mut facts = secretary(UNDER_190);
    let counters = vec![facts.roll[10].id];
    given(&mut facts, |given| {
        given.counters = counters;
        given.form = Some(VoteForm::ShowOfHands);
    });
    assert_eq!(
        tries(State::ListVoted, Step::IssueBallots, &facts),
        ["election_not_secret"]
    );
}

#[test]
fn r_og_04_counters_are_official_members_and_never_on_the_list() {
    let mut facts = committee(UNDER_244);
    let probationary = entry("Người dự bị", RollStatus::Probationary);
    facts.roll.push(probationary.clone());
    for (counters, expected) in [
        (vec![], vec!["counters_missing"]),
        (vec![facts.roll[10].id, facts.roll[11].id], vec![]),
        (
            vec![facts.roll[10].id, facts.roll[0].id],
            vec!["organ_counter_on_list"],
        ),
        (
            vec![probationary.id],
            vec!["counters_not_official", "counters_not_elected"],
        ),
        (vec![Id::new()], vec!["counters_not_official"]),
    ] {
        given(&mut facts, |given| given.counters = counters);
        assert_eq!(
            tries(State::ListVoted, Step::IssueBallots, &facts),
            expected
        );
    }
    // Before the next ballot it is asked again, of those who then stand.
    let mut next = announced(committee(UNDER_244), RoundKind::First, &[0, 1], &[]);
    let (elected, left) = (next.roll[0].id, next.roll[2].id);
    given(&mut next, |given| given.counters = vec![elected]);
    assert_eq!(tries(State::ListVoted, Step::IssueBallots, &next), FREE);
    given(&mut next, |given| given.counters = vec![left]);
    assert_eq!(
        tries(State::ListVoted, Step::IssueBallots, &next),
        ["organ_counter_on_list"]
    );
}

#[test]
fn t8_three_ballots_without_a_secretary_and_there_is_no_fourth() {
    let mut facts = secretary(UNDER_244);
    for n in 1..=3 {
        facts = announced(facts, RoundKind::ReVote, &[], &[]);
        let again = tries(State::Announced, Step::VoteAgain, &facts);
        let expected: &[&str] = if n < 3 {
            &[]
        } else {
            &["election_ballots_used_up"]
        };
        assert_eq!(again, expected, "after ballot {n}");
    }
    given(&mut facts, |given| given.hands = None);
    assert_eq!(tries(State::Announced, Step::LeaveVacant, &facts), FREE);
    assert_eq!(
        facts.regulation.secretary_ballots_most().ground.rule,
        "R-POST-05"
    );
    // A ballot broken off is none.
    facts.rounds[2].state = RoundState::Void;
    given(&mut facts, |given| given.hands = Some(hands(20)));
    assert_eq!(tries(State::Announced, Step::VoteAgain, &facts), FREE);
}

#[test]
fn r_res_03_after_a_second_failure_the_congress_decides() {
    let once = announced(committee(UNDER_244), RoundKind::First, &[0, 1], &[]);
    let mut facts = once.clone();
    given(&mut facts, |given| given.hands = None);
    assert_eq!(tries(State::Announced, Step::VoteAgain, &facts), FREE);
    let mut twice = announced(facts, RoundKind::ReVote, &[], &[]);
    assert_eq!(
        tries(State::Announced, Step::VoteAgain, &twice),
        ["election_going_on_undecided"]
    );
    given(&mut twice, |given| given.hands = Some(hands(10)));
    assert_eq!(
        tries(State::Announced, Step::VoteAgain, &twice),
        ["election_motion_lost"]
    );
    given(&mut twice, |given| given.hands = Some(hands(11)));
    assert_eq!(tries(State::Announced, Step::VoteAgain, &twice), FREE);
    let (kind, seats, names) = twice.next_ballot();
    assert_eq!((kind, seats, names.len()), (RoundKind::ReVote, 1, 2));
}

#[test]
fn t9_those_tied_are_voted_on_alone_and_tied_again_the_congress_decides() {
    let mut facts = announced(committee(UNDER_244), RoundKind::First, &[0, 1], &[2, 3]);
    given(&mut facts, |given| given.hands = None);
    assert_eq!(
        tries(State::Announced, Step::VoteAgain, &facts),
        ["election_tie_first"]
    );
    assert_eq!(tries(State::Announced, Step::VoteOnTied, &facts), FREE);
    let (kind, seats, names) = facts.next_ballot();
    assert_eq!((kind, seats, names.len()), (RoundKind::TieBreak, 1, 2));
    let mut again = announced(facts, RoundKind::TieBreak, &[], &[2, 3]);
    assert_eq!(
        tries(State::Announced, Step::VoteOnTied, &again),
        ["election_tied_again"]
    );
    given(&mut again, |given| given.hands = Some(hands(20)));
    assert_eq!(tries(State::Announced, Step::VoteOnTied, &again), FREE);
    let done = announced(again, RoundKind::TieBreak, &[3], &[]);
    assert_eq!(tries(State::Announced, Step::Conclude, &done), FREE);
    assert_eq!(
        tries(State::Announced, Step::VoteOnTied, &done),
        ["election_nobody_tied"]
    );
}

#[test]
fn r_res_06_a_seat_is_left_vacant_by_the_congress_with_a_reason() {
    let mut facts = announced(committee(UNDER_244), RoundKind::First, &[0, 1], &[]);
    assert_eq!(tries(State::Announced, Step::LeaveVacant, &facts), FREE);
    given(&mut facts, |given| {
        given.hands = None;
        given.note = None;
    });
    assert_eq!(
        tries(State::Announced, Step::LeaveVacant, &facts),
        ["reason_missing", "election_vote_missing"]
    );
    let full = announced(committee(UNDER_244), RoundKind::First, &[0, 1, 2], &[]);
    assert_eq!(
        tries(State::Announced, Step::LeaveVacant, &full),
        ["election_nothing_vacant"]
    );
}

#[test]
fn r_el_07_and_08_the_list_is_voted_with_withdrawals_and_support_decided() {
    for (day, expected) in [
        (UNDER_244, vec!["candidate_withdrawal_open"]),
        (
            UNDER_190,
            vec!["candidate_withdrawal_open", "candidate_support_missing"],
        ),
    ] {
        let mut facts = committee(day);
        facts.candidates[0].state = CandidateState::WithdrawalAsked;
        facts.candidates[3].origin = Origin::Nomination;
        assert_eq!(tries(State::Settling, Step::VoteList, &facts), expected);
    }
}

#[test]
fn r_el_02_who_is_off_the_roll_or_no_official_member_is_not_voted_on() {
    let mut facts = committee(UNDER_190);
    facts.candidates[1].roll_entry_id = None;
    facts.roll[2].status = RollStatus::Probationary;
    assert_eq!(
        tries(State::Settling, Step::VoteList, &facts),
        ["candidate_off_roll", "roll_may_not_stand"]
    );
}

#[test]
fn r_quo_02_a_ballot_without_quorum_needs_its_reason() {
    let mut facts = committee(UNDER_244);
    let counters = vec![facts.roll[10].id];
    for entry in facts.roll.iter_mut().skip(12) {
        entry.mark = Mark::LeftEarly;
    }
    facts.attendance = attendance(&facts.roll, &facts.regulation);
    given(&mut facts, |given| given.counters = counters);
    assert_eq!(tries(State::ListVoted, Step::IssueBallots, &facts), FREE);
    given(&mut facts, |given| given.note = None);
    assert_eq!(
        tries(State::ListVoted, Step::IssueBallots, &facts),
        ["election_quorum_lost"]
    );
}

#[test]
fn r_sur_05_a_poll_is_taken_only_on_a_list_that_is_too_long() {
    let facts = committee(UNDER_190);
    assert_eq!(
        tries(State::Settling, Step::RecordPoll, &facts),
        ["poll_not_needed",]
    );
}

#[test]
fn nothing_is_announced_before_the_figures_stand() {
    let mut facts = announced(committee(UNDER_244), RoundKind::First, &[], &[]);
    for (state, expected) in [
        (RoundState::Counting, vec!["election_count_open"]),
        (RoundState::Differing, vec!["election_count_open"]),
        (RoundState::Agreed, vec![]),
    ] {
        facts.rounds[0].state = state;
        assert_eq!(
            tries(State::Voting, Step::Announce, &facts),
            expected,
            "{state}"
        );
        let broken = tries(State::Voting, Step::BreakOff, &facts);
        assert_eq!(broken.is_empty(), state != RoundState::Agreed, "{state}");
    }
}

#[path = "delegate_tests.rs"]
mod delegates;
