//! The rules of documents, held to the regulation.

use super::*;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::error::Error;
use crate::regulation::Regulation;
use crate::workflow::{decide, possible_steps};

fn facts() -> Facts {
    let day = chrono::NaiveDate::from_ymd_opt(2022, 5, 11).unwrap();
    Facts {
        kind: DocumentKind::PoliticalReport,
        classified: false,
        congress: CongressState::Preparing,
        latest_version: 1,
        returned_version: None,
        endorsed_version: None,
        endorsement_asked: false,
        final_missing: false,
        open_remarks: 0,
        only_asked: false,
        remarks_given: 0,
        note_given: false,
        base: None,
        present: None,
        vote_out_of_order: Vec::new(),
        votes: VoteTotals::default(),
        majority: Regulation::on(day).majority(),
    }
}

fn taken(state: State, step: Step, seat: Seat, facts: &Facts) -> Result<State, Vec<&'static str>> {
    match decide::<DocumentProcess>(state, step, &[seat], facts) {
        Ok(decision) => Ok(decision.to),
        Err(Error::Refused(reasons) | Error::Forbidden(reasons)) => {
            Err(reasons.iter().map(|reason| reason.code).collect())
        }
        Err(other) => panic!("{other}"),
    }
}

fn vote(summoned: i64, present: i64, totals: (i64, i64, i64)) -> Facts {
    Facts {
        congress: CongressState::InSession,
        base: Some(summoned),
        present: Some(present),
        votes: VoteTotals {
            votes_for: Some(totals.0),
            votes_against: Some(totals.1),
            votes_abstain: Some(totals.2),
        },
        ..facts()
    }
}

