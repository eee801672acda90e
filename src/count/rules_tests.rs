//! The worked vectors and the arithmetic of a count, clause by clause.

use super::*;
use crate::count::model::InvalidBallots;
use crate::db::id::Id;
use crate::roll::model::{BaseKind, Mark, RollEntry, RollStatus};
use crate::roll::rules::{base as base_of, elects_committee, official_members};

fn on(day: &str) -> Regulation {
    Regulation::on(day.parse().unwrap())
}

pub(super) fn may_2022() -> Regulation {
    on("2022-05-11")
}

pub(super) fn names(count: usize) -> Vec<CandidateId> {
    (0..count).map(|_| Id::new()).collect()
}

pub(super) fn ballot(names: &[CandidateId], seats: i64, present: i64) -> Ballot<'_> {
    Ballot {
        columns: columns(i64::try_from(names.len()).unwrap(), seats),
        seats,
        names,
        present,
    }
}

pub(super) fn kept(id: CandidateId, votes: i64) -> CandidateVotes {
    CandidateVotes {
        candidate_id: id,
        votes: Some(votes),
        agree: None,
        disagree: None,
        not_counted: None,
    }
}

pub(super) fn boxes(
    id: CandidateId,
    agree: i64,
    disagree: i64,
    not_counted: i64,
) -> CandidateVotes {
    CandidateVotes {
        candidate_id: id,
        votes: None,
        agree: Some(agree),
        disagree: Some(disagree),
        not_counted: Some(not_counted),
    }
}

