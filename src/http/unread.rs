//! What the readers of JSON and of queries mind, in codes of our own.
//!
//! serde and the parsers behind it say what is wrong in English sentences. Nobody should have to read them: here each is
//! told as a code that has words in both languages, with the values that are taken where there are any.

use crate::error::{Arg, FieldError};

/// The fault of which a reader said this, at this place.
pub fn fault(pointer: String, said: &str) -> FieldError {
    let starts = |words: &str| said.starts_with(words);
    if starts("unknown field") {
        return with_choices(pointer, said, "unknown_field", "unknown_field_of");
    }
    if starts("unknown variant") {
        return with_choices(pointer, said, "choice_unknown", "choice");
    }
    if starts("missing field") {
        let name = quoted(said).next().unwrap_or_default().to_owned();
        return FieldError::new(format!("{pointer}/{name}"), "required");
    }
    if starts("duplicate field") {
        return FieldError::new(pointer, "repeated_field");
    }
    let wanted = |name: &str| {
        let wanted = Arg::Term {
            family: "json-type",
            name: name.to_owned(),
        };
        FieldError::new(pointer.clone(), "wrong_type").with("wanted", wanted)
    };
    if starts("invalid digit")
        || starts("cannot parse integer")
        || expects(
            said,
            &["i64", "i32", "i16", "u8", "u16", "u32", "u64", "usize"],
        )
    {
        return wanted("integer");
    }
    if starts("provided string was not") || expects(said, &["a boolean"]) {
        return wanted("boolean");
    }
    if expects(said, &["a string"]) {
        return wanted("string");
    }
    if starts("number too")
        || said.contains("too large to fit")
        || said.contains("too small to fit")
    {
        return FieldError::new(pointer, "range");
    }
    if said.contains("UUID") {
        return FieldError::new(pointer, "format_uuid");
    }
    let of_dates = [
        "premature end of input",
        "input contains invalid characters",
        "trailing input",
        "input is out of range",
        "input is not enough",
    ];
    if of_dates.iter().any(|words| starts(words)) {
        return FieldError::new(pointer, "format_date");
    }
    FieldError::new(pointer, "type")
}

fn expects(said: &str, names: &[&str]) -> bool {
    let wanted = said.rsplit_once("expected ").map(|(_, wanted)| wanted);
    let wanted = wanted.map(|wanted| wanted.split(" at line").next().unwrap_or_default());
    wanted.is_some_and(|wanted| names.contains(&wanted))
}

/// The names in a sentence such as "unknown variant `x`, expected one of `a`, `b`".
fn quoted(said: &str) -> impl Iterator<Item = &str> {
    said.split('`').skip(1).step_by(2)
}

fn with_choices(pointer: String, said: &str, plain: &str, listed: &str) -> FieldError {
    let mut names = quoted(said);
    let unknown = names.next().unwrap_or_default();
    // A whole path of the reader ends at the field itself, or at what holds it.
    let is_field = plain == "unknown_field" && !pointer.ends_with(&format!("/{unknown}"));
    let at = if is_field {
        format!("{pointer}/{unknown}")
    } else {
        pointer
    };
    let choices: Vec<&str> = names.collect();
    if choices.is_empty() {
        return FieldError::new(at, plain);
    }
    FieldError::new(at, listed).with("choices", choices.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_of_a_reader_becomes_a_code() {
        for (at, said, told) in [
            (
                "/x",
                "unknown field `x`, expected `q` or `limit`",
                "/x unknown_field_of",
            ),
            (
                "",
                "unknown field `x`, there are no fields",
                "/x unknown_field",
            ),
            (
                "/level",
                "unknown variant `y`, expected one of `a`, `b`",
                "/level choice",
            ),
            ("", "missing field `from`", "/from required"),
            ("/n", "invalid digit found in string", "/n wrong_type"),
            (
                "/n",
                "invalid type: string \"a\", expected i64 at line 1 column 5",
                "/n wrong_type",
            ),
            ("/n", "number too large to fit in target type", "/n range"),
            (
                "/b",
                "provided string was not `true` or `false`",
                "/b wrong_type",
            ),
            (
                "/id",
                "UUID parsing failed: invalid length",
                "/id format_uuid",
            ),
            ("/on", "premature end of input", "/on format_date"),
            (
                "/a",
                "duplicate field `a` at line 1 column 9",
                "/a repeated_field",
            ),
            ("/s", "this symbol is none", "/s type"),
        ] {
            let fault = fault(at.to_owned(), said);
            assert_eq!(format!("{} {}", fault.pointer, fault.code), told, "{said}");
        }
    }
}
