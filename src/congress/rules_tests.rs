//! The table and its guards, clause by clause.

use chrono::NaiveDate;

use super::model::State;
use super::rules::*;
use crate::db::id::Id;
use crate::document::model::{DocumentKind, DossierFacts};
use crate::document::symbol::DocumentSymbol;
use crate::election::model::ElectionFacts;
use crate::error::{Arg, Error, Reason};
use crate::guidance::model::GuidanceFacts;
use crate::personnel::model::{PersonnelFacts, Post};
use crate::plan::model::State as PlanState;
use crate::programme::model::{ItemKind, ProgrammeFacts};
use crate::regulation::{CongressLevel, Regulation, working_days_before};
use crate::result::model::{CongressPost, Outcome, PostRuling, Ruling};
use crate::roll::model::Attendance;
use crate::workflow::{Decision, Process, Seat, decide};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn plan() -> PlanFacts {
    PlanFacts {
        name: "65-KH/ĐUK".to_owned(),
        state: PlanState::RollingOut,
        issued_on: Some(day("2022-03-16")),
        without_pilots: false,
        names_sectors: false,
        elects: true,
        window: Some((day("2022-05-20"), day("2022-07-31"))),
        committee_congress_on: None,
    }
}

/// A roll with so many official members called, and so many of them here.
fn roll(called: i64, present: i64) -> Attendance {
    let quorum = Regulation::on(day("2022-05-19")).quorum().value;
    Attendance {
        called_official: called,
        summoned_official: called,
        present_official: present,
        summoned_probationary: 2,
        present_probationary: 0,
        present_temporary: 0,
        came: present,
        awaited: called - present,
        quorum_needed: quorum.least_part(called),
        quorum_reached: quorum.at_least(present, called),
    }
}

/// A branch with nothing in its way, at any step.
pub(super) fn ready() -> Facts {
    Facts {
        planned_on: Some(day("2022-06-20")),
        venue_set: true,
        attendance: Some(roll(20, 20)),
        reported_on: Some(day("2022-05-18")),
        dossier: DossierFacts {
            resolution_adopted: true,
            ..DossierFacts::default()
        },
        programme: ProgrammeFacts {
            built: true,
            ..ProgrammeFacts::default()
        },
        personnel: PersonnelFacts {
            submitted: true,
            approved: true,
            presented: true,
        },
        elections: ElectionFacts {
            opened: true,
            open: Vec::new(),
        },
        given: Some(Given {
            note: Some("lý do".to_owned()),
            ..Given::default()
        }),
        ..Facts::on(day("2022-05-19"), plan())
    }
}

pub(super) fn given(change: impl FnOnce(&mut Given)) -> Facts {
    let mut facts = ready();
    if let Some(given) = &mut facts.given {
        change(given);
    }
    facts
}

pub(super) fn take(
    from: State,
    step: Step,
    seat: Seat,
    facts: &Facts,
) -> Result<Decision<State>, Vec<Reason>> {
    match decide::<CongressProcess>(from, step, &[seat], facts) {
        Ok(decision) => Ok(decision),
        Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => Err(reasons),
        Err(other) => panic!("{other}"),
    }
}

#[track_caller]
pub(super) fn expect(from: State, step: Step, seat: Seat, facts: &Facts, codes: &[&str]) {
    let found: Vec<_> = match take(from, step, seat, facts) {
        Ok(_) => Vec::new(),
        Err(reasons) => reasons.iter().map(|reason| reason.code).collect(),
    };
    assert_eq!(found, codes, "{step} from {from}");
}

