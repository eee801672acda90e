//! The congress that a branch held before this one, for other features: nobody asks.

use super::model::{Congress, CongressId};
use super::store;
use crate::db::AnyConnection;
use crate::error::Error;

/// The last congress of the same branch that was held before this one and not annulled; none where none is kept here.
///
/// # Errors
/// As the database.
pub fn last_held(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<Option<CongressId>, Error> {
    store::last_held(conn, congress)
}
