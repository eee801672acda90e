//! The verbs: establish a unit, place it anew from a date, end it.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::draft::{Draft, Outcome};
use super::judge::{self, expect_no_reason, level_reasons};
use super::model::{Change, NewUnit};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::unit::model::{StandingUnit, Stretch, UnitId};
use crate::{assignment, congress, journal, plan, unit};

/// How many changes are written at once.
const DEEDS_AT_ONCE: usize = 500;

/// Writes down a unit that begins on a date, below another or at the top of the installation.
///
/// # Errors
/// As [`judge::establish`].
pub fn establish(
    conn: &mut AnyConnection,
    actor: &Actor,
    new: &NewUnit,
) -> Result<StandingUnit, Error> {
    let mut draft = Draft::default();
    draft.read(conn, new.parent_id.as_slice())?;
    draft.read_sectors(conn, new.sector_id.as_slice())?;
    let judged = judge::establish(actor, &draft, new)?;
    let unit = judged.unit.clone();
    draft.accept(judged);
    write(conn, actor, &draft, &mut |_| ())?;
    Ok(unit)
}

/// Places a unit anew from a date: another unit above, another level, name, code, sector. Its subtree follows.
///
/// # Errors
/// As [`judge::place_anew`].
pub fn place_anew(
    conn: &mut AnyConnection,
    actor: &Actor,
    key: (UnitId, i64),
    from: NaiveDate,
    change: &Change,
) -> Result<StandingUnit, Error> {
    let (id, mut draft) = (key.0, Draft::default());
    draft.read_with_uppers(conn, &[id])?;
    draft.read(conn, change.parent_id.flatten().as_slice())?;
    if change.level.is_some() {
        draft.read_below(conn, id)?;
    }
    draft.read_sectors(conn, change.sector_id.flatten().as_slice())?;
    draft.accept(judge::place_anew(actor, &draft, key, from, change)?);
    write(conn, actor, &draft, &mut |_| ())?;
    unit::service::find(conn, actor, id, Some(from))
}

/// Writes what was judged: every unit as it is after all of it, every deed in its order. Tells how many deeds are written
/// each time some are.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn write(
    conn: &mut AnyConnection,
    actor: &Actor,
    draft: &Draft,
    told: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    let mut written = HashSet::new();
    for deeds in draft.deeds().chunks(DEEDS_AT_ONCE) {
        let units = deeds.iter().map(|(unit, _)| *unit);
        let units = units.filter(|unit| written.insert(*unit));
        let outcomes = units.map(|unit| draft.outcome(unit));
        write_units(conn, actor, outcomes.collect::<Result<_, _>>()?)?;
        journal::service::record_writes(conn, actor, deeds.iter().map(|(_, deed)| deed))?;
        told(deeds.len());
    }
    Ok(())
}

/// Saves the units and their timelines, carries the subtrees along, and tells those who keep today's places.
fn write_units(
    conn: &mut AnyConnection,
    actor: &Actor,
    outcomes: Vec<Outcome<'_>>,
) -> Result<(), Error> {
    let new = |outcome: &&Outcome<'_>| outcome.before.is_none();
    let all_new: Vec<&Outcome<'_>> = outcomes.iter().filter(new).collect();
    store::insert_units(conn, actor.now, &all_new)?;
    let mut stretches: Vec<&Stretch> = all_new.iter().flat_map(|new| new.timeline).collect();
    let mut moved = Vec::new();
    for outcome in &outcomes {
        let Some(before) = outcome.before else {
            continue;
        };
        store::set_unit(conn, outcome, before.version)?;
        if before.timeline != outcome.timeline {
            stretches.extend(outcome.timeline);
            moved.push((outcome.id, before.timeline.as_slice(), outcome.timeline));
        }
    }
    let ids: Vec<UnitId> = moved.iter().map(|(id, ..)| *id).collect();
    store::forget_timelines(conn, &ids)?;
    store::insert(conn, stretches)?;
    for (id, old, new) in moved {
        carry_along(conn, actor.today(), id, (old, new))?;
    }
    Ok(())
}

