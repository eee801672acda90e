//! The JSON face of nominees.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, patch, post};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{
    Candidacy, Correction, NewNominee, Nominee, NomineeId, PersonPutForward, ServiceLeft,
};
use super::{rules, service};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::dates::civil_date;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::error::{Error, FieldError};
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::member::model::{MemberId, MemberStatus, Sex};
use crate::personnel::model::{PersonnelId, Post};
use crate::regulation::Regulation;

/// The paths of nominees.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_nominees)
        .service(nominate)
        .service(read_nominee)
        .service(correct_nominee);
}

/// A nominee. Restricted.
#[derive(Debug, Serialize, ToSchema)]
pub struct NomineeView {
    /// The nominee's key.
    pub id: NomineeId,
    /// The member, where known.
    pub member_id: Option<MemberId>,
    /// The name.
    pub full_name: String,
    /// The date of birth.
    pub birth_date: NaiveDate,
    /// The sex.
    pub sex: Sex,
    /// For re-election, or for the first time.
    pub candidacy: Candidacy,
    /// The post.
    pub post: Post,
    /// Whether the person's work is salaried.
    pub salaried: bool,
    /// Remaining service on the day of the congress.
    pub service: ServiceView,
    /// Why the name was withdrawn.
    pub withdrawn_reason: Option<String>,
    /// Whether the congress elected the person; absent before it has decided.
    pub elected: Option<bool>,
    /// When the person was put forward.
    pub created_at: Instant,
    /// The version to send as `If-Match`.
    pub version: i64,
}

/// Remaining service (R-AGE-01).
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceView {
    /// Full years of age on the day of the congress.
    pub age: i64,
    /// Months from the month of the congress to that of retirement; negative after it.
    pub months_left: i64,
    /// Months asked for.
    pub months_needed: i64,
    /// Whether enough is left. Whether too little refuses or only warns, the plan says.
    pub enough: bool,
    /// The clause.
    pub ground: String,
    /// The regulation it stands in.
    pub regulation: String,
}

impl From<ServiceLeft> for ServiceView {
    fn from(left: ServiceLeft) -> Self {
        Self {
            age: left.age,
            months_left: left.months_left,
            months_needed: left.months_needed,
            enough: left.is_enough(),
            ground: left.ground.clause.to_owned(),
            regulation: left.ground.text.to_owned(),
        }
    }
}

impl NomineeView {
    /// A nominee, judged by what is in force on the day of the congress.
    pub fn of(nominee: Nominee, regulation: &Regulation) -> Self {
        Self {
            service: rules::service_left(&nominee, regulation).into(),
            id: nominee.id,
            member_id: nominee.member_id,
            full_name: nominee.full_name,
            birth_date: nominee.birth_date,
            sex: nominee.sex,
            candidacy: nominee.candidacy,
            post: nominee.post,
            salaried: nominee.salaried,
            withdrawn_reason: nominee.withdrawn_reason,
            elected: nominee.elected,
            created_at: nominee.created_at,
            version: nominee.version,
        }
    }
}

