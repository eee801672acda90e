//! The verbs of clauses: written, changed, moved and removed while the guidance is a draft.
//!
//! Each is the step `revise` of the guidance and raises its version, so that whoever issues has seen every clause.

use std::collections::HashMap;

use serde_json::json;

use super::model::{Clause, ClauseChanges, ClauseId, Guidance, GuidanceId, RestingClause};
use super::rules::{GuidanceProcess, MOST_CLAUSES, Step};
use super::service::{facts, find, founding, save_step, seats};
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::error::{Error, Reason};
use crate::opinion::model::OpinionId;
use crate::plan::model::Plan;
use crate::plan::rules::PRACTICE;
use crate::plan::service::expect_version;
use crate::workflow::decide;
use crate::{opinion, plan};

/// The concluded opinions of the plan that no clause of this guidance rests on: left out, and shown to be.
pub fn left_out(conn: &mut AnyConnection, guidance: &Guidance) -> Result<Vec<OpinionId>, Error> {
    let covered: Vec<OpinionId> = founding(conn, guidance.id)?
        .opinions
        .iter()
        .map(|opinion| opinion.id)
        .collect();
    opinion::service::concluded_besides(conn, guidance.plan_id, &covered)
}

/// These clauses with what each rests on.
pub fn resting(
    conn: &mut AnyConnection,
    clauses: Vec<Clause>,
) -> Result<Vec<RestingClause>, Error> {
    let ids: Vec<ClauseId> = clauses.iter().map(|clause| clause.id).collect();
    let mut opinions: HashMap<ClauseId, Vec<OpinionId>> = HashMap::new();
    for (clause, opinion) in store::opinions_of(conn, &ids)? {
        opinions.entry(clause).or_default().push(opinion);
    }
    Ok(clauses
        .into_iter()
        .map(|clause| RestingClause {
            opinion_ids: opinions.remove(&clause.id).unwrap_or_default(),
            clause,
        })
        .collect())
}

/// The clauses of a guidance, in order.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: GuidanceId,
    page: &PageRequest<i64>,
) -> Result<Page<RestingClause>, Error> {
    find(conn, actor, guidance)?;
    let page = store::clauses(conn, guidance, page)?;
    Ok(Page {
        items: resting(conn, page.items)?,
        next: page.next,
    })
}

/// The clause with this key, its guidance and plan, if the actor sees the guidance.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_clause(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ClauseId,
) -> Result<(RestingClause, Guidance, Plan), Error> {
    let clause = store::clause(conn, id)?;
    let (guidance, plan) = find(conn, actor, clause.guidance_id)?;
    let clause = resting(conn, vec![clause])?.pop().ok_or(Error::NotFound)?;
    Ok((clause, guidance, plan))
}

/// Adds a clause at the end, or at the place asked for.
///
/// # Errors
/// [`Error::Refused`] once issued; [`Error::Invalid`] for an opinion of another plan.
pub fn add(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: GuidanceId,
    new: &ClauseChanges,
) -> Result<RestingClause, Error> {
    let (guidance, plan) = find(conn, actor, guidance)?;
    let count = store::count_clauses(conn, guidance.id)?;
    let id = guidance.id;
    revise(conn, actor, &plan, guidance, "add", count + 1)?;
    if count >= MOST_CLAUSES {
        let full = Reason::new("clauses_too_many").with("most", MOST_CLAUSES);
        return Err(Error::refused(full.on(PRACTICE)));
    }
    let clause = Clause {
        id: Id::new(),
        guidance_id: id,
        n: count + 1,
        text: new.text.clone().unwrap_or_default(),
        checklist: new.checklist.unwrap_or(super::model::Checklist::None),
        version: 1,
    };
    store::insert_clause(conn, &clause)?;
    let places = ClauseChanges {
        opinion_ids: Some(new.opinion_ids.clone().unwrap_or_default()),
        n: new.n,
        ..ClauseChanges::default()
    };
    put(conn, &plan, clause, count + 1, &places)
}

/// Changes a clause.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] once issued; [`Error::Invalid`] for an opinion of another plan.
pub fn change(
    conn: &mut AnyConnection,
    actor: &Actor,
    (guidance, clause): (GuidanceId, ClauseId),
    seen: i64,
    changes: &ClauseChanges,
) -> Result<RestingClause, Error> {
    let (mut clause, guidance, plan) = find_in(conn, actor, guidance, clause)?;
    expect_version(clause.version, seen)?;
    let count = store::count_clauses(conn, guidance.id)?;
    revise(conn, actor, &plan, guidance, "change", clause.n)?;
    if let Some(text) = &changes.text {
        clause.text.clone_from(text);
    }
    clause.checklist = changes.checklist.unwrap_or(clause.checklist);
    clause.version += 1;
    store::save_clause(conn, &clause, seen)?;
    put(conn, &plan, clause, count, changes)
}