#[test]
fn every_step_leads_where_the_table_says() {
    use Seat::{Branch, Office, Secretary, Upper};
    let preparing = State::Preparing;
    let rows = [
        (Step::DesignatePilot, preparing, preparing, Office),
        (
            Step::SubmitDossier,
            State::Preparing,
            State::Submitted,
            Branch,
        ),
        (
            Step::ReturnDossier,
            State::Submitted,
            State::Preparing,
            Upper,
        ),
        (Step::Approve, State::Submitted, State::Approved, Upper),
        (
            Step::OverrideGuidance,
            State::Approved,
            State::Approved,
            Secretary,
        ),
        (Step::Convene, State::Approved, State::Convened, Branch),
        (Step::Open, State::Convened, State::InSession, Branch),
        (Step::Close, State::InSession, State::Closed, Branch),
        (Step::Report, State::Closed, State::Reported, Branch),
        (Step::Confirm, State::Reported, State::Confirmed, Upper),
        (Step::Annul, State::Reported, State::Annulled, Upper),
        (Step::Annul, State::Confirmed, State::Annulled, Upper),
        (Step::Postpone, State::Convened, State::Convened, Branch),
        (Step::Cancel, State::Preparing, State::Cancelled, Office),
    ];
    for (step, from, to, seat) in rows {
        let mut facts = given(|given| {
            given.notice_given_on = Some(day("2022-04-01"));
            given.decision_symbol = DocumentSymbol::parse("12-QĐ/ĐU").ok();
            given.decision_on = Some(day("2022-05-19"));
            given.ground = Some("24-QĐ/TW, mục 16.1.3".to_owned());
            given.planned_on = Some(day("2022-06-20"));
        });
        match step {
            Step::Open => facts.planned_on = Some(facts.today),
            Step::DesignatePilot => facts.plan.state = PlanState::Issued,
            _ => (),
        }
        let decision = take(from, step, seat, &facts);
        assert_eq!(decision.map(|decision| decision.to), Ok(to), "{step}");
    }
}

#[test]
fn nobody_but_the_seat_of_the_row_takes_a_step() {
    use strum::VariantArray;
    for &step in Step::VARIANTS {
        let rule = CongressProcess::rule(step);
        for &seat in Seat::VARIANTS {
            let reasons = take(State::Cancelled, step, seat, &ready()).expect_err("refused");
            let foreign = reasons.iter().any(|reason| reason.code == "wrong_office");
            assert_eq!(foreign, !rule.by.contains(&seat), "{step} by {seat}");
        }
    }
}

#[test]
fn r_doc_01_a_dossier_is_complete_or_every_gap_is_named() {
    let mut facts = ready();
    facts.plan.state = PlanState::Draft;
    facts.dossier.not_submitted = vec![DocumentKind::PoliticalReport];
    facts.personnel.submitted = false;
    facts.venue_set = false;
    facts.planned_on = Some(day("2022-08-01"));
    let gaps = [
        "plan_not_issued",
        "documents_not_submitted",
        "scheme_not_submitted",
        "date_outside_window",
        "venue_missing",
    ];
    expect(
        State::Preparing,
        Step::SubmitDossier,
        Seat::Branch,
        &facts,
        &gaps,
    );
    facts = ready();
    facts.planned_on = None;
    expect(
        State::Preparing,
        Step::SubmitDossier,
        Seat::Branch,
        &facts,
        &["date_missing"],
    );
}

#[test]
fn r_doc_02_no_congress_is_approved_over_an_open_remark() {
    let mut facts = ready();
    facts.dossier.not_approved = vec![DocumentKind::ActionProgramme];
    facts.dossier.open_remarks = 2;
    facts.personnel.approved = false;
    let open = [
        "documents_not_approved",
        "dossier_remarks_open",
        "scheme_not_approved",
    ];
    expect(State::Submitted, Step::Approve, Seat::Upper, &facts, &open);
}

fn convening(notice: NaiveDate) -> Facts {
    given(|given| {
        given.note = None;
        given.notice_given_on = Some(notice);
    })
}

