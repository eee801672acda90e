//! The one verb of somebody's work: gather it.

use std::collections::HashMap;

use strum::VariantArray;

use super::model::{Deed, Item, Work};
use super::{rules, store};
use crate::audit::model::{SubjectId, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, Role, permit_somewhere};
use crate::auth::seat::roles_of;
use crate::congress::model::{CongressFilter, CongressId, CongressSummary};
use crate::congress::rules::whose_turn;
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::journal::model::Notice;
use crate::overdue::model::{Item as Overdue, Kind, Question};
use crate::plan::model::{PlanFilter, State as PlanState};
use crate::workflow::Seat;
use crate::{congress, journal, overdue, plan};

/// How many notices are looked at.
const NOTICES: i64 = 100;
/// How many of each kind of what is overdue are looked at.
const OVERDUE: i64 = 30;
/// How many congresses of one's own branch are looked at: one for each term.
const CONGRESSES: i64 = 20;

/// What waits for the actor, and what the actor waits for from others; nothing for somebody without any office.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, actor: &Actor) -> Result<Work, Error> {
    if permit_somewhere(actor, Action::ReadCongresses).is_err() {
        return Ok(Work::default());
    }
    let mut work = Work::default();
    told(conn, actor, &mut work)?;
    let own = own_congresses(conn, actor)?;
    own_turns(actor, &own, &mut work);
    drafts(conn, actor, &mut work)?;
    waiting_about(conn, actor, &own, &mut work)?;
    overdue(conn, actor, &mut work)?;
    name_all(conn, &mut work)?;
    work.mine = rules::in_order(work.mine);
    work.others = rules::in_order(work.others);
    Ok(work)
}

fn of_notice(notice: &Notice) -> Item {
    let seat = Seat::VARIANTS
        .iter()
        .copied()
        .find(|seat| seat.to_string() == notice.seat);
    Item {
        deed: Deed::Turn(notice.code.clone()),
        kind: notice.subject_kind,
        id: notice.subject_id,
        congress_id: None,
        name: None,
        place: None,
        due_on: notice.due_on,
        since: Some(notice.created_at.date()),
        by: seat
            .map(|seat| (seat, notice.unit_id))
            .into_iter()
            .collect(),
    }
}

/// The notices to the seats that the actor holds; a thing told to two seats of one person once.
fn told(conn: &mut AnyConnection, actor: &Actor, work: &mut Work) -> Result<(), Error> {
    let page = PageRequest {
        limit: NOTICES,
        after: None,
    };
    let notices = journal::service::notices(conn, actor, &page)?.items;
    for notice in notices.iter().filter(|notice| notice.done_at.is_none()) {
        let item = of_notice(notice);
        if !rules::is_told(&work.mine, &item) {
            work.mine.push(item);
        }
    }
    Ok(())
}

