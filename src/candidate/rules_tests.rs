//! Ballot lists against the clauses and the worked vectors.

use super::*;
use crate::candidate::model::{Manner, Origin};
use crate::db::id::Id;
use crate::db::search::given_name_key;
use crate::roll::model::{Mark, RollStatus};

fn on(day: &str) -> Regulation {
    Regulation::on(day.parse().unwrap())
}

const UNDER_244: &str = "2022-05-11";
const UNDER_190: &str = "2025-05-11";

fn candidate(name: &str, origin: Origin) -> Candidate {
    Candidate {
        id: Id::new(),
        election_id: Id::nil(),
        nominee_id: None,
        roll_entry_id: None,
        full_name: name.to_owned(),
        name_key: given_name_key(name),
        birth_date: None,
        origin,
        of_convening_committee: false,
        nominated_by: None,
        state: State::Standing,
        support_count: None,
        support_attending: None,
        poll_votes: None,
        manner: Manner::Oral,
        consented: false,
        note: None,
        withdrawal_reason: None,
        withdrawal_vote: None,
        elected_in: None,
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn entry(status: RollStatus) -> RollEntry {
    RollEntry {
        id: Id::new(),
        congress_id: Id::nil(),
        member_id: None,
        full_name: "Nguyễn Văn An".to_owned(),
        name_key: given_name_key("Nguyễn Văn An"),
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

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    for reason in reasons {
        assert!(
            !reason.ground.is_empty() && reason.regulation.is_some(),
            "{reason:?}"
        );
    }
    reasons.iter().map(|reason| reason.code).collect()
}

fn list(seats: i64, listed: i64, day: &str) -> Vec<&'static str> {
    codes(&against_list(&ListFacts {
        regulation: &on(day),
        post: Post::BranchCommitteeMember,
        seats,
        listed,
        first_surplus: None,
    }))
}

#[test]
fn t4_a_poll_brings_forty_eight_names_for_thirty_five_seats_down_to_forty_five() {
    for day in [UNDER_244, UNDER_190] {
        assert_eq!(list(35, 40, day), [""; 0]);
        assert_eq!(list(35, 48, day), ["list_surplus_too_large"]);
        let regulation = on(day);
        let added: Vec<Candidate> = (0..8)
            .map(|n| candidate(&format!("Người {n}"), Origin::Nomination))
            .collect();
        let facts = ListFacts {
            regulation: &regulation,
            post: Post::BranchCommitteeMember,
            seats: 35,
            listed: 48,
            first_surplus: None,
        };
        assert_eq!(most_surplus(&facts), Some(10));
        let votes: Vec<PollVotes> = added
            .iter()
            .zip([90, 20, 80, 30, 70, 40, 60, 50])
            .map(|(one, votes)| PollVotes {
                candidate_id: one.id,
                votes,
            })
            .collect();
        let asked: Vec<&Candidate> = added.iter().collect();
        let room = 35 + 10 - 40;
        let kept = kept_by_poll(&votes, &asked, room, &regulation).unwrap();
        let order = [0, 2, 4, 6, 7].map(|at: usize| added[at].id);
        assert_eq!(kept, order);
        assert_eq!(list(35, 45, day), [""; 0]);
    }
}

#[test]
fn r_sur_05_a_poll_that_ties_at_the_last_place_decides_nothing() {
    let regulation = on(UNDER_190);
    let added = ["An", "Bình", "Cúc"].map(|name| candidate(name, Origin::Nomination));
    let asked: Vec<&Candidate> = added.iter().collect();
    let votes: Vec<PollVotes> = added
        .iter()
        .zip([9, 9, 4])
        .map(|(one, votes)| PollVotes {
            candidate_id: one.id,
            votes,
        })
        .collect();
    let refused = kept_by_poll(&votes, &asked, 1, &regulation).unwrap_err();
    assert_eq!(codes(&refused), ["poll_tied"]);
    assert_eq!(
        kept_by_poll(&votes, &asked, 2, &regulation).unwrap().len(),
        2
    );
    let refused = kept_by_poll(&votes[..2], &asked, 2, &regulation).unwrap_err();
    assert_eq!(codes(&refused), ["poll_incomplete"]);
}

#[test]
fn t5_three_seats_take_four_names_and_not_five() {
    for day in [UNDER_244, UNDER_190] {
        assert_eq!(list(3, 3, day), ["list_without_surplus"]);
        assert_eq!(list(3, 4, day), [""; 0]);
        assert_eq!(list(3, 5, day), ["list_surplus_too_large"]);
    }
}

#[test]
fn t6_seven_seats_take_nine_names_and_not_ten() {
    for day in [UNDER_244, UNDER_190] {
        assert_eq!(list(7, 8, day), [""; 0]);
        assert_eq!(list(7, 9, day), [""; 0]);
        assert_eq!(list(7, 10, day), ["list_surplus_too_large"]);
    }
}

#[test]
fn r_sur_07_one_candidate_is_enough_for_secretary_and_deputy() {
    for post in [Post::Secretary, Post::DeputySecretary] {
        for (listed, expected) in [(0, vec!["list_too_short"]), (1, vec![]), (3, vec![])] {
            let regulation = on(UNDER_244);
            let facts = ListFacts {
                regulation: &regulation,
                post,
                seats: 1,
                listed,
                first_surplus: None,
            };
            assert_eq!(codes(&against_list(&facts)), expected, "{listed}");
        }
    }
}

#[test]
fn r_res_03_what_is_left_of_a_list_may_be_voted_on_again() {
    let regulation = on(UNDER_244);
    let again = |listed| {
        codes(&against_list(&ListFacts {
            regulation: &regulation,
            post: Post::BranchCommitteeMember,
            seats: 4,
            listed,
            first_surplus: Some(2),
        }))
    };
    assert_eq!(again(6), [""; 0]);
    assert_eq!(again(7), ["list_surplus_too_large"]);
}

#[test]
fn r_el_07_the_floor_needs_more_than_thirty_percent_under_190_and_nothing_under_244() {
    assert!(!is_supported(6, 20, &on(UNDER_190)));
    assert!(is_supported(7, 20, &on(UNDER_190)));
    assert!(is_supported(0, 20, &on(UNDER_244)));
    let floor = [
        candidate("Trần Thị Bình", Origin::Nomination),
        candidate("Lê Văn Cường", Origin::CommitteeList),
    ];
    assert_eq!(codes(&support_missing(&floor, &on("2024-10-09"))), [""; 0]);
    assert_eq!(
        codes(&support_missing(&floor, &on("2024-10-10"))),
        ["candidate_support_missing"]
    );
}

fn nominate(
    (person, nominator): (RollStatus, Option<RollStatus>),
    (of_convening_committee, by_convening_committee): (bool, bool),
) -> Vec<&'static str> {
    let (person, nominator) = (entry(person), nominator.map(entry));
    let new = NewCandidate {
        roll_entry_id: person.id,
        of_convening_committee,
        nominated_by: nominator.as_ref().map(|entry| entry.id),
        by_convening_committee,
        manner: Manner::Oral,
        consented: false,
        note: None,
    };
    judged(&new, &person, nominator.as_ref(), &BTreeSet::new())
}

fn judged(
    new: &NewCandidate,
    person: &RollEntry,
    nominator: Option<&RollEntry>,
    conveners: &BTreeSet<RollEntryId>,
) -> Vec<&'static str> {
    let regulation = on(UNDER_244);
    let facts = NominationFacts {
        regulation: &regulation,
        post: Post::BranchCommitteeMember,
        candidates: &[],
        committee: None,
        secretary: None,
        delegates: &[],
        person,
        nominator,
        conveners,
        on_committee_list: false,
    };
    codes(&against_nomination(
        new,
        &candidate("Nguyễn Văn An", Origin::Nomination),
        &facts,
    ))
}

