//! What a person typed into a form: kept as typed, and read as the JSON body of the same verb.

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::error::FieldError;
use crate::http::page::date;

/// The fields of a form as they came, without those that belong to the form itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed into a field; the first of several.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    /// Everything chosen under a name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// Whether a form sent again is the same form: SHA-256 over everything typed.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (name, value) in &self.0 {
            for part in [name, value] {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
        }
        hex::encode(hash.finalize())
    }

    /// The fields as a JSON body of the given schema, in which every reference stands under
    /// `/components/schemas`: empty fields are absent, dates are read as they are typed here, figures are figures.
    /// The second part says which rows of a list were left out because they were empty.
    pub fn as_json(&self, schema: &Value, document: &Value) -> (Value, Renumbered) {
        let mut tree = Value::Object(Map::new());
        for (name, value) in &self.0 {
            put_named(&mut tree, name, value.replace("\r\n", "\n"));
        }
        let mut renumbered = Renumbered::default();
        let body = coerce(tree, schema, document, "", &mut renumbered);
        (
            body.unwrap_or_else(|| Value::Object(Map::new())),
            renumbered,
        )
    }
}

/// Where the rows of lists stood in the form: the body has no empty ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Renumbered(Vec<(String, Vec<String>)>);

impl Renumbered {
    /// The name of the form's field that a pointer into the body means: `/posts/0/ruling` is `posts.0.ruling`.
    pub fn field(&self, problem: &FieldError) -> String {
        let mut name = problem.pointer.trim_start_matches('/').replace('/', ".");
        for (list, rows) in &self.0 {
            let Some(rest) = name.strip_prefix(&format!("{list}.")) else {
                continue;
            };
            let (row, below) = rest.split_once('.').unwrap_or((rest, ""));
            let stood = row.parse::<usize>().ok().and_then(|row| rows.get(row));
            if let Some(stood) = stood {
                let separator = if below.is_empty() { "" } else { "." };
                name = format!("{list}.{stood}{separator}{below}");
            }
        }
        name
    }
}

/// The most parts of a field's name; no form of ours has more than four.
const DEEPEST: usize = 8;

/// Puts a value under a name of parts between dots; a name that comes again makes a list. A name of too many parts is
/// taken whole: no body has such a field, so it is refused as an unknown one, and nobody exhausts the stack with dots.
fn put_named(tree: &mut Value, name: &str, value: String) {
    if name.split('.').count() <= DEEPEST {
        put(tree, name, value);
    } else if let Value::Object(fields) = tree {
        fields.insert(name.to_owned(), value.into());
    }
}

fn put(tree: &mut Value, name: &str, value: String) {
    let (part, rest) = name.split_once('.').unwrap_or((name, ""));
    let Value::Object(fields) = tree else { return };
    if !rest.is_empty() {
        let below = fields
            .entry(part)
            .or_insert_with(|| Value::Object(Map::new()));
        put(below, rest, value);
        return;
    }
    match fields.get_mut(part) {
        Some(Value::Array(many)) => many.push(value.into()),
        Some(one) => *one = Value::Array(vec![one.take(), value.into()]),
        None => {
            fields.insert(part.to_owned(), value.into());
        }
    }
}

/// The value as the schema wants it; nothing when it is empty.
fn coerce(
    value: Value,
    schema: &Value,
    document: &Value,
    at: &str,
    renumbered: &mut Renumbered,
) -> Option<Value> {
    let schema = resolve(schema, document);
    match value {
        Value::Object(fields) if is(schema, "array") => {
            rows(fields, schema, document, at, renumbered)
        }
        Value::Object(fields) => {
            let mut out = Map::new();
            for (name, value) in fields {
                let own = property(schema, &name, document).unwrap_or(&Value::Null);
                let below = if at.is_empty() {
                    name.clone()
                } else {
                    format!("{at}.{name}")
                };
                if let Some(value) = coerce(value, own, document, &below, renumbered) {
                    out.insert(name, value);
                }
            }
            (!out.is_empty() || at.is_empty()).then_some(Value::Object(out))
        }
        Value::Array(many) => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            let kept = many
                .into_iter()
                .filter_map(|one| coerce(one, item, document, at, renumbered));
            Some(Value::Array(kept.collect()))
        }
        Value::String(text) if is(schema, "array") => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            // A list in a field of several lines has one thing on each line.
            let lines = text.lines().map(str::trim);
            let many = lines.filter_map(|line| {
                coerce(
                    Value::String(line.to_owned()),
                    item,
                    document,
                    at,
                    renumbered,
                )
            });
            Some(Value::Array(many.collect()))
        }
        Value::String(text) => word(&text, schema),
        other => Some(other),
    }
}