/// Sets what a clause rests on and moves it to its place.
fn put(
    conn: &mut AnyConnection,
    plan: &Plan,
    clause: Clause,
    count: i64,
    changes: &ClauseChanges,
) -> Result<RestingClause, Error> {
    if let Some(opinions) = &changes.opinion_ids {
        let opinions = known(conn, plan, opinions)?;
        store::set_opinions(conn, clause.id, &opinions)?;
    }
    if let Some(to) = changes.n.filter(|to| *to != clause.n) {
        move_to(conn, &clause, to.clamp(1, count))?;
    }
    let clause = store::clause(conn, clause.id)?;
    resting(conn, vec![clause])?.pop().ok_or(Error::NotFound)
}

/// Removes a clause; those after it move up.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Refused`] once issued.
pub fn remove(
    conn: &mut AnyConnection,
    actor: &Actor,
    (guidance, clause): (GuidanceId, ClauseId),
    seen: i64,
) -> Result<(), Error> {
    let (clause, guidance, plan) = find_in(conn, actor, guidance, clause)?;
    expect_version(clause.version, seen)?;
    let count = store::count_clauses(conn, guidance.id)?;
    revise(conn, actor, &plan, guidance, "remove", clause.n)?;
    store::delete_clause(conn, clause.id)?;
    store::move_clauses(conn, clause.guidance_id, (clause.n + 1, count), -1)
}

fn find_in(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: GuidanceId,
    clause: ClauseId,
) -> Result<(Clause, Guidance, Plan), Error> {
    let (guidance, plan) = find(conn, actor, guidance)?;
    let clause = store::clause(conn, clause)?;
    if clause.guidance_id != guidance.id {
        return Err(Error::NotFound);
    }
    Ok((clause, guidance, plan))
}

/// Whether clauses of this guidance may be written now.
///
/// # Errors
/// As [`add`].
pub fn expect_to_write(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: GuidanceId,
) -> Result<(), Error> {
    let (guidance, plan) = find(conn, actor, guidance)?;
    let founding = founding(conn, guidance.id)?;
    let facts = facts(actor, &plan, &guidance, &founding);
    let held = seats(&plan).held_by(actor);
    decide::<GuidanceProcess>(guidance.state, Step::Revise, &held, &facts)?;
    Ok(())
}

/// Takes the step `revise`, which says whether and by whom the draft may be changed.
fn revise(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    guidance: Guidance,
    change: &str,
    n: i64,
) -> Result<(), Error> {
    let founding = founding(conn, guidance.id)?;
    let facts = facts(actor, plan, &guidance, &founding);
    let data = json!({ "clause": n, "change": change });
    save_step(
        conn,
        actor,
        plan,
        guidance,
        Step::Revise,
        &facts,
        None,
        data,
    )?;
    Ok(())
}

/// The opinions, each once; all of this plan or of one that it implements.
fn known(
    conn: &mut AnyConnection,
    plan: &Plan,
    opinions: &[OpinionId],
) -> Result<Vec<OpinionId>, Error> {
    let mut wanted = opinions.to_vec();
    wanted.sort_unstable();
    wanted.dedup();
    let line = plan::service::line(conn, plan)?;
    let found = opinion::service::of(conn, &wanted)?;
    let of_the_line = found
        .iter()
        .filter(|opinion| line.iter().any(|plan| plan.id == opinion.plan_id));
    if of_the_line.count() == wanted.len() {
        Ok(wanted)
    } else {
        Err(Error::invalid("/opinion_ids", "unknown"))
    }
}

/// Moves a clause to another place; those between make room.
fn move_to(conn: &mut AnyConnection, clause: &Clause, to: i64) -> Result<(), Error> {
    /// Beyond every number in use.
    const AWAY: i64 = 10_000_000;
    let mut moved = clause.clone();
    moved.n = AWAY;
    store::save_clause(conn, &moved, clause.version)?;
    let (between, by) = if to < clause.n {
        ((to, clause.n - 1), 1)
    } else {
        ((clause.n + 1, to), -1)
    };
    store::move_clauses(conn, clause.guidance_id, between, by)?;
    moved.n = to;
    store::save_clause(conn, &moved, clause.version)
}
