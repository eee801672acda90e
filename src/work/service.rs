//! The one verb of somebody's work: gather it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::model::{Deed, Item, Work};
use super::{plans, rules, store};
use crate::audit::model::{SubjectId, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, held_by, permit_somewhere};
use crate::auth::seat::roles_of;
use crate::congress::model::{CongressFilter, CongressId};
use crate::congress::rules::Step;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::journal::model::Notice;
use crate::next_step::model::{Deed as Next, Doer};
use crate::next_step::service::{Ahead, TaskFor};
use crate::overdue::model::{Item as Overdue, Kind, Question};
use crate::workflow::Seat;
use crate::{acknowledgement, congress, journal, next_step, overdue};

/// How many notices are looked at.
const NOTICES: i64 = 100;
/// How many congresses are asked what is next at them: the most urgent; of the others the notice says it.
const ASKED: usize = 6;
/// How many of each kind of what is overdue are looked at.
const OVERDUE: i64 = 20;
/// How many congresses of one's own branch are looked at: one for each term.
const CONGRESSES: i64 = 20;
/// How many guidances are asked who has not taken note of them.
const GUIDANCES: usize = 5;
/// How much of one congress is shown: what comes first.
const OF_A_CONGRESS: usize = 6;
/// How much is shown of what waits for others.
const OTHERS: usize = 40;

/// What waits for the actor, and what the actor waits for from others; nothing for somebody without any office.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, actor: &Actor) -> Result<Work, Error> {
    if permit_somewhere(actor, Action::ReadCongresses).is_err() {
        return Ok(Work::default());
    }
    let page = PageRequest {
        limit: NOTICES,
        after: None,
    };
    let notices = journal::service::notices(conn, actor, &page)?;
    let open = notices.items.iter().filter(|one| one.done_at.is_none());
    let mut told: Vec<Item> = open.clone().filter_map(of_notice).collect();
    name_all(conn, &mut told)?;
    let mut work = Work {
        more: notices.next.is_some() && open.count() == notices.items.len(),
        ..Work::default()
    };
    plans::add(conn, actor, &mut told, &mut work)?;
    at_congresses(conn, actor, &mut told, &mut work)?;
    guidance_not_taken_note_of(conn, actor, &mut told)?;
    work.mine.extend(told);
    overdue(conn, actor, &mut work)?;
    name_all(conn, &mut work.mine)?;
    name_all(conn, &mut work.others)?;
    work.mine = rules::in_order(rules::gathered(work.mine));
    work.others = rules::in_order(rules::gathered(work.others));
    work.more |= work.others.len() > OTHERS;
    work.others.truncate(OTHERS);
    Ok(work)
}

/// What a notice asks for; nothing of a plan that is completed: it may be reopened, and waits for nobody.
fn of_notice(notice: &Notice) -> Option<Item> {
    if notice.code == "plan.completed" {
        return None;
    }
    let seat: Seat = notice.seat.parse().ok()?;
    let deed = Deed::Turn(notice.code.clone());
    Some(Item {
        due_on: notice.due_on,
        since: Some(notice.created_at.date()),
        by: vec![seat],
        ..Item::new(deed, notice.subject_kind, notice.subject_id)
    })
}

/// Gives everything its name, in one question for each kind of thing.
pub(super) fn name_all(conn: &mut AnyConnection, items: &mut [Item]) -> Result<(), Error> {
    let mut wanted: HashMap<SubjectKind, Vec<SubjectId>> = HashMap::new();
    for item in items.iter().filter(|item| item.plan_id.is_none()) {
        wanted.entry(item.kind).or_default().push(item.id);
    }
    for (kind, ids) in wanted {
        let named = store::named(conn, kind, &ids)?;
        for item in items.iter_mut().filter(|item| item.kind == kind) {
            let Some(found) = named.get(&item.id) else {
                continue;
            };
            item.name = item.name.take().or_else(|| found.name.clone());
            item.place = item.place.take().or_else(|| found.place.clone());
            item.congress_id = item.congress_id.or(found.congress_id);
            item.plan_id = item.plan_id.or(found.plan_id);
            item.due_on = item.due_on.or(found.due_on);
        }
    }
    Ok(())
}

