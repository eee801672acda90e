//! Giving numbers out, using reserved ones, cancelling.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{
    DocumentNumber, DocumentNumberId, Issue, NewNumber, Owner, Series, SeriesId, State,
};
use super::rules::{self, CONGRESS_CODE, Counter, Dated, Facts, Session};
use super::{store, typed};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by, permit};
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::document::model::Secrecy;
use crate::document::symbol::TypeCode;
use crate::error::{Arg, Error, Reason};
use crate::plan::service::expect_version;
use crate::regulation::{DocumentType, IssuingOrgan};
use crate::unit::model::{Placement, UnitId};
use crate::{congress, journal, unit};

/// Where the owner of a counter stands, and what its numbers need.
pub(super) enum Place {
    /// A congress.
    Congress(Box<Congress>),
    /// A committee or branch.
    Unit(Placement),
}

impl Place {
    pub(super) fn unit_id(&self) -> UnitId {
        match self {
            Self::Congress(congress) => congress.unit_id,
            Self::Unit(place) => place.unit_id,
        }
    }

    fn path(&self) -> &UnitPath {
        match self {
            Self::Congress(congress) => &congress.unit_path,
            Self::Unit(place) => &place.path,
        }
    }

    fn chain(&self) -> Subject {
        match self {
            Self::Congress(congress) => Subject::new(SubjectKind::Congress, congress.id),
            Self::Unit(place) => unit::service::subject(place.unit_id),
        }
    }

    fn organ(&self, board: bool, standing_committee: bool) -> Option<IssuingOrgan> {
        match self {
            Self::Congress(_) => Some(IssuingOrgan::BranchCongress),
            Self::Unit(_) if board => Some(IssuingOrgan::AdvisoryBoard),
            Self::Unit(place) => rules::organ_at(place.level, standing_committee),
        }
    }

    pub(super) fn code<'a>(&'a self, board: &'a str) -> &'a str {
        match self {
            Self::Congress(_) => CONGRESS_CODE,
            Self::Unit(_) if !board.is_empty() => board,
            Self::Unit(place) => &place.code,
        }
    }
}

/// The owner, if the actor may do this with its numbers.
pub(super) fn place_of(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    owner: Owner,
) -> Result<Place, Error> {
    match owner {
        Owner::Congress(id) => {
            let congress = congress::service::find(conn, actor, action, id)?;
            Ok(Place::Congress(Box::new(congress)))
        }
        Owner::Unit(id) => {
            let place = unit::service::nearest_place(conn, id, actor.today())?.placement;
            permit(actor, action, &place.path)?;
            Ok(Place::Unit(place))
        }
    }
}

/// Refuses everybody who does not hold office at the organ itself: a number is the organ's own.
pub(super) fn expect_own_office(actor: &Actor, unit: UnitId) -> Result<(), Error> {
    let own = actor.offices.iter().any(|office| {
        office.is_own_of(unit) && held_by(Action::KeepNumbers).contains(&office.role)
    });
    if own {
        return Ok(());
    }
    Err(Error::Forbidden(vec![
        Reason::new("number_of_own_organ_only")
            .with("roles", Arg::terms("role", held_by(Action::KeepNumbers)))
            .on(crate::auth::permission::GROUND),
    ]))
}

/// A number with what is to be seen of it.
#[derive(Debug, Clone)]
pub struct Given {
    /// The number.
    pub number: DocumentNumber,
    /// Its counter.
    pub series: Series,
    /// What stops nothing but should be seen (R-NUM-05).
    pub warnings: Vec<Reason>,
}

/// Gives out the next number of the owner's counter; without a date it is reserved.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Refused`] with every reason.
pub fn give(
    conn: &mut AnyConnection,
    actor: &Actor,
    owner: Owner,
    new: &NewNumber,
) -> Result<Given, Error> {
    let place = place_of(conn, actor, Action::KeepNumbers, owner)?;
    expect_own_office(actor, place.unit_id())?;
    let board = new.board_code.as_deref().unwrap_or_default();
    let day = new.dated_on.unwrap_or(actor.today());
    let term_from = term_on(conn, &place, day)?;
    let counter = find_series(conn, &place, (board, new.document_type), term_from)?;
    let facts = Facts {
        organ: place.organ(!board.is_empty(), new.standing_committee),
        document_type: new.document_type,
        dated_on: new.dated_on,
        today: actor.today(),
        counter: match &place {
            Place::Congress(congress) => Counter::Congress(session(congress)),
            Place::Unit(_) => Counter::Committee {
                term_from,
                given_in: None,
                last_number: counter.as_ref().map_or(0, |series| series.last_number),
                follows: new.follows,
            },
        },
        secrecy: new.secrecy,
        has_abstract: new.abstract_text.is_some(),
        has_custodian: new.custodian.is_some(),
        has_reason: new.reserved_for.is_some(),
    };
    expect_nothing_against(&facts)?;
    let series = match counter {
        Some(series) => series,
        None => begin_series(conn, &place, new, term_from)?,
    };
    let borne = typed::borne(conn, &place, new, term_from)?;
    let number = write_down(conn, actor, &series, (new, &borne), place.code(board))?;
    record(conn, actor, &place, &number, "number.give")?;
    seen(conn, number, series, &facts)
}

