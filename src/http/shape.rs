//! Everything about a JSON body that has the wrong shape, found at once.
//!
//! serde stops at the first wrong field. So a body that it refuses is held against its own schema, the one in the
//! OpenAPI document, which names every other wrong field too.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::error::{Arg, FieldError};

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

/// The schema of a body, complete in itself.
pub struct Shape(Value);

impl Shape {
    /// The schema of this type, as it stands in the OpenAPI document.
    pub fn of<T: ToSchema>() -> Self {
        Self(document::<T>())
    }

    /// Every field that is missing, unknown or of the wrong type, form or size; sorted by place.
    pub fn faults(&self, body: &Value) -> Vec<FieldError> {
        let Some(validator) = self.validator() else {
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

    fn validator(&self) -> Option<Validator> {
        jsonschema::options()
            .should_validate_formats(true)
            .build(&self.0)
            .inspect_err(|error| tracing::error!(%error, "a schema of the API cannot be used"))
            .ok()
    }

    /// A value that fits at this place, the plainest there is; none where the schema knows no such place.
    pub fn sample(&self, pointer: &str) -> Option<Value> {
        let mut at = &self.0;
        for name in pointer.split('/').skip(1) {
            let name = name.replace("~1", "/").replace("~0", "~");
            at = self.below(at, &name)?;
        }
        self.plainest(at, 0)
    }

    fn below<'a>(&'a self, schema: &'a Value, name: &str) -> Option<&'a Value> {
        self.alternatives(schema).into_iter().find_map(|schema| {
            let property = schema.get("properties").and_then(|all| all.get(name));
            property.or_else(|| schema.get("items")).or_else(|| {
                schema
                    .get("additionalProperties")
                    .filter(|it| it.is_object())
            })
        })
    }

    /// What a schema stands for, with references and combinations followed.
    fn alternatives<'a>(&'a self, schema: &'a Value) -> Vec<&'a Value> {
        let (mut waiting, mut found) = (vec![schema], Vec::new());
        while let Some(schema) = waiting.pop() {
            found.push(schema);
            let reference = schema.get("$ref").and_then(Value::as_str);
            waiting.extend(reference.and_then(|path| self.0.pointer(path.trim_start_matches('#'))));
            for combined in ["allOf", "oneOf", "anyOf"] {
                waiting.extend(
                    schema
                        .get(combined)
                        .and_then(Value::as_array)
                        .into_iter()
                        .flatten(),
                );
            }
            // A schema that refers to itself ends here.
            if found.len() > 64 {
                break;
            }
        }
        found
    }

    fn plainest(&self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > 8 {
            return None;
        }
        let alternatives = self.alternatives(schema);
        let named = |name: &str| alternatives.iter().any(|schema| has_type(schema, name));
        if named("null") {
            return Some(Value::Null);
        }
        let choices = alternatives
            .iter()
            .find_map(|schema| schema.get("enum")?.as_array());
        if let Some(choices) = choices {
            return choices.first().cloned();
        }
        if named("object") {
            return Some(self.plainest_object(&alternatives, depth));
        }
        let plain = [
            ("array", json!([])),
            ("boolean", json!(false)),
            ("integer", json!(0)),
            ("number", json!(0)),
        ];
        let plain = plain.into_iter().find(|(name, _)| named(name));
        Some(plain.map_or_else(|| plainest_text(&alternatives), |(_, value)| value))
    }

    fn plainest_object(&self, alternatives: &[&Value], depth: usize) -> Value {
        let mut fields = serde_json::Map::new();
        for schema in alternatives {
            let required = schema.get("required").and_then(Value::as_array);
            for name in required.into_iter().flatten().filter_map(Value::as_str) {
                let value = self
                    .below(schema, name)
                    .and_then(|field| self.plainest(field, depth + 1));
                fields.insert(name.to_owned(), value.unwrap_or_default());
            }
        }
        Value::Object(fields)
    }
}

fn has_type(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(several)) => several.iter().any(|one| one == name),
        _ => false,
    }
}

fn plainest_text(alternatives: &[&Value]) -> Value {
    let format = alternatives
        .iter()
        .find_map(|schema| schema.get("format")?.as_str());
    match format {
        Some("date") => json!("2022-05-19"),
        Some("date-time") => json!("2022-05-19T01:00:00Z"),
        Some("uuid") => json!("00000000-0000-7000-8000-000000000000"),
        _ => json!("a"),
    }
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
        Kind::Minimum { limit } => faults.push(limited(at, "range", "min", limit.as_i64())),
        Kind::Maximum { limit } => faults.push(limited(at, "range", "max", limit.as_i64())),
        Kind::MinLength { limit } => faults.push(length(at, "min", *limit, "characters")),
        Kind::MaxLength { limit } => faults.push(length(at, "max", *limit, "characters")),
        Kind::MinItems { limit } => faults.push(length(at, "min", *limit, "items")),
        Kind::MaxItems { limit } => faults.push(length(at, "max", *limit, "items")),
        Kind::FalseSchema => faults.push(FieldError::new(at, "unknown_field")),
        Kind::Pattern { pattern } => faults.push(FieldError::new(at, of_pattern(pattern))),
        _ => faults.push(FieldError::new(at, "type")),
    }
}

fn limited(at: &str, code: &str, name: &'static str, limit: Option<i64>) -> FieldError {
    let fault = FieldError::new(at, code);
    match limit {
        Some(limit) => fault.with(name, limit),
        None => fault,
    }
}

fn length(at: &str, name: &'static str, limit: u64, unit: &str) -> FieldError {
    limited(at, "length", name, i64::try_from(limit).ok())
        .with("unit", Arg::term("length-unit", unit))
}

fn wrong_format(at: &str, format: &str) -> FieldError {
    match format {
        "date" => FieldError::new(at, "format_date"),
        "date-time" => FieldError::new(at, "format_date_time"),
        "uuid" => FieldError::new(at, "format_uuid"),
        _ => FieldError::new(at, "type"),
    }
}

/// The patterns that the schemas of this program use, each with words of its own.
fn of_pattern(pattern: &str) -> &'static str {
    if pattern.contains("[0-5]") {
        "format_time"
    } else if pattern.starts_with("^-?[0-9]") {
        "format_figure"
    } else if pattern == "\\S" {
        "text_blank"
    } else {
        "type"
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
        let faults = Shape::of::<Outer>().faults(body);
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
    fn what_is_put_in_the_place_of_a_fault_has_the_right_shape() {
        let shape = Shape::of::<Outer>();
        assert_eq!(shape.sample("/inner/count"), Some(json!(0)));
        assert_eq!(shape.sample("/many/3"), Some(json!({ "count": 0 })));
        assert_eq!(shape.sample("/colour"), Some(Value::Null));
        assert_eq!(shape.sample("/nowhere"), None);
        let whole = shape.sample("").expect("a sample");
        assert_eq!(told(&whole), Vec::<String>::new(), "{whole}");
    }

    #[test]
    fn a_body_of_the_right_shape_has_no_fault() {
        let key = "0190b0a0-0000-7000-8000-000000000000";
        let body = json!({ "name": "a", "day": null, "key": key, "colour": "red", "many": [] });
        assert_eq!(told(&body), Vec::<String>::new());
        assert_eq!(told(&json!([])), [" wrong_type"]);
    }
}