#[test]
fn r_conv_02_thirty_working_days_bind_a_base_branch_and_want_a_reason_of_a_subordinate_one() {
    let opens = day("2022-06-20");
    let latest = working_days_before(opens, 30);
    let cases = [
        (CongressLevel::Base, latest, None, &[][..]),
        (
            CongressLevel::Base,
            latest.succ_opt().expect("a day"),
            Some("gấp"),
            &["notice_too_short"],
        ),
        (
            CongressLevel::SubordinateBranch,
            day("2022-05-19"),
            None,
            &["notice_short_without_reason"],
        ),
        (
            CongressLevel::SubordinateBranch,
            day("2022-05-19"),
            Some("gấp"),
            &[],
        ),
    ];
    for (level, notice, note, codes) in cases {
        let mut facts = convening(notice);
        facts.level = level;
        if let Some(given) = &mut facts.given {
            given.note = note.map(ToOwned::to_owned);
        }
        expect(State::Approved, Step::Convene, Seat::Branch, &facts, codes);
    }
    let mut facts = convening(day("2022-05-19"));
    facts.level = CongressLevel::Base;
    let reasons = take(State::Approved, Step::Convene, Seat::Branch, &facts).expect_err("short");
    let reason = reasons.first().expect("one");
    assert_eq!(reason.ground, "mục 11.1");
    assert!(
        reason
            .regulation
            .as_deref()
            .is_some_and(|text| text.starts_with("24-QĐ/TW"))
    );
    assert!(reason.args.contains(&("needed", Arg::Number(30))));
}

#[test]
fn charter_24_1_a_branch_summons_at_least_three_official_members() {
    let mut facts = convening(day("2022-04-01"));
    for (called, codes) in [
        (Some(3), &[][..]),
        (Some(2), &["too_few_official_members"]),
        (None, &["members_not_listed"]),
    ] {
        facts.attendance = called.map(|called| roll(called, 0));
        expect(State::Approved, Step::Convene, Seat::Branch, &facts, codes);
    }
}

#[test]
fn r_pil_03_no_ordinary_congress_is_convened_before_guidance() {
    let mut facts = convening(day("2022-04-01"));
    facts.plan.state = PlanState::Issued;
    facts.upper_plans = vec![
        PlanFacts {
            state: PlanState::Issued,
            ..plan()
        },
        PlanFacts {
            state: PlanState::Issued,
            without_pilots: true,
            ..plan()
        },
    ];
    facts.guidance = GuidanceFacts {
        unacknowledged: vec!["05-HD/BTC".to_owned()],
        ..GuidanceFacts::default()
    };
    let gate = [
        "rollout_not_open",
        "rollout_not_open",
        "guidance_not_acknowledged",
    ];
    expect(State::Approved, Step::Convene, Seat::Branch, &facts, &gate);
    let pilot = Facts {
        pilot: true,
        ..facts.clone()
    };
    expect(State::Approved, Step::Convene, Seat::Branch, &pilot, &[]);
    let overridden = Facts {
        guidance_overridden: true,
        ..facts
    };
    expect(
        State::Approved,
        Step::Convene,
        Seat::Branch,
        &overridden,
        &[],
    );
}

#[test]
fn the_secretary_alone_lets_a_branch_go_ahead_and_says_why() {
    let silent = given(|given| given.note = Some("  ".to_owned()));
    expect(
        State::Approved,
        Step::OverrideGuidance,
        Seat::Secretary,
        &silent,
        &["reason_missing"],
    );
    expect(
        State::Approved,
        Step::OverrideGuidance,
        Seat::Office,
        &ready(),
        &["wrong_office"],
    );
    let pilot = Facts {
        pilot: true,
        ..ready()
    };
    expect(
        State::Approved,
        Step::OverrideGuidance,
        Seat::Secretary,
        &pilot,
        &["pilot_waits_for_no_guidance"],
    );
}

fn opening(present: i64, summoned: i64) -> Facts {
    let mut facts = ready();
    facts.attendance = Some(roll(summoned, present));
    facts.planned_on = Some(facts.today);
    facts
}

