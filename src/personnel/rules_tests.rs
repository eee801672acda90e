//! The table of the personnel work, row by row, and the scheme against the Charter and the election rules.

use super::super::facts::OpinionFacts;
use super::super::model::{MembersBy, Post, PostSeats};
use super::super::scheme::warnings;
use super::*;
use crate::db::id::Id;
use crate::election::model::ElectionFacts;
use crate::error::Error;
use crate::member::model::Sex;
use crate::nominee::model::{Candidacy, Nominee};
use crate::regulation::Regulation;
use crate::workflow::{Decision, decide};

fn nominee(name: &str, post: Post) -> Nominee {
    Nominee {
        id: Id::new(),
        process_id: Id::nil(),
        member_id: None,
        full_name: name.to_owned(),
        name_key: name.to_owned(),
        birth_date: "1980-01-01".parse().unwrap(),
        sex: Sex::Female,
        candidacy: Candidacy::ReElection,
        post,
        salaried: true,
        withdrawn_reason: None,
        elected: None,
        created_at: "2022-03-16T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn seats(rows: &[(Post, i64)]) -> Vec<PostSeats> {
    rows.iter()
        .map(|&(post, count)| PostSeats { post, count })
        .collect()
}

/// A branch of twenty: three seats in the committee, four on the list, one secretary, one deputy.
fn ready() -> Facts {
    let mut nominees: Vec<Nominee> = ["An", "Bình", "Chi", "Dũng"]
        .map(|name| nominee(name, Post::BranchCommitteeMember))
        .into();
    nominees.push(nominee("An", Post::Secretary));
    nominees.push(nominee("Bình", Post::DeputySecretary));
    Facts {
        regulation: Regulation::on("2022-05-11".parse().unwrap()),
        today: "2022-05-11".parse().unwrap(),
        congress: CongressState::Preparing,
        steps: 4,
        unsigned: Vec::new(),
        official_members: Some(20),
        members_by: MembersBy::List,
        introduced_to: None,
        seats: seats(&[
            (Post::BranchCommitteeMember, 3),
            (Post::Secretary, 1),
            (Post::DeputySecretary, 1),
        ]),
        nominees,
        not_voted_on: Vec::new(),
        short_service: Vec::new(),
        endorsement_asked: false,
        endorsed: false,
        kind_named: false,
        reason_given: false,
        scheme_since: None,
        opinion: Some(OpinionFacts::default()),
        elections: ElectionFacts::default(),
    }
}

fn codes(outcome: Result<Decision<State>, Error>) -> Vec<&'static str> {
    match outcome {
        Ok(_) => Vec::new(),
        Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
            assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
            reasons.iter().map(|reason| reason.code).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

fn submit(facts: &Facts) -> Vec<&'static str> {
    codes(decide::<PersonnelProcess>(
        State::InSteps,
        Step::SubmitScheme,
        &[Seat::Branch],
        facts,
    ))
}

#[test]
fn the_table_leads_from_the_steps_to_the_decision() {
    for (from, step, seat, to) in [
        (
            State::InSteps,
            Step::SubmitScheme,
            Seat::Branch,
            State::Submitted,
        ),
        (
            State::Submitted,
            Step::ReturnScheme,
            Seat::Upper,
            State::Returned,
        ),
        (State::Returned, Step::Revise, Seat::Branch, State::InSteps),
        (
            State::InSteps,
            Step::RepeatStep,
            Seat::Branch,
            State::InSteps,
        ),
        (
            State::Submitted,
            Step::ApproveScheme,
            Seat::Upper,
            State::Approved,
        ),
    ] {
        let facts = Facts {
            reason_given: true,
            kind_named: true,
            opinion: Some(OpinionFacts {
                numbered: true,
                on: Some("2022-05-11".parse().unwrap()),
                worded: true,
            }),
            ..ready()
        };
        let decision = decide::<PersonnelProcess>(from, step, &[seat], &facts);
        assert_eq!(decision.expect("decided").to, to, "{step}");
        let elsewhere = decide::<PersonnelProcess>(from, step, &[Seat::Office], &facts);
        assert!(matches!(elsewhere, Err(Error::Forbidden(_))), "{step}");
    }
}

#[test]
fn the_sub_committee_endorses_first_where_the_plan_says_so() {
    let asked = Facts {
        endorsement_asked: true,
        opinion: Some(OpinionFacts {
            numbered: true,
            on: Some("2022-05-11".parse().unwrap()),
            worded: true,
        }),
        ..ready()
    };
    let taken = |step, seat, facts: &Facts| {
        codes(decide::<PersonnelProcess>(
            State::Submitted,
            step,
            &[seat],
            facts,
        ))
    };
    let approve = |facts: &Facts| taken(Step::ApproveScheme, Seat::Upper, facts);
    let endorse = |facts: &Facts| taken(Step::EndorseScheme, Seat::SubCommittee, facts);
    assert_eq!(approve(&asked), ["scheme_not_endorsed"]);
    assert!(endorse(&asked).is_empty());
    assert_eq!(endorse(&ready()), ["document_endorsement_not_asked"]);
    let endorsed = Facts {
        endorsed: true,
        ..asked
    };
    assert!(approve(&endorsed).is_empty());
    assert_eq!(endorse(&endorsed), ["scheme_already_endorsed"]);
}

#[test]
fn an_agreed_scheme_is_reopened_until_the_congress_itself_is_approved() {
    for (congress, expected) in [
        (CongressState::Preparing, vec![]),
        (CongressState::Submitted, vec![]),
        (CongressState::Approved, vec!["dossier_settled"]),
        (CongressState::Convened, vec!["dossier_settled"]),
        (CongressState::InSession, vec!["dossier_settled"]),
    ] {
        let facts = Facts {
            congress,
            reason_given: true,
            ..ready()
        };
        let (step, by) = (Step::ReopenScheme, [Seat::Upper]);
        let outcome = decide::<PersonnelProcess>(State::Approved, step, &by, &facts);
        assert_eq!(codes(outcome), expected, "{congress}");
    }
}

#[test]
fn an_empty_scheme_is_refused_with_every_reason() {
    let facts = Facts {
        unsigned: vec![2, 3],
        seats: Vec::new(),
        not_voted_on: vec!["An".to_owned()],
        short_service: vec![Reason::new("personnel_service_short").on("Mục 1")],
        congress: CongressState::InSession,
        ..ready()
    };
    assert_eq!(
        submit(&facts),
        [
            "personnel_congress_not_ahead",
            "personnel_steps_unsigned",
            "personnel_seats_missing",
            "personnel_nominees_without_seats",
            "personnel_nominee_not_voted_on",
            "personnel_service_short"
        ]
    );
}

#[test]
fn r_org_03_to_06_a_branch_elects_what_its_size_allows() {
    let committee = |count| (Post::BranchCommitteeMember, count);
    let (secretary, deputy) = ((Post::Secretary, 1), (Post::DeputySecretary, 1));
    for (members, rows, expected) in [
        (9, vec![committee(3), secretary, deputy], vec![]),
        (
            8,
            vec![committee(3), secretary, deputy],
            vec!["personnel_branch_too_small"],
        ),
        (8, vec![secretary, deputy], vec![]),
        (20, vec![secretary], vec![]),
        (20, vec![committee(7), secretary], vec![]),
        (
            20,
            vec![committee(8), secretary],
            vec!["personnel_committee_too_large"],
        ),
        (
            20,
            vec![committee(3), secretary, (Post::DeputySecretary, 2)],
            vec!["personnel_deputies_too_many"],
        ),
        (
            20,
            vec![committee(3), deputy],
            vec!["personnel_one_secretary"],
        ),
    ] {
        let facts = Facts {
            official_members: Some(members),
            seats: seats(&rows),
            ..ready()
        };
        let reasons = PersonnelProcess::check(Guard::SeatsAllowed, &facts);
        let found: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
        assert_eq!(found, expected, "{members} members, {rows:?}");
    }
}

#[test]
fn r_sur_01_to_03_the_committees_list_exceeds_its_seats_and_not_by_too_much() {
    let names = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "K"];
    for (count, listed, expected) in [
        (3, 3, vec!["personnel_surplus_missing"]),
        (3, 4, vec![]),
        (3, 5, vec!["personnel_surplus_too_large"]),
        (7, 8, vec![]),
        (7, 9, vec![]),
        (7, 10, vec!["personnel_surplus_too_large"]),
        // Thirty percent of two seats is nobody, and yet the list must exceed the seats.
        (2, 3, vec![]),
    ] {
        let list = names.iter().take(listed);
        let facts = Facts {
            seats: seats(&[(Post::BranchCommitteeMember, count)]),
            nominees: list
                .map(|name| nominee(name, Post::BranchCommitteeMember))
                .collect(),
            ..ready()
        };
        let reasons = PersonnelProcess::check(Guard::ListsFilled, &facts);
        let found: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
        assert_eq!(found, expected, "{count} seats, {listed} listed");
    }
}

