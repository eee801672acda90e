//! The data of a count: a round of voting, what the counters enter, what it comes to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::candidate::model::CandidateId;
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::election::model::ElectionId;
use crate::roll::model::{Base, RollEntryId};
use crate::user::model::UserId;

/// Why a ballot is invalid (3-regulations §2.5).
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
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum InvalidReason {
    /// Not issued by the counting committee.
    NotIssued,
    /// More names kept than there are seats; only where names are struck through.
    TooManyNames,
    /// Every name struck through: a vote for nobody; only where names are struck through.
    NobodyKept,
    /// One candidate, and the mark stands in both boxes or in neither; only with four columns.
    BothOrNeither,
    /// Bears a name from outside the list, a signature, other writing, a sign.
    Marked,
}

impl InvalidReason {
    /// Whether a ballot of this form can be invalid for it.
    pub fn fits(self, columns: Columns) -> bool {
        match self {
            Self::NotIssued | Self::Marked => true,
            Self::TooManyNames | Self::NobodyKept => columns == Columns::StrikeOut,
            Self::BothOrNeither => columns == Columns::FourColumns,
        }
    }
}

/// The form of a ballot: it follows from whether there are more names than seats (244 Art. 17).
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
#[schema(as = BallotColumns)]
pub enum Columns {
    /// More names than seats: the voter strikes through the names not chosen.
    StrikeOut,
    /// No more names than seats: number, name, agree, disagree; the voter marks one box for each name.
    FourColumns,
}
crate::text_enum!(Columns);

/// Why a round is held.
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
pub enum RoundKind {
    /// The first ballot for the post.
    First,
    /// For the seats that the ballots before left unfilled (R-RES-03).
    ReVote,
    /// Between those tied for the last seat; more than half is not needed (R-RES-02).
    TieBreak,
}
crate::text_enum!(RoundKind);

/// Where the count of a round stands.
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
#[schema(as = RoundState)]
pub enum RoundState {
    /// The ballots are out; neither or one of the two entries is in.
    Counting,
    /// Both entries are in and differ.
    Differing,
    /// The figures stand: two entries agree, or a third has settled them.
    Agreed,
    /// The result has been announced.
    Announced,
    /// The ballot was broken off before its figures stood, with a reason; it counts for nothing.
    Void,
}
crate::text_enum!(RoundState);

/// Which entry of a round's figures.
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
pub enum EntryPlace {
    /// The first of the two blind entries.
    First,
    /// The second.
    Second,
    /// The third, which settles what differed.
    Settlement,
}
crate::text_enum!(EntryPlace);

/// A round's key.
pub type RoundId = Id<Round>;

/// One ballot of an election.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::election_rounds)]
pub struct Round {
    /// The round's key.
    pub id: RoundId,
    /// The election.
    pub election_id: ElectionId,
    /// Which one, from 1.
    pub n: i64,
    /// Why it is held.
    pub kind: RoundKind,
    /// Where its count stands.
    pub state: RoundState,
    /// Seats to be filled in it.
    pub seats: i64,
    /// The form of the ballot.
    #[diesel(column_name = ballot_form)]
    pub columns: Columns,
    /// Those on the ballot, in its order.
    pub names: AsJson<Vec<CandidateId>>,
    /// The counting committee.
    pub counters: AsJson<Vec<RollEntryId>>,
    /// The election base when the ballots were issued, item by item.
    pub base: AsJson<Base>,
    /// Official members present when the ballots were issued: no more ballots than that are given out.
    pub present: i64,
    /// What it came to, once announced.
    pub outcome: Option<AsJson<Outcome>>,
    /// Words that stay with it: why it was broken off, why it was held without a quorum.
    pub note: Option<String>,
    /// When the ballots were issued.
    pub issued_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// So many ballots invalid, for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InvalidBallots {
    /// Why.
    pub reason: InvalidReason,
    /// How many.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub count: i64,
}

/// What the ballots say of one candidate: `votes` where names are struck through, the other three with four columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CandidateVotes {
    /// The candidate.
    pub candidate_id: CandidateId,
    /// Ballots that keep the name.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub votes: Option<i64>,
    /// Marks under *agree*.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub agree: Option<i64>,
    /// Marks under *disagree*.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub disagree: Option<i64>,
    /// Valid ballots with a mark in both boxes or in neither for this name.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub not_counted: Option<i64>,
}

