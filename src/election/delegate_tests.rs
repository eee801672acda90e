//! The rows of the table that are about delegates to the congress above (R-DEL-03, R-DEL-04).

use super::super::checks;
use super::*;

/// Three delegates allocated; every official member may stand, the committee elected or not.
fn delegates(day: &str) -> Facts {
    Facts {
        seats_voted: false,
        allocated: Some(3),
        ..congress(Post::Delegate, 3, 20, day)
    }
}

#[test]
fn r_del_03_the_number_of_delegates_is_allocated_and_not_voted() {
    for day in ["2022-05-11", "2025-03-11"] {
        let mut facts = delegates(day);
        let vote = tries(State::Opened, Step::VoteSeats, &facts);
        assert_eq!(vote, ["delegates_not_voted"]);
        assert_eq!(tries(State::Opened, Step::PublishList, &facts), FREE);
        facts.allocated = None;
        assert_eq!(
            tries(State::Opened, Step::PublishList, &facts),
            ["delegates_not_allocated"]
        );
    }
    let reason = &checks::check(Guard::SeatsAllowed, &delegates("2022-05-11"))[0];
    assert_eq!(reason.regulation.as_deref(), Some("244-QĐ/TW (9/6/2014)"));
    let reason = &checks::check(Guard::SeatsAllowed, &delegates("2025-03-11"))[0];
    assert_eq!(reason.regulation.as_deref(), Some("190-QĐ/TW (10/10/2024)"));
}

#[test]
fn r_del_04_the_congress_decides_how_many_alternates_and_none_is_a_delegate() {
    let mut facts = Facts {
        seats_voted: false,
        ..congress(Post::AlternateDelegate, 1, 20, "2025-03-11")
    };
    assert_eq!(tries(State::Opened, Step::VoteSeats, &facts), FREE);
    assert_eq!(
        tries(State::Opened, Step::PublishList, &facts),
        ["election_seats_not_voted"]
    );
    facts.candidates.truncate(1);
    assert_eq!(tries(State::Settling, Step::VoteList, &facts), FREE);
    facts.delegates = facts.candidates.clone();
    assert_eq!(
        tries(State::Settling, Step::VoteList, &facts),
        ["candidate_is_delegate"]
    );
}

/// R-SUR-02, R-SUR-03: a list of delegates need not exceed its seats, and may not by more than thirty percent.
#[test]
fn a_list_of_delegates_is_no_shorter_than_its_seats_and_no_longer_than_allowed() {
    let mut facts = delegates("2025-03-11");
    assert_eq!(
        tries(State::Settling, Step::VoteList, &facts),
        FREE,
        "one more"
    );
    let others = facts.roll.iter().skip(4).take(1).map(candidate);
    let others: Vec<Candidate> = others.collect();
    facts.candidates.extend(others);
    let listed = tries(State::Settling, Step::VoteList, &facts);
    assert_eq!(listed, ["list_surplus_too_large"]);
    facts.candidates.truncate(3);
    assert_eq!(tries(State::Settling, Step::VoteList, &facts), FREE);
    facts.candidates.truncate(2);
    let listed = tries(State::Settling, Step::VoteList, &facts);
    assert_eq!(listed, ["list_too_short"]);
}
