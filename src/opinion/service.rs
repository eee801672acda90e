//! The verbs of opinions.

use crate::db::AnyConnection;
use crate::error::Error;
use crate::plan::model::PlanId;

/// How many opinions raised under a plan are below concluded.
pub fn below_concluded(_conn: &mut AnyConnection, _plan: PlanId) -> Result<i64, Error> {
    Ok(0)
}
