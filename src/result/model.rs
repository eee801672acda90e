//! The data of a result.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::personnel::model::Post;
use crate::roll::model::RollEntryId;
use crate::unit::model::UnitId;

/// What became of a post.
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
#[schema(as = CongressPostOutcome)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Outcome {
    /// Somebody was elected and waits for the committee's word.
    Elected,
    /// Nobody was elected (bầu khuyết).
    LeftVacant,
    /// The committee recognises the election (chuẩn y).
    Recognised,
    /// The committee refuses it.
    Refused,
}
crate::text_enum!(Outcome);

/// A post's key.
pub type CongressPostId = Id<CongressPost>;

/// An appointment (chỉ định) to a post that the congress left vacant, or whose election was refused (R-POST-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
pub struct Appointment {
    /// The post.
    #[serde(skip)]
    pub post_id: CongressPostId,
    /// The committee that appointed.
    pub unit_id: UnitId,
    /// Who was appointed, as an entry of the congress's roll.
    pub roll_entry_id: RollEntryId,
    /// The name.
    pub person_name: String,
    /// Number and symbol of the decision.
    #[schema(example = "22-QĐ/ĐU")]
    pub decision_symbol: String,
    /// Its date.
    pub decision_on: NaiveDate,
    /// On what ground.
    pub ground: String,
    /// When it was recorded.
    pub appointed_at: Instant,
}

/// What is awaited of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schema(as = CongressPostAwaits)]
pub enum Awaits {
    /// The approving committee's word on the election (R-POST-03).
    Ruling,
    /// A secretary: appointed by the approving committee (R-POST-05), with the step `appoint_secretary`.
    Appointment,
    /// A by-election of the branch: the seat was left vacant (R-RES-06), or its election refused (R-POST-04).
    ByElection,
}

/// A post that the congress decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CongressPost {
    /// The post's key.
    pub id: CongressPostId,
    /// Which post.
    pub post: Post,
    /// Who was elected; nobody when it was left vacant.
    pub person_name: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was refused.
    pub note: Option<String>,
    /// Who was appointed to it since.
    pub appointment: Option<Appointment>,
    /// What is awaited of it; absent when it is filled.
    pub awaits: Option<Awaits>,
}

/// What the approving committee says of an election.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// It stands.
    Recognised,
    /// It does not.
    Refused,
}

impl From<Ruling> for Outcome {
    fn from(ruling: Ruling) -> Self {
        match ruling {
            Ruling::Recognised => Self::Recognised,
            Ruling::Refused => Self::Refused,
        }
    }
}

/// What is said of one post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct PostRuling {
    /// Which one.
    pub post_id: CongressPostId,
    /// What is said of it.
    pub outcome: Ruling,
    /// Why; needed when it is refused.
    #[validate(length(max = 2000))]
    pub note: Option<String>,
}
