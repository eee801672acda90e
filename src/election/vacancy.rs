//! A seat left vacant opens a task, so that it is not forgotten (R-RES-06, R-POST-05).

use super::model::Case;
use crate::assignment::model::NewAssignment;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::personnel::model::Post;
use crate::unit::model::UnitId;
use crate::words::Language;
use crate::{assignment, unit};

/// Opens the task: a secretary is appointed by the approving committee (R-POST-05); other seats are filled by a
/// by-election of the branch.
pub fn open_task(conn: &mut AnyConnection, actor: &Actor, case: &Case) -> Result<(), Error> {
    let (unit_id, board, task) = match case.election.post {
        Post::Secretary => {
            let unit = within_plan(conn, actor, case, case.congress.approving_unit_id)?;
            (
                unit,
                "election-board-upper",
                "election-task-appoint-secretary",
            )
        }
        Post::DeputySecretary => {
            let unit = within_plan(conn, actor, case, case.congress.unit_id)?;
            (unit, "election-board-branch", "election-task-elect-deputy")
        }
        Post::BranchCommitteeMember => {
            let unit = within_plan(conn, actor, case, case.congress.unit_id)?;
            (unit, "election-board-branch", "election-task-elect-member")
        }
    };
    // Tasks are kept as they were given, in the language of the Party's papers.
    let vietnamese = Language::Vietnamese;
    let branch = case.congress.unit_name.as_str().into();
    let new = NewAssignment {
        unit_id,
        board: vietnamese.say(board),
        task: vietnamese.say_with(task, &[("branch", branch)]),
        due_on: None,
    };
    assignment::service::put_down(conn, actor, &case.plan, None, &new, "")?;
    Ok(())
}

/// The unit, where it stands under the plan's committee today; else that committee, which then sees to it.
fn within_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    case: &Case,
    wanted: UnitId,
) -> Result<UnitId, Error> {
    match unit::service::place(conn, wanted, actor.today()) {
        Ok(place) if place.path.is_under(&case.plan.unit_path) => Ok(wanted),
        Ok(_) | Err(Error::NotFound) => Ok(case.plan.unit_id),
        Err(error) => Err(error),
    }
}
