//! Units and where they stand.

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

/// Who approves a branch's congress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApprovalLine {
    /// The base committee above a subordinate branch; for a base branch the committee directly above.
    pub approving_unit: UnitId,
    /// The sub-committee between the two.
    pub sub_committee: Option<UnitId>,
}
