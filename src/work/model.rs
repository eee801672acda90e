//! The data of somebody's work.

use chrono::NaiveDate;

use crate::audit::model::{SubjectId, SubjectKind};
use crate::congress::model::CongressId;
use crate::error::Arg;
use crate::unit::model::UnitId;
use crate::workflow::Seat;

/// What is to be done with a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// What the process asks for in a state, as a notice says it: `congress.submitted`.
    Turn(String),
    /// What is overdue or soon due.
    Due(crate::overdue::model::Kind),
}

/// Something that waits.
#[derive(Debug, Clone)]
pub struct Item {
    /// What is to be done.
    pub deed: Deed,
    /// What kind of thing it is done to.
    pub kind: SubjectKind,
    /// Which thing.
    pub id: SubjectId,
    /// The congress it belongs to.
    pub congress_id: Option<CongressId>,
    /// What the thing is called; nothing while it has no name of its own.
    pub name: Option<Arg>,
    /// The branch or the unit it concerns.
    pub place: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Since when it waits.
    pub since: Option<NaiveDate>,
    /// Who must act.
    pub by: Vec<(Seat, UnitId)>,
}

/// The work of one person.
#[derive(Debug, Default)]
pub struct Work {
    /// What waits for them, the most urgent first.
    pub mine: Vec<Item>,
    /// What they wait for from others, the most urgent first.
    pub others: Vec<Item>,
}
