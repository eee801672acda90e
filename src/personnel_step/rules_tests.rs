//! The steps of the personnel work against R §3.3 and the arithmetic of R §2.6.

use proptest::prelude::*;

use super::super::model::Total;
use super::*;
use crate::db::id::Id;
use crate::member::model::Sex;
use crate::nominee::model::Candidacy;
use crate::personnel::model::Post;
use crate::regulation::Regulation;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn nominees(count: usize) -> Vec<Nominee> {
    (0..count)
        .map(|index| Nominee {
            id: Id::new(),
            process_id: Id::nil(),
            member_id: None,
            full_name: format!("Người {index}"),
            name_key: format!("{index}"),
            birth_date: day("1980-01-01"),
            sex: Sex::Male,
            candidacy: Candidacy::FirstTime,
            post: Post::BranchCommitteeMember,
            salaried: true,
            withdrawn_reason: None,
            elected: None,
            created_at: "2022-03-16T01:00:00Z".parse().unwrap(),
            version: 1,
        })
        .collect()
}

fn facts(kind: PersonnelStepKind, nominees: &[Nominee]) -> StepFacts<'_> {
    StepFacts {
        kind,
        signed: false,
        unsigned_before: None,
        in_steps: true,
        congress_ahead: true,
        previous_held_on: Some(day("2022-03-20")),
        today: day("2022-04-01"),
        plan_on: Some(day("2022-03-16")),
        members: Some(24),
        congress_on: Some(day("2022-05-11")),
        quorum: Regulation::on(day("2022-03-25")).quorum(),
        nominees,
    }
}