fn expect_nothing_against(facts: &Facts) -> Result<(), Error> {
    let reasons = rules::against(facts);
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

fn session(congress: &Congress) -> Session {
    Session {
        state: congress.state,
        opened_on: congress.opened_on,
        closed_on: congress.closed_on,
    }
}

/// R-NUM-03: a term begins the day after the closing of the unit's congress, or as written down.
pub(super) fn term_on(
    conn: &mut AnyConnection,
    place: &Place,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    let Place::Unit(place) = place else {
        return Ok(None);
    };
    let written = store::last_term(conn, place.unit_id, on)?;
    let closing = store::last_closing(conn, place.unit_id, on)?;
    Ok(written.max(closing.and_then(|day| day.succ_opt())))
}

pub(super) fn find_series(
    conn: &mut AnyConnection,
    place: &Place,
    (board, document_type): (&str, DocumentType),
    term_from: Option<NaiveDate>,
) -> Result<Option<Series>, Error> {
    match (place, term_from) {
        (Place::Congress(congress), _) => store::series_of_congress(conn, congress.id),
        (Place::Unit(_), None) => Ok(None),
        (Place::Unit(place), Some(term)) => {
            let code = TypeCode::of(document_type).as_str();
            store::series_of_term(conn, place.unit_id, (board, code), term)
        }
    }
}

fn begin_series(
    conn: &mut AnyConnection,
    place: &Place,
    new: &NewNumber,
    term_from: Option<NaiveDate>,
) -> Result<Series, Error> {
    let board = new.board_code.as_deref().unwrap_or_default();
    let follows = new.follows.unwrap_or(0);
    begin_series_at(
        conn,
        place,
        (board, new.document_type),
        (term_from, follows),
    )
}

/// Begins a counter in a term, after the last number that was given out on paper.
pub(super) fn begin_series_at(
    conn: &mut AnyConnection,
    place: &Place,
    (board, document_type): (&str, DocumentType),
    (term_from, follows): (Option<NaiveDate>, i64),
) -> Result<Series, Error> {
    let of_unit = matches!(place, Place::Unit(_));
    let of_unit_only = |text: &str| {
        if of_unit {
            text.to_owned()
        } else {
            String::new()
        }
    };
    let series = Series {
        id: Id::new(),
        unit_id: place.unit_id(),
        congress_id: match place {
            Place::Congress(congress) => Some(congress.id),
            Place::Unit(_) => None,
        },
        board_code: of_unit_only(board),
        type_code: of_unit_only(TypeCode::of(document_type).as_str()),
        term_from,
        last_number: if of_unit { follows } else { 0 },
    };
    store::insert_series(conn, &series)?;
    Ok(series)
}

fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    series: &Series,
    (new, borne): (&NewNumber, &BTreeSet<i64>),
    code: &str,
) -> Result<DocumentNumber, Error> {
    let mut next = store::count_on(conn, series.id, series.last_number)?;
    // A document that was issued under a typed number has that one.
    while borne.contains(&next) || store::by_number(conn, series.id, next)?.is_some() {
        next = store::count_on(conn, series.id, next)?;
    }
    let symbol = rules::symbol(next, new.document_type, code)?;
    let number = DocumentNumber {
        state: match new.dated_on {
            Some(_) => State::Issued,
            None => State::Reserved,
        },
        secrecy: new.secrecy,
        dated_on: new.dated_on,
        abstract_text: new.abstract_text.clone(),
        custodian: new.custodian.clone(),
        subject_id: new.subject_id,
        reserved_for: new.reserved_for.clone(),
        ..blank(actor, series.id, (next, new.document_type, symbol))
    };
    store::insert(conn, &number)?;
    Ok(number)
}

/// A number of a series, given now, of which nothing more is known yet.
pub(super) fn blank(
    actor: &Actor,
    series_id: SeriesId,
    (number, document_type, symbol): (i64, DocumentType, String),
) -> DocumentNumber {
    DocumentNumber {
        id: Id::new(),
        series_id,
        number,
        document_type,
        symbol,
        state: State::Reserved,
        secrecy: Secrecy::None,
        dated_on: None,
        abstract_text: None,
        custodian: None,
        subject_id: None,
        reserved_for: None,
        cancel_reason: None,
        cancelled_at: None,
        cancelled_by: None,
        given_at: actor.now,
        given_by: actor.user_id,
        version: 1,
    }
}

