//! The JSON face of organs.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{OrganId, OrganKind, PutForward, StandingOrgan, State};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::roll::model::RollEntryId;
use crate::vote::api::{HandVoteView, TotalsBody};
use crate::words::Language;

/// The paths of organs.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_organs)
        .service(propose_organ)
        .service(read_organ)
        .service(change_organ)
        .service(vote_on_organ);
}

/// A member of an organ.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganMemberView {
    /// The entry on the roll.
    pub roll_entry_id: RollEntryId,
    /// The name, as the roll has it.
    pub name: String,
    /// Whether this member leads it.
    pub head: bool,
}

/// An organ of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganView {
    /// The organ's key.
    pub id: OrganId,
    /// The congress.
    pub congress_id: CongressId,
    /// What it is.
    pub kind: OrganKind,
    /// Where it stands.
    pub state: State,
    /// Its members, the head first.
    pub members: Vec<OrganMemberView>,
    /// The vote that decided on it.
    pub vote: Option<HandVoteView>,
    /// When it was first put forward.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl OrganView {
    /// An organ, in a language.
    pub fn of(standing: StandingOrgan, language: Language) -> Self {
        let organ = standing.organ;
        Self {
            id: organ.id,
            congress_id: organ.congress_id,
            kind: organ.kind,
            state: organ.state,
            members: standing
                .members
                .into_iter()
                .map(|member| OrganMemberView {
                    roll_entry_id: member.roll_entry_id,
                    name: member.name,
                    head: member.head,
                })
                .collect(),
            vote: standing.vote.map(|vote| HandVoteView::of(vote, language)),
            created_at: organ.created_at,
            version: organ.version,
        }
    }
}

/// The organs of a congress.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganList {
    /// The organs, in the order they were put forward; one of each kind at most.
    pub items: Vec<OrganView>,
}

/// Somebody put forward for an organ.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PutForwardBody {
    /// The entry on the roll.
    pub roll_entry_id: RollEntryId,
    /// Whether this member is to lead it; in an organ of one it goes without saying.
    #[serde(default)]
    pub head: bool,
}

impl From<&PutForwardBody> for PutForward {
    fn from(body: &PutForwardBody) -> Self {
        Self {
            roll_entry_id: body.roll_entry_id,
            head: body.head,
        }
    }
}

/// An organ put forward by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeOrgan {
    /// What it is.
    pub kind: OrganKind,
    /// Who is to be in it: a small branch has one chair and one clerk.
    #[validate(length(min = 1, max = 30), nested)]
    #[schema(min_items = 1, max_items = 30)]
    pub members: Vec<PutForwardBody>,
}

/// Others put forward for an organ.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChangeOrgan {
    /// Who is to be in it.
    #[validate(length(min = 1, max = 30), nested)]
    #[schema(min_items = 1, max_items = 30)]
    pub members: Vec<PutForwardBody>,
}

/// As the service takes those put forward.
pub fn put_forward(bodies: &[PutForwardBody]) -> Vec<PutForward> {
    bodies.iter().map(PutForward::from).collect()
}

/// The organs of a congress
///
/// Presidium or chair, secretariat or clerk, counting committee.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), responses((status = 200, body = OrganList))
)]
#[get("/congresses/{id}/organs")]
async fn list_organs(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, *id))
        .await?;
    let items = found
        .into_iter()
        .map(|organ| OrganView::of(organ, language))
        .collect();
    Ok(Reply::ok(&OrganList { items })?.respond())
}

/// Put an organ forward
///
/// By the branch. Official members on the roll; nobody who counts stands on a ballot list; no credentials committee at
/// an all-member congress.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), request_body = ProposeOrgan,
    responses((status = 201, body = OrganView))
)]
#[post("/congresses/{id}/organs")]
async fn propose_organ(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<ProposeOrgan>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let members = put_forward(&value.members);
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let organ = service::propose(conn, actor, *id, value.kind, &members)?;
        let view = OrganView::of(organ, language);
        let place = format!("/api/v1/organs/{}", view.id);
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// An organ
#[utoipa::path(
    tag = "congress day", params(("id" = OrganId, Path)), responses((status = 200, body = OrganView))
)]
#[get("/organs/{id}")]
async fn read_organ(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<OrganId>,
) -> Result<HttpResponse, ApiError> {
    let organ = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    let view = OrganView::of(organ, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Put others forward for an organ
///
/// By the branch, until the congress closes. An organ that was elected must be voted on anew.
#[utoipa::path(
    tag = "congress day", params(("id" = OrganId, Path)), request_body = ChangeOrgan,
    responses((status = 200, body = OrganView))
)]
#[put("/organs/{id}")]
async fn change_organ(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<OrganId>,
    seen: Seen,
    body: Json<ChangeOrgan>,
) -> Result<HttpResponse, ApiError> {
    let members = put_forward(&body.members);
    let organ = state
        .db
        .write(move |conn| service::change(conn, &actor, *id, seen.0, &members))
        .await?;
    let view = OrganView::of(organ, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Record the vote on an organ
///
/// By show of hands, number and names together, in its item of the programme.
#[utoipa::path(
    tag = "congress day", params(("id" = OrganId, Path), Seen), request_body = TotalsBody,
    responses((status = 200, body = OrganView))
)]
#[post("/organs/{id}/vote")]
async fn vote_on_organ(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<OrganId>,
    seen: Seen,
    body: Json<TotalsBody>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let told = value.told();
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let organ = service::put_to_vote(conn, actor, *id, seen.0, &told)?;
        let view = OrganView::of(organ, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
