//! The JSON face: how an error, a person's language and a repeated request meet actix.

use std::fmt;
use std::future::{Ready, ready};

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use tracing_actix_web::RequestId;

use super::problem;
use crate::error::Error;
use crate::words::Language;

/// An [`Error`] on its way out. The words are put in by [`face_problems`], which knows the language.
#[derive(Debug)]
pub struct ApiError(pub Error);

impl<E: Into<Error>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl ResponseError for ApiError {
    fn status_code(&self) -> actix_web::http::StatusCode {
        problem::status(&self.0)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

impl FromRequest for Language {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(language_of(req)))
    }
}

/// The language a request asks for.
pub fn language_of(req: &HttpRequest) -> Language {
    let header = req
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Language::accepted(header.unwrap_or_default())
}

/// Middleware: every failure under `/api` leaves as problem+json in the person's language, whoever made it.
pub async fn face_problems<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    // The request may not be held across the call: the router fills in its match while it alone has it.
    let response = next.call(req).await?;
    let status = response.status();
    let ours = response
        .response()
        .error()
        .and_then(|error| error.as_error::<ApiError>());
    if ours.is_none() && !(status.is_client_error() || status.is_server_error()) {
        return Ok(response.map_into_left_body());
    }
    let answer = face(response.request(), ours, status);
    Ok(response.into_response(answer).map_into_right_body())
}

fn face(
    req: &HttpRequest,
    error: Option<&ApiError>,
    status: actix_web::http::StatusCode,
) -> HttpResponse {
    let instance = req
        .extensions()
        .get::<RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default();
    match error {
        Some(ApiError(error)) => {
            log_once(error, &instance);
            problem::answer(error, language_of(req), &instance)
        }
        None => problem::answer(&of_status(status), language_of(req), &instance),
    }
}

fn log_once(error: &Error, instance: &str) {
    let source = match error {
        Error::Database(source) => source.to_string(),
        Error::Internal { source, .. } => {
            source.as_ref().map(ToString::to_string).unwrap_or_default()
        }
        _ => return,
    };
    tracing::error!(
        request.id = instance,
        cause = source,
        "a request failed: {error}"
    );
}

/// What actix itself refused, in our words.
fn of_status(status: actix_web::http::StatusCode) -> Error {
    match status.as_u16() {
        404 => Error::NotFound,
        405 => Error::MethodNotAllowed {
            allow: String::new(),
        },
        413 => Error::TooLarge {
            limit: super::body::JSON_LIMIT,
        },
        415 => Error::UnsupportedMedia,
        503 => Error::Busy,
        400..=499 => Error::Malformed {
            code: "request",
            detail: status.to_string(),
        },
        _ => Error::internal(format!("an answer of {status} from below")),
    }
}
