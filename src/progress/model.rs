//! The data of progress.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::{Congress, State};
use crate::db::path::UnitPath;
use crate::plan::model::PlanId;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// Where one congress counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Under which plan.
    pub plan_id: PlanId,
    /// Under every unit of this path, from the plan's committee down.
    pub unit_path: UnitPath,
    /// Under which sector.
    pub sector_id: Option<SectorId>,
    /// In which state.
    pub state: State,
    /// Due when.
    pub due_on: Option<NaiveDate>,
}

impl From<&Congress> for Standing {
    fn from(congress: &Congress) -> Self {
        Self {
            plan_id: congress.plan_id,
            unit_path: congress.unit_path.clone(),
            sector_id: congress.sector_id,
            state: congress.state,
            due_on: congress.due_on,
        }
    }
}

/// Counters to be added to: of a plan, of the units near the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counters {
    /// How many congresses stand in a state.
    pub states: BTreeMap<(PlanId, UnitId, State), i64>,
    /// How many are due on a day; [`NEVER`](super::rules::NEVER) for none.
    pub due: BTreeMap<(PlanId, UnitId, NaiveDate), i64>,
    /// Both at once, by sector: the sector's key as text, empty for none.
    pub parts: BTreeMap<(PlanId, UnitId, String, State, NaiveDate), i64>,
}

/// So many congresses of a sector, in a state; of them so many late and at risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The sector's key as text; empty for none.
    pub sector: String,
    /// The state.
    pub state: State,
    /// How many.
    pub n: i64,
    /// Of them late.
    pub late: i64,
    /// Of them at risk.
    pub at_risk: i64,
}

/// How the congresses of one part of the round stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counts {
    /// How many congresses there are, whatever became of them.
    pub total: i64,
    /// How many stand in each state.
    pub states: BTreeMap<String, i64>,
    /// How many should have moved on already.
    pub late: i64,
    /// How many must move on within seven days.
    pub at_risk: i64,
    /// How many wait for each seat.
    pub next: BTreeMap<String, i64>,
}

/// How progress is broken down.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, strum::Display,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum By {
    /// By the units directly below.
    #[default]
    Child,
    /// By sector.
    Sector,
    /// By state.
    State,
}

/// One part of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Group {
    /// The unit, by child; absent for what has moved out of the plan's committee since.
    pub unit_id: Option<UnitId>,
    /// The sector, by sector; absent for branches without one.
    pub sector_id: Option<SectorId>,
    /// The state, by state.
    pub state: Option<State>,
    /// What it is called.
    pub name: String,
    /// How its congresses stand.
    pub counts: Counts,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Of which unit; the plan's committee, or the part of it that the asker reaches, unless said.
    pub unit_id: Option<UnitId>,
    /// Broken down how.
    pub by: By,
    /// As of which day.
    pub as_of: NaiveDate,
}

/// The progress of a plan under a unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Progress {
    /// The plan; the plans that implement it are counted in.
    pub plan_id: PlanId,
    /// The unit.
    pub unit_id: UnitId,
    /// The day it is seen from.
    pub as_of: NaiveDate,
    /// How it is broken down.
    pub by: By,
    /// All of it.
    pub counts: Counts,
    /// The parts: units in the order of the tree, sectors by name, states in the order of the process.
    pub groups: Vec<Group>,
    /// The `cursor` of the next page of units; absent on the last one.
    pub next: Option<String>,
}

/// A unit directly below another.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Child {
    /// The unit.
    pub unit_id: UnitId,
    /// Where it stands.
    pub path: UnitPath,
    /// Its name.
    pub name: String,
    /// The day from which it stands there no more; none while it does.
    pub until: Option<NaiveDate>,
}

impl Child {
    /// Whether it stands there on a day; one that is gone may have left congresses behind (R-TREE-03).
    pub fn stands(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|until| on < until)
    }
}
