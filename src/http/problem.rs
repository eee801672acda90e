//! An [`Error`] as `application/problem+json` (RFC 9457), in the person's language.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, HttpResponseBuilder};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::{Error, FieldError, Reason, args_as_json};
use crate::words::Language;

/// Why a request was not done.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// A path of the documentation that explains this kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs/problems#refused")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do next, in the language of `Accept-Language`.
    pub detail: String,
    /// The request's id, as in the server's log.
    pub instance: String,
    /// Every field that is off (status 422).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<ProblemField>,
    /// Every reason against the step (status 409 or 403).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub reasons: Vec<ReasonView>,
    /// The version that stands now (status 412).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
}

/// A field that is off.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemField {
    /// JSON pointer into the body, or `/name` of a query parameter.
    #[schema(example = "/planned_on")]
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// What is wrong, in the language of `Accept-Language`.
    pub detail: String,
}

/// A reason against a step.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ReasonView {
    /// Stable code.
    #[schema(example = "quorum_not_reached")]
    pub code: String,
    /// The reason, and what to do next, in the language of `Accept-Language`.
    pub detail: String,
    /// The clause or practice it rests on.
    pub ground: String,
    /// The regulation the clause stands in, with its date, where there is one.
    pub regulation: Option<String>,
    /// The figures and names in it.
    #[schema(value_type = Object)]
    pub facts: Value,
}

impl ReasonView {
    /// The reason in a language.
    pub fn of(reason: &Reason, language: Language) -> Self {
        Self {
            code: reason.code.to_owned(),
            detail: language.reason(reason),
            ground: reason.ground.to_owned(),
            regulation: reason.regulation.clone(),
            facts: args_as_json(&reason.args),
        }
    }
}

/// The HTTP status of an outcome.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Anonymous(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Refused(_) | Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Malformed { .. } => StatusCode::BAD_REQUEST,
        Error::VersionNotSaid => StatusCode::PRECONDITION_REQUIRED,
        Error::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        Error::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Error::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::MethodNotAllowed { .. } => StatusCode::METHOD_NOT_ALLOWED,
        Error::TryLater { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy | Error::CannotStore => StatusCode::SERVICE_UNAVAILABLE,
        Error::Database(_) | Error::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The stable name of a kind of problem: the last part of its `type`, and its key in the locales.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::Anonymous(_) => "anonymous",
        Error::Forbidden(_) => "forbidden",
        Error::Refused(_) => "refused",
        Error::Conflict(_) => "conflict",
        Error::Invalid(_) => "invalid",
        Error::Malformed { .. } => "malformed",
        Error::VersionNotSaid => "version-not-said",
        Error::Stale { .. } => "stale",
        Error::TooLarge { .. } => "too-large",
        Error::UnsupportedMedia => "unsupported-media",
        Error::MethodNotAllowed { .. } => "method-not-allowed",
        Error::TryLater { .. } => "try-later",
        Error::Busy => "busy",
        Error::CannotStore => "cannot-store",
        Error::Database(_) | Error::Internal { .. } => "internal",
    }
}

/// The whole answer for an error.
pub fn answer(error: &Error, language: Language, instance: &str) -> HttpResponse {
    let status = status(error);
    let problem = describe(error, language, instance);
    let mut response = HttpResponse::build(status);
    response
        .insert_header((header::CONTENT_TYPE, "application/problem+json"))
        .insert_header((header::CONTENT_LANGUAGE, language.tag()))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    add_headers(error, &mut response);
    response.body(serde_json::to_string(&problem).unwrap_or_default())
}

fn add_headers(error: &Error, response: &mut HttpResponseBuilder) {
    match error {
        Error::Anonymous(_) => {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        Error::TryLater { seconds } => {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        Error::Busy => {
            response.insert_header((header::RETRY_AFTER, "1"));
        }
        // Somebody has to make room first.
        Error::CannotStore => {
            response.insert_header((header::RETRY_AFTER, "60"));
        }
        Error::MethodNotAllowed { allow } => {
            if let Ok(value) = HeaderValue::from_str(allow) {
                response.insert_header((header::ALLOW, value));
            }
        }
        _ => (),
    }
}

/// An error in words.
pub fn describe(error: &Error, language: Language, instance: &str) -> Problem {
    let name = kind(error);
    let (reasons, errors) = match error {
        Error::Refused(reasons) | Error::Forbidden(reasons) => (reasons.as_slice(), [].as_slice()),
        Error::Invalid(errors) => ([].as_slice(), errors.as_slice()),
        _ => ([].as_slice(), [].as_slice()),
    };
    let current_version = match error {
        Error::Stale { current } => Some(*current),
        _ => None,
    };
    Problem {
        kind: format!("/api/docs/problems#{name}"),
        title: language.say(&format!("problem-{name}")),
        status: status(error).as_u16(),
        detail: detail(error, name, language),
        instance: instance.to_owned(),
        errors: errors
            .iter()
            .map(|field| field_view(field, language))
            .collect(),
        reasons: reasons
            .iter()
            .map(|reason| ReasonView::of(reason, language))
            .collect(),
        current_version,
    }
}

fn field_view(field: &FieldError, language: Language) -> ProblemField {
    ProblemField {
        pointer: field.pointer.clone(),
        code: field.code.clone(),
        detail: language.field(field),
    }
}

fn detail(error: &Error, name: &str, language: Language) -> String {
    match error {
        Error::Refused(reasons) | Error::Forbidden(reasons) if !reasons.is_empty() => reasons
            .iter()
            .map(|reason| language.reason(reason))
            .collect::<Vec<_>>()
            .join(" "),
        Error::Anonymous(code) => language.say(&format!("anonymous-{}", code.replace('_', "-"))),
        Error::Malformed { code, detail } => language.say_with(
            &format!("malformed-{}", code.replace('_', "-")),
            &[("detail", detail.as_str().into())],
        ),
        Error::TooLarge { limit } => {
            let mebibytes = i64::try_from(limit / (1024 * 1024)).unwrap_or(i64::MAX);
            language.say_with("problem-too-large-detail", &[("limit", mebibytes.into())])
        }
        Error::TryLater { seconds } => language.say_with(
            "problem-try-later-detail",
            &[("seconds", (*seconds).into())],
        ),
        Error::Stale { current } => {
            language.say_with("problem-stale-detail", &[("current", (*current).into())])
        }
        Error::Conflict(conflict) => {
            let key = format!("conflict-{}", conflict.table.replace('_', "-"));
            if language.knows(&key) {
                language.say(&key)
            } else {
                language.say("problem-conflict-detail")
            }
        }
        _ => language.say(&format!("problem-{name}-detail")),
    }
}
