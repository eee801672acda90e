//! The arithmetic of stretches of time: cutting, changing, laying under the unit above. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::{Change, PathChange};
use crate::db::path::UnitPath;
use crate::error::Reason;
use crate::unit::model::{Level, Stretch, UnitId};

/// Where these rules are written down.
pub const GROUND: &str =
    "Nguyên tắc quản lý cây tổ chức: mỗi thời điểm một tổ chức chỉ trực thuộc một cấp ủy";

/// The stretches of the units above, by unit, the first one first.
pub type Timelines = BTreeMap<UnitId, Vec<Stretch>>;

/// The timeline with the change in it; the paths are not yet laid anew.
///
/// # Errors
/// When the unit does not stand on the day.
pub fn changed(own: &[Stretch], from: NaiveDate, change: &Change) -> Result<Vec<Stretch>, Reason> {
    let standing = own.iter().find(|stretch| stretch.covers(from));
    let before = &standing.ok_or_else(|| not_standing(own, from))?.placement;
    let mut pending = change.clone();
    let mut timeline = Vec::new();
    for stretch in own {
        if !stretch.lasts_beyond(from) {
            timeline.push(stretch.clone());
            continue;
        }
        let mut rest = stretch.clone();
        if rest.valid_from < from {
            let mut kept = stretch.clone();
            kept.valid_to = Some(from);
            timeline.push(kept);
            rest.valid_from = from;
            rest.note = None;
        }
        if rest.valid_from == from && change.note.is_some() {
            rest.note.clone_from(&change.note);
        }
        pending = pending.not_overtaken(before, &rest.placement);
        rest.placement = pending.applied_to(&rest.placement);
        timeline.push(rest);
    }
    Ok(timeline)
}

fn not_standing(own: &[Stretch], on: NaiveDate) -> Reason {
    let begins = own.first().map(|first| first.valid_from);
    match begins.filter(|begins| on <= *begins) {
        Some(begins) => Reason::new("unit_not_yet_there").with("begins", begins),
        None => Reason::new("unit_no_longer_there"),
    }
    .with("on", on)
    .on(GROUND)
}

/// The timeline as it ends on a day.
///
/// # Errors
/// When the unit does not stand on the day, or began on it.
pub fn ended(own: &[Stretch], on: NaiveDate) -> Result<Vec<Stretch>, Reason> {
    let first_day = own.first().is_some_and(|first| first.valid_from == on);
    if first_day || !own.iter().any(|stretch| stretch.covers(on)) {
        return Err(not_standing(own, on));
    }
    let before = own.iter().filter(|stretch| stretch.valid_from < on);
    Ok(before
        .cloned()
        .map(|mut stretch| {
            if stretch.lasts_beyond(on) {
                stretch.valid_to = Some(on);
            }
            stretch
        })
        .collect())
}

/// Gives every stretch from a day on its path under the unit above, cut where that one moves.
///
/// # Errors
/// When the unit above does not stand all that time, or stands below the unit itself.
pub fn laid(
    timeline: Vec<Stretch>,
    from: NaiveDate,
    above: &Timelines,
) -> Result<Vec<Stretch>, Vec<Reason>> {
    let mut laid = Vec::new();
    let mut reasons = Vec::new();
    for stretch in timeline {
        if !stretch.lasts_beyond(from) {
            laid.push(stretch);
            continue;
        }
        match lay(&stretch, above) {
            Ok(mut pieces) => laid.append(&mut pieces),
            Err(reason) => reasons.push(reason),
        }
    }
    reasons.dedup();
    if reasons.is_empty() {
        Ok(joined(laid))
    } else {
        Err(reasons)
    }
}

