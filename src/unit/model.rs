//! Units and where they stand.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::sector::model::SectorId;

/// A unit's key.
pub type UnitId = Id<Unit>;

/// An organisation of the Party.
#[derive(Debug)]
pub struct Unit;

/// What kind of organisation a unit is, from the top down.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Level {
    /// Ban Chấp hành Trung ương
    CentralCommittee,
    /// tỉnh ủy, thành ủy
    ProvinceCommittee,
    /// huyện ủy, quận ủy (until 1/7/2025)
    DistrictCommittee,
    /// đảng ủy khối (until 2025) and its like
    BlocCommittee,
    /// đảng ủy cơ sở
    BaseCommittee,
    /// đảng ủy bộ phận
    SubCommittee,
    /// chi bộ cơ sở
    BaseBranch,
    /// chi bộ trực thuộc
    Branch,
}
crate::text_enum!(Level);

impl Level {
    /// The levels that hold a branch congress.
    pub const BRANCHES: [Self; 2] = [Self::BaseBranch, Self::Branch];

    /// Whether a unit of this level is a branch, and so holds a branch congress.
    pub fn is_branch(self) -> bool {
        matches!(self, Self::BaseBranch | Self::Branch)
    }
}

/// Where a unit stood on a date, and under what name.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Placement {
    /// The unit.
    pub unit_id: UnitId,
    /// The unit above it.
    pub parent_id: Option<UnitId>,
    /// Its place in the tree.
    pub path: UnitPath,
    /// What it was.
    pub level: Level,
    /// Its code, such as `ĐUK`; not unique.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: String,
    /// Its sector.
    pub sector_id: Option<SectorId>,
}

/// A stretch of time in which a unit stood in one place under one name.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Stretch {
    /// Where, and under what name.
    pub placement: Placement,
    /// The first day.
    pub valid_from: NaiveDate,
    /// The first day no longer; none while it stands.
    pub valid_to: Option<NaiveDate>,
    /// The reason for an unusual place, where one was asked for.
    pub note: Option<String>,
}

impl Stretch {
    /// Whether the day lies in it.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.valid_from <= on && self.lasts_beyond(on)
    }

    /// Whether it has not ended by that day.
    pub fn lasts_beyond(&self, day: NaiveDate) -> bool {
        self.valid_to.is_none_or(|end| end > day)
    }

    /// The first day no longer, far in the future when none is known.
    pub fn end(&self) -> NaiveDate {
        self.valid_to.unwrap_or(NaiveDate::MAX)
    }
}

/// What units are called over time.
#[derive(Debug, Clone, Default)]
pub struct UnitNames(HashMap<UnitId, Vec<(NaiveDate, String)>>);

impl UnitNames {
    /// What these rows say: unit, first day of the name, name; of each unit in the order of days.
    pub fn of(rows: Vec<(UnitId, NaiveDate, String)>) -> Self {
        let mut names: HashMap<UnitId, Vec<(NaiveDate, String)>> = HashMap::new();
        for (unit, from, name) in rows {
            names.entry(unit).or_default().push((from, name));
        }
        Self(names)
    }

    /// The name a unit bore on a day; else the last one before it; else its first.
    pub fn on(&self, unit: UnitId, day: NaiveDate) -> Option<&str> {
        let borne = self.0.get(&unit)?;
        let begun = borne.iter().rev().find(|(from, _)| *from <= day);
        begun
            .or_else(|| borne.first())
            .map(|(_, name)| name.as_str())
    }
}

/// A unit where it stands on a date, with what is not a matter of dates.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct StandingUnit {
    /// Where, under what name, from when to when.
    pub stretch: Stretch,
    /// Official members, as last reported.
    pub official_members: i64,
    /// Probationary members, as last reported.
    pub probationary_members: i64,
    /// Grows with every change.
    pub version: i64,
}

/// Which units a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct UnitFilter {
    /// Only this unit and those below it.
    pub under: Option<UnitId>,
    /// Only units of this level.
    pub level: Option<Level>,
    /// Only units of this sector.
    pub sector_id: Option<SectorId>,
    /// Words of name or code; tone marks do not matter.
    pub words: Option<String>,
    /// As the tree stood on this day; today unless said.
    pub as_of: Option<NaiveDate>,
}

/// The subtrees at these places without those that lie inside another, in tree order.
pub fn outermost(places: &[UnitPath]) -> Vec<UnitPath> {
    let mut sorted: Vec<&UnitPath> = places.iter().collect();
    sorted.sort_unstable();
    let mut outer: Vec<UnitPath> = Vec::new();
    for place in sorted {
        if !outer.last().is_some_and(|wider| place.is_under(wider)) {
            outer.push(place.clone());
        }
    }
    outer
}

/// Who approves a branch's congress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApprovalLine {
    /// The base committee above a subordinate branch; for a base branch the committee directly above.
    pub approving_unit: UnitId,
    /// The sub-committee between the two.
    pub sub_committee: Option<UnitId>,
}
