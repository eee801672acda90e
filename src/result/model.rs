//! The data of a result.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::personnel::model::Post;

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

/// A post that the congress decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
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
