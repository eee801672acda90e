//! The verbs of assignments.

use serde_json::json;

use super::model::{
    Assignment, AssignmentFilter, AssignmentId, DueFilter, NewAssignment, Purpose, State,
};
use super::rules::{AssignmentProcess, Facts, Step};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, reach};
use crate::auth::seat::Seats;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::follow::{self, Follower};
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::journal;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::opinion::model::OpinionId;
use crate::opinion::rules::{against_plan, decide_deed};
use crate::personnel::model::Post;
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::expect_version;
use crate::unit::model::Level;
use crate::workflow::{Decision, PossibleStep, Seat, decide, possible_steps};
use crate::{plan, unit};

fn subject(id: AssignmentId) -> Subject {
    Subject::new(SubjectKind::Assignment, id)
}

/// The seats are those of the unit it was given to, committee or branch: which one, its offices tell.
fn seats(assignment: &Assignment) -> Seats {
    Seats {
        plan_unit: Some(assignment.unit_id),
        branch: Some(assignment.unit_id),
        ..Seats::default()
    }
}

/// The assignment with this key, if the actor reaches the unit it was given to.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<Assignment, Error> {
    let assignment = store::by_id(conn, id)?;
    permit(actor, Action::ReadCongresses, &assignment.unit_path)?;
    Ok(assignment)
}

/// The subtree that stood at `from` stands at `to` from today on: the tasks of its units follow.
///
/// # Errors
/// As the database.
pub fn follow_move(conn: &mut AnyConnection, from: &UnitPath, to: &UnitPath) -> Result<(), Error> {
    follow::follow_move(conn, Follower::Assignments, from, to)?;
    Ok(())
}

/// The assignments given in the conclusions of these opinions, for those who see the opinions.
pub fn of_opinions(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    opinions: &[OpinionId],
) -> Result<Vec<Assignment>, Error> {
    store::of_opinions(conn, plans, opinions)
}

/// The assignments given to units in the actor's reach.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    mut filter: AssignmentFilter,
    page: &PageRequest<AssignmentId>,
) -> Result<Page<Assignment>, Error> {
    filter.reach = reach(actor, Action::ReadCongresses);
    store::list(conn, &filter, page)
}

/// Open tasks by the day on which they are awaited; for whoever has asked who may.
///
/// # Errors
/// As the database.
pub fn due(conn: &mut AnyConnection, filter: &DueFilter) -> Result<Vec<Assignment>, Error> {
    store::due(conn, filter)
}

/// Whether the actor gives tasks under a plan, for a page that leads there.
pub fn may_give(actor: &Actor, plan: &Plan) -> bool {
    given_by(actor, plan).contains(&Seat::Secretary)
}

fn given_by(actor: &Actor, plan: &Plan) -> Vec<Seat> {
    let seats = Seats {
        plan_unit: Some(plan.unit_id),
        ..Seats::default()
    };
    seats.held_by(actor)
}

/// Whether the actor may give a task under a plan now.
///
/// # Errors
/// As [`give`].
pub fn expect_to_give(actor: &Actor, plan: &Plan) -> Result<(), Error> {
    let held = given_by(actor, plan);
    decide_deed(&[Seat::Secretary], &held, against_plan(plan.state))?;
    Ok(())
}

/// Gives a task under a plan.
///
/// # Errors
/// [`Error::Forbidden`] but for the plan's Secretary, [`Error::Refused`] while the plan is not underway,
/// [`Error::Invalid`] as [`put_down`].
pub fn give(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: PlanId,
    new: &NewAssignment,
) -> Result<Assignment, Error> {
    let plan = plan::service::find(conn, actor, plan)?;
    expect_to_give(actor, &plan)?;
    put_down(conn, actor, &plan, None, new, "")
}

/// Puts down a task that the plan's Secretary has given; whoever calls has seen to it that it was the Secretary.
///
/// # Errors
/// [`Error::Invalid`], below `pointer`, for a unit outside the plan's committee or a day that is past.
pub fn put_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    opinion: Option<OpinionId>,
    new: &NewAssignment,
    pointer: &str,
) -> Result<Assignment, Error> {
    let outside = || Error::invalid(format!("{pointer}/unit_id"), "assignment_outside");
    let place = match unit::service::place(conn, new.unit_id, actor.today()) {
        Err(Error::NotFound) => return Err(outside()),
        place => place?,
    };
    if !place.path.is_under(&plan.unit_path) {
        return Err(outside());
    }
    if new.due_on.is_some_and(|due| due < actor.today()) {
        return Err(Error::invalid(
            format!("{pointer}/due_on"),
            "assignment_due_past",
        ));
    }
    let assignment = Assignment {
        id: Id::new(),
        plan_id: plan.id,
        opinion_id: opinion,
        unit_id: new.unit_id,
        unit_path: place.path,
        board: new.board.clone(),
        task: new.task.clone(),
        due_on: new.due_on,
        state: State::Open,
        done_at: None,
        done_note: None,
        created_at: actor.now,
        version: 1,
        purpose: new.purpose,
        congress_id: new.congress_id,
        post: new.post,
    };
    store::insert(conn, &assignment)?;
    record_giving(conn, actor, &assignment, place.level)?;
    Ok(assignment)
}

