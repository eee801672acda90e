//! The rows of elections.

use diesel::prelude::*;

use super::model::{Election, ElectionId};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::elections;
use crate::error::Error;

/// The election with this key.
pub fn by_id(conn: &mut AnyConnection, id: ElectionId) -> Result<Election, Error> {
    Ok(elections::table
        .find(id)
        .select(Election::as_select())
        .first(conn)?)
}

/// The elections of a congress, as they were opened: never more than there are posts.
pub fn of_congress(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Election>, Error> {
    Ok(elections::table
        .filter(elections::congress_id.eq(congress))
        .order(elections::id)
        .select(Election::as_select())
        .load(conn)?)
}

/// Writes one down.
///
/// # Errors
/// [`Error::Conflict`] when the congress has an election to this post.
pub fn insert(conn: &mut AnyConnection, election: &Election) -> Result<(), Error> {
    diesel::insert_into(elections::table)
        .values((
            elections::id.eq(election.id),
            elections::congress_id.eq(election.congress_id),
            elections::post.eq(election.post),
            elections::state.eq(election.state),
            elections::proposed_seats.eq(election.proposed_seats),
            elections::created_at.eq(election.created_at),
            elections::version.eq(election.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves what was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, election: &Election, seen: i64) -> Result<(), Error> {
    let row = elections::id
        .eq(election.id)
        .and(elections::version.eq(seen));
    let changed = diesel::update(elections::table.filter(row))
        .set((
            elections::state.eq(election.state),
            elections::seats.eq(election.seats),
            elections::seats_vote.eq(&election.seats_vote),
            elections::list_vote.eq(&election.list_vote),
            elections::vacancy_reason.eq(&election.vacancy_reason),
            elections::vacancy_vote.eq(&election.vacancy_vote),
            elections::version.eq(election.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: election.version,
    })
}
