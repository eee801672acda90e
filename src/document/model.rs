//! The data of documents.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a document is.
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
pub enum DocumentKind {
    /// báo cáo chính trị
    PoliticalReport,
    /// báo cáo kiểm điểm của cấp ủy
    SelfReviewReport,
    /// dự thảo nghị quyết
    DraftResolution,
    /// chương trình hành động
    ActionProgramme,
    /// biên bản đại hội
    CongressMinutes,
    /// biên bản bầu cử
    ElectionMinutes,
    /// danh sách trúng cử
    ElectedList,
    /// anything else
    Other,
}
crate::text_enum!(DocumentKind);

/// How the documents of a congress stand, for the rules of the congress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierFacts {
    /// Required documents that have never been submitted, or do not exist.
    pub not_submitted: Vec<DocumentKind>,
    /// Required documents that are not approved.
    pub not_approved: Vec<DocumentKind>,
    /// Remarks neither accepted nor explained, over all required documents.
    pub open_remarks: i64,
    /// Documents approved with remarks whose final version is not filed.
    pub final_missing: Vec<DocumentKind>,
    /// Required documents not yet put to the congress.
    pub not_presented: Vec<DocumentKind>,
    /// Whether the resolution has been adopted.
    pub resolution_adopted: bool,
    /// Papers of the report (minutes, election minutes, list of those elected) without any version.
    pub papers_missing: Vec<DocumentKind>,
}
