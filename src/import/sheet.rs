//! A file as lines of text: XLSX or CSV, told from its content.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};

use super::guard;
use super::model::{Kind, Sheet};
use super::rules::{MOST_LINES, read_headers};
use crate::error::{Error, FieldError};

/// The most columns that are looked at.
const MOST_COLUMNS: usize = 64;

/// The most cells of a workbook that are gone through, empty ones included: a full sheet has two fifths of them.
const MOST_CELLS: usize = MOST_LINES * 25;

/// Reads a file.
///
/// # Errors
/// [`Error::Invalid`] for what is no such file, too long, or has other columns than the template.
pub fn read(kind: Kind, bytes: &[u8]) -> Result<Sheet, Error> {
    let grid = if bytes.starts_with(b"PK\x03\x04") {
        xlsx(bytes)?
    } else {
        delimited(bytes)?
    };
    let mut lines = grid.into_iter().zip(1_i64..).filter(|(cells, _)| {
        // Lines without anything in them are only space.
        cells.iter().any(|cell| !cell.trim().is_empty())
    });
    let (mut headers, _) = lines.next().ok_or_else(|| off("sheet_empty"))?;
    trim(&mut headers);
    let columns = read_headers(kind, &headers)?;
    let lines: Vec<(i64, Vec<String>)> = lines
        .map(|(mut cells, n)| {
            trim(&mut cells);
            (n, cells)
        })
        .collect();
    if lines.is_empty() {
        return Err(off("sheet_empty"));
    }
    if lines.len() > MOST_LINES {
        return Err(too_long());
    }
    Ok(Sheet { columns, lines })
}

/// Takes the empty cells off the end of a line: a CSV has them, a workbook does not.
fn trim(cells: &mut Vec<String>) {
    while cells.last().is_some_and(|text| text.trim().is_empty()) {
        cells.pop();
    }
}

fn too_long() -> Error {
    let most = i64::try_from(MOST_LINES).unwrap_or(i64::MAX);
    Error::Invalid(vec![
        FieldError::new("/file", "sheet_too_long").with("most", most),
    ])
}

fn off(code: &'static str) -> Error {
    Error::invalid("/file", code)
}

fn xlsx(bytes: &[u8]) -> Result<Vec<Vec<String>>, Error> {
    guard::expect_reasonable(bytes)?;
    let unreadable = |_| off("sheet_unreadable");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let names = book.sheet_names();
    let first = names.first().ok_or_else(|| off("sheet_empty"))?;
    let mut cells = book.worksheet_cells_reader(first).map_err(unreadable)?;
    // Cell by cell, and only what is filled in: what the sheet says of its own size is not believed.
    let mut grid: Vec<Vec<String>> = Vec::new();
    let mut seen = 0;
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        seen += 1;
        if seen > MOST_CELLS {
            return Err(too_long());
        }
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        let text = text_of(cell.get_value());
        if column >= MOST_COLUMNS || text.trim().is_empty() {
            continue;
        }
        // The header and the lines, with some room for empty ones between them.
        if row > MOST_LINES * 2 {
            return Err(too_long());
        }
        put(&mut grid, (row, column), text);
    }
    Ok(grid)
}

fn put(grid: &mut Vec<Vec<String>>, (row, column): (usize, usize), text: String) {
    if grid.len() <= row {
        grid.resize_with(row + 1, Vec::new);
    }
    if let Some(line) = grid.get_mut(row) {
        if line.len() <= column {
            line.resize_with(column + 1, String::new);
        }
        if let Some(cell) = line.get_mut(column) {
            *cell = text;
        }
    }
}

fn text_of(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day}/{month}/{year}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// What stands between the cells of a CSV: whichever its first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let most = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
    most.unwrap_or(b',')
}

