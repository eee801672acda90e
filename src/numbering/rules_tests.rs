//! What stands against a number, rule by rule.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A resolution of a branch congress that sits today.
fn at_congress() -> Facts {
    Facts {
        organ: Some(IssuingOrgan::BranchCongress),
        document_type: DocumentType::Resolution,
        dated_on: Some(day("2022-05-11")),
        today: day("2022-05-11"),
        counter: Counter::Congress(Session {
            state: CongressState::InSession,
            opened_on: Some(day("2022-05-11")),
            closed_on: None,
        }),
        secrecy: Secrecy::None,
        has_abstract: true,
        has_custodian: false,
        has_reason: false,
    }
}

/// A plan of a branch in its term.
fn of_branch() -> Facts {
    Facts {
        organ: Some(IssuingOrgan::Branch),
        document_type: DocumentType::Plan,
        counter: Counter::Committee {
            term_from: Some(day("2020-03-01")),
            given_in: None,
            last_number: 0,
            follows: None,
        },
        ..at_congress()
    }
}

fn codes(facts: &Facts) -> Vec<&'static str> {
    against(facts).iter().map(|reason| reason.code).collect()
}

#[test]
fn r_num_02_a_congress_numbers_from_opening_to_closing() {
    let facts = at_congress();
    assert_eq!(codes(&facts), [""; 0]);
    let session = |state, closed_on: Option<&str>| {
        Counter::Congress(Session {
            state,
            opened_on: Some(day("2022-05-11")),
            closed_on: closed_on.map(day),
        })
    };
    for (name, facts, expected) in [
        (
            "after the closing, dated in session",
            Facts {
                today: day("2022-05-13"),
                counter: session(CongressState::Closed, Some("2022-05-11")),
                ..facts
            },
            vec![],
        ),
        (
            "dated after the closing",
            Facts {
                today: day("2022-05-13"),
                dated_on: Some(day("2022-05-12")),
                counter: session(CongressState::Closed, Some("2022-05-11")),
                ..facts
            },
            vec!["number_date_outside_session"],
        ),
        (
            "dated before the opening",
            Facts {
                dated_on: Some(day("2022-05-10")),
                ..facts
            },
            vec!["number_date_outside_session"],
        ),
        (
            "before the congress",
            Facts {
                counter: Counter::Congress(Session {
                    state: CongressState::Convened,
                    opened_on: None,
                    closed_on: None,
                }),
                ..facts
            },
            vec!["congress_gives_no_numbers"],
        ),
        (
            "once reported",
            Facts {
                counter: session(CongressState::Reported, Some("2022-05-11")),
                ..facts
            },
            vec!["congress_gives_no_numbers"],
        ),
    ] {
        assert_eq!(codes(&facts), expected, "{name}");
    }
}

#[test]
fn r_num_03_a_committee_numbers_by_term() {
    let counter =
        |term: Option<&str>, given: Option<&str>, last_number, follows| Counter::Committee {
            term_from: term.map(day),
            given_in: given.map(day),
            last_number,
            follows,
        };
    for (name, counter, expected) in [
        (
            "in its term",
            counter(Some("2020-03-01"), None, 7, None),
            vec![],
        ),
        (
            "no term known",
            counter(None, None, 0, None),
            vec!["term_not_recorded"],
        ),
        (
            "64 were given out on paper",
            counter(Some("2020-03-01"), None, 0, Some(64)),
            vec![],
        ),
        (
            "a counter begins once",
            counter(Some("2020-03-01"), None, 65, Some(70)),
            vec!["series_has_begun"],
        ),
        (
            "reserved in one term, dated in the next",
            counter(Some("2022-05-12"), Some("2020-03-01"), 3, None),
            vec!["number_of_another_term"],
        ),
    ] {
        let facts = Facts {
            counter,
            ..of_branch()
        };
        assert_eq!(codes(&facts), expected, "{name}");
    }
}

#[test]
fn r_num_04_a_secret_document_has_a_number_and_a_keeper_only() {
    let secret = Facts {
        secrecy: Secrecy::Secret,
        ..of_branch()
    };
    assert_eq!(
        codes(&secret),
        ["secret_has_abstract", "secret_without_custodian"]
    );
    let kept = Facts {
        has_abstract: false,
        has_custodian: true,
        ..secret
    };
    assert_eq!(codes(&kept), [""; 0]);
}

#[test]
fn a_reserved_number_says_what_it_is_for_and_no_document_is_dated_ahead() {
    let reserved = Facts {
        dated_on: None,
        ..of_branch()
    };
    assert_eq!(codes(&reserved), ["number_reason_missing"]);
    let reasoned = Facts {
        has_reason: true,
        ..reserved
    };
    assert_eq!(codes(&reasoned), [""; 0]);
    let ahead = Facts {
        dated_on: Some(day("2022-05-12")),
        ..of_branch()
    };
    assert_eq!(codes(&ahead), ["number_dated_ahead"]);
}

