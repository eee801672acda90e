//! The data of ordinary votes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::roll::model::{Attendance, Base};
use crate::user::model::UserId;

/// What kind of thing is put to the vote.
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
pub enum VoteSubject {
    /// The programme (chương trình đại hội).
    Programme,
    /// The working rules (quy chế làm việc).
    WorkingRules,
    /// An organ: presidium, secretariat, counting committee.
    Organ,
    /// How many are to be elected (số lượng bầu).
    NumberToElect,
    /// A ballot list (danh sách bầu cử).
    BallotList,
    /// Whether somebody may withdraw (rút tên).
    Withdrawal,
    /// One target of the draft resolution (chỉ tiêu).
    Target,
    /// A document; of the draft resolution, the resolution itself.
    Document,
    /// Anything else, in words.
    Other,
}
crate::text_enum!(VoteSubject);

/// The thing a vote is on, of whichever kind: a marker for keys that point into several tables.
#[derive(Debug)]
pub enum VotedOn {}

/// The key of the thing a vote is on.
pub type VotedOnId = Id<VotedOn>;

/// What is put to the vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutToVote {
    /// What kind of thing.
    pub subject: VoteSubject,
    /// Which one, where it is a row of its own.
    pub id: Option<VotedOnId>,
    /// The question in words, where there is no row.
    pub wording: Option<String>,
}

impl PutToVote {
    /// A thing that there is only one of in a congress.
    pub fn the(subject: VoteSubject) -> Self {
        Self {
            subject,
            id: None,
            wording: None,
        }
    }

    /// One of several.
    pub fn one<T>(subject: VoteSubject, id: Id<T>) -> Self {
        Self {
            id: Some(id.cast()),
            ..Self::the(subject)
        }
    }
}

/// The totals of a vote, as the chair announced them; nobody's own vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// For.
    pub for_: i64,
    /// Against.
    pub against: i64,
    /// Abstentions.
    pub abstain: i64,
}

impl Totals {
    /// How many hands were counted.
    pub fn sum(self) -> i64 {
        self.for_
            .saturating_add(self.against)
            .saturating_add(self.abstain)
    }
}

/// What is told of a vote: its totals, and why it was held if something spoke against it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// The totals.
    pub totals: Totals,
    /// The chair's words; the reason, where the vote is held without a quorum (R-QUO-02), or recorded anew because
    /// it was recorded wrongly: then the later vote counts, and both stay.
    pub note: Option<String>,
}

impl Told {
    /// Whether words come with it.
    pub fn gives_reason(&self) -> bool {
        self.note
            .as_ref()
            .is_some_and(|note| !note.trim().is_empty())
    }
}

impl From<Totals> for Told {
    fn from(totals: Totals) -> Self {
        Self { totals, note: None }
    }
}

/// A vote's key.
pub type VoteId = Id<Vote>;

/// A vote, as recorded; it never changes.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::votes)]
pub struct Vote {
    /// The vote's key.
    pub id: VoteId,
    /// The congress.
    pub congress_id: CongressId,
    /// What kind of thing was voted on.
    pub subject: VoteSubject,
    /// Which one.
    pub subject_id: Option<VotedOnId>,
    /// The question in words.
    pub wording: Option<String>,
    /// The base and its calculation, as they were at that moment.
    pub base: AsJson<Base>,
    /// Who was there, in numbers, at that moment.
    pub attendance: AsJson<Attendance>,
    /// For.
    pub votes_for: i64,
    /// Against.
    pub votes_against: i64,
    /// Abstentions.
    pub votes_abstain: i64,
    /// Whether more than half of the base was for it.
    pub adopted: bool,
    /// The chair's words.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: UserId,
}