fn delimited(bytes: &[u8]) -> Result<Vec<Vec<String>>, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| off("sheet_not_utf8"))?;
    // The line by which some programs tell Excel what stands between the cells.
    let (said, text, first) = match text.strip_prefix("sep=") {
        Some(rest) => match rest.split_once('\n') {
            Some((sign, rest)) => (sign.trim_end_matches('\r').bytes().next(), rest, 2),
            None => (None, rest, 1),
        },
        None => (None, text, 1),
    };
    if text.contains('\0') {
        return Err(off("sheet_unreadable"));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(said.unwrap_or_else(|| delimiter(text)))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut grid: Vec<Vec<String>> = Vec::new();
    let mut place = Place {
        text,
        at: 0,
        line: first,
    };
    for record in reader.records().take(MOST_LINES + 2) {
        let record = record.map_err(|_| off("sheet_unreadable"))?;
        // An empty line has no record; the numbers of those below it stay those of the file.
        let line = place.of(&record);
        while grid.len() + 1 < line && grid.len() < MOST_LINES * 2 {
            grid.push(Vec::new());
        }
        grid.push(
            record
                .iter()
                .take(MOST_COLUMNS)
                .map(ToOwned::to_owned)
                .collect(),
        );
    }
    Ok(grid)
}

/// How far a text has been gone through, and which line of the file that is.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Place<'_> {
    /// The line on which a record begins: the reader tells where it began to look, which may be before empty lines.
    fn of(&mut self, record: &csv::StringRecord) -> usize {
        let looked = record.position().map_or(0, csv::Position::byte);
        let looked = usize::try_from(looked).unwrap_or(usize::MAX);
        let rest = self.text.get(looked..).unwrap_or_default();
        let empty = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let begins = (looked + empty).min(self.text.len());
        let passed = self.text.get(self.at..begins).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.at = begins;
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::Column;
    use crate::import::template;

    #[test]
    fn a_csv_is_read_whatever_stands_between_its_cells() {
        for sign in [",", ";", "\t"] {
            let text = ["Mã", "Tên tổ chức", "Loại hình"].join(sign);
            let line = ["CB1", "\"Chi bộ; I, một\"", "chi bộ trực thuộc"].join(sign);
            let file = format!("\u{feff}{text}\r\n\r\n{line}\r\n");
            let sheet = read(Kind::Units, file.as_bytes()).expect("a sheet");
            assert_eq!(sheet.columns, [Column::Code, Column::Name, Column::Level]);
            let (n, cells) = sheet.lines.first().expect("a line");
            assert_eq!((*n, cells.len()), (3, 3), "{sign:?}");
            assert!(cells.iter().any(|cell| cell == "Chi bộ; I, một"));
        }
    }

    #[test]
    fn a_template_filled_in_is_read_back() {
        for kind in [Kind::Units, Kind::Members] {
            let file = template::xlsx(kind).expect("a template");
            let sheet = read(kind, &file).expect("a sheet");
            assert_eq!(sheet.columns, super::super::rules::columns(kind));
            let file = template::csv(kind).expect("a template");
            assert_eq!(read(kind, &file).expect("a sheet"), sheet);
        }
    }

    #[test]
    fn a_csv_may_say_itself_what_stands_between_its_cells() {
        let file = "sep=;\r\nMã;Tên tổ chức;Loại hình\r\nCB1;Chi bộ, I;chi bộ cơ sở\r\n";
        let sheet = read(Kind::Units, file.as_bytes()).expect("a sheet");
        assert_eq!(sheet.columns, [Column::Code, Column::Name, Column::Level]);
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        for (bytes, code) in [
            (b"PK\x03\x04 no".as_slice(), "sheet_unreadable"),
            (b"\xff\xfe\x00", "sheet_not_utf8"),
            (b"", "sheet_empty"),
            ("Mã,Tên tổ chức,Loại hình\n".as_bytes(), "sheet_empty"),
        ] {
            let Err(Error::Invalid(problems)) = read(Kind::Units, bytes) else {
                panic!("{code}");
            };
            assert!(
                problems.iter().any(|problem| problem.code == code),
                "{code}"
            );
        }
    }
}