#[test]
fn r_aut_01_a_branch_issues_no_conclusion_before_2026() {
    let conclusion = Facts {
        document_type: DocumentType::Conclusion,
        ..of_branch()
    };
    let reasons = against(&conclusion);
    assert_eq!(reasons.len(), 1);
    assert_eq!(reasons[0].code, "organ_not_entitled");
    assert_eq!(reasons[0].ground, "Điều 9, khoản 4, điểm c");
    assert_eq!(
        reasons[0].regulation.as_deref(),
        Some("66-QĐ/TW (6/2/2017)")
    );
    let later = Facts {
        dated_on: Some(day("2026-01-09")),
        today: day("2026-01-09"),
        ..conclusion
    };
    assert_eq!(codes(&later), [""; 0]);
}

#[test]
fn r_aut_01_what_is_doubtful_is_only_a_warning() {
    let today = day("2026-03-02");
    let report = Facts {
        document_type: DocumentType::Report,
        dated_on: Some(today),
        today,
        counter: Counter::Congress(Session {
            state: CongressState::InSession,
            opened_on: Some(today),
            closed_on: None,
        }),
        ..at_congress()
    };
    assert_eq!(codes(&report), [""; 0]);
    let own = Dated {
        number: 1,
        dated_on: today,
    };
    let warned = warnings(&report, own, &[]);
    assert_eq!(warned[0].code, "organ_hardly_entitled");
}

/// Before 9/1/2026 no text told the congress of a branch apart: what its branch may not issue is pointed out.
#[test]
fn r_aut_01_a_congress_is_warned_of_what_its_branch_may_not_issue() {
    let told = |document_type, date: &str| {
        let facts = Facts {
            document_type,
            dated_on: Some(day(date)),
            today: day(date),
            ..at_congress()
        };
        let own = Dated {
            number: 1,
            dated_on: day(date),
        };
        let warned = warnings(&facts, own, &[]);
        warned
            .into_iter()
            .map(|reason| (reason.code, reason.regulation.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let ground = "66-QĐ/TW (6/2/2017)".to_owned();
    for forbidden in [DocumentType::Conclusion, DocumentType::Announcement] {
        assert_eq!(
            told(forbidden, "2022-05-11"),
            [("organ_hardly_entitled", ground.clone())]
        );
    }
    for usual in [DocumentType::Resolution, DocumentType::Minutes] {
        assert_eq!(told(usual, "2022-05-11"), []);
        assert_eq!(told(usual, "2026-01-09"), []);
    }
}

#[test]
fn r_num_05_dates_go_with_numbers() {
    let dated = |number, date| Dated {
        number,
        dated_on: day(date),
    };
    let others = [
        dated(1, "2022-05-02"),
        dated(2, "2022-05-10"),
        dated(4, "2022-05-20"),
    ];
    for (own, disagrees_with) in [
        (dated(3, "2022-05-10"), None),
        (dated(3, "2022-05-20"), None),
        (dated(3, "2022-05-09"), Some(2)),
        (dated(3, "2022-05-21"), Some(4)),
        (dated(5, "2022-05-01"), Some(4)),
    ] {
        let found = out_of_order(own, &others);
        let other = found.as_ref().map(|reason| reason.args[2].1.clone());
        assert_eq!(other, disagrees_with.map(Arg::Number), "{own:?}");
    }
}

#[test]
fn r_num_01_the_symbol_of_a_number() {
    let printed = |number, document_type, organ| symbol(number, document_type, organ).ok();
    assert_eq!(
        printed(2, DocumentType::Resolution, CONGRESS_CODE).as_deref(),
        Some("02-NQ/ĐH")
    );
    assert_eq!(
        printed(65, DocumentType::Plan, "ĐUK").as_deref(),
        Some("65-KH/ĐUK")
    );
    assert_eq!(
        printed(7, DocumentType::Regulation, "ĐU").as_deref(),
        Some("07-QĐ/ĐU")
    );
    assert_eq!(printed(1, DocumentType::Plan, "vnpt-ls"), None);
    assert_eq!(printed(0, DocumentType::Plan, "ĐU"), None);
}

proptest! {
    #[test]
    fn a_counter_in_step_with_its_dates_is_never_warned_of(mut days in proptest::collection::vec(0_i64..400, 1..20)) {
        days.sort_unstable();
        let first = day("2022-01-01");
        let dated: Vec<Dated> = (1..)
            .zip(&days)
            .map(|(number, days)| Dated { number, dated_on: first + chrono::TimeDelta::days(*days) })
            .collect();
        for own in &dated {
            prop_assert_eq!(out_of_order(*own, &dated), None);
        }
    }
}

#[test]
fn r_num_01_a_code_that_cannot_stand_in_a_symbol_gets_no_number() {
    for code in ["Đ U", "đu", ""] {
        let Err(Error::Refused(reasons)) = symbol(1, DocumentType::Resolution, code) else {
            panic!("{code:?} is refused");
        };
        assert_eq!(reasons[0].code, "organ_code_unfit");
    }
}
