//! R-POST-07 and R-RES-06: how a post falls vacant after the congress, and by whom and with what it is filled.

use super::*;
use crate::db::id::Id;
use crate::result::model::{Outcome, PostChange};
use crate::result::rules::awaits;
use crate::roll::model::{Mark, RollStatus};

const LEFT_ON: &str = "2022-08-01";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn regulation() -> Regulation {
    Regulation::on(day("2022-05-11"))
}

fn post(kind: Post, person: Option<&str>, outcome: Outcome) -> CongressPost {
    CongressPost {
        id: Id::new(),
        post: kind,
        person_name: person.map(ToOwned::to_owned),
        outcome,
        note: None,
        appointment: None,
        changes: Vec::new(),
        awaits: awaits(kind, outcome, None, &[]),
    }
}

fn changed(mut post: CongressPost, change: Change, name: &str) -> CongressPost {
    post.changes.push(PostChange {
        post_id: post.id,
        change,
        person_name: name.to_owned(),
        roll_entry_id: None,
        cause: None,
        effective_on: day(LEFT_ON),
        votes: None,
        base: None,
        decision: "15/QĐ".to_owned(),
        decision_on: None,
        recorded_at: "2022-08-02T01:00:00Z".parse().unwrap(),
    });
    post.awaits = awaits(post.post, post.outcome, None, &post.changes);
    post
}

/// A committee of two; its secretary is An. The second seat is Bình's.
fn committee() -> Vec<CongressPost> {
    use Outcome::Recognised;
    vec![
        post(
            Post::BranchCommitteeMember,
            Some("Nguyễn Văn An"),
            Recognised,
        ),
        post(
            Post::BranchCommitteeMember,
            Some("Trần Thị Bình"),
            Recognised,
        ),
        post(Post::Secretary, Some("Nguyễn Văn An"), Recognised),
    ]
}

