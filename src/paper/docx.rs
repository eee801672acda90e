//! A paper as DOCX, in the Party layout (R §4.4): A4, margins 20, 20, 30, 15 mm, Times New Roman 14.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, Docx, Footer, Header as PageHeader, HeightRule, LineSpacing,
    LineSpacingType, PageMargin, PageNum, Paragraph as P, Run, RunFonts, Table as T, TableCell,
    TableCellBorder, TableCellBorderPosition, TableCellBorders, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::layout::{Block, Closing, Header, Paper, Paragraph, Place, Signature, Table};
use crate::error::Error;

/// The media type of a DOCX file.
pub const MEDIA_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The font of every Party document.
const FONT: &str = "Times New Roman";

/// Twentieths of a point in a millimetre and a half, to reckon without fractions: 170 in 3 mm.
const fn mm(millimetres: usize) -> usize {
    millimetres * 1701 / 30
}

/// An A4 page.
const A4: (u32, u32) = (11_906, 16_838);

/// The width between the margins of an A4 page: 210 − 30 − 15 mm.
const TEXT_WIDTH: usize = mm(165);

/// A table of no more rows than that is kept on one page.
const SHORT: usize = 10;

/// Sizes in half points.
const BODY: usize = 28;
const TABLE: usize = 26;
const SMALL: usize = 24;
const FOOT: usize = 18;
const TITLE: usize = 32;

/// The paper as the bytes of a DOCX file.
///
/// # Errors
/// Internal, should the archive not be written.
pub fn render(paper: &Paper) -> Result<Vec<u8>, Error> {
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .cs(FONT)
        .east_asia(FONT);
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(BODY)
        .page_size(A4.0, A4.1)
        .page_margin(margins())
        .title_pg()
        .first_header(PageHeader::new().add_paragraph(P::new()))
        .header(page_numbers())
        .first_footer(foot(paper))
        .footer(foot(paper))
        .add_table(head(&paper.header))
        .add_paragraph(spaced(P::new(), 0, 0));
    let followers = paper.blocks.iter().skip(1).map(Some).chain([None]);
    for (block, follower) in paper.blocks.iter().zip(followers) {
        // A signature never stands on a page alone, nor does a line that announces a table.
        let closes = matches!(
            (block, follower),
            (_, Some(Block::Closing(_))) | (Block::Text(_), Some(Block::Table(_)))
        );
        docx = add(docx, block, closes);
    }
    // After a table a paragraph must follow; unless it is tiny, it may come to stand on a page of its own.
    docx = docx.add_paragraph(last_line());
    let mut bytes = Cursor::new(Vec::new());
    docx.build()
        .pack(&mut bytes)
        .map_err(|error| Error::caused("a paper as DOCX", error))?;
    Ok(bytes.into_inner())
}

fn mm_i32(millimetres: usize) -> i32 {
    i32::try_from(mm(millimetres)).unwrap_or(i32::MAX)
}

fn margins() -> PageMargin {
    PageMargin {
        top: mm_i32(20),
        bottom: mm_i32(20),
        left: mm_i32(30),
        right: mm_i32(15),
        header: mm_i32(10),
        footer: mm_i32(10),
        gutter: 0,
    }
}

/// The number of the page stands in the middle above the text, from the second page on.
fn page_numbers() -> PageHeader {
    let number = P::new()
        .align(AlignmentType::Center)
        .add_page_num(PageNum::new());
    PageHeader::new().add_paragraph(number)
}

fn foot(paper: &Paper) -> Footer {
    let line = paper.foot.as_deref().unwrap_or_default();
    Footer::new().add_paragraph(
        P::new()
            .align(AlignmentType::Left)
            .add_run(run(line).size(FOOT)),
    )
}

/// Text without the control characters that XML cannot hold.
fn run(text: &str) -> Run {
    let clean: String = text.chars().filter(|letter| !letter.is_control()).collect();
    Run::new().add_text(clean)
}

/// The gap after a table: without it the next table would grow together with it.
fn gap() -> P {
    tight(P::new().size(FOOT))
}

/// The paragraph after the last table: two points high.
fn last_line() -> P {
    P::new().size(2).line_spacing(
        LineSpacing::new()
            .line_rule(LineSpacingType::Exact)
            .line(40)
            .before(0)
            .after(0),
    )
}

/// A paragraph with so many points before and after it.
fn spaced(paragraph: P, before: u32, after: u32) -> P {
    paragraph.line_spacing(
        LineSpacing::new()
            .line_rule(LineSpacingType::Auto)
            .line(252)
            .before(before * 20)
            .after(after * 20),
    )
}

