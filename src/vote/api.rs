//! The JSON face of votes, and how a vote stands in the views of other features.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{PutToVote, Told, Totals, Vote, VoteId, VoteSubject, VotedOnId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::roll::view::BaseView;
use crate::words::Language;

/// The paths of votes.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_votes)
        .service(put_to_vote)
        .service(read_vote);
}

/// A vote by show of hands.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandVoteView {
    /// The vote's key.
    pub id: VoteId,
    /// The congress.
    pub congress_id: CongressId,
    /// What kind of thing was voted on.
    pub subject: VoteSubject,
    /// Which one, where it is a thing of its own: the organ, the target, the document …
    pub subject_id: Option<VotedOnId>,
    /// The question in words, where it is not.
    pub wording: Option<String>,
    /// What the totals are measured against, with the calculation, as it was at that moment.
    pub base: BaseView,
    /// Official members present at that moment.
    pub present: i64,
    /// Whether there was a quorum at that moment.
    pub quorum_reached: bool,
    /// For.
    #[serde(rename = "for")]
    pub votes_for: i64,
    /// Against.
    pub against: i64,
    /// Abstentions.
    pub abstain: i64,
    /// Those present whose hands were counted for none of the three.
    pub not_voting: i64,
    /// Whether more than half of the base was for it.
    pub adopted: bool,
    /// The chair's words; the reason, where it was held without a quorum or recorded anew.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: Instant,
}

impl HandVoteView {
    /// A vote, with its calculation in a language.
    pub fn of(vote: Vote, language: Language) -> Self {
        let present = vote.attendance.0.present_official;
        Self {
            id: vote.id,
            congress_id: vote.congress_id,
            subject: vote.subject,
            subject_id: vote.subject_id,
            wording: vote.wording,
            base: BaseView::of(vote.base.0, language),
            present,
            quorum_reached: vote.attendance.0.quorum_reached,
            votes_for: vote.votes_for,
            against: vote.votes_against,
            abstain: vote.votes_abstain,
            not_voting: present - vote.votes_for - vote.votes_against - vote.votes_abstain,
            adopted: vote.adopted,
            note: vote.note,
            recorded_at: vote.recorded_at,
        }
    }
}

/// A page of votes.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandVotePage {
    /// The votes, the first one first.
    pub items: Vec<HandVoteView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// The totals of a vote, as the chair announced them.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TotalsBody {
    /// For.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub r#for: i64,
    /// Against.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub against: i64,
    /// Abstentions.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub abstain: i64,
    /// Your words; the reason, where the vote is held without a quorum or recorded anew.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

impl TotalsBody {
    /// What is told of the vote.
    pub fn told(&self) -> Told {
        Told {
            totals: Totals {
                for_: self.r#for,
                against: self.against,
                abstain: self.abstain,
            },
            note: self.note.as_deref().map(normalise),
        }
    }
}

/// A question put to the vote.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PutToVoteBody {
    /// `programme`, `working_rules` or `other`; anything else is voted on where it is kept.
    pub subject: VoteSubject,
    /// The question in words, with `other`.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub wording: Option<String>,
    /// For.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub r#for: i64,
    /// Against.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub against: i64,
    /// Abstentions.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub abstain: i64,
    /// Your words; the reason, where the vote is held without a quorum or recorded anew.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

impl PutToVoteBody {
    /// What is put to the vote, and what is told of it.
    pub fn read(&self) -> (PutToVote, Told) {
        let put = PutToVote {
            wording: self.wording.as_deref().map(normalise),
            ..PutToVote::the(self.subject)
        };
        let told = Told {
            totals: Totals {
                for_: self.r#for,
                against: self.against,
                abstain: self.abstain,
            },
            note: self.note.as_deref().map(normalise),
        };
        (put, told)
    }
}

/// The votes of a congress
///
/// By show of hands, on whatever subject, the first one first; each with the base as it was.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path), PageQuery), responses((status = 200, body = HandVotePage))
)]
#[get("/congresses/{id}/votes")]
async fn list_votes(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?
        .map(|vote| HandVoteView::of(vote, language));
    Ok(Reply::ok(&HandVotePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Record a vote by show of hands
///
/// By the branch, in session: on the programme, the working rules, or another question in words. The totals are
/// measured against the base of ordinary votes at this moment. A vote is recorded whatever its result.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), request_body = PutToVoteBody,
    responses((status = 201, body = HandVoteView))
)]
#[post("/congresses/{id}/votes")]
async fn put_to_vote(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<PutToVoteBody>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let (put, told) = value.read();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let vote = service::put(conn, actor, *id, &put, &told)?;
        let place = format!("/api/v1/votes/{}", vote.id);
        Reply::created(place, &HandVoteView::of(vote, language))
    })
    .await
}

/// A vote
#[utoipa::path(
    tag = "congress day", params(("id" = VoteId, Path)), responses((status = 200, body = HandVoteView))
)]
#[get("/votes/{id}")]
async fn read_vote(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<VoteId>,
) -> Result<HttpResponse, ApiError> {
    let vote = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    Ok(Reply::ok(&HandVoteView::of(vote, language))?.respond())
}
