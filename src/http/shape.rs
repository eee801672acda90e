//! Everything about a JSON body that has the wrong shape, found at once.
//!
//! serde stops at the first wrong field. So a body that it refuses is held against its own schema, the one in the
//! OpenAPI document, which names every other wrong field too.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::error::{Arg, FieldError};

/// Every field that is missing, unknown or of the wrong type, form or size; sorted by place.
pub fn faults<T: ToSchema>(body: &Value) -> Vec<FieldError> {
    let Some(validator) = validator::<T>() else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    for error in validator.iter_errors(body) {
        note(&error, &mut faults);
    }
    faults.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    faults.dedup_by(|a, b| a.pointer == b.pointer);
    faults
}

/// The schema of a body, with everything it refers to.
pub fn document<T: ToSchema>() -> Value {
    let mut parts = Vec::new();
    T::schemas(&mut parts);
    let parts: serde_json::Map<String, Value> = parts
        .into_iter()
        .filter_map(|(name, part)| Some((name, serde_json::to_value(part).ok()?)))
        .collect();
    json!({
        "allOf": [serde_json::to_value(T::schema()).unwrap_or_default()],
        "components": { "schemas": parts },
    })
}

fn validator<T: ToSchema>() -> Option<Validator> {
    let document = document::<T>();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&document)
        .inspect_err(|error| tracing::error!(%error, "a schema of the API cannot be used"))
        .ok()
}

fn note(error: &ValidationError<'_>, faults: &mut Vec<FieldError>) {
    use ValidationErrorKind as Kind;
    let at = error.instance_path().as_str();
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            faults.extend(
                unexpected
                    .iter()
                    .map(|name| FieldError::new(below(name), "unknown_field")),
            );
        }
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            faults.push(FieldError::new(below(name), "required"));
        }
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            // Of a value that may be absent, "is not null" tells nothing: only the other alternative does.
            let mut told = context
                .iter()
                .filter(|errors| !errors.iter().any(wants_null));
            match (told.next(), told.next()) {
                (Some(errors), None) => errors.iter().for_each(|error| note(error, faults)),
                _ => faults.push(FieldError::new(at, "choice_unknown")),
            }
        }
        Kind::Type { kind } => faults.push(wrong_type(at, kind)),
        Kind::Enum { options } => {
            faults.push(FieldError::new(at, "choice").with("choices", choices(options)));
        }
        Kind::Format { format } => faults.push(wrong_format(at, format)),
        Kind::Minimum { .. } | Kind::Maximum { .. } => faults.push(FieldError::new(at, "range")),
        Kind::MinLength { .. }
        | Kind::MaxLength { .. }
        | Kind::MinItems { .. }
        | Kind::MaxItems { .. } => faults.push(FieldError::new(at, "length")),
        _ => faults.push(FieldError::new(at, "type").with("detail", error.to_string())),
    }
}

fn wrong_format(at: &str, format: &str) -> FieldError {
    match format {
        "date" => FieldError::new(at, "format_date"),
        "date-time" => FieldError::new(at, "format_date_time"),
        "uuid" => FieldError::new(at, "format_uuid"),
        other => FieldError::new(at, "type").with("detail", other),
    }
}

fn wants_null(error: &ValidationError<'_>) -> bool {
    matches!(error.kind(), ValidationErrorKind::Type { kind: TypeKind::Single(kind) } if kind.to_string() == "null")
}

fn wrong_type(at: &str, kind: &TypeKind) -> FieldError {
    let wanted = match kind {
        TypeKind::Single(kind) => kind.to_string(),
        // "A text, or null": null is what the person did not want.
        TypeKind::Multiple(kinds) => kinds
            .iter()
            .map(|kind| kind.to_string())
            .find(|name| name != "null")
            .unwrap_or_default(),
    };
    let wanted = Arg::Term {
        family: "json-type",
        name: wanted,
    };
    FieldError::new(at, "wrong_type").with("wanted", wanted)
}

fn choices(options: &Value) -> String {
    let names = options.as_array().into_iter().flatten();
    let names: Vec<&str> = names.filter_map(Value::as_str).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde::Deserialize;
    use uuid::Uuid;

    use super::*;

    #[derive(Deserialize, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[schema(as = ShapeTestColour)]
    enum Colour {
        Red,
    }

    #[derive(Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[schema(as = ShapeTestInner)]
    struct Inner {
        #[expect(dead_code, reason = "only its shape matters")]
        count: i64,
    }

    #[derive(Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[schema(as = ShapeTestOuter)]
    #[expect(dead_code, reason = "only its shape matters")]
    struct Outer {
        name: String,
        day: Option<NaiveDate>,
        key: Uuid,
        colour: Option<Colour>,
        inner: Option<Inner>,
        many: Vec<Inner>,
    }

    fn told(body: &Value) -> Vec<String> {
        let faults = faults::<Outer>(body);
        let told = faults
            .iter()
            .map(|fault| format!("{} {}", fault.pointer, fault.code));
        told.collect()
    }

    #[test]
    fn every_field_of_the_wrong_shape_is_named_at_once() {
        let body = json!({
            "name": 1, "day": "11/5/2022", "key": "x", "colour": "green",
            "inner": { "count": "many", "other": 1 }, "many": [{ "count": 1 }, {}], "more": true,
        });
        let expected = [
            "/colour choice",
            "/day format_date",
            "/inner/count wrong_type",
            "/inner/other unknown_field",
            "/key format_uuid",
            "/many/1/count required",
            "/more unknown_field",
            "/name wrong_type",
        ];
        assert_eq!(told(&body), expected);
    }

    #[test]
    fn a_body_of_the_right_shape_has_no_fault() {
        let key = "0190b0a0-0000-7000-8000-000000000000";
        let body = json!({ "name": "a", "day": null, "key": key, "colour": "red", "many": [] });
        assert_eq!(told(&body), Vec::<String>::new());
        assert_eq!(told(&json!([])), [" wrong_type"]);
    }
}
