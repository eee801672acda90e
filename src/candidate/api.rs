//! The JSON face of candidates.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Candidate, CandidateId, Manner, NewCandidate, Origin, State};
use super::service::{self, Correction};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::election::model::{ElectionId, Hands};
use crate::election::view::HandVoteView;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::nominee::model::NomineeId;
use crate::roll::model::RollEntryId;
use crate::vote::model::Told;
use crate::words::Language;

/// The paths of candidates.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_candidates)
        .service(nominate_candidate)
        .service(correct_candidate)
        .service(ask_withdrawal)
        .service(decide_withdrawal);
}

/// Somebody put forward in an election.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateView {
    /// The candidate's key.
    pub id: CandidateId,
    /// The election.
    pub election_id: ElectionId,
    /// The nominee of the personnel scheme, where the name comes from it.
    pub nominee_id: Option<NomineeId>,
    /// The candidate on the roll.
    pub roll_entry_id: Option<RollEntryId>,
    /// The name.
    pub full_name: String,
    /// How the name came before the congress.
    pub origin: Origin,
    /// Who put the name forward, and answers for it.
    pub nominated_by: Option<RollEntryId>,
    /// Whether the candidate is of the convening committee.
    pub of_convening_committee: bool,
    /// How the name was put to the presidium.
    pub manner: Manner,
    /// Whether somebody who was not in the hall has said yes to the nomination.
    pub consented: bool,
    /// Why writing or consent is missing, where they are asked for.
    pub note: Option<String>,
    /// How the candidate stands.
    pub state: State,
    /// How many of those attending support the name.
    pub support_count: Option<i64>,
    /// How many attended.
    pub support_attending: Option<i64>,
    /// The votes of the opinion poll, if there was one.
    pub poll_votes: Option<i64>,
    /// Why the candidate asks to withdraw.
    pub withdrawal_reason: Option<String>,
    /// How the congress decided that.
    pub withdrawal_vote: Option<HandVoteView>,
    /// The round in which the candidate was elected.
    pub elected_in: Option<i64>,
    /// When the name was put forward.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl CandidateView {
    /// A candidate, in a language.
    pub fn of(candidate: Candidate, language: Language) -> Self {
        Self {
            id: candidate.id,
            election_id: candidate.election_id,
            nominee_id: candidate.nominee_id,
            roll_entry_id: candidate.roll_entry_id,
            full_name: candidate.full_name,
            origin: candidate.origin,
            nominated_by: candidate.nominated_by,
            of_convening_committee: candidate.of_convening_committee,
            manner: candidate.manner,
            consented: candidate.consented,
            note: candidate.note,
            state: candidate.state,
            support_count: candidate.support_count,
            support_attending: candidate.support_attending,
            poll_votes: candidate.poll_votes,
            withdrawal_reason: candidate.withdrawal_reason,
            withdrawal_vote: candidate
                .withdrawal_vote
                .map(|vote| HandVoteView::of(vote.0, language)),
            elected_in: candidate.elected_in,
            created_at: candidate.created_at,
            version: candidate.version,
        }
    }
}

/// A page of candidates.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidatePage {
    /// The candidates, by given name.
    pub items: Vec<CandidateView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// A nomination, or somebody who stands of their own accord.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CandidateBody {
    /// The candidate, on the roll of the congress.
    pub roll_entry_id: RollEntryId,
    /// Whether the candidate is of the convening committee, where neither the roll nor the last congress tells.
    #[serde(default)]
    pub of_convening_committee: bool,
    /// Who puts the name forward; absent when the candidate stands of their own accord.
    pub nominated_by: Option<RollEntryId>,
    /// Whether that is a member of the convening committee, where neither the roll nor the last congress tells.
    #[serde(default)]
    pub by_convening_committee: bool,
    /// How the name is put to the presidium: `oral` unless said. Somebody who is not in the hall is nominated, and
    /// applies, in writing.
    #[serde(default)]
    pub manner: Manner,
    /// Whether the candidate has said yes; asked for where somebody who is not in the hall is nominated.
    #[serde(default)]
    pub consented: bool,
    /// Why writing or consent is missing; kept.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

impl CandidateBody {
    /// As the service takes it.
    pub fn input(&self) -> NewCandidate {
        NewCandidate {
            roll_entry_id: self.roll_entry_id,
            of_convening_committee: self.of_convening_committee,
            nominated_by: self.nominated_by,
            by_convening_committee: self.by_convening_committee,
            manner: self.manner,
            consented: self.consented,
            note: self
                .note
                .as_deref()
                .map(normalise)
                .filter(|note| !note.is_empty()),
        }
    }
}