impl CandidateVotes {
    /// The votes that count for the candidate, whatever the form of the ballot.
    pub fn in_favour(&self) -> i64 {
        self.votes.or(self.agree).unwrap_or(0)
    }
}

/// The figures of the counting minutes (biên bản kiểm phiếu). Totals only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CountingMinutes {
    /// Ballots given out.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 27)]
    pub issued: i64,
    /// Ballots that came back.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 27)]
    pub returned: i64,
    /// Valid ballots.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 26)]
    pub valid: i64,
    /// Invalid ballots, by reason; a reason without ballots may be left out.
    #[validate(length(max = 10), nested)]
    #[serde(default)]
    #[schema(max_items = 10)]
    pub invalid: Vec<InvalidBallots>,
    /// One row for each name on the ballot.
    #[validate(length(max = 200), nested)]
    #[schema(max_items = 200)]
    pub candidates: Vec<CandidateVotes>,
}

impl CountingMinutes {
    /// All invalid ballots.
    pub fn all_invalid(&self) -> i64 {
        let counts = self.invalid.iter().map(|row| row.count);
        counts.fold(0, i64::saturating_add)
    }

    /// The same figures in the one order in which they are compared and kept.
    pub fn in_order(&self) -> Self {
        let mut invalid: BTreeMap<InvalidReason, i64> = BTreeMap::new();
        for row in &self.invalid {
            let count = invalid.entry(row.reason).or_default();
            *count = count.saturating_add(row.count);
        }
        let mut candidates = self.candidates.clone();
        candidates.sort_by_key(|row| row.candidate_id);
        Self {
            invalid: invalid
                .into_iter()
                .filter(|(_, count)| *count != 0)
                .map(|(reason, count)| InvalidBallots { reason, count })
                .collect(),
            candidates,
            ..*self
        }
    }
}

/// An entry's key.
pub type CountEntryId = Id<CountEntry>;

/// What one counter entered. Kept as it was entered; never changed.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::count_entries)]
pub struct CountEntry {
    /// The entry's key.
    pub id: CountEntryId,
    /// The round.
    pub round_id: RoundId,
    /// Which of the entries.
    pub place: EntryPlace,
    /// The figures.
    pub minutes: AsJson<CountingMinutes>,
    /// What the seal was made with; shown to nobody before both entries are in.
    pub salt: String,
    /// SHA-256 of salt and figures: stands in the audit chain in place of the figures.
    pub seal: String,
    /// Words of the one who settled.
    pub note: Option<String>,
    /// Who entered it.
    pub entered_by: UserId,
    /// When.
    pub entered_at: Instant,
    /// The member of the counting committee who counted; none in an entry from before this was asked.
    pub counter_id: Option<RollEntryId>,
}

/// A figure on which the two entries differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CountDifference)]
pub struct Difference {
    /// The figure, as a JSON pointer into the minutes: `/valid`, `/invalid/marked`, `/candidates/{id}/votes`.
    #[schema(example = "/valid")]
    pub figure: String,
    /// What the first entry says.
    pub first: Option<i64>,
    /// What the second says.
    pub second: Option<i64>,
}

/// What a round came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RoundOutcome)]
pub struct Outcome {
    /// Those elected in it, the most votes first.
    pub elected: Vec<CandidateId>,
    /// Those who share the last seat; another ballot decides between them.
    pub tied: Vec<CandidateId>,
    /// Seats still to be filled, those the tied share among them.
    pub unfilled: i64,
}

/// What a count is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Ballot<'a> {
    /// The form.
    pub columns: Columns,
    /// Seats to be filled.
    pub seats: i64,
    /// Those on it.
    pub names: &'a [CandidateId],
    /// Official members present when it was issued.
    pub present: i64,
}

impl Round {
    /// What its count is judged by.
    pub fn ballot(&self) -> Ballot<'_> {
        Ballot {
            columns: self.columns,
            seats: self.seats,
            names: &self.names.0,
            present: self.present,
        }
    }
}
