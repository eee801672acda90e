//! What is next at a congress, and for whom.

use chrono::NaiveDate;

use super::gathering::gather;
use super::model::{Doer, Facts, Task};
use super::rules;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by};
use crate::congress;
use crate::congress::model::{Congress, CongressId};
use crate::congress::overview::Overview;
use crate::count::rules::against_counter;
use crate::db::AnyConnection;
use crate::error::{Arg, Error, Reason};
use crate::plan::model::Plan;
use crate::plan::rules::PRACTICE;
use crate::regulation::Regulation;
use crate::roll::model::Attendance;
use crate::workflow::Seat;

/// What is next, and for whom.
#[derive(Debug, Clone)]
pub struct Ahead {
    /// The congress.
    pub congress: Congress,
    /// Who is here; nothing before the roll is drawn up.
    pub attendance: Option<Attendance>,
    /// The last day on which the congress can be announced in time, until it is.
    pub notice_by: Option<NaiveDate>,
    /// What is next, the first one first; each with everything that stands in this person's way.
    pub tasks: Vec<TaskFor>,
}

/// A task, as seen by one person.
#[derive(Debug, Clone)]
pub struct TaskFor {
    /// The task.
    pub task: Task,
    /// Whether it is this person's to do.
    pub yours: bool,
}

/// What is next at a congress.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn next(conn: &mut AnyConnection, actor: &Actor, id: CongressId) -> Result<Ahead, Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongressDay, id)?;
    let (_, steps) = congress::service::actions(conn, actor, id)?;
    let facts = gather(conn, actor, (&congress, &plan), steps)?;
    ahead(conn, actor, (congress, &plan), facts)
}

/// What is to be done first at a congress of which the rest is known already; nothing for those who see the congress,
/// and not its day.
///
/// # Errors
/// As the database.
pub fn first(
    conn: &mut AnyConnection,
    actor: &Actor,
    all: &Overview,
) -> Result<Option<TaskFor>, Error> {
    match congress::service::find(conn, actor, Action::ReadCongressDay, all.congress.id) {
        Ok(_) => (),
        Err(Error::Forbidden(_)) => return Ok(None),
        Err(other) => return Err(other),
    }
    let facts = gather(conn, actor, (&all.congress, &all.plan), all.steps.clone())?;
    let found = ahead(conn, actor, (all.congress.clone(), &all.plan), facts)?;
    Ok(found.tasks.into_iter().next())
}

fn ahead(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (Congress, &Plan),
    facts: Facts,
) -> Result<Ahead, Error> {
    let held = congress.seats(plan.unit_id).held_by(actor);
    let regulation = Regulation::on(congress.day(actor.today()));
    let of_branch = held.contains(&Seat::Branch);
    let counter = against_counter(is_counter(actor, &congress), of_branch, &regulation);
    let tasks = rules::next(&facts)
        .into_iter()
        .map(|task| for_person(task, &held, counter.as_ref()))
        .collect();
    let notice_by = congress::beside::notice_by(conn, &congress, actor.today())?;
    Ok(Ahead {
        notice_by: notice_by.map(|latest| latest.value),
        attendance: facts.attendance,
        congress,
        tasks,
    })
}

fn is_counter(actor: &Actor, congress: &Congress) -> bool {
    actor.offices.iter().any(|office| {
        office.unit_id == Some(congress.unit_id)
            && held_by(Action::EnterCounts).contains(&office.role)
    })
}

/// A task as this person sees it; `counter` is why the person does not enter counts.
fn for_person(mut task: Task, held: &[Seat], counter: Option<&Reason>) -> TaskFor {
    let in_the_way = match task.by {
        Doer::Seats(seats) => (!seats.iter().any(|seat| held.contains(seat))).then(|| {
            Reason::new("wrong_office")
                .with("by", Arg::terms("seat", seats))
                .on(PRACTICE)
        }),
        Doer::Counter => counter.cloned(),
    };
    let yours = in_the_way.is_none();
    task.reasons.extend(in_the_way);
    TaskFor { task, yours }
}
