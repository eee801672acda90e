//! Receiving a sheet: `multipart/form-data` with the parts `file`, `kind` and `unit_id`; on a page, the proof of the form
//! and the key besides. A sheet is small enough to be in memory.

use std::sync::Arc;

use actix_multipart::{Field, Multipart};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};

use super::model::ImportId;
use super::service::{self, NewImport, Tried};
use super::sheet;
use crate::auth::actor::Actor;
use crate::db::Db;
use crate::error::{Error, FieldError};
use crate::http::csrf;
use crate::version::model::plain_file_name;

/// The largest sheet, in bytes.
pub const SHEET_LIMIT: usize = 10 * 1024 * 1024;

/// The longest of the other parts, in bytes.
const PART_LIMIT: usize = 1024;

/// The field of a form that holds the key of the import to be made.
pub const KEY: &str = "form_import";

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The file, and what the sender calls it.
    pub file: Option<(String, Vec<u8>)>,
    /// What is imported.
    pub kind: String,
    /// Where lines belong that name no unit; empty for nowhere.
    pub unit_id: String,
    /// The proof of a form.
    pub proof: String,
    /// The key that a page gave the import beforehand, to ask how far it is; none from elsewhere.
    pub key: Option<ImportId>,
}

impl Sent {
    /// By which the same request is known again.
    pub fn fingerprint(&self) -> String {
        let (name, bytes) = self.file.as_ref().map_or(("", &[][..]), |(name, bytes)| {
            (name.as_str(), bytes.as_slice())
        });
        let mut hash = Sha256::new();
        for part in [
            self.kind.as_bytes(),
            self.unit_id.as_bytes(),
            name.as_bytes(),
            bytes,
        ] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hex::encode(hash.finalize())
    }
}

/// Receives the parts.
///
/// # Errors
/// [`Error::Malformed`], [`Error::TooLarge`], [`Error::Invalid`].
pub async fn receive(req: &HttpRequest, payload: Payload) -> Result<Sent, Error> {
    let mut parts = Multipart::new(req.headers(), payload);
    let mut sent = Sent::default();
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(unreadable)?;
        let name = part.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" if sent.file.is_none() => {
                let disposition = part.content_disposition();
                let called = disposition.and_then(|own| own.get_filename());
                let called = plain_file_name(called.unwrap_or_default());
                let bytes = whole(&mut part, SHEET_LIMIT).await?;
                // A form sends its field of a file even where none was chosen.
                if !bytes.is_empty() || !called.is_empty() {
                    sent.file = Some((called, bytes));
                }
            }
            "file" => return Err(Error::invalid("/file", "part_repeated")),
            "kind" => sent.kind = text(&mut part).await?,
            "unit_id" => sent.unit_id = text(&mut part).await?,
            csrf::FIELD => sent.proof = text(&mut part).await?,
            KEY => sent.key = text(&mut part).await?.parse().ok(),
            _ => return Err(Error::invalid("", "part_unknown")),
        }
    }
    Ok(sent)
}

async fn whole(part: &mut Field, limit: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.next().await {
        bytes.extend_from_slice(&piece.map_err(unreadable)?);
        if bytes.len() > limit {
            return Err(Error::TooLarge {
                limit: limit as u64,
            });
        }
    }
    Ok(bytes)
}

async fn text(part: &mut Field) -> Result<String, Error> {
    let bytes = whole(part, PART_LIMIT).await?;
    String::from_utf8(bytes).map_err(|_| Error::invalid("", "control_character"))
}

fn unreadable(error: actix_multipart::MultipartError) -> Error {
    match error {
        actix_multipart::MultipartError::Payload(PayloadError::Overflow) => Error::TooLarge {
            limit: SHEET_LIMIT as u64,
        },
        actix_multipart::MultipartError::ContentTypeIncompatible => Error::UnsupportedMedia,
        other => Error::Malformed {
            code: "multipart",
            detail: other.to_string(),
        },
    }
}

/// The import that was sent: its file read, away from the threads that answer.
///
/// # Errors
/// [`Error::Invalid`] with everything that is off.
pub async fn import(sent: Sent) -> Result<NewImport, Error> {
    let mut problems = Vec::new();
    let kind = sent.kind.parse();
    if kind.is_err() {
        problems.push(FieldError::new("/kind", "choice_unknown"));
    }
    let unit_id = match sent.unit_id.trim() {
        "" => None,
        text => match text.parse() {
            Ok(id) => Some(id),
            Err(_) => {
                problems.push(FieldError::new("/unit_id", "format_uuid"));
                None
            }
        },
    };
    if sent.file.is_none() {
        problems.push(FieldError::new("/file", "part_missing"));
    }
    let (Ok(kind), Some((file_name, bytes)), true) = (kind, sent.file, problems.is_empty()) else {
        return Err(Error::Invalid(problems));
    };
    let read = tokio::task::spawn_blocking(move || sheet::read(kind, &bytes)).await;
    let sheet = match read {
        Ok(read) => read?,
        // A file that is too much for the library that reads it is none of ours.
        Err(failed) if failed.is_panic() => {
            return Err(Error::invalid("/file", "sheet_unreadable"));
        }
        Err(failed) => return Err(failed.into()),
    };
    Ok(NewImport {
        id: sent.key.unwrap_or_else(ImportId::new),
        kind,
        unit_id,
        file_name,
        sheet,
    })
}

/// Tries a sheet that was sent.
///
/// # Errors
/// As [`service::attempt`].
pub async fn try_out(db: &Db, actor: Actor, new: NewImport) -> Result<Tried, Error> {
    let new = Arc::new(new);
    db.read(move |conn| service::attempt(conn, &actor, &new))
        .await
}