fn entry(name: &str, status: RollStatus) -> crate::roll::model::RollEntry {
    crate::roll::model::RollEntry {
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

fn filling(post: &CongressPost, by: FilledBy) -> Filling {
    Filling {
        post_id: post.id,
        by,
        person_name: None,
        elected_on: None,
        votes: None,
        base: None,
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

fn against(
    filling: &Filling,
    appointee: Option<RollEntryId>,
    posts: &[CongressPost],
    roll: &[crate::roll::model::RollEntry],
) -> Vec<&'static str> {
    let among = Appointing {
        committee: Vec::new(),
        roll: roll.to_vec(),
    };
    let days = (Some(day("2022-05-12")), day("2022-09-01"));
    codes(&filling_fit(
        Some(filling),
        appointee,
        (posts, &among),
        days,
        &regulation(),
    ))
}

#[test]
fn without_a_word_on_the_post_nothing_is_filled() {
    let among = Appointing {
        committee: Vec::new(),
        roll: Vec::new(),
    };
    let days = (Some(day("2022-05-12")), day("2022-09-01"));
    let reasons = filling_fit(None, None, (&committee(), &among), days, &regulation());
    assert_eq!(codes(&reasons), ["filling_missing"]);
}

#[test]
fn r_post_07_retirement_transfer_and_resignation_end_a_post_and_a_temporary_transfer_does_not() {
    use LeavingCause::*;
    let posts = committee();
    for (cause, on, expected) in [
        (Retirement, LEFT_ON, &[][..]),
        (Transfer, LEFT_ON, &[]),
        (Resignation, "2022-08-02", &["leaving_day_ahead"]),
        (
            TemporaryTransfer,
            LEFT_ON,
            &["temporary_transfer_keeps_post"],
        ),
    ] {
        let leaving = Leaving {
            post_id: posts[1].id,
            cause,
            on: day(on),
            decision: "Quyết định số 15/QĐ".to_owned(),
        };
        let allowed = |reason_given, regulation: Regulation| {
            leaving_allowed((Some(&leaving), reason_given), day(LEFT_ON), &regulation)
        };
        let reasons = allowed(false, regulation());
        assert_eq!(codes(&reasons), expected, "{cause}");
        assert!(reasons.iter().all(|reason| reason.ground.contains("16")));
        assert_eq!(post_held(&posts, Some(&leaving), &regulation()), []);
        if cause == TemporaryTransfer {
            // The text of 2021 was not at hand: a reason that is kept lets it pass; 294-QĐ/TW states it.
            assert_eq!(codes(&allowed(true, regulation())), [""; 0]);
            let now = allowed(true, Regulation::on(day("2025-09-01")));
            assert_eq!(codes(&now), expected);
        }
    }
    let now = Regulation::on(day("2025-09-01")).leaving_office();
    assert!(now.clause.contains("16.4") && now.text.starts_with("294"));
}

#[test]
fn r_post_07_whoever_leaves_the_committee_is_no_longer_its_secretary() {
    let posts = committee();
    let ended: Vec<_> = posts_ended(&posts, posts[0].id)
        .iter()
        .map(|post| post.id)
        .collect();
    assert_eq!(ended, [posts[0].id, posts[2].id]);
    let ended = posts_ended(&posts, posts[2].id);
    assert_eq!(ended.len(), 1, "the secretary alone steps down");
    assert_eq!(posts_ended(&posts, posts[1].id).len(), 1);
}

#[test]
fn a_post_is_vacant_from_the_day_its_holder_left_until_it_is_filled() {
    let held = committee().remove(1);
    assert_eq!(held.awaits, None);
    let left = changed(held, Change::Left, "Trần Thị Bình");
    assert_eq!(
        (left.holder(), left.awaits),
        (None, Some(Awaits::ByElection))
    );
    assert!(has_left("Trần Thị Bình", std::slice::from_ref(&left)));
    let filled = changed(left, Change::Appointed, "Lê Văn Cường");
    assert_eq!(
        (filled.holder(), filled.awaits),
        (Some("Lê Văn Cường"), None)
    );
}

#[test]
fn r_res_06_only_a_vacant_post_is_filled_and_not_the_one_of_a_secretary_to_be_appointed() {
    let vacant = post(Post::BranchCommitteeMember, None, Outcome::LeftVacant);
    let secretary = post(Post::Secretary, None, Outcome::LeftVacant);
    let posts = [vacant, secretary];
    let of = |post: &CongressPost| {
        let filling = filling(post, FilledBy::Appointment);
        codes(&post_vacant(&posts, Some(&filling), &regulation()))
    };
    assert_eq!(of(&posts[0]), [""; 0]);
    assert_eq!(of(&posts[1]), ["post_not_vacant"]);
    assert_eq!(post_vacant(&posts, None, &regulation()), []);
    let none = post_vacant(&committee(), None, &regulation());
    assert_eq!(codes(&none), ["no_post_vacant"]);
}

#[test]
fn r_res_06_the_committee_above_appoints_an_official_member_who_is_not_on_the_committee() {
    let mut posts = committee();
    posts.push(post(Post::BranchCommitteeMember, None, Outcome::LeftVacant));
    let roll = [
        entry("Lê Văn Cường", RollStatus::Official),
        entry("Đỗ Văn Dũng", RollStatus::Probationary),
        entry("Trần Thị Bình", RollStatus::Official),
    ];
    let mut filling = filling(&posts[3], FilledBy::Appointment);
    let by = |at: usize| against(&filling, Some(roll[at].id), &posts, &roll);
    assert_eq!(by(0), [""; 0]);
    assert_eq!(by(1), ["filler_not_official"]);
    assert_eq!(by(2), ["filler_in_committee_already"]);
    assert_eq!(against(&filling, None, &posts, &roll), ["filler_missing"]);
    let off_roll = against(&filling, Some(Id::new()), &posts, &roll);
    assert_eq!(off_roll, ["appointee_off_roll"]);
    filling.person_name = Some("Phạm Thị Én".to_owned());
    assert_eq!(against(&filling, None, &posts, &roll), [""; 0]);
}

#[test]
fn r_org_03_a_new_secretary_is_of_the_committee() {
    let mut posts = committee();
    posts[2] = changed(posts[2].clone(), Change::Left, "Nguyễn Văn An");
    let mut filling = filling(&posts[2], FilledBy::Appointment);
    filling.person_name = Some("Lê Văn Cường".to_owned());
    let outside = against(&filling, None, &posts, &[]);
    assert_eq!(outside, ["filler_not_in_committee"]);
    filling.person_name = Some("Trần Thị Bình".to_owned());
    assert_eq!(against(&filling, None, &posts, &[]), [""; 0]);
}

#[test]
fn in_a_by_election_more_than_half_of_the_base_elects() {
    let mut posts = committee();
    posts[1] = changed(posts[1].clone(), Change::Left, "Trần Thị Bình");
    let mut filling = filling(&posts[1], FilledBy::ByElection);
    filling.person_name = Some("Lê Văn Cường".to_owned());
    let bare = against(&filling, None, &posts, &[]);
    assert_eq!(
        bare,
        ["by_election_day_missing", "by_election_totals_missing"]
    );
    filling.elected_on = Some(day("2022-08-20"));
    for (votes, base, expected) in [
        (11, 20, &[][..]),
        (10, 20, &["by_election_not_elected"]),
        (6, 11, &[]),
        (21, 20, &["by_election_not_elected"]),
    ] {
        (filling.votes, filling.base) = (Some(votes), Some(base));
        assert_eq!(
            against(&filling, None, &posts, &[]),
            expected,
            "{votes}/{base}"
        );
    }
    (filling.votes, filling.base) = (Some(11), Some(20));
    filling.elected_on = Some(day("2022-07-31"));
    let before = against(&filling, None, &posts, &[]);
    assert_eq!(before, ["by_election_day_outside"], "she still held it");
}