#[test]
fn r_el_02_and_03_everybody_nominates_and_only_official_members_stand() {
    use RollStatus::{Exempted, Official, Probationary, Suspended, TemporarilyAttending};
    for nominator in [Official, Probationary, TemporarilyAttending, Exempted] {
        assert_eq!(
            nominate((Official, Some(nominator)), (false, false)),
            [""; 0]
        );
    }
    assert_eq!(nominate((Official, None), (false, false)), [""; 0]);
    for person in [Probationary, TemporarilyAttending, Suspended] {
        assert_eq!(
            nominate((person, Some(Official)), (false, false)),
            ["roll_may_not_stand"]
        );
    }
}

#[test]
fn r_el_04_the_convening_committee_keeps_to_its_list() {
    use RollStatus::Official;
    assert_eq!(
        nominate((Official, Some(Official)), (false, true)),
        ["candidate_nominator_barred"]
    );
    assert_eq!(
        nominate((Official, None), (true, false)),
        ["candidate_convener_barred"]
    );
}

#[test]
fn r_org_03_heads_are_of_the_committee_and_two_persons() {
    let (an, binh) = (
        candidate("Nguyễn Văn An", Origin::CommitteeList),
        candidate("Trần Thị Bình", Origin::CommitteeList),
    );
    let regulation = on(UNDER_244);
    let committee = std::slice::from_ref(&an);
    let same = Candidate {
        id: Id::new(),
        ..an.clone()
    };
    let head =
        |one, committee, secretary| codes(&against_head(one, committee, secretary, &regulation));
    assert_eq!(head(&same, Some(committee), None), [""; 0]);
    assert_eq!(
        head(&binh, Some(committee), None),
        ["candidate_not_of_committee"]
    );
    assert_eq!(head(&binh, None, None), [""; 0]);
    assert_eq!(
        head(&same, Some(committee), Some(&an)),
        ["candidate_is_secretary"]
    );
}

