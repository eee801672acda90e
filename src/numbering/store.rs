//! The rows of counters, numbers and terms.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{
    DocumentNumber, DocumentNumberId, NumberFilter, Owner, Position, Series, SeriesId, State, Term,
    TermId,
};
use super::rules::Dated;
use crate::audit::model::SubjectId;
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{committee_terms, congresses, document_numbers, number_series};
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::regulation::DocumentType;
use crate::unit::model::UnitId;

/// The counter of a congress, if a number was ever given from it.
pub fn series_of_congress(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Option<Series>, Error> {
    Ok(number_series::table
        .filter(number_series::congress_id.eq(congress))
        .select(Series::as_select())
        .first(conn)
        .optional()?)
}

/// The counter of a committee, or of its board, for a type code in a term, if a number was ever given from it.
pub fn series_of_term(
    conn: &mut AnyConnection,
    unit: UnitId,
    (board_code, type_code): (&str, &str),
    term_from: NaiveDate,
) -> Result<Option<Series>, Error> {
    Ok(number_series::table
        .filter(number_series::congress_id.is_null())
        .filter(number_series::unit_id.eq(unit))
        .filter(number_series::board_code.eq(board_code))
        .filter(number_series::type_code.eq(type_code))
        .filter(number_series::term_from.eq(term_from))
        .select(Series::as_select())
        .first(conn)
        .optional()?)
}

/// The counter with this key.
pub fn series(conn: &mut AnyConnection, id: SeriesId) -> Result<Series, Error> {
    Ok(number_series::table
        .find(id)
        .select(Series::as_select())
        .first(conn)?)
}

/// Begins a counter.
pub fn insert_series(conn: &mut AnyConnection, series: &Series) -> Result<(), Error> {
    diesel::insert_into(number_series::table)
        .values((
            number_series::id.eq(series.id),
            number_series::unit_id.eq(series.unit_id),
            number_series::congress_id.eq(series.congress_id),
            number_series::board_code.eq(&series.board_code),
            number_series::type_code.eq(&series.type_code),
            number_series::term_from.eq(series.term_from),
            number_series::last_number.eq(series.last_number),
        ))
        .execute(conn)?;
    Ok(())
}

/// Counts one further from `last`, in the transaction that writes the number down: whatever fails, no number is
/// lost, and of two at once one is tried again.
///
/// # Errors
/// [`Error::Busy`] should another have counted in between.
pub fn count_on(conn: &mut AnyConnection, id: SeriesId, last: i64) -> Result<i64, Error> {
    let row = number_series::table
        .find(id)
        .filter(number_series::last_number.eq(last));
    let changed = diesel::update(row)
        .set(number_series::last_number.eq(last + 1))
        .execute(conn)?;
    if changed == 1 {
        Ok(last + 1)
    } else {
        Err(Error::Busy)
    }
}

/// Writes a number down.
pub fn insert(conn: &mut AnyConnection, number: &DocumentNumber) -> Result<(), Error> {
    diesel::insert_into(document_numbers::table)
        .values((
            (
                document_numbers::id.eq(number.id),
                document_numbers::series_id.eq(number.series_id),
                document_numbers::number.eq(number.number),
                document_numbers::document_type.eq(number.document_type),
                document_numbers::symbol.eq(&number.symbol),
            ),
            document_numbers::state.eq(number.state),
            document_numbers::secrecy.eq(number.secrecy),
            document_numbers::dated_on.eq(number.dated_on),
            document_numbers::abstract_text.eq(&number.abstract_text),
            document_numbers::custodian.eq(&number.custodian),
            document_numbers::subject_id.eq(number.subject_id),
            document_numbers::reserved_for.eq(&number.reserved_for),
            document_numbers::given_at.eq(number.given_at),
            document_numbers::given_by.eq(number.given_by),
            document_numbers::version.eq(number.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a number that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, number: &DocumentNumber, seen: i64) -> Result<(), Error> {
    let row = document_numbers::table
        .find(number.id)
        .filter(document_numbers::version.eq(seen));
    let changed = diesel::update(row)
        .set((
            document_numbers::state.eq(number.state),
            document_numbers::dated_on.eq(number.dated_on),
            document_numbers::abstract_text.eq(&number.abstract_text),
            document_numbers::subject_id.eq(number.subject_id),
            document_numbers::cancel_reason.eq(&number.cancel_reason),
            document_numbers::cancelled_at.eq(number.cancelled_at),
            document_numbers::cancelled_by.eq(number.cancelled_by),
            document_numbers::version.eq(number.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: number.version,
        })
    }
}

/// The number of a counter, if it was given out.
pub fn by_number(
    conn: &mut AnyConnection,
    series: SeriesId,
    number: i64,
) -> Result<Option<DocumentNumber>, Error> {
    Ok(document_numbers::table
        .filter(document_numbers::series_id.eq(series))
        .filter(document_numbers::number.eq(number))
        .select(DocumentNumber::as_select())
        .first(conn)
        .optional()?)
}

/// A number and its counter.
pub fn with_series(
    conn: &mut AnyConnection,
    id: DocumentNumberId,
) -> Result<(DocumentNumber, Series), Error> {
    Ok(document_numbers::table
        .inner_join(number_series::table)
        .filter(document_numbers::id.eq(id))
        .select((DocumentNumber::as_select(), Series::as_select()))
        .first(conn)?)
}

/// The numbers of a congress, or of a committee and its boards.
pub fn list(
    conn: &mut AnyConnection,
    owner: Owner,
    filter: &NumberFilter,
    page: &PageRequest<Position>,
) -> Result<Page<(DocumentNumber, Series)>, Error> {
    let (after, number) = page.after.unwrap_or((Id::nil(), 0));
    let further = document_numbers::series_id
        .gt(after)
        .or(document_numbers::series_id
            .eq(after)
            .and(document_numbers::number.gt(number)));
    let mut query = document_numbers::table
        .inner_join(number_series::table)
        .filter(further)
        .select((DocumentNumber::as_select(), Series::as_select()))
        .into_boxed::<MultiBackend>();
    query = match owner {
        Owner::Congress(id) => query.filter(number_series::congress_id.eq(id)),
        Owner::Unit(id) => query
            .filter(number_series::unit_id.eq(id))
            .filter(number_series::congress_id.is_null()),
    };
    if let Some(document_type) = filter.document_type {
        query = query.filter(document_numbers::document_type.eq(document_type));
    }
    if let Some(state) = filter.state {
        query = query.filter(document_numbers::state.eq(state));
    }
    if let Some(term_from) = filter.term_from {
        query = query.filter(number_series::term_from.eq(term_from));
    }
    let rows = query
        .order((document_numbers::series_id, document_numbers::number))
        .limit(page.limit + 1)
        .load::<(DocumentNumber, Series)>(conn)?;
    Ok(Page::of(rows, page.limit, |(number, _)| {
        (number.series_id, number.number)
    }))
}

/// The numbers in use of these counters, with their dates.
pub fn dated(
    conn: &mut AnyConnection,
    series: &[SeriesId],
) -> Result<Vec<(SeriesId, Dated)>, Error> {
    let rows = document_numbers::table
        .filter(document_numbers::series_id.eq_any(series))
        .filter(document_numbers::state.eq(State::Issued))
        .select((
            document_numbers::series_id,
            document_numbers::number,
            document_numbers::dated_on,
        ))
        .load::<(SeriesId, i64, Option<NaiveDate>)>(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(series, number, dated_on)| {
            dated_on.map(|dated_on| (series, Dated { number, dated_on }))
        })
        .collect())
}

/// The last number in use of an owner for a type of document: that of the record named, or of no record.
pub fn last_of(
    conn: &mut AnyConnection,
    owner: Owner,
    document_type: DocumentType,
    subject: Option<SubjectId>,
) -> Result<Option<DocumentNumber>, Error> {
    let mut query = document_numbers::table
        .inner_join(number_series::table)
        .filter(document_numbers::document_type.eq(document_type))
        .filter(document_numbers::state.eq(State::Issued))
        .select(DocumentNumber::as_select())
        .into_boxed::<MultiBackend>();
    query = match owner {
        Owner::Congress(id) => query.filter(number_series::congress_id.eq(id)),
        Owner::Unit(id) => query
            .filter(number_series::unit_id.eq(id))
            .filter(number_series::congress_id.is_null()),
    };
    query = match subject {
        Some(subject) => query.filter(document_numbers::subject_id.eq(subject)),
        None => query.filter(document_numbers::subject_id.is_null()),
    };
    Ok(query
        .order((
            document_numbers::given_at.desc(),
            document_numbers::number.desc(),
        ))
        .first(conn)
        .optional()?)
}

/// Writes down when a term begins.
pub fn insert_term(conn: &mut AnyConnection, term: &Term) -> Result<(), Error> {
    diesel::insert_into(committee_terms::table)
        .values((
            committee_terms::id.eq(term.id),
            committee_terms::unit_id.eq(term.unit_id),
            committee_terms::begins_on.eq(term.begins_on),
            committee_terms::ground.eq(&term.ground),
            committee_terms::created_at.eq(term.created_at),
            committee_terms::created_by.eq(term.created_by),
        ))
        .execute(conn)?;
    Ok(())
}

/// The terms written down of a committee, in their order.
pub fn terms(
    conn: &mut AnyConnection,
    unit: UnitId,
    page: &PageRequest<NaiveDate>,
) -> Result<Page<Term>, Error> {
    let mut query = committee_terms::table
        .filter(committee_terms::unit_id.eq(unit))
        .select(Term::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = page.after {
        query = query.filter(committee_terms::begins_on.gt(after));
    }
    let rows = query
        .order(committee_terms::begins_on)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |term| term.begins_on))
}

/// Whether a term is written down that begins on that day.
pub fn term_begins(conn: &mut AnyConnection, unit: UnitId, on: NaiveDate) -> Result<bool, Error> {
    let found: Option<TermId> = committee_terms::table
        .filter(committee_terms::unit_id.eq(unit))
        .filter(committee_terms::begins_on.eq(on))
        .select(committee_terms::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The first day of the last term written down that had begun on a day.
pub fn last_term(
    conn: &mut AnyConnection,
    unit: UnitId,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    Ok(committee_terms::table
        .filter(committee_terms::unit_id.eq(unit))
        .filter(committee_terms::begins_on.le(on))
        .select(diesel::dsl::max(committee_terms::begins_on))
        .first(conn)?)
}

/// The first day of the first term written down that begins after a day.
pub fn next_term(
    conn: &mut AnyConnection,
    unit: UnitId,
    after: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    Ok(committee_terms::table
        .filter(committee_terms::unit_id.eq(unit))
        .filter(committee_terms::begins_on.gt(after))
        .select(diesel::dsl::min(committee_terms::begins_on))
        .first(conn)?)
}

/// The first day from `on` on which a congress of the unit closed.
pub fn next_closing(
    conn: &mut AnyConnection,
    unit: UnitId,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    Ok(congresses::table
        .filter(congresses::unit_id.eq(unit))
        .filter(congresses::closed_on.ge(on))
        .filter(congresses::state.ne(crate::congress::model::State::Annulled))
        .select(diesel::dsl::min(congresses::closed_on))
        .first(conn)?)
}

/// The last day before `on` on which a congress of the unit closed.
pub fn last_closing(
    conn: &mut AnyConnection,
    unit: UnitId,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    Ok(congresses::table
        .filter(congresses::unit_id.eq(unit))
        .filter(congresses::closed_on.lt(on))
        .filter(congresses::state.ne(crate::congress::model::State::Annulled))
        .select(diesel::dsl::max(congresses::closed_on))
        .first(conn)?)
}
