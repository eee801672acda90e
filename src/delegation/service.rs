//! The verbs of an allocation of delegates: read it, put it down.

use serde_json::json;

use super::model::Delegation;
use super::rules::{self, Facts};
use super::store;
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::error::Error;
use crate::opinion::rules::decide_deed;
use crate::personnel::model::Post;
use crate::plan::model::Plan;
use crate::plan::service::expect_version;
use crate::regulation::Regulation;
use crate::workflow::Seat;
use crate::{congress, election, journal};

/// How many delegates are allocated to a congress; for the rules of its elections: nobody asks.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Option<Delegation>, Error> {
    store::of(conn, congress)
}

/// What is allocated to a congress, for whoever may see it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Plan, Option<Delegation>), Error> {
    let (congress, plan) =
        congress::service::find_with_plan(conn, actor, Action::ReadCongresses, id)?;
    let delegation = store::of(conn, id)?;
    Ok((congress, plan, delegation))
}

/// Whether this person may allocate delegates to the congress now.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn expect_to_allocate(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, plan): (&Congress, &Plan),
) -> Result<(), Error> {
    let regulation = Regulation::on(congress.day(actor.today()));
    let reasons = rules::against_allocating(&Facts {
        regulation: &regulation,
        congress: congress.state,
        in_plan: plan.content.0.elects_delegates(),
        begun: election::service::has_begun(conn, congress.id, Post::Delegate)?,
    });
    let held = congress.seats(plan.unit_id).held_by(actor);
    decide_deed(&[Seat::Upper, Seat::Office], &held, reasons)?;
    Ok(())
}

/// Allocates so many delegates to a congress, by the committee above it (R-DEL-03). Until their election has begun the
/// number can be put right.
///
/// # Errors
/// As [`expect_to_allocate`]; [`Error::Stale`]: the version before the first allocation is 0.
pub fn allocate(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    seen: i64,
    (allocated, decision): (i64, Option<String>),
) -> Result<Delegation, Error> {
    let (congress, plan, before) = find(conn, actor, id)?;
    let version = before.as_ref().map_or(0, |before| before.version);
    expect_version(version, seen)?;
    expect_to_allocate(conn, actor, (&congress, &plan))?;
    let delegation = Delegation {
        congress_id: id,
        allocated,
        decision,
        allocated_by: actor.user_id,
        allocated_at: actor.now,
        version: version + 1,
    };
    match before {
        Some(_) => store::save(conn, &delegation)?,
        None => store::insert(conn, &delegation)?,
    }
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Congress, id),
        &congress.unit_path,
        "congress.allocate_delegates",
        json!({ "allocated": allocated }),
    )?;
    Ok(delegation)
}
