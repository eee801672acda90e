//! The one verb of the roll-out board: show.

use std::collections::HashMap;

use super::model::{Board, BoardFilter, Row, Wanted};
use super::rules::{Guided, STEPS, Taken, marks, timing};
use super::store;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, reach};
use crate::congress::model::{Congress, CongressId, Place};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::guidance::model::Guidance;
use crate::plan::model::{Plan, PlanId};
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;
use crate::{guidance, plan, sector, unit};

/// How many congresses are looked at at once when the whole board is asked for.
const AT_ONCE: i64 = 500;
/// The most rows of a table to keep; more is read part by part.
const MOST_ROWS: usize = 20_000;

/// A page of the board of a plan, with the plans that implement it, as far as the actor reaches.
///
/// # Errors
/// [`Error::NotFound`] for a plan that the actor does not see; [`Error::Invalid`] for a unit that is none.
pub fn read(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    wanted: &Wanted,
    page: &PageRequest<Place>,
) -> Result<Board, Error> {
    let seen = Seen::of(conn, actor, plan_id, wanted)?;
    let found = store::congresses(conn, &seen.filter, page)?;
    Ok(Board {
        page: Page {
            items: seen.rows(conn, found.items)?,
            next: found.next,
        },
        plan: seen.plan,
    })
}

/// The whole board, as [`read`].
///
/// # Errors
/// As [`read`]; [`Error::Refused`] when it is too long for one table.
pub fn read_whole(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan_id: PlanId,
    wanted: &Wanted,
) -> Result<Board, Error> {
    let seen = Seen::of(conn, actor, plan_id, wanted)?;
    let mut rows = Vec::new();
    let mut page = PageRequest {
        limit: AT_ONCE,
        after: None,
    };
    loop {
        let found = store::congresses(conn, &seen.filter, &page)?;
        page.after = found
            .items
            .last()
            .map(|last| Place(last.unit_path.clone(), last.id));
        let more = found.next.is_some();
        rows.extend(seen.rows(conn, found.items)?);
        if rows.len() > MOST_ROWS {
            let most = i64::try_from(MOST_ROWS).unwrap_or(i64::MAX);
            return Err(Error::refused(
                Reason::new("board_too_long").with("most", most),
            ));
        }
        if !more {
            break;
        }
    }
    Ok(Board {
        page: Page {
            items: rows,
            next: None,
        },
        plan: seen.plan,
    })
}

/// What is looked at, and what stands beside each row.
struct Seen {
    plan: Plan,
    filter: BoardFilter,
    guidance: Option<Guidance>,
    sectors: HashMap<SectorId, String>,
}

impl Seen {
    fn of(
        conn: &mut AnyConnection,
        actor: &Actor,
        plan_id: PlanId,
        wanted: &Wanted,
    ) -> Result<Self, Error> {
        let plan = plan::service::find(conn, actor, plan_id)?;
        let reach = reach(actor, Action::ReadCongresses);
        let places = match wanted.unit_id {
            None => reach,
            Some(unit) => {
                let stretch = unit::service::nearest_place(conn, unit, actor.today());
                common(&reach, &stretch.map_err(unknown_unit)?.placement.path)
            }
        };
        let all = PageRequest {
            limit: MOST,
            after: None,
        };
        let sectors = sector::service::list(conn, actor, &all)?.items.into_iter();
        Ok(Self {
            filter: BoardFilter {
                plans: plan::service::with_implementing(conn, plan_id)?,
                places,
                sector_id: wanted.sector_id,
                state: wanted.state,
                timing: wanted.timing,
                today: actor.today(),
            },
            guidance: guidance::service::current(conn, plan_id)?,
            sectors: sectors.map(|sector| (sector.id, sector.name)).collect(),
            plan,
        })
    }

    fn rows(&self, conn: &mut AnyConnection, found: Vec<Congress>) -> Result<Vec<Row>, Error> {
        let ids: Vec<CongressId> = found.iter().map(|congress| congress.id).collect();
        let mut taken: HashMap<CongressId, Taken> = HashMap::new();
        for (id, step, on) in store::taken(conn, &ids, &STEPS.map(|step| step.to_string()))? {
            taken.entry(id).or_default().insert(step, on);
        }
        let acknowledged: HashMap<_, _> = match &self.guidance {
            Some(guidance) => store::acknowledged(conn, guidance.id, &ids)?
                .into_iter()
                .collect(),
            None => HashMap::new(),
        };
        let above = self.above(conn, &found)?;
        let none = Taken::new();
        let rows = found.into_iter().map(|congress| {
            let guided = match acknowledged.get(&congress.id) {
                Some(at) => Guided::Acknowledged(at.date()),
                None if self.asks(&congress) => Guided::Asked,
                None => Guided::Not,
            };
            let steps = taken.get(&congress.id).unwrap_or(&none);
            let name = parent(&congress).and_then(|unit| above.get(&unit));
            let sector = congress.sector_id.and_then(|id| self.sectors.get(&id));
            Row {
                marks: marks(&congress, steps, guided),
                above: name.cloned().unwrap_or_default(),
                sector: sector.cloned().unwrap_or_default(),
                timing: timing(congress.due_on, self.filter.today),
                congress,
            }
        });
        Ok(rows.collect())
    }

    /// Whether the guidance in force reaches a congress: not a pilot of its own plan.
    fn asks(&self, congress: &Congress) -> bool {
        self.guidance.is_some() && !(congress.pilot && congress.plan_id == self.plan.id)
    }

    /// The names of the committees above the branches.
    fn above(
        &self,
        conn: &mut AnyConnection,
        found: &[Congress],
    ) -> Result<HashMap<UnitId, String>, Error> {
        let mut ids: Vec<UnitId> = found.iter().filter_map(parent).collect();
        ids.sort_unstable();
        ids.dedup();
        let places = unit::service::places(conn, &ids, self.filter.today)?.into_iter();
        Ok(places.map(|place| (place.unit_id, place.name)).collect())
    }
}

fn parent(congress: &Congress) -> Option<UnitId> {
    congress.unit_path.units().into_iter().rev().nth(1)
}

/// The parts of the reach that lie in the place asked for.
fn common(reach: &[UnitPath], asked: &UnitPath) -> Vec<UnitPath> {
    let parts = reach.iter().filter_map(|reach| {
        if asked.is_under(reach) {
            return Some(asked);
        }
        reach.is_under(asked).then_some(reach)
    });
    parts.cloned().collect()
}

fn unknown_unit(error: Error) -> Error {
    match error {
        Error::NotFound => Error::invalid("/unit_id", "unknown"),
        other => other,
    }
}
