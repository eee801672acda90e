//! What other features ask about sectors.

use super::model::SectorId;
use crate::db::AnyConnection;
use crate::error::Error;

/// The names of these sectors.
pub fn names(_conn: &mut AnyConnection, _sectors: &[SectorId]) -> Result<Vec<String>, Error> {
    Ok(Vec::new())
}

/// Refuses a sector that the installation does not keep.
///
/// # Errors
/// [`Error::Invalid`] at `pointer`.
pub fn expect_known(
    _conn: &mut AnyConnection,
    _sectors: &[SectorId],
    _pointer: &str,
) -> Result<(), Error> {
    Ok(())
}
