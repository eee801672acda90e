//! Receiving a file: `multipart/form-data` with the parts `file` and `note`, from whoever may have sent it.
//!
//! The file goes to the disk piece by piece and is never whole in memory. Whatever goes wrong, nothing is left
//! behind, and the rest of the body is read off (within limits), so that the sender hears why and is not cut off.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::{self, DispositionParam};
use actix_web::web::Bytes;
use futures_util::{Stream, StreamExt};

use super::model::{NewVersion, plain_file_name};
use crate::document::files::{FILE_LIMIT, FileStore, StoredFile};
use crate::error::{Arg, Error, FieldError};
use crate::plain_text;

/// The longest note, in characters.
pub const NOTE_LENGTH: usize = 4000;

/// What a body may hold beside the file: the note and the headers of the parts, in bytes.
const BESIDE_THE_FILE: u64 = 64 * 1024;

/// How much of a refused body is read off, in bytes.
const READ_OFF: u64 = 64 * 1024 * 1024;

/// How long a sender may be silent.
const SILENCE: Duration = Duration::from_secs(30);

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

/// Receives a version from a multipart body and keeps its file.
///
/// # Errors
/// [`Error::Malformed`], [`Error::TooLarge`], [`Error::Invalid`].
pub async fn receive(
    req: &HttpRequest,
    payload: Payload,
    files: &FileStore,
) -> Result<NewVersion, Error> {
    expect_length(req)?;
    let body = Body {
        payload: Rc::new(RefCell::new(payload)),
        left: Rc::new(Cell::new(FILE_LIMIT + BESIDE_THE_FILE)),
    };
    let parts = Multipart::new(req.headers(), body.clone());
    let received = receive_parts(parts, files).await;
    if received.is_err() {
        body.left.set(READ_OFF);
        read_off(body).await;
    }
    received
}

/// The fields of a form in which a file can be sent, as far as they were read.
#[derive(Debug, Default)]
pub struct SentForm {
    /// What was typed, field by field.
    pub typed: Vec<(String, String)>,
    /// The file, already kept, and its name; none when none was chosen.
    pub file: Option<(StoredFile, String)>,
    /// What is wrong with the file.
    pub problem: Option<Error>,
}

/// Receives a form of a page with a file in it. Nothing reaches the disk before `is_proven` holds of the fields that
/// came before the file.
///
/// # Errors
/// [`Error::Malformed`], [`Error::TooLarge`]; what is wrong with the file itself stands in the answer.
pub async fn receive_form(
    req: &HttpRequest,
    payload: Payload,
    files: &FileStore,
    is_proven: impl Fn(&[(String, String)]) -> bool,
) -> Result<SentForm, Error> {
    expect_length(req)?;
    let body = Body {
        payload: Rc::new(RefCell::new(payload)),
        left: Rc::new(Cell::new(FILE_LIMIT + BESIDE_THE_FILE)),
    };
    let parts = Multipart::new(req.headers(), body.clone());
    let received = form_parts(parts, files, is_proven).await;
    if received.is_err() {
        body.left.set(READ_OFF);
        read_off(body).await;
    }
    received
}

async fn form_parts(
    mut parts: Multipart,
    files: &FileStore,
    is_proven: impl Fn(&[(String, String)]) -> bool,
) -> Result<SentForm, Error> {
    let mut sent = SentForm::default();
    while let Some(part) = next(&mut parts).await? {
        let mut part = part.map_err(unreadable)?;
        let name = part.name().unwrap_or_default().to_owned();
        if name != "file" {
            let text = receive_typed(&mut part).await?;
            sent.typed.push((name, text));
            continue;
        }
        if !is_proven(&sent.typed) {
            return Err(Error::Malformed {
                code: "form_proof",
                detail: String::new(),
            });
        }
        match receive_chosen(part, files).await {
            Ok(file) => sent.file = file,
            Err(problem @ Error::Invalid(_)) => sent.problem = Some(problem),
            Err(error) => return Err(error),
        }
    }
    Ok(sent)
}

/// The file of a form; a browser sends an empty one without a name when none was chosen.
async fn receive_chosen(
    mut part: Field,
    files: &FileStore,
) -> Result<Option<(StoredFile, String)>, Error> {
    let name = file_name(&part);
    let mut incoming = files.receive().await?;
    while let Some(piece) = next(&mut part).await? {
        incoming.write(&piece.map_err(unreadable)?).await?;
    }
    if incoming.size() == 0 && name.is_none() {
        return Ok(None);
    }
    let kept = incoming.keep(files, "/file").await?;
    let name = name.unwrap_or_else(|| default_name(&kept));
    Ok(Some((kept, name)))
}

/// The most that is typed into one field, in bytes.
const TYPED: usize = 2 * 1024 * 1024;