/// The congresses of the branches whose committee the actor sits on: a person sits on one, hardly ever on two.
fn own_congresses(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<CongressSummary>, Error> {
    let page = PageRequest {
        limit: CONGRESSES,
        after: None,
    };
    let mut own = Vec::new();
    let branches = actor
        .offices
        .iter()
        .filter(|office| office.role == Role::BranchCommittee);
    for office in branches {
        let filter = CongressFilter {
            under: Some(office.unit_path.clone()),
            ..CongressFilter::default()
        };
        own.extend(congress::service::list(conn, actor, filter, &page)?.items);
    }
    own.retain(|congress| !congress.state.is_finished());
    Ok(own)
}

/// What the process asks of the branch itself, told by a notice or not.
fn own_turns(actor: &Actor, own: &[CongressSummary], work: &mut Work) {
    for congress in own {
        let item = Item {
            deed: Deed::Turn(format!("congress.{}", congress.state)),
            kind: SubjectKind::Congress,
            id: congress.id.cast(),
            congress_id: Some(congress.id),
            name: None,
            place: Some(congress.unit_name.clone()),
            due_on: congress.due_on,
            since: None,
            by: Vec::new(),
        };
        let turn = whose_turn(congress.state).contains(&Seat::Branch);
        let is_own = rules::holds(actor, (Seat::Branch, congress.unit_id));
        if turn && is_own && !rules::is_told(&work.mine, &item) {
            work.mine.push(item);
        }
    }
}

/// Plans that wait for the actor's signature: a draft is told to nobody.
fn drafts(conn: &mut AnyConnection, actor: &Actor, work: &mut Work) -> Result<(), Error> {
    let page = PageRequest {
        limit: OVERDUE,
        after: None,
    };
    let signs = roles_of(Seat::Secretary);
    for office in actor
        .offices
        .iter()
        .filter(|office| signs.contains(&office.role))
    {
        let filter = PlanFilter {
            unit_id: office.unit_id,
            state: Some(PlanState::Draft),
            ..PlanFilter::default()
        };
        for plan in plan::service::list(conn, actor, filter, &page)?.items {
            work.mine.push(Item {
                deed: Deed::Turn("plan.draft".to_owned()),
                kind: SubjectKind::Plan,
                id: plan.id.cast(),
                congress_id: None,
                name: None,
                place: None,
                due_on: None,
                since: Some(plan.created_at.date()),
                by: Vec::new(),
            });
        }
    }
    Ok(())
}

/// What the branch waits for: the notices about its congress, its documents and its personnel work put before others.
fn waiting_about(
    conn: &mut AnyConnection,
    actor: &Actor,
    own: &[CongressSummary],
    work: &mut Work,
) -> Result<(), Error> {
    let ids: Vec<CongressId> = own.iter().map(|congress| congress.id).collect();
    let things = store::things_of(conn, &ids)?;
    if things.is_empty() {
        return Ok(());
    }
    for notice in journal::service::waiting_on(conn, &things, NOTICES)? {
        let item = of_notice(&notice);
        let is_mine = item.by.iter().any(|turn| rules::holds(actor, *turn));
        if is_mine || rules::is_told(&work.mine, &item) {
            continue;
        }
        // Put before two seats, it is one thing to wait for.
        let told = work.others.iter_mut();
        match told.into_iter().find(|other| other.id == item.id) {
            Some(other) => other.by.extend(item.by),
            None => work.others.push(item),
        }
    }
    Ok(())
}

/// What is overdue or soon due: the actor's own, or somebody else's to be waited for.
///
/// Guidance not acknowledged is looked for branch by branch, so only for those who answer for one.
fn overdue(conn: &mut AnyConnection, actor: &Actor, work: &mut Work) -> Result<(), Error> {
    let page = PageRequest {
        limit: OVERDUE,
        after: None,
    };
    let of_a_branch = actor.holds(Role::BranchCommittee);
    let kinds = Kind::VARIANTS
        .iter()
        .filter(|kind| of_a_branch || **kind != Kind::Guidance);
    for kind in kinds {
        let question = Question {
            unit_id: None,
            kind: Some(*kind),
        };
        for found in overdue::service::list(conn, actor, &question, &page)?.items {
            let item = of_overdue(found);
            let is_mine = item.by.iter().any(|turn| rules::holds(actor, *turn));
            let list = if is_mine {
                &mut work.mine
            } else {
                &mut work.others
            };
            if !rules::is_told(list, &item) {
                list.push(item);
            }
        }
    }
    Ok(())
}

fn of_overdue(found: Overdue) -> Item {
    let (kind, id): (SubjectKind, SubjectId) = match (found.assignment_id, found.congress_id) {
        (Some(task), _) => (SubjectKind::Assignment, task.cast()),
        (None, Some(congress)) => (SubjectKind::Congress, congress.cast()),
        (None, None) => (SubjectKind::Plan, found.plan_id.cast()),
    };
    Item {
        deed: Deed::Due(found.kind),
        kind,
        id,
        congress_id: found.congress_id,
        name: None,
        place: None,
        due_on: found.due_on,
        since: found.since,
        by: found
            .turns
            .iter()
            .map(|turn| (turn.seat, turn.unit_id))
            .collect(),
    }
}

/// Gives everything its name, in one question for each kind of thing.
fn name_all(conn: &mut AnyConnection, work: &mut Work) -> Result<(), Error> {
    let mut wanted: HashMap<SubjectKind, Vec<SubjectId>> = HashMap::new();
    for item in work.mine.iter().chain(&work.others) {
        wanted.entry(item.kind).or_default().push(item.id);
    }
    for (kind, ids) in wanted {
        let named = store::named(conn, kind, &ids)?;
        let all = work.mine.iter_mut().chain(&mut work.others);
        for item in all.filter(|item| item.kind == kind) {
            if let Some(found) = named.iter().find(|named| named.id == item.id) {
                item.name.clone_from(&found.name);
                item.place = found.place.clone().or(item.place.take());
                item.congress_id = item.congress_id.or(found.congress_id);
            }
        }
    }
    Ok(())
}