#[test]
fn charter_11_the_quorum_is_two_thirds_of_those_summoned() {
    for (present, summoned, enough) in [
        (2, 3, true),
        (7, 11, false),
        (8, 11, true),
        (13, 20, false),
        (14, 20, true),
        (20, 30, true),
        (19, 30, false),
    ] {
        let codes: &[&str] = if enough { &[] } else { &["quorum_not_reached"] };
        let facts = opening(present, summoned);
        expect(State::Convened, Step::Open, Seat::Branch, &facts, codes);
    }
    let reasons = take(State::Convened, Step::Open, Seat::Branch, &opening(7, 11));
    let reasons = reasons.expect_err("no quorum");
    let reason = reasons.first().expect("one");
    assert_eq!(reason.ground, "Điều 11");
    assert!(
        reason
            .regulation
            .as_deref()
            .is_some_and(|text| text.starts_with("Điều lệ Đảng"))
    );
    assert!(reason.args.contains(&("needed", Arg::Number(8))));
}

#[test]
fn a_congress_opens_on_its_day_with_the_roll_called_and_every_point_ticked() {
    let mut facts = opening(13, 20);
    facts.planned_on = Some(day("2022-05-20"));
    facts.guidance.open_before_opening = 1;
    let codes = [
        "day_not_come",
        "quorum_not_reached",
        "checklist_before_opening",
    ];
    expect(State::Convened, Step::Open, Seat::Branch, &facts, &codes);
    let mut nobody = opening(0, 20);
    for roll in [nobody.attendance.clone(), None] {
        nobody.attendance = roll;
        let codes = ["attendance_missing"];
        expect(State::Convened, Step::Open, Seat::Branch, &nobody, &codes);
    }
}

#[test]
fn a_congress_closes_only_when_everything_put_to_it_is_decided() {
    let mut facts = ready();
    facts.dossier.resolution_adopted = false;
    facts.dossier.not_presented = vec![DocumentKind::SelfReviewReport];
    facts.dossier.final_missing = vec![DocumentKind::PoliticalReport];
    facts.elections.open = vec![Post::Secretary];
    facts.guidance.open_before_closing = 2;
    facts.programme.not_done = vec![ItemKind::Resolution, ItemKind::ClosingSpeech];
    let codes = [
        "programme_not_done",
        "documents_not_presented",
        "final_versions_missing",
        "resolution_not_adopted",
        "elections_not_decided",
        "checklist_before_closing",
    ];
    expect(State::InSession, Step::Close, Seat::Branch, &facts, &codes);
    let mut facts = ready();
    facts.programme.built = false;
    let codes = ["programme_not_built"];
    expect(State::InSession, Step::Close, Seat::Branch, &facts, &codes);
}

#[test]
fn r_post_02_a_report_has_its_papers() {
    let mut facts = ready();
    facts.dossier.papers_missing = vec![DocumentKind::ElectionMinutes, DocumentKind::ElectedList];
    expect(
        State::Closed,
        Step::Report,
        Seat::Branch,
        &facts,
        &["papers_missing"],
    );
}

#[test]
fn r_post_03_a_confirmation_is_a_numbered_decision_on_every_elected_post() {
    let secretary = CongressPost {
        id: Id::new(),
        post: Post::Secretary,
        person_name: Some("Nguyễn Văn A".to_owned()),
        outcome: Outcome::Elected,
        note: None,
        appointment: None,
        changes: Vec::new(),
        awaits: None,
    };
    let mut facts = ready();
    facts.posts = vec![secretary.clone()];
    let codes = [
        "decision_symbol_missing",
        "decision_date_missing",
        "posts_not_ruled_on",
    ];
    expect(State::Reported, Step::Confirm, Seat::Upper, &facts, &codes);
    if let Some(given) = &mut facts.given {
        given.decision_symbol = DocumentSymbol::parse("12-QĐ/ĐU").ok();
        given.decision_on = Some(day("2022-05-17"));
        given.posts = vec![PostRuling {
            post_id: secretary.id,
            outcome: Ruling::Recognised,
            note: None,
        }];
    }
    expect(
        State::Reported,
        Step::Confirm,
        Seat::Upper,
        &facts,
        &["decision_date_outside"],
    );
}
