//! Reading the tree: for people, within their reach, and for the rules of other features.

use chrono::NaiveDate;

use super::model::{
    ApprovalLine, Placement, StandingUnit, Stretch, UnitFilter, UnitId, UnitNames, outermost,
};
use super::{rules, store};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::{Actor, Office};
use crate::auth::permission::{
    Action, held_by, permit, permit_on_the_line, permit_somewhere, reach,
};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Arg, Error, Reason};
use crate::lineage;

/// The chain a unit's audit entries belong to.
pub fn subject(id: UnitId) -> Subject {
    Subject::new(SubjectKind::Unit, id)
}

/// Where a unit stood on a date.
///
/// # Errors
/// [`Error::NotFound`] when it stood nowhere on that date.
pub fn place(conn: &mut AnyConnection, unit: UnitId, on: NaiveDate) -> Result<Placement, Error> {
    let stretch = store::at(conn, unit, on)?.ok_or(Error::NotFound)?;
    Ok(stretch.placement)
}

/// Where a unit stands today; else where it last stood; else where it will first stand.
///
/// # Errors
/// [`Error::NotFound`] for a key that is no unit's.
pub fn nearest_place(
    conn: &mut AnyConnection,
    unit: UnitId,
    today: NaiveDate,
) -> Result<Stretch, Error> {
    store::nearest(conn, unit, today)?.ok_or(Error::NotFound)
}