/// What is next at the congresses that may wait for the actor: those of one's own branch, and those of which one has
/// been told. What is told of a congress that was asked is no longer needed.
fn at_congresses(
    conn: &mut AnyConnection,
    actor: &Actor,
    told: &mut Vec<Item>,
    work: &mut Work,
) -> Result<(), Error> {
    let is_about_one = |item: &Item| match item.kind {
        SubjectKind::Congress
        | SubjectKind::Document
        | SubjectKind::Personnel
        | SubjectKind::Election => true,
        SubjectKind::Plan
        | SubjectKind::Opinion
        | SubjectKind::Guidance
        | SubjectKind::Assignment
        | SubjectKind::Installation
        | SubjectKind::Unit
        | SubjectKind::User => false,
    };
    let mut asked = own_congresses(conn, actor)?;
    let rest = rules::in_order(
        told.iter()
            .filter(|one| is_about_one(one))
            .cloned()
            .collect(),
    );
    for congress in rest.iter().filter_map(|item| item.congress_id) {
        if asked.len() < ASKED && !asked.contains(&congress) {
            asked.push(congress);
        }
    }
    for id in &asked {
        match next_step::service::next(conn, actor, *id) {
            Ok(ahead) => add_next(ahead, work),
            // Whoever sees the congress may still not be of those who see its day.
            Err(Error::Forbidden(_) | Error::NotFound) => (),
            Err(other) => return Err(other),
        }
    }
    told.retain(|item| {
        let was_asked = item.congress_id.is_some_and(|id| asked.contains(&id));
        !(is_about_one(item) && was_asked)
    });
    Ok(())
}