#[test]
fn r_sur_07_one_nominee_is_enough_for_secretary_but_there_must_be_one() {
    let mut facts = ready();
    facts.nominees.retain(|one| one.post != Post::Secretary);
    assert_eq!(submit(&facts), ["personnel_nominees_missing"]);
}

#[test]
fn r_org_03_the_nominee_for_secretary_is_on_the_committees_list() {
    let mut facts = ready();
    facts.nominees.push(nominee("Giang", Post::Secretary));
    assert_eq!(submit(&facts), ["personnel_head_off_committee_list"]);
    let small = Facts {
        official_members: Some(5),
        seats: seats(&[(Post::Secretary, 1)]),
        nominees: vec![nominee("Giang", Post::Secretary)],
        ..ready()
    };
    assert_eq!(submit(&small), Vec::<&str>::new());
}

#[test]
fn the_opinion_is_written_numbered_and_dated() {
    let mut facts = ready();
    let approve = |facts: &Facts| {
        codes(decide::<PersonnelProcess>(
            State::Submitted,
            Step::ApproveScheme,
            &[Seat::Upper],
            facts,
        ))
    };
    assert_eq!(
        approve(&facts),
        [
            "personnel_opinion_symbol_missing",
            "personnel_opinion_date_missing",
            "personnel_opinion_text_missing"
        ]
    );
    facts.opinion = Some(OpinionFacts {
        numbered: true,
        on: Some("2022-05-12".parse().unwrap()),
        worded: true,
    });
    assert_eq!(approve(&facts), ["personnel_opinion_date_in_future"]);
}