/// Every stretch of a unit, the first one first; for the rules of placement.
pub fn timeline(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<Stretch>, Error> {
    store::timeline(conn, unit)
}

/// The stretches of these units that last beyond a day, unit by unit; for the rules of placement.
pub fn timelines(
    conn: &mut AnyConnection,
    units: &[UnitId],
    beyond: NaiveDate,
) -> Result<Vec<Stretch>, Error> {
    store::timelines(conn, units, beyond)
}

/// Every stretch of these units, unit by unit, the first one first; at most some hundreds at once.
///
/// # Errors
/// As the database.
pub fn all_stretches(conn: &mut AnyConnection, units: &[UnitId]) -> Result<Vec<Stretch>, Error> {
    store::all_stretches(conn, units)
}

/// The units that ever stand directly below another; for the rules of placement.
///
/// # Errors
/// As the database.
pub fn ever_below(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<UnitId>, Error> {
    store::ever_below(conn, unit)
}

/// Where these units stood on a date, those that stood at all; at most some hundreds at once.
pub fn places(
    conn: &mut AnyConnection,
    units: &[UnitId],
    on: NaiveDate,
) -> Result<Vec<Placement>, Error> {
    store::places(conn, units, on)
}

/// What units are called, by their keys; whoever may see a thing may see the names of the units it names.
///
/// # Errors
/// As the database.
pub fn names(conn: &mut AnyConnection, units: &[UnitId]) -> Result<UnitNames, Error> {
    Ok(UnitNames::of(store::names(conn, units)?))
}

/// The branches (base branches included) that stood under any of these places on a date, in tree order.
pub fn branches_under(
    conn: &mut AnyConnection,
    roots: &[UnitPath],
    on: NaiveDate,
) -> Result<Vec<Placement>, Error> {
    store::branches(conn, &outermost(roots), on)
}

/// Whether any branch stood under any of these places on a date.
pub fn has_branch_under(
    conn: &mut AnyConnection,
    roots: &[UnitPath],
    on: NaiveDate,
) -> Result<bool, Error> {
    for root in outermost(roots) {
        if store::has_branch(conn, &root, on)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Who approves the congress of a branch that stood at this place on a date (R-TREE-05: where the upper
/// unit is gone, its successor).
///
/// # Errors
/// [`Error::Refused`] when nothing stands above the branch.
pub fn approval_line(
    conn: &mut AnyConnection,
    branch: &Placement,
    on: NaiveDate,
) -> Result<ApprovalLine, Error> {
    let mut lines = approval_lines(conn, std::slice::from_ref(branch), on)?;
    lines.pop().ok_or(Error::NotFound)?
}

/// How many units one question asks for.
const UNITS_AT_ONCE: usize = 500;

/// As [`approval_line`] for many branches at once, in their order: a question for every 500 committees above
/// them, not one for every branch.
///
/// # Errors
/// As the database; a branch without anything above it has its own refusal in the list.
pub fn approval_lines(
    conn: &mut AnyConnection,
    branches: &[Placement],
    on: NaiveDate,
) -> Result<Vec<Result<ApprovalLine, Error>>, Error> {
    let mut above: Vec<UnitId> = branches.iter().flat_map(committees_above).collect();
    above.sort_unstable();
    above.dedup();
    let mut standing = std::collections::HashMap::new();
    for some in above.chunks(UNITS_AT_ONCE) {
        for place in store::places(conn, some, on)? {
            standing.insert(place.unit_id, place);
        }
    }
    for gone in above {
        if !standing.contains_key(&gone)
            && let Some(heir) = lineage::service::heir(conn, gone, on)?
        {
            standing.insert(gone, heir);
        }
    }
    let lines = branches.iter().map(|branch| {
        let committees: Vec<Placement> = committees_above(branch)
            .filter_map(|unit| standing.get(&unit).cloned())
            .collect();
        rules::approval_line(branch.level, &committees).map_err(Error::refused)
    });
    Ok(lines.collect())
}

/// The committees over a place, the nearest first.
fn committees_above(branch: &Placement) -> impl Iterator<Item = UnitId> {
    branch.path.units().into_iter().rev().skip(1)
}

/// The actor with every office reaching what its unit reached on a date.
///
/// # Errors
/// As the database.
pub fn as_on(conn: &mut AnyConnection, actor: &Actor, on: NaiveDate) -> Result<Actor, Error> {
    if on == actor.today() {
        return Ok(actor.clone());
    }
    let units: Vec<UnitId> = actor
        .offices
        .iter()
        .filter_map(|office| office.unit_id)
        .collect();
    let places = store::places(conn, &units, on)?;
    let offices = actor.offices.iter().filter_map(|office| {
        let unit_path = match office.unit_id {
            None => office.unit_path.clone(),
            Some(unit) => {
                let place = places.iter().find(|place| place.unit_id == unit);
                place.map(|place| place.path.clone())?
            }
        };
        Some(Office {
            unit_path,
            ..office.clone()
        })
    });
    let offices = offices.collect();
    Ok(Actor {
        offices,
        ..actor.clone()
    })
}

/// Refuses whoever may not do this over the whole installation.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn permit_for_the_installation(actor: &Actor, action: Action) -> Result<(), Error> {
    let everywhere = UnitPath::everywhere();
    let may = actor
        .offices
        .iter()
        .any(|office| office.unit_path == everywhere && held_by(action).contains(&office.role));
    if may {
        return Ok(());
    }
    Err(Error::Forbidden(vec![
        Reason::new("installation_administrator_needed")
            .with("action", Arg::term("action", action))
            .on("Phân quyền của hệ thống"),
    ]))
}

/// The version of a unit, for those who already see it.
///
/// # Errors
/// As the database.
pub fn version(conn: &mut AnyConnection, unit: UnitId) -> Result<i64, Error> {
    Ok(store::counts(conn, unit)?.2)
}

/// Refuses a change of a unit that is no longer what the person saw.
///
/// # Errors
/// [`Error::Stale`].
pub fn expect_seen(conn: &mut AnyConnection, unit: UnitId, seen: i64) -> Result<(), Error> {
    let current = version(conn, unit)?;
    if current == seen {
        Ok(())
    } else {
        Err(Error::Stale { current })
    }
}

/// A unit as it stood on a date; unless a date is said, as it stands, or else as it last stood.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    as_of: Option<NaiveDate>,
) -> Result<StandingUnit, Error> {
    let known = nearest_place(conn, id, actor.today())?;
    let stretch = match as_of {
        Some(on) => store::at(conn, id, on)?,
        None => Some(known.clone()),
    };
    permit_to_see(conn, actor, &known, as_of.zip(stretch.as_ref()))?;
    let stretch = stretch.ok_or(Error::NotFound)?;
    let (official_members, probationary_members, version) = store::counts(conn, id)?;
    Ok(StandingUnit {
        stretch,
        official_members,
        probationary_members,
        version,
    })
}

/// A unit is seen by those who reach it, and by those below it; now, or on the day that is asked about.
fn permit_to_see(
    conn: &mut AnyConnection,
    actor: &Actor,
    known: &Stretch,
    then: Option<(NaiveDate, &Stretch)>,
) -> Result<(), Error> {
    let now = permit_on_the_line(actor, Action::ReadUnits, &known.placement.path);
    if now.is_ok() {
        return now;
    }
    let then = match (then, known.valid_to) {
        (Some((on, stretch)), _) => Some((on, stretch)),
        (None, Some(end)) => end.pred_opt().map(|last| (last, known)),
        (None, None) => None,
    };
    let Some((on, stretch)) = then else {
        return now;
    };
    let actor = as_on(conn, actor, on)?;
    permit_on_the_line(&actor, Action::ReadUnits, &stretch.placement.path)
}

/// The units directly below another on a date, in the order of the tree.
///
/// # Errors
/// [`Error::NotFound`] when it stood nowhere in reach.
pub fn children(
    conn: &mut AnyConnection,
    actor: &Actor,
    above: &Placement,
    on: NaiveDate,
    page: &PageRequest<UnitPath>,
) -> Result<Page<Placement>, Error> {
    permit(actor, Action::ReadUnits, &above.path)?;
    let found = store::children(conn, above.unit_id, on, page)?;
    Ok(Page::of(found, page.limit, |place| place.path.clone()))
}

/// The units in the actor's reach as the tree stood on a date, in tree order.
///
/// # Errors
/// [`Error::Forbidden`] without any office; [`Error::NotFound`] when `under` stood nowhere in reach.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    filter: &UnitFilter,
    page: &PageRequest<UnitPath>,
) -> Result<Page<StandingUnit>, Error> {
    permit_somewhere(actor, Action::ReadUnits)?;
    let on = filter.as_of.unwrap_or(actor.today());
    let actor = as_on(conn, actor, on)?;
    let mut subtrees = reach(&actor, Action::ReadUnits);
    if let Some(under) = filter.under {
        let root = place(conn, under, on)?.path;
        permit(&actor, Action::ReadUnits, &root)?;
        subtrees = vec![root];
    }
    let mut found = Vec::new();
    let mut page = page.clone();
    let limit = page.limit;
    // As many as the offices of one person, and most pages are filled by the first.
    for subtree in subtrees {
        page.limit = limit - i64::try_from(found.len()).unwrap_or(limit);
        if page.limit < 0 {
            break;
        }
        found.append(&mut store::in_subtree(conn, &subtree, filter, on, &page)?);
    }
    Ok(Page::of(found, limit, |unit: &StandingUnit| {
        unit.stretch.placement.path.clone()
    }))
}

/// The units directly below one in the actor's reach, as the tree stood on a date, in tree order.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`] for a unit that stood nowhere in reach.
pub fn directly_below(
    conn: &mut AnyConnection,
    actor: &Actor,
    parent: UnitId,
    on: NaiveDate,
    page: &PageRequest<UnitPath>,
) -> Result<Page<StandingUnit>, Error> {
    let actor = as_on(conn, actor, on)?;
    let above = place(conn, parent, on)?;
    permit(&actor, Action::ReadUnits, &above.path)?;
    let found = store::directly_below(conn, parent, on, page)?;
    Ok(Page::of(found, page.limit, |unit: &StandingUnit| {
        unit.stretch.placement.path.clone()
    }))
}

/// Where the tree of the actor begins on a date: the units of their offices, or the tops of the installation.
///
/// # Errors
/// [`Error::Forbidden`] without any office.
pub fn tops(
    conn: &mut AnyConnection,
    actor: &Actor,
    on: NaiveDate,
) -> Result<Vec<StandingUnit>, Error> {
    permit_somewhere(actor, Action::ReadUnits)?;
    let actor = as_on(conn, actor, on)?;
    let places = reach(&actor, Action::ReadUnits);
    if places.contains(&UnitPath::everywhere()) {
        return store::tops(conn, &[], on, MOST);
    }
    let units: Vec<UnitId> = places
        .iter()
        .filter_map(|path| path.units().pop())
        .collect();
    if units.is_empty() {
        return Ok(Vec::new());
    }
    store::tops(conn, &units, on, MOST)
}

/// Every unit over which the actor may do this, as they stand today, in tree order; for an import, which looks units up
/// by their codes and names.
///
/// # Errors
/// As the database.
pub fn all_in_reach(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
) -> Result<Vec<StandingUnit>, Error> {
    let every = PageRequest {
        limit: i64::from(i32::MAX),
        after: None,
    };
    let (on, filter) = (actor.today(), UnitFilter::default());
    let mut found = Vec::new();
    for subtree in reach(actor, action) {
        found.append(&mut store::in_subtree(conn, &subtree, &filter, on, &every)?);
    }
    Ok(found)
}

/// Where a unit stood, from its beginning.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn placements(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    page: &PageRequest<NaiveDate>,
) -> Result<Page<Stretch>, Error> {
    find(conn, actor, id, None)?;
    let rows = store::stretches(conn, id, page)?;
    Ok(Page::of(rows, page.limit, |stretch: &Stretch| {
        stretch.valid_from
    }))
}
