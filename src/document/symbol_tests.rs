//! Right forms are read, wrong ones are refused with the right one.

use super::*;
use proptest::prelude::*;

#[test]
fn r_num_01_right_forms_are_read_and_printed_alike() {
    for (written, printed, number, code, organ) in [
        ("65-KH/ĐUK", "65-KH/ĐUK", 65, TypeCode::Plan, "ĐUK"),
        (
            "Số 05-HD/BTCTW",
            "05-HD/BTCTW",
            5,
            TypeCode::Guidance,
            "BTCTW",
        ),
        (
            " 294-QĐ/TW ",
            "294-QĐ/TW",
            294,
            TypeCode::DecisionOrRegulation,
            "TW",
        ),
        ("01-CTr/ĐH", "01-CTr/ĐH", 1, TypeCode::Programme, "ĐH"),
        ("12-TTr/ThU", "12-TTr/ThU", 12, TypeCode::Submission, "ThU"),
        (
            "So\u{302}\u{301} 10-BB/CB",
            "10-BB/CB",
            10,
            TypeCode::Minutes,
            "CB",
        ),
    ] {
        let symbol = DocumentSymbol::parse(written).unwrap();
        assert_eq!(symbol.to_string(), printed);
        assert_eq!(
            (symbol.number(), symbol.type_code(), symbol.organ()),
            (number, code, organ)
        );
    }
}

#[test]
fn r_num_01_wrong_forms_are_refused_with_the_right_one() {
    use SymbolProblem::*;
    for (written, problem, offered) in [
        ("Số: 01/BC-CB", SignAfterSo, Some("01-BC/CB")),
        ("5-KH/ĐUK", NumberPadding, Some("05-KH/ĐUK")),
        ("007-KH/ĐUK", NumberPadding, Some("07-KH/ĐUK")),
        ("số 5 - kh / đuk", NumberMissing, Some("05-KH/ĐUK")),
        ("Số65-KH/ĐUK", SignAfterSo, Some("65-KH/ĐUK")),
        ("65/KH-ĐUK", HyphenMissing, Some("65-KH/ĐUK")),
        ("65–KH/ĐUK", HyphenMissing, Some("65-KH/ĐUK")),
        ("65-KH-ĐUK", SlashMissing, Some("65-KH/ĐUK")),
        ("66-QĐi/TW", UnknownType, Some("66-QĐ/TW")),
        ("66-QD/TW", UnknownType, Some("66-QĐ/TW")),
        ("09-TTR/DU", UnknownType, Some("09-TTr/ĐU")),
        ("65-XX/ĐUK", UnknownType, None),
        ("65-KH/đuk", OrganMalformed, Some("65-KH/ĐUK")),
        ("65-KH/", OrganMalformed, None),
        ("65-KH/ĐUK-VP", OrganMalformed, None),
        ("00-KH/ĐUK", NumberOutOfRange, None),
        ("99999999999-KH/ĐUK", NumberOutOfRange, None),
        ("KH/ĐUK", NumberMissing, None),
        ("Kế hoạch 65-KH/ĐUK", NumberMissing, None),
        ("", Empty, None),
    ] {
        let error = DocumentSymbol::parse(written).unwrap_err();
        assert_eq!(error.problem, problem, "{written}");
        let suggestion = error.suggestion.map(|right| right.to_string());
        assert_eq!(suggestion.as_deref(), offered, "{written}");
    }
}

#[test]
fn r_num_01_every_fault_is_told_at_once() {
    use SymbolProblem::*;
    for (written, faults) in [
        ("65-KH/ĐUK", vec![]),
        ("Số 65-KH/ĐUK", vec![]),
        (
            "Số: 01/BC-CB",
            vec![SignAfterSo, HyphenMissing, SlashMissing],
        ),
        (
            "5-kh/đuk",
            vec![NumberPadding, TypeMiswritten, OrganMalformed],
        ),
        ("66-QĐi/TW", vec![TypeMiswritten]),
        (
            "so 02 NQ ĐH",
            vec![SoMiswritten, HyphenMissing, SlashMissing],
        ),
        ("02-XX/ĐH", vec![UnknownType]),
        ("02-NQ/", vec![OrganMalformed]),
        ("Kế hoạch 65-KH/ĐUK", vec![NumberMissing]),
        ("", vec![Empty]),
    ] {
        assert_eq!(DocumentSymbol::faults(written), faults, "{written}");
    }
}

#[test]
fn a_code_knows_its_types() {
    assert_eq!(
        TypeCode::DecisionOrRegulation.types(),
        [DocumentType::Decision, DocumentType::Regulation]
    );
    assert_eq!(TypeCode::Plan.types(), [DocumentType::Plan]);
    let all: usize = TypeCode::iter().map(|code| code.types().len()).sum();
    assert_eq!(all, 18);
}

#[test]
fn the_error_says_what_was_meant() {
    let error = DocumentSymbol::parse("5-KH/ĐUK").unwrap_err();
    assert!(error.to_string().contains("05-KH/ĐUK"), "{error}");
    assert_eq!(error.problem.code(), "number_padding");
}

#[test]
fn it_travels_as_text() {
    let symbol = DocumentSymbol::new(5, TypeCode::Plan, "ĐUK").unwrap();
    let json = serde_json::to_string(&symbol).unwrap();
    assert_eq!(json, "\"05-KH/ĐUK\"");
    assert_eq!(
        serde_json::from_str::<DocumentSymbol>(&json).unwrap(),
        symbol
    );
    assert!(serde_json::from_str::<DocumentSymbol>("\"5/KH\"").is_err());
    assert!(DocumentSymbol::new(0, TypeCode::Plan, "ĐUK").is_err());
    assert!(DocumentSymbol::new(1, TypeCode::Plan, "đu").is_err());
}

proptest! {
    #[test]
    fn printing_and_reading_agree(number in 1_u32.., index in 0_usize..17, organ in "[A-ZĐ]{1,6}") {
        let code = TypeCode::iter().nth(index).unwrap();
        let symbol = DocumentSymbol::new(number, code, &organ).unwrap();
        prop_assert_eq!(DocumentSymbol::parse(&symbol.to_string()), Ok(symbol));
    }

    #[test]
    fn nothing_is_at_fault_in_what_can_be_read(text in "(Số|so|Số:)? ?[0-9]{0,3}[-/ ]?(KH|QĐ|QĐi|kh|XX)?[-/]?(ĐUK|đu|)?") {
        prop_assert_eq!(DocumentSymbol::faults(&text).is_empty(), DocumentSymbol::parse(&text).is_ok());
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,40}") {
        prop_assert_eq!(DocumentSymbol::faults(&text).is_empty(), DocumentSymbol::parse(&text).is_ok());
        if let Err(error) = DocumentSymbol::parse(&text) && let Some(right) = error.suggestion {
            prop_assert_eq!(DocumentSymbol::parse(&right.to_string()), Ok(right));
        }
    }
}
