//! The board as a table to keep: CSV and XLSX, with the same rows, and with who took it and when.
//!
//! Every cell is text, and none is ever a formula: a name that begins like one is made harmless.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::Error;

/// A table to keep.
#[derive(Debug, Clone)]
pub struct Table {
    /// What it is of.
    pub title: String,
    /// The words above the columns.
    pub heads: Vec<String>,
    /// The rows, each as long as the heads.
    pub rows: Vec<Vec<String>>,
    /// Who took it, and when.
    pub taken_by: String,
}

/// So that spreadsheets read it as UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A cell that no spreadsheet reads as a formula.
fn harmless(cell: &str) -> String {
    let begins_like_one = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins_like_one {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", harmless(cell).replace('"', "\"\""))
}

/// The table as CSV (RFC 4180): heads first, who took it last.
pub fn csv(table: &Table) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    let last = [table.taken_by.clone()];
    let lines = std::iter::once(table.heads.as_slice())
        .chain(table.rows.iter().map(Vec::as_slice))
        .chain(std::iter::once(last.as_slice()));
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out
}

/// The table as XLSX: who took it stands below the rows and at the foot of every printed page.
///
/// # Errors
/// Internal, when the workbook cannot be written.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, Error> {
    sheet(table).map_err(|error| Error::caused("a workbook", error))
}

fn sheet(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let sheet = book.add_worksheet();
    sheet.set_landscape().set_paper_size(9);
    sheet.set_header(format!("&C{}", table.title.replace('&', "&&")));
    sheet.set_footer(format!("&L{}&R&P/&N", table.taken_by.replace('&', "&&")));
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_freeze_panes(1, 1)?;
    for (at, head) in table.heads.iter().enumerate() {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, if at < 3 { 32 } else { 14 })?;
    }
    let mut next = 1;
    for row in &table.rows {
        for (at, cell) in row.iter().enumerate() {
            // Written as text, a cell is no formula, however it begins.
            sheet.write_string(next, u16::try_from(at).unwrap_or(u16::MAX), cell)?;
        }
        next += 1;
    }
    sheet.write_string(next + 1, 0, &table.taken_by)?;
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            title: "Bảng".to_owned(),
            heads: vec!["Chi bộ".to_owned(), "Trạng thái".to_owned()],
            rows: vec![vec!["=1+1".to_owned(), "nói \"xong\"".to_owned()]],
            taken_by: "Xuất bởi An".to_owned(),
        }
    }

    #[test]
    fn csv_is_read_as_text_by_every_spreadsheet() {
        let expected = "\u{feff}\"Chi bộ\",\"Trạng thái\"\r\n\"'=1+1\",\"nói \"\"xong\"\"\"\r\n\"Xuất bởi An\"\r\n";
        assert_eq!(csv(&table()), expected);
    }

    #[test]
    fn a_workbook_is_written() {
        let bytes = xlsx(&table()).expect("a workbook");
        assert!(bytes.starts_with(b"PK"));
    }
}
