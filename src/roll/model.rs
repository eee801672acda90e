//! The data of the roll of a congress.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::time::Instant;
use crate::member::model::{MemberId, MemberStatus};
use crate::regulation::Ground;
use crate::user::model::UserId;

/// How somebody called to a congress stands on its day.
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
pub enum RollStatus {
    /// Đảng viên chính thức.
    Official,
    /// Đảng viên dự bị: comes, may nominate, does not vote or stand.
    Probationary,
    /// Official, exempted (miễn công tác và sinh hoạt): called, counts only if present.
    Exempted,
    /// Official, for the time being in another branch: called, counts only if present.
    TemporarilyAway,
    /// Of another branch, here for the time being (sinh hoạt tạm thời): comes, may nominate, does not vote or stand.
    TemporarilyAttending,
    /// Official, suspended from activities (đình chỉ sinh hoạt).
    Suspended,
    /// Official, under prosecution or detained (bị khởi tố, tạm giam).
    Prosecuted,
}
crate::text_enum!(RollStatus);

impl RollStatus {
    /// How a member of the branch stands on its roll; `None` for one who has left it.
    pub fn of(status: MemberStatus) -> Option<Self> {
        match status {
            MemberStatus::Official => Some(Self::Official),
            MemberStatus::Probationary => Some(Self::Probationary),
            MemberStatus::Exempted => Some(Self::Exempted),
            MemberStatus::TemporarilyAway => Some(Self::TemporarilyAway),
            MemberStatus::Suspended => Some(Self::Suspended),
            MemberStatus::Prosecuted => Some(Self::Prosecuted),
            MemberStatus::Left => None,
        }
    }

    /// Whether this is an official member of the branch, whatever limits the member (R-ORG-07: the exempted too).
    pub fn is_official_here(self) -> bool {
        match self {
            Self::Official
            | Self::Exempted
            | Self::TemporarilyAway
            | Self::Suspended
            | Self::Prosecuted => true,
            Self::Probationary | Self::TemporarilyAttending => false,
        }
    }
}

/// What is known of somebody's coming.
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
pub enum Mark {
    /// Nothing yet.
    Awaited,
    /// Here since before the opening.
    Present,
    /// Came after the opening, and is here.
    Late,
    /// Was here and has left before the end; not absent throughout (R-RES-05).
    LeftEarly,
    /// Asked to be excused, for a reason that the convening committee accepts or does not.
    Excused,
    /// Away without being excused.
    Absent,
}
crate::text_enum!(Mark);

impl Mark {
    /// Whether the person is in the room.
    pub fn is_here(self) -> bool {
        matches!(self, Self::Present | Self::Late)
    }

    /// Whether the person has been in the room at any time.
    pub fn has_come(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::LeftEarly)
    }
}

/// The key of an entry of a roll.
pub type RollEntryId = Id<RollEntry>;

/// Somebody called to a congress.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::roll_entries)]
pub struct RollEntry {
    /// The entry's key.
    pub id: RollEntryId,
    /// The congress.
    pub congress_id: CongressId,
    /// The member; none for somebody put down by hand who is no member of the branch.
    pub member_id: Option<MemberId>,
    /// The full name, as typed.
    pub full_name: String,
    /// Sorts by given name, as [`crate::db::search::given_name_key`] makes it.
    pub name_key: String,
    /// When the person was born, where it was told by hand; a member's own record has it otherwise.
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: RollStatus,
    /// What is known of the person's coming.
    pub mark: Mark,
    /// When the person came.
    pub arrived_at: Option<Instant>,
    /// When the person left early.
    pub left_at: Option<Instant>,
    /// Why the person asked to be excused.
    pub absence_reason: Option<String>,
    /// Whether the convening committee accepts that; none while it has not said.
    pub absence_accepted: Option<bool>,
    /// Put down or corrected by hand: drawing up the roll again leaves it as it is.
    pub by_hand: bool,
    /// No longer on the roll; kept, with the reason in its history.
    pub struck_off: bool,
    /// Whether the person is of the convening committee (R-EL-04), where it is told by hand; else it is worked out
    /// from the branch's last congress and from who stands for re-election.
    pub of_convening_committee: Option<bool>,
    /// When it was put down.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl RollEntry {
    /// Absent for the whole congress, for a reason that the convening committee has accepted.
    pub fn absence_is_accepted(&self) -> bool {
        self.mark == Mark::Excused && self.absence_accepted == Some(true)
    }
}

/// What happened to an entry.
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
#[schema(as = RollChangeKind)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum ChangeKind {
    /// Taken from the members of the branch when the roll was drawn up.
    DrawnUp,
    /// Put down by hand.
    Added,
    /// Brought in line with the members when the roll was drawn up again.
    Refreshed,
    /// Corrected by hand.
    Corrected,
    /// Coming or staying away was recorded.
    Marked,
    /// Coming is awaited again, because the congress was postponed.
    Reset,
}
crate::text_enum!(ChangeKind);

/// The key of a change.
pub type RollChangeId = Id<RollChange>;

