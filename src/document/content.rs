//! What an uploaded file is, and the text in it.
//!
//! Both are told from the content, never from the name or from what the browser claims. Files come
//! from strangers, so: decompression stops at [`MAX_PART_BYTES`], text at [`MAX_TEXT_CHARACTERS`],
//! a document type declaration is refused (no entity is ever expanded), nesting costs no stack, and
//! a broken file is an error with a reason, never a panic. Memory stays within a small multiple of
//! the size of the file plus these limits; the size of the file itself is limited at upload.

use std::borrow::Cow;
use std::io::{self, Read, Seek, SeekFrom};

use infer::MatcherType;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most that is decompressed of one part of a document, or read of a text file, in bytes.
pub const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;

/// The most text that is taken out of one file, in characters. A longer one is refused, not cut:
/// a comparison with a cut text would report a deletion that nobody made.
pub const MAX_TEXT_CHARACTERS: usize = 5_000_000;

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
    /// The text is longer than [`MAX_TEXT_CHARACTERS`].
    #[error("the text is longer than {MAX_TEXT_CHARACTERS} characters")]
    TooLong,
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
/// [`ContentError`] when the file is broken, hostile, or too long.
pub fn extract_text<R: Read + Seek>(
    kind: FileKind,
    file: &mut R,
) -> Result<Option<String>, ContentError> {
    file.seek(SeekFrom::Start(0))?;
    let text = match kind {
        FileKind::Pdf => return Ok(None),
        FileKind::Text => read_text(file)?.lines().collect::<Vec<_>>().join("\n"),
        FileKind::Docx => read_body(&read_part(file, DOCX_BODY)?, docx_element)?,
        FileKind::Odt => read_body(&read_part(file, ODT_BODY)?, odt_element)?,
    };
    if text.chars().count() > MAX_TEXT_CHARACTERS {
        return Err(ContentError::TooLong);
    }
    Ok(Some(text.nfc().filter(|&letter| letter != '\0').collect()))
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

/// What an element means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Paragraph,
    Row,
    Cell,
    /// Its character data is text.
    Run,
    /// It stands for characters itself.
    Sign(&'static str),
    /// It stands for several spaces, as many as its attribute `c` says.
    Spaces,
    /// Nothing in it is text.
    Skipped,
    Other,
}

fn docx_element(name: &str) -> Element {
    match name {
        "p" => Element::Paragraph,
        "tr" => Element::Row,
        "tc" => Element::Cell,
        "t" => Element::Run,
        "tab" => Element::Sign("\t"),
        "br" | "cr" => Element::Sign("\n"),
        "noBreakHyphen" => Element::Sign("-"),
        // Properties hold tab stops named like tabs; a fallback repeats the choice beside it.
        "pPr" | "rPr" | "tblPr" | "trPr" | "tcPr" | "sectPr" | "moveFrom" | "Fallback" => {
            Element::Skipped
        }
        _ => Element::Other,
    }
}

fn odt_element(name: &str) -> Element {
    match name {
        "p" | "h" => Element::Paragraph,
        "table-row" => Element::Row,
        "table-cell" | "covered-table-cell" => Element::Cell,
        "tab" => Element::Sign("\t"),
        "line-break" => Element::Sign("\n"),
        "s" => Element::Spaces,
        "tracked-changes" | "annotation" | "note-citation" | "styles" | "automatic-styles" => {
            Element::Skipped
        }
        _ => Element::Other,
    }
}

fn read_body(xml: &str, meaning: fn(&str) -> Element) -> Result<String, ContentError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    // An ODT has no runs: all character data of its paragraphs is text, its white space is layout.
    let mut body = Body {
        loose: meaning("t") != Element::Run,
        ..Body::default()
    };
    loop {
        let event = reader
            .read_event()
            .map_err(|error| broken_xml(&reader, error))?;
        match event {
            Event::Start(tag) => body.open(meaning(tag.local_name().as_ref()), &tag),
            Event::End(tag) => body.close(meaning(tag.local_name().as_ref())),
            Event::Text(text) => body.write(&text.xml10_content()),
            Event::CData(text) => body.write(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                body.write(resolve(&reference)?.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(ContentError::ForbiddenXml),
            Event::Eof => return body.finish(&reader),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
        if body.bytes > MAX_TEXT_CHARACTERS.saturating_mul(4) {
            return Err(ContentError::TooLong);
        }
    }
}

fn broken_xml(reader: &Reader<&[u8]>, error: impl ToString) -> ContentError {
    ContentError::BrokenXml {
        position: reader.error_position(),
        reason: error.to_string(),
    }
}

/// The character a reference stands for: a number, or one of the five that XML itself defines.
fn resolve(reference: &BytesRef<'_>) -> Result<char, ContentError> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter);
    }
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(ContentError::ForbiddenXml),
    }
}

/// The text of a document while its elements go by.
///
/// Paragraphs and rows are stacks, because a text box holds paragraphs inside a paragraph and a
/// cell may hold a table.
#[derive(Debug, Default)]
struct Body {
    lines: Vec<String>,
    paragraphs: Vec<String>,
    rows: Vec<Vec<String>>,
    depth: usize,
    runs: usize,
    skipped: usize,
    /// Bytes written so far, a bound for the characters.
    bytes: usize,
    /// Whether character data counts anywhere in a paragraph.
    loose: bool,
}

impl Body {
    fn open(&mut self, element: Element, tag: &BytesStart<'_>) {
        self.depth += 1;
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        match element {
            Element::Paragraph => self.paragraphs.push(String::new()),
            Element::Row => self.rows.push(Vec::new()),
            Element::Cell => {
                self.bytes += 1;
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            Element::Run => self.runs += 1,
            Element::Sign(sign) => self.append(sign),
            Element::Spaces => self.append(&" ".repeat(count_of_spaces(tag))),
            Element::Skipped => self.skipped = 1,
            Element::Other => {}
        }
    }

    fn close(&mut self, element: Element) {
        self.depth = self.depth.saturating_sub(1);
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match element {
            Element::Paragraph => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                self.place(paragraph.trim_end().to_owned());
            }
            Element::Row => {
                let row = self.rows.pop().unwrap_or_default();
                self.place(row.join("\t"));
            }
            Element::Run => self.runs = self.runs.saturating_sub(1),
            Element::Cell
            | Element::Sign(_)
            | Element::Spaces
            | Element::Skipped
            | Element::Other => {}
        }
    }

    /// A finished paragraph or row goes into the open cell, or else becomes a line.
    fn place(&mut self, text: String) {
        self.bytes += 1;
        let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) else {
            self.lines.push(text);
            return;
        };
        // Counted again at each level: a text in a thousand tables is copied a thousand times.
        self.bytes += text.len();
        if !cell.is_empty() && !text.is_empty() {
            cell.push(' ');
        }
        // A row is one line, so breaks inside a cell become spaces.
        cell.push_str(&text.replace(['\n', '\t'], " "));
    }

    fn write(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.loose {
            self.append(&self.collapsed(text));
        } else if self.runs > 0 {
            self.append(text);
        }
    }

    /// White space as OpenDocument reads it: a sequence is one space, none at the start.
    fn collapsed(&self, text: &str) -> String {
        let written = self.paragraphs.last().map_or("", String::as_str);
        let mut after_space = written.is_empty() || written.ends_with([' ', '\n', '\t']);
        let mut collapsed = String::with_capacity(text.len());
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                collapsed.push(letter);
            } else if !after_space {
                collapsed.push(' ');
            }
            after_space = is_space;
        }
        collapsed
    }

    fn append(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
            self.bytes += text.len();
        }
    }

    fn finish(self, reader: &Reader<&[u8]>) -> Result<String, ContentError> {
        if self.depth > 0 {
            return Err(broken_xml(reader, "the document ends inside an element"));
        }
        Ok(self.lines.join("\n"))
    }
}

fn count_of_spaces(tag: &BytesStart<'_>) -> usize {
    let written = tag
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == "c")
        .map(|attribute| attribute.value);
    // More than a line of spaces is an attack, not a layout.
    written
        .as_ref()
        .map(Cow::as_ref)
        .and_then(|count| count.parse().ok())
        .unwrap_or(1)
        .min(100)
}

#[cfg(test)]
#[path = "content_tests.rs"]
mod tests;