async fn receive_typed(part: &mut Field) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(part).await? {
        bytes.extend_from_slice(&piece.map_err(unreadable)?);
        if bytes.len() > TYPED {
            return Err(Error::TooLarge {
                limit: TYPED as u64,
            });
        }
    }
    String::from_utf8(bytes).map_err(|_| Error::invalid("/text", "file_not_utf8"))
}

/// A body that says it is too large is not even begun.
fn expect_length(req: &HttpRequest) -> Result<(), Error> {
    let said = req
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    // What can be read off in a moment is: the sender then hears the answer.
    if said.is_some_and(|length| length > FILE_LIMIT + BESIDE_THE_FILE + READ_OFF) {
        return Err(Error::TooLarge { limit: FILE_LIMIT });
    }
    Ok(())
}

async fn read_off(mut body: Body) {
    while let Ok(Some(Ok(_))) = tokio::time::timeout(SILENCE, body.next()).await {}
}

async fn receive_parts(mut parts: Multipart, files: &FileStore) -> Result<NewVersion, Error> {
    let (mut file, mut note) = (None, None);
    while let Some(part) = next(&mut parts).await? {
        let mut part = part.map_err(unreadable)?;
        // The name is the sender's: it is compared, and never shown.
        match part.name() {
            Some("file") if file.is_none() => file = Some(receive_file(part, files).await?),
            Some("note") if note.is_none() => note = Some(receive_note(&mut part).await?),
            Some("file") => return Err(Error::invalid("/file", "part_repeated")),
            Some("note") => return Err(Error::invalid("/note", "part_repeated")),
            Some(_) | None => return Err(Error::invalid("", "part_unknown")),
        }
    }
    let (file, file_name) = file.ok_or_else(|| Error::invalid("/file", "part_missing"))?;
    Ok(NewVersion {
        file,
        file_name,
        note: note.unwrap_or_default(),
    })
}

async fn next<S: Stream + Unpin>(stream: &mut S) -> Result<Option<S::Item>, Error> {
    tokio::time::timeout(SILENCE, stream.next())
        .await
        .map_err(|_| Error::Malformed {
            code: "body",
            detail: "the sender fell silent".to_owned(),
        })
}

async fn receive_file(mut part: Field, files: &FileStore) -> Result<(StoredFile, String), Error> {
    let name = file_name(&part);
    let mut incoming = files.receive().await?;
    while let Some(piece) = next(&mut part).await? {
        incoming.write(&piece.map_err(unreadable)?).await?;
    }
    let kept = incoming.keep(files, "/file").await?;
    let name = name.unwrap_or_else(|| default_name(&kept));
    Ok((kept, name))
}

/// The name a file gets that came without one.
pub fn default_name(file: &StoredFile) -> String {
    format!(
        "{}.{}",
        file.sha256.get(..12).unwrap_or_default(),
        file.kind.extension()
    )
}

/// The name in the part's header; the one with its own encoding first (RFC 5987).
fn file_name(part: &Field) -> Option<String> {
    let disposition = part.content_disposition()?;
    let extended = disposition.parameters.iter().find_map(|param| match param {
        DispositionParam::FilenameExt(value) => String::from_utf8(value.value.clone()).ok(),
        _ => None,
    });
    let sent = extended.or_else(|| disposition.get_filename().map(ToOwned::to_owned))?;
    Some(plain_file_name(&sent)).filter(|name| !name.is_empty())
}

async fn receive_note(part: &mut Field) -> Result<String, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = next(part).await? {
        bytes.extend_from_slice(&piece.map_err(unreadable)?);
        if bytes.len() > NOTE_LENGTH * 4 {
            return Err(note_too_long());
        }
    }
    let note = String::from_utf8(bytes).map_err(|_| Error::invalid("/note", "file_not_utf8"))?;
    let note = plain_text::lines(&note).map_err(|fault| Error::invalid("/note", fault.code()))?;
    if note.chars().count() > NOTE_LENGTH {
        return Err(note_too_long());
    }
    Ok(note)
}

fn note_too_long() -> Error {
    let most = i64::try_from(NOTE_LENGTH).unwrap_or(i64::MAX);
    Error::Invalid(vec![
        FieldError::new("/note", "length")
            .with("max", most)
            .with("unit", Arg::term("length-unit", "characters")),
    ])
}

fn unreadable(error: actix_multipart::MultipartError) -> Error {
    match error {
        actix_multipart::MultipartError::Payload(PayloadError::Overflow) => {
            Error::TooLarge { limit: FILE_LIMIT }
        }
        actix_multipart::MultipartError::ContentTypeIncompatible => Error::UnsupportedMedia,
        other => Error::Malformed {
            code: "multipart",
            detail: other.to_string(),
        },
    }
}
