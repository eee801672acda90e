//! The text in the XML of a DOCX or an ODT.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::content::{ContentError, MAX_DEPTH, MAX_TEXT_BYTES, MAX_TEXT_LINES, Text};

/// What an element means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
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

pub(super) fn docx_element(name: &str) -> Element {
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

pub(super) fn odt_element(name: &str) -> Element {
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

/// The element that every DOCX and every ODT has its text in, however little it is.
const BODY: &str = "body";

pub(super) fn read_body(xml: &str, meaning: fn(&str) -> Element) -> Result<Text, ContentError> {
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
            Event::Start(tag) => {
                let name = tag.local_name();
                body.begun |= name.as_ref() == BODY;
                body.open(meaning(name.as_ref()), &tag);
            }
            Event::End(tag) => body.close(meaning(tag.local_name().as_ref())),
            Event::Text(text) => body.write(&text.xml10_content()),
            Event::CData(text) => body.write(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                body.write(resolve(&reference)?.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(ContentError::ForbiddenXml),
            Event::Eof => return body.finish(&reader).map(|words| Text { words, cut: false }),
            Event::Empty(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
        if body.depth > MAX_DEPTH {
            return Err(ContentError::TooDeep);
        }
        if body.bytes > MAX_TEXT_BYTES || body.lines.len() > MAX_TEXT_LINES {
            return Ok(Text {
                words: body.so_far(),
                cut: true,
            });
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
    /// Whether the element that holds the text has come.
    begun: bool,
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

    /// What was read when there was enough of it, paragraphs that were still open included.
    fn so_far(mut self) -> String {
        self.lines
            .extend(self.rows.into_iter().map(|row| row.join("\t")));
        self.lines.extend(self.paragraphs);
        self.lines.join("\n")
    }

    fn finish(self, reader: &Reader<&[u8]>) -> Result<String, ContentError> {
        if self.depth > 0 {
            return Err(broken_xml(reader, "the document ends inside an element"));
        }
        if !self.begun {
            return Err(ContentError::MissingPart(BODY));
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
