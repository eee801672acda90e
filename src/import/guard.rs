//! What a workbook may unpack to, found out before anything of it is believed.
//!
//! A workbook is a ZIP archive of XML, and both may lie: about the sizes of the parts, and about how many texts there
//! are, for which the reader would make room before it has seen one. So every part is unpacked once, counted and thrown
//! away, and the only figure that makes room is read and compared.

use std::io::{Cursor, Read};

use quick_xml::events::Event;

use crate::error::Error;

/// The most that a workbook may unpack to, in bytes.
const UNPACKED_LIMIT: u64 = 48 * 1024 * 1024;

/// The most that its table of texts may unpack to, in bytes.
const TEXTS_LIMIT: u64 = 16 * 1024 * 1024;

/// The most parts; a workbook has some ten and one for each sheet.
const MOST_PARTS: usize = 1_000;

fn refused() -> Error {
    Error::invalid("/file", "sheet_unreasonable")
}

/// Refuses a workbook that is far more than any sheet of ours.
///
/// # Errors
/// [`Error::Invalid`].
pub fn expect_reasonable(bytes: &[u8]) -> Result<(), Error> {
    let unreadable = || Error::invalid("/file", "sheet_unreadable");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    if archive.len() > MOST_PARTS {
        return Err(refused());
    }
    let mut left = UNPACKED_LIMIT;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| unreadable())?;
        let name = part.name().map_err(|_| unreadable())?;
        let holds_texts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        drop(name);
        let most = if holds_texts {
            left.min(TEXTS_LIMIT)
        } else {
            left
        };
        let mut part = part.take(most + 1);
        let size = if holds_texts {
            let mut texts = Vec::new();
            part.read_to_end(&mut texts).map_err(|_| unreadable())?;
            expect_honest(&texts)?;
            texts.len() as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| unreadable())?
        };
        if size > most {
            return Err(refused());
        }
        left -= size;
    }
    Ok(())
}

/// Refuses a table that says it has more texts than it has bytes, and one that cannot be read as its reader will.
fn expect_honest(texts: &[u8]) -> Result<(), Error> {
    // In another encoding it could say one thing here and another there.
    let plain = std::str::from_utf8(texts).is_ok_and(|text| !text.contains('\0'));
    if !plain {
        return Err(refused());
    }
    let mut xml = quick_xml::Reader::from_reader(texts);
    let config = xml.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let element = match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => element,
            Ok(Event::Eof) | Err(_) => return Err(refused()),
            Ok(_) => continue,
        };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| refused())?;
            let count = attribute.value.trim().parse::<u64>();
            let is_count = attribute.key.local_name().as_ref() == "uniqueCount";
            if is_count && !count.is_ok_and(|count| count <= texts.len() as u64) {
                return Err(refused());
            }
        }
        return Ok(());
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::time::{Duration, Instant};

    use zip::write::SimpleFileOptions;

    use crate::error::Error;
    use crate::import::model::Kind;
    use crate::import::sheet;

    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const HEADERS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c><c r="B1" t="inlineStr"><is><t>Tên tổ chức</t></is></c><c r="C1" t="inlineStr"><is><t>Loại hình</t></is></c></row>"#;
    const LINE: &str = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>CB1</t></is></c><c r="B2" t="inlineStr"><is><t>Chi bộ I</t></is></c><c r="C2" t="inlineStr"><is><t>chi bộ cơ sở</t></is></c></row>"#;

    /// A workbook of one sheet with these rows, and with a table of texts.
    fn workbook(rows: &[&str], texts: &[&str]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, content: &[&str]| {
            archive
                .start_file(name, SimpleFileOptions::default())
                .expect("a part");
            for piece in content {
                archive.write_all(piece.as_bytes()).expect("written");
            }
        };
        part("[Content_Types].xml", &[TYPES]);
        part("_rels/.rels", &[RELATIONS]);
        part("xl/workbook.xml", &[BOOK]);
        part("xl/_rels/workbook.xml.rels", &[SHEETS]);
        part("xl/sharedStrings.xml", texts);
        let mut sheet = vec![
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>"#,
        ];
        sheet.extend(rows);
        sheet.push("</sheetData></worksheet>");
        part("xl/worksheets/sheet1.xml", &sheet);
        archive.finish().expect("an archive").into_inner()
    }

    fn refused(file: &[u8]) -> String {
        let begun = Instant::now();
        let read = sheet::read(Kind::Units, file);
        assert!(
            begun.elapsed() < Duration::from_secs(30),
            "{:?}",
            begun.elapsed()
        );
        let Err(Error::Invalid(problems)) = read else {
            panic!("read");
        };
        problems
            .first()
            .expect("a problem")
            .code
            .as_str()
            .to_owned()
    }

    const TEXTS: &str = r#"<sst uniqueCount="0"></sst>"#;

    #[test]
    fn what_a_sheet_says_of_its_own_size_is_not_believed() {
        let sheet = sheet::read(Kind::Units, &workbook(&[HEADERS, LINE], &[TEXTS]));
        assert_eq!(sheet.expect("a sheet").lines.len(), 1);
        // A single cell in the last corner, which as a rectangle would be seventeen thousand million.
        let corner =
            r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
        let sheet = sheet::read(Kind::Units, &workbook(&[HEADERS, LINE, corner], &[TEXTS]));
        assert_eq!(sheet.expect("a sheet").lines.len(), 1);
        let below = r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>"#;
        let file = workbook(&[HEADERS, LINE, below], &[TEXTS]);
        assert_eq!(refused(&file), "sheet_too_long");
    }

    #[test]
    fn hundreds_of_thousands_of_empty_rows_are_refused() {
        let empty = "<row><c/></row>".repeat(1_000);
        let rows: Vec<&str> = std::iter::once(HEADERS)
            .chain(std::iter::repeat_n(empty.as_str(), 600))
            .collect();
        let file = workbook(&rows, &[TEXTS]);
        assert!(file.len() < 1_000_000, "{}", file.len());
        assert_eq!(refused(&file), "sheet_too_long");
    }

    #[test]
    fn a_table_of_texts_that_lies_or_bursts_is_refused() {
        for count in ["18446744073709551615", "1000000000000", "many"] {
            let texts = format!(r#"<x/><sst uniqueCount="{count}"></sst>"#);
            let file = workbook(&[HEADERS, LINE], &[&texts]);
            assert_eq!(refused(&file), "sheet_unreasonable", "{count}");
        }
        for texts in [
            r#"</b><sst uniqueCount="1000000000000"/>"#,
            "<nothing/>",
            "\u{0}<sst/>",
        ] {
            let file = workbook(&[HEADERS, LINE], &[texts]);
            assert_eq!(refused(&file), "sheet_unreasonable", "{texts}");
        }
        let text = "<si><t>x</t></si>".repeat(1_000);
        let mut texts = vec!["<sst>"];
        texts.extend(std::iter::repeat_n(text.as_str(), 1_000));
        texts.push("</sst>");
        let file = workbook(&[HEADERS, LINE], &texts);
        assert_eq!(refused(&file), "sheet_unreasonable");
    }

    #[test]
    fn an_archive_that_bursts_is_refused() {
        let space = " ".repeat(1024 * 1024);
        let rows: Vec<&str> = std::iter::repeat_n(space.as_str(), 50).collect();
        let file = workbook(&rows, &[TEXTS]);
        assert!(file.len() < 1_000_000, "{}", file.len());
        assert_eq!(refused(&file), "sheet_unreasonable");
    }
}
