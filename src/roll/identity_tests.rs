//! Who is who on a roll: no person twice, no namesake lost.

use super::*;
use crate::db::id::Id;
use crate::db::search::given_name_key;
use crate::member::model::Sex;
use crate::roll::model::Mark;

const BORN: &str = "1985-03-02";
const OTHER_DAY: &str = "1990-07-15";

fn entry(name: &str, born: Option<&str>) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: Id::nil(),
        member_id: None,
        full_name: name.to_owned(),
        name_key: given_name_key(name),
        birth_date: born.map(|day| day.parse().unwrap()),
        status: RollStatus::Official,
        mark: Mark::Awaited,
        arrived_at: None,
        left_at: None,
        absence_reason: None,
        absence_accepted: None,
        by_hand: true,
        struck_off: false,
        of_convening_committee: None,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn member(name: &str, born: &str) -> Member {
    Member {
        id: Id::new(),
        unit_id: Id::nil(),
        full_name: name.to_owned(),
        birth_date: born.parse().unwrap(),
        sex: Sex::Female,
        ethnicity: None,
        admitted_on: None,
        official_on: None,
        post: None,
        education: None,
        status: MemberStatus::Official,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn of(member: &Member) -> RollEntry {
    RollEntry {
        member_id: Some(member.id),
        by_hand: false,
        ..entry(&member.full_name, None)
    }
}

fn codes(settled: Result<Option<MemberId>, Vec<Reason>>) -> Vec<&'static str> {
    let reasons = settled.err().unwrap_or_default();
    assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn a_person_is_not_put_down_twice_however_the_name_is_spelt() {
    let there = [entry("Bùi Thuý Hoà", Some(BORN))];
    let again = entry("BÙI  Thúy Hòa", Some(BORN));
    assert_eq!(codes(settle(&again, &there, &[])), ["roll_person_twice"]);
    let unknown = entry("Bùi Thúy Hòa", None);
    assert_eq!(
        codes(settle(&unknown, &there, &[])),
        ["roll_namesake_unclear"]
    );
    // Other tones, another name.
    assert_eq!(
        codes(settle(&entry("Bùi Thủy Hoa", None), &there, &[])),
        [""; 0]
    );
}

#[test]
fn namesakes_born_on_different_days_are_two_people() {
    let there = [entry("Nguyễn Văn An", Some(BORN))];
    let namesake = entry("Nguyễn Văn An", Some(OTHER_DAY));
    assert_eq!(settle(&namesake, &there, &[]), Ok(None));
}

#[test]
fn a_member_of_the_branch_put_down_by_hand_is_linked_by_name_and_birth_date() {
    let an = member("Nguyễn Văn An", BORN);
    let members = [an.clone(), member("Nguyễn Văn An", OTHER_DAY)];
    let by_hand = entry("Nguyễn văn An", Some(BORN));
    assert_eq!(settle(&by_hand, &[], &members), Ok(Some(an.id)));
    // Drawn up already: the member's own date tells.
    let drawn = [of(&an)];
    assert_eq!(
        codes(settle(&by_hand, &drawn, &members)),
        ["roll_person_twice"]
    );
    let struck = [RollEntry {
        struck_off: true,
        ..of(&an)
    }];
    assert_eq!(
        codes(settle(&by_hand, &struck, &members)),
        ["roll_person_struck_off"]
    );
    // Both namesakes are on the roll by their own records.
    let both = [of(&members[0]), of(&members[1])];
    assert_eq!(settle(&both[0], &both, &members), Ok(Some(an.id)));
}

#[test]
fn a_member_of_that_name_is_asked_about_where_no_birth_date_is_given() {
    let members = [
        member("Nguyễn Văn An", BORN),
        member("Nguyễn Văn An", OTHER_DAY),
    ];
    let by_hand = entry("Nguyễn Văn An", None);
    assert_eq!(
        codes(settle(&by_hand, &[], &members)),
        ["roll_member_unclear"]
    );
    let guest = RollEntry {
        status: RollStatus::TemporarilyAttending,
        ..by_hand
    };
    assert_eq!(settle(&guest, &[], &members), Ok(None));
    let left = [Member {
        status: MemberStatus::Left,
        ..member("Nguyễn Văn An", BORN)
    }];
    assert_eq!(settle(&entry("Nguyễn Văn An", None), &[], &left), Ok(None));
}

#[test]
fn whoever_is_taken_off_the_roll_stands_in_nobodys_way() {
    let there = [entry("Nguyễn Văn An", Some(BORN))];
    let off = RollEntry {
        struck_off: true,
        ..entry("Nguyễn Văn An", Some(BORN))
    };
    assert_eq!(settle(&off, &there, &[]), Ok(None));
}
