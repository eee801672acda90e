//! What can be said about a unit from a date on.

use chrono::NaiveDate;

use crate::db::path::UnitPath;
use crate::sector::model::SectorId;
use crate::unit::model::{Level, Placement, UnitId};

/// What changes about a unit from a date on; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The unit above it; `Some(None)`: nothing stands above it any more.
    pub parent_id: Option<Option<UnitId>>,
    /// What it is.
    pub level: Option<Level>,
    /// Its code.
    pub code: Option<String>,
    /// Its full name.
    pub name: Option<String>,
    /// Its short name.
    pub short_name: Option<String>,
    /// Its sector; `Some(None)`: none any more.
    pub sector_id: Option<Option<SectorId>>,
    /// The reason for an unusual place.
    pub note: Option<String>,
}

impl Change {
    /// The place and name after the change.
    pub fn applied_to(&self, before: &Placement) -> Placement {
        Placement {
            unit_id: before.unit_id,
            path: before.path.clone(),
            parent_id: self.parent_id.unwrap_or(before.parent_id),
            level: self.level.unwrap_or(before.level),
            code: self.code.clone().unwrap_or_else(|| before.code.clone()),
            name: self.name.clone().unwrap_or_else(|| before.name.clone()),
            short_name: self
                .short_name
                .clone()
                .unwrap_or_else(|| before.short_name.clone()),
            sector_id: self.sector_id.unwrap_or(before.sector_id),
        }
    }

    /// What of the change is still in force where a later change of the same thing has been recorded.
    pub fn not_overtaken(mut self, before: &Placement, later: &Placement) -> Self {
        if later.parent_id != before.parent_id {
            self.parent_id = None;
        }
        if later.level != before.level {
            self.level = None;
        }
        if later.code != before.code {
            self.code = None;
        }
        if later.name != before.name {
            self.name = None;
        }
        if later.short_name != before.short_name {
            self.short_name = None;
        }
        if later.sector_id != before.sector_id {
            self.sector_id = None;
        }
        self
    }
}

/// A unit about to be written down.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// The unit above it; nothing at the top of the installation.
    pub parent_id: Option<UnitId>,
    /// What it is.
    pub level: Level,
    /// Its code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its sector.
    pub sector_id: Option<SectorId>,
    /// The first day.
    pub valid_from: NaiveDate,
    /// Official members.
    pub official_members: i64,
    /// Probationary members.
    pub probationary_members: i64,
    /// The reason for an unusual place.
    pub note: Option<String>,
}

/// The subtree at one place stands at another, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathChange {
    /// The first day.
    pub valid_from: NaiveDate,
    /// The first day no longer.
    pub valid_to: Option<NaiveDate>,
    /// Where it stood.
    pub from: UnitPath,
    /// Where it stands now.
    pub to: UnitPath,
}
