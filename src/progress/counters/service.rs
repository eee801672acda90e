//! What a step leaves to be counted, and the round that counts it.

use super::super::model::{Counters, Standing};
use super::super::rules;
use super::store;
pub use super::store::{ChangeId, changes_of};
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::error::Error;

/// How many changes one transaction folds in: few enough that a step which waits behind it does not notice.
pub const FOLDED_AT_ONCE: usize = 500;

/// Notes, in the transaction of a congress's write, where it counted before and where it counts now.
pub fn note(conn: &mut AnyConnection, before: &Congress, after: &Congress) -> Result<(), Error> {
    note_moves(conn, &[(before.into(), after.into())])
}

/// As [`note`], for many.
pub fn note_moves(conn: &mut AnyConnection, moves: &[(Standing, Standing)]) -> Result<(), Error> {
    let changes: Vec<(Standing, i64)> = moves
        .iter()
        .filter(|(before, after)| before != after)
        .flat_map(|(before, after)| [(before.clone(), -1), (after.clone(), 1)])
        .collect();
    store::insert_changes(conn, &changes)
}

/// Notes that so many congresses each count in another way than before. Of their paths only the levels that have
/// counters matter.
pub fn note_many(
    conn: &mut AnyConnection,
    moves: &[(Standing, Standing, i64)],
) -> Result<(), Error> {
    let changes: Vec<(Standing, i64)> = moves
        .iter()
        .filter(|(before, after, _)| before != after)
        .flat_map(|(before, after, n)| [(before.clone(), -n), (after.clone(), *n)])
        .collect();
    store::insert_changes(conn, &changes)
}

/// Notes a new congress.
pub fn note_new(conn: &mut AnyConnection, congress: &Congress) -> Result<(), Error> {
    store::insert_changes(conn, &[(congress.into(), 1)])
}

/// Counts many new congresses at once, without the detour over changes.
pub fn count_new(conn: &mut AnyConnection, standings: &[Standing]) -> Result<(), Error> {
    let mut counters = Counters::default();
    for standing in standings {
        rules::count_in(&mut counters, standing, 1);
    }
    store::add(conn, &counters)
}

/// Folds the oldest waiting changes into the counters, [`FOLDED_AT_ONCE`] at most; how many. Call again while it
/// is that many.
///
/// In one transaction with their removal, so it is safe to run in several copies of the program, and to be
/// killed at any moment.
pub fn fold(conn: &mut AnyConnection) -> Result<usize, Error> {
    let most = i64::try_from(FOLDED_AT_ONCE).unwrap_or(i64::MAX);
    let changes = store::oldest_changes(conn, most)?;
    let mut counters = Counters::default();
    for (_, standing, n) in &changes {
        rules::count_in(&mut counters, standing, *n);
    }
    store::add(conn, &counters)?;
    let ids: Vec<ChangeId> = changes.iter().map(|(id, ..)| *id).collect();
    store::remove_changes(conn, &ids)?;
    Ok(changes.len())
}
