//! The data of assignments.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::opinion::model::OpinionId;
use crate::personnel::model::Post;
use crate::plan::model::PlanId;
use crate::unit::model::UnitId;

/// Where an assignment can stand.
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
#[schema(as = AssignmentState)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum State {
    /// To be done.
    Open,
    /// Reported done.
    Done,
}
crate::text_enum!(State);

/// What a task is for.
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
#[schema(as = AssignmentPurpose)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum Purpose {
    /// What its words say.
    Task,
    /// A secretary is to be appointed, whom the congress could not elect (R-POST-05).
    AppointSecretary,
    /// A seat left vacant is to be filled (R-RES-06).
    FillVacancy,
}
crate::text_enum!(Purpose);

/// An assignment's key.
pub type AssignmentId = Id<Assignment>;

/// A task.
#[derive(Debug, Clone, diesel::Queryable, diesel::Selectable)]
#[diesel(table_name = crate::db::schema::assignments)]
pub struct Assignment {
    /// The assignment's key.
    pub id: AssignmentId,
    /// The plan under which it was given.
    pub plan_id: PlanId,
    /// The opinion whose conclusion gave it.
    pub opinion_id: Option<OpinionId>,
    /// The unit it was given to.
    pub unit_id: UnitId,
    /// Where that unit stood on the day.
    pub unit_path: UnitPath,
    /// The board of that unit, such as its Organisation Board.
    pub board: String,
    /// What is to be done.
    pub task: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Where it stands.
    pub state: State,
    /// When it was reported done.
    pub done_at: Option<Instant>,
    /// With what words.
    pub done_note: Option<String>,
    /// When it was given.
    pub created_at: Instant,
    /// Grows with every change.
    pub version: i64,
    /// What it is for.
    pub purpose: Purpose,
    /// The congress that left it to be done.
    pub congress_id: Option<CongressId>,
    /// The post, where a seat is to be filled.
    pub post: Option<Post>,
}

impl Assignment {
    /// The day on which it is awaited: when it is due, else when it was given.
    pub fn awaited_on(&self) -> NaiveDate {
        self.due_on.unwrap_or_else(|| self.created_at.date())
    }

    /// Whether it should have been done by this date and is not.
    pub fn is_overdue(&self, today: chrono::NaiveDate) -> bool {
        self.state == State::Open && self.due_on.is_some_and(|due| due < today)
    }
}

/// A task about to be given.
#[derive(Debug, Clone)]
pub struct NewAssignment {
    /// The unit it is given to.
    pub unit_id: UnitId,
    /// The board of that unit.
    pub board: String,
    /// What is to be done.
    pub task: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// What it is for.
    pub purpose: Purpose,
    /// The congress that left it to be done.
    pub congress_id: Option<CongressId>,
    /// The post, where a seat is to be filled.
    pub post: Option<Post>,
}

/// Open tasks, in the order of the days on which they are awaited: when they are due, else when they were given.
#[derive(Debug, Clone)]
pub struct DueFilter {
    /// Only those given to units under any of these places.
    pub places: Vec<UnitPath>,
    /// Only those for this.
    pub purpose: Purpose,
    /// Only those awaited on this day or after.
    pub from: NaiveDate,
    /// Only those awaited on this day or before.
    pub until: NaiveDate,
    /// Of the first day, only those that stand after this one in the order of the tree.
    pub beyond: Option<(UnitPath, AssignmentId)>,
    /// How many at most.
    pub most: i64,
}

/// What a list of assignments is narrowed to.
#[derive(Debug, Default)]
pub struct AssignmentFilter {
    /// Only those given to units under any of these places.
    pub reach: Vec<UnitPath>,
    /// Only those given under this plan.
    pub plan_id: Option<PlanId>,
    /// Only those given to this unit.
    pub unit_id: Option<UnitId>,
    /// Only those in this state.
    pub state: Option<State>,
    /// Only those that are overdue on a date, or only those that are not.
    pub overdue: Option<(bool, NaiveDate)>,
}