fn introduction(nominees: &[Nominee]) -> Record {
    Record {
        held_on: Some(day("2022-03-25")),
        summoned: Some(22),
        present: Some(20),
        ballots: Ballots {
            issued: Some(20),
            returned: Some(19),
            valid: Some(18),
            invalid: Some(1),
        },
        minutes: Some("Biên bản".to_owned()),
        totals: nominees
            .iter()
            .map(|nominee| Total {
                nominee_id: nominee.id,
                agree: 15,
                disagree: 3,
            })
            .collect(),
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    assert!(reasons.iter().all(|reason| !reason.ground.is_empty()));
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn r_3_3_a_complete_introduction_is_recorded_and_signed() {
    let list = nominees(3);
    let facts = facts(PersonnelStepKind::Introduction, &list);
    assert!(against_signing(&introduction(&list), &facts).is_empty());
}

#[test]
fn r_3_3_a_step_waits_for_the_one_before_and_never_changes_once_signed() {
    let list = nominees(1);
    let mut facts = facts(PersonnelStepKind::Introduction, &list);
    facts.unsigned_before = Some(1);
    facts.signed = true;
    facts.in_steps = false;
    facts.congress_ahead = false;
    assert_eq!(
        codes(&against_recording(&introduction(&list), &facts)),
        [
            "personnel_step_signed",
            "personnel_step_before_unsigned",
            "personnel_not_in_steps",
            "personnel_congress_not_ahead"
        ]
    );
}

#[test]
fn r_3_3_dates_are_in_order_and_not_in_the_future() {
    let list = nominees(1);
    let facts = facts(PersonnelStepKind::Introduction, &list);
    for (held_on, expected) in [
        (Some("2022-03-20"), vec![]),
        (Some("2022-04-01"), vec![]),
        (Some("2022-03-19"), vec!["personnel_date_before_previous"]),
        (Some("2022-04-02"), vec!["personnel_date_in_future"]),
        (
            Some("2022-05-12"),
            vec!["personnel_date_in_future", "personnel_date_after_congress"],
        ),
        (None, vec!["personnel_date_missing"]),
    ] {
        let record = Record {
            held_on: held_on.map(day),
            ..introduction(&list)
        };
        assert_eq!(
            codes(&against_recording(&record, &facts)),
            expected,
            "{held_on:?}"
        );
    }
}

#[test]
fn r_2_6_every_figure_that_does_not_add_up_is_reported_at_once() {
    let list = nominees(2);
    let facts = facts(PersonnelStepKind::Settlement, &list);
    let stranger = Total {
        nominee_id: Id::new(),
        agree: 1,
        disagree: 0,
    };
    let over = Total {
        nominee_id: list[0].id,
        agree: 30,
        disagree: 1,
    };
    let record = Record {
        summoned: Some(20),
        present: Some(22),
        ballots: Ballots {
            issued: Some(23),
            returned: Some(24),
            valid: Some(20),
            invalid: Some(3),
        },
        totals: vec![over, over, stranger],
        ..introduction(&list)
    };
    assert_eq!(
        codes(&against_recording(&record, &facts)),
        [
            "personnel_present_over_summoned",
            "personnel_issued_over_present",
            "personnel_returned_over_issued",
            "personnel_ballots_unequal",
            "personnel_total_unknown",
            "personnel_total_twice",
            "personnel_total_missing",
            "personnel_total_over_valid"
        ]
    );
}

#[test]
fn r_quo_01_two_thirds_of_those_summoned_are_present() {
    for (present, summoned, reached) in [(2, 3, true), (8, 11, true), (7, 11, false), (0, 0, false)]
    {
        let record = Record {
            summoned: Some(summoned),
            present: Some(present),
            ballots: Ballots::default(),
            totals: Vec::new(),
            ..introduction(&[])
        };
        let facts = facts(PersonnelStepKind::Direction, &[]);
        let reasons = against_recording(&record, &facts);
        assert_eq!(reasons.is_empty(), reached, "{present} of {summoned}");
    }
}

#[test]
fn a_step_without_a_ballot_takes_no_figures_of_one_and_one_with_a_ballot_needs_them() {
    let list = nominees(1);
    let direction = facts(PersonnelStepKind::Direction, &list);
    assert_eq!(
        codes(&against_recording(&introduction(&list), &direction)),
        ["personnel_step_without_ballot"]
    );
    let settlement = facts(PersonnelStepKind::Settlement, &list);
    assert_eq!(
        codes(&against_recording(&Record::default(), &settlement)),
        [
            "personnel_date_missing",
            "personnel_attendance_missing",
            "personnel_ballots_missing",
            "personnel_total_missing"
        ]
    );
    let unminuted = Record {
        minutes: Some(" ".to_owned()),
        ..introduction(&list)
    };
    assert_eq!(
        codes(&against_signing(&unminuted, &settlement)),
        ["personnel_minutes_missing"]
    );
}

prop_compose! {
    /// Figures near each other, so that accepted ones are not rare.
    fn any_record(list: Vec<Nominee>)(
        summoned in 1_i64..12,
        less in prop::array::uniform4(-1_i64..3),
        invalid in 0_i64..3,
        shares in prop::collection::vec((0_i64..12, 0_i64..12), list.len()),
    ) -> Record {
        let present = summoned - less[0];
        let issued = present - less[1];
        let returned = issued - less[2];
        let valid = returned - invalid + less[3].min(0);
        Record {
            held_on: Some(day("2022-03-25")),
            summoned: Some(summoned),
            present: Some(present),
            ballots: Ballots {
                issued: Some(issued),
                returned: Some(returned),
                valid: Some(valid),
                invalid: Some(invalid),
            },
            minutes: None,
            totals: list.iter().zip(shares).map(|(nominee, (agree, disagree))| Total {
                nominee_id: nominee.id, agree, disagree,
            }).collect(),
        }
    }
}

fn holds(record: &Record, list: &[Nominee]) -> bool {
    let (Some(summoned), Some(present)) = (record.summoned, record.present) else {
        return false;
    };
    let Ballots {
        issued: Some(issued),
        returned: Some(returned),
        valid: Some(valid),
        invalid: Some(invalid),
    } = record.ballots
    else {
        return false;
    };
    let everybody = list.iter().all(|nominee| {
        let own = record
            .totals
            .iter()
            .filter(|total| total.nominee_id == nominee.id);
        own.count() == 1
    });
    returned <= issued
        && issued <= present
        && present <= summoned
        && 3 * present >= 2 * summoned
        && valid + invalid == returned
        && everybody
        && record.totals.len() == list.len()
        && record
            .totals
            .iter()
            .all(|total| total.agree + total.disagree <= valid)
}

proptest! {
    #[test]
    fn what_is_accepted_adds_up_and_what_adds_up_is_accepted(
        (list, record) in (0_usize..3).prop_map(nominees).prop_flat_map(|list| {
            (Just(list.clone()), any_record(list))
        })
    ) {
        let facts = facts(PersonnelStepKind::Introduction, &list);
        let accepted = against_recording(&record, &facts).is_empty();
        prop_assert_eq!(accepted, holds(&record, &list));
    }
}

#[test]
fn two_thirds_of_those_summoned_come_to_a_meeting_that_counts() {
    let list = nominees(4);
    let facts = facts(PersonnelStepKind::Introduction, &list);
    for (present, expected) in [(15, vec![]), (14, vec!["personnel_quorum_short"])] {
        let mut record = introduction(&list);
        record.present = Some(present);
        record.ballots = Ballots {
            issued: Some(present),
            returned: Some(present),
            valid: Some(present),
            invalid: Some(0),
        };
        for total in &mut record.totals {
            total.agree = present;
            total.disagree = 0;
        }
        assert_eq!(codes(&against_recording(&record, &facts)), expected);
    }
}