/// An entry as it stood after one change. Rows are only ever added, so what was is kept.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::roll_changes)]
pub struct RollChange {
    /// The change's key.
    pub id: RollChangeId,
    /// The entry.
    pub entry_id: RollEntryId,
    /// The version that the change made; 1 is the first.
    pub version: i64,
    /// What happened.
    pub kind: ChangeKind,
    /// When it was recorded.
    pub at: Instant,
    /// By whom; nobody for the program itself.
    pub changed_by: Option<UserId>,
    /// The full name then.
    pub full_name: String,
    /// The birth date put down by hand then.
    pub birth_date: Option<NaiveDate>,
    /// The status then.
    pub status: RollStatus,
    /// The mark then.
    pub mark: Mark,
    /// The arrival then.
    pub arrived_at: Option<Instant>,
    /// The leaving then.
    pub left_at: Option<Instant>,
    /// The reason for the absence then.
    pub absence_reason: Option<String>,
    /// Whether it was accepted then.
    pub absence_accepted: Option<bool>,
    /// Whether the entry was struck off then.
    pub struck_off: bool,
    /// What was told then of the person's being of the convening committee.
    pub of_convening_committee: Option<bool>,
    /// Why it was changed.
    pub note: Option<String>,
}

/// A clause as it was cited: kept with what rests on it, so that it can be printed years later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// The text, with its date of issue.
    #[schema(example = "244-QĐ/TW (9/6/2014)")]
    pub regulation: String,
    /// The clause in it.
    #[schema(example = "Điều 32 khoản 2")]
    pub clause: String,
    /// How sure the program is of it: `F` found, `K` known to practitioners, `U` uncertain.
    #[schema(example = "F")]
    pub confidence: String,
}

impl From<Ground> for Citation {
    fn from(ground: Ground) -> Self {
        Self {
            regulation: ground.text.to_owned(),
            clause: ground.clause.to_owned(),
            confidence: ground.confidence.to_string(),
        }
    }
}

/// What a base is for.
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
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum BaseKind {
    /// Whether enough have come for the congress to be valid.
    Quorum,
    /// Votes by show of hands: resolutions, organs, programme (3-regulations §1.2).
    OrdinaryVote,
    /// Elections by secret ballot (3-regulations §2.6).
    Election,
}

/// Why somebody who was summoned does not count in a base.
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
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum BaseReason {
    /// For the time being in another branch, and has not come.
    TemporarilyAway,
    /// Exempted, and has not come.
    Exempted,
    /// Suspended from activities.
    Suspended,
    /// Under prosecution or detained.
    Prosecuted,
    /// Absent throughout, for a good reason that the convening committee has accepted.
    AbsenceAccepted,
}

/// So many are left out of a base, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseLine {
    /// Why.
    pub reason: BaseReason,
    /// How many; at least one.
    pub count: i64,
    /// The clause that leaves them out.
    pub ground: Citation,
}

/// A base, item by item: `summoned`, minus each line of `excluded`, leaves `base`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// What it is for.
    pub kind: BaseKind,
    /// Every official member called, whatever limits the member.
    pub summoned: i64,
    /// Who does not count, reason by reason; what leaves nobody out is not listed.
    pub excluded: Vec<BaseLine>,
    /// How many count.
    pub base: i64,
    /// The fewest votes that are more than half of them; with [`BaseKind::Quorum`], the fewest who must be present.
    pub more_than_half: i64,
    /// The clause that says who counts.
    pub ground: Citation,
    /// The clause that says how many it takes.
    pub majority: Citation,
}

/// The bases of a congress, as of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bases {
    /// Of whom enough must be present.
    pub quorum: Base,
    /// Of ordinary votes.
    pub ordinary_vote: Base,
    /// Of elections.
    pub election: Base,
}

/// Who is here, as of now. Present means arrived and not left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Every official member called, whatever limits the member.
    pub called_official: i64,
    /// Official members summoned as the quorum counts them: those exempted or temporarily elsewhere only if they
    /// have come (R-CONV-03).
    pub summoned_official: i64,
    /// Official members here who may vote.
    pub present_official: i64,
    /// Probationary members summoned.
    pub summoned_probationary: i64,
    /// Probationary members here.
    pub present_probationary: i64,
    /// Members of other branches, temporarily attending, who are here.
    pub present_temporary: i64,
    /// How many of those called have come at any time, whatever their status.
    pub came: i64,
    /// How many of those called nothing is known of.
    pub awaited: i64,
    /// How many official members must be here.
    pub quorum_needed: i64,
    /// Whether they are.
    pub quorum_reached: bool,
}

impl Attendance {
    /// Everybody here, whoever votes: they may nominate, and so support.
    pub fn attending(&self) -> i64 {
        self.present_official + self.present_probationary + self.present_temporary
    }
}

/// What drawing up a roll came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = RollDrawnUp)]
pub struct DrawnUp {
    /// Members of the branch put down now.
    pub added: i64,
    /// Entries brought in line with the member.
    pub refreshed: i64,
    /// Entries struck off, because the member is no longer of the branch.
    pub struck_off: i64,
    /// Entries put down or corrected by hand, left as they are.
    pub kept_by_hand: i64,
    /// Of them linked now to the member whose name and birth date they are.
    pub linked: i64,
    /// Members who share the name of an entry put down by hand without a birth date: the same person may be on the
    /// roll twice. Correct the entry's birth date, or take it off.
    pub namesakes: i64,
    /// Everybody on the roll now, those struck off not counted.
    pub entries: i64,
}

/// Which entries a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct RollFilter {
    /// Only those whose coming is recorded so.
    pub mark: Option<Mark>,
    /// Only of this status.
    pub status: Option<RollStatus>,
    /// Words of the name; tone marks do not matter.
    pub words: Option<String>,
    /// Those struck off instead of those called.
    pub struck_off: bool,
}
