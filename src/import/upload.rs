//! Receiving a sheet: `multipart/form-data` with the parts `file`, `kind` and `unit_id`; on a page, the proof of the form
//! and the key besides. A sheet is small enough to be in memory.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use sha2::{Digest, Sha256};

use super::model::ImportId;
use super::service::{self, NewImport, Tried};
use super::sheet;
use crate::auth::actor::Actor;
use crate::db::Db;
use crate::error::{Error, FieldError};
use crate::http::csrf;
use crate::http::multipart::{self, Limits, Parts};

/// The largest sheet, in bytes.
pub const SHEET_LIMIT: usize = 10 * 1024 * 1024;

/// The longest of the other parts, in bytes.
const PART_LIMIT: usize = 1024;

const LIMITS: Limits = Limits {
    file: SHEET_LIMIT as u64,
    beside: 64 * 1024,
};

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
    multipart::receive(req, payload, LIMITS, read_parts).await
}

async fn read_parts(parts: &mut Parts) -> Result<Sent, Error> {
    let mut sent = Sent::default();
    while let Some(mut part) = parts.next().await? {
        match part.name() {
            "file" if sent.file.is_none() => {
                let called = part.file_name().unwrap_or_default();
                let limit = SHEET_LIMIT as u64;
                let bytes = part.whole(SHEET_LIMIT).await?;
                let bytes = bytes.ok_or(Error::TooLarge { limit })?;
                // A form sends its field of a file even where none was chosen.
                if !bytes.is_empty() || !called.is_empty() {
                    sent.file = Some((called, bytes));
                }
            }
            "file" => return Err(Error::invalid("/file", "part_repeated")),
            "kind" => sent.kind = part.text(PART_LIMIT, "/kind").await?,
            "unit_id" => sent.unit_id = part.text(PART_LIMIT, "/unit_id").await?,
            csrf::FIELD => sent.proof = part.text(PART_LIMIT, "").await?,
            KEY => sent.key = part.text(PART_LIMIT, "").await?.parse().ok(),
            _ => return Err(multipart::unknown_part(&["file", "kind", "unit_id"])),
        }
    }
    Ok(sent)
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
        problems.push(multipart::missing_file());
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
