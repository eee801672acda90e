//! The verbs of guidance.

use super::model::GuidanceFacts;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::plan::model::PlanId;

/// Whether guidance of this plan is in force.
pub fn in_force(_conn: &mut AnyConnection, _plan: PlanId) -> Result<bool, Error> {
    Ok(false)
}

/// What the guidance in force under these plans (a plan and those it implements) asks of one congress.
pub fn facts_for(
    _conn: &mut AnyConnection,
    _plans: &[PlanId],
    _congress: CongressId,
) -> Result<GuidanceFacts, Error> {
    Ok(GuidanceFacts::default())
}
