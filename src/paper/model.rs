//! What each paper tells, as plain data: filled by whoever has it, composed without asking anybody.

use crate::programme::model::Session;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use super::election_model::{
    Ballot, CandidateTotals, CountingMinutes, ElectedLine, ElectionAccount, Figures, FloorName,
    RoundAccount, Withdrawal,
};

/// The papers of a congress.
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
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// kịch bản điều hành
    RunSheet,
    /// phiếu bầu (để trống)
    Ballot,
    /// mẫu biên bản kiểm phiếu (để trống)
    CountingForm,
    /// biên bản kiểm phiếu
    CountingMinutes,
    /// danh sách trúng cử
    ElectedList,
    /// nghị quyết
    Resolution,
    /// biên bản đại hội
    CongressMinutes,
}

impl PaperKind {
    /// Whether there is one for each election.
    pub fn is_of_an_election(self) -> bool {
        matches!(
            self,
            Self::Ballot | Self::CountingForm | Self::CountingMinutes
        )
    }
}

/// The congress a paper belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// The committee above: `Đảng ủy VNPT Lạng Sơn`.
    pub above: String,
    /// The branch: `Chi bộ Trung tâm Kinh doanh`.
    pub branch: String,
    /// The term, `2022 - 2025`.
    pub term: String,
    /// The place that stands before the date; dots when not said.
    pub place: Option<String>,
    /// The day of the paper; dots when not known.
    pub on: Option<NaiveDate>,
}

/// Who leads the congress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chair {
    /// Their names; the first one signs.
    pub names: Vec<String>,
    /// Whether it is a presidium (đoàn chủ tịch) rather than one chairman.
    pub presidium: bool,
}

/// Who keeps the minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clerk {
    /// Their names; the first one signs.
    pub names: Vec<String>,
    /// Whether it is a secretariat (đoàn thư ký) rather than one clerk.
    pub secretariat: bool,
}

/// How a base of votes was calculated, line by line (R §1.2, §2.6).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BaseCalculation {
    /// Official members summoned.
    pub summoned: i64,
    /// What is taken off.
    pub excluded: Vec<ExcludedLine>,
    /// What is left.
    pub base: i64,
    /// The fewest votes that are more than half of it.
    pub more_than_half: i64,
    /// Where it is laid down who counts.
    pub ground: String,
    /// Where it is laid down how many it takes.
    pub majority_ground: String,
}

/// One line that is taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedLine {
    /// Why, in words.
    pub reason: String,
    /// How many.
    pub count: i64,
    /// Where it is laid down.
    pub ground: String,
}

/// The minutes of the whole congress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CongressMinutes {
    /// The congress.
    pub occasion: Occasion,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Where it was held.
    pub venue: Option<String>,
    /// When it was opened and closed, `HH:MM`.
    pub hours: (Option<String>, Option<String>),
    /// Who came.
    pub attendance: Attendance,
    /// What was corrected on the roll while the congress sat: it moves the bases of votes and elections.
    pub corrections: Vec<String>,
    /// Who led.
    pub chair: Chair,
    /// Who wrote.
    pub clerk: Clerk,
    /// What happened, in order.
    pub items: Vec<MinutesItem>,
    /// What was voted by hand.
    pub votes: Vec<VoteLine>,
    /// The base of those votes.
    pub base: Option<BaseCalculation>,
    /// How the congress elected, post by post.
    pub elections: Vec<ElectionAccount>,
    /// The hash of the last entry of the congress's record.
    pub audit_head: Option<String>,
}

/// Who came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Official members summoned.
    pub summoned_official: i64,
    /// Official members present.
    pub present_official: i64,
    /// Probationary members summoned.
    pub summoned_probationary: i64,
    /// Probationary members present.
    pub present_probationary: i64,
}

/// One item of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesItem {
    /// The session that begins with it, where there is more than one.
    pub session: Option<Session>,
    /// When it began, `HH:MM`.
    pub at: Option<String>,
    /// Its title.
    pub title: String,
    /// What happened.
    pub notes: Vec<String>,
}

/// A vote by show of hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteLine {
    /// On what.
    pub subject: String,
    /// For.
    pub for_: i64,
    /// Against.
    pub against: i64,
    /// Abstaining.
    pub abstain: i64,
    /// The base it is measured against.
    pub base: i64,
    /// Whether it was adopted.
    pub adopted: bool,
}

/// The resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The congress.
    pub occasion: Occasion,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Its text, paragraph by paragraph.
    pub text: Vec<String>,
    /// The targets adopted.
    pub targets: Vec<TargetLine>,
    /// How it was adopted.
    pub vote: Option<VoteLine>,
    /// Who led.
    pub chair: Chair,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// What is aimed at.
    pub text: String,
    /// By what it is measured.
    pub unit: Option<String>,
    /// From where.
    pub baseline: Option<String>,
    /// To where.
    pub value: Option<String>,
}

/// The list of those elected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElectedList {
    /// The congress.
    pub occasion: Occasion,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The elections, post by post.
    pub elections: Vec<ElectionAccount>,
    /// Who led.
    pub chair: Chair,
    /// The hash of the last entry of the congress's record.
    pub audit_head: Option<String>,
}

/// The chairman's script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunSheet {
    /// The congress.
    pub occasion: Occasion,
    /// The items, in order.
    pub items: Vec<ScriptItem>,
}

/// One item of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptItem {
    /// The session that begins with it, where there is more than one.
    pub session: Option<Session>,
    /// When it is to begin, `HH:MM`.
    pub at: Option<String>,
    /// How many minutes it is given.
    pub minutes: Option<i64>,
    /// Its title.
    pub title: String,
    /// Who conducts it.
    pub who: Option<String>,
    /// What is said.
    pub spoken: Vec<String>,
    /// What is to be seen to.
    pub notes: Vec<String>,
}

/// The committee or board that issues guidance or a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// The committee: `Đảng ủy Khối các cơ quan tỉnh`.
    pub committee: String,
    /// Its board, where the board issues: `Ban Tổ chức`.
    pub board: Option<String>,
    /// The place that stands before the date.
    pub place: Option<String>,
    /// Who signs.
    pub signer: Option<String>,
}

/// A document of points to note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceDocument {
    /// Who issues it.
    pub issuer: Issuer,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// The date it bears.
    pub on: Option<NaiveDate>,
    /// What it is about.
    pub title: String,
    /// The plan it belongs to: title and symbol.
    pub plan: String,
    /// Its clauses.
    pub clauses: Vec<GuidanceClause>,
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuidanceClause {
    /// What it says.
    pub text: String,
    /// When it must have been done, in words; none for what is no item of a checklist.
    pub due: Option<String>,
}

/// The official letter that sends guidance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialLetter {
    /// Who sends it.
    pub issuer: Issuer,
    /// Number and symbol of the letter itself.
    pub symbol: Option<String>,
    /// The organ's code, for the number to be written in: `BTCĐUK`.
    pub organ: Option<String>,
    /// The date it bears.
    pub on: Option<NaiveDate>,
    /// What it is about.
    pub abstract_text: String,
    /// To whom.
    pub to: Vec<String>,
    /// Its text.
    pub text: Vec<String>,
}
