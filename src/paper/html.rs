//! A paper as a printable page: plain semantic HTML with a style sheet for the printer and no script.

use std::fmt::Write as _;

use super::layout::{Block, Closing, Header, Paper, Paragraph, Place, Signature, Table};

/// The media type of the page.
pub const MEDIA_TYPE: &str = "text/html; charset=utf-8";

/// The Party layout (R §4.4), for paper and for the screen.
const STYLE: &str = "\
@page { size: A4; margin: 20mm 15mm 20mm 30mm; }
body { font: 14pt/1.3 'Times New Roman', 'Liberation Serif', serif; color: #000; background: #fff; margin: 0 auto; max-width: 165mm; }
header { display: grid; grid-template-columns: 51% 49%; text-align: center; margin-bottom: 8mm; }
header p, .sign p { margin: 0; }
.organ, .party, h1, h2, .about, .sign strong { font-weight: bold; }
.above, .organ { font-size: 13pt; }
.party { text-decoration: underline; text-underline-offset: 3pt; }
.date { font-style: italic; margin-top: 5mm !important; }
.letter { font-size: 12pt; font-style: italic; }
.stamp { border: 1px dashed #000; font-size: 12pt; font-style: italic; margin: 3mm auto 0 !important; width: 60mm; min-height: 30mm; display: grid; place-content: center; }
h1 { font-size: 16pt; text-align: center; margin: 0; }
.about { text-align: center; margin: 0; }
.hyphens { text-align: center; margin: 0 0 4mm; }
h2 { font-size: 14pt; margin: 4mm 0 2mm 10mm; break-after: avoid; }
main p { margin: 0 0 6pt; text-align: justify; text-indent: 10mm; }
main p.middle { text-align: center; text-indent: 0; }
main p.spoken { margin-left: 10mm; text-indent: 0; }
main p.about, main p.hyphens, .sign p { text-align: center; text-indent: 0; }
table { border-collapse: collapse; width: 100%; font-size: 13pt; line-height: 1.2; margin-bottom: 4mm; table-layout: fixed; }
th, td { border: 1px solid #000; padding: 1mm 2mm; overflow-wrap: anywhere; }
td.mid { text-align: center; }
tr { break-inside: avoid; }
table.roomy td { height: 11mm; }
.closing { display: flex; gap: 5mm; margin-top: 6mm; break-inside: avoid; }
.closing > * { flex: 1; display: flex; flex-direction: column; }
.to { font-size: 12pt; }
.to ul { list-style: none; margin: 0; padding: 0; }
.sign .name { margin-top: auto; padding-top: 25mm; font-weight: bold; }
.page { break-before: page; }
footer { font-size: 9pt; margin-top: 10mm; }
@media print { footer { position: fixed; bottom: 0; } }
";

/// The paper as a page.
pub fn render(paper: &Paper) -> String {
    let mut out =
        String::from("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = write!(
        out,
        "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&paper.name)
    );
    head(&mut out, &paper.header);
    out.push_str("<main>\n");
    for block in &paper.blocks {
        add(&mut out, block);
    }
    out.push_str("</main>\n");
    if let Some(foot) = &paper.foot {
        let _ = writeln!(out, "<footer>{}</footer>", escaped(foot));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Text as HTML holds it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !letter.is_control()) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn paragraph(out: &mut String, class: &str, text: &str) {
    let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escaped(text));
}

fn head(out: &mut String, header: &Header) {
    out.push_str("<header>\n<div>\n");
    for line in &header.above {
        paragraph(out, "above", line);
    }
    for line in &header.organ {
        paragraph(out, "organ", line);
    }
    paragraph(out, "star", "*");
    for (class, line) in [
        ("number", &header.symbol),
        ("letter", &header.letter_abstract),
        ("stamp", &header.stamp),
    ] {
        if let Some(line) = line {
            paragraph(out, class, line);
        }
    }
    out.push_str("</div>\n<div>\n");
    paragraph(out, "party", "ĐẢNG CỘNG SẢN VIỆT NAM");
    paragraph(out, "date", &header.place_and_date);
    out.push_str("</div>\n</header>\n");
}

fn add(out: &mut String, block: &Block) {
    match block {
        Block::Title(text) => {
            let _ = writeln!(out, "<h1>{}</h1>", escaped(text));
        }
        Block::Abstract(text) => {
            paragraph(out, "about", text);
            paragraph(out, "hyphens", "-----");
        }
        Block::Heading(text) => {
            let _ = writeln!(out, "<h2>{}</h2>", escaped(text));
        }
        Block::Text(paragraph) => body(out, paragraph),
        Block::Table(table) => lined(out, table),
        Block::Closing(one) => closing(out, one),
        Block::NewPage => out.push_str("<div class=\"page\"></div>\n"),
    }
}

fn body(out: &mut String, paragraph: &Paragraph) {
    let class = match paragraph.place {
        Place::Body => "body",
        Place::Middle => "middle",
        Place::Spoken => "spoken",
    };
    let _ = write!(out, "<p class=\"{class}\">");
    for span in &paragraph.spans {
        let (open, close) = match (span.bold, span.italic) {
            (true, true) => ("<strong><em>", "</em></strong>"),
            (true, false) => ("<strong>", "</strong>"),
            (false, true) => ("<em>", "</em>"),
            (false, false) => ("", ""),
        };
        let _ = write!(out, "{open}{}{close}", escaped(&span.text));
    }
    out.push_str("</p>\n");
}

fn lined(out: &mut String, table: &Table) {
    let class = if table.roomy { " class=\"roomy\"" } else { "" };
    let _ = write!(out, "<table{class}>\n<colgroup>");
    for column in &table.columns {
        let _ = write!(out, "<col style=\"width:{}%\">", column.share);
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for column in &table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(&column.title));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(&table.columns) {
            let class = if column.centred { " class=\"mid\"" } else { "" };
            let _ = write!(out, "<td{class}>{}</td>", escaped(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn closing(out: &mut String, closing: &Closing) {
    out.push_str("<div class=\"closing\">\n");
    if !closing.recipients.is_empty() {
        out.push_str("<section class=\"to\"><u>Nơi nhận:</u><ul>\n");
        let last = closing.recipients.len().saturating_sub(1);
        for (place, recipient) in closing.recipients.iter().enumerate() {
            let end = if place == last { "." } else { "," };
            let _ = writeln!(out, "<li>- {}{end}</li>", escaped(recipient));
        }
        out.push_str("</ul></section>\n");
    }
    for one in &closing.signatures {
        signature(out, one);
    }
    out.push_str("</div>\n");
}

fn signature(out: &mut String, signature: &Signature) {
    out.push_str("<section class=\"sign\">\n");
    for line in &signature.capacity {
        if line.starts_with("T/M ") {
            let _ = writeln!(out, "<p><strong>{}</strong></p>", escaped(line));
        } else {
            let _ = writeln!(out, "<p>{}</p>", escaped(line));
        }
    }
    let name = signature
        .name
        .as_deref()
        .unwrap_or("........................");
    paragraph(out, "name", name);
    out.push_str("</section>\n");
}
