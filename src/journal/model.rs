//! History and notices.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::audit::model::{Subject, SubjectId, SubjectKind};
use crate::auth::seat::Seats;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::unit::model::{UnitId, UnitNames};
use crate::user::model::UserId;
use crate::workflow::{Decision, Process, Seat};

/// A step that has just been decided and saved.
pub struct StepTaken<'a, P: Process> {
    /// The thing the step was taken on.
    pub subject: Subject,
    /// The chain its audit entry belongs to: the congress for its documents, the plan for its guidance.
    pub chain: Subject,
    /// Where in the tree: who may hear of it.
    pub unit_path: &'a UnitPath,
    /// Who holds which place in this process.
    pub seats: Seats,
    /// The step.
    pub step: P::Step,
    /// The state it was taken from.
    pub from: P::State,
    /// What was decided.
    pub decision: Decision<P::State>,
    /// The person's words.
    pub note: Option<&'a str>,
    /// What was given with the step: figures, numbers, dates; never a person's name or a document's text.
    pub data: Value,
    /// When the next one is due.
    pub due_on: Option<NaiveDate>,
}

/// A write that is not a step of a process.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The chain its audit entry belongs to.
    pub chain: Subject,
    /// Where in the tree: who may hear of it.
    pub unit_path: UnitPath,
    /// What was done, such as `unit.establish`.
    pub kind: &'static str,
    /// Fields and keys; no person's name, no text of a document.
    pub detail: Value,
}

/// A step's key.
pub type HistoryEntryId = Id<HistoryEntry>;

/// A step of the past.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistoryEntry {
    /// The entry's key.
    pub id: HistoryEntryId,
    /// The step.
    pub step: String,
    /// The state before it.
    pub from: String,
    /// The state after it.
    pub to: String,
    /// Who took it.
    pub actor_id: UserId,
    /// What they are called.
    pub actor_name: String,
    /// From which seat.
    pub seat: String,
    /// The unit at which the office was held.
    pub office_unit_id: Option<UnitId>,
    /// What that unit was called on the day.
    pub office_unit_name: Option<String>,
    /// When.
    pub at: Instant,
    /// On what ground.
    pub ground: String,
    /// The person's words.
    pub note: Option<String>,
    /// What was given with the step.
    #[schema(value_type = Object)]
    pub data: Value,
}

/// What people and units are called that a view bears the keys of.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The people.
    pub people: HashMap<UserId, String>,
    /// The units.
    pub units: UnitNames,
}

impl Names {
    /// What somebody is called.
    pub fn person(&self, id: Option<UserId>) -> Option<String> {
        self.people.get(&id?).cloned()
    }

    /// What a unit was called on a day.
    pub fn unit(&self, id: Option<UnitId>, on: NaiveDate) -> Option<String> {
        self.units.on(id?, on).map(ToOwned::to_owned)
    }
}

/// A notice's key.
pub type NoticeId = Id<Notice>;

/// It is your turn: told to a seat when a step leads to a state in which that seat acts.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Notice {
    /// The notice's key.
    pub id: NoticeId,
    /// Which seat is meant.
    pub seat: String,
    /// At which unit.
    pub unit_id: UnitId,
    /// What kind of thing waits.
    pub subject_kind: SubjectKind,
    /// Which thing waits.
    pub subject_id: SubjectId,
    /// Why: the process and the state, such as `congress.submitted`.
    pub code: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Since when.
    pub created_at: Instant,
    /// When the step was taken that it waited for; absent while it waits.
    pub done_at: Option<Instant>,
}

impl Notice {
    /// Its place in the list.
    pub fn key(&self) -> NoticeKey {
        match (self.done_at, self.due_on) {
            (Some(_), _) => NoticeKey::Done(self.id),
            (None, Some(due_on)) => NoticeKey::Due(due_on, self.id),
            (None, None) => NoticeKey::Undated(self.id),
        }
    }
}

/// A notice's place in the list: first what waits, by when it is due; then what waits without a date; then what
/// is done, the newest first.
#[derive(Debug, Clone, Copy, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKey {
    /// Waits, due on a date.
    Due(NaiveDate, NoticeId),
    /// Waits, without a date.
    Undated(NoticeId),
    /// Done.
    Done(NoticeId),
}

/// Seats at one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatsAt {
    /// The unit.
    pub unit_id: UnitId,
    /// The seats.
    pub seats: Vec<Seat>,
}