fn record_giving(
    conn: &mut AnyConnection,
    actor: &Actor,
    assignment: &Assignment,
    level: Level,
) -> Result<(), Error> {
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Plan, assignment.plan_id),
        &assignment.unit_path,
        "assignment.give",
        json!({ "assignment_id": assignment.id, "opinion_id": assignment.opinion_id, "unit_id": assignment.unit_id }),
    )?;
    let told: &[Seat] = if level.is_branch() {
        &[Seat::Branch]
    } else {
        &[Seat::Office]
    };
    journal::service::tell_seats(
        conn,
        actor,
        subject(assignment.id),
        (&seats(assignment), told),
        "assignment.open",
        assignment.due_on,
    )
}

/// What comes with a step by hand.
fn facts(assignment: &Assignment, note: Option<&str>) -> Facts {
    Facts {
        fills_a_seat: assignment.purpose != Purpose::Task,
        result_reported: note.is_some_and(|note| !note.trim().is_empty()),
    }
}

/// Every step from where the assignment stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: AssignmentId,
) -> Result<(Assignment, Vec<PossibleStep<AssignmentProcess>>), Error> {
    let assignment = find(conn, actor, id)?;
    let held = seats(&assignment).held_by(actor);
    // What comes with a step cannot be missed before the step is taken.
    let facts = Facts {
        result_reported: true,
        fills_a_seat: assignment.purpose != Purpose::Task,
    };
    let steps = possible_steps::<AssignmentProcess>(assignment.state, &held, &facts);
    Ok((assignment, steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: AssignmentId,
    seen: i64,
    step: Step,
    note: Option<&str>,
) -> Result<Assignment, Error> {
    let assignment = find(conn, actor, id)?;
    expect_version(assignment.version, seen)?;
    let held = seats(&assignment).held_by(actor);
    let decision =
        decide::<AssignmentProcess>(assignment.state, step, &held, &facts(&assignment, note))?;
    complete(conn, actor, assignment, decision, (step, note))
}

fn complete(
    conn: &mut AnyConnection,
    actor: &Actor,
    mut assignment: Assignment,
    decision: Decision<State>,
    (step, note): (Step, Option<&str>),
) -> Result<Assignment, Error> {
    let (id, seen) = (assignment.id, assignment.version);
    let (from, seats) = (assignment.state, seats(&assignment));
    assignment.state = decision.to;
    assignment.done_at = Some(actor.now);
    assignment.done_note = note.map(ToOwned::to_owned);
    assignment.version += 1;
    store::save(conn, &assignment, seen)?;
    journal::service::record_step::<AssignmentProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(id),
            chain: Subject::new(SubjectKind::Plan, assignment.plan_id),
            unit_path: &assignment.unit_path,
            seats,
            step,
            from,
            decision,
            note,
            data: json!({ "due_on": assignment.due_on }),
            due_on: None,
        },
    )?;
    Ok(assignment)
}

/// Completes what a congress left to be done for these purposes, because what was done elsewhere has done it; whoever
/// calls has seen to it that the actor may.
///
/// # Errors
/// As the database.
pub fn settle(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    purposes: &[Purpose],
    note: &str,
) -> Result<(), Error> {
    for assignment in store::open_of_congress(conn, congress, purposes)? {
        settle_this(conn, actor, assignment, note)?;
    }
    Ok(())
}

/// Completes the oldest task of a congress to fill a seat of this post, because the seat is filled; whoever calls has seen
/// to it that the actor may.
///
/// # Errors
/// As the database.
pub fn settle_one(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    post: Post,
    note: &str,
) -> Result<(), Error> {
    let open = store::open_of_congress(conn, congress, &[Purpose::FillVacancy])?;
    // Of tasks opened before their post was kept, any is as good as the other.
    let of_it = |one: &&Assignment| one.post.is_none_or(|kept| kept == post);
    match open.iter().find(of_it) {
        Some(task) => settle_this(conn, actor, task.clone(), note),
        None => Ok(()),
    }
}

fn settle_this(
    conn: &mut AnyConnection,
    actor: &Actor,
    assignment: Assignment,
    note: &str,
) -> Result<(), Error> {
    let facts = Facts {
        result_reported: true,
        fills_a_seat: false,
    };
    let held = [Seat::Office];
    let decision = decide::<AssignmentProcess>(assignment.state, Step::Complete, &held, &facts)?;
    complete(
        conn,
        actor,
        assignment,
        decision,
        (Step::Complete, Some(note)),
    )?;
    Ok(())
}

/// The steps taken on an assignment.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: AssignmentId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, id)?;
    journal::service::history(conn, subject(id), page)
}
