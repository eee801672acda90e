//! The data of a result.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::personnel::model::Post;
use crate::roll::model::RollEntryId;
use crate::unit::model::UnitId;

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
    /// Somebody was elected, works from then on (R-POST-01), and waits for the committee's word.
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

/// An appointment (chỉ định) to a post that the congress left vacant, or whose election was refused (R-POST-05).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
pub struct Appointment {
    /// The post.
    #[serde(skip)]
    pub post_id: CongressPostId,
    /// The committee that appointed.
    pub unit_id: UnitId,
    /// Who was appointed, as an entry of the congress's roll.
    pub roll_entry_id: RollEntryId,
    /// The name.
    pub person_name: String,
    /// Number and symbol of the decision.
    #[schema(example = "22-QĐ/ĐU")]
    pub decision_symbol: String,
    /// Its date.
    pub decision_on: NaiveDate,
    /// On what ground.
    pub ground: String,
    /// When it was recorded.
    pub appointed_at: Instant,
}

/// How a post changed after the congress.
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
#[schema(as = CongressPostChangeKind)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Change {
    /// Whoever held it left it (R-POST-07).
    Left,
    /// The committee above appointed somebody (chỉ định).
    Appointed,
    /// The branch elected somebody (bầu bổ sung).
    ByElected,
}
crate::text_enum!(Change);

/// Why somebody leaves a post (R-POST-07).
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
#[schema(as = LeavingCause)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum LeavingCause {
    /// Retires.
    Retirement,
    /// Is transferred to another organisation.
    Transfer,
    /// Resigns.
    Resignation,
    /// Is elsewhere for a time; that ends no post, and is refused.
    TemporaryTransfer,
}
crate::text_enum!(LeavingCause);

/// What became of a post after the congress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
#[schema(as = CongressPostChange)]
pub struct PostChange {
    /// The post.
    #[serde(skip)]
    pub post_id: CongressPostId,
    /// What happened.
    pub change: Change,
    /// Who left it, or came to hold it.
    pub person_name: String,
    /// Who came to hold it, as an entry of the congress's roll, where on it.
    pub roll_entry_id: Option<RollEntryId>,
    /// Why somebody left.
    pub cause: Option<LeavingCause>,
    /// The day from which it holds: as the decision says; of a by-election, its day.
    pub effective_on: NaiveDate,
    /// Votes, of a by-election.
    pub votes: Option<i64>,
    /// What they were held against: more than half of it elects.
    pub base: Option<i64>,
    /// The decision: of the committee above, number and symbol; of somebody who leaves, as it stands there.
    pub decision: String,
    /// Its date.
    pub decision_on: Option<NaiveDate>,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// How a vacancy is filled.
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
pub enum FilledBy {
    /// By the decision of the committee above.
    Appointment,
    /// By an election of the branch, which the committee above recognises.
    ByElection,
}

/// Who leaves a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Leaving {
    /// Which post; with a seat on the committee, whoever holds it leaves the post of secretary or deputy too.
    pub post_id: CongressPostId,
    /// Why.
    pub cause: LeavingCause,
    /// From which day, as the decision says.
    #[validate(custom(function = "crate::dates::party_day"))]
    pub on: NaiveDate,
    /// The decision: number, symbol and organ, as they stand there.
    #[validate(length(min = 1, max = 200))]
    #[schema(example = "Quyết định số 15/QĐ-VNPT", min_length = 1, max_length = 200)]
    pub decision: String,
}

/// How a vacancy is filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Filling {
    /// Which post.
    pub post_id: CongressPostId,
    /// By whom.
    pub by: FilledBy,
    /// Who, where not on the roll of the congress; else say `appointee`.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub person_name: Option<String>,
    /// The day of the by-election.
    #[validate(custom(function = "crate::dates::party_day"))]
    pub elected_on: Option<NaiveDate>,
    /// The votes of the by-election for whoever was elected.
    #[validate(range(min = 0, max = 1_000_000))]
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub votes: Option<i64>,
    /// The base of its result: more than half of it elects.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub base: Option<i64>,
}

/// What is awaited of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema, strum::Display)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schema(as = CongressPostAwaits)]
pub enum Awaits {
    /// The approving committee's word on the election (R-POST-03).
    Ruling,
    /// A secretary: appointed by the approving committee (R-POST-05), with the step `appoint_secretary`.
    Appointment,
    /// A by-election of the branch, or an appointment, recorded with the step `fill_vacancy`: the seat was left vacant
    /// (R-RES-06), its election refused (R-POST-04), or whoever held it has left (R-POST-07).
    ByElection,
}

/// A post that the congress decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
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
    /// Who was appointed to it since.
    pub appointment: Option<Appointment>,
    /// What became of it after the congress, in order.
    pub changes: Vec<PostChange>,
    /// What is awaited of it; absent when it is filled.
    pub awaits: Option<Awaits>,
}

impl CongressPost {
    /// Who holds it now; of those elected, until the committee above refuses them: they work from the election on
    /// (R-POST-01).
    pub fn holder(&self) -> Option<&str> {
        match self.changes.last() {
            Some(last) if last.change == Change::Left => None,
            Some(last) => Some(&last.person_name),
            None => match self.outcome {
                Outcome::Elected | Outcome::Recognised => self.person_name.as_deref(),
                Outcome::LeftVacant | Outcome::Refused => self
                    .appointment
                    .as_ref()
                    .map(|appointment| appointment.person_name.as_str()),
            },
        }
    }
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
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}