fn carry_along(
    conn: &mut AnyConnection,
    today: NaiveDate,
    id: UnitId,
    (old, new): (&[Stretch], &[Stretch]),
) -> Result<(), Error> {
    for change in rules::path_changes(old, new) {
        store::carry(conn, id, &change)?;
    }
    let on = |timeline: &[Stretch]| {
        let standing = timeline.iter().find(|stretch| stretch.covers(today));
        standing.map(|stretch| stretch.placement.clone())
    };
    match (on(old), on(new)) {
        (Some(before), Some(after)) if before != after => {
            follow(conn, &before.path, &after.path, today)
        }
        _ => Ok(()),
    }
}

fn path_on(timeline: &[Stretch], on: NaiveDate) -> Option<&UnitPath> {
    let standing = timeline.iter().find(|stretch| stretch.covers(on));
    standing.map(|stretch| &stretch.placement.path)
}

/// Whatever keeps today's place of a unit follows; `from` equals `to` when only names changed there.
fn follow(
    conn: &mut AnyConnection,
    from: &UnitPath,
    to: &UnitPath,
    today: NaiveDate,
) -> Result<(), Error> {
    plan::service::follow_move(conn, from, to)?;
    assignment::service::follow_move(conn, from, to)?;
    congress::following::service::follow_move(conn, from, to, today)
}

/// Lets plans and congresses follow the moves whose day has come since this was last done.
///
/// # Errors
/// As the database.
pub fn follow_due_moves(conn: &mut AnyConnection, today: NaiveDate) -> Result<(), Error> {
    let Some(until) = store::followed_until(conn)? else {
        return store::set_followed(conn, today);
    };
    if until >= today {
        return Ok(());
    }
    let mut moves = store::moves_between(conn, until, today)?;
    // On one day the lower first: after the upper has moved, nothing is where the lower stood.
    moves.sort_by_key(|(day, from, _)| (*day, std::cmp::Reverse(from.as_str().len())));
    for (_, from, to) in moves {
        follow(conn, &from, &to, today)?;
    }
    store::set_followed(conn, today)
}

/// Whether anything ever stands directly below a unit from a day on.
///
/// # Errors
/// As the database.
pub fn has_units_below(
    conn: &mut AnyConnection,
    id: UnitId,
    from: NaiveDate,
) -> Result<bool, Error> {
    Ok(!store::levels_below(conn, id, from, None)?.is_empty())
}

/// Ends a unit on a date; what stands below it stands below its heir from then on.
///
/// # Errors
/// [`Error::Refused`] when the unit does not stand then, when the heir does not stand as long, stands below it,
/// or may not have those levels below; [`Error::Stale`].
pub fn end(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, seen): (UnitId, i64),
    on: NaiveDate,
    heir: Option<UnitId>,
    note: Option<&str>,
) -> Result<(), Error> {
    let old = unit::service::timeline(conn, id)?;
    let new = rules::ended(&old, on).map_err(Error::refused)?;
    let units_below = store::levels_below(conn, id, on, None)?;
    let upper = match heir {
        Some(heir) => unit::service::timelines(conn, &[heir], on)?,
        None => Vec::new(),
    };
    if let Some(heir) = heir
        && !units_below.is_empty()
    {
        let reasons = level_reasons(&rules::pairs(&upper, &units_below), note);
        hand_over_subtree(conn, (id, heir), on, &old, &upper, reasons)?;
    }
    store::set_timeline(conn, id, &new)?;
    store::count_up(conn, id, seen)?;
    let today = actor.today();
    // Also where nothing stands below: its own plans, tasks and congresses are the heir's to end.
    match (path_on(&old, today), path_on(&upper, today)) {
        (Some(from), Some(to)) => follow(conn, from, to, today),
        _ => Ok(()),
    }
}

fn hand_over_subtree(
    conn: &mut AnyConnection,
    (id, heir): (UnitId, UnitId),
    on: NaiveDate,
    old: &[Stretch],
    upper: &[Stretch],
    level_reasons: Vec<Reason>,
) -> Result<(), Error> {
    let ending: Vec<Stretch> = rules::rest_of(old, on);
    expect_no_reason(rules::stands_in(id, &ending, upper), level_reasons)?;
    for change in rules::path_changes(&ending, upper) {
        store::carry(conn, id, &change)?;
    }
    store::set_parent(conn, id, heir, on)?;
    Ok(())
}