/// The unfinished congresses of the branches at which the actor prepares or counts.
fn own_congresses(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<CongressId>, Error> {
    let page = PageRequest {
        limit: CONGRESSES,
        after: None,
    };
    let works_there = |role| {
        roles_of(Seat::Branch).contains(&role) || held_by(Action::EnterCounts).contains(&role)
    };
    let mut own = Vec::new();
    for office in actor
        .offices
        .iter()
        .filter(|office| works_there(office.role))
    {
        let filter = CongressFilter {
            under: Some(office.unit_path.clone()),
            ..CongressFilter::default()
        };
        let found = congress::service::list(conn, actor, filter, &page)?.items;
        for one in found.iter().filter(|one| !one.state.is_finished()) {
            // Somebody may hold two offices at one branch.
            if !own.contains(&one.id) {
                own.push(one.id);
            }
        }
    }
    own.truncate(ASKED);
    Ok(own)
}

/// What is next at a congress: the actor's own, what is waited for from others, and where neither can be done now, what
/// the step waits for that leads the congress on.
fn add_next(ahead: Ahead, work: &mut Work) {
    let (mut mine, mut others) = (Vec::new(), Vec::new());
    let mut last = None;
    for task in &ahead.tasks {
        let item = of_task(&ahead, task);
        // Of somebody else's task the last reason is that it is somebody else's.
        let free = task.task.reasons.len() == usize::from(!task.yours);
        match (free, task.yours) {
            (true, true) => mine.push(item),
            (true, false) => others.push(item),
            (false, _) => last = Some(item),
        }
    }
    if mine.is_empty() && others.is_empty() {
        others.extend(last);
    }
    mine = rules::gathered(mine);
    others = rules::gathered(others);
    mine.truncate(OF_A_CONGRESS);
    others.truncate(OF_A_CONGRESS);
    work.mine.append(&mut mine);
    work.others.append(&mut others);
}

fn of_task(ahead: &Ahead, TaskFor { task, yours }: &TaskFor) -> Item {
    let congress = &ahead.congress;
    let mut why = task.reasons.clone();
    if !yours {
        why.pop();
    }
    Item {
        at: Some(task.call.path.clone()),
        congress_id: Some(congress.id),
        plan_id: Some(congress.plan_id),
        name: task.about.clone(),
        place: Some(congress.unit_name.clone()),
        due_on: due_on(ahead, task.deed),
        yours: *yours,
        by: match task.by {
            Doer::Seats(seats) => seats.to_vec(),
            Doer::Counter => Vec::new(),
        },
        why,
        ..Item::new(
            Deed::Next(task.deed),
            SubjectKind::Congress,
            congress.id.cast(),
        )
    }
}

/// Members are summoned by the last day on which that is in time; everything else is due with the congress.
fn due_on(ahead: &Ahead, deed: Next) -> Option<NaiveDate> {
    let summons = ahead
        .notice_by
        .filter(|_| deed == Next::Congress(Step::Convene));
    summons.or(ahead.congress.due_on)
}

/// Guidance waits for those it was told to while a branch in their reach that has yet to meet has not taken note of it.
fn guidance_not_taken_note_of(
    conn: &mut AnyConnection,
    actor: &Actor,
    told: &mut Vec<Item>,
) -> Result<(), Error> {
    let (guidances, mut rest): (Vec<Item>, Vec<Item>) = std::mem::take(told)
        .into_iter()
        .partition(|item| item.kind == SubjectKind::Guidance);
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    for item in guidances.into_iter().take(GUIDANCES) {
        let id = item.id.cast();
        let open = acknowledgement::service::list(conn, actor, id, Some(false), &page)?.items;
        let mut open = open.into_iter();
        if open.any(|one| one.reached.opened_on.is_none() && !one.reached.state.is_finished()) {
            rest.push(item);
        }
    }
    *told = rest;
    Ok(())
}

/// What is overdue or soon due: the actor's own, or somebody else's to be waited for.
///
/// Guidance not acknowledged is looked for branch by branch, so only for those who answer for one.
fn overdue(conn: &mut AnyConnection, actor: &Actor, work: &mut Work) -> Result<(), Error> {
    use strum::VariantArray;
    let page = PageRequest {
        limit: OVERDUE,
        after: None,
    };
    let of_a_branch = permit_somewhere(actor, Action::PrepareCongress).is_ok();
    let kinds = Kind::VARIANTS
        .iter()
        .filter(|kind| of_a_branch || **kind != Kind::Guidance);
    for kind in kinds {
        let question = Question {
            unit_id: None,
            kind: Some(*kind),
        };
        let found = overdue::service::list(conn, actor, &question, &page)?;
        work.more |= found.next.is_some();
        for one in found.items {
            let mut turns = one.turns.iter();
            let is_mine = turns.any(|turn| rules::holds(actor, turn.seat, turn.unit_id));
            let item = of_overdue(&one);
            if rules::is_told(&work.mine, &item) || rules::is_told(&work.others, &item) {
                continue;
            }
            let list = if is_mine {
                &mut work.mine
            } else {
                &mut work.others
            };
            list.push(item);
        }
    }
    Ok(())
}

fn of_overdue(found: &Overdue) -> Item {
    let (kind, id): (SubjectKind, SubjectId) = match (found.assignment_id, found.congress_id) {
        (Some(task), _) => (SubjectKind::Assignment, task.cast()),
        (None, Some(congress)) => (SubjectKind::Congress, congress.cast()),
        (None, None) => (SubjectKind::Plan, found.plan_id.cast()),
    };
    Item {
        congress_id: found.congress_id,
        due_on: found.due_on,
        since: found.since,
        by: found.turns.iter().map(|turn| turn.seat).collect(),
        ..Item::new(Deed::Due(found.kind), kind, id)
    }
}