/// A page of nominees.
#[derive(Debug, Serialize, ToSchema)]
pub struct NomineePage {
    /// The nominees, by given name.
    pub items: Vec<NomineeView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Which nominees.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NomineeQuery {
    /// Only one of the two lists.
    pub candidacy: Option<Candidacy>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A new nominee: a member, or somebody typed in with name, date of birth and sex.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NomineeBody {
    /// The member, where the branch keeps its members here; name, date of birth and sex are copied.
    pub member_id: Option<MemberId>,
    /// The name, unless of a member.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Nguyễn Văn Bình")]
    pub full_name: Option<String>,
    /// The date of birth, unless of a member.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: Option<NaiveDate>,
    /// The sex, unless of a member.
    pub sex: Option<Sex>,
    /// How the person stands in the Party, where known, unless of a member.
    pub status: Option<MemberStatus>,
    /// For re-election, or for the first time.
    pub candidacy: Candidacy,
    /// The post.
    pub post: Post,
    /// Whether the person's work is salaried; unsalaried posts are only warned about (R-AGE-01).
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub salaried: bool,
}

impl NomineeBody {
    /// Somebody about to be put forward.
    ///
    /// # Errors
    /// [`Error::Invalid`] where neither a member nor name, date of birth and sex are told.
    pub fn input(self) -> Result<NewNominee, Error> {
        Ok(NewNominee {
            candidacy: self.candidacy,
            post: self.post,
            salaried: self.salaried,
            person: self.person()?,
        })
    }

    /// Who is meant.
    fn person(self) -> Result<PersonPutForward, Error> {
        if let Some(id) = self.member_id {
            let typed = [
                ("/full_name", self.full_name.is_some()),
                ("/birth_date", self.birth_date.is_some()),
                ("/sex", self.sex.is_some()),
                ("/status", self.status.is_some()),
            ];
            return match faults(typed, "nominee_field_of_member") {
                faults if faults.is_empty() => Ok(PersonPutForward::Member(id)),
                faults => Err(Error::Invalid(faults)),
            };
        }
        let missing = [
            ("/full_name", self.full_name.is_none()),
            ("/birth_date", self.birth_date.is_none()),
            ("/sex", self.sex.is_none()),
        ];
        let (Some(full_name), Some(birth_date), Some(sex)) =
            (self.full_name, self.birth_date, self.sex)
        else {
            return Err(Error::Invalid(faults(missing, "nominee_field_missing")));
        };
        Ok(PersonPutForward::Typed {
            full_name,
            birth_date,
            sex,
            status: self.status,
        })
    }
}

/// A fault at each of these fields that has one.
fn faults<const N: usize>(fields: [(&str, bool); N], code: &str) -> Vec<FieldError> {
    let off = fields.into_iter().filter(|(_, is_off)| *is_off);
    off.map(|(pointer, _)| FieldError::new(pointer, code))
        .collect()
}

fn yes() -> bool {
    true
}

/// What is corrected; what is absent stays as it is.
#[derive(Debug, Default, Clone, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionBody {
    /// The name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub full_name: Option<String>,
    /// The date of birth.
    #[validate(custom(function = "civil_date"))]
    pub birth_date: Option<NaiveDate>,
    /// The sex.
    pub sex: Option<Sex>,
    /// On which list.
    pub candidacy: Option<Candidacy>,
    /// The post.
    pub post: Option<Post>,
    /// Whether the person's work is salaried.
    pub salaried: Option<bool>,
    /// Withdraws the name from the list, for this reason.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub withdrawn_reason: Option<String>,
}

impl CorrectionBody {
    /// What is corrected.
    pub fn input(self) -> Correction {
        Correction {
            full_name: self.full_name,
            birth_date: self.birth_date,
            sex: self.sex,
            candidacy: self.candidacy,
            post: self.post,
            salaried: self.salaried,
            withdrawn_reason: self.withdrawn_reason,
        }
    }
}

/// The nominees
///
/// Restricted: your reading is recorded.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), NomineeQuery), responses((status = 200, body = NomineePage))
)]
#[get("/personnel/{id}/nominees")]
async fn list_nominees(
    state: Data<AppState>,
    actor: Actor,
    id: Path<PersonnelId>,
    query: Query<NomineeQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let today = actor.today();
    let (case, found) = state
        .db
        .write(move |conn| service::list(conn, &actor, *id, query.candidacy, &page))
        .await?;
    let regulation = case.regulation(today);
    let found = found.map(|nominee| NomineeView::of(nominee, &regulation));
    Ok(Reply::ok(&NomineePage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Put somebody forward
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path)), request_body = NomineeBody,
    responses((status = 201, body = NomineeView))
)]
#[post("/personnel/{id}/nominees")]
async fn nominate(
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    id: Path<PersonnelId>,
    body: Json<NomineeBody>,
) -> Result<HttpResponse, ApiError> {
    let Json {
        value: body,
        fingerprint,
    } = body;
    let new = body.input()?;
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let (case, nominee) = service::nominate(conn, actor, *id, &new)?;
        let (place, version) = (
            format!("/api/v1/personnel/{id}/nominees/{}", nominee.id),
            nominee.version,
        );
        let view = NomineeView::of(nominee, &case.regulation(actor.today()));
        Ok(Reply::created(place, &view)?.version(version))
    })
    .await
}

/// A nominee
///
/// Restricted: your reading is recorded.
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), ("nominee_id" = NomineeId, Path)),
    responses((status = 200, body = NomineeView))
)]
#[get("/personnel/{id}/nominees/{nominee_id}")]
async fn read_nominee(
    state: Data<AppState>,
    actor: Actor,
    ids: Path<(PersonnelId, NomineeId)>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let (case, nominee) = state
        .db
        .write(move |conn| service::read(conn, &actor, *ids))
        .await?;
    let view = NomineeView::of(nominee, &case.regulation(today));
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Correct a nominee, or withdraw the name
#[utoipa::path(
    tag = "personnel", params(("id" = PersonnelId, Path), ("nominee_id" = NomineeId, Path)),
    request_body = CorrectionBody, responses((status = 200, body = NomineeView))
)]
#[patch("/personnel/{id}/nominees/{nominee_id}")]
async fn correct_nominee(
    state: Data<AppState>,
    actor: Actor,
    ids: Path<(PersonnelId, NomineeId)>,
    seen: Seen,
    body: Json<CorrectionBody>,
) -> Result<HttpResponse, ApiError> {
    let today = actor.today();
    let correction = body.value.input();
    let (case, nominee) = state
        .db
        .write(move |conn| service::correct(conn, &actor, *ids, seen.0, &correction))
        .await?;
    let view = NomineeView::of(nominee, &case.regulation(today));
    Ok(Reply::ok(&view)?.version(view.version).respond())
}