pub(super) fn minutes(issued: i64, valid: i64, candidates: Vec<CandidateVotes>) -> CountingMinutes {
    CountingMinutes {
        issued,
        returned: issued,
        valid,
        invalid: if valid < issued {
            vec![InvalidBallots {
                reason: InvalidReason::Marked,
                count: issued - valid,
            }]
        } else {
            Vec::new()
        },
        candidates,
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

pub(super) fn against(minutes: &CountingMinutes, ballot: &Ballot<'_>) -> Vec<&'static str> {
    let reasons = against_minutes(minutes, ballot, &may_2022());
    for reason in &reasons {
        assert!(
            !reason.ground.is_empty() && reason.regulation.is_some(),
            "{reason:?}"
        );
    }
    codes(&reasons)
}

/// What one candidate's votes come to.
fn elects(votes: i64, base: i64, day: &str) -> bool {
    let id = Id::new();
    let majority = on(day).majority().value;
    let outcome = outcome(RoundKind::First, 1, (base, majority), &[(id, votes)]);
    outcome.elected == [id]
}

/// A roll: so many of each status and mark.
fn roll(groups: &[(usize, RollStatus, Mark, Option<bool>)]) -> Vec<RollEntry> {
    let mut entries = Vec::new();
    for &(count, status, mark, absence_accepted) in groups {
        for _ in 0..count {
            entries.push(RollEntry {
                id: Id::new(),
                congress_id: Id::nil(),
                member_id: None,
                full_name: "Nguyễn Văn An".to_owned(),
                name_key: String::new(),
                birth_date: None,
                status,
                mark,
                arrived_at: None,
                left_at: None,
                absence_reason: None,
                absence_accepted,
                by_hand: false,
                struck_off: false,
                of_convening_committee: None,
                created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
                version: 1,
            });
        }
    }
    entries
}

#[test]
fn t1_five_of_eleven_official_members_do_not_elect() {
    let excused = |accepted| {
        roll(&[
            (10, RollStatus::Official, Mark::Present, None),
            (1, RollStatus::Official, Mark::Excused, accepted),
        ])
    };
    for (entries, expected) in [(excused(None), 11), (excused(Some(true)), 10)] {
        let base = base_of(BaseKind::Election, &entries, &may_2022());
        assert_eq!((base.base, base.more_than_half), (expected, 6));
        assert!(!elects(5, base.base, "2022-05-11"));
        assert!(elects(6, base.base, "2022-05-11"));
    }
}

#[test]
fn t2_nine_with_two_exempted_elect_a_committee_by_four_or_by_five() {
    let exempted = |mark| {
        roll(&[
            (7, RollStatus::Official, Mark::Present, None),
            (2, RollStatus::Exempted, mark, None),
        ])
    };
    for (mark, expected, half_plus) in [(Mark::Absent, 7, 4), (Mark::Present, 9, 5)] {
        let entries = exempted(mark);
        assert!(elects_committee(official_members(&entries), &may_2022()).elects);
        let base = base_of(BaseKind::Election, &entries, &may_2022());
        assert_eq!((base.base, base.more_than_half), (expected, half_plus));
        assert!(elects(half_plus, expected, "2022-05-11"));
        assert!(!elects(half_plus - 1, expected, "2022-05-11"));
    }
}

#[test]
fn t3_twenty_two_members_vote_over_twenty_and_elect_over_seventeen() {
    let entries = roll(&[
        (17, RollStatus::Official, Mark::Present, None),
        (3, RollStatus::Official, Mark::Excused, Some(true)),
        (1, RollStatus::Probationary, Mark::Present, None),
        (1, RollStatus::Probationary, Mark::Absent, None),
    ]);
    let ordinary = base_of(BaseKind::OrdinaryVote, &entries, &may_2022());
    assert_eq!(ordinary.base, 20);
    let election = base_of(BaseKind::Election, &entries, &may_2022());
    assert_eq!((election.base, election.more_than_half), (17, 9));
    assert!(!elects(8, 17, "2022-05-11") && elects(9, 17, "2022-05-11"));
}

#[test]
fn t9_two_tied_for_the_last_seat_are_voted_on_alone_and_nine_to_eight_is_enough() {
    let names = names(4);
    let majority = may_2022().majority().value;
    let votes = [
        (names[0], 20),
        (names[1], 12),
        (names[2], 12),
        (names[3], 5),
    ];
    let first = outcome(RoundKind::First, 2, (21, majority), &votes);
    assert_eq!(first.elected, [names[0]]);
    assert_eq!(first.tied, [names[1], names[2]]);
    assert_eq!(first.unfilled, 1);
    let again = [(names[1], 8), (names[2], 9)];
    let second = outcome(RoundKind::TieBreak, 1, (21, majority), &again);
    assert_eq!(second.elected, [names[2]]);
    assert_eq!((second.tied.len(), second.unfilled), (0, 0));
    let equal = [(names[1], 9), (names[2], 9)];
    let third = outcome(RoundKind::TieBreak, 1, (21, majority), &equal);
    assert_eq!(
        (third.elected.len(), third.tied.len(), third.unfilled),
        (0, 2, 1)
    );
}

#[test]
fn t10_ten_of_twenty_are_not_more_than_half() {
    for day in ["2022-05-11", "2025-05-11"] {
        assert!(!elects(10, 20, day));
        assert!(elects(11, 20, day));
    }
}

#[test]
fn r_res_01_more_people_over_half_than_seats_the_highest_win() {
    let names = names(5);
    let majority = may_2022().majority().value;
    let votes: Vec<_> = names.iter().copied().zip([20, 25, 15, 18, 16]).collect();
    let outcome = outcome(RoundKind::First, 3, (27, majority), &votes);
    assert_eq!(outcome.elected, [names[1], names[0], names[3]]);
    assert_eq!((outcome.tied.len(), outcome.unfilled), (0, 0));
}

#[test]
fn r_res_02_all_who_share_the_last_two_seats_are_voted_on_again() {
    let names = names(4);
    let majority = may_2022().majority().value;
    let votes: Vec<_> = names.iter().copied().zip([20, 16, 16, 16]).collect();
    let outcome = outcome(RoundKind::First, 3, (27, majority), &votes);
    assert_eq!(outcome.elected, [names[0]]);
    assert_eq!(outcome.tied, &names[1..]);
    assert_eq!(outcome.unfilled, 2);
}

#[test]
fn art_32_the_figures_of_a_struck_ballot_fit() {
    let names = names(4);
    let ballot = ballot(&names, 3, 27);
    let votes = |figures: [i64; 4]| {
        let rows = names.iter().copied().zip(figures);
        rows.map(|(id, votes)| kept(id, votes)).collect::<Vec<_>>()
    };
    let good = minutes(27, 26, votes([24, 22, 19, 8]));
    assert_eq!(against(&good, &ballot), [""; 0]);
    let cases: [(CountingMinutes, &[&str]); 8] = [
        (
            minutes(28, 28, votes([24, 22, 19, 8])),
            &["count_issued_over_present"],
        ),
        (
            CountingMinutes {
                issued: 25,
                ..good.clone()
            },
            &["count_returned_over_issued"],
        ),
        (
            CountingMinutes {
                valid: 25,
                ..good.clone()
            },
            &["count_ballots_unequal"],
        ),
        (
            minutes(27, 20, votes([21, 19, 12, 8])),
            &["count_votes_over_valid"],
        ),
        (
            minutes(20, 20, votes([20, 20, 19, 8])),
            &["count_votes_over_seats"],
        ),
        (
            minutes(20, 20, votes([5, 5, 5, 4])),
            &["count_votes_under_valid"],
        ),
        (
            minutes(27, 26, votes([24, 22, 19, 8])[..3].to_vec()),
            &["count_names_missing"],
        ),
        (
            CountingMinutes {
                issued: 30,
                returned: 31,
                valid: 20,
                invalid: Vec::new(),
                candidates: votes([30, 30, 30, 30]),
            },
            &[
                "count_issued_over_present",
                "count_returned_over_issued",
                "count_ballots_unequal",
                "count_votes_over_valid",
                "count_votes_over_seats",
            ],
        ),
    ];
    for (minutes, expected) in cases {
        assert_eq!(against(&minutes, &ballot), expected, "{minutes:?}");
    }
}

#[test]
fn art_32_names_stand_once_and_only_those_of_the_list() {
    let names = names(3);
    let ballot = ballot(&names[..2], 1, 27);
    let rows = vec![kept(names[0], 20), kept(names[0], 6), kept(names[2], 1)];
    assert_eq!(
        against(&minutes(27, 27, rows), &ballot),
        [
            "count_names_missing",
            "count_names_unknown",
            "count_names_twice"
        ]
    );
}

#[test]
fn art_17_without_a_surplus_the_boxes_of_each_name_make_up_the_valid_ballots() {
    let names = names(2);
    let two = ballot(&names, 2, 27);
    let good = minutes(
        27,
        26,
        vec![boxes(names[0], 24, 2, 0), boxes(names[1], 20, 4, 2)],
    );
    assert_eq!(against(&good, &two), [""; 0]);
    let short = minutes(
        27,
        26,
        vec![boxes(names[0], 24, 1, 0), boxes(names[1], 20, 4, 2)],
    );
    assert_eq!(against(&short, &two), ["count_boxes_unequal"]);
    let other = minutes(27, 26, vec![kept(names[0], 24), kept(names[1], 20)]);
    assert_eq!(against(&other, &two), ["count_votes_of_other_form"]);
    let alone = ballot(&names[..1], 1, 27);
    let uncounted = minutes(27, 26, vec![boxes(names[0], 24, 1, 1)]);
    assert_eq!(against(&uncounted, &alone), ["count_single_uncounted"]);
}

#[test]
fn art_17_a_ballot_is_invalid_for_a_reason_of_its_form() {
    let names = names(2);
    let with = |reason, candidates| CountingMinutes {
        invalid: vec![InvalidBallots { reason, count: 1 }],
        ..minutes(27, 26, candidates)
    };
    let struck = ballot(&names, 1, 27);
    let votes = || vec![kept(names[0], 20), kept(names[1], 6)];
    assert_eq!(
        against(&with(InvalidReason::TooManyNames, votes()), &struck),
        [""; 0]
    );
    assert_eq!(
        against(&with(InvalidReason::BothOrNeither, votes()), &struck),
        ["count_invalid_of_other_form"]
    );
    let alone = ballot(&names[..1], 1, 27);
    let one = || vec![boxes(names[0], 20, 6, 0)];
    assert_eq!(
        against(&with(InvalidReason::BothOrNeither, one()), &alone),
        [""; 0]
    );
    assert_eq!(
        against(&with(InvalidReason::NobodyKept, one()), &alone),
        ["count_invalid_of_other_form"]
    );
}

#[test]
fn two_entries_that_say_the_same_differently_do_not_differ() {
    let names = names(2);
    let first = minutes(
        27,
        26,
        vec![boxes(names[0], 24, 2, 0), boxes(names[1], 20, 6, 0)],
    );
    let mut second = first.clone();
    second.candidates.reverse();
    second.invalid.push(InvalidBallots {
        reason: InvalidReason::NotIssued,
        count: 0,
    });
    second.candidates[0].not_counted = None;
    assert_eq!(differences(&first, &second), []);
    assert_eq!(first.in_order().invalid, second.in_order().invalid);
}

#[test]
fn a_third_entry_settles_what_differs_and_leaves_the_rest() {
    let names = names(2);
    let entry = |valid, first, second| {
        minutes(
            27,
            valid,
            vec![kept(names[0], first), kept(names[1], second)],
        )
    };
    let (first, second) = (entry(26, 20, 6), entry(26, 19, 7));
    let figures: Vec<_> = differences(&first, &second)
        .into_iter()
        .map(|row| (row.first, row.second))
        .collect();
    assert_eq!(figures, [(Some(20), Some(19)), (Some(6), Some(7))]);
    let settle =
        |third: &CountingMinutes| codes(&against_settlement(&first, &second, third, &may_2022()));
    assert_eq!(settle(&entry(26, 19, 7)), [""; 0]);
    assert_eq!(settle(&entry(25, 19, 7)), ["count_settlement_departs"]);
}

fn member(name: &str, status: RollStatus, mark: Mark) -> RollEntry {
    RollEntry {
        full_name: name.to_owned(),
        ..roll(&[(1, status, mark, None)]).remove(0)
    }
}

#[test]
fn r_og_04_an_entry_is_that_of_a_member_of_the_committee_who_is_here_and_on_no_list() {
    let regulation = may_2022();
    let here = member("Hà", RollStatus::Official, Mark::Present);
    let gone = member("Lan", RollStatus::Official, Mark::LeftEarly);
    let probationary = member("Minh", RollStatus::Probationary, Mark::Present);
    let committee = [&here, &gone, &probationary];
    let stranger = member("Nga", RollStatus::Official, Mark::Present);
    let of = |counter: &RollEntry, list: &[Person], entered: &[RollEntryId]| {
        let named = Named {
            counter: counter.id,
            committee: &committee,
            list,
            entered,
            account: Account::default(),
        };
        let reasons = against_named(&named, &regulation);
        assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
        reasons.iter().map(|reason| reason.code).collect::<Vec<_>>()
    };
    let listed = [person(&here)];
    for (counter, list, entered, expected) in [
        (&here, &[][..], &[][..], &[][..]),
        (&here, &[], &[gone.id], &[]),
        (&stranger, &[], &[], &["counter_not_of_committee"]),
        (&gone, &[], &[], &["counter_absent"]),
        (&probationary, &[], &[], &["counter_not_official"]),
        (&here, &[], &[here.id], &["counter_entered_already"]),
        (&here, &listed, &[], &["organ_counter_on_list"]),
    ] {
        assert_eq!(
            of(counter, list, entered),
            expected,
            "{}",
            counter.full_name
        );
    }
    let nobody = Named {
        counter: here.id,
        committee: &[],
        list: &[],
        entered: &[],
        account: Account::default(),
    };
    let reasons = against_named(&nobody, &regulation);
    assert_eq!(reasons[0].code, "counter_without_committee");
    // One who is left alone to count has no second one.
    let alone = Named {
        committee: &[&here],
        entered: &[here.id],
        ..nobody
    };
    assert!(against_named(&alone, &regulation).is_empty());
}

/// Whoever has an account enters with it and nobody else does; an account that is lent out names who has none.
#[test]
fn an_account_enters_in_the_name_of_its_member_alone() {
    let people = roll(&[(3, RollStatus::Official, Mark::Present, None)]);
    let [mut one, mut other, stranger] = <[RollEntry; 3]>::try_from(people).unwrap();
    (one.member_id, other.member_id) = (Some(Id::new()), Some(Id::new()));
    let owners = [one.member_id.unwrap()];
    let own = Account {
        of: one.member_id,
        owners: &owners,
    };
    let lent = Account {
        of: None,
        owners: &owners,
    };
    assert_eq!(own.against(&one), None);
    for another in [&other, &stranger] {
        assert_eq!(own.against(another), Some("counter_of_another_account"));
        assert_eq!(lent.against(another), None);
    }
    assert_eq!(lent.against(&one), Some("counter_has_an_account"));
    let regulation = may_2022();
    let code = |account: &Account<'_>, committee: &[RollEntry]| {
        against_account(account, committee, &regulation).map(|reason| reason.code)
    };
    let both = [one.clone(), other.clone()];
    assert_eq!((code(&own, &both), code(&lent, &both)), (None, None));
    assert_eq!(
        code(&own, &both[1..]),
        Some("counter_account_not_of_committee")
    );
    assert_eq!(code(&lent, &both[..1]), Some("counters_have_accounts"));
}
