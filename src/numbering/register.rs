//! Reading the register of numbers, and writing down when terms begin.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{DocumentNumberId, NumberFilter, Owner, Position, SeriesId, State, Term};
use super::rules::{self, Dated};
use super::service::{Given, expect_own_office, owner, place_of};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::error::{Error, Reason};
use crate::unit::model::UnitId;
use crate::unit::service::subject;
use crate::{journal, unit};

/// The numbers of a congress, or of a committee: counter by counter, the first number first.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    of: Owner,
    filter: &NumberFilter,
    page: &PageRequest<Position>,
) -> Result<Page<Given>, Error> {
    place_of(conn, actor, Action::ReadDocuments, of)?;
    let found = store::list(conn, of, filter, page)?;
    let counters: BTreeSet<SeriesId> = found.items.iter().map(|(_, one)| one.id).collect();
    let counters: Vec<SeriesId> = counters.into_iter().collect();
    let dated = store::dated(conn, &counters)?;
    Ok(found.map(|(number, series)| {
        let others: Vec<Dated> = dated
            .iter()
            .filter(|(of, _)| *of == series.id)
            .map(|(_, dated)| *dated)
            .collect();
        let warning = number
            .dated_on
            .filter(|_| number.state == State::Issued)
            .and_then(|dated_on| {
                let own = Dated {
                    number: number.number,
                    dated_on,
                };
                rules::out_of_order(own, &others)
            });
        Given {
            number,
            series,
            warnings: warning.into_iter().collect(),
        }
    }))
}

/// The number with this key.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: DocumentNumberId) -> Result<Given, Error> {
    let (number, series) = store::with_series(conn, id)?;
    place_of(conn, actor, Action::ReadDocuments, owner(&series))?;
    Ok(Given {
        number,
        series,
        warnings: Vec::new(),
    })
}

/// The terms written down of a committee, the first one first.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn terms(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    page: &PageRequest<NaiveDate>,
) -> Result<Page<Term>, Error> {
    place_of(conn, actor, Action::ReadDocuments, Owner::Unit(unit))?;
    store::terms(conn, unit, page)
}

/// The first day of the last term written down that had begun on a day; for other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn term_begun(
    conn: &mut AnyConnection,
    unit: UnitId,
    on: NaiveDate,
) -> Result<Option<NaiveDate>, Error> {
    store::last_term(conn, unit, on)
}

/// Writes down the first day of a committee's term (R-NUM-03). A branch whose congress is kept here needs none:
/// its term begins the day after the closing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Forbidden`]; [`Error::Refused`].
pub fn begin_term(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit_id: UnitId,
    begins_on: NaiveDate,
    ground: &str,
) -> Result<Term, Error> {
    let place = unit::service::nearest_place(conn, unit_id, actor.today())?.placement;
    permit(actor, Action::KeepNumbers, &place.path)?;
    expect_own_office(actor, unit_id)?;
    if store::term_begins(conn, unit_id, begins_on)? {
        return Err(Error::refused(
            Reason::new("term_recorded")
                .with("date", begins_on)
                .on("R-NUM-03"),
        ));
    }
    let term = Term {
        id: Id::new(),
        unit_id,
        begins_on,
        ground: ground.to_owned(),
        created_at: actor.now,
        created_by: actor.user_id,
    };
    store::insert_term(conn, &term)?;
    let detail = json!({ "term_id": term.id, "begins_on": begins_on });
    journal::service::record_write(
        conn,
        actor,
        subject(unit_id),
        &place.path,
        "term.begin",
        detail,
    )?;
    Ok(term)
}
