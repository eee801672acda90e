//! The data of an allocation of delegates.

use crate::congress::model::CongressId;
use crate::db::time::Instant;
use crate::user::model::UserId;

/// The most delegates that one congress can be allocated.
pub const MOST: i64 = 100;

/// How many delegates a congress elects to the congress above, as the committee above has allocated them (R-DEL-03).
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::delegations)]
pub struct Delegation {
    /// The congress that elects them.
    pub congress_id: CongressId,
    /// How many delegates.
    pub allocated: i64,
    /// By which document, in words, where it was told.
    pub decision: Option<String>,
    /// Who put it down.
    pub allocated_by: UserId,
    /// When.
    pub allocated_at: Instant,
    /// Grows with every change.
    pub version: i64,
}
