//! Receiving a file: `multipart/form-data` with the parts `file` and `note`, from whoever may have sent it.
//!
//! The file goes to the disk piece by piece and is never whole in memory. Whatever goes wrong, nothing is left behind.

use actix_web::HttpRequest;
use actix_web::dev::Payload;

use super::model::NewVersion;
use crate::document::files::{FILE_LIMIT, FileStore, StoredFile};
use crate::error::{Arg, Error, FieldError};
use crate::http::multipart::{self, Limits, Part, Parts};
use crate::plain_text;

/// The longest note, in characters.
pub const NOTE_LENGTH: usize = 4000;

/// How much is taken beside the file: the note, what is typed into a form.
const LIMITS: Limits = Limits {
    file: FILE_LIMIT,
    beside: 64 * 1024,
};

/// Receives a version from a multipart body and keeps its file.
///
/// # Errors
/// [`Error::Malformed`], [`Error::TooLarge`], [`Error::Invalid`].
pub async fn receive(
    req: &HttpRequest,
    payload: Payload,
    files: &FileStore,
) -> Result<NewVersion, Error> {
    let read = async |parts: &mut Parts| receive_parts(parts, files).await;
    multipart::receive(req, payload, LIMITS, read).await
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
    let read = async |parts: &mut Parts| form_parts(parts, files, is_proven).await;
    multipart::receive(req, payload, LIMITS, read).await
}

async fn form_parts(
    parts: &mut Parts,
    files: &FileStore,
    is_proven: impl Fn(&[(String, String)]) -> bool,
) -> Result<SentForm, Error> {
    let mut sent = SentForm::default();
    while let Some(mut part) = parts.next().await? {
        if part.name() != "file" {
            let text = part.text(TYPED, "/text").await?;
            sent.typed.push((part.name().to_owned(), text));
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
    mut part: Part,
    files: &FileStore,
) -> Result<Option<(StoredFile, String)>, Error> {
    let name = part.file_name();
    let mut incoming = files.receive().await?;
    while let Some(piece) = part.next().await? {
        incoming.write(&piece).await?;
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

async fn receive_parts(parts: &mut Parts, files: &FileStore) -> Result<NewVersion, Error> {
    let (mut file, mut note) = (None, None);
    while let Some(mut part) = parts.next().await? {
        match part.name() {
            "file" if file.is_none() => file = Some(receive_file(part, files).await?),
            "note" if note.is_none() => note = Some(receive_note(&mut part).await?),
            "file" => return Err(Error::invalid("/file", "part_repeated")),
            "note" => return Err(Error::invalid("/note", "part_repeated")),
            _ => return Err(multipart::unknown_part(&["file", "note"])),
        }
    }
    let (file, file_name) = file.ok_or_else(|| Error::Invalid(vec![multipart::missing_file()]))?;
    Ok(NewVersion {
        file,
        file_name,
        note: note.unwrap_or_default(),
    })
}

async fn receive_file(mut part: Part, files: &FileStore) -> Result<(StoredFile, String), Error> {
    let name = part.file_name();
    let mut incoming = files.receive().await?;
    while let Some(piece) = part.next().await? {
        incoming.write(&piece).await?;
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

async fn receive_note(part: &mut Part) -> Result<String, Error> {
    let bytes = part
        .whole(NOTE_LENGTH * 4)
        .await?
        .ok_or_else(note_too_long)?;
    let note = multipart::utf8(bytes, "/note")?;
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
