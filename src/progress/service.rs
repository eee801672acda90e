//! The verbs of progress: note a change, fold the changes in, answer.

use std::collections::{BTreeMap, HashMap};

use super::model::{By, Child, Group, Past, Progress, Question, Standing, Tally};
use super::rules;
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, reach};
use crate::congress::model::{Congress, State};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::plan::model::{Plan, PlanId};
use crate::unit::model::UnitId;
use crate::{plan, sector, unit};

/// How many changes one round folds in.
const BATCH: i64 = 2000;
/// How many congresses of the past are looked at in one query.
const PAST_PAGE: i64 = 5000;

/// Notes, in the transaction of a congress's write, where it counted before and where it counts now.
pub fn note(conn: &mut AnyConnection, before: &Congress, after: &Congress) -> Result<(), Error> {
    note_moves(conn, &[(before.into(), after.into())])
}

/// As [`note`], for many.
pub fn note_moves(conn: &mut AnyConnection, moves: &[(Standing, Standing)]) -> Result<(), Error> {
    let changes: Vec<(Standing, i64)> = moves
        .iter()
        .filter(|(before, after)| before != after)
        .flat_map(|(before, after)| [(before.clone(), -1), (after.clone(), 1)])
        .collect();
    store::insert_changes(conn, &changes)
}

/// Notes a new congress.
pub fn note_new(conn: &mut AnyConnection, congress: &Congress) -> Result<(), Error> {
    store::insert_changes(conn, &[(congress.into(), 1)])
}

/// Counts many new congresses of one plan at once, without the detour over changes.
pub fn count_new(
    conn: &mut AnyConnection,
    plan: &Plan,
    standings: &[Standing],
) -> Result<(), Error> {
    let mut counters = BTreeMap::new();
    for standing in standings {
        rules::count_in(&mut counters, standing, plan.unit_id, 1);
    }
    store::add(conn, &counters)
}

/// Folds the oldest waiting changes into the counters; how many.
///
/// In one transaction with their removal, so it is safe to run in several copies of the program, and to be
/// killed at any moment.
pub fn fold(conn: &mut AnyConnection) -> Result<usize, Error> {
    let changes = store::oldest_changes(conn, BATCH)?;
    if changes.is_empty() {
        return Ok(0);
    }
    let mut plan_units: HashMap<PlanId, UnitId> = HashMap::new();
    let mut counters = BTreeMap::new();
    for (_, standing, n) in &changes {
        let plan_unit = match plan_units.get(&standing.plan_id) {
            Some(unit) => *unit,
            None => {
                let unit = plan::service::of(conn, standing.plan_id)?.unit_id;
                plan_units.insert(standing.plan_id, unit);
                unit
            }
        };
        rules::count_in(&mut counters, standing, plan_unit, *n);
    }
    store::add(conn, &counters)?;
    let mut units: Vec<UnitId> = counters.keys().map(|counter| counter.unit_id).collect();
    units.sort_unstable();
    units.dedup();
    store::remove_empty(conn, &units)?;
    let ids: Vec<_> = changes.iter().map(|(id, ..)| *id).collect();
    store::remove_changes(conn, &ids)?;
    Ok(changes.len())
}

/// How far a plan, with the plans that implement it, has come under a unit.
///
/// # Errors
/// [`Error::NotFound`] for a plan or unit that the actor does not reach.
pub fn read(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    question: &Question,
    page: &PageRequest<UnitPath>,
) -> Result<Progress, Error> {
    conn.snapshot(|conn| answer(conn, actor, plan_id, question, page))
}

fn answer(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    question: &Question,
    page: &PageRequest<UnitPath>,
) -> Result<Progress, Error> {
    let plan = plan::service::find(conn, actor, plan_id)?;
    let (unit_id, place) = place_asked(conn, actor, &plan, question)?;
    permit(actor, Action::ReadCongresses, &place)?;
    let children = match question.by {
        By::Child => children(conn, unit_id, question, page)?,
        By::Sector | By::State => Page {
            items: Vec::new(),
            next: None,
        },
    };
    let mut units = vec![unit_id];
    units.extend(children.items.iter().map(|child| child.unit_id));
    let plans = plan::service::with_implementing(conn, plan_id)?;
    let tallies = if question.as_of < actor.today() {
        of_the_past(conn, &plans, &place, &units, question)?
    } else {
        of_now(conn, &plans, &units, question)?
    };
    let (own, below): (Vec<Tally>, Vec<Tally>) = tallies
        .into_iter()
        .partition(|tally| tally.unit_id == unit_id);
    let groups = match question.by {
        By::Child => by_child(&children.items, &below),
        By::Sector => by_sector(conn, &own)?,
        By::State => rules::by_state(&own),
    };
    Ok(Progress {
        plan_id,
        unit_id,
        as_of: question.as_of,
        by: question.by,
        counts: rules::add_up(&own),
        groups,
        next: children.next,
    })
}

