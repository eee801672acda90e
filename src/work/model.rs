//! The data of somebody's work.

use chrono::NaiveDate;

use crate::audit::model::{SubjectId, SubjectKind};
use crate::congress::model::CongressId;
use crate::error::{Arg, Reason};
use crate::next_step;
use crate::overdue::model::Kind;
use crate::plan::model::PlanId;
use crate::plan::pilot_loop::Stage;
use crate::plan::rules::Step as PlanStep;
use crate::workflow::Seat;

/// What is to be done with a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// What is next at a congress.
    Next(next_step::model::Deed),
    /// What the process asks for in a state, as a notice says it: `congress.submitted`.
    Turn(String),
    /// What is overdue or soon due.
    Due(Kind),
    /// A step of a plan.
    Plan(PlanStep),
    /// A stage of the pilot loop of a plan.
    Stage(Stage),
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
    /// The path under `/api/v1` at which it is done, where that is known.
    pub at: Option<String>,
    /// How many times the same is to be done.
    pub count: usize,
    /// The congress it belongs to.
    pub congress_id: Option<CongressId>,
    /// The plan it belongs to.
    pub plan_id: Option<PlanId>,
    /// What the thing is called; nothing while it has no name of its own.
    pub name: Option<Arg>,
    /// The branch or the unit it concerns.
    pub place: Option<String>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Since when it waits.
    pub since: Option<NaiveDate>,
    /// Who must act; nobody in particular where it is the counting committee.
    pub by: Vec<Seat>,
    /// What it still waits for itself.
    pub why: Vec<Reason>,
    /// Whether it is the actor's own, as soon as it can be done.
    pub yours: bool,
}

impl Item {
    /// Something to be done to a thing, of which nothing else is known yet.
    pub fn new(deed: Deed, kind: SubjectKind, id: SubjectId) -> Self {
        Self {
            deed,
            kind,
            id,
            at: None,
            count: 1,
            congress_id: None,
            plan_id: None,
            name: None,
            place: None,
            due_on: None,
            since: None,
            by: Vec::new(),
            why: Vec::new(),
            yours: false,
        }
    }
}

/// What a thing is called, and where it belongs.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its congress.
    pub congress_id: Option<CongressId>,
    /// Its plan.
    pub plan_id: Option<PlanId>,
    /// Its name.
    pub name: Option<Arg>,
    /// The branch.
    pub place: Option<String>,
    /// When what its congress waits for is due.
    pub due_on: Option<NaiveDate>,
}

/// The work of one person.
#[derive(Debug, Default)]
pub struct Work {
    /// What waits for them, the most urgent first.
    pub mine: Vec<Item>,
    /// What they wait for from others, the most urgent first.
    pub others: Vec<Item>,
    /// Whether more waits than is shown.
    pub more: bool,
}

/// What the administrator of a fresh installation has done so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstSteps {
    /// There is a unit.
    pub units: bool,
    /// There is an account besides the administrator's own.
    pub accounts: bool,
}
