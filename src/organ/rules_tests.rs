//! The organs of a congress held against the clauses.

use super::*;
use crate::db::id::Id;
use crate::roll::model::{Mark, RollStatus};

fn entry(name: &str, status: RollStatus, mark: Mark) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: Id::nil(),
        member_id: Some(Id::new()),
        full_name: name.to_owned(),
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

fn here(name: &str) -> RollEntry {
    entry(name, RollStatus::Official, Mark::Present)
}

fn facts<'a>(kind: OrganKind, roll: &'a [RollEntry], candidates: &'a [Person]) -> Facts<'a> {
    Facts {
        kind,
        congress: CongressState::InSession,
        regulation: Regulation::on("2022-05-11".parse().unwrap()),
        roll,
        candidates,
        beside: &[],
    }
}

fn of(entries: &[RollEntry]) -> Vec<PutForward> {
    (0..)
        .zip(entries)
        .map(|(at, entry)| PutForward {
            roll_entry_id: entry.id,
            head: at == 0,
        })
        .collect()
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn r_og_01_a_small_branch_has_one_chair_and_one_clerk() {
    let roll = [here("An"), here("Bình")];
    for kind in [OrganKind::Presidium, OrganKind::Secretariat] {
        let reasons = against_proposing(&of(&roll[..1]), &facts(kind, &roll, &[]));
        assert_eq!(codes(&reasons), [""; 0]);
    }
    // Nobody is both.
    let clerk = Facts {
        beside: &[roll[0].id],
        ..facts(OrganKind::Secretariat, &roll, &[])
    };
    let reasons = against_proposing(&of(&roll[..1]), &clerk);
    assert_eq!(codes(&reasons), ["organ_chair_and_clerk"]);
    assert!(against_proposing(&of(&roll[1..]), &clerk).is_empty());
    let headless: Vec<PutForward> = of(&roll)
        .into_iter()
        .map(|member| PutForward {
            head: false,
            ..member
        })
        .collect();
    let presidium = facts(OrganKind::Presidium, &roll, &[]);
    assert_eq!(
        codes(&against_proposing(&headless, &presidium)),
        ["organ_without_head"]
    );
    let twice = [of(&roll)[0], of(&roll)[0]];
    assert_eq!(
        codes(&against_proposing(&twice, &presidium)),
        ["organ_member_twice", "organ_two_heads"]
    );
    assert_eq!(codes(&against_proposing(&[], &presidium)), ["organ_empty"]);
}

#[test]
fn r_og_02_members_are_official_members_on_the_roll() {
    for (status, allowed) in [
        (RollStatus::Official, true),
        (RollStatus::Exempted, true),
        (RollStatus::TemporarilyAway, true),
        (RollStatus::Probationary, false),
        (RollStatus::TemporarilyAttending, false),
        (RollStatus::Suspended, false),
        (RollStatus::Prosecuted, false),
    ] {
        let roll = [entry("An", status, Mark::Present)];
        let reasons = against_proposing(&of(&roll), &facts(OrganKind::Presidium, &roll, &[]));
        assert_eq!(reasons.is_empty(), allowed, "{status}: {reasons:?}");
    }
    let stranger = [here("Người lạ")];
    let reasons = against_proposing(&of(&stranger), &facts(OrganKind::Secretariat, &[], &[]));
    assert_eq!(codes(&reasons), ["organ_member_not_on_roll"]);
    let struck_off = [RollEntry {
        struck_off: true,
        ..here("An")
    }];
    let reasons = against_proposing(
        &of(&struck_off),
        &facts(OrganKind::Secretariat, &struck_off, &[]),
    );
    assert_eq!(codes(&reasons), ["organ_member_not_official"]);
}

#[test]
fn r_cred_01_an_all_member_congress_elects_no_credentials_committee() {
    let roll = [here("An")];
    let facts = facts(OrganKind::CredentialsCommittee, &roll, &[]);
    let reasons = against_proposing(&of(&roll), &facts);
    assert_eq!(codes(&reasons), ["organ_no_credentials_committee"]);
    assert_eq!(reasons[0].ground, "mục 12.2");
    assert_eq!(
        reasons[0].regulation.as_deref(),
        Some("24-QĐ/TW (30/7/2021)")
    );
}

#[test]
fn r_og_04_who_counts_is_never_on_a_list() {
    let roll = [here("Lê Văn Cường"), here("Hoàng Thị Dung")];
    let by_member = Person {
        roll_entry_id: None,
        member_id: roll[1].member_id,
        name: "Tên khác".to_owned(),
    };
    let by_name = Person {
        roll_entry_id: None,
        member_id: None,
        name: "lê văn  CƯỜNG".to_owned(),
    };
    let namesake = Person {
        roll_entry_id: Some(Id::new()),
        member_id: None,
        name: "Lê Văn Cường".to_owned(),
    };
    for (candidates, expected) in [
        (vec![], None),
        (vec![by_member.clone()], Some("Hoàng Thị Dung")),
        (vec![by_name.clone()], Some("Lê Văn Cường")),
        (
            vec![by_name, by_member],
            Some("Lê Văn Cường, Hoàng Thị Dung"),
        ),
        // The roll tells two people of one name apart.
        (vec![namesake], None),
    ] {
        let facts = facts(OrganKind::CountingCommittee, &roll, &candidates);
        let reasons = against_voting(State::Proposed, &Told::default(), &of(&roll), &facts);
        match expected {
            None => assert_eq!(codes(&reasons), [""; 0]),
            Some(names) => {
                assert_eq!(codes(&reasons), ["organ_counter_on_list"]);
                assert_eq!(reasons[0].args[0].1, Arg::from(names));
                assert_eq!(reasons[0].ground, "Điều 7");
            }
        }
        let presidium = self::facts(OrganKind::Presidium, &roll, &candidates);
        assert!(against_proposing(&of(&roll), &presidium).is_empty());
    }
    let now = Regulation::on("2025-05-11".parse().unwrap());
    let counter = person(&roll[0]);
    let list = std::slice::from_ref(&counter);
    let again = counters_on_list(list, list, &now);
    assert_eq!(again[0].ground, "Điều 8 khoản 1");
}

#[test]
fn whoever_has_left_is_not_elected() {
    let roll = [
        here("An"),
        entry("Bình", RollStatus::Official, Mark::LeftEarly),
    ];
    let facts = facts(OrganKind::Presidium, &roll, &[]);
    assert!(against_proposing(&of(&roll), &facts).is_empty());
    assert_eq!(
        codes(&against_voting(
            State::Proposed,
            &Told::default(),
            &of(&roll),
            &facts
        )),
        ["organ_member_absent"]
    );
    assert_eq!(
        codes(&against_voting(
            State::Elected,
            &Told::default(),
            &of(&roll[..1]),
            &facts
        )),
        ["organ_elected"]
    );
    assert_eq!(
        codes(&against_voting(
            State::Rejected,
            &Told::default(),
            &of(&roll[..1]),
            &facts
        )),
        ["organ_rejected"]
    );
    let put_right = Told {
        note: Some("Ghi nhầm số tán thành".to_owned()),
        ..Told::default()
    };
    for state in [State::Elected, State::Rejected] {
        assert!(against_voting(state, &put_right, &of(&roll[..1]), &facts).is_empty());
    }
    let closed = Facts {
        congress: CongressState::Closed,
        ..facts
    };
    assert_eq!(
        codes(&against_proposing(&of(&roll[..1]), &closed)),
        ["day_congress_over"]
    );
}
