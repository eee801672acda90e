//! The order of a congress, held against R-PRG-01 row by row and in any order of tries.

use proptest::prelude::*;
use strum::VariantArray;

use super::*;
use crate::congress::model::State;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::election::model::ElectionFacts;

fn moment(minute: i64) -> Instant {
    let begins: Instant = "2022-05-11T01:00:00Z".parse().unwrap();
    begins.plus(chrono::TimeDelta::minutes(minute))
}

fn item(kind: ItemKind) -> Item {
    Item {
        id: Id::new(),
        congress_id: Id::nil(),
        n: 1,
        kind,
        session: Session::Official,
        title: None,
        planned_minutes: 5,
        required: row(kind).required,
        begun_at: None,
        ended_at: None,
    }
}

fn running(kind: ItemKind) -> Item {
    Item {
        begun_at: Some(moment(0)),
        ..item(kind)
    }
}

fn done(kind: ItemKind) -> Item {
    Item {
        ended_at: Some(moment(5)),
        ..running(kind)
    }
}

/// Every election has ended.
fn over() -> ElectionFacts {
    ElectionFacts {
        opened: true,
        open: Vec::new(),
    }
}

/// Everything there is to happen has.
fn all_done() -> Happened {
    Happened {
        congress: State::InSession,
        no_quorum: Vec::new(),
        elects: true,
        presidium: true,
        secretariat: true,
        counting_committee: true,
        programme_adopted: true,
        not_presented: Vec::new(),
        elections: over(),
        targets_open: 0,
        resolution_adopted: true,
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

/// The reasons against beginning the last of these items.
fn beginning(items: &[Item]) -> Vec<&'static str> {
    codes(&against_beginning(
        items.last().unwrap(),
        items,
        &all_done(),
    ))
}

#[test]
fn the_table_has_no_circle_and_asks_for_nothing_twice() {
    for kind in ItemKind::VARIANTS {
        let mut before: Vec<ItemKind> = row(*kind).after.to_vec();
        let mut at = 0;
        while let Some(next) = before.get(at).copied() {
            assert_ne!(next, *kind, "{kind} rests on itself");
            for further in row(next).after {
                if !before.contains(further) {
                    before.push(*further);
                }
            }
            at += 1;
        }
        let mut after = row(*kind).after.to_vec();
        after.dedup();
        assert_eq!(after.len(), row(*kind).after.len(), "{kind}");
    }
}

#[test]
fn r_prg_01_the_counting_committee_comes_after_the_list_and_before_any_ballot() {
    use ItemKind::*;
    assert_eq!(
        beginning(&[item(BallotList), item(CountingCommittee)]),
        ["programme_item_before"]
    );
    assert_eq!(
        beginning(&[running(BallotList), item(CountingCommittee)]),
        ["programme_item_before"]
    );
    assert_eq!(
        beginning(&[done(BallotList), item(CountingCommittee)]),
        [""; 0]
    );
    for ballot in [
        CommitteeBallot,
        SecretaryBallot,
        DeputyBallot,
        DelegateBallot,
    ] {
        let items = [done(BallotList), item(CountingCommittee), item(ballot)];
        assert_eq!(beginning(&items), ["programme_item_before"], "{ballot}");
    }
}

#[test]
fn r_fv_02_committee_secretary_and_deputy_are_elected_in_that_order() {
    use ItemKind::*;
    let items = [item(CommitteeBallot), item(SecretaryBallot)];
    assert_eq!(beginning(&items), ["programme_item_before"]);
    let items = [
        done(CommitteeBallot),
        item(SecretaryBallot),
        item(DeputyBallot),
    ];
    assert_eq!(beginning(&items), ["programme_item_before"]);
    // Under nine there is no committee: nothing waits for it.
    assert_eq!(beginning(&[item(SecretaryBallot)]), [""; 0]);
}

#[test]
fn r_prg_01_the_resolution_comes_after_the_election_and_the_closing_last() {
    use ItemKind::*;
    let items = [done(Discussion), item(SecretaryBallot), item(Resolution)];
    assert_eq!(beginning(&items), ["programme_item_before"]);
    let undecided = Happened {
        elections: ElectionFacts {
            opened: true,
            open: vec![Post::Secretary],
        },
        ..all_done()
    };
    let resolution = [item(Resolution)];
    assert_eq!(
        codes(&against_beginning(&resolution[0], &resolution, &undecided)),
        ["programme_elections_not_decided"]
    );
    let elects_nobody = Happened {
        elects: false,
        ..undecided
    };
    assert!(against_beginning(&resolution[0], &resolution, &elects_nobody).is_empty());

    let items = [item(PoliticalReport), item(Resolution), item(ClosingSpeech)];
    assert_eq!(
        beginning(&items),
        ["programme_item_before", "programme_item_before"]
    );
    let items = [running(Other), done(Resolution), item(ClosingSpeech)];
    assert_eq!(
        beginning(&items),
        ["programme_item_before"],
        "what runs is ended first"
    );
    let items = [item(ClosingSpeech), item(ClosingSalute)];
    assert_eq!(beginning(&items), ["programme_item_before"]);
}

#[test]
fn what_need_not_be_held_holds_nobody_up_until_it_has_begun() {
    use ItemKind::*;
    assert_eq!(beginning(&[item(UpperSpeech), item(Reply)]), [""; 0]);
    assert_eq!(
        beginning(&[running(UpperSpeech), item(Reply)]),
        ["programme_item_before"]
    );
    assert_eq!(
        beginning(&[done(ClosingSpeech), item(UpperSpeech)]),
        ["programme_item_after"],
        "too late for it"
    );
}

#[test]
fn two_items_may_run_at_once_and_none_begins_twice() {
    use ItemKind::*;
    let items = [
        done(CountingCommittee),
        running(CommitteeBallot),
        item(Reply),
    ];
    assert_eq!(beginning(&items), [""; 0]);
    assert_eq!(beginning(&[running(Reply)]), ["programme_item_begun"]);
    assert_eq!(beginning(&[done(Reply)]), ["programme_item_begun"]);
    let closed = Happened {
        congress: State::Closed,
        ..all_done()
    };
    let items = [item(Reply)];
    assert_eq!(
        codes(&against_beginning(&items[0], &items, &closed)),
        ["day_congress_not_in_session"]
    );
}

#[test]
fn an_item_ends_when_what_it_is_for_is_done() {
    use ItemKind::*;
    let nothing = Happened {
        presidium: false,
        secretariat: false,
        counting_committee: false,
        programme_adopted: false,
        not_presented: vec![
            DocumentKind::PoliticalReport,
            DocumentKind::SelfReviewReport,
        ],
        elections: ElectionFacts::default(),
        targets_open: 2,
        resolution_adopted: false,
        ..all_done()
    };
    for (kind, expected) in [
        (
            PresidiumElection,
            vec![
                "programme_presidium_not_elected",
                "programme_secretariat_not_elected",
            ],
        ),
        (ProgrammeAdoption, vec!["programme_not_adopted"]),
        (PoliticalReport, vec!["programme_document_not_presented"]),
        (SelfReview, vec!["programme_document_not_presented"]),
        (
            CountingCommittee,
            vec!["programme_counting_committee_not_elected"],
        ),
        (
            Resolution,
            vec!["programme_targets_open", "programme_resolution_not_adopted"],
        ),
        (CommitteeBallot, vec!["programme_election_not_decided"]),
        (SecretaryBallot, vec!["programme_election_not_decided"]),
        (DeputyBallot, vec!["programme_election_not_decided"]),
        (Discussion, vec![]),
    ] {
        let reasons = against_ending(&running(kind), &nothing);
        assert_eq!(codes(&reasons), expected, "{kind}");
        assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
        assert!(against_ending(&running(kind), &all_done()).is_empty());
    }
    assert_eq!(
        codes(&against_ending(&item(Discussion), &all_done())),
        ["programme_item_not_begun"]
    );
    assert_eq!(
        codes(&against_ending(&done(Discussion), &all_done())),
        ["programme_item_ended"]
    );
}

#[test]
fn what_was_said_is_taken_back_with_a_reason_while_nothing_rests_on_it() {
    use ItemKind::*;
    let items = [done(BallotList), item(CountingCommittee)];
    let back =
        |items: &[Item], why| codes(&against_taking_back(&items[0], items, &all_done(), why));
    assert_eq!(back(&items, Some("Bấm nhầm")), [""; 0]);
    assert_eq!(back(&items, Some(" ")), ["reason_missing"]);
    let gone_on = [done(BallotList), running(CountingCommittee)];
    assert_eq!(
        back(&gone_on, None),
        ["programme_item_after", "reason_missing"]
    );
    let never = [item(BallotList)];
    assert_eq!(back(&never, Some("x")), ["programme_item_not_begun"]);
}

#[test]
fn what_belongs_to_an_item_is_done_once_the_programme_has_come_to_it() {
    use ItemKind::*;
    for (items, allowed) in [
        (vec![], true),
        (vec![item(Discussion)], true),
        (vec![item(CountingCommittee)], false),
        (vec![running(CountingCommittee)], true),
        (vec![done(CountingCommittee)], true),
    ] {
        let reasons = against_acting(CountingCommittee, &items);
        assert_eq!(reasons.is_empty(), allowed, "{items:?}");
    }
}

#[test]
fn r_prg_01_a_ballots_item_ends_with_its_ballot_and_waits_for_no_other() {
    use ItemKind::*;
    let secretary_open = Happened {
        elections: ElectionFacts {
            opened: true,
            open: vec![Post::Secretary],
        },
        ..all_done()
    };
    for (kind, expected) in [
        (CommitteeBallot, vec![]),
        (SecretaryBallot, vec!["programme_election_not_decided"]),
        // No election to a deputy: there is nothing to wait for.
        (DeputyBallot, vec![]),
    ] {
        let reasons = against_ending(&running(kind), &secretary_open);
        assert_eq!(codes(&reasons), expected, "{kind}");
    }
}

#[test]
fn r_prg_01_no_ballot_is_given_out_before_the_programme_comes_to_it_or_after_it_has_gone_on() {
    use ItemKind::*;
    let cases: [(Vec<Item>, &[&str]); 8] = [
        (vec![], &[]),
        (
            vec![done(CountingCommittee), item(SecretaryBallot)],
            &["programme_item_not_reached"],
        ),
        (vec![done(CountingCommittee), running(SecretaryBallot)], &[]),
        // Not in the programme: list and counting committee first all the same.
        (
            vec![done(BallotList), item(CountingCommittee)],
            &["programme_item_before"],
        ),
        (
            vec![done(BallotList), running(CountingCommittee)],
            &["programme_item_before"],
        ),
        (vec![done(BallotList), done(CountingCommittee)], &[]),
        (
            vec![done(SecretaryBallot), running(Resolution)],
            &["programme_item_after"],
        ),
        (
            vec![done(SecretaryBallot), running(DeputyBallot)],
            &["programme_item_after"],
        ),
    ];
    for (items, expected) in cases {
        let reasons = against_ballot(Post::Secretary, &items);
        assert_eq!(codes(&reasons), expected, "{items:?}");
        assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
    }
}

#[test]
fn a_part_of_a_minute_counts_as_one() {
    let at = |seconds: i64| moment(0).plus(chrono::TimeDelta::seconds(seconds));
    let item = running(ItemKind::PoliticalReport);
    for (seconds, minutes) in [(0, 0), (1, 1), (60, 1), (61, 2), (1500, 25)] {
        assert_eq!(item.real_minutes(at(seconds)), Some(minutes), "{seconds}");
    }
    assert_eq!(self::item(ItemKind::Reply).real_minutes(at(5)), None);
}

proptest! {
    /// Whatever the order in which somebody tries to begin and end things, what the table forbids never happens.
    #[test]
    fn in_whatever_order_items_are_tried_none_begins_before_what_it_rests_on(
        tries in prop::collection::vec((0_usize..22, any::<bool>()), 1..200),
    ) {
        let kinds: Vec<ItemKind> = ItemKind::VARIANTS.to_vec();
        let mut items: Vec<Item> = kinds.iter().map(|kind| item(*kind)).collect();
        let mut clock = 0;
        for (at, ends) in tries {
            clock += 1;
            let one = items[at].clone();
            let reasons = if ends {
                against_ending(&one, &all_done())
            } else {
                against_beginning(&one, &items, &all_done())
            };
            if !reasons.is_empty() {
                continue;
            }
            if ends {
                items[at].ended_at = Some(moment(clock));
            } else {
                items[at].begun_at = Some(moment(clock));
            }
        }
        for later in items.iter().filter(|item| item.begun_at.is_some()) {
            for before in &items {
                if !row(later.kind).after.contains(&before.kind) || before.id == later.id {
                    continue;
                }
                let held = before.ended_at.is_some_and(|ended| Some(ended) <= later.begun_at);
                let left_out = !before.required && before.begun_at.is_none();
                prop_assert!(held || left_out, "{} before {}", later.kind, before.kind);
            }
        }
    }

    /// Whoever only ever takes the next step comes to the end.
    #[test]
    fn the_next_item_leads_to_the_end(skips in prop::collection::vec(any::<bool>(), 22)) {
        let mut items: Vec<Item> = ItemKind::VARIANTS
            .iter()
            .zip(&skips)
            .filter(|(kind, skip)| !**skip || row(**kind).required)
            .map(|(kind, _)| item(*kind))
            .collect();
        for minute in 0..100 {
            let Some(id) = next(&items, &all_done()).map(|item| item.id) else { break };
            let at = items.iter().position(|item| item.id == id).unwrap();
            match items[at].progress() {
                Progress::Running => items[at].ended_at = Some(moment(minute)),
                _ => items[at].begun_at = Some(moment(minute)),
            }
        }
        prop_assert!(not_done(&items).is_empty());
        let open = items.iter().find(|item| item.progress() != Progress::Done);
        prop_assert!(open.is_none(), "{:?}", open);
    }
}

/// The same item in the preparatory session.
fn beforehand(item: Item) -> Item {
    Item {
        session: Session::Preparatory,
        ..item
    }
}

#[test]
fn r_prep_01_the_preparatory_session_waits_for_nothing_and_all_wait_for_it() {
    use ItemKind::*;
    let mut items = vec![
        beforehand(done(Gathering)),
        beforehand(item(PresidiumElection)),
        item(OpeningSalute),
        item(AttendanceReport),
    ];
    let now = all_done();
    assert_eq!(codes(&against_beginning(&items[1], &items, &now)), [""; 0]);
    for official in &items[2..] {
        let reasons = codes(&against_beginning(official, &items, &now));
        assert!(reasons.contains(&"programme_item_before"), "{reasons:?}");
    }
    items[1] = beforehand(done(PresidiumElection));
    assert_eq!(codes(&against_beginning(&items[2], &items, &now)), [""; 0]);
    // Once the official session has begun, nothing of the other is taken back.
    items[2] = running(OpeningSalute);
    let back = codes(&against_taking_back(&items[1], &items, &now, Some("nhầm")));
    assert_eq!(back, ["programme_item_after"]);
}

#[test]
fn r_quo_02_the_official_session_opens_with_a_quorum_of_its_own() {
    use ItemKind::*;
    let few = Happened {
        no_quorum: vec![Reason::new("quorum_not_reached")],
        ..all_done()
    };
    let mut items = vec![
        beforehand(done(PresidiumElection)),
        item(OpeningSalute),
        item(AttendanceReport),
    ];
    assert_eq!(
        codes(&against_beginning(&items[1], &items, &few)),
        ["quorum_not_reached"]
    );
    assert_eq!(
        codes(&against_beginning(&items[1], &items, &all_done())),
        [""; 0]
    );
    // Begun, it goes on: each vote and each ballot look for themselves.
    items[1] = done(OpeningSalute);
    assert_eq!(codes(&against_beginning(&items[2], &items, &few)), [""; 0]);
    // Without a preparatory session the opening has counted.
    let alone = [item(OpeningSalute)];
    assert_eq!(codes(&against_beginning(&alone[0], &alone, &few)), [""; 0]);
}
