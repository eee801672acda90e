//! Ordinary votes held against the clauses, and against any roll and any totals.

use proptest::prelude::*;

use super::*;
use crate::db::id::Id;
use crate::roll::model::{Mark, RollEntry, RollStatus};
use crate::roll::rules::{attendance, bases};

fn entry(status: RollStatus, mark: Mark) -> RollEntry {
    RollEntry {
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
        absence_accepted: None,
        by_hand: false,
        struck_off: false,
        of_convening_committee: None,
        created_at: "2022-05-11T00:00:00Z".parse().unwrap(),
        version: 1,
    }
}

/// So many official members of whom so many are here.
fn roll(summoned: usize, present: usize) -> Vec<RollEntry> {
    (0..summoned)
        .map(|at| {
            let mark = if at < present {
                Mark::Present
            } else {
                Mark::Absent
            };
            entry(RollStatus::Official, mark)
        })
        .collect()
}

fn standing(entries: &[RollEntry]) -> Standing {
    let regulation = Regulation::on("2022-05-11".parse().unwrap());
    Standing {
        congress: State::InSession,
        base: bases(entries, &regulation).ordinary_vote,
        attendance: attendance(entries, &regulation),
        quorum: regulation.quorum(),
        ground: regulation.ordinary_base(),
    }
}

fn told(for_: i64, against: i64, abstain: i64) -> Told {
    Totals {
        for_,
        against,
        abstain,
    }
    .into()
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn r_1_2_adopted_means_more_than_half_of_all_who_were_summoned() {
    // Vector T3: 20 official members, 3 of them away with good reason. The base of a vote is 20, not 17.
    let mut entries = roll(17, 17);
    for _ in 0..3 {
        entries.push(RollEntry {
            absence_accepted: Some(true),
            ..entry(RollStatus::Official, Mark::Excused)
        });
    }
    let standing = standing(&entries);
    assert_eq!(standing.base.base, 20);
    for (for_, adopted) in [(17, true), (11, true), (10, false), (9, false)] {
        let totals = told(for_, 0, 0).totals;
        assert_eq!(is_adopted(totals, &standing.base), adopted, "{for_} of 20");
    }
    assert!(!is_adopted(told(0, 0, 0).totals, &self::standing(&[]).base));
}

#[test]
fn no_more_hands_are_counted_than_are_in_the_room() {
    let standing = standing(&roll(30, 27));
    for (totals, expected) in [
        ((27, 0, 0), vec![]),
        ((20, 5, 2), vec![]),
        ((20, 5, 1), vec![]),
        ((20, 5, 3), vec!["vote_exceeds_present"]),
        ((28, -1, 0), vec!["vote_negative"]),
        (
            (i64::MAX, i64::MAX, 0),
            vec!["vote_exceeds_present", "vote_exceeds_base"],
        ),
    ] {
        let told = told(totals.0, totals.1, totals.2);
        let reasons = against_recording(&told, &standing);
        assert_eq!(codes(&reasons), expected, "{totals:?}");
        let grounded = |reason: &Reason| !reason.ground.is_empty() && reason.regulation.is_some();
        assert!(reasons.iter().all(grounded), "{reasons:?}");
    }
}

#[test]
fn r_quo_02_without_a_quorum_a_vote_needs_a_reason_which_is_kept() {
    let standing = standing(&roll(30, 19));
    assert!(!standing.attendance.quorum_reached);
    let reasons = against_recording(&told(19, 0, 0), &standing);
    assert_eq!(codes(&reasons), ["vote_without_quorum"]);
    assert_eq!(reasons[0].ground, "Điều 11");
    for (note, allowed) in [("Hai đồng chí ra ngoài", true), ("  ", false)] {
        let told = Told {
            note: Some(note.to_owned()),
            ..told(19, 0, 0)
        };
        assert_eq!(against_recording(&told, &standing).is_empty(), allowed);
    }
}

#[test]
fn before_there_is_a_roll_no_reason_makes_up_for_it() {
    let standing = standing(&roll(0, 0));
    let told = Told {
        note: Some("Chưa kịp lập danh sách".to_owned()),
        ..told(0, 0, 0)
    };
    let reasons = quorum_or_reason(&told, &standing);
    assert_eq!(codes(&reasons), ["vote_before_the_roll"]);
}

#[test]
fn every_reason_is_told_at_once() {
    let standing = Standing {
        congress: State::Convened,
        ..standing(&roll(30, 19))
    };
    assert_eq!(
        codes(&against_recording(&told(31, 0, 0), &standing)),
        [
            "day_congress_not_in_session",
            "vote_without_quorum",
            "vote_exceeds_present",
            "vote_exceeds_base",
        ]
    );
}

#[test]
fn what_is_kept_elsewhere_is_voted_on_there() {
    use crate::vote::model::{PutToVote, VoteSubject};
    use strum::VariantArray;
    for subject in VoteSubject::VARIANTS {
        let expected: &[&str] = match subject {
            VoteSubject::Programme | VoteSubject::WorkingRules => &[],
            VoteSubject::Other => &["vote_question_missing"],
            VoteSubject::Organ
            | VoteSubject::NumberToElect
            | VoteSubject::BallotList
            | VoteSubject::Withdrawal
            | VoteSubject::Target
            | VoteSubject::Document => &["vote_subject_elsewhere"],
        };
        let reasons = against_putting(&PutToVote::the(*subject));
        assert_eq!(codes(&reasons), expected, "{subject}");
    }
    let worded = PutToVote {
        wording: Some("Tổ chức đại hội trong một buổi".to_owned()),
        ..PutToVote::the(VoteSubject::Other)
    };
    assert!(against_putting(&worded).is_empty());
}

proptest! {
    /// For any roll and any totals: adopted ⇔ 2·for > base, and nothing is accepted that cannot be.
    #[test]
    fn adopted_is_strictly_more_than_half_and_what_is_accepted_adds_up(
        marks in prop::collection::vec((0_usize..7, 0_usize..6), 0..40),
        totals in (-2_i64..45, -2_i64..45, -2_i64..45),
    ) {
        use strum::VariantArray;
        let entries: Vec<RollEntry> = marks
            .iter()
            .map(|(status, mark)| entry(RollStatus::VARIANTS[*status], Mark::VARIANTS[*mark]))
            .collect();
        let standing = standing(&entries);
        let told = told(totals.0, totals.1, totals.2);
        let base = standing.base.base;
        prop_assert_eq!(
            is_adopted(told.totals, &standing.base),
            base > 0 && 2 * totals.0 > base
        );
        if against_recording(&told, &standing).is_empty() {
            prop_assert!(totals.0 >= 0 && totals.1 >= 0 && totals.2 >= 0);
            prop_assert!(told.totals.sum() <= standing.attendance.present_official);
            prop_assert!(told.totals.sum() <= base);
            prop_assert!(standing.attendance.quorum_reached);
        }
    }
}

#[test]
fn what_is_adopted_is_voted_on_again_only_to_put_right_what_was_recorded() {
    let again = told(19, 0, 0);
    assert!(not_yet_adopted(VoteSubject::Programme, false, &again).is_empty());
    let reasons = not_yet_adopted(VoteSubject::Programme, true, &again);
    assert_eq!(codes(&reasons), ["vote_already_adopted"]);
    let explained = Told {
        note: Some("Ghi nhầm số phiếu".to_owned()),
        ..again
    };
    assert!(not_yet_adopted(VoteSubject::Programme, true, &explained).is_empty());
}
