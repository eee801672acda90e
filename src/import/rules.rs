//! How a sheet is read: which column is which, and what a text in a cell means. Pure.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{NaiveDate, TimeDelta};
use strum::VariantArray;

use super::model::{Cell, Column, Fate, Fault, Kind, Row};
use crate::db::search::{fold, normalise};
use crate::db::time::Instant;
use crate::error::{Error, FieldError, Reason};
use crate::http::page::date;
use crate::member::model::{MemberStatus, Sex};
use crate::plain_text;
use crate::unit::model::Level;
use crate::words::Language;

/// The most lines of a sheet.
pub const MOST_LINES: usize = 20_000;

/// For how many days a trial that was not committed is kept.
pub const KEPT_DAYS: i64 = 7;

/// Until when a trial can be committed.
pub fn kept_until(tried_at: Instant) -> Instant {
    tried_at.plus(TimeDelta::days(KEPT_DAYS))
}

/// The columns of a kind of sheet, in the order of its template.
pub fn columns(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Units => &[
            Column::Code,
            Column::Name,
            Column::ShortName,
            Column::Level,
            Column::ParentId,
            Column::SectorId,
            Column::ValidFrom,
            Column::OfficialMembers,
            Column::ProbationaryMembers,
            Column::Note,
        ],
        Kind::Members => &[
            Column::UnitId,
            Column::FullName,
            Column::BirthDate,
            Column::Sex,
            Column::Status,
            Column::AdmittedOn,
            Column::OfficialOn,
            Column::Post,
            Column::Education,
            Column::Ethnicity,
        ],
    }
}

/// The columns without which no line can be read.
pub fn needed(kind: Kind) -> &'static [Column] {
    match kind {
        Kind::Units => &[Column::Code, Column::Name, Column::Level],
        Kind::Members => &[
            Column::FullName,
            Column::BirthDate,
            Column::Sex,
            Column::Status,
        ],
    }
}

/// The header of a column.
pub fn header(column: Column, language: Language) -> String {
    let dashed = column.to_string().replace('_', "-");
    language.say(&format!("import-column-{dashed}"))
}

/// The column that a header means: in either language, without regard to tone marks, or by its name in the API.
pub fn column_of(kind: Kind, text: &str) -> Option<Column> {
    let said = fold(text.trim_end_matches(['*', ' ']));
    columns(kind).iter().copied().find(|column| {
        let is = |language| fold(&header(*column, language)) == said;
        Language::VARIANTS.iter().copied().any(is) || column.to_string() == said
    })
}

/// What the headers of a sheet mean.
///
/// # Errors
/// [`Error::Invalid`] with every header that is unknown or stands twice, and every one that is missing.
pub fn read_headers(kind: Kind, headers: &[String]) -> Result<Vec<Column>, Error> {
    let mut columns: Vec<Column> = Vec::new();
    let mut problems = Vec::new();
    let mut blame = |code: &str, name: String| {
        problems.push(FieldError::new("/file", code).with("column", name));
    };
    for text in headers {
        match column_of(kind, text) {
            None => blame("sheet_column_unknown", text.clone()),
            Some(column) if columns.contains(&column) => {
                blame("sheet_column_repeated", text.clone());
            }
            Some(column) => columns.push(column),
        }
    }
    for column in needed(kind) {
        if !columns.contains(column) {
            blame(
                "sheet_column_missing",
                header(*column, Language::Vietnamese),
            );
        }
    }
    if problems.is_empty() {
        Ok(columns)
    } else {
        Err(Error::Invalid(problems))
    }
}

/// The members of a closed set by what they may be called: their words in either language, and their names in the API.
type Terms<T> = LazyLock<HashMap<String, T>>;

static LEVELS: Terms<Level> = LazyLock::new(|| terms("level"));
static SEXES: Terms<Sex> = LazyLock::new(|| terms("sex"));
static STATUSES: Terms<MemberStatus> = LazyLock::new(|| terms("member-status"));

