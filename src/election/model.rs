//! The data of an election.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::model::{Subject, SubjectKind};
use crate::auth::seat::Seats;
use crate::candidate::model::PollVotes;
use crate::congress::model::{Congress, CongressId};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::time::Instant;
use crate::personnel::model::Post;
use crate::plan::model::Plan;
use crate::regulation::Regulation;
use crate::roll::model::{Base, RollEntryId};
use crate::vote::model::{Totals, Vote};

/// Where an election can stand.
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
#[schema(as = ElectionState)]
pub enum State {
    /// The congress has yet to vote how many are elected.
    Opened,
    /// The number is voted; the committee's list is to be published.
    SeatsVoted,
    /// The committee's list is published; the congress nominates.
    Nominating,
    /// Nominations are closed; withdrawals are decided, a poll is taken where the list is too long.
    Settling,
    /// The list is voted; the counting committee gets ready.
    ListVoted,
    /// The ballots are out, and are being counted.
    Voting,
    /// The result of the ballot has been announced.
    Announced,
    /// Every seat is filled.
    Decided,
    /// The election has ended with a seat, or all of them, left vacant (bầu khuyết).
    LeftVacant,
}
crate::text_enum!(State);

impl State {
    /// Whether the election has ended.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Decided | Self::LeftVacant)
    }
}

/// Why somebody's entry on the roll must stay fit to be elected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// The name stands on a ballot to this post that is being cast.
    OnBallot(Post),
    /// The person has been elected to this post.
    Elected(Post),
}

/// The hands raised in a vote. Totals only.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, validator::Validate,
)]
#[serde(deny_unknown_fields)]
pub struct Hands {
    /// In favour.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 26)]
    pub r#for: i64,
    /// Against.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 0)]
    pub against: i64,
    /// Neither.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000, example = 1)]
    pub abstain: i64,
}

impl Hands {
    /// As the rules of every vote have them.
    pub fn totals(self) -> Totals {
        Totals {
            for_: self.r#for,
            against: self.against,
            abstain: self.abstain,
        }
    }
}

/// A vote by show of hands as an election shows it: what the vote itself recorded, with what it was measured against
/// at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandVote {
    /// The hands.
    pub hands: Hands,
    /// Official members present.
    pub present: i64,
    /// The base, item by item.
    pub base: Base,
    /// Whether more than half of the base were in favour.
    pub carried: bool,
}

impl From<&Vote> for HandVote {
    fn from(vote: &Vote) -> Self {
        Self {
            hands: Hands {
                r#for: vote.votes_for,
                against: vote.votes_against,
                abstain: vote.votes_abstain,
            },
            present: vote.attendance.0.present_official,
            base: vote.base.0.clone(),
            carried: vote.adopted,
        }
    }
}

/// An election's key.
pub type ElectionId = Id<Election>;

/// The election to one post at a congress, as it stands.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::elections)]
pub struct Election {
    /// The election's key.
    pub id: ElectionId,
    /// The congress.
    pub congress_id: CongressId,
    /// The post.
    pub post: Post,
    /// Where it stands.
    pub state: State,
    /// How many the approved personnel scheme proposes to elect.
    pub proposed_seats: i64,
    /// How many the congress has voted to elect.
    pub seats: Option<i64>,
    /// How it voted that.
    pub seats_vote: Option<AsJson<HandVote>>,
    /// How it voted the list, the last time.
    pub list_vote: Option<AsJson<HandVote>>,
    /// Why a seat was left vacant.
    pub vacancy_reason: Option<String>,
    /// How the congress voted that; none where the regulation itself ends the voting.
    pub vacancy_vote: Option<AsJson<HandVote>>,
    /// When it was opened.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
}

/// An election together with what it is judged by.
#[derive(Debug, Clone)]
pub struct Case {
    /// The election.
    pub election: Election,
    /// The congress.
    pub congress: Congress,
    /// The plan of that congress.
    pub plan: Plan,
}

impl Case {
    /// The thing whose history it is.
    pub fn subject(&self) -> Subject {
        Subject::new(SubjectKind::Election, self.election.id)
    }

    /// The chain its audit entries stand in: the congress's.
    pub fn chain(&self) -> Subject {
        Subject::new(SubjectKind::Congress, self.congress.id)
    }

    /// Who holds which place.
    pub fn seats(&self) -> Seats {
        self.congress.seats(self.plan.unit_id)
    }

    /// What is in force on the day of the congress.
    pub fn regulation(&self, today: chrono::NaiveDate) -> Regulation {
        Regulation::on(self.congress.day(today))
    }
}

/// How people vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VoteForm {
    /// By secret ballot: so persons are elected.
    SecretBallot,
    /// By show of hands.
    ShowOfHands,
}

/// What comes with a step; which of it a step needs, its guards say.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The person's words; the reason, where one is asked for.
    pub note: Option<String>,
    /// How many are elected, with `vote_seats`.
    pub seats: Option<i64>,
    /// The hands raised, with every step that the congress votes.
    pub hands: Option<Hands>,
    /// The votes of the opinion poll, with `record_poll`.
    pub poll: Vec<PollVotes>,
    /// How the ballot is held, with `issue_ballots`; secret unless said.
    pub form: Option<VoteForm>,
    /// Other posts that the same ballot is meant to decide, with `issue_ballots`.
    pub with_posts: Vec<Post>,
    /// The counting committee, with `issue_ballots`.
    pub counters: Vec<RollEntryId>,
}

/// How the elections of a congress stand, for its rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ElectionFacts {
    /// Whether any has been opened.
    pub opened: bool,
    /// The posts whose election has not ended, in their order.
    pub open: Vec<Post>,
}

impl ElectionFacts {
    /// Whether there were elections and all have ended.
    pub fn are_over(&self) -> bool {
        self.opened && self.open.is_empty()
    }
}
