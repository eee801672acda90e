//! The templates to be filled in: headers, an example line, and a page that says what each column takes.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use strum::VariantArray;

use super::model::{Column, Kind};
use super::rules::{columns, header, needed, spoken};
use crate::error::Error;
use crate::member::model::{MemberStatus, Sex};
use crate::unit::model::Level;
use crate::words::Language;

const WORDS: Language = Language::Vietnamese;

/// A line that shows how a cell is filled in.
fn example(column: Column) -> &'static str {
    match column {
        Column::Code => "CBVP",
        Column::Name => "Chi bộ Văn phòng",
        Column::ShortName => "CB Văn phòng",
        Column::Level => "chi bộ trực thuộc",
        Column::ParentId => "ĐUK",
        Column::SectorId | Column::Note => "",
        Column::ValidFrom => "01/03/2022",
        Column::OfficialMembers => "25",
        Column::ProbationaryMembers => "2",
        Column::UnitId => "CBVP",
        Column::FullName => "Nguyễn Văn An",
        Column::BirthDate => "19/05/1980",
        Column::Sex => "Nam",
        Column::Status => "Đảng viên chính thức",
        Column::AdmittedOn => "03/02/2005",
        Column::OfficialOn => "03/02/2006",
        Column::Post => "Chuyên viên",
        Column::Education => "Đại học",
        Column::Ethnicity => "Kinh",
    }
}

/// What a column takes, in words.
pub fn taken(column: Column) -> String {
    fn all<T: VariantArray + ToString + Copy>(family: &str) -> String {
        let words: Vec<String> = T::VARIANTS.iter().map(|one| spoken(family, *one)).collect();
        words.join("; ")
    }
    let choices = match column {
        Column::Level => all::<Level>("level"),
        Column::Sex => all::<Sex>("sex"),
        Column::Status => all::<MemberStatus>("member-status"),
        _ => String::new(),
    };
    let dashed = column.to_string().replace('_', "-");
    let said = WORDS.say(&format!("import-takes-{dashed}"));
    format!("{said} {choices}").trim().to_owned()
}

fn headers(kind: Kind) -> Vec<String> {
    let star = |column: &Column| {
        let needed = if needed(kind).contains(column) {
            " *"
        } else {
            ""
        };
        format!("{}{needed}", header(*column, WORDS))
    };
    columns(kind).iter().map(star).collect()
}

/// The template as CSV, with the mark by which Excel knows UTF-8.
///
/// # Errors
/// Internal.
pub fn csv(kind: Kind) -> Result<Vec<u8>, Error> {
    let failed = |error: csv::Error| Error::caused("writing a template", error);
    let mut writer = csv::Writer::from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(headers(kind)).map_err(failed)?;
    let line: Vec<&str> = columns(kind)
        .iter()
        .map(|column| example(*column))
        .collect();
    writer.write_record(line).map_err(failed)?;
    writer
        .into_inner()
        .map_err(|error| Error::internal(format!("writing a template: {error}")))
}

/// The template as XLSX.
///
/// # Errors
/// Internal.
pub fn xlsx(kind: Kind) -> Result<Vec<u8>, Error> {
    write(kind).map_err(|error| Error::caused("writing a template", error))
}

fn write(kind: Kind) -> Result<Vec<u8>, XlsxError> {
    let (bold, text) = (
        Format::new().set_bold().set_text_wrap(),
        // As text, so that Excel takes no date for a day in America and no code for a number.
        Format::new().set_num_format("@"),
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(WORDS.say("import-sheet"))?;
    for (at, (column, words)) in (0_u16..).zip(columns(kind).iter().zip(headers(kind))) {
        sheet.set_column_width(at, 22)?;
        sheet.set_column_format(at, &text)?;
        sheet.write_string_with_format(0, at, words, &bold)?;
        sheet.write_string_with_format(1, at, example(*column), &text)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let help = book.add_worksheet().set_name(WORDS.say("import-help"))?;
    help.set_column_width(0, 28)?;
    help.set_column_width(1, 90)?;
    for (at, (column, words)) in (0_u32..).zip(columns(kind).iter().zip(headers(kind))) {
        help.write_string_with_format(at, 0, words, &bold)?;
        help.write_string(at, 1, taken(*column))?;
    }
    book.save_to_buffer()
}