fn terms<T: VariantArray + ToString + Copy>(family: &str) -> HashMap<String, T> {
    let mut terms = HashMap::new();
    for one in T::VARIANTS {
        let name = one.to_string();
        let key = format!("{family}-{}", name.replace('_', "-"));
        for language in Language::VARIANTS {
            let words = language.say(&key);
            terms.insert(fold(&words), *one);
            // "tỉnh ủy, thành ủy" is one kind under two names: either of them is enough.
            for part in words.split(',') {
                terms.entry(fold(part)).or_insert(*one);
            }
        }
        terms.insert(name, *one);
    }
    terms
}

/// One line while it is being read: its cells, and what is wrong with them.
#[derive(Debug)]
pub struct Line<'a> {
    columns: &'a [Column],
    row: Row,
}

impl<'a> Line<'a> {
    /// A line of the sheet.
    pub fn new(columns: &'a [Column], n: i64, texts: &[String]) -> Self {
        let typed = |at: usize| texts.get(at).map_or("", String::as_str);
        let cell = |(at, column): (usize, &Column)| Cell {
            column: *column,
            text: normalise(typed(at)),
            was: None,
            fate: Fate::New,
            faults: Vec::new(),
        };
        let cells = columns.iter().enumerate().map(cell).collect();
        let row = Row {
            n,
            fate: Fate::New,
            cells,
            faults: Vec::new(),
        };
        let mut line = Self { columns, row };
        for (at, column) in columns.iter().enumerate() {
            let read = match column {
                Column::Note => plain_text::lines(typed(at)),
                _ => plain_text::line(typed(at)),
            };
            if let Err(fault) = read {
                line.blame(*column, &FieldError::new("", fault.code()));
            }
        }
        line
    }

    /// Its number.
    pub fn n(&self) -> i64 {
        self.row.n
    }

    /// The text of a cell; empty where the sheet has no such column.
    pub fn text(&self, column: Column) -> &str {
        let cell = self.row.cells.iter().find(|cell| cell.column == column);
        cell.map(|cell| cell.text.as_str()).unwrap_or_default()
    }

    /// The text of a cell, if there is any.
    pub fn maybe(&self, column: Column) -> Option<String> {
        Some(self.text(column).to_owned()).filter(|text| !text.is_empty())
    }

    /// Whether the sheet speaks of this at all.
    pub fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Whether nothing is wrong so far.
    pub fn is_sound(&self) -> bool {
        self.row.fate != Fate::Wrong
    }

    /// Says what is wrong with a cell.
    pub fn blame(&mut self, column: Column, problem: &FieldError) {
        let fault = Fault {
            vi: Language::Vietnamese.on_a_page(problem),
            en: Language::English.on_a_page(problem),
        };
        self.put(Some(column), fault);
    }

    /// Says why the line is refused: at the cell that it is about, or of the whole line.
    pub fn refuse(&mut self, column: Option<Column>, reason: &Reason) {
        let fault = Fault {
            vi: Language::Vietnamese.reason(reason),
            en: Language::English.reason(reason),
        };
        self.put(column, fault);
    }

    /// At a cell, if the sheet has it.
    fn put(&mut self, column: Option<Column>, fault: Fault) {
        self.row.fate = Fate::Wrong;
        let mut cells = self.row.cells.iter_mut();
        match cells.find(|cell| Some(cell.column) == column) {
            Some(cell) => {
                cell.fate = Fate::Wrong;
                cell.faults.push(fault);
            }
            None => self.row.faults.push(fault),
        }
    }

    /// Takes down what a service said of the line.
    ///
    /// # Errors
    /// What no sheet is to blame for.
    pub fn blame_for(&mut self, error: Error) -> Result<(), Error> {
        match error {
            Error::Invalid(problems) => {
                for problem in problems {
                    match column_at(&problem.pointer) {
                        Some(column) => self.blame(column, &problem),
                        None => self.blame_all_for(&problem),
                    }
                }
            }
            Error::Refused(reasons) | Error::Forbidden(reasons) => {
                for reason in &reasons {
                    self.refuse(None, reason);
                }
            }
            Error::NotFound => self.refuse(None, &Reason::new("import_beyond_reach")),
            Error::Conflict(_) => self.refuse(None, &Reason::new("import_taken")),
            other => return Err(other),
        }
        Ok(())
    }

