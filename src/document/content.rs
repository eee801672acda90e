//! What an uploaded file is, and the text in it.
//!
//! Both are told from the content, never from the name or from what the browser claims. Files come
//! from strangers, so: decompression stops at [`MAX_PART_BYTES`], text at [`MAX_TEXT_CHARACTERS`]
//! and [`MAX_TEXT_LINES`], a document type declaration is refused (no entity is ever expanded), so is deep nesting,
//! and a broken file is an error with a reason, never a panic. Memory stays within a small multiple of
//! the size of the file plus these limits; the size of the file itself is limited at upload.

use std::io::{self, Read, Seek, SeekFrom};

use infer::MatcherType;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

use super::office_xml::{docx_element, odt_element, read_body};

/// The most that is decompressed of one part of a document, in bytes.
pub const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;

/// The most text that is taken out of one file, in characters: some four hundred pages. Of a longer one the
/// beginning is taken, and [`Text::cut`] says so: a comparison with it would report a deletion that nobody made.
pub const MAX_TEXT_CHARACTERS: usize = 1_000_000;

/// The most lines that are taken out of one file: several times what those four hundred pages have. A file of a
/// few kilobytes can unpack to millions of empty paragraphs.
pub const MAX_TEXT_LINES: usize = 20_000;

/// How deep the elements of a document may stand in each other; a table in a text box in a table needs some fifty.
pub(super) const MAX_DEPTH: usize = 500;

/// Enough bytes for that many characters.
pub(super) const MAX_TEXT_BYTES: usize = MAX_TEXT_CHARACTERS * 4;

/// The text in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words, from the beginning.
    pub words: String,
    /// Whether the file holds more than [`MAX_TEXT_CHARACTERS`] or [`MAX_TEXT_LINES`].
    pub cut: bool,
}

const MAX_ENTRIES: usize = 10_000;
const HEAD_BYTES: u64 = 8192;

const DOCX_BODY: &str = "word/document.xml";
const ODT_BODY: &str = "content.xml";
const ODT_MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// The kinds of file that are accepted.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::Display,
    utoipa::ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum FileKind {
    /// Office Open XML text (ECMA-376) without macros.
    Docx,
    /// PDF, of any version.
    Pdf,
    /// OpenDocument text.
    Odt,
    /// Plain text in UTF-8.
    Text,
}
crate::text_enum!(FileKind);

impl FileKind {
    /// The media type to serve such a file with.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Odt => ODT_MEDIA_TYPE,
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The extension of a file name, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Odt => "odt",
            Self::Text => "txt",
        }
    }
}

