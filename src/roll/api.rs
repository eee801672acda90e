//! The JSON face of the roll of a congress.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post, put};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::marking::{self, Marking};
use super::model::{DrawnUp, Mark, RollEntryId, RollFilter, RollStatus};
use super::service::{self, Correction, NewEntry};
use super::view::{
    AttendanceView, CheckInView, CheckInsView, RollChangePage, RollChangeView, RollEntryView,
    RollPage,
};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::dates::civil_date;
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::journal::api::PageQuery;
use crate::words::Language;

/// The paths of rolls.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_roll)
        .service(read_entry)
        .service(draw_up_roll)
        .service(read_attendance)
        .service(put_down_entry)
        .service(correct_entry)
        .service(mark_entry)
        .service(check_in)
        .service(check_in_several)
        .service(entry_history);
}

/// Which entries.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RollQuery {
    /// Words of the name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only those whose coming is recorded so.
    pub mark: Option<Mark>,
    /// Only of this status.
    pub status: Option<RollStatus>,
    /// Those struck off, instead of those called.
    #[serde(default)]
    pub struck_off: bool,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// Nothing is said: the roll is drawn up from the members as they are kept.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DrawUpBody {}

/// Somebody put down by hand.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewRollEntry {
    /// The full name, as typed.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200)]
    pub full_name: String,
    /// When the person was born. Needed where somebody of that name is on the roll or is a member of the branch: it
    /// tells namesakes apart, and links the entry to the member.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: RollStatus,
    /// Why the person is put down by hand.
    #[validate(length(max = 1000), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}

impl NewRollEntry {
    /// As the service takes it.
    pub fn input(&self) -> NewEntry {
        NewEntry {
            full_name: normalise(&self.full_name),
            birth_date: self.birth_date,
            status: self.status,
            reason: normalise(&self.reason),
        }
    }
}

/// What is corrected about an entry; what is absent stays as it is.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RollCorrection {
    /// The full name, as typed.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200)]
    pub full_name: Option<String>,
    /// When the person was born; links the entry to the member whose name and birth date it is.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: Option<NaiveDate>,
    /// How the person stands on the day.
    pub status: Option<RollStatus>,
    /// Takes the person off the roll, or puts the person back on it.
    pub struck_off: Option<bool>,
    /// Whether the person is of the convening committee, which keeps to its own list of candidates (R-EL-04). Unless
    /// told, it is worked out from the branch's last congress and from who stands for re-election.
    pub of_convening_committee: Option<bool>,
    /// Why.
    #[validate(length(max = 1000), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 1000)]
    pub reason: String,
}

impl RollCorrection {
    /// As the service takes it.
    pub fn input(&self) -> Correction {
        Correction {
            full_name: words(self.full_name.as_deref()),
            birth_date: self.birth_date,
            status: self.status,
            struck_off: self.struck_off,
            of_convening_committee: self.of_convening_committee,
            reason: normalise(&self.reason),
        }
    }
}

/// What is recorded of somebody's coming.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RollMark {
    /// The mark.
    pub mark: Mark,
    /// When the person came (`present`, `late`) or left (`left_early`); now unless said.
    pub at: Option<Instant>,
    /// Why the person asked to be excused, with `excused`.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub absence_reason: Option<String>,
    /// Whether the convening committee accepts that, with `excused`. Accepted, and absent throughout, the person
    /// leaves the base of elections.
    pub absence_accepted: Option<bool>,
    /// Why what was recorded is corrected.
    #[validate(length(max = 1000))]
    #[schema(max_length = 1000)]
    pub note: Option<String>,
}

impl RollMark {
    /// As the service takes it.
    pub fn input(&self) -> Marking {
        Marking {
            mark: self.mark,
            at: self.at,
            absence_reason: words(self.absence_reason.as_deref()),
            absence_accepted: self.absence_accepted,
            note: words(self.note.as_deref()),
        }
    }
}

/// Nothing is said: the person is here.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CheckInBody {}

/// Who is here.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CheckInsBody {
    /// The entries, up to 500; all are checked in, or nobody.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub entry_ids: Vec<RollEntryId>,
}

/// Words as they are kept; blank ones are none.
fn words(text: Option<&str>) -> Option<String> {
    text.map(normalise).filter(|text| !text.is_empty())
}

/// The roll of a congress
///
/// Everybody called, by given name. For the branch, the committees above it and its counting committee; observers
/// see the attendance only. That you read it is recorded.
#[utoipa::path(
    tag = "rolls", params(("id" = CongressId, Path), RollQuery), responses((status = 200, body = RollPage))
)]
#[get("/congresses/{id}/roll")]
async fn read_roll(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    query: Query<RollQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = RollFilter {
        mark: query.mark,
        status: query.status,
        words: query.q,
        struck_off: query.struck_off,
    };
    let (found, law) = state
        .db
        .write(move |conn| service::list(conn, &actor, *id, &filter, &page))
        .await?;
    let found = found.map(|entry| RollEntryView::of(entry, &law, language));
    Ok(Reply::ok(&RollPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Draw up the roll of a congress
///
/// By the branch, from its members and their statuses, between approval and opening. Again, it is brought in line
/// with them; what was put down or corrected by hand stays as it is.
#[utoipa::path(
    tag = "rolls", params(("id" = CongressId, Path)), request_body = DrawUpBody,
    responses((status = 200, body = DrawnUp))
)]
#[post("/congresses/{id}/roll")]
async fn draw_up_roll(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<CongressId>,
    body: Json<DrawUpBody>,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        Reply::ok(&service::draw_up(conn, actor, *id)?)
    })
    .await
}

