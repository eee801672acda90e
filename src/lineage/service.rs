//! Ending a unit and finding what came after it.

use chrono::NaiveDate;
use serde_json::json;

use super::model::{Ending, Succession, SuccessionId};
use super::rules::{self, Facts};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::error::{Error, FieldError};
use crate::unit::model::{Placement, UnitId};
use crate::{congress, journal, member, placement, unit};

/// How many times one unit can have been followed by another before the search gives up.
const GENERATIONS: usize = 16;

/// The unit that stands on a date in the place of one that is gone (R-TREE-05): its successor, or the successor's.
/// After a split the heir is the one written down first.
///
/// # Errors
/// As the database.
pub fn heir(
    conn: &mut AnyConnection,
    gone: UnitId,
    on: NaiveDate,
) -> Result<Option<Placement>, Error> {
    let mut generation = vec![gone];
    for _ in 0..GENERATIONS {
        generation = store::after_any(conn, &generation, on)?;
        if generation.is_empty() {
            return Ok(None);
        }
        let standing = unit::service::places(conn, &generation, on)?;
        for unit in &generation {
            if let Some(place) = standing.iter().find(|place| place.unit_id == *unit) {
                return Ok(Some(place.clone()));
            }
        }
    }
    Ok(None)
}

/// What came after a unit.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn successors(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    page: &PageRequest<SuccessionId>,
) -> Result<Page<Succession>, Error> {
    unit::service::find(conn, actor, id, None)?;
    store::successors(conn, id, page)
}

/// What came before a unit.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn predecessors(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    page: &PageRequest<SuccessionId>,
) -> Result<Page<Succession>, Error> {
    unit::service::find(conn, actor, id, None)?;
    store::predecessors(conn, id, page)
}

/// Ends a unit by merging, splitting or replacing it.
///
/// Its placement ends on the date. The units below it, its members and its member counts go to the heir; its plans,
/// tasks and unfinished congresses stand at the heir's place, whose people take over its part in them.
///
/// # Errors
/// [`Error::Stale`]; [`Error::Invalid`] for unknown successors; [`Error::Refused`] with every reason;
/// [`Error::Forbidden`].
pub fn succeed(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, seen): (UnitId, i64),
    ending: &Ending,
) -> Result<Vec<Succession>, Error> {
    let known = unit::service::nearest_place(conn, id, actor.today())?;
    permit(actor, Action::KeepUnits, &known.placement.path)?;
    unit::service::expect_seen(conn, id, seen)?;
    let standing = expect_successors(conn, actor, id, ending)?;
    let facts = facts(conn, actor, id, ending, &standing)?;
    let reasons = rules::reasons_against(&facts);
    if !reasons.is_empty() {
        return Err(Error::Refused(reasons));
    }
    let successors = ending.in_order();
    let stands_in = successors.first().copied();
    let words = Some(ending.note.as_str());
    placement::service::end(conn, actor, (id, seen), ending.on, stands_in, words)?;
    let mut moved = json!({});
    if let Some(heir) = ending.heir() {
        let (official, probationary) = unit::counts::hand_over(conn, id, heir)?;
        let members = member::service::hand_over(conn, id, heir)?;
        moved = json!({
            "heir_id": heir, "official_members": official, "probationary_members": probationary,
            "members": members,
        });
    }
    let mut successions = Vec::new();
    for successor in successors {
        let succession = Succession {
            id: Id::new(),
            predecessor_id: id,
            successor_id: successor,
            kind: ending.kind,
            on_date: ending.on,
            note: ending.note.clone(),
        };
        store::insert(conn, &succession)?;
        record_follows(conn, actor, &succession, &standing)?;
        successions.push(succession);
    }
    journal::service::record_write(
        conn,
        actor,
        unit::service::subject(id),
        &known.placement.path,
        "unit.end",
        json!({ "kind": ending.kind, "on": ending.on, "successors": ending.successors, "moved": moved }),
    )?;
    Ok(successions)
}

fn record_follows(
    conn: &mut AnyConnection,
    actor: &Actor,
    succession: &Succession,
    standing: &[Placement],
) -> Result<(), Error> {
    let place = standing
        .iter()
        .find(|place| place.unit_id == succession.successor_id)
        .ok_or_else(|| Error::internal("a successor without a place"))?;
    journal::service::record_write(
        conn,
        actor,
        unit::service::subject(succession.successor_id),
        &place.path,
        "unit.follow",
        json!({ "kind": succession.kind, "on": succession.on_date, "predecessor_id": succession.predecessor_id }),
    )
}

/// The successors that stand on the day. Every one is a unit the actor keeps, other than the one that ends.
fn expect_successors(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    ending: &Ending,
) -> Result<Vec<Placement>, Error> {
    let mut problems = Vec::new();
    for (index, successor) in ending.successors.iter().enumerate() {
        let pointer = format!("/successors/{index}");
        if *successor == id {
            problems.push(FieldError::new(pointer, "successor_is_itself"));
            continue;
        }
        if ending
            .successors
            .iter()
            .take(index)
            .any(|other| other == successor)
        {
            problems.push(FieldError::new(pointer, "successor_repeated"));
            continue;
        }
        let permitted = unit::service::nearest_place(conn, *successor, actor.today())
            .and_then(|place| permit(actor, Action::KeepUnits, &place.placement.path));
        match permitted {
            Ok(()) => (),
            Err(Error::NotFound) => problems.push(FieldError::new(pointer, "unknown")),
            Err(other) => return Err(other),
        }
    }
    if ending
        .heir_id
        .is_some_and(|heir| !ending.successors.contains(&heir))
    {
        problems.push(FieldError::new("/heir_id", "heir_no_successor"));
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    unit::service::places(conn, &ending.successors, ending.on)
}

fn facts(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: UnitId,
    ending: &Ending,
    standing: &[Placement],
) -> Result<Facts, Error> {
    let heir = ending.heir();
    let heir_place = standing.iter().find(|place| Some(place.unit_id) == heir);
    let absent = ending.successors.len() - standing.len();
    Ok(Facts {
        kind: ending.kind,
        on: ending.on,
        today: actor.today(),
        successors: ending.successors.len(),
        successors_absent: i64::try_from(absent).unwrap_or(i64::MAX),
        has_heir: heir.is_some(),
        heir_is_branch: heir_place.is_some_and(|place| place.level.is_branch()),
        has_units_below: placement::service::has_units_below(conn, id, ending.on)?,
        members: member::service::count_all(conn, id)?,
        in_congress: in_congress(conn, id, ending)?,
    })
}

/// Which of the unit and those that come after it have a congress that is convened or in session.
fn in_congress(
    conn: &mut AnyConnection,
    id: UnitId,
    ending: &Ending,
) -> Result<Vec<String>, Error> {
    let mut units = vec![id];
    units.extend(&ending.successors);
    congress::counting::under_way(conn, &units)
}