/// The unit asked for, and where it stood; unless said, the plan's committee or the widest part of its subtree
/// that the actor reaches.
fn place_asked(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    question: &Question,
) -> Result<(UnitId, UnitPath), Error> {
    match question.unit_id {
        Some(unit) if unit == plan.unit_id => Ok((unit, plan.unit_path.clone())),
        Some(unit) => {
            let place = unit::service::place(conn, unit, question.as_of)?;
            Ok((unit, place.path))
        }
        None => {
            let reach = reach(actor, Action::ReadCongresses);
            let path = if reach.iter().any(|path| plan.unit_path.is_under(path)) {
                plan.unit_path.clone()
            } else {
                let below = reach
                    .into_iter()
                    .find(|path| path.is_under(&plan.unit_path));
                below.ok_or(Error::NotFound)?
            };
            let unit = path.units().last().copied().ok_or(Error::NotFound)?;
            Ok((unit, path))
        }
    }
}

fn children(
    conn: &mut AnyConnection,
    unit: UnitId,
    question: &Question,
    page: &PageRequest<UnitPath>,
) -> Result<Page<Child>, Error> {
    let rows = store::children(
        conn,
        unit,
        question.as_of,
        page.after.as_ref(),
        page.limit + 1,
    )?;
    Ok(Page::of(rows, page.limit, |child: &Child| {
        child.path.clone()
    }))
}

/// The counters, and the changes not yet folded in.
fn of_now(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    units: &[UnitId],
    question: &Question,
) -> Result<Vec<Tally>, Error> {
    let mut tallies = store::tallies(conn, plans, units, question.as_of)?;
    for (_, standing, n) in store::changes_of(conn, plans)? {
        push_tallies(&mut tallies, units, &standing, n, question);
    }
    Ok(tallies)
}

fn push_tallies(
    tallies: &mut Vec<Tally>,
    units: &[UnitId],
    standing: &Standing,
    n: i64,
    question: &Question,
) {
    let on_path = standing.unit_path.units();
    for unit in units.iter().filter(|unit| on_path.contains(unit)) {
        tallies.push(rules::tally(*unit, standing, n, question.as_of));
    }
}

/// What the history says of a day of the past: slower, and as right.
fn of_the_past(
    conn: &mut AnyConnection,
    plans: &[PlanId],
    place: &UnitPath,
    units: &[UnitId],
    question: &Question,
) -> Result<Vec<Tally>, Error> {
    let mut tallies = Vec::new();
    for plan_id in plans {
        let plan = plan::service::of(conn, *plan_id)?;
        let mut last: Option<Past> = None;
        loop {
            let page = store::past(
                conn,
                *plan_id,
                place,
                question.as_of,
                last.as_ref(),
                PAST_PAGE,
            )?;
            for past in page
                .iter()
                .filter(|past| past.created_at.date() <= question.as_of)
            {
                push_tallies(&mut tallies, units, &standing(past, &plan), 1, question);
            }
            tallies = rules::merged(tallies);
            let more = i64::try_from(page.len()).is_ok_and(|len| len == PAST_PAGE);
            last = page.into_iter().next_back();
            if !more {
                break;
            }
        }
    }
    Ok(tallies)
}

/// Where a congress stood then: where its last step led, or still where it began.
fn standing(past: &Past, plan: &Plan) -> Standing {
    let window = plan.window_for(past.pilot);
    let begun = past.planned_on.or(window.map(|(_, to)| to));
    Standing {
        plan_id: past.plan_id,
        unit_path: past.unit_path.clone(),
        sector_id: past.sector_id,
        state: past.state.unwrap_or(State::Preparing),
        due_on: match past.state {
            Some(_) => past.due_on,
            None => begun,
        },
        pilot: past.pilot,
    }
}

fn by_child(children: &[Child], tallies: &[Tally]) -> Vec<Group> {
    let mut of_unit: HashMap<UnitId, Vec<&Tally>> = HashMap::new();
    for tally in tallies {
        of_unit.entry(tally.unit_id).or_default().push(tally);
    }
    let group = |child: &Child| Group {
        unit_id: Some(child.unit_id),
        sector_id: None,
        state: None,
        name: child.name.clone(),
        counts: rules::add_up(of_unit.remove(&child.unit_id).unwrap_or_default()),
    };
    children.iter().map(group).collect()
}

fn by_sector(conn: &mut AnyConnection, tallies: &[Tally]) -> Result<Vec<Group>, Error> {
    let mut groups = Vec::new();
    for sector_id in rules::sectors_in(tallies) {
        let key = rules::sector_key(sector_id);
        let names = match sector_id {
            Some(sector) => sector::service::names(conn, &[sector])?,
            None => Vec::new(),
        };
        groups.push(Group {
            unit_id: None,
            sector_id,
            state: None,
            name: names.into_iter().next().unwrap_or_default(),
            counts: rules::add_up(tallies.iter().filter(|tally| tally.sector == key)),
        });
    }
    groups.sort_by(|a, b| {
        let last = |group: &Group| group.sector_id.is_none();
        (last(a), &a.name).cmp(&(last(b), &b.name))
    });
    Ok(groups)
}
