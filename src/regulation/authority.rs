//! Which organ may issue which type of document (R-AUT-01): rows of the text on authority, by date.
//!
//! What a text does not settle has no row and no verdict: nothing is refused that no text forbids.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::citation::{Cited, Confidence, Ground, Severity};
use super::{Regulation, Topic};

/// A type of document, kept apart from its code: quyết định and quy định are both `QĐ` (R §4.2).
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
pub enum DocumentType {
    /// nghị quyết
    Resolution,
    /// quyết định
    Decision,
    /// quy định
    Regulation,
    /// chỉ thị
    Directive,
    /// kết luận
    Conclusion,
    /// quy chế
    WorkingRules,
    /// thông tri
    Circular,
    /// hướng dẫn
    Guidance,
    /// thông báo
    Announcement,
    /// báo cáo
    Report,
    /// kế hoạch
    Plan,
    /// quy hoạch
    SuccessionPlan,
    /// chương trình
    Programme,
    /// đề án
    Scheme,
    /// phương án
    Option,
    /// tờ trình
    Submission,
    /// công văn
    OfficialLetter,
    /// biên bản
    Minutes,
}
crate::text_enum!(DocumentType);

/// An organ that issues documents, as the texts on authority tell them apart.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum IssuingOrgan {
    /// chi bộ, under a base committee or itself at the base
    Branch,
    /// đại hội chi bộ
    BranchCongress,
    /// đảng ủy cơ sở
    BaseCommittee,
    /// ban thường vụ đảng ủy cơ sở
    BaseStandingCommittee,
    /// a committee above the base
    UpperCommittee,
    /// a board or office that advises a committee
    AdvisoryBoard,
}

/// One row: what an organ may, or may not, issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityRow {
    /// Which organ.
    pub organ: IssuingOrgan,
    /// Which types.
    pub types: Vec<DocumentType>,
    /// Whether it may.
    pub allowed: bool,
    /// The clause it stands in.
    pub clause: String,
    /// The rule of `3-regulations.md`.
    pub rule: String,
    /// What breaking it leads to.
    pub severity: Severity,
    /// How sure we are of it.
    pub confidence: Confidence,
    /// Why we doubt it.
    pub note: Option<String>,
}

impl AuthorityRow {
    /// The row as a line of the fingerprint of what was in force.
    pub(super) fn line(&self) -> String {
        format!(
            "{}:{}={:?}:{}",
            self.organ, self.allowed, self.types, self.severity
        )
    }
}

impl Regulation {
    /// Whether the organ may issue a document of that type (R-AUT-01); `None` where the text in force does not
    /// settle it.
    pub fn may_issue(&self, organ: IssuingOrgan, of_type: DocumentType) -> Option<Cited<bool>> {
        let text = self.text(Topic::Authority)?;
        let row = text
            .authorities
            .iter()
            .find(|row| row.organ == organ && row.types.contains(&of_type))?;
        Some(Cited {
            value: row.allowed,
            ground: Ground {
                text: &text.reference,
                clause: &row.clause,
                rule: &row.rule,
                severity: row.severity,
                confidence: row.confidence,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::VariantArray;

    fn may(on: &str, organ: IssuingOrgan, of_type: DocumentType) -> Option<bool> {
        let regulation = Regulation::on(on.parse().unwrap());
        regulation
            .may_issue(organ, of_type)
            .map(|cited| cited.value)
    }

    #[test]
    fn r_aut_01_the_matrix_changes_on_9_1_2026() {
        use DocumentType::*;
        use IssuingOrgan::*;
        let (before, after) = ("2026-01-08", "2026-01-09");
        for (organ, of_type, then, now) in [
            (Branch, WorkingRules, Some(false), Some(true)),
            (Branch, Announcement, Some(false), Some(true)),
            (Branch, Conclusion, Some(false), Some(true)),
            (Branch, Resolution, Some(true), Some(true)),
            (Branch, Minutes, Some(true), Some(true)),
            (Branch, Scheme, Some(true), Some(true)),
            (Branch, Regulation, Some(false), Some(false)),
            (Branch, Guidance, Some(false), Some(false)),
            (Branch, Circular, Some(false), Some(false)),
            (BaseCommittee, Regulation, None, Some(true)),
            (BaseCommittee, Guidance, None, Some(false)),
            (BaseStandingCommittee, Guidance, None, Some(true)),
            (BaseStandingCommittee, WorkingRules, None, Some(false)),
            (BranchCongress, Resolution, None, Some(true)),
            (BranchCongress, Announcement, None, Some(false)),
            (UpperCommittee, Directive, None, None),
        ] {
            assert_eq!(may(before, organ, of_type), then, "{organ} {of_type}");
            assert_eq!(may(after, organ, of_type), now, "{organ} {of_type}");
        }
    }

    #[test]
    fn r_aut_01_a_verdict_names_the_text_of_its_day() {
        let on = |day: &str| Regulation::on(day.parse().unwrap());
        let verdict = |day| {
            on(day)
                .may_issue(IssuingOrgan::Branch, DocumentType::Announcement)
                .map(|cited| cited.ground.text)
        };
        assert_eq!(verdict("2022-05-11"), Some("66-QĐ/TW (6/2/2017)"));
        assert_eq!(verdict("2026-02-01"), Some("399-QĐ/TW (9/1/2026)"));
        assert_eq!(verdict("2016-05-11"), None, "no row is known of 1997");
    }

    #[test]
    fn no_text_says_a_thing_twice() {
        for day in ["2017-02-06", "2026-01-09"] {
            let regulation = Regulation::on(day.parse().unwrap());
            let rows = &regulation.text(Topic::Authority).unwrap().authorities;
            for &organ in IssuingOrgan::VARIANTS {
                for &of_type in DocumentType::VARIANTS {
                    let said = rows
                        .iter()
                        .filter(|row| row.organ == organ && row.types.contains(&of_type))
                        .count();
                    assert!(said <= 1, "{day} {organ} {of_type}");
                }
            }
        }
    }
}
