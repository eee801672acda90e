//! Receiving `multipart/form-data`, part by part, from whoever may have sent it.
//!
//! **Invariants.** A body is read up to its limit and no further, and nobody is waited for who falls silent. Whatever goes
//! wrong, the rest of the body is read off (within limits), so that the sender hears why and is not cut off.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::{self, DispositionParam};
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};

use crate::error::{Error, FieldError};
use crate::plain_text;

/// How much of a refused body is read off, in bytes.
const READ_OFF: u64 = 64 * 1024 * 1024;

/// How long a sender may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// How much is taken, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The largest file; what a refusal speaks of.
    pub file: u64,
    /// What the body may hold beside it: the other parts, and the headers of all.
    pub beside: u64,
}

/// The body, shared between the reader of its parts and whoever reads off what is left; counts as it goes.
#[derive(Clone)]
struct Body {
    payload: Rc<RefCell<Payload>>,
    left: Rc<Cell<u64>>,
}

impl Stream for Body {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.payload.borrow_mut().poll_next_unpin(cx);
        if let Poll::Ready(Some(Ok(piece))) = &next {
            match self.left.get().checked_sub(piece.len() as u64) {
                Some(left) => self.left.set(left),
                None => return Poll::Ready(Some(Err(PayloadError::Overflow))),
            }
        }
        next
    }
}

/// Receives a body by reading its parts one after the other.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::UnsupportedMedia`], [`Error::Malformed`]; and as `read`.
pub async fn receive<T>(
    req: &HttpRequest,
    payload: Payload,
    limits: Limits,
    read: impl AsyncFnOnce(&mut Parts) -> Result<T, Error>,
) -> Result<T, Error> {
    expect_length(req, limits)?;
    let body = Body {
        payload: Rc::new(RefCell::new(payload)),
        left: Rc::new(Cell::new(limits.file + limits.beside)),
    };
    let received = {
        let mut parts = Parts {
            parts: Multipart::new(req.headers(), body.clone()),
            limit: limits.file,
        };
        read(&mut parts).await
    };
    if received.is_err() {
        body.left.set(READ_OFF);
        read_off(body).await;
    }
    received
}

/// A body that says it is too large is not even begun.
fn expect_length(req: &HttpRequest, limits: Limits) -> Result<(), Error> {
    let said = req
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    // What can be read off in a moment is: the sender then hears the answer.
    if said.is_some_and(|length| length > limits.file + limits.beside + READ_OFF) {
        return Err(Error::TooLarge { limit: limits.file });
    }
    Ok(())
}

async fn read_off(mut body: Body) {
    while let Ok(Some(Ok(_))) = tokio::time::timeout(SILENCE, body.next()).await {}
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Result<Option<S::Item>, Error> {
    tokio::time::timeout(SILENCE, stream.next())
        .await
        .map_err(|_| Error::Malformed {
            code: "body",
            detail: "the sender fell silent".to_owned(),
        })
}

fn unreadable(error: MultipartError, limit: u64) -> Error {
    match error {
        MultipartError::Payload(PayloadError::Overflow) => Error::TooLarge { limit },
        MultipartError::ContentTypeIncompatible => Error::UnsupportedMedia,
        other => Error::Malformed {
            code: "multipart",
            detail: other.to_string(),
        },
    }
}

/// The parts of a body, in the order in which they were sent.
pub struct Parts {
    parts: Multipart,
    limit: u64,
}

impl Parts {
    /// The next part; none at the end. What was not read of the one before is passed over.
    ///
    /// # Errors
    /// As [`receive`].
    pub async fn next(&mut self) -> Result<Option<Part>, Error> {
        let limit = self.limit;
        let field = next(&mut self.parts).await?;
        let field = field
            .transpose()
            .map_err(|error| unreadable(error, limit))?;
        Ok(field.map(|field| Part { field, limit }))
    }
}

/// A part of a body.
pub struct Part {
    field: Field,
    limit: u64,
}

impl Part {
    /// What it is called. The name is the sender's: it is compared, and never shown.
    pub fn name(&self) -> &str {
        self.field.name().unwrap_or_default()
    }

    /// What the sender calls the file in it, as it may be kept: the name with its own encoding first (RFC 5987). None
    /// where it has no name, as when a form is sent in which no file was chosen.
    pub fn file_name(&self) -> Option<String> {
        let disposition = self.field.content_disposition()?;
        let extended = disposition.parameters.iter().find_map(|param| match param {
            DispositionParam::FilenameExt(value) => String::from_utf8(value.value.clone()).ok(),
            _ => None,
        });
        let sent = extended.or_else(|| disposition.get_filename().map(ToOwned::to_owned))?;
        Some(plain_text::file_name(&sent)).filter(|name| !name.is_empty())
    }

    /// The next piece of it; none at the end.
    ///
    /// # Errors
    /// As [`receive`].
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        let piece = next(&mut self.field).await?;
        piece
            .transpose()
            .map_err(|error| unreadable(error, self.limit))
    }

    /// All of it; none when that is more than so many bytes.
    ///
    /// # Errors
    /// As [`receive`].
    pub async fn whole(&mut self, most: usize) -> Result<Option<Vec<u8>>, Error> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next().await? {
            if bytes.len() + piece.len() > most {
                return Ok(None);
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Some(bytes))
    }

    /// All of it as text of at most so many bytes.
    ///
    /// # Errors
    /// As [`receive`]; [`Error::Invalid`] at `pointer` for what is not UTF-8.
    pub async fn text(&mut self, most: usize, pointer: &str) -> Result<String, Error> {
        let limit = most as u64;
        let bytes = self.whole(most).await?.ok_or(Error::TooLarge { limit })?;
        utf8(bytes, pointer)
    }
}

/// Bytes that are to be text.
///
/// # Errors
/// [`Error::Invalid`] at `pointer`.
pub fn utf8(bytes: Vec<u8>, pointer: &str) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::invalid(pointer, "file_not_utf8"))
}

/// Says that there is a part that is none of these.
pub fn unknown_part(taken: &[&str]) -> Error {
    let taken: Vec<String> = taken.iter().map(|name| format!("“{name}”")).collect();
    let problem = FieldError::new("", "part_unknown").with("parts", taken.join(", "));
    Error::Invalid(vec![problem])
}

/// Says that the part with the file is missing.
pub fn missing_file() -> FieldError {
    FieldError::new("/file", "part_missing")
}
