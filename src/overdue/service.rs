//! The one verb of what is overdue: answer, in the order of the days.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;
use strum::VariantArray;

use super::model::{Awaited, Item, Kind, Place, Question, Start, Turn};
use super::rules;
use crate::assignment::model::Assignment;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, reach};
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, DueFilter, State};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest, cursor};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::plan::model::{Plan, PlanId};
use crate::regulation::Regulation;
use crate::unit::model::UnitId;
use crate::workflow::Seat;
use crate::{assignment, congress, guidance, plan, unit};

/// How many congresses one answer looks at for guidance not acknowledged; where it stops, the next page goes on.
const LOOKED_AT: i64 = 1000;

/// What is overdue or soon due in the actor's reach, by day; a page of it.
///
/// # Errors
/// [`Error::NotFound`] for a unit that the actor does not reach.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    question: &Question,
    page: &PageRequest<Place>,
) -> Result<Page<Item>, Error> {
    let mut asking = Asking {
        places: places(conn, actor, question)?,
        today: actor.today(),
        limit: page.limit + 1,
        plans: HashMap::new(),
        stopped_at: None,
    };
    let kinds = Kind::VARIANTS
        .iter()
        .filter(|kind| question.kind.is_none_or(|wanted| wanted == **kind));
    let mut items = Vec::new();
    for kind in kinds {
        let start = rules::start(*kind, page.after.as_ref());
        items.extend(asking.of_kind(conn, *kind, &start)?);
    }
    items.sort_by_cached_key(Item::place);
    Ok(asking.page(items, page.limit))
}

/// The names of these units today, for whoever is shown the list; a dissolved one by its last.
///
/// # Errors
/// As the database.
pub fn names(
    conn: &mut AnyConnection,
    items: &[Item],
    today: NaiveDate,
) -> Result<HashMap<UnitId, String>, Error> {
    let mut units: Vec<UnitId> = items
        .iter()
        .flat_map(|item| {
            let acting = item.turns.iter().map(|turn| turn.unit_id);
            acting.chain(std::iter::once(item.unit_id))
        })
        .collect();
    units.sort_unstable();
    units.dedup();
    let mut names = HashMap::new();
    for some in units.chunks(200) {
        let places = unit::service::places(conn, some, today)?;
        names.extend(places.into_iter().map(|place| (place.unit_id, place.name)));
    }
    Ok(names)
}

/// Where the actor looks: under the unit asked for, else wherever the actor reaches.
fn places(
    conn: &mut AnyConnection,
    actor: &Actor,
    question: &Question,
) -> Result<Vec<UnitPath>, Error> {
    match question.unit_id {
        Some(unit) => {
            let place = unit::service::place(conn, unit, actor.today())?;
            permit(actor, Action::ReadCongresses, &place.path)?;
            Ok(vec![place.path])
        }
        None => Ok(reach(actor, Action::ReadCongresses)),
    }
}

/// One answer in the making.
struct Asking {
    places: Vec<UnitPath>,
    today: NaiveDate,
    limit: i64,
    plans: HashMap<PlanId, Vec<Plan>>,
    /// Where the search for guidance not acknowledged stopped, when it did before its end.
    stopped_at: Option<Place>,
}

impl Asking {
    fn of_kind(
        &mut self,
        conn: &mut AnyConnection,
        kind: Kind,
        start: &Start,
    ) -> Result<Vec<Item>, Error> {
        if let Some(purpose) = rules::purpose_of(kind) {
            let due = assignment::model::DueFilter {
                places: self.places.clone(),
                purpose,
                from: start.from,
                until: rules::until(self.today),
                beyond: start.beyond.clone().map(|(path, id)| (path, id.cast())),
                most: self.limit,
            };
            let tasks = assignment::service::due(conn, &due)?;
            return tasks
                .into_iter()
                .map(|task| self.task(conn, kind, task))
                .collect();
        }
        if kind == Kind::Guidance {
            return self.guidance(conn, start);
        }
        let due = self.due(kind, start, self.limit);
        let congresses = congress::service::due(conn, &due)?;
        congresses
            .into_iter()
            .map(|congress| self.congress(conn, kind, congress, None))
            .collect()
    }

    fn due(&self, kind: Kind, start: &Start, most: i64) -> DueFilter {
        DueFilter {
            places: self.places.clone(),
            states: rules::states_of(kind).to_vec(),
            from: start.from,
            until: rules::until(self.today),
            beyond: start.beyond.clone().map(|(path, id)| (path, id.cast())),
            most,
        }
    }