/// What is recorded of a candidate; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CandidateChanges {
    /// The candidate on the roll, where a name of the scheme was not found there.
    pub roll_entry_id: Option<RollEntryId>,
    /// The support of a name from the floor.
    #[validate(nested)]
    pub support: Option<SupportBody>,
}

impl CandidateChanges {
    /// As the service takes it.
    pub fn input(&self) -> Correction {
        Correction {
            roll_entry_id: self.roll_entry_id,
            support: self
                .support
                .as_ref()
                .map(|support| (support.count, support.attending)),
        }
    }
}

/// How many support a name from the floor (190 Art. 14.3).
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateSupport)]
pub struct SupportBody {
    /// How many support it.
    #[validate(range(min = 0, max = 100_000))]
    #[schema(minimum = 0, maximum = 100_000)]
    pub count: i64,
    /// Of how many attending.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub attending: i64,
}

/// Why a candidate asks to withdraw.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateWithdrawal)]
pub struct WithdrawalBody {
    /// The reason.
    #[validate(length(min = 1, max = 2000), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 2000)]
    pub reason: String,
}

/// How the congress decided on a withdrawal.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CandidateWithdrawalVote)]
pub struct WithdrawalVoteBody {
    /// The hands raised; in favour means letting the name be withdrawn.
    #[validate(nested)]
    pub votes: Hands,
    /// Your words; the reason, where no quorum is left (R-QUO-02).
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
}

impl WithdrawalVoteBody {
    /// What is told of the vote.
    pub fn told(&self) -> Told {
        Told {
            totals: self.votes.totals(),
            note: self
                .note
                .as_deref()
                .map(normalise)
                .filter(|note| !note.is_empty()),
        }
    }
}

/// The candidates of an election
///
/// Everybody put forward, those withdrawn included, by given name.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), PageQuery), responses((status = 200, body = CandidatePage))
)]
#[get("/elections/{id}/candidates")]
async fn list_candidates(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<ElectionId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id, &page))
        .await?
        .map(|candidate| CandidateView::of(candidate, language));
    Ok(Reply::ok(&CandidatePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Nominate, or stand of one's own accord
///
/// After the committee's list has been published. The application in writing of somebody who is not in the hall may
/// also be put down by those who work for the committee above.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path)), request_body = CandidateBody,
    responses((status = 201, body = CandidateView))
)]
#[post("/elections/{id}/candidates")]
async fn nominate_candidate(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<ElectionId>,
    body: Json<CandidateBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let new = body.input();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let view = CandidateView::of(service::nominate(conn, actor, *id, &new)?, language);
        let place = format!("/api/v1/elections/{id}/candidates/{}", view.id);
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// Record the support of a candidate
///
/// Under 190-QĐ/TW a name from the floor enters the list only with the support of more than thirty percent of those
/// attending. Or say who a name of the personnel scheme is on the roll, where it was not found.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("candidate_id" = CandidateId, Path)),
    request_body = CandidateChanges, responses((status = 200, body = CandidateView))
)]
#[patch("/elections/{id}/candidates/{candidate_id}")]
async fn correct_candidate(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    path: Path<(ElectionId, CandidateId)>,
    seen: Seen,
    body: Json<CandidateChanges>,
) -> Result<HttpResponse, ApiError> {
    let correction = body.input();
    let candidate = state
        .db
        .write(move |conn| service::correct(conn, &actor, *path, seen.0, &correction))
        .await?;
    let view = CandidateView::of(candidate, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Ask to withdraw
///
/// The name stands until the congress has decided.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("candidate_id" = CandidateId, Path), Seen),
    request_body = WithdrawalBody, responses((status = 200, body = CandidateView))
)]
#[post("/elections/{id}/candidates/{candidate_id}/withdrawal")]
async fn ask_withdrawal(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    path: Path<(ElectionId, CandidateId)>,
    seen: Seen,
    body: Json<WithdrawalBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let asked = service::ask_withdrawal(conn, actor, *path, seen.0, &body.reason)?;
        let view = CandidateView::of(asked, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}

/// Record how the congress decided on a withdrawal
///
/// The name goes when more than half of the base of ordinary votes let it go.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("candidate_id" = CandidateId, Path)),
    request_body = WithdrawalVoteBody, responses((status = 200, body = CandidateView))
)]
#[put("/elections/{id}/candidates/{candidate_id}/withdrawal")]
async fn decide_withdrawal(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    path: Path<(ElectionId, CandidateId)>,
    seen: Seen,
    body: Json<WithdrawalVoteBody>,
) -> Result<HttpResponse, ApiError> {
    let told = body.told();
    let decided = state
        .db
        .write(move |conn| service::decide_withdrawal(conn, &actor, *path, seen.0, &told))
        .await?;
    let view = CandidateView::of(decided, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}