fn decided(elections: ElectionFacts) -> Vec<&'static str> {
    let facts = Facts {
        congress: CongressState::InSession,
        elections,
        ..ready()
    };
    codes(decide::<PersonnelProcess>(
        State::Presented,
        Step::Decide,
        &[Seat::Branch],
        &facts,
    ))
}

#[test]
fn the_personnel_work_ends_with_the_last_election() {
    let none: [&str; 0] = [];
    let facts = |opened, open: &[Post]| ElectionFacts {
        opened,
        open: open.to_vec(),
    };
    assert_eq!(decided(facts(true, &[])), none);
    assert_eq!(
        decided(facts(true, &[Post::Secretary])),
        ["elections_not_decided"]
    );
    assert_eq!(decided(facts(false, &[])), ["elections_not_held"]);
}

#[test]
fn nothing_is_decided_before_the_congress_is_in_session() {
    let facts = ready();
    let outcome =
        decide::<PersonnelProcess>(State::Presented, Step::Decide, &[Seat::Branch], &facts);
    assert_eq!(
        codes(outcome),
        ["personnel_congress_not_in_session", "elections_not_held"]
    );
}

#[test]
fn r_org_05_r_org_07_r_sur_04_are_only_pointed_out() {
    let found = |facts: &Facts| -> Vec<&'static str> {
        warnings(facts).iter().map(|one| one.code).collect()
    };
    let mut facts = ready();
    assert_eq!(found(&facts), Vec::<&str>::new());
    facts.seats = seats(&[(Post::BranchCommitteeMember, 4), (Post::Secretary, 1)]);
    assert_eq!(found(&facts), ["personnel_committee_even"]);
    facts.seats = seats(&[(Post::Secretary, 1)]);
    assert_eq!(found(&facts), ["personnel_committee_expected"]);
    facts.seats = seats(&[(Post::BranchCommitteeMember, 7)]);
    facts.nominees = ["A", "B", "C", "D", "E", "F", "G", "H", "I"]
        .map(|name| nominee(name, Post::BranchCommitteeMember))
        .into();
    assert_eq!(found(&facts), ["personnel_surplus_over_prepared"]);
}

