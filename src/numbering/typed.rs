//! Numbers that are typed where a document is issued, in place of being given out here: those of plans and guidance.
//! The register knows of them, so that no number of a series is borne by two documents (R-NUM-03).

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::model::{DocumentNumber, NewNumber, Series, State, Typed};
use super::service::{Place, begin_series_at, blank, find_series, record, term_on};
use super::{rules, store};
use crate::audit::model::SubjectId;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::document::symbol::{DocumentSymbol, TypeCode};
use crate::error::{Error, Reason};
use crate::{guidance, plan, unit};

/// The series that a typed number belongs to: a committee's or board's numbers of one type in one term.
struct Book {
    place: Place,
    board: String,
    code: TypeCode,
    term_from: Option<NaiveDate>,
    /// The year of the document, which stands for the term where none is written down.
    year: i32,
    series: Option<Series>,
}

impl Book {
    fn of(conn: &mut AnyConnection, typed: &Typed) -> Result<Self, Error> {
        let place = unit::service::nearest_place(conn, typed.unit_id, typed.dated_on)?;
        let place = Place::Unit(place.placement);
        let organ = typed.symbol.organ();
        let board = if place.code("") == organ { "" } else { organ }.to_owned();
        let term_from = term_on(conn, &place, typed.dated_on)?;
        let of_type = (board.as_str(), typed.document_type);
        let series = find_series(conn, &place, of_type, term_from)?;
        Ok(Self {
            code: typed.symbol.type_code(),
            place,
            board,
            term_from,
            year: typed.dated_on.year(),
            series,
        })
    }

    /// The numbers of other documents that were typed in this series. Where no term is known, a number that comes again in
    /// another year may be of another term, and is let pass.
    fn typed(
        &self,
        conn: &mut AnyConnection,
        besides: Option<SubjectId>,
    ) -> Result<BTreeSet<i64>, Error> {
        let unit = self.place.unit_id();
        let mut issued = plan::service::numbers_of(conn, unit)?;
        issued.extend(guidance::numbers::of(conn, unit)?);
        let organ = self.place.code(&self.board).to_owned();
        let days = days_of(conn, &self.place, self.term_from)?;
        let mut numbers = BTreeSet::new();
        for (subject, symbol, on) in issued {
            let Ok(symbol) = DocumentSymbol::parse(&symbol) else {
                continue;
            };
            let same = symbol.type_code() == self.code
                && symbol.organ() == organ
                && (self.term_from.is_some() || on.year() == self.year);
            if same && besides != Some(subject) && days.contains(&on) {
                numbers.insert(i64::from(symbol.number()));
            }
        }
        Ok(numbers)
    }

    /// The first number after those given out that nobody has.
    fn free(&self, conn: &mut AnyConnection, typed: &BTreeSet<i64>) -> Result<i64, Error> {
        let Some(series) = &self.series else {
            return Ok(typed.last().map_or(1, |last| last + 1));
        };
        let mut next = series.last_number + 1;
        while typed.contains(&next) || store::by_number(conn, series.id, next)?.is_some() {
            next += 1;
        }
        Ok(next)
    }
}

/// A day before every term, and one that both databases know.
const BEFORE_ALL: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// R-NUM-03: the days of the term that begins on a day, or of the time before the first: until the day before the next
/// begins.
fn days_of(
    conn: &mut AnyConnection,
    place: &Place,
    term_from: Option<NaiveDate>,
) -> Result<Range<NaiveDate>, Error> {
    let first = term_from.unwrap_or(BEFORE_ALL);
    let Place::Unit(place) = place else {
        return Ok(first..NaiveDate::MAX);
    };
    let written = store::next_term(conn, place.unit_id, first)?;
    let closing = store::next_closing(conn, place.unit_id, first)?;
    let next = written
        .into_iter()
        .chain(closing.and_then(|day| day.succ_opt()));
    Ok(first..next.min().unwrap_or(NaiveDate::MAX))
}

/// Why the document may not bear the number: another of the same series does. Names the number that is free next.
///
/// # Errors
/// As the database.
pub fn taken(conn: &mut AnyConnection, typed: &Typed) -> Result<Option<Reason>, Error> {
    let book = Book::of(conn, typed)?;
    let others = book.typed(conn, Some(typed.subject_id))?;
    let number = i64::from(typed.symbol.number());
    let given = match &book.series {
        Some(series) => store::by_number(conn, series.id, number)?,
        None => None,
    };
    let another = given.is_some_and(|given| !is_for(&given, typed));
    if !another && !others.contains(&number) {
        return Ok(None);
    }
    let next = book.free(conn, &others)?;
    let organ = book.place.code(&book.board);
    let next = rules::symbol(next, typed.document_type, organ)?;
    let symbol = typed.symbol.to_string();
    Ok(Some(rules::taken(&symbol, next, typed.dated_on)))
}

/// Whether a number in the register is the document's own: given to it, or reserved and for no other.
fn is_for(given: &DocumentNumber, typed: &Typed) -> bool {
    match given.state {
        State::Cancelled => false,
        State::Reserved if given.subject_id.is_none() => given.document_type == typed.document_type,
        State::Reserved | State::Issued => given.subject_id == Some(typed.subject_id),
    }
}

/// Writes a typed number into the register, once the document is issued. Before the committee's term is written down
/// there is no series to write it into; it is known of all the same, by the document.
///
/// # Errors
/// As the database.
pub fn keep(conn: &mut AnyConnection, actor: &Actor, typed: &Typed) -> Result<(), Error> {
    let book = Book::of(conn, typed)?;
    if book.term_from.is_none() {
        return Ok(());
    }
    let n = i64::from(typed.symbol.number());
    let series = match &book.series {
        Some(series) => series.clone(),
        // What came before it was given out on paper.
        None => begin_series_at(
            conn,
            &book.place,
            (book.board.as_str(), typed.document_type),
            (book.term_from, n),
        )?,
    };
    if let Some(mut given) = store::by_number(conn, series.id, n)? {
        if given.state == State::Reserved {
            let seen = given.version;
            given.state = State::Issued;
            given.dated_on = Some(typed.dated_on);
            given.abstract_text = Some(typed.title.clone());
            given.subject_id = Some(typed.subject_id);
            given.version += 1;
            store::save(conn, &given, seen)?;
            record(conn, actor, &book.place, &given, "number.issue")?;
        }
        return Ok(());
    }
    if n == series.last_number + 1 {
        store::count_on(conn, series.id, series.last_number)?;
    }
    let symbol = typed.symbol.to_string();
    let number = DocumentNumber {
        state: State::Issued,
        dated_on: Some(typed.dated_on),
        abstract_text: Some(typed.title.clone()),
        subject_id: Some(typed.subject_id),
        ..blank(actor, series.id, (n, typed.document_type, symbol))
    };
    store::insert(conn, &number)?;
    record(conn, actor, &book.place, &number, "number.type")
}

/// The numbers that documents bear in the series of a number that is being given out, typed where they were issued.
pub(super) fn borne(
    conn: &mut AnyConnection,
    place: &Place,
    new: &NewNumber,
    term_from: Option<NaiveDate>,
) -> Result<BTreeSet<i64>, Error> {
    let Place::Unit(placement) = place else {
        return Ok(BTreeSet::new());
    };
    let book = Book {
        place: Place::Unit(placement.clone()),
        board: new.board_code.clone().unwrap_or_default(),
        code: TypeCode::of(new.document_type),
        term_from,
        year: new.dated_on.map_or(0, |day| day.year()),
        series: None,
    };
    book.typed(conn, None)
}
