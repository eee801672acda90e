//! What comes in: JSON bodies, query strings, path ids, versions.

use std::future::{Future, Ready, ready};
use std::ops::Deref;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

use super::api::ApiError;
use super::shape;
use crate::error::{Error, FieldError};

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

/// Reads and checks a JSON body.
pub(crate) fn parse<T: DeserializeOwned + ToSchema + Validate>(bytes: &[u8]) -> Result<T, Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| wrong_shape::<T>(bytes, error))?;
    deserializer
        .end()
        .map_err(|error| malformed("json", &error))?;
    if holds_nul(bytes) {
        return Err(Error::invalid("", "control_character"));
    }
    check(&value)?;
    Ok(value)
}

/// Everything that is wrong with a body that could not be read.
fn wrong_shape<T: ToSchema>(
    bytes: &[u8],
    error: serde_path_to_error::Error<serde_json::Error>,
) -> Error {
    let pointer = pointer_of(error.path());
    let inner = error.into_inner();
    // Whether it is JSON at all is asked here: of a number where a name is wanted the reader says it is not.
    let body = match serde_json::from_slice(bytes) {
        Ok(body) => body,
        Err(error) => return malformed("json", &error),
    };
    let mut faults = shape::faults::<T>(&body);
    // What the reader minds and the schema does not: a name said twice, a symbol that is none.
    let is_told = |fault: &FieldError| fault.pointer.starts_with(&pointer);
    if !faults.iter().any(is_told) {
        let mut fault = FieldError::new(pointer, "type").with("detail", inner.to_string());
        fault.detail = Some(inner.to_string());
        faults.push(fault);
    }
    Error::Invalid(faults)
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
    value.validate().map_err(|errors| {
        let mut problems = Vec::new();
        gather(&errors, "", &mut problems);
        problems.sort_by(|a, b| a.pointer.cmp(&b.pointer));
        Error::Invalid(problems)
    })
}

fn gather(errors: &ValidationErrors, at: &str, problems: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let pointer = format!("{at}/{field}");
        match kind {
            ValidationErrorsKind::Field(errors) => {
                problems.extend(errors.iter().map(|error| field_error(&pointer, error)));
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

fn read_query<T: DeserializeOwned + Validate>(query: &str) -> Result<T, Error> {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if value.contains('\0') {
            return Err(Error::invalid(format!("/{name}"), "control_character"));
        }
    }
    let deserializer =
        serde_urlencoded::Deserializer::new(form_urlencoded::parse(query.as_bytes()));
    let value: T = serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let mut problem = FieldError::new(pointer_of(error.path()), "query");
        problem
            .args
            .push(("detail", error.inner().to_string().into()));
        Error::Invalid(vec![problem])
    })?;
    check(&value)?;
    Ok(value)
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

/// A `validator` rule for dates: between 1900 and 2199, which both databases keep and sort alike.
///
/// # Errors
/// `date_out_of_range`.
pub fn civil_date(date: &chrono::NaiveDate) -> Result<(), validator::ValidationError> {
    use chrono::Datelike;
    if (1900..=2199).contains(&date.year()) {
        Ok(())
    } else {
        Err(validator::ValidationError::new("date_out_of_range"))
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

/// The version of a thing that the request says it saw: `If-Match: "3"`.
#[derive(Debug, Clone, Copy)]
pub struct Seen(pub i64);

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
mod tests {
    use super::*;

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
}
