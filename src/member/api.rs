//! The JSON face of the members of a branch.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{
    Member, MemberChanges, MemberFilter, MemberId, MemberStatus, NewMember, Sex, Transfer,
};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::{civil_date, party_day};
use crate::db::paging::PageRequest;
use crate::db::search::normalise;
use crate::db::time::Instant;
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen, not_blank, present};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::unit::model::UnitId;

/// The paths of the members of a branch.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_members)
        .service(write_down_member)
        .service(read_member)
        .service(correct_member);
}

/// A member of a branch.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberView {
    /// The member's key.
    pub id: MemberId,
    /// The branch.
    pub unit_id: UnitId,
    /// The full name, as typed.
    pub full_name: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// The day of admission.
    pub admitted_on: Option<NaiveDate>,
    /// The day of becoming official.
    pub official_on: Option<NaiveDate>,
    /// Post.
    pub post: Option<String>,
    /// Education.
    pub education: Option<String>,
    /// How the member stands in the branch.
    pub status: MemberStatus,
    /// When the member was first written down.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        Self {
            id: member.id,
            unit_id: member.unit_id,
            full_name: member.full_name,
            birth_date: member.birth_date,
            sex: member.sex,
            ethnicity: member.ethnicity,
            admitted_on: member.admitted_on,
            official_on: member.official_on,
            post: member.post,
            education: member.education,
            status: member.status,
            created_at: member.created_at,
            version: member.version,
        }
    }
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPage {
    /// The members, by given name.
    pub items: Vec<MemberView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which members.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberQuery {
    /// Words of the name; tone marks do not matter.
    #[validate(length(max = 200))]
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only members of this status.
    pub status: Option<MemberStatus>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A member about to be written down.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewMemberBody {
    /// The full name, as typed.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200)]
    pub full_name: String,
    /// Date of birth.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: NaiveDate,
    /// Sex.
    pub sex: Sex,
    /// How the member stands in the branch.
    pub status: MemberStatus,
    /// Ethnicity.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub ethnicity: Option<String>,
    /// The day of admission.
    #[validate(custom(function = "party_day"))]
    pub admitted_on: Option<NaiveDate>,
    /// The day of becoming official.
    #[validate(custom(function = "party_day"))]
    pub official_on: Option<NaiveDate>,
    /// Post.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub post: Option<String>,
    /// Education.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub education: Option<String>,
}

impl NewMemberBody {
    /// The member that is meant.
    pub fn member(&self) -> NewMember {
        let text = |text: &Option<String>| text.as_deref().map(text_or_none);
        NewMember {
            full_name: normalise(&self.full_name),
            birth_date: self.birth_date,
            sex: self.sex,
            status: self.status,
            more: MemberChanges {
                ethnicity: text(&self.ethnicity),
                admitted_on: Some(self.admitted_on),
                official_on: Some(self.official_on),
                post: text(&self.post),
                education: text(&self.education),
                ..MemberChanges::default()
            },
        }
    }
}

fn text_or_none(text: &str) -> Option<String> {
    Some(normalise(text)).filter(|text| !text.is_empty())
}

/// What changes about a member; what is absent stays as it is, `null` takes away.
#[derive(Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct MemberBody {
    /// The full name, as typed.
    #[validate(length(max = 200), custom(function = "not_blank"))]
    #[schema(min_length = 1, max_length = 200)]
    pub full_name: Option<String>,
    /// Date of birth.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: Option<NaiveDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// How the member stands in the branch.
    pub status: Option<MemberStatus>,
    /// Ethnicity.
    #[validate(length(max = 100))]
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub ethnicity: Option<Option<String>>,
    /// The day of admission.
    #[validate(custom(function = "party_day"))]
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub admitted_on: Option<Option<NaiveDate>>,
    /// The day of becoming official.
    #[validate(custom(function = "party_day"))]
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<NaiveDate>)]
    pub official_on: Option<Option<NaiveDate>>,
    /// Post.
    #[validate(length(max = 200))]
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub post: Option<Option<String>>,
    /// Education.
    #[validate(length(max = 200))]
    #[serde(deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub education: Option<Option<String>>,
    /// To another branch.
    #[validate(nested)]
    pub transfer: Option<TransferBody>,
}