fn lay(stretch: &Stretch, above: &Timelines) -> Result<Vec<Stretch>, Reason> {
    let unit = stretch.placement.unit_id;
    let Some(parent) = stretch.placement.parent_id else {
        let mut top = stretch.clone();
        top.placement.path = UnitPath::root(unit);
        return Ok(vec![top]);
    };
    let mut pieces: Vec<Stretch> = Vec::new();
    let mut reached = stretch.valid_from;
    for upper in above.get(&parent).into_iter().flatten() {
        if !upper.covers(reached) || reached >= stretch.end() {
            continue;
        }
        if upper.placement.path.units().contains(&unit) {
            return Err(Reason::new("unit_below_itself")
                .with("on", reached)
                .on(GROUND));
        }
        let mut piece = stretch.clone();
        piece.valid_from = reached;
        piece.valid_to = [upper.valid_to, stretch.valid_to]
            .into_iter()
            .flatten()
            .min();
        piece.placement.path = upper.placement.path.child(unit);
        if !pieces.is_empty() {
            piece.note = None;
        }
        reached = piece.end();
        pieces.push(piece);
    }
    if reached < stretch.end() {
        return Err(Reason::new("upper_not_there")
            .with("on", reached)
            .on(GROUND));
    }
    Ok(pieces)
}

/// The same timeline without borders at which nothing changes.
fn joined(timeline: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in timeline {
        match joined.last_mut() {
            Some(last)
                if last.valid_to == Some(stretch.valid_from)
                    && last.placement == stretch.placement
                    && stretch.note.is_none() =>
            {
                last.valid_to = stretch.valid_to;
            }
            _ => joined.push(stretch),
        }
    }
    joined
}

/// Where and when the new timeline has another path than the old one: what the subtree must follow.
pub fn path_changes(old: &[Stretch], new: &[Stretch]) -> Vec<PathChange> {
    let mut changes = Vec::new();
    for before in old {
        for after in new {
            let from = before.valid_from.max(after.valid_from);
            let to = [before.valid_to, after.valid_to]
                .into_iter()
                .flatten()
                .min();
            let overlap = to.is_none_or(|to| from < to);
            if overlap && before.placement.path != after.placement.path {
                changes.push(PathChange {
                    valid_from: from,
                    valid_to: to,
                    from: before.placement.path.clone(),
                    to: after.placement.path.clone(),
                });
            }
        }
    }
    changes
}

/// The timeline from a day on.
pub fn rest_of(timeline: &[Stretch], from: NaiveDate) -> Vec<Stretch> {
    let rest = timeline.iter().filter(|stretch| stretch.lasts_beyond(from));
    rest.cloned()
        .map(|mut stretch| {
            stretch.valid_from = stretch.valid_from.max(from);
            stretch
        })
        .collect()
}

/// Whether an heir can stand in for a unit all the time that unit would have stood.
///
/// # Errors
/// When the heir does not stand all that time, or stands below the unit itself.
pub fn stands_in(unit: UnitId, ending: &[Stretch], heir: &[Stretch]) -> Result<(), Vec<Reason>> {
    let mut reasons = Vec::new();
    for stretch in ending {
        let mut reached = stretch.valid_from;
        for upper in heir {
            if upper.covers(reached) && reached < stretch.end() {
                reached = upper.end();
                if upper.placement.path.units().contains(&unit) {
                    reasons.push(
                        Reason::new("unit_below_itself")
                            .with("on", stretch.valid_from)
                            .on(GROUND),
                    );
                }
            }
        }
        if reached < stretch.end() {
            reasons.push(
                Reason::new("upper_not_there")
                    .with("on", reached)
                    .on(GROUND),
            );
        }
    }
    reasons.dedup();
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(reasons)
    }
}

/// Every pair (level above, level) that the timeline has from a day on.
pub fn standings(
    timeline: &[Stretch],
    from: NaiveDate,
    above: &Timelines,
) -> BTreeSet<(Option<Level>, Level)> {
    let mut pairs = BTreeSet::new();
    for stretch in timeline.iter().filter(|stretch| stretch.lasts_beyond(from)) {
        let level = stretch.placement.level;
        let Some(parent) = stretch.placement.parent_id else {
            pairs.insert((None, level));
            continue;
        };
        let uppers = above.get(&parent).into_iter().flatten();
        let overlapping = uppers.filter(|upper| {
            upper.lasts_beyond(stretch.valid_from.max(from)) && upper.valid_from < stretch.end()
        });
        pairs.extend(overlapping.map(|upper| (Some(upper.placement.level), level)));
    }
    pairs
}

/// Every unit that stands directly above in the timeline from a day on.
pub fn parents(timeline: &[Stretch], from: NaiveDate) -> BTreeSet<UnitId> {
    timeline
        .iter()
        .filter(|stretch| stretch.lasts_beyond(from))
        .filter_map(|stretch| stretch.placement.parent_id)
        .collect()
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
