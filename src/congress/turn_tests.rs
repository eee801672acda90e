//! The table and its guards, clause by clause: ways out, whose turn it is, and the two clocks.

use super::model::{Congress, State};
use super::rules::*;
use super::rules_tests::{day, expect, given, plan, ready};
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::plan::model::State as PlanState;
use crate::regulation::{Regulation, add_working_days};
use crate::workflow::{Process, Seat, possible_steps};

#[test]
fn r_post_04_an_annulment_is_a_numbered_decision_with_a_reason_and_a_ground() {
    let facts = given(|given| given.note = None);
    let codes = [
        "reason_missing",
        "ground_missing",
        "decision_symbol_missing",
        "decision_date_missing",
    ];
    expect(State::Confirmed, Step::Annul, Seat::Upper, &facts, &codes);
}

#[test]
fn only_the_plans_committee_moves_a_congress_out_of_the_window() {
    let late = Some(day("2022-08-15"));
    let mut facts = given(|given| given.planned_on = late);
    facts.planned_on = late;
    expect(
        State::Approved,
        Step::Postpone,
        Seat::Branch,
        &facts,
        &["date_outside_window"],
    );
    facts.by_plan_committee = true;
    expect(State::Approved, Step::Postpone, Seat::Office, &facts, &[]);
    let gone = given(|given| given.planned_on = Some(day("2022-05-18")));
    expect(
        State::Approved,
        Step::Postpone,
        Seat::Branch,
        &gone,
        &["date_gone_by"],
    );
    let silent = given(|given| given.note = None);
    let codes = ["reason_missing", "new_date_missing"];
    expect(
        State::Approved,
        Step::Postpone,
        Seat::Branch,
        &silent,
        &codes,
    );
}

#[test]
fn a_pilot_is_chosen_once_with_a_reason_under_a_plan_that_holds_pilots() {
    let mut facts = given(|given| given.note = None);
    facts.plan.without_pilots = true;
    facts.plan.names_sectors = true;
    facts.plan.state = PlanState::RollingOut;
    facts.pilot = true;
    let codes = [
        "plan_without_pilots",
        "rollout_has_begun",
        "already_pilot",
        "sector_missing",
        "reason_missing",
    ];
    expect(
        State::Preparing,
        Step::DesignatePilot,
        Seat::Office,
        &facts,
        &codes,
    );
}

#[test]
fn a_branch_that_is_gone_is_no_pilot() {
    let mut facts = given(|given| given.note = Some("Đại diện khối cơ quan".to_owned()));
    facts.plan.state = PlanState::Issued;
    expect(
        State::Preparing,
        Step::DesignatePilot,
        Seat::Office,
        &facts,
        &[],
    );
    facts.branch_ended_on = Some(day("2022-05-19"));
    expect(
        State::Preparing,
        Step::DesignatePilot,
        Seat::Office,
        &facts,
        &["branch_stands_no_longer"],
    );
}

#[test]
fn r_post_04_the_committee_above_speaks_by_a_decision() {
    let facts = given(|given| {
        given.note = Some("Sai quy trình".to_owned());
        given.ground = Some("24-QĐ/TW mục 16.1.3".to_owned());
        given.decision_symbol = "15-TB/ĐU".parse().ok();
        given.decision_on = Some(day("2022-05-19"));
    });
    let found = CongressProcess::check(Guard::DecisionNumbered, &facts);
    let codes: Vec<_> = found.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, ["decision_of_other_type"]);
}

#[test]
fn what_would_come_with_a_step_is_not_missed_when_only_asked_what_is_possible() {
    use strum::VariantArray;
    let facts = Facts {
        given: None,
        planned_on: Some(day("2022-05-19")),
        ..ready()
    };
    for &state in State::VARIANTS {
        let steps = possible_steps::<CongressProcess>(state, Seat::VARIANTS, &facts);
        for possible in steps {
            let codes: Vec<_> = possible.reasons.iter().map(|reason| reason.code).collect();
            let in_the_way: &[&str] = match possible.step {
                // The plan of the ready branch is rolling out.
                Step::DesignatePilot => &["rollout_has_begun"],
                // The day of the ready branch is today, before the window opens.
                Step::SubmitDossier => &["date_outside_window"],
                // It left no post vacant.
                Step::AppointSecretary => &["secretary_not_vacant"],
                Step::FillVacancy => &["no_post_vacant"],
                // Nor does anybody hold one.
                Step::EndMembership => &["post_not_held"],
                _ => &[],
            };
            assert_eq!(codes, in_the_way, "{} from {state}", possible.step);
        }
    }
}

