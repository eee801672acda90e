//! The rules of a plan, row by row.

use chrono::NaiveDate;

use super::model::{State, Windows};
use super::rules::*;
use crate::error::Error;
use crate::workflow::{Decision, Seat, decide};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).expect("a date")
}

fn ready_to_issue() -> Facts {
    Facts {
        numbered: true,
        issued_on: Some(day(3, 16)),
        windows: Some(Windows {
            pilots: Some((day(5, 1), day(5, 15))),
            rest: (day(5, 20), day(7, 31)),
        }),
        branches_in_scope: true,
        documents_named: 4,
        ..Facts::default()
    }
}

fn codes(outcome: Result<Decision<State>, Error>) -> Vec<&'static str> {
    match outcome {
        Ok(_) => Vec::new(),
        Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
            reasons.iter().map(|r| r.code).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_secretary_issues_a_complete_plan() {
    let decision = decide::<PlanProcess>(
        State::Draft,
        Step::Issue,
        &[Seat::Secretary],
        &ready_to_issue(),
    );
    assert_eq!(decision.expect("issued").to, State::Issued);
}

#[test]
fn an_empty_plan_is_refused_with_every_reason() {
    let outcome = decide::<PlanProcess>(
        State::Draft,
        Step::Issue,
        &[Seat::Secretary],
        &Facts::default(),
    );
    assert_eq!(
        codes(outcome),
        [
            "symbol_missing",
            "issue_date_missing",
            "windows_missing",
            "scope_empty",
            "documents_not_named"
        ]
    );
}

#[test]
fn r_pil_01_the_pilots_window_ends_before_the_other_opens() {
    let mut facts = ready_to_issue();
    facts.windows = Some(Windows {
        pilots: Some((day(5, 1), day(5, 20))),
        rest: (day(5, 20), day(7, 31)),
    });
    let outcome = decide::<PlanProcess>(State::Draft, Step::Issue, &[Seat::Secretary], &facts);
    assert_eq!(codes(outcome), ["pilots_not_first"]);
}

#[test]
fn r_time_01_the_windows_end_before_the_committees_own_congress_opens() {
    let mut facts = ready_to_issue();
    let issue = |facts: &Facts| {
        let by = [Seat::Secretary];
        codes(decide::<PlanProcess>(State::Draft, Step::Issue, &by, facts))
    };
    facts.committee_congress_on = Some(day(8, 1));
    assert_eq!(issue(&facts), [""; 0]);
    facts.committee_congress_on = Some(day(7, 31));
    assert_eq!(issue(&facts), ["windows_after_committee_congress"]);
}

#[test]
fn the_rollout_opens_only_after_pilots_opinions_and_guidance() {
    let facts = Facts {
        pilots: 2,
        pilots_open: vec!["Chi bộ III".to_owned()],
        opinions_open: 1,
        ..Facts::default()
    };
    let outcome = decide::<PlanProcess>(State::Issued, Step::OpenRollout, &[Seat::Office], &facts);
    assert_eq!(
        codes(outcome),
        ["pilots_open", "opinions_open", "guidance_not_issued"]
    );
    let settled = Facts {
        pilots: 2,
        guidance_issued: true,
        ..Facts::default()
    };
    assert!(
        decide::<PlanProcess>(State::Issued, Step::OpenRollout, &[Seat::Office], &settled).is_ok()
    );
}

#[test]
fn r_pil_04_a_round_with_pilots_has_some_and_one_for_each_sector_named() {
    let open = |facts: &Facts| {
        let by = [Seat::Office];
        codes(decide::<PlanProcess>(
            State::Issued,
            Step::OpenRollout,
            &by,
            facts,
        ))
    };
    let mut facts = Facts {
        guidance_issued: true,
        ..Facts::default()
    };
    assert_eq!(open(&facts), ["no_pilots"]);
    facts.pilots = 1;
    facts.sectors_missing = vec!["Khối cơ quan".to_owned()];
    assert_eq!(open(&facts), ["sectors_without_pilot"]);
    facts.sectors_missing.clear();
    assert_eq!(open(&facts), [""; 0]);
}

#[test]
fn a_window_ends_after_it_begins() {
    let mut facts = ready_to_issue();
    facts.windows = Some(Windows {
        pilots: Some((day(5, 1), day(5, 15))),
        rest: (day(7, 31), day(5, 20)),
    });
    let outcome = decide::<PlanProcess>(State::Draft, Step::Issue, &[Seat::Secretary], &facts);
    assert_eq!(codes(outcome), ["window_reversed"]);
}

#[test]
fn an_amendment_leaves_no_plan_below_outside_and_drops_no_pilots_that_were_held() {
    let ready = Facts {
        reason_given: true,
        ..ready_to_issue()
    };
    let amend = |facts: &Facts| {
        let by = [Seat::Secretary];
        codes(decide::<PlanProcess>(
            State::RollingOut,
            Step::Amend,
            &by,
            facts,
        ))
    };
    assert_eq!(amend(&ready), [""; 0]);
    let outside = Facts {
        lower_left_outside: vec!["12-KH/ĐU".to_owned()],
        ..ready.clone()
    };
    assert_eq!(amend(&outside), ["lower_plans_left_outside"]);
    for (pilots, annulled, expected) in [
        (0, 0, vec![]),
        (1, 0, vec!["pilots_there_already"]),
        (0, 1, vec!["pilots_there_already"]),
    ] {
        let given_up = Facts {
            had_pilots: true,
            without_pilots: true,
            pilots,
            pilots_annulled: annulled,
            ..ready.clone()
        };
        assert_eq!(amend(&given_up), expected);
    }
}

#[test]
fn a_plan_is_completed_with_no_opinion_left_open() {
    let facts = Facts {
        opinions_open: 1,
        ..Facts::default()
    };
    let by = [Seat::Office];
    let outcome = decide::<PlanProcess>(State::RollingOut, Step::Complete, &by, &facts);
    assert_eq!(codes(outcome), ["opinions_open"]);
}

#[test]
fn a_plan_without_pilots_awaits_no_guidance() {
    let facts = Facts {
        without_pilots: true,
        ..Facts::default()
    };
    assert!(
        decide::<PlanProcess>(State::Issued, Step::OpenRollout, &[Seat::Office], &facts).is_ok()
    );
}

#[test]
fn only_the_person_in_the_way_is_forbidden_and_not_refused() {
    let outcome = decide::<PlanProcess>(
        State::Draft,
        Step::Issue,
        &[Seat::Office],
        &ready_to_issue(),
    );
    assert!(matches!(outcome, Err(Error::Forbidden(_))));
}

#[test]
fn a_plan_is_not_older_than_two_terms_when_its_round_begins() {
    let issued = |on: &str| {
        let facts = Facts {
            issued_on: on.parse().ok(),
            ..ready_to_issue()
        };
        let by = [Seat::Secretary];
        codes(decide::<PlanProcess>(
            State::Draft,
            Step::Issue,
            &by,
            &facts,
        ))
    };
    assert_eq!(issued("2012-05-01"), [""; 0]);
    assert_eq!(issued("2012-04-30"), ["issue_date_long_ago"]);
    assert_eq!(issued("1930-02-03"), ["issue_date_long_ago"]);
}
