//! The data of guidance.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::opinion::model::OpinionId;
use crate::plan::model::PlanId;
use crate::user::model::UserId;

/// Where guidance can stand.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = GuidanceState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// Being written.
    Draft,
    /// In force, and distributed to every branch it reaches.
    Issued,
    /// A newer one is, or was, in force.
    Superseded,
}
crate::text_enum!(State);

/// A guidance's key.
pub type GuidanceId = Id<Guidance>;

/// A numbered document of points to note.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::guidances)]
pub struct Guidance {
    /// The guidance's key.
    pub id: GuidanceId,
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// Where it stands.
    pub state: State,
    /// Number and symbol; given when it is issued.
    pub symbol: Option<String>,
    /// What it is about.
    pub title: String,
    /// The date it bears.
    pub issued_on: Option<NaiveDate>,
    /// When it came into force.
    pub issued_at: Option<Instant>,
    /// When a newer one came into force.
    pub superseded_at: Option<Instant>,
    /// When it was first written down.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
    /// Grows with every change, of a clause too.
    pub version: i64,
}

/// When a clause must have been ticked off.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Checklist {
    /// The clause is no item of a checklist.
    None,
    /// Before the congress opens.
    BeforeOpening,
    /// Before the congress closes.
    BeforeClosing,
}
crate::text_enum!(Checklist);

/// A clause's key.
pub type ClauseId = Id<Clause>;

/// A clause of guidance.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::guidance_clauses)]
pub struct Clause {
    /// The clause's key.
    pub id: ClauseId,
    /// The guidance it stands in.
    pub guidance_id: GuidanceId,
    /// Its number, from 1, without gaps.
    pub n: i64,
    /// What it says.
    pub text: String,
    /// When every later congress must have ticked it off.
    pub checklist: Checklist,
    /// Grows with every change.
    pub version: i64,
}

/// A clause, with the opinions it rests on.
#[derive(Debug, Clone)]
pub struct RestingClause {
    /// The clause.
    pub clause: Clause,
    /// The opinions, the oldest first.
    pub opinion_ids: Vec<OpinionId>,
}

/// What is written in a clause; absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct ClauseChanges {
    /// What it says.
    pub text: Option<String>,
    /// The opinions it rests on.
    pub opinion_ids: Option<Vec<OpinionId>>,
    /// When it must have been ticked off.
    pub checklist: Option<Checklist>,
    /// Its place among the clauses; the others move.
    pub n: Option<i64>,
}

/// A congress, as far as guidance looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting {
    /// The plan it belongs to.
    pub plan_id: PlanId,
    /// Whether it is a pilot.
    pub pilot: bool,
    /// The day it opened.
    pub opened_on: Option<NaiveDate>,
}

/// A guidance that was in force for a time, seen from one congress.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distributed {
    /// The guidance.
    pub guidance_id: GuidanceId,
    /// Its plan.
    pub plan_id: PlanId,
    /// Its number and symbol.
    pub symbol: String,
    /// From when it was in force.
    pub issued_at: Instant,
    /// Until when.
    pub superseded_at: Option<Instant>,
    /// Whether the congress's branch has acknowledged it.
    pub acknowledged: bool,
}

/// What the guidance in force asks of one congress.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GuidanceFacts {
    /// Symbols of the guidance in force (of the plan and those it implements) not acknowledged by the branch.
    pub unacknowledged: Vec<String>,
    /// Clauses to be ticked before opening that are not.
    pub open_before_opening: i64,
    /// Clauses to be ticked before closing that are not.
    pub open_before_closing: i64,
}
