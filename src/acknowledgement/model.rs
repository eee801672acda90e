//! The data of acknowledgements.

use crate::congress::model::{CongressId, State};
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::guidance::model::GuidanceId;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// A congress that guidance reaches.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::congresses)]
pub struct Reached {
    /// The congress.
    pub id: CongressId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// The branch.
    pub unit_id: UnitId,
    /// Where the branch stands.
    pub unit_path: UnitPath,
    /// The branch's name.
    pub unit_name: String,
    /// Where the congress stands.
    pub state: State,
    /// Whether it is a pilot of its own plan.
    pub pilot: bool,
    /// The day it opened.
    pub opened_on: Option<chrono::NaiveDate>,
}

/// A branch has taken note of a guidance.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::guidance_acknowledgements)]
pub struct Acknowledgement {
    /// The guidance.
    pub guidance_id: GuidanceId,
    /// The congress for which the branch did.
    pub congress_id: CongressId,
    /// When.
    pub acknowledged_at: Instant,
    /// By whom.
    pub acknowledged_by: UserId,
}

/// A congress that guidance reaches, and what its branch made of it.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The congress.
    pub reached: Reached,
    /// The acknowledgement, if given.
    pub acknowledgement: Option<Acknowledgement>,
    /// The guidance of the same plan under which it opened, with its symbol; absent before the opening, and where
    /// it opened under none.
    pub met_under: Option<(GuidanceId, String)>,
}
