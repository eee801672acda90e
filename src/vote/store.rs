//! The rows of votes.

use diesel::prelude::*;

use super::model::{Vote, VoteId, VoteSubject, VotedOnId};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::votes;
use crate::db::time::Instant;
use crate::error::Error;

/// Writes a vote down.
pub fn insert(conn: &mut AnyConnection, vote: &Vote) -> Result<(), Error> {
    diesel::insert_into(votes::table)
        .values((
            votes::id.eq(vote.id),
            votes::congress_id.eq(vote.congress_id),
            votes::subject.eq(vote.subject),
            votes::subject_id.eq(vote.subject_id),
            votes::wording.eq(&vote.wording),
            votes::base.eq(&vote.base),
            votes::attendance.eq(&vote.attendance),
            votes::votes_for.eq(vote.votes_for),
            votes::votes_against.eq(vote.votes_against),
            votes::votes_abstain.eq(vote.votes_abstain),
            votes::adopted.eq(vote.adopted),
            votes::note.eq(&vote.note),
            votes::recorded_at.eq(vote.recorded_at),
            votes::recorded_by.eq(vote.recorded_by),
        ))
        .execute(conn)?;
    Ok(())
}

/// The vote with this key.
pub fn by_id(conn: &mut AnyConnection, id: VoteId) -> Result<Vote, Error> {
    Ok(votes::table
        .find(id)
        .select(Vote::as_select())
        .first(conn)?)
}

/// The votes of a congress, the first one first.
pub fn list(
    conn: &mut AnyConnection,
    congress: CongressId,
    page: &PageRequest<VoteId>,
) -> Result<Page<Vote>, Error> {
    let rows = votes::table
        .filter(votes::congress_id.eq(congress))
        .filter(votes::id.gt(page.after.unwrap_or(Id::nil())))
        .order(votes::id)
        .limit(page.limit + 1)
        .select(Vote::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |vote: &Vote| vote.id))
}

/// When the congress voted by hand.
pub fn moments(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Instant>, Error> {
    Ok(votes::table
        .filter(votes::congress_id.eq(congress))
        .select(votes::recorded_at)
        .load(conn)?)
}

/// The vote recorded last.
pub fn latest(conn: &mut AnyConnection, congress: CongressId) -> Result<Option<Vote>, Error> {
    Ok(votes::table
        .filter(votes::congress_id.eq(congress))
        .order(votes::id.desc())
        .select(Vote::as_select())
        .first(conn)
        .optional()?)
}

/// Every vote on one of these things, the first one first.
pub fn on(conn: &mut AnyConnection, things: &[VotedOnId]) -> Result<Vec<Vote>, Error> {
    Ok(votes::table
        .filter(votes::subject_id.eq_any(things))
        .order(votes::id)
        .select(Vote::as_select())
        .load(conn)?)
}

/// Whether the congress has adopted the one thing of this kind: by the vote recorded last.
pub fn has_adopted(
    conn: &mut AnyConnection,
    congress: CongressId,
    subject: VoteSubject,
) -> Result<bool, Error> {
    let last = votes::table
        .filter(votes::congress_id.eq(congress))
        .filter(votes::subject.eq(subject))
        .order(votes::id.desc())
        .select(votes::adopted)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(false))
}
