//! The verbs of checklists.

use serde_json::json;

use super::model::{Item, Tick};
use super::rules::{Facts, against_ticking};
use super::store::{self, Position};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::guidance::model::{Checklist, ClauseId, Distributed, GuidanceId};
use crate::opinion::rules::decide_deed;
use crate::plan::model::{Plan, PlanId};
use crate::plan::service::expect_version;
use crate::workflow::Seat;
use crate::{congress, guidance, journal, plan};

/// The guidance that a congress goes by, and its plan.
fn guidance_of(
    conn: &mut AnyConnection,
    congress: &Congress,
) -> Result<(Plan, Vec<Distributed>), Error> {
    let plan = plan::service::of(conn, congress.plan_id)?;
    let line: Vec<PlanId> = plan::service::line(conn, &plan)?
        .iter()
        .map(|plan| plan.id)
        .collect();
    let (_, guidance) = guidance::service::guidance_for(conn, &line, congress.id)?;
    Ok((plan, guidance))
}

/// The items of a congress's checklist.
///
/// # Errors
/// [`Error::NotFound`].
pub fn items(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    page: &PageRequest<Position>,
) -> Result<Page<Item>, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, congress)?;
    let (_, guidance) = guidance_of(conn, &congress)?;
    let ids: Vec<GuidanceId> = guidance.iter().map(|one| one.guidance_id).collect();
    let page = store::items(conn, &ids, congress.id, page)?;
    Ok(page.map(|(clause, tick)| Item {
        symbol: guidance
            .iter()
            .find(|one| one.guidance_id == clause.guidance_id)
            .map(|one| one.symbol.clone())
            .unwrap_or_default(),
        clause,
        tick,
    }))
}

/// Whether the branch may say now of the items of this checklist whether they are done.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn expect_to_say(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
) -> Result<(), Error> {
    let plan = plan::service::of(conn, congress.plan_id)?;
    let facts = Facts {
        when: Checklist::None,
        congress: congress.state,
        opened: congress.opened_on.is_some(),
        ticked: false,
        done: true,
    };
    let held = congress.seats(plan.unit_id).held_by(actor);
    decide_deed(&[Seat::Branch], &held, against_ticking(&facts))?;
    Ok(())
}

/// What a branch says of an item.
#[derive(Debug, Clone)]
pub struct Said {
    /// Whether it is done.
    pub done: bool,
    /// In what words.
    pub note: Option<String>,
}

/// Ticks an item off, or takes the tick back. Nothing said yet is version 0.
///
/// # Errors
/// [`Error::NotFound`] for a clause that is no item of this congress's checklist; [`Error::Stale`];
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn say(
    conn: &mut AnyConnection,
    actor: &Actor,
    (congress, clause): (CongressId, ClauseId),
    seen: i64,
    said: &Said,
) -> Result<Item, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, congress)?;
    let (plan, guidance) = guidance_of(conn, &congress)?;
    let (clause, ..) = guidance::clause::find_clause(conn, actor, clause)?;
    let clause = clause.clause;
    let symbol = guidance
        .into_iter()
        .find(|one| one.guidance_id == clause.guidance_id)
        .filter(|_| clause.checklist != Checklist::None)
        .map(|one| one.symbol)
        .ok_or(Error::NotFound)?;
    let former = store::tick(conn, congress.id, clause.id)?;
    expect_version(former.as_ref().map_or(0, |tick| tick.version), seen)?;
    let facts = Facts {
        when: clause.checklist,
        congress: congress.state,
        opened: congress.opened_on.is_some(),
        ticked: former.as_ref().is_some_and(|tick| tick.done),
        done: said.done,
    };
    let held = congress.seats(plan.unit_id).held_by(actor);
    decide_deed(&[Seat::Branch], &held, against_ticking(&facts))?;
    let tick = written_down(conn, actor, &congress, clause.id, seen, said)?;
    Ok(Item {
        clause,
        symbol,
        tick: Some(tick),
    })
}

fn written_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: &Congress,
    clause: ClauseId,
    seen: i64,
    said: &Said,
) -> Result<Tick, Error> {
    let tick = Tick {
        congress_id: congress.id,
        clause_id: clause,
        done: said.done,
        note: said.note.clone(),
        ticked_at: actor.now,
        ticked_by: actor.user_id,
        version: seen + 1,
    };
    if seen == 0 {
        store::insert(conn, &tick)?;
    } else {
        store::save(conn, &tick, seen)?;
    }
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Congress, congress.id),
        &congress.unit_path,
        "checklist.tick",
        json!({ "clause_id": clause, "done": said.done }),
    )?;
    Ok(tick)
}