pub fn document(kind: DocumentKind, state: State, latest_version: i64) -> Document {
    Document {
        id: Id::nil(),
        congress_id: Id::nil(),
        kind,
        title: "Báo cáo".to_owned(),
        state,
        secrecy: Secrecy::None,
        symbol: None,
        registered_on: None,
        custodian: None,
        latest_version,
        approved_version: None,
        endorsed_version: None,
        final_needed: false,
        base_official: None,
        votes_for: None,
        votes_against: None,
        votes_abstain: None,
        created_at: Instant::from_utc(chrono::DateTime::UNIX_EPOCH),
        version: 1,
    }
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

#[test]
fn the_article_a_document_is_prepared_reviewed_presented_adopted() {
    let in_session = vote(30, 28, (28, 0, 0));
    for (from, step, seat, facts, to) in [
        (
            State::Draft,
            Step::Submit,
            Seat::Branch,
            facts(),
            State::Submitted,
        ),
        (
            State::Submitted,
            Step::Approve,
            Seat::Upper,
            facts(),
            State::Approved,
        ),
        (
            State::Approved,
            Step::Present,
            Seat::Branch,
            in_session.clone(),
            State::Presented,
        ),
        (
            State::Presented,
            Step::Adopt,
            Seat::Branch,
            in_session,
            State::Adopted,
        ),
    ] {
        assert_eq!(taken(from, step, seat, &facts), Ok(to), "{step}");
    }
}

#[test]
fn r_doc_01_nothing_is_submitted_without_a_version() {
    for (latest, returned, classified, expected) in [
        (0, None, false, vec!["document_version_missing"]),
        (0, None, true, vec!["document_registration_missing"]),
        (1, None, false, vec![]),
        (1, Some(1), false, vec!["document_version_not_renewed"]),
        (1, Some(1), true, vec!["document_registration_not_renewed"]),
        (2, Some(1), false, vec![]),
    ] {
        let facts = Facts {
            latest_version: latest,
            returned_version: returned,
            classified,
            ..facts()
        };
        let outcome = taken(State::Draft, Step::Submit, Seat::Branch, &facts);
        assert_eq!(outcome.err().unwrap_or_default(), expected, "{facts:?}");
    }
}

#[test]
fn r_doc_02_no_open_remark_at_submission_approval_or_presentation() {
    let open = Facts {
        open_remarks: 2,
        ..facts()
    };
    for (from, step, seat) in [
        (State::Draft, Step::Submit, Seat::Branch),
        (State::Submitted, Step::Approve, Seat::Upper),
    ] {
        assert_eq!(
            taken(from, step, seat, &open),
            Err(vec!["document_remarks_open"])
        );
    }
    let presented = Facts {
        congress: CongressState::InSession,
        final_missing: true,
        ..open
    };
    assert_eq!(
        taken(State::Approved, Step::Present, Seat::Branch, &presented),
        Err(vec![
            "document_remarks_open",
            "document_final_version_missing"
        ])
    );
}

#[test]
fn a_return_says_why() {
    let step = |facts: &Facts| {
        taken(
            State::Submitted,
            Step::ReturnForRevision,
            Seat::Upper,
            facts,
        )
    };
    assert_eq!(step(&facts()), Err(vec!["document_return_without_reason"]));
    let noted = Facts {
        note_given: true,
        ..facts()
    };
    assert_eq!(step(&noted), Ok(State::Returned));
    let remarked = Facts {
        remarks_given: 1,
        ..facts()
    };
    assert_eq!(step(&remarked), Ok(State::Returned));
}

#[test]
fn remarks_come_with_the_approval_that_takes_them() {
    let with = |remarks_given| Facts {
        remarks_given,
        ..facts()
    };
    for (step, remarks, expected) in [
        (Step::Approve, 0, Ok(State::Approved)),
        (Step::Approve, 1, Err(vec!["document_remarks_not_taken"])),
        (
            Step::ApproveWithRemarks,
            0,
            Err(vec!["document_remarks_missing"]),
        ),
        (Step::ApproveWithRemarks, 1, Ok(State::Approved)),
    ] {
        let outcome = taken(State::Submitted, step, Seat::Upper, &with(remarks));
        assert_eq!(outcome, expected, "{step} {remarks}");
    }
}

#[test]
fn the_sub_committee_reviews_first_where_the_plan_says_so() {
    let asked = Facts {
        endorsement_asked: true,
        ..facts()
    };
    let approve = |facts: &Facts| taken(State::Submitted, Step::Approve, Seat::Upper, facts);
    let endorse = |facts: &Facts| taken(State::Submitted, Step::Endorse, Seat::SubCommittee, facts);
    assert_eq!(approve(&asked), Err(vec!["document_not_endorsed"]));
    assert_eq!(endorse(&asked), Ok(State::Submitted));
    assert_eq!(
        endorse(&facts()),
        Err(vec!["document_endorsement_not_asked"])
    );
    let endorsed = Facts {
        endorsed_version: Some(1),
        ..asked.clone()
    };
    assert_eq!(approve(&endorsed), Ok(State::Approved));
    assert_eq!(endorse(&endorsed), Err(vec!["document_already_endorsed"]));
    // The endorsement of an older version is not one of this.
    let newer = Facts {
        latest_version: 2,
        ..endorsed
    };
    assert_eq!(approve(&newer), Err(vec!["document_not_endorsed"]));
}

#[test]
fn a_vote_adds_up_and_is_measured_against_all_who_were_summoned() {
    for (summoned, present, totals, expected) in [
        (30, 28, (16, 10, 2), vec![]),
        // 15 of 30 are not more than half, though they are most of those present.
        (30, 20, (15, 5, 0), vec!["document_majority_not_reached"]),
        (11, 10, (5, 3, 2), vec!["document_majority_not_reached"]),
        (11, 10, (6, 3, 2), vec!["document_votes_exceed_present"]),
        (11, 10, (6, -1, 2), vec!["document_votes_negative"]),
        (
            30,
            10,
            (i64::MAX, i64::MAX, 1),
            vec!["document_votes_exceed_present"],
        ),
        (0, 0, (0, 0, 0), vec!["document_majority_not_reached"]),
    ] {
        let facts = vote(summoned, present, totals);
        let outcome = taken(State::Presented, Step::Adopt, Seat::Branch, &facts);
        assert_eq!(
            outcome.err().unwrap_or_default(),
            expected,
            "{totals:?} of {present} of {summoned}"
        );
    }
}

#[test]
fn an_adoption_without_figures_names_all_that_is_missing() {
    assert_eq!(
        taken(State::Presented, Step::Adopt, Seat::Branch, &facts()),
        Err(vec![
            "document_congress_not_in_session",
            "document_votes_missing",
            "document_present_not_recorded",
            "document_summoned_not_recorded",
        ])
    );
}

#[test]
fn nothing_moves_once_the_congress_is_over() {
    let over = Facts {
        congress: CongressState::Cancelled,
        note_given: true,
        ..facts()
    };
    for (from, step, seat) in [
        (State::Draft, Step::Submit, Seat::Branch),
        (State::Submitted, Step::Approve, Seat::Upper),
        (State::Submitted, Step::ReturnForRevision, Seat::Upper),
        (State::Returned, Step::Revise, Seat::Branch),
    ] {
        assert_eq!(
            taken(from, step, seat, &over),
            Err(vec!["document_congress_over"]),
            "{step}"
        );
    }
}

#[test]
fn only_the_branch_puts_its_documents_forward_and_only_the_upper_committee_approves() {
    assert_eq!(
        taken(State::Draft, Step::Submit, Seat::Upper, &facts()),
        Err(vec!["wrong_office"])
    );
    assert_eq!(
        taken(State::Submitted, Step::Approve, Seat::Branch, &facts()),
        Err(vec!["wrong_office"])
    );
    let steps = possible_steps::<DocumentProcess>(State::Draft, &[Seat::Branch], &facts());
    let names: Vec<Step> = steps.iter().map(|possible| possible.step).collect();
    assert_eq!(names, [Step::Submit]);
}

#[test]
fn r_sec_02_of_a_classified_document_no_content_and_no_remark_is_taken() {
    let mut secret = document(DocumentKind::PoliticalReport, State::Draft, 1);
    secret.secrecy = Secrecy::Secret;
    let reasons = against_filing(&secret, CongressState::Preparing);
    assert_eq!(codes(&reasons), ["document_content_classified"]);
    let reviewed = Facts {
        classified: true,
        remarks_given: 1,
        ..facts()
    };
    for step in [Step::ApproveWithRemarks, Step::ReturnForRevision] {
        assert_eq!(
            taken(State::Submitted, step, Seat::Upper, &reviewed),
            Err(vec!["document_remarks_on_classified"]),
            "{step}"
        );
    }
}

#[test]
fn r_sec_02_what_is_kept_does_not_become_secret_and_what_was_reviewed_stays_so() {
    let mut open = document(DocumentKind::PoliticalReport, State::Draft, 0);
    let wanted = Some(Secrecy::Secret);
    assert!(against_secrecy(&open, wanted, (false, None)).is_empty());
    open.latest_version = 1;
    assert_eq!(
        codes(&against_secrecy(&open, wanted, (false, None))),
        ["document_content_already_kept"]
    );
    open.secrecy = Secrecy::TopSecret;
    let none = Some(Secrecy::None);
    assert!(against_secrecy(&open, none, (false, Some("giải mật"))).is_empty());
    let told = codes(&against_secrecy(&open, none, (true, None)));
    assert_eq!(told[0], "document_lowered_without_reason");
    assert_eq!(told[1..], ["document_reviewed_as_classified"]);
}

#[test]
fn versions_are_filed_while_the_branch_writes_and_after_an_approval_with_remarks() {
    use CongressState::{Cancelled, Closed, InSession, Preparing, Reported};
    let report = DocumentKind::PoliticalReport;
    let minutes = DocumentKind::CongressMinutes;
    for (kind, state, final_needed, congress, expected) in [
        (report, State::Draft, false, Preparing, vec![]),
        (report, State::Draft, false, InSession, vec![]),
        (
            report,
            State::Draft,
            false,
            Closed,
            vec!["document_congress_over"],
        ),
        (
            report,
            State::Submitted,
            false,
            Cancelled,
            vec!["document_congress_over", "document_with_the_committee"],
        ),
        (
            report,
            State::Returned,
            false,
            Preparing,
            vec!["document_to_be_revised_first"],
        ),
        (
            report,
            State::Approved,
            false,
            Preparing,
            vec!["document_approved_as_it_is"],
        ),
        (report, State::Approved, true, Preparing, vec![]),
        (
            report,
            State::Adopted,
            true,
            InSession,
            vec!["document_put_to_the_congress"],
        ),
        (
            minutes,
            State::Draft,
            false,
            Preparing,
            vec!["document_paper_too_early"],
        ),
        (minutes, State::Draft, false, InSession, vec![]),
        (minutes, State::Draft, false, Closed, vec![]),
        (
            minutes,
            State::Draft,
            false,
            Reported,
            vec!["document_congress_over"],
        ),
    ] {
        let mut document = document(kind, state, 0);
        document.final_needed = final_needed;
        let reasons = against_filing(&document, congress);
        assert_eq!(codes(&reasons), expected, "{kind} {state} {congress}");
    }
}

#[test]
fn the_papers_of_the_report_are_not_reviewed() {
    let minutes = Facts {
        kind: DocumentKind::CongressMinutes,
        congress: CongressState::InSession,
        latest_version: 0,
        ..facts()
    };
    assert_eq!(
        taken(State::Draft, Step::Submit, Seat::Branch, &minutes),
        Err(vec!["document_paper_not_reviewed"])
    );
}

#[test]
fn what_comes_with_a_step_is_not_missed_by_who_only_asks() {
    let asked = Facts {
        only_asked: true,
        ..facts()
    };
    let submitted = |step| taken(State::Submitted, step, Seat::Upper, &asked);
    assert_eq!(submitted(Step::ReturnForRevision), Ok(State::Returned));
    assert_eq!(submitted(Step::ApproveWithRemarks), Ok(State::Approved));
    let asked = Facts {
        only_asked: true,
        votes: VoteTotals::default(),
        ..vote(30, 27, (0, 0, 0))
    };
    let adopted = taken(State::Presented, Step::Adopt, Seat::Branch, &asked);
    assert_eq!(adopted, Ok(State::Adopted));
}
