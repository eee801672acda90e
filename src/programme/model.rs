//! The data of the programme of a congress, and of the template that a plan lays down for it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::congress::model::{CongressId, State};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::document::model::DocumentKind;
use crate::election::model::ElectionFacts;
use crate::error::Reason;
use crate::user::model::UserId;

/// What an item of the programme is, in the usual order (R §3.9).
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
#[schema(as = ProgrammeItemKind)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum ItemKind {
    /// Ổn định tổ chức, điểm danh.
    Gathering,
    /// Chào cờ, Quốc ca, Quốc tế ca khi khai mạc.
    OpeningSalute,
    /// Bầu đoàn chủ tịch (chủ tịch) và đoàn thư ký (thư ký) đại hội.
    PresidiumElection,
    /// Thông qua chương trình, quy chế làm việc.
    ProgrammeAdoption,
    /// Diễn văn khai mạc.
    OpeningSpeech,
    /// Báo cáo tình hình đảng viên dự đại hội.
    AttendanceReport,
    /// Báo cáo chính trị.
    PoliticalReport,
    /// Báo cáo kiểm điểm của cấp ủy.
    SelfReview,
    /// Góp ý dự thảo văn kiện cấp trên.
    UpperDrafts,
    /// Thảo luận.
    Discussion,
    /// Phát biểu của cấp ủy cấp trên.
    UpperSpeech,
    /// Tiếp thu, đáp từ của đoàn chủ tịch.
    Reply,
    /// Đề án nhân sự, số lượng, ứng cử, đề cử, rút tên, danh sách bầu cử.
    BallotList,
    /// Bầu ban (tổ) kiểm phiếu.
    CountingCommittee,
    /// Bầu chi ủy.
    CommitteeBallot,
    /// Bầu bí thư.
    SecretaryBallot,
    /// Bầu phó bí thư.
    DeputyBallot,
    /// Cấp ủy mới ra mắt, nhận nhiệm vụ.
    CommitteeLaunch,
    /// Bầu đại biểu dự đại hội cấp trên.
    DelegateBallot,
    /// Dự thảo nghị quyết: biểu quyết từng chỉ tiêu, thông qua nghị quyết.
    Resolution,
    /// Diễn văn bế mạc.
    ClosingSpeech,
    /// Chào cờ, Quốc ca, Quốc tế ca khi bế mạc.
    ClosingSalute,
    /// Anything else that the plan or the branch adds, under a title of its own.
    Other,
}
crate::text_enum!(ItemKind);

/// In which session of a congress an item stands (R-PREP-01).
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
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
#[schema(as = ProgrammeSession)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Session {
    /// phiên trù bị: elects who conducts, adopts programme and rules.
    Preparatory,
    /// phiên chính thức.
    #[default]
    Official,
}
crate::text_enum!(Session);

/// What a plan may put into the preparatory session of its congresses (R-PREP-01).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PreparatoryItem {
    /// Presidium (chair) and secretariat (clerk) are elected.
    PresidiumElection,
    /// Programme and rules are adopted.
    ProgrammeAdoption,
    /// The drafts of the upper level are discussed.
    UpperDrafts,
}

impl PreparatoryItem {
    /// The item of the programme that it is.
    pub fn kind(self) -> ItemKind {
        match self {
            Self::PresidiumElection => ItemKind::PresidiumElection,
            Self::ProgrammeAdoption => ItemKind::ProgrammeAdoption,
            Self::UpperDrafts => ItemKind::UpperDrafts,
        }
    }
}

/// The preparatory session that the congresses of a plan hold before the official one (R-PREP-01). The congress opens
/// with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PreparatorySession {
    /// What it deals with; those who have come are counted first.
    #[validate(length(min = 1, max = 3))]
    #[schema(min_items = 1, max_items = 3)]
    pub items: Vec<PreparatoryItem>,
}

/// How an anthem is rendered (R-PRG-02).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    ToSchema,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Anthem {
    /// Sung by those present, over an instrumental track.
    #[default]
    SungByThosePresent,
    /// A recording with singing is played.
    SungRecording,
    /// Only an instrumental track is played.
    Instrumental,
    /// Left out.
    LeftOut,
}

/// One salute of the flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Salute {
    /// Whether the flag is saluted at all.
    pub held: bool,
    /// Quốc ca.
    pub national_anthem: Anthem,
    /// Quốc tế ca.
    pub internationale: Anthem,
}

impl Default for Salute {
    fn default() -> Self {
        Self {
            held: true,
            national_anthem: Anthem::default(),
            internationale: Anthem::default(),
        }
    }
}

/// The two salutes of the flag, by the plan's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Ceremonies {
    /// At the opening.
    pub opening: Salute,
    /// At the closing.
    pub closing: Salute,
}

/// One item of a plan's template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TemplateItem {
    /// What it is.
    pub kind: ItemKind,
    /// What it is called; needed for `other`, and otherwise only where the plan calls it something else.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300)]
    pub title: Option<String>,
    /// Minutes planned for it; the usual ones unless said.
    #[validate(range(min = 0, max = 1440))]
    #[schema(minimum = 0, maximum = 1440)]
    pub minutes: Option<i64>,
}