fn centred(text: &str, size: usize) -> P {
    tight(
        P::new()
            .align(AlignmentType::Center)
            .add_run(run(text).size(size)),
    )
}

fn centred_bold(text: &str, size: usize) -> P {
    tight(
        P::new()
            .align(AlignmentType::Center)
            .add_run(run(text).size(size).bold()),
    )
}

fn tight(paragraph: P) -> P {
    paragraph.line_spacing(
        LineSpacing::new()
            .line_rule(LineSpacingType::Auto)
            .line(240)
            .before(0)
            .after(0),
    )
}

/// As a paragraph stands in a cell with lines around it.
fn padded(paragraph: P) -> P {
    paragraph.line_spacing(
        LineSpacing::new()
            .line_rule(LineSpacingType::Auto)
            .line(240)
            .before(40)
            .after(40),
    )
}

fn bare_cell(width: usize) -> TableCell {
    TableCell::new()
        .width(width, WidthType::Dxa)
        .set_borders(TableCellBorders::with_empty())
}

fn bare_table(widths: Vec<usize>, row: TableRow) -> T {
    T::without_borders(vec![row])
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
}

fn head(header: &Header) -> T {
    let widths = vec![mm(84), mm(81)];
    let mut left = bare_cell(mm(76));
    for line in &header.above {
        left = left.add_paragraph(centred(line, TABLE));
    }
    for line in &header.organ {
        left = left.add_paragraph(centred_bold(line, TABLE));
    }
    left = left.add_paragraph(centred("*", BODY));
    if let Some(symbol) = &header.symbol {
        left = left.add_paragraph(centred(symbol, BODY));
    }
    if let Some(about) = &header.letter_abstract {
        let line = run(about).size(SMALL).italic();
        left = left.add_paragraph(tight(P::new().align(AlignmentType::Center).add_run(line)));
    }
    if let Some(stamp) = &header.stamp {
        left = left
            .add_table(stamp_place(stamp))
            .add_paragraph(tight(P::new()));
    }
    let party = run("ĐẢNG CỘNG SẢN VIỆT NAM")
        .size(BODY)
        .bold()
        .underline("single");
    let date = run(&header.place_and_date).size(BODY).italic();
    let right = bare_cell(mm(89))
        .add_paragraph(tight(P::new().align(AlignmentType::Center).add_run(party)))
        .add_paragraph(tight(P::new()))
        .add_paragraph(tight(P::new().align(AlignmentType::Center).add_run(date)));
    bare_table(widths, TableRow::new(vec![left, right]))
}

