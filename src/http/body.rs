//! What comes in: JSON bodies, query strings, path ids, versions.

use std::borrow::Cow;
use std::future::{Future, Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use chrono::NaiveDate;
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use utoipa::openapi::Required;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::api::ApiError;
use super::mended::{Mended, Reach};
use super::shape::Shape;
use super::tidy::tidy;
use super::unread;
use crate::error::{Arg, Error, FieldError};

/// The largest JSON body, in bytes.
pub const JSON_LIMIT: u64 = 2 * 1024 * 1024;

/// A JSON body that has the right shape: read, checked by its `validator` rules, every problem reported.
pub struct Json<T> {
    /// The body.
    pub value: T,
    /// SHA-256 of the bytes as sent: whether a repeated request is the same request.
    pub fingerprint: String,
}

impl<T> Deref for Json<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: DeserializeOwned + ToSchema + Validate + 'static> FromRequest for Json<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = req
            .mime_type()
            .ok()
            .flatten()
            .is_some_and(|mime| mime.subtype() == "json");
        let payload = payload.take();
        Box::pin(async move {
            if !is_json {
                return Err(Error::UnsupportedMedia.into());
            }
            let bytes = read_body(payload).await?;
            Ok(Self {
                value: parse(&bytes)?,
                fingerprint: hex::encode(Sha256::digest(&bytes)),
            })
        })
    }
}

async fn read_body(mut payload: Payload) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| malformed("body", &error))?;
        if (bytes.len() + chunk.len()) as u64 > JSON_LIMIT {
            return Err(Error::TooLarge { limit: JSON_LIMIT });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn malformed(code: &'static str, detail: &dyn std::fmt::Display) -> Error {
    Error::Malformed {
        code,
        detail: detail.to_string(),
    }
}

/// Where a reader of JSON stopped, as line and column.
fn place_of(error: &serde_json::Error) -> String {
    format!("{}:{}", error.line(), error.column())
}

/// Reads and checks a JSON body; its texts are what is kept of them ([`tidy`]).
pub(crate) fn parse<T: DeserializeOwned + ToSchema + Validate>(bytes: &[u8]) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value: T = match serde_path_to_error::deserialize(&mut deserializer) {
        Ok(value) => value,
        Err(error) => return Err(wrong_shape::<T>(bytes, error)),
    };
    deserializer
        .end()
        .map_err(|error| malformed("json", &place_of(&error)))?;
    let mut body: serde_json::Value = serde_json::from_slice(bytes)?;
    let tidied = tidy(&mut body);
    let value = if tidied.changed {
        serde_path_to_error::deserialize(&body).map_err(|error| wrong_shape::<T>(bytes, error))?
    } else {
        value
    };
    let mut problems = with_names_of_fields(tidied.faults, bytes);
    if the_schema_knows_better(&body) {
        problems.extend(Shape::of::<T>().faults(&body));
    }
    problems.extend(faults_of(&value).into_iter().map(|(fault, _)| fault));
    problems.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    refuse(problems)?;
    Ok(value)
}

