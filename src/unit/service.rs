//! What other features ask about the tree.

use chrono::NaiveDate;

use super::model::{ApprovalLine, Placement, UnitId};
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::Error;

/// Where a unit stood on a date.
///
/// # Errors
/// [`Error::NotFound`] when it stood nowhere on that date.
pub fn place(_conn: &mut AnyConnection, _unit: UnitId, _on: NaiveDate) -> Result<Placement, Error> {
    Err(Error::NotFound)
}

/// The branches (base branches included) that stood under any of these places on a date, in tree order.
pub fn branches_under(
    _conn: &mut AnyConnection,
    _roots: &[UnitPath],
    _on: NaiveDate,
) -> Result<Vec<Placement>, Error> {
    Ok(Vec::new())
}

/// How many branches stood under any of these places on a date.
pub fn count_branches_under(
    _conn: &mut AnyConnection,
    _roots: &[UnitPath],
    _on: NaiveDate,
) -> Result<i64, Error> {
    Ok(0)
}

/// Who approves the congress of a branch that stood at this place on a date (R-TREE-05: where the upper
/// unit is gone, its successor).
///
/// # Errors
/// [`Error::Refused`] when nothing stands above the branch.
pub fn approval_line(
    _conn: &mut AnyConnection,
    _branch: &Placement,
    _on: NaiveDate,
) -> Result<ApprovalLine, Error> {
    Err(Error::NotFound)
}
