//! The JSON face of elections.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::ballot;
use super::model::{ElectionId, Given, Hands, VoteForm};
use super::rules::Step;
use super::service;
use super::view::{BallotView, ElectionPage, ElectionView};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::candidate::model::PollVotes;
use crate::congress::model::CongressId;
use crate::db::paging::PageRequest;
use crate::db::search;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::{ActionsView, HistoryPage, PageQuery};
use crate::personnel::model::Post;
use crate::roll::model::RollEntryId;
use crate::words::Language;

/// The paths of elections.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_elections)
        .service(open_election)
        .service(read_election)
        .service(election_actions)
        .service(take_election_step)
        .service(election_history)
        .service(read_ballot);
}

/// An election to be opened.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ElectionBody {
    /// The post.
    pub post: Post,
}

/// A step of an election.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeElectionStep {
    /// Which step.
    pub step: Step,
    /// Your words; the reason, with `break_off` and `leave_vacant`, and with `issue_ballots` where no quorum is left.
    #[validate(length(max = 4000))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
    /// How many are elected, with `vote_seats`.
    #[validate(range(min = 0, max = 1000))]
    #[schema(minimum = 0, maximum = 1000, example = 3)]
    pub seats: Option<i64>,
    /// The hands raised, with `vote_seats`, `vote_list`, `reopen_nominations` and `leave_vacant`; with `vote_again`
    /// and `vote_on_tied` where the congress decides whether to go on.
    #[validate(nested)]
    pub votes: Option<Hands>,
    /// The votes of each name that the opinion poll was taken on, with `record_poll`.
    #[serde(default)]
    #[validate(length(max = 200), nested)]
    #[schema(max_items = 200)]
    pub poll: Vec<PollVotes>,
    /// How the ballot is held, with `issue_ballots`; secret unless said.
    pub form: Option<VoteForm>,
    /// Other posts that the same ballot is meant to decide, with `issue_ballots`; there may be none.
    #[serde(default)]
    #[validate(length(max = 10))]
    #[schema(max_items = 10)]
    pub with_posts: Vec<Post>,
    /// The counting committee, as entries of the roll, with `issue_ballots`.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub counters: Vec<RollEntryId>,
}

impl TakeElectionStep {
    /// The step, and what comes with it.
    pub fn given(&self) -> (Step, Given) {
        let note = self.note.as_deref().map(search::normalise);
        let given = Given {
            note: note.filter(|note| !note.is_empty()),
            seats: self.seats,
            hands: self.votes,
            poll: self.poll.clone(),
            form: self.form,
            with_posts: self.with_posts.clone(),
            counters: self.counters.clone(),
        };
        (self.step, given)
    }
}

/// The elections of a congress
///
/// Opened when the personnel scheme is put to the congress: committee, secretary, deputy, each by itself.
#[utoipa::path(
    tag = "elections", params(("id" = CongressId, Path), PageQuery), responses((status = 200, body = ElectionPage))
)]
#[get("/congresses/{id}/elections")]
async fn list_elections(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let page = service::list(conn, &actor, *id, &page)?;
            let mut items = Vec::new();
            for case in page.items {
                items.push(ElectionView::of(service::picture(conn, case)?, language));
            }
            Ok(ElectionPage {
                items,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&found)?.respond())
}

/// Open an election
///
/// To a post that the personnel scheme does not name, such as a deputy where one is needed after all.
#[utoipa::path(
    tag = "elections", params(("id" = CongressId, Path)), request_body = ElectionBody,
    responses((status = 201, body = ElectionView))
)]
#[post("/congresses/{id}/elections")]
async fn open_election(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<ElectionBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let case = super::opening::open(conn, actor, *id, body.post)?;
        let (id, version) = (case.election.id, case.election.version);
        let view = ElectionView::of(service::picture(conn, case)?, language);
        Ok(Reply::created(format!("/api/v1/elections/{id}"), &view)?.version(version))
    })
    .await
}

/// An election
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path)), responses((status = 200, body = ElectionView))
)]
#[get("/elections/{id}")]
async fn read_election(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<ElectionId>,
) -> Result<HttpResponse, ApiError> {
    let picture = state
        .db
        .read(move |conn| {
            let case = service::find(conn, &actor, Action::ReadCongressDay, *id)?;
            service::picture(conn, case)
        })
        .await?;
    let view = ElectionView::of(picture, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// What can be done with an election
///
/// Every step that leads on from where it stands; where you may not take it, every reason why.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path)), responses((status = 200, body = ActionsView))
)]
#[get("/elections/{id}/actions")]
async fn election_actions(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<ElectionId>,
) -> Result<HttpResponse, ApiError> {
    let (election, steps) = state
        .db
        .read(move |conn| service::actions(conn, &actor, *id))
        .await?;
    let actions = ActionsView::of(election.state, election.version, &steps, language);
    Ok(Reply::ok(&actions)?.version(election.version).respond())
}

/// Take a step of an election
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path)), request_body = TakeElectionStep,
    responses((status = 200, body = ElectionView))
)]
#[post("/elections/{id}/steps")]
async fn take_election_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<ElectionId>,
    seen: Seen,
    body: Json<TakeElectionStep>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let (step, given) = body.given();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let case = service::take_step(conn, actor, *id, seen.0, (step, &given))?;
        let version = case.election.version;
        let view = ElectionView::of(service::picture(conn, case)?, language);
        Ok(Reply::ok(&view)?.version(version))
    })
    .await
}

/// The steps taken on an election
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), PageQuery), responses((status = 200, body = HistoryPage))
)]
#[get("/elections/{id}/history")]
async fn election_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<ElectionId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| service::history(conn, &actor, *id, &page))
        .await?;
    Ok(Reply::ok(&HistoryPage::from(found))?.respond())
}

/// The ballot in blank
///
/// Of the round that is next or under way: names in order, the form by the number of names and seats, and where
/// whose stamp stands.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path)), responses((status = 200, body = BallotView))
)]
#[get("/elections/{id}/ballot")]
async fn read_ballot(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<ElectionId>,
) -> Result<HttpResponse, ApiError> {
    let ballot = state
        .db
        .read(move |conn| ballot::blank(conn, &actor, *id, None))
        .await?;
    Ok(Reply::ok(&BallotView::of(ballot, language))?.respond())
}