#[test]
fn every_code_has_words_in_both_languages() {
    use strum::VariantArray;
    let sources = [
        include_str!("rules.rs"),
        include_str!("scheme.rs"),
        include_str!("service.rs"),
        include_str!("../nominee/rules.rs"),
        include_str!("../nominee/service.rs"),
        include_str!("../nominee/api.rs"),
        include_str!("../personnel_step/rules.rs"),
    ];
    let quoted = sources
        .iter()
        .flat_map(|source| source.split('"').skip(1).step_by(2))
        .filter(|text| text.starts_with("personnel_") || text.starts_with("nominee_"))
        .filter(|text| !text.ends_with("_id"))
        .map(|code| vec![format!("reason-{code}"), format!("invalid-{code}")]);
    let states = State::VARIANTS
        .iter()
        .map(|state| vec![format!("personnel-state-{state}")]);
    let steps = Step::VARIANTS
        .iter()
        .map(|step| vec![format!("personnel-step-{step}")]);
    let wanted: Vec<Vec<String>> = quoted.chain(states).chain(steps).collect();
    assert!(wanted.len() > 60, "only {} codes were found", wanted.len());
    for words in [
        include_str!("../../locales/vi/personnel.ftl"),
        include_str!("../../locales/en/personnel.ftl"),
    ] {
        for keys in &wanted {
            let known = keys.iter().any(|key| {
                let line = format!("{} = ", key.replace('_', "-"));
                words.lines().any(|text| text.starts_with(&line))
            });
            assert!(known, "{keys:?} has no words");
        }
    }
}

#[test]
fn what_comes_with_a_step_is_not_missed_by_who_only_asks() {
    let asked = Facts {
        kind_named: true,
        reason_given: true,
        opinion: None,
        ..ready()
    };
    for (state, step, by) in [
        (State::InSteps, Step::RepeatStep, Seat::Branch),
        (State::Submitted, Step::ReturnScheme, Seat::Upper),
        (State::Submitted, Step::ApproveScheme, Seat::Upper),
        (State::Approved, Step::ReopenScheme, Seat::Upper),
    ] {
        let outcome = decide::<PersonnelProcess>(state, step, &[by], &asked);
        assert!(codes(outcome).is_empty(), "{step}");
    }
}

#[test]
fn r_org_07_a_figure_typed_by_hand_is_held_against_the_members_by_name() {
    let facts = Facts {
        official_members: Some(10),
        introduced_to: Some(8),
        seats: seats(&[(Post::Secretary, 1)]),
        ..ready()
    };
    let found: Vec<_> = warnings(&facts);
    let codes: Vec<_> = found.iter().map(|reason| reason.code).collect();
    let expected = [
        "personnel_committee_expected",
        "personnel_summoned_unlike_members",
    ];
    assert_eq!(codes, expected);
    let said = crate::words::Language::Vietnamese.reason(&found[0]);
    assert!(
        said.contains("10 đảng viên chính thức (theo danh sách đảng viên"),
        "{said}"
    );
    let alike = Facts {
        introduced_to: Some(10),
        ..facts
    };
    assert_eq!(warnings(&alike).len(), 1);
}

#[test]
fn a_step_is_held_once_more_of_a_named_kind_and_not_without_end() {
    let repeat = |facts: &Facts| {
        let by = [Seat::Branch];
        codes(decide::<PersonnelProcess>(
            State::InSteps,
            Step::RepeatStep,
            &by,
            facts,
        ))
    };
    let mut facts = Facts {
        kind_named: true,
        reason_given: true,
        ..ready()
    };
    assert_eq!(repeat(&facts), [""; 0]);
    facts.steps = MOST_STEPS;
    assert_eq!(repeat(&facts), ["personnel_steps_too_many"]);
    facts.kind_named = false;
    assert_eq!(
        repeat(&facts),
        ["personnel_step_kind_missing", "personnel_steps_too_many"]
    );
}