/// The rows of a list in the order of their numbers, without the empty ones.
fn rows(
    fields: Map<String, Value>,
    schema: &Value,
    document: &Value,
    at: &str,
    renumbered: &mut Renumbered,
) -> Option<Value> {
    let item = schema.get("items").unwrap_or(&Value::Null);
    let mut numbered: Vec<(String, Value)> = fields.into_iter().collect();
    numbered.sort_by_key(|(number, _)| number.parse::<u64>().unwrap_or(u64::MAX));
    let (mut out, mut stood) = (Vec::new(), Vec::new());
    for (number, value) in numbered {
        let below = format!("{at}.{number}");
        if let Some(value) = coerce(value, item, document, &below, renumbered) {
            out.push(value);
            stood.push(number);
        }
    }
    renumbered.0.push((at.to_owned(), stood));
    Some(Value::Array(out))
}

/// How the API writes an hour: JSON Schema has no format for hours and minutes.
const HOUR: &str = r"^([01]\d|2[0-3]):[0-5]\d$";

fn word(text: &str, schema: &Value) -> Option<Value> {
    if text.trim().is_empty() {
        return None;
    }
    let number = || text.replace([' ', '\u{a0}'], "").parse::<i64>();
    if is(schema, "integer") || is(schema, "number") {
        return Some(number().map_or_else(|_| Value::String(text.to_owned()), Value::from));
    }
    if is(schema, "boolean") {
        return Some(match text {
            "true" | "on" => true.into(),
            "false" => false.into(),
            other => other.into(),
        });
    }
    let pattern = schema.get("pattern").and_then(Value::as_str);
    if pattern == Some(HOUR) {
        return Some(date::typed_hour(text).into());
    }
    match schema.get("format").and_then(Value::as_str) {
        Some("date") => Some(date::typed(text).into()),
        Some("decimal") => Some(decimal(text).into()),
        Some("date-time") => Some(date::typed_moment(text).into()),
        _ => Some(text.into()),
    }
}

/// A number as people in Vietnam write it, in the form of the API: `1.200,5` is `1200.5`.
fn decimal(text: &str) -> String {
    let text = text.trim();
    let (whole, decimals) = text
        .split_once(',')
        .map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let is_grouped = whole.split('.').skip(1).all(|group| group.len() == 3);
    match decimals {
        Some(decimals) if is_grouped => format!("{}.{decimals}", whole.replace('.', "")),
        None if is_grouped => whole.replace('.', ""),
        Some(_) | None => text.to_owned(),
    }
}

/// The schema itself, where it stands behind a reference or beside "or null".
fn resolve<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(reference.trim_start_matches('#'));
        return target.map_or(schema, |target| resolve(target, document));
    }
    for alternatives in ["oneOf", "anyOf", "allOf"] {
        let options = schema.get(alternatives).and_then(Value::as_array);
        let own = options
            .into_iter()
            .flatten()
            .find(|option| option.get("type").and_then(Value::as_str) != Some("null"));
        if let Some(own) = own {
            return resolve(own, document);
        }
    }
    schema
}

fn property<'a>(schema: &'a Value, name: &str, document: &'a Value) -> Option<&'a Value> {
    let own = schema.get("properties")?.get(name)?;
    Some(resolve(own, document))
}