/// Why no text could be taken out of a file.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// The file could not be read.
    #[error("the file cannot be read")]
    Unreadable(#[from] io::Error),
    /// The archive is damaged, encrypted, or packed in a way that is not supported.
    #[error("the archive is broken: {0}")]
    BrokenArchive(String),
    /// A part that every such document has is not there.
    #[error("the document has no part {0}")]
    MissingPart(&'static str),
    /// A part is larger than [`MAX_PART_BYTES`] once decompressed.
    #[error("the document is larger than {MAX_PART_BYTES} bytes once unpacked")]
    TooLarge,
    /// The text is not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// The XML is not well formed.
    #[error("the XML is broken at byte {position}: {reason}")]
    BrokenXml {
        /// Where, in bytes from the start of the part.
        position: u64,
        /// What the reader says.
        reason: String,
    },
    /// A PDF has no end, or no table of contents.
    #[error("the PDF is not whole")]
    BrokenPdf,
    /// Elements stand in each other more than [`MAX_DEPTH`] deep, which no writer of documents does.
    #[error("the elements of the document are nested too deeply")]
    TooDeep,
    /// The XML declares a document type or uses an entity, which office documents never do.
    #[error("the XML uses document type declarations or entities, which are refused")]
    ForbiddenXml,
}

/// Tells the kind of a file from its content; `None` is a kind that is not accepted.
///
/// A DOCX with macros, HTML, XML and scripts are not accepted, nor is an empty file. The reader is
/// left at an unspecified place.
///
/// # Errors
/// Only when the reader fails; whatever is in the file, it is an answer.
pub fn detect<R: Read + Seek>(file: &mut R) -> io::Result<Option<FileKind>> {
    file.rewind()?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
    file.rewind()?;
    if infer::archive::is_zip(&head) {
        return Ok(detect_in_archive(file));
    }
    if head.starts_with(b"%PDF-") {
        return Ok(Some(FileKind::Pdf));
    }
    // Markup and scripts are valid UTF-8 too, but must not be kept and served as a text.
    let is_markup = infer::get(&head).is_some_and(|kind| kind.matcher_type() == MatcherType::Text);
    let is_text = !head.is_empty() && !is_markup && is_utf8_text(file)?;
    Ok(is_text.then_some(FileKind::Text))
}

fn detect_in_archive<R: Read + Seek>(file: &mut R) -> Option<FileKind> {
    let mut archive = ZipArchive::new(file)
        .ok()
        .filter(|archive| archive.len() <= MAX_ENTRIES)?;
    let has = |archive: &ZipArchive<&mut R>, name| archive.index_for_name(name).is_some();
    if has(&archive, "[Content_Types].xml") && has(&archive, DOCX_BODY) {
        return (!has(&archive, "word/vbaProject.bin")).then_some(FileKind::Docx);
    }
    let mut media_type = Vec::new();
    archive
        .by_name("mimetype")
        .ok()?
        .take(128)
        .read_to_end(&mut media_type)
        .ok()?;
    let is_odt = media_type.trim_ascii() == ODT_MEDIA_TYPE.as_bytes() && has(&archive, ODT_BODY);
    is_odt.then_some(FileKind::Odt)
}

/// Whether the whole file is UTF-8 without NUL. Reads in pieces, so size does not matter.
fn is_utf8_text<R: Read>(file: &mut R) -> io::Result<bool> {
    let mut pending = Vec::new();
    loop {
        let read = file.by_ref().take(64 * 1024).read_to_end(&mut pending)?;
        if pending.contains(&0) {
            return Ok(false);
        }
        match std::str::from_utf8(&pending) {
            Ok(_) => pending.clear(),
            // A letter may be cut by the end of the piece, but not by the end of the file.
            Err(error) if error.error_len().is_none() && read > 0 => {
                pending.drain(..error.valid_up_to());
            }
            Err(_) => return Ok(false),
        }
        if read == 0 {
            return Ok(pending.is_empty());
        }
    }
}

/// The text of a file of the given kind, in composed form (NFC); `None` for PDF, whose text is
/// not read.
///
/// A paragraph is a line, so is a row of a table with tabs between its cells. Of a DOCX or ODT the
/// body is read, as it stands with all tracked changes accepted, without headers, footers,
/// comments and field codes; the footnotes of an ODT stand before the paragraph they hang on.
///
/// # Errors
/// [`ContentError`] when the file is broken or hostile.
pub fn extract_text<R: Read + Seek>(
    kind: FileKind,
    file: &mut R,
) -> Result<Option<Text>, ContentError> {
    file.seek(SeekFrom::Start(0))?;
    let read = match kind {
        FileKind::Pdf => return expect_whole_pdf(file).map(|()| None),
        FileKind::Text => read_beginning(file)?,
        FileKind::Docx => read_body(&read_part(file, DOCX_BODY)?, docx_element)?,
        FileKind::Odt => read_body(&read_part(file, ODT_BODY)?, odt_element)?,
    };
    let mut letters = read.words.nfc().filter(|&letter| letter != '\0');
    let words: String = letters.by_ref().take(MAX_TEXT_CHARACTERS).collect();
    let cut = read.cut || letters.next().is_some();
    Ok(Some(within_lines(Text { words, cut })))
}

fn within_lines(mut text: Text) -> Text {
    let end = text.words.match_indices('\n').nth(MAX_TEXT_LINES - 1);
    if let Some((end, _)) = end {
        text.cut |= end + 1 < text.words.len();
        text.words.truncate(end);
    }
    text
}

/// How far from its end a PDF says where its table of contents is, in bytes; readers look at 1,024, some writers leave
/// something behind it.
const PDF_TAIL: u64 = 4096;

/// A PDF is not read, but one that was cut short, or is none, is told to whoever sends it.
fn expect_whole_pdf<R: Read + Seek>(file: &mut R) -> Result<(), ContentError> {
    let size = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(size.saturating_sub(PDF_TAIL)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let has = |mark: &[u8]| tail.windows(mark.len()).any(|bytes| bytes == mark);
    if has(b"startxref") && has(b"%%EOF") {
        Ok(())
    } else {
        Err(ContentError::BrokenPdf)
    }
}

/// As much of a plain text as may be kept; the rest of the file is not even looked at.
fn read_beginning<R: Read>(source: &mut R) -> Result<Text, ContentError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_TEXT_BYTES).unwrap_or(u64::MAX);
    source.by_ref().take(most).read_to_end(&mut bytes)?;
    let cut = bytes.len() == MAX_TEXT_BYTES && source.read(&mut [0])? > 0;
    let words = match String::from_utf8(bytes) {
        Ok(words) => words,
        // The last letter may be cut in the middle.
        Err(error) if cut && error.utf8_error().error_len().is_none() => {
            let whole = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(whole);
            String::from_utf8(bytes).map_err(|_| ContentError::NotUtf8)?
        }
        Err(_) => return Err(ContentError::NotUtf8),
    };
    let plain = words.strip_prefix('\u{feff}').unwrap_or(&words);
    Ok(Text {
        words: plain.lines().collect::<Vec<_>>().join("\n"),
        cut,
    })
}

fn read_part<R: Read + Seek>(file: &mut R, name: &'static str) -> Result<String, ContentError> {
    let broken = |error: ZipError| match error {
        ZipError::FileNotFound => ContentError::MissingPart(name),
        other => ContentError::BrokenArchive(other.to_string()),
    };
    let mut archive = ZipArchive::new(file).map_err(broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(ContentError::BrokenArchive("too many entries".to_owned()));
    }
    let mut part = archive.by_name(name).map_err(broken)?;
    read_text(&mut part).map_err(|error| match error {
        // What fails here is the unpacking (a wrong checksum, a cut stream), not the disk.
        ContentError::Unreadable(cause) => ContentError::BrokenArchive(cause.to_string()),
        other => other,
    })
}

fn read_text<R: Read>(source: &mut R) -> Result<String, ContentError> {
    let mut bytes = Vec::new();
    // The size that an archive declares may be a lie; what counts is what comes out.
    source.take(MAX_PART_BYTES + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_PART_BYTES {
        return Err(ContentError::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|_| ContentError::NotUtf8)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

#[cfg(test)]
#[path = "content_tests.rs"]
mod tests;