#[test]
fn a_post_of_a_term_that_has_ended_is_not_filled() {
    let mut facts = ready();
    facts.next_closed_on = Some(day("2024-11-20"));
    for step in [Step::FillVacancy, Step::AppointSecretary] {
        let rule = CongressProcess::rule(step);
        assert!(rule.provided.contains(&Guard::TermRuns), "{step}");
    }
    let reasons = CongressProcess::check(Guard::TermRuns, &facts);
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].code, "term_has_ended");
    facts.next_closed_on = None;
    assert!(CongressProcess::check(Guard::TermRuns, &facts).is_empty());
}

#[test]
fn the_turn_passes_between_branch_and_upper_committee() {
    let turns = [
        (State::Preparing, &[Seat::Branch][..]),
        (State::Submitted, &[Seat::Upper]),
        (State::Approved, &[Seat::Branch]),
        (State::Closed, &[Seat::Branch]),
        (State::Reported, &[Seat::Upper]),
        (State::Confirmed, &[]),
        (State::Cancelled, &[]),
    ];
    for (state, seats) in turns {
        assert_eq!(whose_turn(state), seats, "{state}");
    }
}

fn congress(state: State) -> Congress {
    Congress {
        id: Id::new(),
        plan_id: Id::new(),
        unit_id: Id::new(),
        unit_path: UnitPath::root(Id::<()>::new()),
        unit_name: "Chi bộ III".to_owned(),
        approving_unit_id: Id::new(),
        sub_committee_id: None,
        sector_id: None,
        state,
        pilot: false,
        pilot_reason: None,
        planned_on: Some(day("2022-06-20")),
        planned_time: None,
        venue: None,
        half_days: 1,
        notice_given_on: None,
        summoned_official: None,
        summoned_probationary: None,
        present_official: None,
        present_probationary: None,
        guidance_override: None,
        opened_on: None,
        closed_on: Some(day("2022-06-20")),
        reported_on: Some(day("2022-06-29")),
        due_on: None,
        decision_symbol: None,
        decision_on: None,
        end_reason: None,
        created_at: "2022-03-16T01:00:00Z".parse().expect("a moment"),
        version: 1,
    }
}

#[test]
fn r_post_02_and_03_the_two_clocks_count_working_days() {
    let regulation = Regulation::on(day("2022-06-20"));
    let window = plan().window;
    let due = |state| due_on(&congress(state), window, &regulation);
    assert_eq!(due(State::Convened), Some(day("2022-06-20")));
    assert_eq!(due(State::Closed), Some(day("2022-06-29")));
    let fifteenth = add_working_days(day("2022-06-29"), 15);
    assert_eq!(due(State::Reported), Some(fifteenth));
    assert_eq!(due(State::Confirmed), None);
    let undated = Congress {
        planned_on: None,
        ..congress(State::Preparing)
    };
    assert_eq!(
        due_on(&undated, window, &regulation),
        Some(day("2022-07-31"))
    );
}

#[test]
fn a_report_on_the_eighth_working_day_is_late_and_shown() {
    let mut reported = congress(State::Reported);
    let today = day("2022-07-01");
    assert_eq!(
        super::warnings::reported_late(&reported, today),
        Some(false)
    );
    reported.reported_on = Some(day("2022-06-30"));
    assert_eq!(super::warnings::reported_late(&reported, today), Some(true));
}

#[test]
fn r_merge_01_a_congress_that_elects_nobody_awaits_no_personnel_work() {
    let mut facts = ready();
    facts.plan.elects = false;
    facts.personnel = crate::personnel::model::PersonnelFacts::default();
    expect(
        State::Preparing,
        Step::SubmitDossier,
        Seat::Branch,
        &facts,
        &[],
    );
    expect(State::Submitted, Step::Approve, Seat::Upper, &facts, &[]);
    expect(State::InSession, Step::Close, Seat::Branch, &facts, &[]);
    facts.plan.elects = true;
    expect(
        State::Submitted,
        Step::Approve,
        Seat::Upper,
        &facts,
        &["scheme_not_approved"],
    );
}
