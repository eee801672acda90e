//! The rows that a seeded database is made of.

use chrono::{NaiveDate, TimeDelta};
use daihoi::audit::model::{AuditEntry, AuditEntryId, SubjectId, SubjectKind};
use daihoi::auth::permission::Role;
use daihoi::congress::model::{CongressId, State};
use daihoi::db::id::Id;
use daihoi::db::json::AsJson;
use daihoi::db::path::UnitPath;
use daihoi::db::schema::{
    audit_entries, audit_heads, congresses, events, offices, plan_scopes, plans, process_history,
    sessions, unit_placements, units, users,
};
use daihoi::db::time::Instant;
use daihoi::journal::model::HistoryEntryId;
use daihoi::plan::model::{PlanContent, PlanId};
use daihoi::sector::model::SectorId;
use daihoi::unit::model::{Level, UnitId};
use daihoi::user::model::{SessionId, UserId};
use diesel::Insertable;
use serde_json::{Value, json};

#[derive(Insertable)]
#[diesel(table_name = units, treat_none_as_default_value = false)]
pub struct UnitRow {
    pub id: UnitId,
    pub official_members: i64,
    pub probationary_members: i64,
    pub created_at: Instant,
    pub version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = unit_placements, treat_none_as_default_value = false)]
pub struct PlacementRow {
    pub id: Id<()>,
    pub unit_id: UnitId,
    pub parent_id: Option<UnitId>,
    pub path: UnitPath,
    pub level: Level,
    pub code: String,
    pub name: String,
    pub short_name: String,
    pub search: String,
    pub valid_from: NaiveDate,
}

#[derive(Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
pub struct UserRow {
    pub id: UserId,
    kind: &'static str,
    username: String,
    display_name: String,
    search: String,
    password_hash: String,
    password_changed_at: Instant,
    must_change_password: bool,
    created_at: Instant,
    version: i64,
}

impl UserRow {
    pub fn new(id: UserId, number: usize, hash: &str, now: Instant) -> Self {
        Self {
            id,
            kind: "person",
            username: username(number),
            display_name: format!("Cán bộ {number}"),
            search: username(number),
            password_hash: hash.to_owned(),
            password_changed_at: now,
            must_change_password: false,
            created_at: now,
            version: 1,
        }
    }
}

/// The name under which somebody signs in.
pub fn username(number: usize) -> String {
    format!("canbo{number:03}")
}

#[derive(Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
pub struct SessionRow {
    id: SessionId,
    user_id: UserId,
    created_at: Instant,
    last_used_at: Instant,
    expires_at: Instant,
    address: &'static str,
    agent: &'static str,
}

impl SessionRow {
    pub fn new(user_id: UserId, now: Instant) -> Self {
        Self {
            id: Id::new(),
            user_id,
            created_at: now,
            last_used_at: now,
            expires_at: now.plus(TimeDelta::days(36_500)),
            address: "127.0.0.1",
            agent: "bench",
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = offices, treat_none_as_default_value = false)]
pub struct OfficeRow {
    id: Id<()>,
    user_id: UserId,
    role: Role,
    unit_id: UnitId,
    valid_from: NaiveDate,
    created_at: Instant,
    version: i64,
}

impl OfficeRow {
    pub fn new(user_id: UserId, unit_id: UnitId, valid_from: NaiveDate, now: Instant) -> Self {
        Self {
            id: Id::new(),
            user_id,
            role: Role::OrganisationOfficer,
            unit_id,
            valid_from,
            created_at: now,
            version: 1,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = plans, treat_none_as_default_value = false)]
pub struct PlanRow {
    pub id: PlanId,
    pub unit_id: UnitId,
    pub unit_path: UnitPath,
    pub state: daihoi::plan::model::State,
    pub symbol: String,
    pub title: String,
    pub search: String,
    pub issued_on: NaiveDate,
    pub term_from: i64,
    pub term_to: i64,
    pub pilot_from: NaiveDate,
    pub pilot_to: NaiveDate,
    pub rest_from: NaiveDate,
    pub rest_to: NaiveDate,
    pub content: AsJson<PlanContent>,
    pub revision: i64,
    pub created_at: Instant,
    pub created_by: UserId,
    pub version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = plan_scopes)]
pub struct ScopeRow {
    pub plan_id: PlanId,
    pub unit_id: UnitId,
}

#[derive(Insertable)]
#[diesel(table_name = congresses, treat_none_as_default_value = false)]
pub struct CongressRow {
    pub id: CongressId,
    pub plan_id: PlanId,
    pub sector_id: Option<SectorId>,
    pub unit_id: UnitId,
    pub unit_path: UnitPath,
    pub unit_name: String,
    pub search: String,
    pub approving_unit_id: UnitId,
    pub state: State,
    pub pilot: bool,
    pub planned_on: NaiveDate,
    pub planned_time: String,
    pub venue: String,
    pub half_days: i64,
    pub due_on: Option<NaiveDate>,
    pub created_at: Instant,
    pub version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = process_history, treat_none_as_default_value = false)]
pub struct HistoryRow {
    id: HistoryEntryId,
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    step: &'static str,
    from_state: &'static str,
    to_state: &'static str,
    actor_id: UserId,
    role: &'static str,
    at: Instant,
    on_date: NaiveDate,
    ground: &'static str,
    data: AsJson<Value>,
}

impl HistoryRow {
    pub fn of(congress: &CongressRow, by: UserId) -> Self {
        Self {
            id: Id::new(),
            subject_kind: SubjectKind::Congress,
            subject_id: congress.id.cast(),
            step: "postpone",
            from_state: "preparing",
            to_state: "preparing",
            actor_id: by,
            role: "office",
            at: congress.created_at,
            on_date: congress.created_at.date(),
            ground: "–",
            data: AsJson(json!({ "planned_on": congress.planned_on })),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
pub struct EntryRow {
    id: AuditEntryId,
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    seq: i64,
    at: Instant,
    actor_id: Option<UserId>,
    action: String,
    detail: String,
    prev_hash: String,
    hash: String,
}

impl From<AuditEntry> for EntryRow {
    fn from(entry: AuditEntry) -> Self {
        Self {
            id: entry.id,
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            seq: entry.seq,
            at: entry.at,
            actor_id: entry.actor_id,
            action: entry.action,
            detail: entry.detail,
            prev_hash: entry.prev_hash,
            hash: entry.hash,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = audit_heads)]
pub struct HeadRow {
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    seq: i64,
    hash: String,
    sealed_seq: i64,
}

impl HeadRow {
    /// As if a checkpoint had sealed it.
    pub fn of(entry: &AuditEntry) -> Self {
        Self {
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            seq: entry.seq,
            hash: entry.hash.clone(),
            sealed_seq: entry.seq,
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
pub struct EventRow {
    id: Id<()>,
    position: i64,
    at: Instant,
    kind: &'static str,
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    unit_path: UnitPath,
    payload: AsJson<Value>,
}

impl EventRow {
    pub fn of(congress: &CongressRow, number: usize) -> Self {
        Self {
            id: Id::new(),
            position: i64::try_from(number).unwrap_or_default() + 1,
            at: congress.created_at,
            kind: "congress.plan",
            subject_kind: SubjectKind::Congress,
            subject_id: congress.id.cast(),
            unit_path: congress.unit_path.clone(),
            payload: AsJson(json!({})),
        }
    }
}
