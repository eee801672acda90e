//! Whether a unit may be established or placed anew, by the tree as it would be. Asks no database, so that a thousand
//! changes are judged as soon as one.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;

use super::draft::{Draft, Judged};
use super::model::{Change, NewUnit};
use super::rules;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::id::Id;
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::journal::model::Deed;
use crate::unit::counts::CountChanges;
use crate::unit::model::{Level, Placement, StandingUnit, Stretch, UnitId};
use crate::unit::rules::{standing_reasons, verdict};
use crate::unit::service::{permit_for_the_installation, subject};
use crate::{sector, unit};

/// A unit that begins on a date, below another or at the top of the installation. The unit above and the sector have been
/// read.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for an unknown unit above or sector; [`Error::Refused`] where the unit
/// cannot stand, with every reason.
pub fn establish(actor: &Actor, draft: &Draft, new: &NewUnit) -> Result<Judged, Error> {
    permit_somewhere(actor, Action::KeepUnits)?;
    permit_below(actor, draft, new.parent_id)?;
    if let Some(sector) = new.sector_id {
        sector::service::expect_among(draft.sectors(), &[sector], "/sector_id")?;
    }
    let id: UnitId = Id::new();
    let own = [first_stretch(id, new)];
    let from = new.valid_from;
    let pairs = rules::standings(&own, from, draft.timelines());
    let reasons = level_reasons(&pairs, new.note.as_deref());
    let laid = rules::laid(own.to_vec(), from, draft.timelines());
    let timeline = expect_no_reason(laid, reasons)?;
    let first = timeline.first().cloned().ok_or(Error::NotFound)?;
    let deed = Deed {
        chain: subject(id),
        unit_path: first.placement.path.clone(),
        kind: "unit.establish",
        detail: json!({
            "unit_id": id, "parent_id": new.parent_id, "level": new.level, "valid_from": from,
        }),
    };
    Ok(Judged {
        unit: StandingUnit {
            stretch: first,
            official_members: new.official_members,
            probationary_members: new.probationary_members,
            version: 1,
        },
        timeline: Some(timeline),
        deed,
    })
}

/// A unit from its first day, not yet laid under the one above.
fn first_stretch(id: UnitId, new: &NewUnit) -> Stretch {
    Stretch {
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
    }
}

/// Whoever puts a unit below another keeps units there; at the top, for the whole installation.
fn permit_below(actor: &Actor, draft: &Draft, parent: Option<UnitId>) -> Result<(), Error> {
    let Some(parent) = parent else {
        return permit_for_the_installation(actor, Action::KeepUnits);
    };
    let permitted = draft
        .nearest(parent, actor.today())
        .and_then(|above| permit(actor, Action::KeepUnits, &above.placement.path));
    permitted.map_err(|error| match error {
        Error::NotFound => Error::invalid("/parent_id", "unknown"),
        other => other,
    })
}

/// Why these levels cannot stand so, with this reason given.
pub fn level_reasons(pairs: &BTreeSet<(Option<Level>, Level)>, note: Option<&str>) -> Vec<Reason> {
    let verdicts = pairs
        .iter()
        .filter_map(|(above, level)| verdict(*above, *level));
    standing_reasons(verdicts.collect(), note)
}

/// What was laid, unless anything stands against it.
///
/// # Errors
/// [`Error::Refused`] with every reason.
pub fn expect_no_reason<T>(outcome: Result<T, Vec<Reason>>, more: Vec<Reason>) -> Result<T, Error> {
    match outcome {
        Ok(done) if more.is_empty() => Ok(done),
        Ok(_) => Err(Error::Refused(more)),
        Err(mut reasons) => {
            reasons.extend(more);
            Err(Error::Refused(reasons))
        }
    }
}

/// A unit from a date on: another unit above, another level, name, code, sector. It has been read, and what stands and
/// will stand above it; where its level changes, also what stands below it.
///
/// # Errors
/// As [`establish`]; [`Error::NotFound`]; [`Error::Stale`].
pub fn place_anew(
    actor: &Actor,
    draft: &Draft,
    (id, seen): (UnitId, i64),
    from: NaiveDate,
    change: &Change,
) -> Result<Judged, Error> {
    let known = draft.nearest(id, actor.today())?;
    permit(actor, Action::KeepUnits, &known.placement.path)?;
    let counts = draft.counts(id)?;
    if counts.version != seen {
        let current = counts.version;
        return Err(Error::Stale { current });
    }
    if let Some(parent) = change.parent_id {
        permit_below(actor, draft, parent)?;
    }
    if let Some(Some(sector)) = change.sector_id {
        sector::service::expect_among(draft.sectors(), &[sector], "/sector_id")?;
    }
    let new = placed(draft, id, from, change)?;
    let on = |day| new.iter().find(|stretch: &&Stretch| stretch.covers(day));
    let today = on(actor.today()).unwrap_or(known);
    let deed = Deed {
        chain: subject(id),
        unit_path: today.placement.path.clone(),
        kind: "unit.place",
        detail: json!({ "unit_id": id, "valid_from": from, "changed": names_of(change) }),
    };
    Ok(Judged {
        unit: StandingUnit {
            stretch: on(from).cloned().ok_or(Error::NotFound)?,
            official_members: counts.official,
            probationary_members: counts.probationary,
            version: seen + 1,
        },
        timeline: Some(new),
        deed,
    })
}

/// The timeline of a unit with the change in it.
fn placed(
    draft: &Draft,
    id: UnitId,
    from: NaiveDate,
    change: &Change,
) -> Result<Vec<Stretch>, Error> {
    let (old, above) = (draft.timeline(id), draft.timelines());
    let changed = rules::changed(old, from, change).map_err(Error::refused)?;
    let mut pairs = rules::standings(&changed, from, above);
    let were = rules::standings(old, from, above);
    if change.level.is_some() {
        for stretch in changed.iter().filter(|stretch| stretch.lasts_beyond(from)) {
            let begins = stretch.valid_from.max(from);
            let below = draft.levels_below(id, begins, stretch.valid_to);
            let own = Some(stretch.placement.level);
            pairs.extend(below.into_iter().map(|level| (own, level)));
        }
    }
    // What was accepted before needs no new reason.
    pairs.retain(|pair| !were.contains(pair));
    let reasons = level_reasons(&pairs, change.note.as_deref());
    expect_no_reason(rules::laid(changed, from, above), reasons)
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

/// A unit with other member counts.
///
/// # Errors
/// As [`unit::counts::judge`].
pub fn report_counts(
    actor: &Actor,
    unit: &StandingUnit,
    changes: CountChanges,
) -> Result<Judged, Error> {
    let (unit, deed) = unit::counts::judge(actor, unit, changes)?;
    Ok(Judged {
        unit,
        timeline: None,
        deed,
    })
}
