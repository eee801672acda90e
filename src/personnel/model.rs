//! The data of the personnel work.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A step of the personnel work (R §3.3); the plan says which, and in what order.
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
pub enum PersonnelStepKind {
    /// The branch committee fixes direction: number, structure, standards.
    Direction,
    /// The official members introduce nominees by ballot: re-election and first time, two lists.
    Introduction,
    /// The branch committee discusses, votes, settles the list with its surplus.
    Settlement,
    /// Political standards, health, asset declaration as required.
    Verification,
}
crate::text_enum!(PersonnelStepKind);

impl PersonnelStepKind {
    /// The steps unless a plan says otherwise.
    pub fn usual() -> Vec<Self> {
        vec![
            Self::Direction,
            Self::Introduction,
            Self::Settlement,
            Self::Verification,
        ]
    }

    /// Whether nominees are voted on in this step.
    pub fn has_ballot(self) -> bool {
        matches!(self, Self::Introduction | Self::Settlement)
    }
}

/// Where the personnel work of a congress can stand.
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
#[schema(as = PersonnelState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// The steps are being done, in order.
    InSteps,
    /// The scheme lies with the approving committee.
    Submitted,
    /// The approving committee gave it back.
    Returned,
    /// The approving committee agreed, in writing.
    Approved,
    /// It has been put to the congress.
    Presented,
    /// The congress has elected, or recorded a vacancy.
    Decided,
}
crate::text_enum!(State);

/// How the personnel work stands, for the rules of the congress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PersonnelFacts {
    /// Whether the scheme has been submitted (or is further on).
    pub submitted: bool,
    /// Whether the scheme is approved (or further on).
    pub approved: bool,
    /// Whether every post is decided: filled or recorded as vacant.
    pub decided: bool,
}

/// A post that the congress decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedPost {
    /// Which post.
    pub post: Post,
    /// Who was elected; nobody when the post was left vacant.
    pub person_name: Option<String>,
    /// The nominee's key.
    pub nominee_id: Option<uuid::Uuid>,
}

/// What somebody is nominated for.
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
pub enum Post {
    /// chi ủy viên
    BranchCommitteeMember,
    /// bí thư
    Secretary,
    /// phó bí thư
    DeputySecretary,
}
crate::text_enum!(Post);
