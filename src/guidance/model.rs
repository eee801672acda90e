//! The data of guidance.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;

/// A guidance's key.
pub type GuidanceId = Id<Guidance>;

/// A numbered document of points to note.
#[derive(Debug)]
pub struct Guidance;

/// When a clause must have been ticked off.
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
pub enum Checklist {
    /// The clause is no item of a checklist.
    None,
    /// Before the congress opens.
    BeforeOpening,
    /// Before the congress closes.
    BeforeClosing,
}
crate::text_enum!(Checklist);

/// What the guidance in force asks of one congress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GuidanceFacts {
    /// Symbols of the guidance in force (of the plan and those it implements) not acknowledged by the branch.
    pub unacknowledged: Vec<String>,
    /// Clauses to be ticked before opening that are not.
    pub open_before_opening: i64,
    /// Clauses to be ticked before closing that are not.
    pub open_before_closing: i64,
}