    fn blame_all_for(&mut self, problem: &FieldError) {
        self.row.fate = Fate::Wrong;
        self.row.faults.push(Fault {
            vi: Language::Vietnamese.on_a_page(problem),
            en: Language::English.on_a_page(problem),
        });
    }

    /// Says what stood in a cell before, where that was something else.
    pub fn was(&mut self, column: Column, before: impl Into<String>) {
        let before = before.into();
        if let Some(cell) = self.row.cells.iter_mut().find(|cell| cell.column == column) {
            if cell.fate != Fate::Wrong {
                cell.fate = Fate::Changed;
            }
            cell.was = Some(before);
        }
    }

    /// The line is of something that was there: what is not changed is the same.
    pub fn is_known(&mut self) {
        for cell in &mut self.row.cells {
            if cell.fate == Fate::New {
                cell.fate = Fate::Same;
            }
        }
        if self.row.fate != Fate::Wrong {
            let changed = self.row.cells.iter().any(|cell| cell.fate == Fate::Changed);
            self.row.fate = if changed { Fate::Changed } else { Fate::Same };
        }
    }

    /// The line as it is told.
    pub fn finish(self) -> Row {
        self.row
    }

    /// A cell that must hold something.
    pub fn needed(&mut self, column: Column) -> String {
        let text = self.text(column).to_owned();
        if text.is_empty() {
            self.blame(column, &FieldError::new("", "required"));
        }
        text
    }

    /// A day, as it is typed.
    pub fn day(&mut self, column: Column) -> Option<NaiveDate> {
        let text = self.maybe(column)?;
        let day = date::typed(&text).parse().ok();
        if day.is_none() {
            let is_day = text
                .split(['/', '.', '-'])
                .all(|part| whole(part).is_some());
            let code = if is_day {
                "sheet_no_such_day"
            } else {
                "format_date"
            };
            self.blame(column, &FieldError::new("", code));
        }
        day
    }

    /// A whole number.
    pub fn count(&mut self, column: Column) -> Option<i64> {
        let text = self.maybe(column)?;
        let count = whole(&text);
        if count.is_none() {
            self.blame(column, &FieldError::new("", "sheet_count"));
        }
        count
    }

    /// What kind of organisation.
    pub fn level(&mut self) -> Option<Level> {
        self.term_of(Column::Level, "level", &LEVELS)
    }

    /// A sex.
    pub fn sex(&mut self) -> Option<Sex> {
        self.term_of(Column::Sex, "sex", &SEXES)
    }

    /// How a member stands.
    pub fn status(&mut self) -> Option<MemberStatus> {
        self.term_of(Column::Status, "member-status", &STATUSES)
    }

    fn term_of<T: VariantArray + ToString + Copy>(
        &mut self,
        column: Column,
        family: &str,
        terms: &Terms<T>,
    ) -> Option<T> {
        let text = self.needed(column);
        let found = terms.get(&fold(&text)).copied();
        if found.is_none() && !text.is_empty() {
            let words: Vec<String> = T::VARIANTS.iter().map(|one| spoken(family, *one)).collect();
            let problem = FieldError::new("", "sheet_term").with("choices", words.join("; "));
            self.blame(column, &problem);
        }
        found
    }
}

/// A whole number as it is written: plain, or in groups of three with a point or a space between. "12.5" is none.
fn whole(text: &str) -> Option<i64> {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}', '\u{202f}']).collect();
    let grouped_well = match groups.as_slice() {
        [_] => true,
        [first, others @ ..] => {
            (1..=3).contains(&first.len()) && others.iter().all(|group| group.len() == 3)
        }
        [] => false,
    };
    let digits = groups.concat();
    let plain = digits.bytes().all(|sign| sign.is_ascii_digit());
    (grouped_well && plain)
        .then(|| digits.parse().ok())
        .flatten()
}

/// The Vietnamese words of a closed set's member.
pub fn spoken(family: &str, one: impl ToString) -> String {
    let name = one.to_string().replace('_', "-");
    Language::Vietnamese.say(&format!("{family}-{name}"))
}

/// The column that a pointer into a body of the API means.
fn column_at(pointer: &str) -> Option<Column> {
    pointer.trim_start_matches('/').parse().ok()
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