    /// Congresses soon to be held whose branch has not acknowledged what reaches it.
    fn guidance(&mut self, conn: &mut AnyConnection, start: &Start) -> Result<Vec<Item>, Error> {
        let due = self.due(Kind::Guidance, start, LOOKED_AT);
        let congresses = congress::service::due(conn, &due)?;
        let stopped = i64::try_from(congresses.len()).is_ok_and(|seen| seen == LOOKED_AT);
        let mut items: Vec<Item> = Vec::new();
        let mut last = None;
        for congress in congresses {
            let enough = i64::try_from(items.len()).is_ok_and(|found| found >= self.limit);
            if enough {
                return Ok(items);
            }
            last = congress.due_on.map(|on| Place {
                on,
                kind: Kind::Guidance,
                path: congress.unit_path.clone(),
                id: congress.id.cast(),
            });
            let ids: Vec<PlanId> = self
                .line(conn, congress.plan_id)?
                .iter()
                .map(|one| one.id)
                .collect();
            let open = guidance::service::unacknowledged(conn, &ids, congress.id)?;
            if !open.is_empty() && congress.guidance_override.is_none() {
                items.push(self.congress(conn, Kind::Guidance, congress, Some(open.join(", ")))?);
            }
        }
        self.stopped_at = last.filter(|_| stopped);
        Ok(items)
    }

    /// A plan and those it implements, upward; each looked up once.
    fn line(&mut self, conn: &mut AnyConnection, id: PlanId) -> Result<&[Plan], Error> {
        match self.plans.entry(id) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(free) => {
                let plan = plan::service::of(conn, id)?;
                Ok(free.insert(plan::service::line(conn, &plan)?))
            }
        }
    }

    fn congress(
        &mut self,
        conn: &mut AnyConnection,
        kind: Kind,
        congress: Congress,
        what: Option<String>,
    ) -> Result<Item, Error> {
        let line = self.line(conn, congress.plan_id)?;
        let seats = line
            .first()
            .map_or_else(Seats::default, |plan| congress.seats(plan.unit_id));
        let regulation = Regulation::on(congress.day(self.today));
        Ok(Item {
            kind,
            on: congress.due_on.unwrap_or(self.today),
            due_on: congress.due_on,
            since: since(&congress),
            id: congress.id.cast::<Awaited>(),
            unit_id: congress.unit_id,
            turns: rules::turns(kind, congress.state, &seats),
            clause: rules::clause(kind, &regulation),
            unit_path: congress.unit_path,
            plan_id: congress.plan_id,
            congress_id: Some(congress.id),
            assignment_id: None,
            what,
        })
    }

    fn task(&self, conn: &mut AnyConnection, kind: Kind, task: Assignment) -> Result<Item, Error> {
        let branch = match unit::service::place(conn, task.unit_id, self.today) {
            Ok(place) => place.level.is_branch(),
            Err(Error::NotFound) => false,
            Err(error) => return Err(error),
        };
        let given = task.created_at.date();
        let regulation = Regulation::on(given);
        Ok(Item {
            kind,
            on: task.due_on.unwrap_or(given),
            due_on: task.due_on,
            since: Some(given),
            id: task.id.cast::<Awaited>(),
            unit_id: task.unit_id,
            unit_path: task.unit_path,
            plan_id: task.plan_id,
            congress_id: task.congress_id,
            assignment_id: Some(task.id),
            what: Some(task.task),
            turns: vec![Turn {
                seat: rules::seat_of_task(kind, if branch { Seat::Branch } else { Seat::Office }),
                unit_id: task.unit_id,
            }],
            clause: rules::clause(kind, &regulation),
        })
    }

    /// The page: of what was found, nothing beyond the place where the search stopped.
    fn page(self, mut items: Vec<Item>, limit: i64) -> Page<Item> {
        let Some(stopped) = self.stopped_at else {
            return Page::of(items, limit, Item::place);
        };
        items.retain(|item| item.place() <= stopped);
        let full = i64::try_from(items.len()).is_ok_and(|found| found > limit);
        let mut page = Page::of(items, limit, Item::place);
        if !full {
            page.next = Some(cursor(&stopped));
        }
        page
    }
}

/// Since when a congress is awaited: the close, the receipt; of what has not been held, since it was planned.
fn since(congress: &Congress) -> Option<NaiveDate> {
    match congress.state {
        State::Preparing | State::Submitted | State::Approved | State::Convened => {
            Some(congress.created_at.date())
        }
        State::InSession => congress.opened_on,
        State::Closed => congress.closed_on,
        State::Reported => congress.reported_on,
        State::Confirmed | State::Annulled | State::Cancelled => None,
    }
}