/// Who is here, the quorum, and the bases of votes
///
/// As of now, totals only; each base item by item, each item with its clause in the regulation of the day.
#[utoipa::path(
    tag = "rolls", params(("id" = CongressId, Path)), responses((status = 200, body = AttendanceView))
)]
#[get("/congresses/{id}/attendance")]
async fn read_attendance(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let (found, bases, committee) = state
        .db
        .read(move |conn| service::totals(conn, &actor, *id))
        .await?;
    let view = AttendanceView::of(found, bases, committee, language);
    Ok(Reply::ok(&view)?.respond())
}

/// Put somebody on the roll by hand
///
/// For a branch whose members are not kept here, or somebody temporarily attending. Nobody is put down twice: two of
/// one name are told apart by their birth dates, and a member of the branch is linked by name and birth date.
#[utoipa::path(
    tag = "rolls", params(("id" = CongressId, Path)), request_body = NewRollEntry,
    responses((status = 201, body = RollEntryView))
)]
#[post("/congresses/{id}/roll-entries")]
async fn put_down_entry(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
    body: Json<NewRollEntry>,
) -> Result<HttpResponse, ApiError> {
    let new = body.input();
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let (entry, law) = service::put_down(conn, actor, *id, &new)?;
        let view = RollEntryView::of(entry, &law, language);
        let location = format!("/api/v1/roll-entries/{}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// An entry of a roll
///
/// That you read it is recorded.
#[utoipa::path(
    tag = "rolls", params(("id" = RollEntryId, Path)), responses((status = 200, body = RollEntryView))
)]
#[get("/roll-entries/{id}")]
async fn read_entry(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<RollEntryId>,
) -> Result<HttpResponse, ApiError> {
    let (entry, law) = state
        .db
        .write(move |conn| service::find(conn, &actor, *id))
        .await?;
    let view = RollEntryView::of(entry, &law, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Correct an entry of a roll
///
/// With the reason; what it was is kept in its history.
#[utoipa::path(
    tag = "rolls", params(("id" = RollEntryId, Path)), request_body = RollCorrection,
    responses((status = 200, body = RollEntryView))
)]
#[patch("/roll-entries/{id}")]
async fn correct_entry(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<RollEntryId>,
    seen: Seen,
    body: Json<RollCorrection>,
) -> Result<HttpResponse, ApiError> {
    let correction = body.input();
    let (entry, law) = state
        .db
        .write(move |conn| service::correct(conn, &actor, *id, seen.0, &correction))
        .await?;
    let view = RollEntryView::of(entry, &law, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Record or correct somebody's coming
///
/// Present, late, left early, excused, absent. A correction of what was recorded needs its reason.
#[utoipa::path(
    tag = "rolls", params(("id" = RollEntryId, Path)), request_body = RollMark,
    responses((status = 200, body = RollEntryView))
)]
#[put("/roll-entries/{id}/mark")]
async fn mark_entry(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<RollEntryId>,
    seen: Seen,
    body: Json<RollMark>,
) -> Result<HttpResponse, ApiError> {
    let marking = body.input();
    let (entry, law) = state
        .db
        .write(move |conn| marking::mark(conn, &actor, *id, seen.0, &marking))
        .await?;
    let view = RollEntryView::of(entry, &law, language);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Check somebody in
///
/// At the door, from any number of devices: no version is asked for, whoever is here already is counted once, and
/// both devices are told. After the opening the person has come late.
#[utoipa::path(
    tag = "rolls", params(("id" = RollEntryId, Path)), request_body = CheckInBody,
    responses((status = 200, body = CheckInView))
)]
#[post("/roll-entries/{id}/check-in")]
async fn check_in(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<RollEntryId>,
    body: Json<CheckInBody>,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let (entry, law, already) = marking::check_in(conn, actor, *id)?;
        let version = entry.version;
        let entry = RollEntryView::of(entry, &law, language);
        Ok(Reply::ok(&CheckInView { already, entry })?.version(version))
    })
    .await
}

/// Check several people in
#[utoipa::path(
    tag = "rolls", params(("id" = CongressId, Path)), request_body = CheckInsBody,
    responses((status = 200, body = CheckInsView))
)]
#[post("/congresses/{id}/check-ins")]
async fn check_in_several(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<CongressId>,
    body: Json<CheckInsBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let done = marking::check_in_all(conn, actor, *id, &body.entry_ids)?;
        Reply::ok(&CheckInsView {
            arrived: done.arrived,
            already: done.already,
        })
    })
    .await
}

/// What an entry of a roll was
///
/// Change by change, the first first. That you read it is recorded.
#[utoipa::path(
    tag = "rolls", params(("id" = RollEntryId, Path), PageQuery), responses((status = 200, body = RollChangePage))
)]
#[get("/roll-entries/{id}/history")]
async fn entry_history(
    state: Data<AppState>,
    actor: Actor,
    id: Path<RollEntryId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .write(move |conn| service::history(conn, &actor, *id, &page))
        .await?
        .map(RollChangeView::from);
    Ok(Reply::ok(&RollChangePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}