/// The template that a plan lays down for the programme of its congresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ProgrammeTemplate {
    /// The items, in order; empty: the usual ones. What every congress needs and the plan does not name is added
    /// in its usual place; what the plan's contents exclude is left out.
    #[validate(length(max = 60), nested)]
    #[schema(max_items = 60)]
    pub items: Vec<TemplateItem>,
    /// The two salutes of the flag.
    pub ceremonies: Ceremonies,
    /// The preparatory session; absent where none is held.
    #[validate(nested)]
    pub preparatory_session: Option<PreparatorySession>,
    /// How many minutes make a half-day, when the length planned is held against `most_half_days`.
    #[validate(range(min = 60, max = 480))]
    #[schema(minimum = 60, maximum = 480, example = 240)]
    pub half_day_minutes: i64,
}

impl Default for ProgrammeTemplate {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            ceremonies: Ceremonies::default(),
            preparatory_session: None,
            half_day_minutes: 240,
        }
    }
}

/// The programme of a congress.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::programmes)]
pub struct Programme {
    /// The congress.
    pub congress_id: CongressId,
    /// The salutes of the flag, as the plan had them when the programme was built.
    pub ceremonies: AsJson<Ceremonies>,
    /// When it was built.
    pub built_at: Instant,
    /// By whom.
    pub built_by: UserId,
    /// Grows with every change of the programme or of one of its items.
    pub version: i64,
}

/// The key of an item of a programme.
pub type ItemId = Id<Item>;

/// An item of a programme.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::programme_items)]
pub struct Item {
    /// Its key.
    pub id: ItemId,
    /// The congress.
    pub congress_id: CongressId,
    /// Its place, from 1, without gaps.
    pub n: i64,
    /// What it is.
    pub kind: ItemKind,
    /// In which session it stands.
    pub session: Session,
    /// What it is called, where that is not its usual name.
    pub title: Option<String>,
    /// Minutes planned for it.
    pub planned_minutes: i64,
    /// Whether the congress cannot close without it.
    pub required: bool,
    /// When it was begun.
    pub begun_at: Option<Instant>,
    /// When it was ended.
    pub ended_at: Option<Instant>,
}

/// What an item is, and in which session: what the order of a programme looks at.
pub type Slot = (ItemKind, Session);

impl Item {
    /// What it is, and in which session.
    pub fn slot(&self) -> Slot {
        (self.kind, self.session)
    }

    /// Where it stands.
    pub fn progress(&self) -> Progress {
        match (self.begun_at, self.ended_at) {
            (None, _) => Progress::Planned,
            (Some(_), None) => Progress::Running,
            (Some(_), Some(_)) => Progress::Done,
        }
    }

    /// The whole minutes it took, or has taken until now; a part of a minute counts as one.
    pub fn real_minutes(&self, now: Instant) -> Option<i64> {
        let taken = self.ended_at.unwrap_or(now).utc() - self.begun_at?.utc();
        let seconds = taken.num_seconds().max(0);
        Some(seconds.saturating_add(59) / 60)
    }
}

/// Where an item stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema, strum::Display, strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schema(as = ProgrammeItemProgress)]
pub enum Progress {
    /// Not begun.
    Planned,
    /// Begun and not ended.
    Running,
    /// Ended.
    Done,
}

/// What can be done with an item in session.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    strum::Display,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schema(as = ProgrammeItemStep)]
pub enum ItemStep {
    /// It begins now.
    Begin,
    /// It ends now.
    End,
    /// What was said last is taken back: an end, or a beginning.
    TakeBack,
}

/// What an item of a programme is to be, when the branch arranges it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The item, if it is there already.
    pub id: Option<ItemId>,
    /// What it is.
    pub kind: ItemKind,
    /// What it is called.
    pub title: Option<String>,
    /// Minutes planned for it.
    pub planned_minutes: i64,
}

/// What has happened at a congress, as far as its programme looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Where the congress stands.
    pub congress: State,
    /// Why there is no quorum now; empty where there is one (R-QUO-02).
    pub no_quorum: Vec<Reason>,
    /// Whether the plan's congresses elect.
    pub elects: bool,
    /// Whether the presidium, or the chair, is elected.
    pub presidium: bool,
    /// Whether the secretariat, or the clerk, is elected.
    pub secretariat: bool,
    /// Whether the counting committee is elected.
    pub counting_committee: bool,
    /// Whether the programme is adopted.
    pub programme_adopted: bool,
    /// The documents that the plan requires and that have not been put to the congress.
    pub not_presented: Vec<DocumentKind>,
    /// How its elections stand.
    pub elections: ElectionFacts,
    /// Targets that have not been voted on.
    pub targets_open: i64,
    /// Whether the resolution is adopted.
    pub resolution_adopted: bool,
}

/// How the programme of a congress stands, for the rules of the congress.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgrammeFacts {
    /// Whether there is one.
    pub built: bool,
    /// Its required items that are not ended, in order.
    pub not_done: Vec<ItemKind>,
    /// What items were for that have ended, and that has come undone since.
    pub undone: Vec<Reason>,
}