/// Whether the reader may have taken what the schema refuses: a date written loosely (`2026-12-1`, `+2026-12-01`), or a
/// list of values where fields with names are asked for.
fn the_schema_knows_better(value: &serde_json::Value) -> bool {
    use serde_json::Value;
    match value {
        Value::String(text) => text
            .parse::<NaiveDate>()
            .is_ok_and(|date| date.format("%Y-%m-%d").to_string() != *text),
        Value::Array(_) => true,
        Value::Object(all) => all.values().any(the_schema_knows_better),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Everything that is wrong with a body that could not be read: its shape, and the range of what has the right one.
fn wrong_shape<T: DeserializeOwned + ToSchema + Validate>(
    bytes: &[u8],
    error: serde_path_to_error::Error<serde_json::Error>,
) -> Error {
    // Whether it is JSON at all is asked here: of a number where a name is wanted the reader says it is not.
    let mut body: serde_json::Value = match serde_json::from_slice(bytes) {
        Ok(body) => body,
        Err(error) => return malformed("json", &place_of(&error)),
    };
    let tidied = tidy(&mut body);
    let shape = Shape::of::<T>();
    let mut faults = shape.faults(&body);
    note_reading(&mut faults, error);
    let mut mended = Mended::new(&shape, body, &faults);
    let value = loop {
        match mended.read::<T>() {
            Ok(value) => break Some(value),
            // What the reader minds and the schema does not, one after the other.
            Err(error) => {
                let at = pointer_of(error.path());
                note_reading(&mut faults, error);
                if !mended.mend(&at) {
                    break None;
                }
            }
        }
    };
    faults.extend(with_names_of_fields(tidied.faults, bytes));
    for (fault, reach) in value.iter().flat_map(faults_of) {
        let is_told = |told: &FieldError| told.pointer == fault.pointer && told.code == fault.code;
        if !mended.touches(&fault.pointer, reach) {
            // The rule says its limits; the schema may know only one of them.
            faults.retain(|told| !is_told(told));
            faults.push(fault);
        }
    }
    faults.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    Error::Invalid(told_once(faults))
}

/// A text that is blank is not called too short as well.
fn told_once(mut faults: Vec<FieldError>) -> Vec<FieldError> {
    let blank: Vec<String> = faults
        .iter()
        .filter(|fault| ["text_blank", "blank_name"].contains(&fault.code.as_str()))
        .map(|fault| fault.pointer.clone())
        .collect();
    faults.retain(|fault| fault.code != "length" || !blank.contains(&fault.pointer));
    faults
}

/// Notes what the reader minds, unless it is told already: a name said twice, a symbol that is none.
fn note_reading(
    faults: &mut Vec<FieldError>,
    error: serde_path_to_error::Error<serde_json::Error>,
) {
    let pointer = pointer_of(error.path());
    if faults
        .iter()
        .any(|fault| fault.pointer.starts_with(&pointer))
    {
        return;
    }
    faults.push(unread::fault(pointer, &error.into_inner().to_string()));
}

/// The faults of texts, and a NUL in the names of fields, or in a secret, which nothing else would find.
fn with_names_of_fields(mut faults: Vec<FieldError>, bytes: &[u8]) -> Vec<FieldError> {
    let is_found = faults.iter().any(|fault| fault.code == "control_character");
    if !is_found && holds_nul(bytes) {
        faults.push(FieldError::new("", "control_character"));
    }
    faults
}

/// Whether a string of well-formed JSON holds U+0000, which PostgreSQL cannot keep and no words need.
fn holds_nul(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if rest.starts_with(b"u0000") {
            return true;
        }
        // What is escaped may be a backslash itself.
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Checks a value by its `validator` rules.
///
/// # Errors
/// [`Error::Invalid`] with every field that is off.
pub fn check<T: Validate>(value: &T) -> Result<(), Error> {
    refuse(
        faults_of(value)
            .into_iter()
            .map(|(fault, _)| fault)
            .collect(),
    )
}

fn refuse(problems: Vec<FieldError>) -> Result<(), Error> {
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(told_once(problems)))
    }
}

/// Every field that is off by the `validator` rules, and how much of the body the rule looked at; sorted by place.
fn faults_of<T: Validate>(value: &T) -> Vec<(FieldError, Reach)> {
    let mut problems = Vec::new();
    if let Err(errors) = value.validate() {
        gather(&errors, "", &mut problems);
    }
    problems.sort_by(|(a, _), (b, _)| a.pointer.cmp(&b.pointer));
    problems
}

/// What `validator` calls the fault of several fields together.
const TOGETHER: &str = "__all__";

fn gather(errors: &ValidationErrors, at: &str, problems: &mut Vec<(FieldError, Reach)>) {
    for (field, kind) in errors.errors() {
        // A field that JSON calls by a word of Rust has that name here too, with a mark before it.
        let name = field.strip_prefix("r#").unwrap_or(field);
        let (pointer, reach) = if name == TOGETHER {
            (at.to_owned(), Reach::Together)
        } else {
            (format!("{at}/{name}"), Reach::Field)
        };
        match kind {
            ValidationErrorsKind::Field(errors) => {
                let faults = errors.iter().map(|error| field_error(&pointer, error));
                problems.extend(faults.map(|fault| (fault, reach)));
            }
            ValidationErrorsKind::Struct(inner) => gather(inner, &pointer, problems),
            ValidationErrorsKind::List(inner) => {
                for (index, inner) in inner {
                    gather(inner, &format!("{pointer}/{index}"), problems);
                }
            }
        }
    }
}

fn field_error(pointer: &str, error: &validator::ValidationError) -> FieldError {
    let mut problem = FieldError::new(pointer, error.code.to_string());
    if let Some(unit) = unit_of(error) {
        problem.args.push(("unit", unit));
    }
    for (name, key) in [("min", "min"), ("max", "max"), ("offer", "offer")] {
        match error.params.get(key) {
            Some(serde_json::Value::Number(number)) => {
                let number = number
                    .as_i64()
                    .map_or_else(|| number.to_string().into(), Into::into);
                problem.args.push((name, number));
            }
            Some(serde_json::Value::String(text)) => {
                problem.args.push((name, text.as_str().into()))
            }
            _ => (),
        }
    }
    problem
}

/// What a length counts.
fn unit_of(error: &validator::ValidationError) -> Option<Arg> {
    match error.params.get("value")? {
        _ if error.code != "length" => None,
        serde_json::Value::String(_) => Some(Arg::term("length-unit", "characters")),
        serde_json::Value::Array(_) => Some(Arg::term("length-unit", "items")),
        _ => None,
    }
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path.iter() {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")))
            }
            Segment::Enum { .. } | Segment::Unknown => (),
        }
    }
    pointer
}