pub(super) fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    place: &Place,
    number: &DocumentNumber,
    kind: &str,
) -> Result<(), Error> {
    let detail = json!({
        "number_id": number.id, "symbol": number.symbol, "document_type": number.document_type,
        "state": number.state, "dated_on": number.dated_on,
    });
    journal::service::record_write(conn, actor, place.chain(), place.path(), kind, detail)
}

fn seen(
    conn: &mut AnyConnection,
    number: DocumentNumber,
    series: Series,
    facts: &Facts,
) -> Result<Given, Error> {
    let warnings = match number.dated_on {
        Some(dated_on) if number.state == State::Issued => {
            let own = Dated {
                number: number.number,
                dated_on,
            };
            rules::warnings(facts, own, &others(conn, series.id)?)
        }
        Some(_) | None => Vec::new(),
    };
    Ok(Given {
        number,
        series,
        warnings,
    })
}

fn others(conn: &mut AnyConnection, series: SeriesId) -> Result<Vec<Dated>, Error> {
    let dated = store::dated(conn, &[series])?;
    Ok(dated.into_iter().map(|(_, dated)| dated).collect())
}

/// A number to be changed, with its counter and its owner.
fn find_to_change(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentNumberId,
    seen: i64,
) -> Result<(DocumentNumber, Series, Place), Error> {
    let (number, series) = store::with_series(conn, id)?;
    let place = place_of(conn, actor, Action::KeepNumbers, owner(&series))?;
    expect_own_office(actor, place.unit_id())?;
    expect_version(number.version, seen)?;
    Ok((number, series, place))
}

pub(super) fn owner(series: &Series) -> Owner {
    series
        .congress_id
        .map_or(Owner::Unit(series.unit_id), Owner::Congress)
}

/// Uses a reserved number for a document that is now dated.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Stale`]; [`Error::Refused`] with every reason.
pub fn issue(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentNumberId,
    seen_version: i64,
    issue: &Issue,
) -> Result<Given, Error> {
    let (mut number, series, place) = find_to_change(conn, actor, id, seen_version)?;
    expect_state(&number, &[State::Reserved])?;
    let facts = Facts {
        // What the organ may issue was judged when the number was given.
        organ: None,
        document_type: number.document_type,
        dated_on: Some(issue.dated_on),
        today: actor.today(),
        counter: match &place {
            Place::Congress(congress) => Counter::Congress(session(congress)),
            Place::Unit(_) => Counter::Committee {
                term_from: term_on(conn, &place, issue.dated_on)?,
                given_in: series.term_from,
                last_number: series.last_number,
                follows: None,
            },
        },
        secrecy: number.secrecy,
        has_abstract: issue.abstract_text.is_some(),
        has_custodian: number.custodian.is_some(),
        has_reason: true,
    };
    expect_nothing_against(&facts)?;
    number.state = State::Issued;
    number.dated_on = Some(issue.dated_on);
    number.abstract_text.clone_from(&issue.abstract_text);
    number.subject_id = issue.subject_id.or(number.subject_id);
    number.version += 1;
    store::save(conn, &number, seen_version)?;
    record(conn, actor, &place, &number, "number.issue")?;
    seen(conn, number, series, &facts)
}

fn expect_state(number: &DocumentNumber, states: &[State]) -> Result<(), Error> {
    if states.contains(&number.state) {
        return Ok(());
    }
    Err(Error::refused(
        Reason::new("number_in_other_state")
            .with("symbol", number.symbol.as_str())
            .with("state", Arg::term("number-state", number.state))
            .on("R-NUM-02"),
    ))
}

/// Cancels a number. It is kept with its reason, and never given again.
///
/// # Errors
/// As [`issue`].
pub fn cancel(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentNumberId,
    seen: i64,
    reason: &str,
) -> Result<Given, Error> {
    let (mut number, series, place) = find_to_change(conn, actor, id, seen)?;
    expect_state(&number, &[State::Reserved, State::Issued])?;
    number.state = State::Cancelled;
    number.cancel_reason = Some(reason.to_owned());
    number.cancelled_at = Some(actor.now);
    number.cancelled_by = Some(actor.user_id);
    number.version += 1;
    store::save(conn, &number, seen)?;
    record(conn, actor, &place, &number, "number.cancel")?;
    Ok(Given {
        number,
        series,
        warnings: Vec::new(),
    })
}

/// The number in use that a record bears: a document, an election, a guidance; nobody asks.
///
/// # Errors
/// As the database.
pub fn number_of<T>(
    conn: &mut AnyConnection,
    owner: Owner,
    document_type: DocumentType,
    record: Id<T>,
) -> Result<Option<DocumentNumber>, Error> {
    store::last_of(conn, owner, document_type, Some(record.cast()))
}

/// The last number in use of a type that was given to no record; nobody asks.
///
/// # Errors
/// As the database.
pub fn number_of_none(
    conn: &mut AnyConnection,
    owner: Owner,
    document_type: DocumentType,
) -> Result<Option<DocumentNumber>, Error> {
    store::last_of(conn, owner, document_type, None)
}
