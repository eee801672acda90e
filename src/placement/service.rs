//! The verbs: establish a unit, place it anew from a date, end it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Change, NewUnit};
use super::rules::{self, Timelines};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::unit::model::{Level, Placement, StandingUnit, Stretch, UnitId};
use crate::unit::rules::{standing_reasons, verdict};
use crate::unit::service::{nearest_place, permit_for_the_installation, subject};
use crate::{assignment, congress, journal, plan, sector, unit};

/// Writes down a unit that begins on a date, below another or at the top of the installation.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for an unknown unit above or sector; [`Error::Refused`] where the unit
/// cannot stand, with every reason.
pub fn establish(
    conn: &mut AnyConnection,
    actor: &Actor,
    new: &NewUnit,
) -> Result<StandingUnit, Error> {
    permit_somewhere(actor, Action::KeepUnits)?;
    permit_below(conn, actor, new.parent_id)?;
    if let Some(sector) = new.sector_id {
        sector::service::expect_known(conn, &[sector], "/sector_id")?;
    }
    let id: UnitId = Id::new();
    let stretch = Stretch {
        placement: Placement {
            unit_id: id,
            parent_id: new.parent_id,
            path: UnitPath::root(id),
            level: new.level,
            code: new.code.clone(),
            name: new.name.clone(),
            short_name: new.short_name.clone(),
            sector_id: new.sector_id,
        },
        valid_from: new.valid_from,
        valid_to: None,
        note: new.note.clone(),
    };
    let from = new.valid_from;
    let above = above(conn, std::slice::from_ref(&stretch), from)?;
    let pairs = rules::standings(std::slice::from_ref(&stretch), from, &above);
    let reasons = level_reasons(&pairs, new.note.as_deref());
    let timeline = expect_no_reason(rules::laid(vec![stretch], from, &above), reasons)?;
    store::insert_unit(conn, id, new, actor.now)?;
    store::set_timeline(conn, id, &timeline)?;
    let first = timeline.into_iter().next().ok_or(Error::NotFound)?;
    journal::service::record_write(
        conn,
        actor,
        subject(id),
        &first.placement.path,
        "unit.establish",
        json!({ "unit_id": id, "parent_id": new.parent_id, "level": new.level, "valid_from": from }),
    )?;
    Ok(StandingUnit {
        stretch: first,
        official_members: new.official_members,
        probationary_members: new.probationary_members,
        version: 1,
    })
}

/// Whoever puts a unit below another keeps units there; at the top, for the whole installation.
fn permit_below(
    conn: &mut AnyConnection,
    actor: &Actor,
    parent: Option<UnitId>,
) -> Result<(), Error> {
    let Some(parent) = parent else {
        return permit_for_the_installation(actor, Action::KeepUnits);
    };
    let permitted = nearest_place(conn, parent, actor.today())
        .and_then(|above| permit(actor, Action::KeepUnits, &above.placement.path));
    permitted.map_err(|error| match error {
        Error::NotFound => Error::invalid("/parent_id", "unknown"),
        other => other,
    })
}

/// What stands directly above a timeline from a day on.
fn above(
    conn: &mut AnyConnection,
    timeline: &[Stretch],
    from: NaiveDate,
) -> Result<Timelines, Error> {
    let parents: Vec<UnitId> = rules::parents(timeline, from).into_iter().collect();
    let mut above = Timelines::new();
    for stretch in unit::service::timelines(conn, &parents, from)? {
        above
            .entry(stretch.placement.unit_id)
            .or_default()
            .push(stretch);
    }
    Ok(above)
}

fn level_reasons(pairs: &BTreeSet<(Option<Level>, Level)>, note: Option<&str>) -> Vec<Reason> {
    let verdicts = pairs
        .iter()
        .filter_map(|(above, level)| verdict(*above, *level));
    standing_reasons(verdicts.collect(), note)
}

fn expect_no_reason<T>(outcome: Result<T, Vec<Reason>>, more: Vec<Reason>) -> Result<T, Error> {
    match outcome {
        Ok(done) if more.is_empty() => Ok(done),
        Ok(_) => Err(Error::Refused(more)),
        Err(mut reasons) => {
            reasons.extend(more);
            Err(Error::Refused(reasons))
        }
    }
}

/// Places a unit anew from a date: another unit above, another level, name, code, sector. Its subtree follows.
///
/// # Errors
/// As [`establish`]; [`Error::Stale`].
pub fn place_anew(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, seen): (UnitId, i64),
    from: NaiveDate,
    change: &Change,
) -> Result<StandingUnit, Error> {
    let known = nearest_place(conn, id, actor.today())?;
    permit(actor, Action::KeepUnits, &known.placement.path)?;
    unit::service::expect_seen(conn, id, seen)?;
    if let Some(parent) = change.parent_id {
        permit_below(conn, actor, parent)?;
    }
    if let Some(Some(sector)) = change.sector_id {
        sector::service::expect_known(conn, &[sector], "/sector_id")?;
    }
    let old = unit::service::timeline(conn, id)?;
    let changed = rules::changed(&old, from, change).map_err(Error::refused)?;
    let both: Vec<Stretch> = old.iter().chain(&changed).cloned().collect();
    let above = above(conn, &both, from)?;
    let mut pairs = rules::standings(&changed, from, &above);
    let were = rules::standings(&old, from, &above);
    if change.level.is_some() {
        pairs.extend(pairs_below(conn, id, &changed, from)?);
    }
    // What was accepted before needs no new reason.
    pairs.retain(|pair| !were.contains(pair));
    let reasons = level_reasons(&pairs, change.note.as_deref());
    let new = expect_no_reason(rules::laid(changed, from, &above), reasons)?;
    rewrite(conn, actor, (id, seen), &old, &new)?;
    journal::service::record_write(
        conn,
        actor,
        subject(id),
        path_on(&new, actor.today()).unwrap_or(&known.placement.path),
        "unit.place",
        json!({ "unit_id": id, "valid_from": from, "changed": names_of(change) }),
    )?;
    unit::service::find(conn, actor, id, Some(from))
}

fn names_of(change: &Change) -> Vec<&'static str> {
    [
        ("parent_id", change.parent_id.is_some()),
        ("level", change.level.is_some()),
        ("code", change.code.is_some()),
        ("name", change.name.is_some()),
        ("short_name", change.short_name.is_some()),
        ("sector_id", change.sector_id.is_some()),
        ("note", change.note.is_some()),
    ]
    .into_iter()
    .filter(|(_, is_changed)| *is_changed)
    .map(|(name, _)| name)
    .collect()
}

/// The pairs (own level, level below) from a day on.
fn pairs_below(
    conn: &mut AnyConnection,
    id: UnitId,
    timeline: &[Stretch],
    from: NaiveDate,
) -> Result<BTreeSet<(Option<Level>, Level)>, Error> {
    let mut pairs = BTreeSet::new();
    for stretch in timeline.iter().filter(|stretch| stretch.lasts_beyond(from)) {
        let below = store::levels_below(conn, id, stretch.valid_from.max(from), stretch.valid_to)?;
        let own = Some(stretch.placement.level);
        pairs.extend(below.into_iter().map(|level| (own, level)));
    }
    Ok(pairs)
}

/// Saves the timeline, carries the subtree along, and tells those who keep today's places.
fn rewrite(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, seen): (UnitId, i64),
    old: &[Stretch],
    new: &[Stretch],
) -> Result<(), Error> {
    store::set_timeline(conn, id, new)?;
    for change in rules::path_changes(old, new) {
        store::carry(conn, id, &change)?;
    }
    store::count_up(conn, id, seen)?;
    let today = actor.today();
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
