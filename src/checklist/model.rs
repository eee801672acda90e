//! The data of checklists.

use crate::congress::model::CongressId;
use crate::db::time::Instant;
use crate::guidance::model::{Clause, ClauseId};
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// What a branch said of one clause.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::checklist_ticks)]
pub struct Tick {
    /// The congress.
    pub congress_id: CongressId,
    /// The clause.
    pub clause_id: ClauseId,
    /// Whether it is done.
    pub done: bool,
    /// The branch's words.
    pub note: Option<String>,
    /// When it was last said.
    pub ticked_at: Instant,
    /// By whom.
    pub ticked_by: UserId,
    /// Grows with every change.
    pub version: i64,
}

/// An item of a congress's checklist.
#[derive(Debug, Clone)]
pub struct Item {
    /// The clause.
    pub clause: Clause,
    /// Number and symbol of its guidance.
    pub symbol: String,
    /// What the branch said of it.
    pub tick: Option<Tick>,
}

/// A box that a branch has ticked.
#[derive(Debug, Clone)]
pub struct TickedBox {
    /// The tick.
    pub tick: Tick,
    /// The branch.
    pub unit_id: UnitId,
    /// The branch's name on the day.
    pub unit_name: String,
}
