//! A seat left vacant opens a task, so that it is not forgotten (R-RES-06, R-POST-05).

use crate::assignment::model::{NewAssignment, Purpose};
use crate::auth::actor::Actor;
use crate::congress::model::Congress;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::personnel::model::Post;
use crate::plan::model::Plan;
use crate::unit::model::UnitId;
use crate::words::Language;
use crate::{assignment, unit};

/// Why a seat is to be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The congress left it vacant.
    LeftVacant,
    /// The approving committee refused the election (R-POST-04).
    Refused,
    /// Whoever held it has left it (R-POST-07).
    HolderLeft,
}

/// Opens the task: a secretary is appointed by the approving committee (R-POST-05); other seats are filled by a
/// by-election of the branch.
pub fn open_task(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
    post: Post,
    why: Why,
) -> Result<(), Error> {
    let (unit, board) = match post {
        Post::Secretary => (congress.approving_unit_id, "election-board-upper"),
        Post::DeputySecretary
        | Post::BranchCommitteeMember
        | Post::Delegate
        | Post::AlternateDelegate => (congress.unit_id, "election-board-branch"),
    };
    // Tasks are kept as they were given, in the language of the Party's papers.
    let vietnamese = Language::Vietnamese;
    let branch = congress.unit_name.as_str().into();
    let new = NewAssignment {
        unit_id: within_plan(conn, actor, plan, unit)?,
        board: vietnamese.say(board),
        task: vietnamese.say_with(words(post, why), &[("branch", branch)]),
        due_on: None,
        purpose: purpose(post, why),
        post: Some(post),
        congress_id: Some(congress.id),
    };
    assignment::service::put_down(conn, actor, plan, None, &new, "")?;
    Ok(())
}

fn words(post: Post, why: Why) -> &'static str {
    match (post, why) {
        (Post::Secretary, Why::LeftVacant) => "election-task-appoint-secretary",
        (Post::Secretary, Why::Refused) => "election-task-secretary-refused",
        (Post::DeputySecretary, Why::LeftVacant) => "election-task-elect-deputy",
        (Post::DeputySecretary, Why::Refused) => "election-task-deputy-refused",
        (Post::BranchCommitteeMember, Why::LeftVacant) => "election-task-elect-member",
        (Post::BranchCommitteeMember, Why::Refused) => "election-task-member-refused",
        (Post::Secretary, Why::HolderLeft) => "election-task-secretary-left",
        (Post::DeputySecretary, Why::HolderLeft) => "election-task-deputy-left",
        (Post::BranchCommitteeMember, Why::HolderLeft) => "election-task-member-left",
        (Post::Delegate | Post::AlternateDelegate, _) => "election-task-delegate",
    }
}

/// A secretary whom the congress was to elect is appointed; any other seat is filled by a by-election, or by appointment.
fn purpose(post: Post, why: Why) -> Purpose {
    match (post, why) {
        (Post::Secretary, Why::LeftVacant | Why::Refused) => Purpose::AppointSecretary,
        (Post::Secretary, Why::HolderLeft)
        | (
            Post::DeputySecretary
            | Post::BranchCommitteeMember
            | Post::Delegate
            | Post::AlternateDelegate,
            _,
        ) => Purpose::FillVacancy,
    }
}

/// The unit, where it stands under the plan's committee today; else that committee, which then sees to it.
fn within_plan(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    wanted: UnitId,
) -> Result<UnitId, Error> {
    match unit::service::place(conn, wanted, actor.today()) {
        Ok(place) if place.path.is_under(&plan.unit_path) => Ok(wanted),
        Ok(_) | Err(Error::NotFound) => Ok(plan.unit_id),
        Err(error) => Err(error),
    }
}
