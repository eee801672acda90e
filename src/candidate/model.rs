//! The data of candidates.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::election::model::{ElectionId, HandVote};
use crate::nominee::model::NomineeId;
use crate::organ::model::Person;
use crate::roll::model::{RollEntry, RollEntryId};

/// How a name came before the congress.
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
#[schema(as = CandidateOrigin)]
pub enum Origin {
    /// On the list that the convening committee put up: the approved personnel scheme.
    CommitteeList,
    /// đề cử: put forward at the congress.
    Nomination,
    /// ứng cử: stands of their own accord.
    SelfNomination,
}
crate::text_enum!(Origin);

/// How a name is put to the presidium (R-EL-05).
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
#[diesel(sql_type = diesel::sql_types::Text)]
#[schema(as = NominationManner)]
pub enum Manner {
    /// Spoken in the hall.
    #[default]
    Oral,
    /// In writing: a slip, an application.
    Written,
}
crate::text_enum!(Manner);

/// How a candidate stands.
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
#[schema(as = CandidateState)]
pub enum State {
    /// The name is put to the congress.
    Standing,
    /// Asks to withdraw; stands until the congress has decided.
    WithdrawalAsked,
    /// The congress let the name be withdrawn.
    Withdrawn,
    /// Not supported by enough of those attending to enter the list (R-EL-07).
    Unsupported,
    /// Brought off the list by the opinion poll (R-SUR-05).
    PolledOut,
    /// Elected.
    Elected,
}
crate::text_enum!(State);

impl State {
    /// Whether the name is to stand on the list, as things are.
    pub fn is_standing(self) -> bool {
        matches!(self, Self::Standing | Self::WithdrawalAsked)
    }
}

/// A candidate's key.
pub type CandidateId = Id<Candidate>;

/// Somebody put forward in one election.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::election_candidates)]
pub struct Candidate {
    /// The candidate's key.
    pub id: CandidateId,
    /// The election.
    pub election_id: ElectionId,
    /// The nominee of the personnel scheme, where the name comes from it.
    pub nominee_id: Option<NomineeId>,
    /// The candidate on the roll of the congress; none where a name of the scheme is not found there.
    pub roll_entry_id: Option<RollEntryId>,
    /// The name, as typed.
    pub full_name: String,
    /// What the list is sorted by: the given name first (R-LIST-01).
    pub name_key: String,
    /// The date of birth, where the scheme has it.
    pub birth_date: Option<NaiveDate>,
    /// How the name came before the congress.
    pub origin: Origin,
    /// Whether the candidate is of the convening committee.
    pub of_convening_committee: bool,
    /// Who put the name forward, and answers for it (R-EL-06).
    pub nominated_by: Option<RollEntryId>,
    /// How the name was put to the presidium, where it came from the floor (R-EL-05).
    pub manner: Manner,
    /// Whether somebody who was not in the hall has said yes to the nomination (R-EL-05).
    pub consented: bool,
    /// Why writing or consent is missing, where they are asked for.
    pub note: Option<String>,
    /// How the candidate stands.
    pub state: State,
    /// How many of those attending support the name (R-EL-07).
    pub support_count: Option<i64>,
    /// How many attended.
    pub support_attending: Option<i64>,
    /// The votes of the opinion poll, if there was one.
    pub poll_votes: Option<i64>,
    /// Why the candidate asks to withdraw.
    pub withdrawal_reason: Option<String>,
    /// How the congress decided that.
    pub withdrawal_vote: Option<AsJson<HandVote>>,
    /// The round in which the candidate was elected.
    pub elected_in: Option<i64>,
    /// When the name was put forward.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

impl Candidate {
    /// As far as a candidate is compared with those who count (R-OG-04).
    pub fn person(&self) -> Person {
        Person {
            roll_entry_id: self.roll_entry_id,
            member_id: None,
            name: self.full_name.clone(),
        }
    }

    /// Whether the name came from the floor, and not from the convening committee.
    pub fn is_from_the_floor(&self) -> bool {
        self.origin != Origin::CommitteeList
    }

    /// Whether two candidates are one person: the same entry of the roll, else the same name and date of birth.
    pub fn is_same_person(&self, other: &Self) -> bool {
        match (self.roll_entry_id, other.roll_entry_id) {
            (Some(own), Some(theirs)) => own == theirs,
            (None, _) | (_, None) => {
                let born_alike = match (self.birth_date, other.birth_date) {
                    (Some(own), Some(theirs)) => own == theirs,
                    (None, _) | (_, None) => true,
                };
                self.name_key == other.name_key && born_alike
            }
        }
    }
}

/// Somebody about to be put forward at the congress.
#[derive(Debug, Clone)]
pub struct NewCandidate {
    /// Who it is, on the roll.
    pub roll_entry_id: RollEntryId,
    /// Whether the candidate is of the convening committee.
    pub of_convening_committee: bool,
    /// Who puts the name forward; nobody when somebody stands of their own accord.
    pub nominated_by: Option<RollEntryId>,
    /// Whether that is a member of the convening committee.
    pub by_convening_committee: bool,
    /// How the name is put to the presidium.
    pub manner: Manner,
    /// Whether the candidate has said yes, if not in the hall.
    pub consented: bool,
    /// Why writing or consent is missing.
    pub note: Option<String>,
}

impl NewCandidate {
    /// Whether this is the application of somebody who is not in the hall: the committee's own staff receive it
    /// (R-EL-11).
    pub fn is_application_of(&self, person: &RollEntry) -> bool {
        self.nominated_by.is_none() && self.manner == Manner::Written && !person.mark.is_here()
    }
}

/// The votes of one name in an opinion poll.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate,
)]
#[serde(deny_unknown_fields)]
pub struct PollVotes {
    /// The candidate.
    pub candidate_id: CandidateId,
    /// How many are for the name.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub votes: i64,
}