#[test]
fn r_list_01_a_list_is_in_the_order_of_given_names() {
    let mut list = [
        "Trần Văn Đức",
        "Lê Thị Ánh",
        "Nguyễn Văn An",
        "Phạm Thị Dung",
    ]
    .map(|name| candidate(name, Origin::CommitteeList));
    in_list_order(&mut list);
    let names = list.map(|one| one.full_name);
    assert_eq!(
        names,
        [
            "Nguyễn Văn An",
            "Lê Thị Ánh",
            "Phạm Thị Dung",
            "Trần Văn Đức"
        ]
    );
}

#[test]
fn r_el_04_what_the_roll_tells_holds_without_being_said() {
    let (person, nominator) = (entry(RollStatus::Official), entry(RollStatus::Official));
    let new = NewCandidate {
        roll_entry_id: person.id,
        of_convening_committee: false,
        nominated_by: Some(nominator.id),
        by_convening_committee: false,
        manner: Manner::Oral,
        consented: false,
        note: None,
    };
    for (convener, code) in [
        (nominator.id, "candidate_nominator_barred"),
        (person.id, "candidate_convener_barred"),
    ] {
        let conveners = BTreeSet::from([convener]);
        assert_eq!(judged(&new, &person, Some(&nominator), &conveners), [code]);
    }
}

#[test]
fn r_el_05_and_11_whoever_is_not_in_the_hall_is_put_forward_in_writing() {
    let nominator = entry(RollStatus::Official);
    let away = RollEntry {
        mark: Mark::Excused,
        ..entry(RollStatus::Official)
    };
    let said = |nominated: bool, manner, consented, note: Option<&str>| {
        let new = NewCandidate {
            roll_entry_id: away.id,
            of_convening_committee: false,
            nominated_by: nominated.then_some(nominator.id),
            by_convening_committee: false,
            manner,
            consented,
            note: note.map(ToOwned::to_owned),
        };
        let nominator = nominated.then_some(&nominator);
        judged(&new, &away, nominator, &BTreeSet::new())
    };
    let none: [&str; 0] = [];
    assert_eq!(
        said(true, Manner::Oral, false, None),
        ["candidate_not_in_writing", "candidate_without_consent"]
    );
    assert_eq!(
        said(true, Manner::Written, false, None),
        ["candidate_without_consent"]
    );
    assert_eq!(said(true, Manner::Written, true, None), none);
    assert_eq!(
        said(true, Manner::Oral, false, Some("vì")),
        none,
        "a reason that is kept"
    );
    assert_eq!(
        said(false, Manner::Oral, false, None),
        ["candidate_not_in_writing"]
    );
    assert_eq!(said(false, Manner::Written, false, None), none);
}
