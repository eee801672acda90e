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
        let own = candidates
            .iter()
            .filter(|candidate| candidate.roll_entry_id == Some(entry));
        for candidate in own {
            // Elected first: whoever was elected in an earlier ballot stands on none that is being cast.
            if candidate.state == CandidateState::Elected {
                return Ok(Some(Hold::Elected(election.post)));
            }
            if election.state == State::Voting && candidate.state.is_standing() {
                return Ok(Some(Hold::OnBallot(election.post)));
            }
        }
    }
    Ok(None)
}
