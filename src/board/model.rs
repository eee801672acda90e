//! The data of the roll-out board.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::congress::model::{Congress, State};
use crate::db::paging::Page;
use crate::db::path::UnitPath;
use crate::plan::model::{Plan, PlanId};
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// What a congress passes on its way, in order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "snake_case")]
pub enum Milestone {
    /// The dossier has been submitted.
    Submitted,
    /// The congress has been approved.
    Approved,
    /// The guidance in force has been acknowledged.
    Acknowledged,
    /// The members have been summoned.
    Convened,
    /// It has been held and closed.
    Held,
    /// The result has been reported.
    Reported,
    /// The result has been confirmed.
    Confirmed,
}

/// How a congress stands to a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Passed, on a day that is known or not.
    Passed(Option<NaiveDate>),
    /// Not yet.
    Open,
    /// Not asked of this congress.
    NotAsked,
}

/// Whether a congress keeps to its days.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::Display, strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Timing {
    /// Its day has gone by.
    Late,
    /// Its day is within seven days.
    AtRisk,
    /// Neither.
    OnTime,
}

/// What the board is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only of this unit and those below it.
    pub unit_id: Option<UnitId>,
    /// Only of this sector.
    pub sector_id: Option<SectorId>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only late, at risk, or neither.
    pub timing: Option<Timing>,
}

/// What is asked of the store.
#[derive(Debug, Clone)]
pub struct BoardFilter {
    /// Of any of these plans.
    pub plans: Vec<PlanId>,
    /// Under any of these places.
    pub places: Vec<UnitPath>,
    /// Only of this sector.
    pub sector_id: Option<SectorId>,
    /// Only in this state.
    pub state: Option<State>,
    /// Only late, at risk, or neither.
    pub timing: Option<Timing>,
    /// The day it is seen from.
    pub today: NaiveDate,
}

/// A congress on the board.
#[derive(Debug, Clone)]
pub struct Row {
    /// The congress.
    pub congress: Congress,
    /// The name of the committee above the branch; empty when there is none.
    pub above: String,
    /// The name of its sector; empty when it has none.
    pub sector: String,
    /// Every milestone, in order.
    pub marks: Vec<(Milestone, Mark)>,
    /// Whether it keeps to its days.
    pub timing: Timing,
}

/// The board, or a page of it.
#[derive(Debug, Clone)]
pub struct Board {
    /// The plan.
    pub plan: Plan,
    /// The congresses, in the order of the tree.
    pub page: Page<Row>,
}
