//! Tests of `content.rs`: real archives made here, and the ways in which a file can be hostile.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://w"><w:body>{body}</w:body></w:document>"#
    );
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
    ])
}

fn odt(body: &str) -> Vec<u8> {
    archive(&[("mimetype", ODT_MEDIA_TYPE), ("content.xml", body)])
}

fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    detect(&mut Cursor::new(bytes)).unwrap()
}

fn text_of(kind: FileKind, bytes: &[u8]) -> Result<Option<String>, ContentError> {
    extract_text(kind, &mut Cursor::new(bytes)).map(|text| text.map(|text| text.words))
}

fn docx_text(body: &str) -> String {
    text_of(FileKind::Docx, &docx(body)).unwrap().unwrap()
}

#[test]
fn the_kind_comes_from_the_content() {
    let macros = archive(&[
        ("[Content_Types].xml", ""),
        ("word/document.xml", ""),
        ("word/vbaProject.bin", ""),
    ]);
    let spreadsheet = archive(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]);
    let other_odf = archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    let mut cut = docx("");
    cut.truncate(cut.len() - 10);
    let long_text = "Đại hội ".repeat(40_000);
    let table: [(&[u8], Option<FileKind>); 18] = [
        (&docx(""), Some(FileKind::Docx)),
        (&odt("<a/>"), Some(FileKind::Odt)),
        (b"%PDF-1.7\n%\xe2\xe3", Some(FileKind::Pdf)),
        ("Báo cáo chính trị".as_bytes(), Some(FileKind::Text)),
        (b"\xef\xbb\xbfBOM", Some(FileKind::Text)),
        (long_text.as_bytes(), Some(FileKind::Text)),
        (b"see the %PDF-1.7 header", Some(FileKind::Text)),
        (&macros, None),
        (&spreadsheet, None),
        (&other_odf, None),
        (&cut, None),
        (b"PK\x03\x04", None),
        (b"a\0b", None),
        (b"\xff\xfea\0", None),
        (b"\xe1\xba", None),
        (b"<!DOCTYPE html><script>", None),
        (b"#!/bin/sh\nrm", None),
        (b"", None),
    ];
    for (number, (bytes, kind)) in table.into_iter().enumerate() {
        assert_eq!(kind_of(bytes), kind, "row {number}");
    }
}

#[test]
fn paragraphs_are_lines_and_runs_are_joined() {
    let text = docx_text(concat!(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>",
        "<w:r><w:t>Đại </w:t></w:r><w:r><w:t xml:space=\"preserve\">hội &amp; &#x111;</w:t></w:r></w:p>\n",
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
        "<w:p/><w:p><w:r><w:t><![CDATA[<x>]]></w:t></w:r></w:p>",
    ));
    assert_eq!(text, "Đại hội & đ\na\tb\nc\n\n<x>");
}

#[test]
fn a_row_of_a_table_is_a_line() {
    let p = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let nested = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("x"),
        p("y")
    );
    let text = docx_text(&format!(
        "{}<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{nested}</w:tc><w:tc/></w:tr></w:tbl>{}",
        p("before"),
        p("one"),
        p("two"),
        p("three"),
        p("after")
    ));
    assert_eq!(text, "before\none two\tthree\nx y\t\nafter");
}

#[test]
fn only_the_text_that_stands_is_read() {
    let text = docx_text(concat!(
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:ins><w:r><w:t>stays</w:t></w:r></w:ins></w:p>",
        "<w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>",
        "<mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
        "<w:r><w:t>around</w:t></w:r></w:p>",
    ));
    assert_eq!(text, "stays\nbox\naround");
}

#[test]
fn odt_and_plain_text_are_read() {
    let body = concat!(
        "<o><office:automatic-styles><p>x</p></office:automatic-styles>\n<office:body><text:h>Nghị  quyết</text:h>",
        "<text:p>a<text:s text:c=\"3\"/>b<text:tab/><text:span>c\n d</text:span></text:p>",
        "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>",
        "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></office:body></o>",
    );
    let text = text_of(FileKind::Odt, &odt(body)).unwrap();
    assert_eq!(text.as_deref(), Some("Nghị quyết\na   b\tc d\n1\t2"));
    let text = text_of(FileKind::Text, "\u{feff}hoa\u{300}\r\nbình\n".as_bytes()).unwrap();
    assert_eq!(text.as_deref(), Some("hoà\nbình"));
    let pdf = b"%PDF-1.7\n%\xe2\xe3\nstartxref\n9\n%%EOF\n";
    assert!(text_of(FileKind::Pdf, pdf).unwrap().is_none());
    for cut in [
        &b"%PDF-1.7\n%\xe2\xe3\n1 0"[..],
        b"%PDF-1.7\nstartxref\n9\n",
        b"%PDF-",
    ] {
        assert!(matches!(
            text_of(FileKind::Pdf, cut),
            Err(ContentError::BrokenPdf)
        ));
    }
}

