//! The JSON face of the audit chain.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{AuditEntry, Checkpoint, EntryFilter, Head, Subject, SubjectId, SubjectKind};
use super::{rules, service};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Query, full_date};
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::user::model::UserId;

/// The paths of the audit chain.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_audit_entries).service(audit_head);
}

/// Which entries.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Only the chain of this kind of subject; with `subject_id`, except for the installation.
    pub subject_kind: Option<SubjectKind>,
    /// Only the chain of this subject; with `subject_kind`.
    pub subject_id: Option<SubjectId>,
    /// Only what this account did.
    pub actor_id: Option<UserId>,
    /// Only from this day on, in Vietnam.
    #[serde(default, deserialize_with = "full_date")]
    pub from: Option<NaiveDate>,
    /// Only up to this day, itself included, in Vietnam.
    #[serde(default, deserialize_with = "full_date")]
    pub to: Option<NaiveDate>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

impl AuditQuery {
    /// The entries that are meant.
    ///
    /// # Errors
    /// [`Error::Invalid`] for half a subject.
    pub fn filter(&self) -> Result<EntryFilter, Error> {
        Ok(EntryFilter {
            subject: subject(self.subject_kind, self.subject_id)?,
            actor_id: self.actor_id,
            from: self.from.map(beginning),
            before: self.to.map(|day| beginning(day).plus(TimeDelta::days(1))),
        })
    }
}

/// Which chain.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditHeadQuery {
    /// The kind of subject.
    pub subject_kind: SubjectKind,
    /// The subject; may be left out for the installation.
    pub subject_id: Option<SubjectId>,
}

/// A page of entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryPage {
    /// The entries, the newest first.
    pub items: Vec<AuditEntry>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// Where a chain stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditHeadView {
    /// The chain's kind of subject.
    pub subject_kind: SubjectKind,
    /// The chain's subject.
    pub subject_id: SubjectId,
    /// How many entries the chain has.
    pub seq: i64,
    /// The hash of the last one.
    pub hash: String,
    /// Its first digits, as they are printed on minutes; `daihoi audit verify` takes them back.
    #[schema(example = "3f9c-02ab-77d1-e054")]
    pub short_hash: String,
    /// The last checkpoint over all chains; absent before the first.
    pub checkpoint: Option<Checkpoint>,
}

impl AuditHeadView {
    fn of(head: Head, checkpoint: Option<Checkpoint>) -> Self {
        Self {
            subject_kind: head.subject_kind,
            subject_id: head.subject_id,
            seq: head.seq,
            short_hash: rules::short(&head.hash),
            hash: head.hash,
            checkpoint,
        }
    }
}

/// The installation has one chain and no key of its own.
fn subject(kind: Option<SubjectKind>, id: Option<SubjectId>) -> Result<Option<Subject>, Error> {
    match (kind, id) {
        (None, None) => Ok(None),
        (Some(SubjectKind::Installation), None) => Ok(Some(Subject::installation())),
        (Some(kind), Some(id)) => Ok(Some(Subject { kind, id })),
        (Some(_), None) => Err(Error::invalid("/subject_id", "audit_subject_incomplete")),
        (None, Some(_)) => Err(Error::invalid("/subject_kind", "audit_subject_incomplete")),
    }
}

/// When a day begins; a year that no entry can bear is no mistake, only a filter that lets all or nothing by.
fn beginning(day: NaiveDate) -> Instant {
    Instant::beginning_of(day.with_year(day.year().clamp(1900, 9998)).unwrap_or(day))
}

/// Audit entries
///
/// Who did what, when. An administrator of the whole installation reads all of it; everybody else asks for the
/// chain of a plan, a congress or a unit in their reach.
#[utoipa::path(tag = "audit", params(AuditQuery), responses((status = 200, body = AuditEntryPage)))]
#[get("/audit")]
async fn list_audit_entries(
    state: Data<AppState>,
    actor: Actor,
    query: Query<AuditQuery>,
) -> Result<HttpResponse, ApiError> {
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let filter = query.filter()?;
    let found = state
        .db
        .read(move |conn| service::list(conn, &actor, &filter, &page))
        .await?;
    Ok(Reply::ok(&AuditEntryPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Where a chain stands
///
/// The number and hash of its last entry, to be printed on minutes, and the last checkpoint over all chains.
#[utoipa::path(tag = "audit", params(AuditHeadQuery), responses((status = 200, body = AuditHeadView)))]
#[get("/audit/head")]
async fn audit_head(
    state: Data<AppState>,
    actor: Actor,
    query: Query<AuditHeadQuery>,
) -> Result<HttpResponse, ApiError> {
    let subject =
        subject(Some(query.0.subject_kind), query.0.subject_id)?.ok_or(Error::NotFound)?;
    let (head, checkpoint) = state
        .db
        .read(move |conn| service::head(conn, &actor, subject))
        .await?;
    Ok(Reply::ok(&AuditHeadView::of(head, checkpoint))?.respond())
}
