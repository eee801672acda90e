//! The data of what is overdue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::assignment::model::AssignmentId;
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;
use crate::workflow::Seat;

/// What is awaited.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(as = OverdueKind)]
pub enum Kind {
    /// A congress that has not opened by its day, or by the end of the plan's window where no day is fixed.
    NotHeld,
    /// A congress that has opened and not closed.
    NotClosed,
    /// The report of a result, so many working days after the close (R-POST-02).
    Report,
    /// The confirmation of a result, so many working days after its receipt (R-POST-03).
    Confirmation,
    /// The acknowledgement of the guidance, before the congress is convened (R-PIL-03).
    Guidance,
    /// A task.
    Assignment,
    /// The appointment of a secretary whom the congress could not elect (R-POST-05).
    SecretaryAppointment,
    /// A seat left vacant, to be filled by a by-election (R-RES-06).
    Vacancy,
}

/// Who must act: a seat, and the unit that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The seat.
    pub seat: Seat,
    /// The unit; none where the process has no such seat.
    pub unit_id: UnitId,
}

/// The clause an item rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// The clause, or the practice.
    pub clause: &'static str,
    /// The text it stands in; empty for a practice.
    pub text: &'static str,
}

/// A row that an item is about: a congress or an assignment. A marker for keys of both.
#[derive(Debug)]
pub enum Awaited {}

/// Something that is awaited.
#[derive(Debug, Clone)]
pub struct Item {
    /// What.
    pub kind: Kind,
    /// The day it is ordered by: when it is due, or when it arose where no day is laid down.
    pub on: NaiveDate,
    /// When it is due; none where no day is laid down.
    pub due_on: Option<NaiveDate>,
    /// Since when it is awaited.
    pub since: Option<NaiveDate>,
    /// The key of the row it is about.
    pub id: Id<Awaited>,
    /// The unit it concerns.
    pub unit_id: UnitId,
    /// Where that unit stands.
    pub unit_path: UnitPath,
    /// The plan.
    pub plan_id: PlanId,
    /// The congress, where it is about one.
    pub congress_id: Option<CongressId>,
    /// The task, where it is one.
    pub assignment_id: Option<AssignmentId>,
    /// The task in words, or the symbols of the guidance.
    pub what: Option<String>,
    /// Who must act.
    pub turns: Vec<Turn>,
    /// On what ground.
    pub clause: Clause,
}

impl Item {
    /// Where it stands in the order of the list.
    pub fn place(&self) -> Place {
        Place {
            on: self.on,
            kind: self.kind,
            path: self.unit_path.clone(),
            id: self.id,
        }
    }
}

/// Where an item stands in the order of the list: by day, then by kind, then in the order of the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The day.
    pub on: NaiveDate,
    /// The kind.
    pub kind: Kind,
    /// Where the unit stands.
    pub path: UnitPath,
    /// The row.
    pub id: Id<Awaited>,
}

/// From where on one kind is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// From this day on.
    pub from: NaiveDate,
    /// On that day, only what stands after this in the order of the tree.
    pub beyond: Option<(UnitPath, Id<Awaited>)>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question {
    /// Only under this unit.
    pub unit_id: Option<UnitId>,
    /// Only this kind.
    pub kind: Option<Kind>,
}