/// A member goes to another branch.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TransferBody {
    /// The branch; one in your reach.
    pub unit_id: UnitId,
    /// The first day there; not after today.
    #[validate(custom(function = "party_day"))]
    pub on: NaiveDate,
}

impl MemberBody {
    /// The changes that are meant.
    pub fn changes(&self) -> MemberChanges {
        let text = |text: &Option<Option<String>>| {
            text.as_ref()
                .map(|text| text.as_deref().and_then(text_or_none))
        };
        MemberChanges {
            full_name: self.full_name.as_deref().map(normalise),
            birth_date: self.birth_date,
            sex: self.sex,
            status: self.status,
            ethnicity: text(&self.ethnicity),
            admitted_on: self.admitted_on,
            official_on: self.official_on,
            post: text(&self.post),
            education: text(&self.education),
        }
    }
}

impl MemberBody {
    /// The transfer that is meant.
    pub fn transfer(&self) -> Option<Transfer> {
        self.transfer.map(|transfer| Transfer {
            unit_id: transfer.unit_id,
            on: transfer.on,
        })
    }
}

/// The members of a branch
///
/// By given name. That you read them is recorded.
#[utoipa::path(
    tag = "members", params(("id" = UnitId, Path), MemberQuery), responses((status = 200, body = MemberPage))
)]
#[get("/units/{id}/members")]
async fn list_members(
    state: Data<AppState>,
    actor: Actor,
    id: Path<UnitId>,
    query: Query<MemberQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = MemberFilter {
        words: query.q,
        status: query.status,
    };
    let found = state
        .db
        .write(move |conn| service::list(conn, &actor, *id, &filter, &page))
        .await?
        .map(MemberView::from);
    Ok(Reply::ok(&MemberPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Write down a member of a branch
#[utoipa::path(
    tag = "members", params(("id" = UnitId, Path)), request_body = NewMemberBody,
    responses((status = 201, body = MemberView))
)]
#[post("/units/{id}/members")]
async fn write_down_member(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<UnitId>,
    body: Json<NewMemberBody>,
) -> Result<HttpResponse, ApiError> {
    let new = body.member();
    once.post(&state.db, actor, &body.fingerprint, move |conn, actor| {
        let view = MemberView::from(service::write_down(conn, actor, *id, &new)?);
        let location = format!("/api/v1/members/{}", view.id);
        Ok(Reply::created(location, &view)?.version(view.version))
    })
    .await
}

/// A member
///
/// That you read it is recorded.
#[utoipa::path(tag = "members", params(("id" = MemberId, Path)), responses((status = 200, body = MemberView)))]
#[get("/members/{id}")]
async fn read_member(
    state: Data<AppState>,
    actor: Actor,
    id: Path<MemberId>,
) -> Result<HttpResponse, ApiError> {
    let member = state
        .db
        .write(move |conn| service::find(conn, &actor, *id))
        .await?;
    let view = MemberView::from(member);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Correct a member, or transfer the member to another branch
#[utoipa::path(
    tag = "members", params(("id" = MemberId, Path)), request_body = MemberBody,
    responses((status = 200, body = MemberView))
)]
#[patch("/members/{id}")]
async fn correct_member(
    state: Data<AppState>,
    actor: Actor,
    id: Path<MemberId>,
    seen: Seen,
    body: Json<MemberBody>,
) -> Result<HttpResponse, ApiError> {
    let changes = body.changes();
    let transfer = body.transfer();
    let member = state
        .db
        .write(move |conn| service::correct(conn, &actor, *id, seen.0, &changes, transfer))
        .await?;
    let view = MemberView::from(member);
    Ok(Reply::ok(&view)?.version(view.version).respond())
}