/// The place of the stamp at the upper left of a ballot.
fn stamp_place(stamp: &str) -> T {
    let borders = [
        TableCellBorderPosition::Top,
        TableCellBorderPosition::Left,
        TableCellBorderPosition::Bottom,
        TableCellBorderPosition::Right,
    ]
    .into_iter()
    .fold(TableCellBorders::with_empty(), |borders, position| {
        borders.set(
            TableCellBorder::new(position)
                .border_type(BorderType::Dashed)
                .size(4),
        )
    });
    let line = run(&format!("({stamp})")).size(SMALL).italic();
    let cell = TableCell::new()
        .width(mm(60), WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .set_borders(borders)
        .add_paragraph(tight(P::new().align(AlignmentType::Center).add_run(line)));
    let row = TableRow::new(vec![cell])
        .row_height(30.0 * 56.7)
        .height_rule(HeightRule::AtLeast);
    T::new(vec![row])
        .layout(TableLayoutType::Fixed)
        .width(mm(60), WidthType::Dxa)
        .set_grid(vec![mm(60)])
        .align(docx_rs::TableAlignmentType::Center)
}

fn add(docx: Docx, block: &Block, closes: bool) -> Docx {
    match block {
        Block::Title(text) => {
            docx.add_paragraph(spaced(centred_bold(text, TITLE), 6, 0).keep_next(true))
        }
        Block::Abstract(text) => docx
            .add_paragraph(centred_bold(text, BODY).keep_next(true))
            .add_paragraph(spaced(centred("-----", BODY), 0, 8)),
        Block::Heading(text) => docx.add_paragraph(
            spaced(P::new().add_run(run(text).bold()), 8, 4)
                .indent(Some(mm_i32(10)), None, None, None)
                .keep_next(true),
        ),
        Block::Text(paragraph) => docx.add_paragraph(body(paragraph).keep_next(closes)),
        Block::Table(table) => docx
            .add_table(lined(table, closes))
            .add_paragraph(gap().keep_next(closes)),
        Block::Closing(closing) => docx
            .add_paragraph(spaced(P::new(), 0, 0).keep_next(true))
            .add_table(closing_table(closing)),
        Block::NewPage => docx.add_paragraph(tight(P::new()).page_break_before(true)),
    }
}

fn body(paragraph: &Paragraph) -> P {
    let mut p = spaced(P::new(), 0, 6);
    p = match paragraph.place {
        Place::Body => p.align(AlignmentType::Both).indent(
            None,
            Some(docx_rs::SpecialIndentType::FirstLine(mm_i32(10))),
            None,
            None,
        ),
        Place::Middle => p.align(AlignmentType::Center),
        Place::Spoken => p
            .align(AlignmentType::Both)
            .indent(Some(mm_i32(10)), None, None, None),
    };
    for span in &paragraph.spans {
        let mut stretch = run(&span.text);
        if span.bold {
            stretch = stretch.bold();
        }
        if span.italic {
            stretch = stretch.italic();
        }
        p = p.add_run(stretch);
    }
    p
}

/// A short table stands on one page, and with the signatures where they follow.
fn lined(table: &Table, closes: bool) -> T {
    let widths: Vec<usize> = table
        .columns
        .iter()
        .map(|column| TEXT_WIDTH * column.share / 100)
        .collect();
    let titles = table.columns.iter().zip(&widths).map(|(column, &width)| {
        TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(padded(centred_bold(&column.title, TABLE)).keep_next(true))
    });
    let mut rows = vec![TableRow::new(titles.collect()).cant_split()];
    let last = table.rows.len().saturating_sub(1);
    for (place, row) in table.rows.iter().enumerate() {
        let stays = table.rows.len() <= SHORT && (place < last || closes);
        let mut row = TableRow::new(cells(row, table, &widths, stays)).cant_split();
        if table.roomy {
            row = row.row_height(11.0 * 56.7).height_rule(HeightRule::AtLeast);
        }
        rows.push(row);
    }
    T::new(rows)
        .layout(TableLayoutType::Fixed)
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
}

/// The cells of a row; `stays` on one page with the row that follows.
fn cells(row: &[String], table: &Table, widths: &[usize], stays: bool) -> Vec<TableCell> {
    let columns = table.columns.iter().zip(widths);
    row.iter()
        .zip(columns)
        .map(|(text, (column, &width))| {
            let align = if column.centred {
                AlignmentType::Center
            } else {
                AlignmentType::Left
            };
            let paragraph = P::new().align(align).add_run(run(text).size(TABLE));
            TableCell::new()
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(padded(paragraph).keep_next(stays))
        })
        .collect()
}

fn closing_table(closing: &Closing) -> T {
    let columns = closing.signatures.len() + usize::from(!closing.recipients.is_empty());
    let width = TEXT_WIDTH / columns.max(1);
    let mut cells = Vec::new();
    if !closing.recipients.is_empty() {
        cells.push(recipients(&closing.recipients, width));
    }
    let lines = closing
        .signatures
        .iter()
        .map(|one| one.capacity.len())
        .max();
    let lines = lines.unwrap_or_default();
    cells.extend(
        closing
            .signatures
            .iter()
            .map(|one| signature(one, width, lines)),
    );
    let widths = vec![width; cells.len()];
    bare_table(widths, TableRow::new(cells).cant_split())
}

fn recipients(recipients: &[String], width: usize) -> TableCell {
    let title = run("Nơi nhận:").size(SMALL).underline("single");
    let mut cell = bare_cell(width).add_paragraph(tight(P::new().add_run(title)));
    let last = recipients.len().saturating_sub(1);
    for (place, recipient) in recipients.iter().enumerate() {
        let end = if place == last { "." } else { "," };
        let line = run(&format!("- {recipient}{end}")).size(SMALL);
        cell = cell.add_paragraph(tight(P::new().add_run(line)));
    }
    cell
}

/// Names stand on one height, so the room above them makes up for capacities of fewer lines.
fn signature(signature: &Signature, width: usize, lines: usize) -> TableCell {
    let mut cell = bare_cell(width);
    for line in &signature.capacity {
        let line = if line.starts_with("T/M ") {
            centred_bold(line, BODY)
        } else {
            centred(line, BODY)
        };
        cell = cell.add_paragraph(line.keep_next(true));
    }
    for _ in 0..4 + lines.saturating_sub(signature.capacity.len()) {
        cell = cell.add_paragraph(tight(P::new()).keep_next(true));
    }
    let name = signature
        .name
        .as_deref()
        .unwrap_or("........................");
    cell.add_paragraph(centred_bold(name, BODY))
}