/// A query string, read and checked like a body.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_query(req.query_string()).map(Query).map_err(ApiError))
    }
}

/// Reads and checks a query string.
///
/// # Errors
/// [`Error::Invalid`] with what is off.
pub fn read_query<T: DeserializeOwned + Validate>(query: &str) -> Result<T, Error> {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if value.contains('\0') {
            return Err(Error::invalid(format!("/{name}"), "control_character"));
        }
    }
    let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
        form_urlencoded::parse(query.as_bytes()).collect();
    let mut problems = Vec::new();
    loop {
        let mut written = form_urlencoded::Serializer::new(String::new());
        let rest = written.extend_pairs(&pairs).finish();
        let pairs_of_rest = form_urlencoded::parse(rest.as_bytes());
        let deserializer = serde_urlencoded::Deserializer::new(pairs_of_rest);
        match serde_path_to_error::deserialize::<_, T>(deserializer) {
            Ok(value) => {
                problems.extend(faults_of(&value).into_iter().map(|(fault, _)| fault));
                return refuse(problems).map(|()| value);
            }
            Err(error) => {
                let pointer = pointer_of(error.path());
                let known = pairs.len();
                pairs.retain(|(name, _)| format!("/{name}") != pointer);
                let is_last = pairs.len() == known;
                if !is_last || problems.is_empty() {
                    problems.push(unread::fault(pointer, &error.inner().to_string()));
                }
                // The reader stops at the first: what it minds is put aside, and it reads on.
                if is_last {
                    return Err(Error::Invalid(problems));
                }
            }
        }
    }
}

/// Reads a field that may be absent (unchanged) or `null` (taken away): with `#[serde(default)]`.
///
/// # Errors
/// As the field's own type.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: serde::Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// Reads a day of a query string as bodies write it, `2022-05-19`, and no looser: with `#[serde(default)]`.
///
/// # Errors
/// When it is no day, or written otherwise.
pub fn full_date<'de, D>(deserializer: D) -> Result<Option<NaiveDate>, D::Error>
where
    D: serde::Deserializer<'de>,
{
    let said = <String as serde::Deserialize>::deserialize(deserializer)?;
    let day: NaiveDate = said.parse().map_err(serde::de::Error::custom)?;
    if day.to_string() == said {
        Ok(Some(day))
    } else {
        Err(serde::de::Error::custom("trailing input"))
    }
}

/// A `validator` rule for names: something remains when spaces are taken away.
///
/// # Errors
/// `blank_name`.
pub fn not_blank(text: &str) -> Result<(), validator::ValidationError> {
    if crate::db::search::fold(text).is_empty() {
        Err(validator::ValidationError::new("blank_name"))
    } else {
        Ok(())
    }
}

/// A `validator` rule for texts: there is a word in it.
///
/// # Errors
/// `text_blank`.
pub fn written(text: &str) -> Result<(), validator::ValidationError> {
    if text.trim().is_empty() {
        Err(validator::ValidationError::new("text_blank"))
    } else {
        Ok(())
    }
}

/// The version of a thing that the request says it saw: `If-Match: "3"`.
#[derive(Debug, Clone, Copy)]
pub struct Seen(pub i64);

impl utoipa::IntoParams for Seen {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .max_length(Some(255))
            .pattern(Some("^\"[0-9]{1,18}\"$"))
            .build();
        let header = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The version you saw, such as \"3\""))
            .schema(Some(text));
        vec![header.build()]
    }
}

impl FromRequest for Seen {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read_seen(req).map(Seen).map_err(ApiError))
    }
}

fn read_seen(req: &HttpRequest) -> Result<i64, Error> {
    let value = req
        .headers()
        .get(header::IF_MATCH)
        .ok_or(Error::VersionNotSaid)?;
    value
        .to_str()
        .ok()
        .and_then(|text| {
            text.trim()
                .strip_prefix('"')?
                .strip_suffix('"')?
                .parse()
                .ok()
        })
        .ok_or_else(|| malformed("if_match", &"an entity tag such as \"3\" is expected"))
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
