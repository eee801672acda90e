//! The JSON face of ballots and their counts.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{
    Columns, CountEntry, CountingMinutes, Difference, EntryPlace, Outcome, RoundId, RoundKind,
    RoundState,
};
use super::service::{self, Counting};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::election::model::ElectionId;
use crate::election::view::CandidateName;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::roll::model::{RollEntry, RollEntryId};
use crate::roll::view::BaseView;
use crate::user::model::UserId;
use crate::words::Language;

/// The paths of ballots and their counts.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_rounds)
        .service(read_round)
        .service(enter_count)
        .service(settle_count);
}

/// A member of the counting committee.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundCounter {
    /// The entry of the roll.
    pub roll_entry_id: RollEntryId,
    /// The name.
    pub full_name: String,
}

impl From<&RollEntry> for RoundCounter {
    fn from(entry: &RollEntry) -> Self {
        Self {
            roll_entry_id: entry.id,
            full_name: entry.full_name.clone(),
        }
    }
}

/// What one counter entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountEntryView {
    /// Which entry.
    pub place: EntryPlace,
    /// The account that entered it.
    pub entered_by: UserId,
    /// The member of the counting committee in whose name it was entered; absent in what was entered before this was
    /// asked.
    pub counter: Option<RoundCounter>,
    /// When.
    pub entered_at: Instant,
    /// SHA-256 of salt and figures, as the audit chain has it.
    pub seal: String,
    /// The salt of the seal; absent as long as the figures are.
    pub salt: Option<String>,
    /// The figures; absent until both entries are in, for everybody, and while they differ for everybody but the
    /// counters of the branch.
    pub minutes: Option<CountingMinutes>,
    /// The words of the one who settled.
    pub note: Option<String>,
}

impl CountEntryView {
    fn of(counting: &Counting, entry: &CountEntry) -> Self {
        let open = counting.is_open();
        Self {
            counter: counting.counter_of(entry).map(RoundCounter::from),
            place: entry.place,
            entered_by: entry.entered_by,
            entered_at: entry.entered_at,
            seal: entry.seal.clone(),
            salt: open.then(|| entry.salt.clone()),
            minutes: open.then(|| entry.minutes.0.clone()),
            note: entry.note.clone(),
        }
    }
}

/// One ballot of an election, and how its count stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundView {
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
    pub columns: Columns,
    /// Those on it, in its order.
    pub names: Vec<CandidateName>,
    /// The counting committee.
    pub counters: Vec<RoundCounter>,
    /// The election base when the ballots were issued, item by item.
    pub base: BaseView,
    /// Official members present then.
    pub present: i64,
    /// What was entered, by whom and when; the figures where they may be seen.
    pub entries: Vec<CountEntryView>,
    /// What the two entries differ in, for the counters of the branch, and for everybody once it is settled.
    pub differences: Vec<Difference>,
    /// The figures that stand; absent before they do.
    pub minutes: Option<CountingMinutes>,
    /// What it came to, once announced.
    pub outcome: Option<Outcome>,
    /// Why it was broken off, or held without a quorum.
    pub note: Option<String>,
    /// When the ballots were issued.
    pub issued_at: Instant,
    /// The version to send as `If-Match` with a settlement.
    pub version: i64,
}

impl RoundView {
    /// A ballot and its count, in a language; the figures of an entry where they may be seen.
    pub fn of(counting: Counting, language: Language) -> Self {
        Self {
            entries: counting
                .entries()
                .iter()
                .map(|entry| CountEntryView::of(&counting, entry))
                .collect(),
            differences: counting.differences(),
            minutes: counting.minutes().cloned(),
            names: counting.names.iter().map(CandidateName::from).collect(),
            counters: counting.counters.iter().map(RoundCounter::from).collect(),
            id: counting.round.id,
            election_id: counting.round.election_id,
            n: counting.round.n,
            kind: counting.round.kind,
            state: counting.round.state,
            seats: counting.round.seats,
            columns: counting.round.columns,
            base: BaseView::of(counting.round.base.0, language),
            present: counting.round.present,
            outcome: counting.round.outcome.map(|outcome| outcome.0),
            note: counting.round.note,
            issued_at: counting.round.issued_at,
            version: counting.round.version,
        }
    }
}

/// A page of ballots.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoundPage {
    /// The ballots, the first one first.
    pub items: Vec<RoundView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// The figures of a ballot, as one member of the counting committee has them.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CountEntryBody {
    /// The entry on the roll of the member of the counting committee who counted: one of `counters` of the ballot,
    /// another than in the first entry. An account that belongs to a member enters in that member's name only; an account
    /// that is lent out, in the name of one who has none.
    pub counter_id: RollEntryId,
    /// The figures, as the signed minutes have them.
    #[validate(nested)]
    pub minutes: CountingMinutes,
}

/// A third entry, which settles what two differ in.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SettlementBody {
    /// The entry on the roll of the member of the counting committee who settles; as in an entry, the one to whom the
    /// account belongs.
    pub counter_id: RollEntryId,
    /// The figures, as the signed minutes have them.
    #[validate(nested)]
    pub minutes: CountingMinutes,
    /// How the differences came about.
    #[validate(length(min = 1, max = 2000), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 2000)]
    pub note: String,
}

/// The ballots of an election
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), PageQuery), responses((status = 200, body = RoundPage))
)]
#[get("/elections/{id}/rounds")]
async fn list_rounds(
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
        .map(|counting| RoundView::of(counting, language));
    Ok(Reply::ok(&RoundPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// A ballot and its count
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("n" = i64, Path)),
    responses((status = 200, body = RoundView))
)]
#[get("/elections/{id}/rounds/{n}")]
async fn read_round(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    path: Path<(ElectionId, i64)>,
) -> Result<HttpResponse, ApiError> {
    let counting = state
        .db
        .read(move |conn| service::find(conn, &actor, *path))
        .await?;
    let view = RoundView::of(counting, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Enter the counting minutes
///
/// Twice, by two counters of the branch in the names of two members of the counting committee, neither of whom sees the
/// other's entry before both are in. Figures that do not fit together are refused with every reason. Totals only.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("n" = i64, Path)), request_body = CountEntryBody,
    responses((status = 201, body = RoundView))
)]
#[post("/elections/{id}/rounds/{n}/entries")]
async fn enter_count(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    path: Path<(ElectionId, i64)>,
    body: Json<CountEntryBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let counting = service::enter(conn, actor, *path, (body.counter_id, &body.minutes))?;
        let view = RoundView::of(counting, language);
        let place = format!("/api/v1/elections/{}/rounds/{}", path.0, path.1);
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// Settle what two entries differ in
///
/// By a counter of the branch in the name of a member of the counting committee, from the signed minutes; all three entries are kept. What both entries say stays.
#[utoipa::path(
    tag = "elections", params(("id" = ElectionId, Path), ("n" = i64, Path), Seen), request_body = SettlementBody,
    responses((status = 200, body = RoundView))
)]
#[post("/elections/{id}/rounds/{n}/settlement")]
async fn settle_count(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    path: Path<(ElectionId, i64)>,
    seen: Seen,
    body: Json<SettlementBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let note = crate::db::search::normalise(&body.note);
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let told = (body.counter_id, &body.minutes, note.as_str());
        let settled = service::settle(conn, actor, *path, seen.0, told)?;
        let view = RoundView::of(settled, language);
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
