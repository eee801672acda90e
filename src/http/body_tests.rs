//! What is wrong with a body or a query, all of it at once, pointed at by the names that JSON has.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::*;
use crate::dates::civil_date;

#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = "in_order"))]
#[schema(as = BodyTestInner)]
struct Inner {
    #[validate(range(min = 0, max = 9))]
    r#for: i64,
    #[validate(range(min = 0, max = 9))]
    against: i64,
}

fn in_order(inner: &Inner) -> Result<(), validator::ValidationError> {
    if inner.r#for <= inner.against {
        Ok(())
    } else {
        Err(validator::ValidationError::new("term_reversed"))
    }
}

#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = BodyTestOuter)]
#[expect(dead_code, reason = "only its faults matter")]
struct Outer {
    #[validate(length(min = 2, max = 5))]
    name: String,
    #[validate(custom(function = "civil_date"))]
    day: NaiveDate,
    #[validate(nested)]
    many: Vec<Inner>,
    count: Option<i64>,
}

fn told(body: &serde_json::Value) -> Vec<String> {
    match parse::<Outer>(body.to_string().as_bytes()) {
        Ok(_) => Vec::new(),
        Err(Error::Invalid(faults)) => faults
            .iter()
            .map(|fault| format!("{} {}", fault.pointer, fault.code))
            .collect(),
        Err(error) => panic!("{error:?}"),
    }
}

#[test]
fn what_has_the_wrong_shape_hides_nothing_that_is_out_of_range() {
    let body = json!({
        "name": "too long", "day": "1022-05-11", "count": "many", "other": 1,
        "many": [{ "for": 5, "against": 1 }, { "for": 12 }, { "for": "x", "against": 11 }],
    });
    let expected = [
        "/count wrong_type",
        "/day date_out_of_range",
        "/many/0 term_reversed",
        "/many/1/against required",
        "/many/1/for range",
        "/many/2/against range",
        "/many/2/for wrong_type",
        "/name length",
        "/other unknown_field",
    ];
    assert_eq!(told(&body), expected);
    assert_eq!(
        told(&json!({})),
        ["/day required", "/many required", "/name required"]
    );
    assert_eq!(told(&json!([])), [" wrong_type"]);
}

#[test]
fn a_list_of_values_is_no_body_with_names() {
    let row = json!({ "for": 1, "against": 5 });
    let body = |many| json!({ "name": "abc", "day": "2022-05-11", "many": many });
    assert_eq!(told(&body(json!([row]))), [""; 0]);
    assert_eq!(told(&body(json!([[1, 5]]))), ["/many/0 wrong_type"]);
    let by_place = json!(["abc", "2022-05-11", [row], null]);
    assert_eq!(told(&by_place), [" wrong_type"]);
}

#[test]
fn a_pointer_has_the_names_that_json_has() {
    let body = json!({
        "name": "abc", "day": "2022-05-11", "many": [{ "for": -1, "against": 5 }, { "for": 2, "against": 1 }],
    });
    assert_eq!(told(&body), ["/many/0/for range", "/many/1 term_reversed"]);
}

#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its faults matter")]
struct Asked {
    #[validate(range(min = 1))]
    from: Option<i64>,
    day: Option<NaiveDate>,
}

#[test]
fn every_parameter_that_is_off_is_named_at_once() {
    let Err(Error::Invalid(faults)) = read_query::<Asked>("from=0&day=x&other=1") else {
        panic!("it is refused");
    };
    let mut told: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["/day", "/from", "/other"]);
}

#[test]
fn a_nul_is_found_however_it_is_escaped() {
    for (json, found) in [
        (r#"{"a":"b"}"#, false),
        (r#"{"a":"\u0000"}"#, true),
        (r#"{"a":"\\u0000"}"#, false),
        (r#"{"a":"\\\u0000"}"#, true),
        (r#"{"a":"\u00001"}"#, true),
        (r#"{"a":"\n\u0001"}"#, false),
    ] {
        assert_eq!(holds_nul(json.as_bytes()), found, "{json}");
    }
}

#[test]
fn a_date_has_the_form_of_the_document_and_a_text_may_look_like_one() {
    let with = |name: &str, day: &str| {
        let body = json!({ "name": name, "day": day, "many": [] });
        told(&body)
    };
    assert_eq!(with("ab", "2026-12-01"), [""; 0]);
    for loose in ["2026-12-1", "+2026-12-01", "2026 - 12-01"] {
        let faults = with("ab", loose);
        assert_eq!(faults.len(), 1, "{loose} {faults:?}");
        assert!(faults[0].starts_with("/day "), "{faults:?}");
    }
    // In a text it is only a text.
    assert_eq!(with("1-1-1", "2026-12-01"), [""; 0]);
}
