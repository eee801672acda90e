//! The rows of candidates.

use diesel::prelude::*;

use super::model::{Candidate, CandidateId};
use super::rules::MOST_CANDIDATES;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::election_candidates as candidates;
use crate::election::model::ElectionId;
use crate::error::Error;

/// A candidate's place in a list: by given name, then by key.
pub type Place = (String, CandidateId);

/// The candidate with this key, of this election.
pub fn by_id(
    conn: &mut AnyConnection,
    of: ElectionId,
    id: CandidateId,
) -> Result<Candidate, Error> {
    Ok(candidates::table
        .find(id)
        .filter(candidates::election_id.eq(of))
        .select(Candidate::as_select())
        .first(conn)?)
}

/// Everybody put forward, withdrawn ones included, by given name; never more than [`MOST_CANDIDATES`].
pub fn all(conn: &mut AnyConnection, of: ElectionId) -> Result<Vec<Candidate>, Error> {
    let most = i64::try_from(MOST_CANDIDATES).unwrap_or(i64::MAX);
    Ok(candidates::table
        .filter(candidates::election_id.eq(of))
        .order((candidates::name_key, candidates::id))
        .limit(most)
        .select(Candidate::as_select())
        .load(conn)?)
}

/// A page of them, by given name.
pub fn list(
    conn: &mut AnyConnection,
    of: ElectionId,
    page: &PageRequest<Place>,
) -> Result<Page<Candidate>, Error> {
    let mut query = candidates::table
        .filter(candidates::election_id.eq(of))
        .select(Candidate::as_select())
        .into_boxed::<crate::db::MultiBackend>();
    if let Some((name_key, id)) = &page.after {
        let same_name = candidates::name_key
            .eq(name_key.clone())
            .and(candidates::id.gt(*id));
        query = query.filter(candidates::name_key.gt(name_key.clone()).or(same_name));
    }
    let rows = query
        .order((candidates::name_key, candidates::id))
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |one: &Candidate| {
        (one.name_key.clone(), one.id)
    }))
}

/// Writes a candidate down.
pub fn insert(conn: &mut AnyConnection, candidate: &Candidate) -> Result<(), Error> {
    diesel::insert_into(candidates::table)
        .values((
            candidates::id.eq(candidate.id),
            candidates::election_id.eq(candidate.election_id),
            candidates::nominee_id.eq(candidate.nominee_id),
            candidates::roll_entry_id.eq(candidate.roll_entry_id),
            candidates::full_name.eq(&candidate.full_name),
            candidates::name_key.eq(&candidate.name_key),
            candidates::birth_date.eq(candidate.birth_date),
            candidates::origin.eq(candidate.origin),
            candidates::of_convening_committee.eq(candidate.of_convening_committee),
            candidates::nominated_by.eq(candidate.nominated_by),
            (
                candidates::manner.eq(candidate.manner),
                candidates::consented.eq(candidate.consented),
                candidates::note.eq(&candidate.note),
            ),
            candidates::state.eq(candidate.state),
            candidates::created_at.eq(candidate.created_at),
            candidates::version.eq(candidate.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a candidate that was read at the version before its own.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, candidate: &Candidate) -> Result<(), Error> {
    let row = candidates::id
        .eq(candidate.id)
        .and(candidates::version.eq(candidate.version - 1));
    let changed = diesel::update(candidates::table.filter(row))
        .set((
            candidates::roll_entry_id.eq(candidate.roll_entry_id),
            candidates::state.eq(candidate.state),
            candidates::support_count.eq(candidate.support_count),
            candidates::support_attending.eq(candidate.support_attending),
            candidates::poll_votes.eq(candidate.poll_votes),
            candidates::withdrawal_reason.eq(&candidate.withdrawal_reason),
            candidates::withdrawal_vote.eq(&candidate.withdrawal_vote),
            candidates::elected_in.eq(candidate.elected_in),
            candidates::version.eq(candidate.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: candidate.version,
    })
}
