//! Whom an election holds: whoever stands on a ballot that is being cast, or has been elected.

use super::model::{Hold, State};
use super::store;
use crate::candidate;
use crate::candidate::model::State as CandidateState;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::roll::model::RollEntryId;

/// What holds this person, if anything does: nobody asks.
///
/// # Errors
/// As the database.
pub fn of(
    conn: &mut AnyConnection,
    congress: CongressId,
    entry: RollEntryId,
) -> Result<Option<Hold>, Error> {
    for election in store::of_congress(conn, congress)? {
        let candidates = candidate::service::all(conn, election.id)?;
        let mut own = candidates
            .iter()
            .filter(|candidate| candidate.roll_entry_id == Some(entry));
        let is_held = own.any(|candidate| match candidate.state {
            CandidateState::Elected => true,
            _ => election.state == State::Voting && candidate.state.is_standing(),
        });
        if is_held {
            return Ok(Some(match election.state {
                State::Voting => Hold::OnBallot(election.post),
                _ => Hold::Elected(election.post),
            }));
        }
    }
    Ok(None)
}
