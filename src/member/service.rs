//! The verbs: list, read, write down, correct, transfer. Every reading is recorded, so all of them write.

use std::collections::{HashMap, HashSet};

use serde_json::json;

use super::model::{
    Judged, Member, MemberChanges, MemberCounts, MemberFilter, MemberId, NewMember, Transfer,
};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_what_is_seen};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::{Error, Reason};
use crate::journal::model::Deed;
use crate::unit::model::{Placement, UnitId};
use crate::unit::service::subject;
use crate::{journal, unit};

/// Where the members of a unit are asked for: where it stands, or last stood.
fn place_of(conn: &mut AnyConnection, actor: &Actor, unit: UnitId) -> Result<Placement, Error> {
    let stretch = unit::service::nearest_place(conn, unit, actor.today())?;
    Ok(stretch.placement)
}

/// The members of a unit, by given name. The reading is recorded: how much was seen, never who.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    filter: &MemberFilter,
    page: &PageRequest<MemberId>,
) -> Result<Page<Member>, Error> {
    let place = place_of(conn, actor, unit)?;
    permit(actor, Action::ReadMembers, &place.path)?;
    read_list(conn, actor, unit, filter, page)
}

fn read_list(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    filter: &MemberFilter,
    page: &PageRequest<MemberId>,
) -> Result<Page<Member>, Error> {
    let rows = store::list(conn, unit, filter, page)?;
    let page = Page::of(rows, page.limit, |member: &Member| member.id);
    let detail = json!({
        "seen": page.items.len(), "status": filter.status, "searched": filter.words.is_some(),
    });
    journal::service::record_read(conn, actor, subject(unit), "member.list", &detail)?;
    Ok(page)
}

/// The member with this key. The reading is recorded.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: MemberId) -> Result<Member, Error> {
    find_for(conn, actor, Action::ReadMembers, id)
}

fn find_for(
    conn: &mut AnyConnection,
    actor: &Actor,
    action: Action,
    id: MemberId,
) -> Result<Member, Error> {
    let member = store::by_id(conn, id)?;
    let place = place_of(conn, actor, member.unit_id)?;
    permit(actor, action, &place.path)?;
    let detail = json!({ "member_id": id });
    journal::service::record_read(conn, actor, subject(member.unit_id), "member.read", &detail)?;
    Ok(member)
}

/// The members of a unit, for whoever gives an account to one of them. The reading is recorded as every other.
///
/// # Errors
/// As [`list`].
pub fn list_to_link(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    filter: &MemberFilter,
    page: &PageRequest<MemberId>,
) -> Result<Page<Member>, Error> {
    let place = place_of(conn, actor, unit)?;
    permit(actor, Action::LinkAccounts, &place.path)?;
    read_list(conn, actor, unit, filter, page)
}

/// The member to whom an account is to be given. The reading is recorded.
///
/// # Errors
/// As [`find`].
pub fn find_to_link(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: MemberId,
) -> Result<Member, Error> {
    find_for(conn, actor, Action::LinkAccounts, id)
}

