//! A congress on a day of the past.

use chrono::NaiveDate;

use crate::congress::model::{CongressId, State};
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;

/// The three ways in which a congress can have stood under a place on a day; together they find each once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::VariantArray)]
pub enum Way {
    /// Its branch stood there on the day.
    Placed,
    /// It stands there now, and is finished by now or its branch stood nowhere on the day.
    Kept,
    /// It stands elsewhere now, and its branch was gone by the day.
    Gone,
}

/// A congress and the last step taken on it up to a day of the past.
#[derive(Debug, Clone)]
pub struct Past {
    /// The congress.
    pub id: CongressId,
    /// The branch.
    pub unit_id: UnitId,
    /// Where the branch stood on the day, or else where the congress stands now.
    pub path: UnitPath,
    /// Whether the branch stood anywhere on the day.
    pub placed: bool,
    /// The branch's sector.
    pub sector_id: Option<SectorId>,
    /// Whether it is a pilot.
    pub pilot: bool,
    /// When it was planned.
    pub created_at: Instant,
    /// The day it was to be held, as far as it is known.
    pub planned_on: Option<NaiveDate>,
    /// Where that step led; nowhere when none had been taken.
    pub state: Option<State>,
    /// When that state was due.
    pub due_on: Option<NaiveDate>,
}
