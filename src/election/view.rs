//! What is shown of an election.

use serde::Serialize;
use utoipa::ToSchema;

use super::ballot::BlankBallot;
use super::model::{ElectionId, HandVote, State};
use super::service::Picture;
use crate::candidate::model::{Candidate, CandidateId};
use crate::congress::model::CongressId;
use crate::count::model::{Columns, RoundKind};
use crate::db::time::Instant;
use crate::personnel::model::Post;
use crate::roll::view::BaseView;
use crate::unit::model::UnitId;
use crate::words::Language;

/// A vote by show of hands, with what it was measured against at that moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ElectionHandVoteView)]
pub struct HandVoteView {
    /// In favour.
    pub r#for: i64,
    /// Against.
    pub against: i64,
    /// Neither.
    pub abstain: i64,
    /// Official members present.
    pub present: i64,
    /// The base of ordinary votes, item by item.
    pub base: BaseView,
    /// Whether more than half of the base were in favour.
    pub carried: bool,
}

impl HandVoteView {
    /// A vote, in a language.
    pub fn of(vote: HandVote, language: Language) -> Self {
        Self {
            r#for: vote.hands.r#for,
            against: vote.hands.against,
            abstain: vote.hands.abstain,
            present: vote.present,
            base: BaseView::of(vote.base, language),
            carried: vote.carried,
        }
    }

    /// Hands for it.
    pub fn in_favour(&self) -> i64 {
        self.r#for
    }

    /// Those present who raised no hand.
    pub fn not_voting(&self) -> i64 {
        self.present - self.r#for - self.against - self.abstain
    }
}

/// Somebody on a ballot, or elected.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateName {
    /// The candidate's key.
    pub candidate_id: CandidateId,
    /// The name.
    pub full_name: String,
}

impl From<&Candidate> for CandidateName {
    fn from(candidate: &Candidate) -> Self {
        Self {
            candidate_id: candidate.id,
            full_name: candidate.full_name.clone(),
        }
    }
}

/// The election to one post.
#[derive(Debug, Serialize, ToSchema)]
pub struct ElectionView {
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
    pub seats_vote: Option<HandVoteView>,
    /// How it voted the list, the last time.
    pub list_vote: Option<HandVoteView>,
    /// The ballots held, those broken off included.
    pub ballots: i64,
    /// Those elected so far, by given name.
    pub elected: Vec<CandidateName>,
    /// Seats left vacant, once the election has ended.
    pub vacant: Option<i64>,
    /// Why.
    pub vacancy_reason: Option<String>,
    /// How the congress voted that; absent where no ballot was left.
    pub vacancy_vote: Option<HandVoteView>,
    /// When it was opened.
    pub created_at: Instant,
    /// The version to send as `If-Match` with a step.
    pub version: i64,
}

impl ElectionView {
    /// An election, in a language.
    pub fn of(picture: Picture, language: Language) -> Self {
        let election = picture.case.election;
        let vote = |vote: Option<crate::db::json::AsJson<HandVote>>| {
            vote.map(|vote| HandVoteView::of(vote.0, language))
        };
        let filled = super::rules::count(picture.elected.iter());
        let seats = election.seats.unwrap_or(election.proposed_seats);
        Self {
            id: election.id,
            congress_id: election.congress_id,
            post: election.post,
            state: election.state,
            proposed_seats: election.proposed_seats,
            seats: election.seats,
            seats_vote: vote(election.seats_vote),
            list_vote: vote(election.list_vote),
            ballots: picture.ballots,
            elected: picture.elected.iter().map(CandidateName::from).collect(),
            vacant: election.state.is_over().then_some(seats - filled),
            vacancy_reason: election.vacancy_reason,
            vacancy_vote: vote(election.vacancy_vote),
            created_at: election.created_at,
            version: election.version,
        }
    }
}

/// A page of elections.
#[derive(Debug, Serialize, ToSchema)]
pub struct ElectionPage {
    /// The elections, as they were opened.
    pub items: Vec<ElectionView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Where the stamp stands on a ballot.
#[derive(Debug, Serialize, ToSchema)]
pub struct StampView {
    /// Always `upper_left`.
    #[schema(example = "upper_left")]
    pub place: &'static str,
    /// The unit whose committee's stamp it is.
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
}

/// A name on a ballot.
#[derive(Debug, Serialize, ToSchema)]
pub struct BallotNameView {
    /// Its number on the ballot, from 1.
    pub n: i64,
    /// The candidate.
    pub candidate_id: CandidateId,
    /// The name.
    pub full_name: String,
}

/// The ballot in blank, to be printed.
#[derive(Debug, Serialize, ToSchema)]
pub struct BallotView {
    /// The post.
    pub post: Post,
    /// The branch whose congress votes.
    pub branch: String,
    /// The number of the round it is for, from 1.
    pub round: i64,
    /// Why the round is held.
    pub kind: RoundKind,
    /// Seats to be filled.
    pub seats: i64,
    /// The form: names to be struck through, or four columns.
    pub columns: Columns,
    /// The headings of the columns, in the language of `Accept-Language`.
    pub headings: Vec<String>,
    /// The names, in the order of given names.
    pub names: Vec<BallotNameView>,
    /// Whose stamp it bears, and where.
    pub stamp: StampView,
    /// How to vote, in the language of `Accept-Language`.
    pub instruction: String,
    /// The clause that lays the form down.
    pub ground: String,
    /// The regulation it stands in.
    pub regulation: String,
}

impl BallotView {
    /// A ballot, in a language.
    pub fn of(ballot: BlankBallot, language: Language) -> Self {
        let (headings, instruction): (&[&str], &str) = match ballot.columns {
            Columns::StrikeOut => (
                &["ballot-heading-number", "ballot-heading-name"],
                "ballot-instruction-strike-out",
            ),
            Columns::FourColumns => (
                &[
                    "ballot-heading-number",
                    "ballot-heading-name",
                    "ballot-heading-agree",
                    "ballot-heading-disagree",
                ],
                "ballot-instruction-four-columns",
            ),
        };
        Self {
            post: ballot.post,
            branch: ballot.branch,
            round: ballot.round,
            kind: ballot.kind,
            seats: ballot.seats,
            columns: ballot.columns,
            headings: headings.iter().map(|key| language.say(key)).collect(),
            names: ballot
                .names
                .into_iter()
                .map(|name| BallotNameView {
                    n: name.n,
                    candidate_id: name.candidate_id,
                    full_name: name.full_name,
                })
                .collect(),
            stamp: StampView {
                place: "upper_left",
                unit_id: ballot.stamp_unit_id,
                unit_name: ballot.stamp_unit_name,
            },
            instruction: language.say_with(instruction, &[("seats", ballot.seats.into())]),
            ground: ballot.ground.clause.to_owned(),
            regulation: ballot.ground.text.to_owned(),
        }
    }
}
