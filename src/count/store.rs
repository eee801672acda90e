//! The rows of ballots and of what was counted.

use diesel::prelude::*;

use super::model::{CountEntry, Round};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::{count_entries, election_rounds as rounds, elections};
use crate::db::time::Instant;
use crate::election::model::ElectionId;
use crate::error::Error;

/// The most ballots of one election that are kept.
pub const MOST_ROUNDS: i64 = 100;

/// The ballots of an election, the first one first.
pub fn all(conn: &mut AnyConnection, of: ElectionId) -> Result<Vec<Round>, Error> {
    Ok(rounds::table
        .filter(rounds::election_id.eq(of))
        .order(rounds::n)
        .limit(MOST_ROUNDS)
        .select(Round::as_select())
        .load(conn)?)
}

/// When ballots were given out at a congress.
pub fn moments(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Instant>, Error> {
    Ok(rounds::table
        .inner_join(elections::table)
        .filter(elections::congress_id.eq(congress))
        .select(rounds::issued_at)
        .load(conn)?)
}

/// The ballot of this number.
pub fn by_n(conn: &mut AnyConnection, of: ElectionId, n: i64) -> Result<Round, Error> {
    Ok(rounds::table
        .filter(rounds::election_id.eq(of).and(rounds::n.eq(n)))
        .select(Round::as_select())
        .first(conn)?)
}

/// Writes a ballot down.
pub fn insert(conn: &mut AnyConnection, round: &Round) -> Result<(), Error> {
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(round.id),
            rounds::election_id.eq(round.election_id),
            rounds::n.eq(round.n),
            rounds::kind.eq(round.kind),
            rounds::state.eq(round.state),
            rounds::seats.eq(round.seats),
            rounds::ballot_form.eq(round.columns),
            rounds::names.eq(&round.names),
            rounds::counters.eq(&round.counters),
            rounds::base.eq(&round.base),
            rounds::present.eq(round.present),
            rounds::note.eq(&round.note),
            rounds::issued_at.eq(round.issued_at),
            rounds::version.eq(round.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a ballot that was read at the version before its own.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, round: &Round) -> Result<(), Error> {
    let row = rounds::id
        .eq(round.id)
        .and(rounds::version.eq(round.version - 1));
    let changed = diesel::update(rounds::table.filter(row))
        .set((
            rounds::state.eq(round.state),
            rounds::outcome.eq(&round.outcome),
            rounds::note.eq(&round.note),
            rounds::version.eq(round.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: round.version,
    })
}

/// What was entered of a ballot, the first entry first: three at most.
pub fn entries(conn: &mut AnyConnection, round: &Round) -> Result<Vec<CountEntry>, Error> {
    Ok(count_entries::table
        .filter(count_entries::round_id.eq(round.id))
        .order(count_entries::id)
        .select(CountEntry::as_select())
        .load(conn)?)
}

/// Writes an entry down.
///
/// # Errors
/// [`Error::Conflict`] when the round has an entry in this place.
pub fn insert_entry(conn: &mut AnyConnection, entry: &CountEntry) -> Result<(), Error> {
    diesel::insert_into(count_entries::table)
        .values((
            count_entries::id.eq(entry.id),
            count_entries::round_id.eq(entry.round_id),
            count_entries::place.eq(entry.place),
            count_entries::minutes.eq(&entry.minutes),
            count_entries::salt.eq(&entry.salt),
            count_entries::seal.eq(&entry.seal),
            count_entries::note.eq(&entry.note),
            count_entries::entered_by.eq(entry.entered_by),
            count_entries::entered_at.eq(entry.entered_at),
            count_entries::counter_id.eq(entry.counter_id),
        ))
        .execute(conn)?;
    Ok(())
}