/// What a member is called, for an account that says whose it is: nobody asks.
///
/// # Errors
/// As the database.
pub fn name_of(conn: &mut AnyConnection, id: MemberId) -> Result<Option<String>, Error> {
    match store::by_id(conn, id) {
        Ok(member) => Ok(Some(member.full_name)),
        Err(Error::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}

/// How many members of each status a branch has; for the rules of other features: nobody asks.
///
/// # Errors
/// As the database.
pub fn counts(conn: &mut AnyConnection, unit: UnitId) -> Result<MemberCounts, Error> {
    store::counts(conn, unit)
}

/// Every member kept at a branch, by given name; for the roll of its congress: nobody asks.
///
/// # Errors
/// As the database.
pub fn of_branch(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<Member>, Error> {
    store::of_branch(conn, unit)
}

/// How many members are kept at a unit, whatever their status.
///
/// # Errors
/// As the database.
pub fn count_all(conn: &mut AnyConnection, unit: UnitId) -> Result<i64, Error> {
    store::count_all(conn, unit)
}

/// Every member of a branch that has ended is a member of its heir; says how many.
///
/// # Errors
/// As the database.
pub fn hand_over(conn: &mut AnyConnection, from: UnitId, to: UnitId) -> Result<usize, Error> {
    store::hand_over(conn, from, to)
}

/// Every member kept at these branches; for an import, which looks members up by name and day of birth: nobody asks.
///
/// # Errors
/// As the database.
pub fn of_branches(conn: &mut AnyConnection, units: &[UnitId]) -> Result<Vec<Member>, Error> {
    store::of_branches(conn, units)
}

/// Writes down a member of a branch.
///
/// # Errors
/// [`Error::NotFound`], and as [`judge_new`].
pub fn write_down(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    new: &NewMember,
) -> Result<Member, Error> {
    let place = place_of(conn, actor, unit)?;
    let judged = judge_new(actor, &place, new)?;
    write(conn, actor, std::slice::from_ref(&judged), &mut |_| ())?;
    Ok(judged.member)
}

/// Whether somebody may be written down at this place, which whoever asks is known to see.
///
/// # Errors
/// [`Error::Forbidden`] without an office that keeps members there; [`Error::Refused`] where none are kept.
pub fn expect_to_write_down(actor: &Actor, place: &Placement) -> Result<(), Error> {
    permit_what_is_seen(actor, Action::KeepMembers, &place.path)?;
    match members_in_branches_only(place) {
        Some(reason) => Err(Error::refused(reason)),
        None => Ok(()),
    }
}

/// A member that may be written down at this place. Asks no database, so that a thousand are judged as soon as one.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Invalid`], [`Error::Refused`] with every reason.
pub fn judge_new(actor: &Actor, place: &Placement, new: &NewMember) -> Result<Judged, Error> {
    permit(actor, Action::KeepMembers, &place.path)?;
    let member = new.of(place.unit_id, actor.now);
    expect_sound(actor, &member, members_in_branches_only(place))?;
    let deed = Deed {
        chain: subject(place.unit_id),
        unit_path: place.path.clone(),
        kind: "member.write",
        detail: json!({ "member_id": member.id, "status": member.status }),
    };
    Ok(Judged {
        member,
        seen: None,
        deed,
    })
}

/// A member of a branch at this place, corrected. Asks no database either.
///
/// # Errors
/// As [`judge_new`], and [`Error::Stale`].
pub fn judge_correction(
    actor: &Actor,
    place: &Placement,
    (member, seen): (&Member, i64),
    changes: &MemberChanges,
) -> Result<Judged, Error> {
    let member = corrected(actor, place, (member, seen), changes)?;
    expect_sound(actor, &member, None)?;
    let deed = Deed {
        chain: subject(place.unit_id),
        unit_path: place.path.clone(),
        kind: "member.correct",
        detail: json!({ "member_id": member.id, "changed": changes.names() }),
    };
    Ok(Judged {
        member,
        seen: Some(seen),
        deed,
    })
}

/// The member with the changes, which the actor may make and nobody has overtaken.
fn corrected(
    actor: &Actor,
    place: &Placement,
    (member, seen): (&Member, i64),
    changes: &MemberChanges,
) -> Result<Member, Error> {
    permit(actor, Action::KeepMembers, &place.path)?;
    if member.version != seen {
        let current = member.version;
        return Err(Error::Stale { current });
    }
    let mut member = member.clone();
    changes.apply(&mut member);
    member.version += 1;
    Ok(member)
}

/// How many changes are written at once.
const DEEDS_AT_ONCE: usize = 500;

/// Writes what was judged: every member as they are after all of it, every deed in its order. Tells how many deeds are
/// written each time some are.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn write(
    conn: &mut AnyConnection,
    actor: &Actor,
    judged: &[Judged],
    told: &mut dyn FnMut(usize),
) -> Result<(), Error> {
    let last: HashMap<MemberId, &Member> = judged
        .iter()
        .map(|judged| (judged.member.id, &judged.member))
        .collect();
    let mut written = HashSet::new();
    for some in judged.chunks(DEEDS_AT_ONCE) {
        let mut new = Vec::new();
        for one in some {
            let id = one.member.id;
            let Some(member) = last.get(&id).filter(|_| written.insert(id)) else {
                continue;
            };
            match one.seen {
                None => new.push(*member),
                Some(seen) => store::save(conn, member, seen)?,
            }
        }
        store::insert(conn, &new)?;
        journal::service::record_writes(conn, actor, some.iter().map(|one| &one.deed))?;
        told(some.len());
    }
    Ok(())
}

fn members_in_branches_only(place: &Placement) -> Option<Reason> {
    if place.level.is_branch() {
        return None;
    }
    Some(Reason::new("members_in_branches_only").on("Điều lệ Đảng, Điều 24"))
}

fn expect_sound(actor: &Actor, member: &Member, more: Option<Reason>) -> Result<(), Error> {
    let problems = rules::impossible(member, actor.today());
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let mut reasons = rules::reasons_against(member);
    reasons.extend(more);
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

/// Corrects a member, or transfers the member to another branch.
///
/// # Errors
/// As [`write_down`], and [`Error::Stale`].
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: MemberId,
    seen: i64,
    changes: &MemberChanges,
    transfer: Option<Transfer>,
) -> Result<Member, Error> {
    let before = store::by_id(conn, id)?;
    let place = place_of(conn, actor, before.unit_id)?;
    let Some(transfer) = transfer else {
        let judged = judge_correction(actor, &place, (&before, seen), changes)?;
        write(conn, actor, std::slice::from_ref(&judged), &mut |_| ())?;
        return Ok(judged.member);
    };
    let mut member = corrected(actor, &place, (&before, seen), changes)?;
    let from = before.unit_id;
    let there = expect_destination(conn, actor, from, transfer)?;
    member.unit_id = transfer.unit_id;
    expect_sound(actor, &member, members_in_branches_only(&there))?;
    store::save(conn, &member, seen)?;
    let detail = json!({
        "member_id": id, "changed": changes.names(), "from": from, "to": transfer.unit_id,
        "on": transfer.on,
    });
    let deed = |unit, path: &UnitPath| Deed {
        chain: subject(unit),
        unit_path: path.clone(),
        kind: "member.transfer",
        detail: detail.clone(),
    };
    let deeds = [deed(from, &place.path), deed(transfer.unit_id, &there.path)];
    journal::service::record_writes(conn, actor, deeds.iter())?;
    Ok(member)
}

/// The branch a member goes to: one that stood on the day, in the reach of whoever transfers.
fn expect_destination(
    conn: &mut AnyConnection,
    actor: &Actor,
    from: UnitId,
    transfer: Transfer,
) -> Result<Placement, Error> {
    if transfer.unit_id == from {
        return Err(Error::invalid("/transfer/unit_id", "transfer_to_itself"));
    }
    if transfer.on > actor.today() {
        return Err(Error::invalid("/transfer/on", "member_date_in_future"));
    }
    let unknown = |error| match error {
        Error::NotFound => Error::invalid("/transfer/unit_id", "unknown"),
        other => other,
    };
    unit::service::place(conn, transfer.unit_id, transfer.on).map_err(unknown)?;
    let there = unit::service::place(conn, transfer.unit_id, actor.today()).map_err(unknown)?;
    permit(actor, Action::KeepMembers, &there.path).map_err(unknown)?;
    Ok(there)
}
