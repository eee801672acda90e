//! What travels packed: words do. A file is packed already, and a stream must not wait until a block is full.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue};
use actix_web::middleware::Next;

/// What is words: pages, JSON, tables, drawings.
const WORDS: [&str; 5] = [
    "text/html",
    "text/csv",
    "application/json",
    "application/problem+json",
    "image/svg+xml",
];

fn is_words(headers: &HeaderMap) -> bool {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default();
    WORDS.contains(&kind.trim())
}

/// Keeps the packing that follows away from everything that is not words.
///
/// # Errors
/// Those of the handler.
pub async fn only_words<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut answer = next.call(req).await?;
    let headers = answer.headers_mut();
    if !headers.contains_key(CONTENT_ENCODING) && !is_words(headers) {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
    Ok(answer)
}
