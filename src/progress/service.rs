//! The one verb of progress: answer.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::model::{By, Child, Counts, Group, Progress, Question, Tally};
use super::rules;
use super::{counters, past, store};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, reach};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::plan::model::{Plan, PlanId};
use crate::unit::model::UnitId;
use crate::{plan, sector, unit};

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
    let past = question.as_of < actor.today();
    // Who stood over the place on that day sees it, and who stands over it today.
    let then = if past {
        unit::service::as_on(conn, actor, question.as_of)?
    } else {
        actor.clone()
    };
    let committee = plan.unit_id;
    let (unit_id, place) = place_asked(conn, &then, plan, question, past)?;
    if permit(&then, Action::ReadCongresses, &place).is_err() {
        permit(actor, Action::ReadCongresses, &place)?;
    }
    let seen = Seen {
        plans: plan::service::with_implementing(conn, plan_id)?,
        whole: unit_id == committee,
        unit: unit_id,
        place,
        as_of: question.as_of,
        past,
    };
    let (counts, groups, next) = match question.by {
        By::Child => {
            let children = children(conn, unit_id, question, page)?;
            let (mut sums, elsewhere) = seen.by_unit(conn, &children.items)?;
            let mut counts = sums.remove(&unit_id).unwrap_or_else(rules::nothing);
            rules::add_counts(&mut counts, &elsewhere);
            let groups = children.items.iter().filter_map(|child| {
                let group = group(child, &mut sums);
                (child.stands(question.as_of) || group.counts.total > 0).then_some(group)
            });
            // Behind the last of the children.
            let gone =
                (children.next.is_none() && elsewhere.total > 0).then(|| of_no_child(elsewhere));
            (counts, groups.chain(gone).collect(), children.next)
        }
        By::Sector => {
            let own = seen.by_part(conn)?;
            (rules::add_up(&own), by_sector(conn, &own)?, None)
        }
        By::State => {
            let own = seen.by_part(conn)?;
            (rules::add_up(&own), rules::by_state(&own), None)
        }
    };
    Ok(Progress {
        plan_id,
        unit_id,
        as_of: question.as_of,
        by: question.by,
        counts,
        groups,
        next,
    })
}

/// What is looked at, and from which day.
struct Seen {
    plans: Vec<PlanId>,
    /// Whether it is all of the plan: then what no longer stands under its committee is counted too, so that what has been
    /// confirmed stays confirmed whatever becomes of the tree.
    whole: bool,
    unit: UnitId,
    place: UnitPath,
    as_of: NaiveDate,
    past: bool,
}

impl Seen {
    /// The counts of the unit and of each of its children, and of what stands elsewhere by now.
    fn by_unit(
        &self,
        conn: &mut AnyConnection,
        children: &[Child],
    ) -> Result<(HashMap<UnitId, Counts>, Counts), Error> {
        let paths: Vec<(UnitId, &UnitPath)> = std::iter::once((self.unit, &self.place))
            .chain(children.iter().map(|child| (child.unit_id, &child.path)))
            .collect();
        if self.past {
            let mut sums = HashMap::new();
            let mut elsewhere = rules::nothing();
            for (path, tally) in self.of_the_past(conn)? {
                if path.is_under(&self.place) {
                    sum_in(&mut sums, &paths, &path, &tally);
                } else {
                    rules::add(&mut elsewhere, &tally);
                }
            }
            return Ok((sums, elsewhere));
        }
        let with_counters: Vec<UnitId> = paths
            .iter()
            .filter(|(_, path)| rules::is_counted(path))
            .map(|(unit, _)| *unit)
            .collect();
        let mut sums = self.counted(conn, &with_counters)?;
        let afresh: Vec<_> = paths
            .into_iter()
            .filter(|(_, path)| !rules::is_counted(path))
            .collect();
        if !afresh.is_empty() {
            for (path, tally) in store::counted_afresh(conn, &self.plans, &self.place, self.as_of)?
            {
                sum_in(&mut sums, &afresh, &path, &tally);
            }
        }
        let elsewhere = self.elsewhere(conn)?;
        Ok((sums, rules::add_up(&elsewhere)))
    }

