//! The data of reviews and remarks.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::document::model::DocumentId;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// What was decided on a version.
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
#[schema(as = ReviewDecision)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Decision {
    /// The sub-committee passes it on.
    Endorse,
    /// Approved as it is.
    Approve,
    /// Approved; a final version answers the remarks.
    ApproveWithRemarks,
    /// Given back.
    ReturnForRevision,
}
crate::text_enum!(Decision);

/// How the branch answered a remark.
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
#[schema(as = RemarkOutcome)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Outcome {
    /// tiếp thu: the text was changed.
    Accepted,
    /// giải trình: the text was not changed, for this reason.
    Explained,
}
crate::text_enum!(Outcome);

/// A review's key.
pub type ReviewId = Id<Review>;

/// One decision on one version of a document.
#[derive(Debug, Clone, Serialize, ToSchema, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::reviews)]
pub struct Review {
    /// The review's key.
    pub id: ReviewId,
    /// The document.
    pub document_id: DocumentId,
    /// Which version was decided on.
    pub version_n: i64,
    /// What was decided.
    pub decision: Decision,
    /// The reviewer's words.
    pub note: Option<String>,
    /// The committee that decided.
    pub unit_id: UnitId,
    /// When.
    pub decided_at: Instant,
    /// Who signed it.
    pub decided_by: UserId,
}

/// A remark's key.
pub type RemarkId = Id<Remark>;

/// What a review asks to be changed or considered.
#[derive(Debug, Clone, Serialize, ToSchema, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::remarks)]
pub struct Remark {
    /// The remark's key.
    pub id: RemarkId,
    /// The document.
    pub document_id: DocumentId,
    /// The review it came with.
    pub review_id: ReviewId,
    /// The version it was made on.
    pub version_n: i64,
    /// Where in the text.
    pub place: String,
    /// What is asked.
    pub text: String,
    /// Whether it was accepted or explained; absent while it is open.
    pub outcome: Option<Outcome>,
    /// What was changed, or why not.
    pub resolution: Option<String>,
    /// When it was answered.
    pub resolved_at: Option<Instant>,
    /// By whom.
    pub resolved_by: Option<UserId>,
    /// The version to send as `If-Match` with the answer.
    pub version: i64,
}

/// A remark about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemark {
    /// Where in the text.
    pub place: String,
    /// What is asked.
    pub text: String,
}

/// A review about to be recorded.
#[derive(Debug, Clone)]
pub struct NewReview<'a> {
    /// The document.
    pub document_id: DocumentId,
    /// Which version was decided on.
    pub version_n: i64,
    /// What was decided.
    pub decision: Decision,
    /// The reviewer's words.
    pub note: Option<&'a str>,
    /// The committee that decided.
    pub unit_id: UnitId,
}

/// How the reviews of a document stand, for its rules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReviewFacts {
    /// The version last decided on.
    pub last_reviewed: Option<i64>,
    /// The version last given back.
    pub last_returned: Option<i64>,
    /// How many remarks are neither accepted nor explained.
    pub open_remarks: i64,
}

/// Which remarks of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those neither accepted nor explained.
    Open,
    /// Those accepted or explained.
    Answered,
}
