//! What an event says.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::audit::model::{Subject, SubjectId, SubjectKind};
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::time::Instant;

/// An event's key.
pub type EventId = Id<Event>;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Event {
    /// The event's key.
    pub id: EventId,
    /// Its place in the order of events; ask for those `after` it.
    pub position: i64,
    /// When.
    pub at: Instant,
    /// What, such as `congress.approve`.
    pub kind: String,
    /// To what kind of thing.
    pub subject_kind: SubjectKind,
    /// To which thing.
    pub subject_id: SubjectId,
    /// What a follower needs to go on without asking: states, keys.
    #[schema(value_type = Object)]
    pub payload: Value,
}

/// An event about to be told.
#[derive(Debug)]
pub struct NewEvent<'a> {
    /// What, such as `congress.approve`.
    pub kind: String,
    /// To which thing.
    pub subject: Subject,
    /// Where in the tree: who may hear of it.
    pub unit_path: &'a UnitPath,
    /// Keys and states.
    pub payload: Value,
}

/// A stretch of the events, as far as somebody may hear of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// The events, in their order.
    pub events: Vec<Event>,
    /// The position to ask after next time.
    pub next: i64,
    /// Whether there are events after that already.
    pub more: bool,
    /// The position of the oldest event that is still kept.
    pub oldest: Option<i64>,
}
