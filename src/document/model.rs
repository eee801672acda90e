//! The data of documents.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::plan::model::PlanContent;

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

impl DocumentKind {
    /// Whether it is written after the congress, for the report: such a paper is filed, and nobody reviews it
    /// before the result is confirmed (R §3.8).
    pub fn is_paper_of_report(self) -> bool {
        match self {
            Self::CongressMinutes | Self::ElectionMinutes | Self::ElectedList => true,
            Self::PoliticalReport
            | Self::SelfReviewReport
            | Self::DraftResolution
            | Self::ActionProgramme
            | Self::Other => false,
        }
    }

    /// The papers of the report under a plan, in the order they are asked for: a congress that elects nobody has no
    /// minutes of an election and no list of those elected (R-MERGE-01).
    pub fn papers_of_report(content: &PlanContent) -> impl Iterator<Item = Self> {
        use strum::VariantArray;
        let elects = content.elects();
        Self::VARIANTS
            .iter()
            .copied()
            .filter(|kind| kind.is_paper_of_report())
            .filter(move |kind| {
                elects || !matches!(kind, Self::ElectionMinutes | Self::ElectedList)
            })
    }
}

/// Where a document can stand. A paper of the report stays a draft: it has no process.
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
#[schema(as = DocumentState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// The branch writes it.
    Draft,
    /// It lies with the approving committee.
    Submitted,
    /// The approving committee gave it back.
    Returned,
    /// The approving committee has approved it, with or without remarks.
    Approved,
    /// It has been put to the congress.
    Presented,
    /// The congress has adopted it.
    Adopted,
}
crate::text_enum!(State);

/// How secret a document is. Of a classified one only number, date and custodian are kept (R-SEC-02).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
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
pub enum Secrecy {
    /// Not classified.
    #[default]
    None,
    /// Mật
    Secret,
    /// Tối mật
    TopSecret,
    /// Tuyệt mật
    UtmostSecret,
}
crate::text_enum!(Secrecy);

impl Secrecy {
    /// Whether the content may not be kept here.
    pub fn is_classified(self) -> bool {
        match self {
            Self::None => false,
            Self::Secret | Self::TopSecret | Self::UtmostSecret => true,
        }
    }
}

/// A document's key.
pub type DocumentId = Id<Document>;

/// A document of a congress, as it stands.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::documents)]
pub struct Document {
    /// The document's key.
    pub id: DocumentId,
    /// The congress it is prepared for.
    pub congress_id: CongressId,
    /// What it is; one of each for a congress, any number of `other`.
    pub kind: DocumentKind,
    /// What it is called; empty for a classified one.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// How secret it is.
    pub secrecy: Secrecy,
    /// Number and symbol, such as `01-BC/CB`.
    pub symbol: Option<String>,
    /// The date it bears.
    pub registered_on: Option<NaiveDate>,
    /// Who keeps the paper.
    pub custodian: Option<String>,
    /// How many versions have been filed. Of a classified document: how often it has been registered, since a
    /// registration stands in for the version that may not be kept.
    pub latest_version: i64,
    /// The version that was approved.
    pub approved_version: Option<i64>,
    /// The version that the sub-committee endorsed.
    pub endorsed_version: Option<i64>,
    /// Whether it was approved with remarks, so that a final version must follow.
    pub final_needed: bool,
    /// The base of ordinary votes: what the votes were measured against.
    pub base_official: Option<i64>,
    /// Votes for it.
    pub votes_for: Option<i64>,
    /// Votes against it.
    pub votes_against: Option<i64>,
    /// Abstentions.
    pub votes_abstain: Option<i64>,
    /// When it was first written down.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl Document {
    /// Whether a final version is still to be filed.
    pub fn final_missing(&self) -> bool {
        self.final_needed && Some(self.latest_version) <= self.approved_version
    }
}

/// Totals of a vote, as the counting committee or the chair announced them; nobody's own vote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VoteTotals {
    /// For.
    pub votes_for: Option<i64>,
    /// Against.
    pub votes_against: Option<i64>,
    /// Abstentions.
    pub votes_abstain: Option<i64>,
}

/// How the documents of a congress stand, for the rules of the congress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DossierFacts {
    /// Required documents that are not with the approving committee or further: never submitted, given back,
    /// or not there at all.
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

/// What a list of documents is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct DocumentFilter {
    /// Only documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Only documents in this state.
    pub state: Option<State>,
    /// Words to be found in any version.
    pub words: Option<String>,
}