    /// What no longer stands under the plan's committee, where all of the plan is asked for.
    fn elsewhere(&self, conn: &mut AnyConnection) -> Result<Vec<Tally>, Error> {
        if self.whole {
            store::counted_elsewhere(conn, &self.plans, &self.place, self.as_of)
        } else {
            Ok(Vec::new())
        }
    }

    /// The counters, and the changes not yet folded in.
    fn counted(
        &self,
        conn: &mut AnyConnection,
        units: &[UnitId],
    ) -> Result<HashMap<UnitId, Counts>, Error> {
        if units.is_empty() {
            return Ok(HashMap::new());
        }
        let mut sums = store::counted(conn, &self.plans, units, self.as_of)?;
        for (_, standing, n) in counters::service::changes_of(conn, &self.plans)? {
            let tally = rules::tally(&standing, n, self.as_of);
            for unit in rules::units_counted(&standing.unit_path) {
                if let Some(counts) = sums.get_mut(&unit) {
                    rules::add(counts, &tally);
                }
            }
        }
        Ok(sums)
    }

    fn of_the_past(&self, conn: &mut AnyConnection) -> Result<Vec<(UnitPath, Tally)>, Error> {
        let place = if self.whole {
            UnitPath::everywhere()
        } else {
            self.place.clone()
        };
        past::service::tallies(conn, &self.plans, &place, self.as_of)
    }

    /// The unit's own congresses by sector and state.
    fn by_part(&self, conn: &mut AnyConnection) -> Result<Vec<Tally>, Error> {
        if self.past {
            let all = self.of_the_past(conn)?.into_iter();
            return Ok(rules::merged(all.map(|(_, tally)| tally).collect()));
        }
        if !rules::is_counted(&self.place) {
            let all = store::counted_afresh(conn, &self.plans, &self.place, self.as_of)?;
            let all = all.into_iter().map(|(_, tally)| tally);
            let all = all.chain(self.elsewhere(conn)?);
            return Ok(rules::merged(all.collect()));
        }
        let mut tallies = store::parts(conn, &self.plans, self.unit, self.as_of)?;
        for (_, standing, n) in counters::service::changes_of(conn, &self.plans)? {
            if standing.unit_path.is_under(&self.place) {
                tallies.push(rules::tally(&standing, n, self.as_of));
            }
        }
        tallies.extend(self.elsewhere(conn)?);
        Ok(rules::merged(tallies))
    }
}

/// Adds a tally to every unit on the path.
fn sum_in(
    sums: &mut HashMap<UnitId, Counts>,
    units: &[(UnitId, &UnitPath)],
    path: &UnitPath,
    tally: &Tally,
) {
    for (unit, above) in units {
        if path.is_under(above) {
            rules::add(sums.entry(*unit).or_insert_with(rules::nothing), tally);
        }
    }
}

fn group(child: &Child, sums: &mut HashMap<UnitId, Counts>) -> Group {
    Group {
        unit_id: Some(child.unit_id),
        sector_id: None,
        state: None,
        name: child.name.clone(),
        counts: sums.remove(&child.unit_id).unwrap_or_else(rules::nothing),
    }
}

/// The congresses whose branches, or whose committee, have moved away since: under no unit of those that are listed.
fn of_no_child(counts: Counts) -> Group {
    Group {
        unit_id: None,
        sector_id: None,
        state: None,
        name: String::new(),
        counts,
    }
}

/// The unit asked for, and where it stood; unless said, the plan's committee or the widest part of its subtree
/// that the actor reaches.
fn place_asked(
    conn: &mut AnyConnection,
    actor: &Actor,
    mut plan: Plan,
    question: &Question,
    past: bool,
) -> Result<(UnitId, UnitPath), Error> {
    if past && let Some(then) = unit::service::places(conn, &[plan.unit_id], question.as_of)?.pop()
    {
        plan.unit_path = then.path;
    }
    match question.unit_id {
        Some(unit) if unit == plan.unit_id => Ok((unit, plan.unit_path.clone())),
        Some(unit) => {
            // Also of a unit that is gone by then: what it held stays where it was held.
            let place = unit::service::nearest_place(conn, unit, question.as_of)?;
            if place.valid_from > question.as_of {
                return Err(Error::NotFound);
            }
            Ok((unit, place.placement.path))
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