/// Whether the schema takes this kind of JSON.
fn is(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(own)) => own == kind,
        Some(Value::Array(kinds)) => kinds.iter().any(|own| own == kind),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed(pairs.iter().map(own).collect())
    }

    fn schema() -> Value {
        json!({
            "properties": {
                "step": { "type": "string" },
                "note": { "type": ["string", "null"] },
                "planned_on": { "type": ["string", "null"], "format": "date" },
                "half_days": { "type": ["integer", "null"] },
                "planned_time": { "type": ["string", "null"], "pattern": HOUR },
                "pilot": { "type": "boolean" },
                "kinds": { "type": "array", "items": { "type": "string" } },
                "posts": { "type": "array", "items": { "$ref": "#/components/schemas/Post" } },
            }
        })
    }

    fn document() -> Value {
        json!({ "components": { "schemas": { "Post": {
            "properties": { "name": { "type": "string" }, "votes": { "type": "integer" } }
        } } } })
    }

    #[test]
    fn what_is_typed_becomes_the_body_of_the_api() {
        let (body, _) = typed(&[
            ("step", "postpone"),
            ("note", "  "),
            ("planned_on", "11/5/2022"),
            ("half_days", "2"),
            ("planned_time", "7 giờ 30"),
            ("pilot", "on"),
            ("kinds", "a"),
            ("kinds", "b"),
        ])
        .as_json(&schema(), &document());
        let expected = json!({
            "step": "postpone", "planned_on": "2022-05-11", "half_days": 2, "planned_time": "07:30", "pilot": true,
            "kinds": ["a", "b"],
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn a_list_is_typed_line_by_line_and_may_be_empty() {
        let (body, _) = typed(&[("kinds", "a\r\n\r\n b \r\n")]).as_json(&schema(), &document());
        assert_eq!(body, json!({ "kinds": ["a", "b"] }));
        let (none, _) = typed(&[("kinds", "")]).as_json(&schema(), &document());
        assert_eq!(none, json!({ "kinds": [] }));
        let (one, _) = typed(&[("kinds", ""), ("kinds", "a")]).as_json(&schema(), &document());
        assert_eq!(one, json!({ "kinds": ["a"] }));
    }

    #[test]
    fn a_name_of_a_hundred_thousand_parts_is_one_unknown_field() {
        let deep = vec!["a"; 100_000].join(".");
        let (body, _) = typed(&[(&deep, "1"), ("step", "x")]).as_json(&schema(), &document());
        assert_eq!(body, json!({ deep: "1", "step": "x" }));
    }

    #[test]
    fn a_number_is_read_as_it_is_written_here() {
        for (text, read) in [
            ("8,5", "8.5"),
            ("1.200,75", "1200.75"),
            ("1.200", "1200"),
            ("8.5", "8.5"),
            ("-3", "-3"),
            ("1.20,5", "1.20,5"),
        ] {
            assert_eq!(decimal(text), read, "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_and_no_date_is_left_for_the_check_that_follows() {
        let (body, _) =
            typed(&[("half_days", "hai"), ("planned_on", "mai")]).as_json(&schema(), &document());
        assert_eq!(body, json!({ "half_days": "hai", "planned_on": "mai" }));
    }

    #[test]
    fn empty_rows_are_left_out_and_what_is_wrong_is_still_told_at_its_row() {
        let (body, renumbered) = typed(&[
            ("posts.0.name", ""),
            ("posts.0.votes", ""),
            ("posts.2.name", "An"),
            ("posts.2.votes", "x"),
            ("posts.10.votes", "7"),
        ])
        .as_json(&schema(), &document());
        let expected = json!({ "posts": [{ "name": "An", "votes": "x" }, { "votes": 7 }] });
        assert_eq!(body, expected);
        let at = |pointer: &str| renumbered.field(&FieldError::new(pointer, "wrong_type"));
        assert_eq!(at("/posts/0/votes"), "posts.2.votes");
        assert_eq!(at("/posts/1/name"), "posts.10.name");
        assert_eq!(at("/note"), "note");
    }
}
