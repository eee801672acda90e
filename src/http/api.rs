//! The JSON face: how an error, a person's language and a repeated request meet actix.

use std::fmt;
use std::future::{Ready, ready};

use actix_web::body::{BodySize, BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use tracing_actix_web::RequestId;

use super::page::error::PageError;
use super::{page, problem};
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

/// Middleware: `HEAD` is answered wherever `GET` is, as `GET` would be; the server leaves the body away.
///
/// # Errors
/// As whatever follows.
pub async fn head_as_get<B: MessageBody>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    if req.method() == Method::HEAD {
        req.head_mut().method = Method::GET;
    }
    next.call(req).await
}

/// Middleware: every failure leaves in the person's language, whoever made it: as problem+json where a program asked, as
/// a page where a person did.
pub async fn face_problems<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, actix_web::Error> {
    // The request may not be held across the call: the router fills in its match while it alone has it.
    let response = next.call(req).await?;
    let status = response.status();
    let error = response.response().error();
    let of_a_page = error.and_then(|error| error.as_error::<PageError>());
    let ours = error.and_then(|error| error.as_error::<ApiError>());
    let is_answered = ours.is_none()
        && of_a_page.is_none()
        && response.response().body().size() != BodySize::Sized(0);
    let has_failed = status.is_client_error() || status.is_server_error();
    if ours.is_none() && of_a_page.is_none() && (!has_failed || is_answered) {
        return Ok(response.map_into_left_body());
    }
    let req = response.request();
    let answer = match of_a_page {
        Some(error) => face_page(req, error),
        None => face(req, ours, status),
    };
    Ok(response.into_response(answer).map_into_right_body())
}

/// Whether a program asked, and not a person with a browser.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || ["/healthz", "/readyz", "/metrics"].contains(&path)
}

fn instance_of(req: &HttpRequest) -> String {
    req.extensions()
        .get::<RequestId>()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn face_page(req: &HttpRequest, error: &PageError) -> HttpResponse {
    let instance = instance_of(req);
    if let PageError::Said(error) = error {
        log_once(error, &instance);
    }
    page::error::answer(req, error, &instance)
}

fn face(
    req: &HttpRequest,
    error: Option<&ApiError>,
    status: actix_web::http::StatusCode,
) -> HttpResponse {
    let instance = instance_of(req);
    let made;
    let error = match error {
        Some(ApiError(error)) => {
            log_once(error, &instance);
            error
        }
        None => {
            made = of_status(status);
            &made
        }
    };
    if is_for_programs(req.path()) {
        return problem::answer(error, language_of(req), &instance);
    }
    page::error::said(req, error, &instance)
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
