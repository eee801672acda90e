//! R-POST-05: who is appointed secretary, when, and from among whom.

use super::*;
use crate::candidate::model::{Origin, State as CandidateState};
use crate::db::id::Id;
use crate::roll::model::{Mark, RollStatus};

fn regulation() -> Regulation {
    Regulation::on("2022-05-11".parse().unwrap())
}

fn post(post: Post, person: Option<&str>, outcome: Outcome) -> CongressPost {
    CongressPost {
        id: Id::new(),
        post,
        person_name: person.map(ToOwned::to_owned),
        outcome,
        note: None,
        appointment: None,
        changes: Vec::new(),
        awaits: awaits(post, outcome, None, &[]),
    }
}

fn appointment() -> Appointment {
    Appointment {
        post_id: Id::new(),
        unit_id: Id::new(),
        roll_entry_id: Id::new(),
        person_name: "Nguyễn Văn An".to_owned(),
        decision_symbol: "22-QĐ/ĐU".to_owned(),
        decision_on: "2022-05-20".parse().unwrap(),
        ground: "mục 24".to_owned(),
        appointed_at: "2022-05-20T01:00:00Z".parse().unwrap(),
    }
}

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

fn elected(entry: &RollEntry) -> Candidate {
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
        state: CandidateState::Elected,
        support_count: None,
        support_attending: None,
        poll_votes: None,
        manner: crate::candidate::model::Manner::Oral,
        consented: false,
        note: None,
        withdrawal_reason: None,
        withdrawal_vote: None,
        elected_in: Some(1),
        created_at: "2022-05-11T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    for reason in reasons {
        assert!(!reason.ground.is_empty(), "{reason:?}");
    }
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn r_post_05_a_secretary_is_appointed_where_none_was_elected_or_the_election_was_refused_and_once()
{
    let unfilled = |posts: &[CongressPost]| codes(&secretary_unfilled(posts, &regulation()));
    let vacant = post(Post::Secretary, None, Outcome::LeftVacant);
    assert_eq!(unfilled(std::slice::from_ref(&vacant)), [""; 0]);
    let refused = post(Post::Secretary, Some("A"), Outcome::Refused);
    assert_eq!(unfilled(&[refused]), [""; 0]);
    for outcome in [Outcome::Elected, Outcome::Recognised] {
        let filled = post(Post::Secretary, Some("A"), outcome);
        assert_eq!(unfilled(&[filled]), ["secretary_not_vacant"]);
    }
    assert_eq!(unfilled(&[]), ["secretary_not_vacant"]);
    let appointed = CongressPost {
        appointment: Some(appointment()),
        awaits: None,
        ..vacant
    };
    assert_eq!(unfilled(&[appointed]), ["secretary_appointed_already"]);
}

#[test]
fn r_post_05_the_secretary_is_of_the_elected_committee_where_there_is_one() {
    let people = [
        entry("Nguyễn Văn An", RollStatus::Official),
        entry("Trần Thị Bình", RollStatus::Official),
        entry("Lê Văn Cường", RollStatus::Official),
        entry("Đỗ Dự Bị", RollStatus::Probationary),
    ];
    let among = Appointing {
        committee: vec![elected(&people[0]), elected(&people[1])],
        roll: people.to_vec(),
    };
    let refused = [
        post(
            Post::BranchCommitteeMember,
            Some("Trần Thị Bình"),
            Outcome::Refused,
        ),
        post(Post::Secretary, None, Outcome::LeftVacant),
    ];
    let fit = |who: Option<usize>, among: &Appointing| {
        let id = who.map(|at| people[at].id);
        codes(&appointee_fit(id, among, &refused, &regulation()))
    };
    assert_eq!(fit(Some(0), &among), [""; 0]);
    assert_eq!(fit(Some(1), &among), ["appointee_not_in_committee"]);
    assert_eq!(fit(Some(2), &among), ["appointee_not_in_committee"]);
    assert_eq!(
        fit(Some(3), &among),
        ["appointee_not_official", "appointee_not_in_committee"]
    );
    assert_eq!(fit(None, &among), ["appointee_missing"]);
    let nobody = Appointing::default();
    assert_eq!(fit(Some(0), &nobody), ["appointee_off_roll"]);
    // A branch without a committee: any official member.
    let small = Appointing {
        committee: Vec::new(),
        roll: people.to_vec(),
    };
    assert_eq!(fit(Some(2), &small), [""; 0]);
    assert_eq!(fit(Some(3), &small), ["appointee_not_official"]);
}

#[test]
fn r_res_06_and_r_post_04_every_post_says_what_is_awaited_of_it() {
    use Outcome::*;
    for (which, outcome, expected) in [
        (Post::Secretary, Elected, Some(Awaits::Ruling)),
        (Post::Secretary, Recognised, None),
        (Post::Secretary, LeftVacant, Some(Awaits::Appointment)),
        (Post::Secretary, Refused, Some(Awaits::Appointment)),
        (Post::DeputySecretary, LeftVacant, Some(Awaits::ByElection)),
        (
            Post::BranchCommitteeMember,
            Refused,
            Some(Awaits::ByElection),
        ),
    ] {
        assert_eq!(
            awaits(which, outcome, None, &[]),
            expected,
            "{which} {outcome}"
        );
    }
    let appointed = appointment();
    assert_eq!(
        awaits(Post::Secretary, LeftVacant, Some(&appointed), &[]),
        None
    );
}

#[test]
fn r_post_03_a_post_filled_by_appointment_is_not_ruled_on() {
    let secretary = CongressPost {
        appointment: Some(appointment()),
        awaits: None,
        ..post(Post::Secretary, None, Outcome::LeftVacant)
    };
    assert_eq!(
        codes_of(&every_post_ruled_on(std::slice::from_ref(&secretary), &[])),
        [""; 0]
    );
    let ruling = PostRuling {
        post_id: secretary.id,
        outcome: Ruling::Recognised,
        note: None,
    };
    assert_eq!(
        codes_of(&every_post_ruled_on(&[secretary], &[ruling])),
        ["posts_not_elected"]
    );
}

fn codes_of(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}
