//! Who came after whom.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::unit::model::UnitId;

/// How a unit ended.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
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
pub enum SuccessionKind {
    /// It became part of another (sáp nhập, hợp nhất).
    Merge,
    /// It became several (chia, tách).
    Split,
    /// Another took its place (thay thế, tổ chức lại).
    Replace,
}
crate::text_enum!(SuccessionKind);

/// A succession's key.
pub type SuccessionId = Id<Succession>;

/// One unit came after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
pub struct Succession {
    /// The succession's key.
    pub id: SuccessionId,
    /// The unit that ended.
    pub predecessor_id: UnitId,
    /// The unit that came after it.
    pub successor_id: UnitId,
    /// How.
    pub kind: SuccessionKind,
    /// The first day on which the predecessor no longer stood.
    pub on_date: NaiveDate,
    /// By which decision, in words.
    pub note: String,
}

/// A unit is about to end.
#[derive(Debug, Clone)]
pub struct Ending {
    /// How.
    pub kind: SuccessionKind,
    /// The first day on which it no longer stands.
    pub on: NaiveDate,
    /// What comes after it.
    pub successors: Vec<UnitId>,
    /// The successor that takes over the units below, the members and the counts; the only one unless said.
    pub heir_id: Option<UnitId>,
    /// By which decision, in words.
    pub note: String,
}

impl Ending {
    /// The successor that takes over.
    pub fn heir(&self) -> Option<UnitId> {
        match (self.heir_id, self.successors.as_slice()) {
            (Some(heir), _) => Some(heir),
            (None, [only]) => Some(*only),
            (None, _) => None,
        }
    }

    /// What comes after it, the one first that stands in its place from then on (R-TREE-05): the heir, else the first
    /// that was said.
    pub fn in_order(&self) -> Vec<UnitId> {
        let mut successors = self.successors.clone();
        successors.sort_by_key(|successor| Some(*successor) != self.heir());
        successors
    }
}
