//! Who writes guidance, and how it begins.

use serde_json::json;

use super::model::{Guidance, State};
use super::rules::DRAFTED_BY;
use super::service::seats;
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::error::Error;
use crate::opinion::rules::{against_plan, decide_deed};
use crate::plan::model::{Plan, PlanId};
use crate::{journal, plan};

/// Whether the actor may write guidance of a plan, for a page that leads there.
pub fn may_draft(actor: &Actor, plan: &Plan) -> bool {
    expect_to_draft(actor, plan).is_ok()
}

/// Whether the actor may write guidance of a plan.
///
/// # Errors
/// As [`draft`].
pub fn expect_to_draft(actor: &Actor, plan: &Plan) -> Result<(), Error> {
    let held = seats(plan).held_by(actor);
    decide_deed(&DRAFTED_BY, &held, against_plan(plan.state))?;
    Ok(())
}

/// Writes a new draft.
///
/// # Errors
/// [`Error::Forbidden`] but for the office and the Secretary of the plan's committee; [`Error::Refused`] under a plan that
/// is not under way.
pub fn draft(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: PlanId,
    title: &str,
) -> Result<Guidance, Error> {
    let plan = plan::service::find(conn, actor, plan)?;
    expect_to_draft(actor, &plan)?;
    let guidance = Guidance {
        id: Id::new(),
        plan_id: plan.id,
        state: State::Draft,
        symbol: None,
        title: title.to_owned(),
        issued_on: None,
        issued_at: None,
        superseded_at: None,
        created_at: actor.now,
        created_by: actor.user_id,
        version: 1,
    };
    store::insert(conn, &guidance)?;
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Plan, plan.id),
        &plan.unit_path,
        "guidance.draft",
        json!({ "guidance_id": guidance.id }),
    )?;
    Ok(guidance)
}