#[test]
fn broken_files_are_errors_with_a_reason() {
    let entity = "<!DOCTYPE a [<!ENTITY e \"boom\">]><a>&e;</a>";
    let with = |xml: &str| archive(&[("word/document.xml", xml)]);
    let mut damaged = docx("<w:p><w:r><w:t>text of some length</w:t></w:r></w:p>");
    let middle = damaged
        .windows(17)
        .position(|bytes| bytes == b"word/document.xml")
        .unwrap()
        + 40;
    damaged[middle] ^= 0xff;
    assert!(matches!(
        text_of(FileKind::Docx, b"PK\x03\x04"),
        Err(ContentError::BrokenArchive(_))
    ));
    assert!(matches!(
        text_of(FileKind::Docx, &damaged),
        Err(ContentError::BrokenArchive(_))
    ));
    assert!(matches!(
        text_of(FileKind::Docx, &archive(&[("a", "")])),
        Err(ContentError::MissingPart(DOCX_BODY))
    ));
    for broken in ["<w:p><w:t>never closed", "<a></b>", "<a", "<a>& b</a>"] {
        let error = text_of(FileKind::Docx, &with(broken)).unwrap_err();
        assert!(
            matches!(error, ContentError::BrokenXml { .. }),
            "{broken}: {error}"
        );
    }
    for forbidden in [
        entity,
        "<w:p><w:t>&nbsp;</w:t></w:p>",
        "<w:p><w:t>&#0;</w:t></w:p>",
    ] {
        let error = text_of(FileKind::Docx, &with(forbidden)).unwrap_err();
        assert!(
            matches!(error, ContentError::ForbiddenXml),
            "{forbidden}: {error}"
        );
    }
    assert!(matches!(
        text_of(FileKind::Text, b"\xff"),
        Err(ContentError::NotUtf8)
    ));
}

#[test]
fn a_bomb_is_refused_and_deep_nesting_is_harmless() {
    let spaces = " ".repeat(usize::try_from(MAX_PART_BYTES).unwrap() + 1);
    assert!(matches!(
        text_of(FileKind::Docx, &docx(&spaces)),
        Err(ContentError::TooLarge)
    ));
    let long = "a".repeat(MAX_TEXT_CHARACTERS + 1);
    let paragraph = format!("<w:p><w:r><w:t>{long}</w:t></w:r></w:p>");
    let paragraphs = paragraph.repeat(5);
    for (kind, bytes) in [
        (FileKind::Docx, docx(&paragraph)),
        (FileKind::Docx, docx(&paragraphs)),
        (FileKind::Text, long.clone().into_bytes()),
        // More bytes than are read, cut within a letter.
        (
            FileKind::Text,
            format!("a{}", "ạ".repeat(2 * MAX_TEXT_CHARACTERS)).into_bytes(),
        ),
    ] {
        let text = extract_text(kind, &mut Cursor::new(&bytes))
            .unwrap()
            .unwrap();
        assert_eq!(
            (text.words.chars().count(), text.cut),
            (MAX_TEXT_CHARACTERS, true)
        );
    }
    let fits = "ạ".repeat(MAX_TEXT_CHARACTERS);
    let text = extract_text(FileKind::Text, &mut Cursor::new(&fits))
        .unwrap()
        .unwrap();
    assert!(!text.cut && text.words == fits);
    let deep = |depth| format!("{}{}", "<w:p>".repeat(depth), "</w:p>".repeat(depth));
    assert_eq!(docx_text(&deep(400)).len(), 399);
    for kind in ["p", "pPr", "tbl", "tc"] {
        let deep = format!("<w:{kind}>").repeat(100_000);
        assert!(matches!(
            text_of(FileKind::Docx, &docx(&deep)),
            Err(ContentError::TooDeep)
        ));
    }
    let many = |count: usize| {
        extract_text(
            FileKind::Docx,
            &mut Cursor::new(docx(&"<w:p/>".repeat(count))),
        )
    };
    for (count, cut) in [
        (MAX_TEXT_LINES, false),
        (MAX_TEXT_LINES + 1, true),
        (200_000, true),
    ] {
        let text = many(count).unwrap().unwrap();
        assert_eq!(
            (text.words.len(), text.cut),
            (MAX_TEXT_LINES - 1, cut),
            "{count}"
        );
    }
    let broken = format!("<w:p>{}</w:p>", "<w:r><w:br/></w:r>".repeat(100_000));
    assert_eq!(docx_text(&broken).lines().count(), 0);
    let lines = "a\n".repeat(MAX_TEXT_LINES);
    for (lines, cut) in [(lines.clone(), false), (lines.clone() + "b\nc", true)] {
        let text = extract_text(FileKind::Text, &mut Cursor::new(lines))
            .unwrap()
            .unwrap();
        assert_eq!(
            (text.words.lines().count(), text.cut),
            (MAX_TEXT_LINES, cut)
        );
    }
    let spaced = odt("<body><p>a<s c=\"4000000000\"/>b</p></body>");
    assert_eq!(
        text_of(FileKind::Odt, &spaced)
            .unwrap()
            .map(|text| text.len()),
        Some(102)
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..300), start in 0_usize..4) {
        let prefix: &[u8] = [b"PK\x03\x04".as_slice(), b"%PDF-", b"", b"<w:p>"][start];
        bytes.splice(0..0, prefix.iter().copied());
        kind_of(&bytes);
        for kind in [FileKind::Docx, FileKind::Odt, FileKind::Text] {
            let _ = text_of(kind, &bytes);
        }
        if let Ok(xml) = String::from_utf8(bytes) {
            let _ = text_of(FileKind::Docx, &docx(&xml));
        }
    }
}

#[test]
fn a_document_without_a_body_is_none_and_one_without_words_is_one() {
    for nothing in ["", "<w:document/>", "<?xml version=\"1.0\"?>", "   "] {
        let file = archive(&[("[Content_Types].xml", "<Types/>"), (DOCX_BODY, nothing)]);
        let error = text_of(FileKind::Docx, &file).unwrap_err();
        assert!(
            matches!(error, ContentError::MissingPart(_)),
            "{nothing:?}: {error}"
        );
        let error = text_of(FileKind::Odt, &odt(nothing)).unwrap_err();
        assert!(
            matches!(error, ContentError::MissingPart(_)),
            "{nothing:?}: {error}"
        );
    }
    assert_eq!(docx_text("<w:p/>"), "");
}
