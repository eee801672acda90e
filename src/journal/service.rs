//! Recording, in the transaction of what is recorded.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::model::{
    Deed, HistoryEntry, HistoryEntryId, Names, Notice, NoticeKey, SeatsAt, StepTaken,
};
use super::store::{self, NewEntry};
use crate::audit::model::{Said, Subject};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::auth::seat::{Seats, roles_of};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::event::model::NewEvent;
use crate::unit::model::UnitId;
use crate::user::model::UserId;
use crate::workflow::{Process, Seat, next_seats};
use crate::{audit, event, unit, user};

/// Records a step: history, audit entry, event, and a notice to every seat that can act next.
///
/// # Errors
/// As the database.
pub fn record_step<P: Process>(
    conn: &mut AnyConnection,
    actor: &Actor,
    taken: &StepTaken<'_, P>,
) -> Result<(), Error> {
    let office = taken.seats.office_for(actor, taken.decision.seat);
    store::insert_entry(
        conn,
        actor,
        &NewEntry {
            subject: taken.subject,
            step: taken.step.to_string(),
            from: taken.from.to_string(),
            to: taken.decision.to.to_string(),
            seat: taken.decision.seat.to_string(),
            office_unit_id: office.and_then(|office| office.heir_id.or(office.unit_id)),
            ground: taken.decision.ground,
            note: taken.note,
            data: &taken.data,
        },
    )?;
    let kind = format!("{}.{}", P::NAME, taken.step);
    let said = json!({
        "subject_id": taken.subject.id,
        "from": taken.from.to_string(),
        "to": taken.decision.to.to_string(),
        "seat": taken.decision.seat.to_string(),
        "data": taken.data,
    });
    audit::service::append(conn, actor, taken.chain, &kind, &said)?;
    let payload = json!({ "from": taken.from.to_string(), "to": taken.decision.to.to_string() });
    event::service::tell(
        conn,
        actor,
        &NewEvent {
            kind,
            subject: taken.subject,
            unit_path: taken.unit_path,
            payload,
        },
    )?;
    tell_the_next(conn, actor, taken)
}

fn tell_the_next<P: Process>(
    conn: &mut AnyConnection,
    actor: &Actor,
    taken: &StepTaken<'_, P>,
) -> Result<(), Error> {
    if taken.decision.to == taken.from {
        // The same people wait for the same thing, by the day that holds now: a plan amended, a congress postponed.
        return match taken.due_on {
            Some(_) => due_again(conn, taken.subject, taken.due_on),
            None => Ok(()),
        };
    }
    store::end_notices(conn, taken.subject, actor.now)?;
    let next = next_seats::<P>(taken.decision.to);
    let code = format!("{}.{}", P::NAME, taken.decision.to);
    tell_seats(
        conn,
        actor,
        taken.subject,
        (&taken.seats, &next),
        &code,
        taken.due_on,
    )
}

/// Lets whoever waits for a thing see the day by which it is due now.
///
/// # Errors
/// As the database.
pub fn due_again(
    conn: &mut AnyConnection,
    subject: Subject,
    due_on: Option<NaiveDate>,
) -> Result<(), Error> {
    store::set_due(conn, subject, due_on)
}

/// Puts a notice before these seats: a thing has come to be in a state in which they act, or must know of.
///
/// # Errors
/// As the database.
pub fn tell_seats(
    conn: &mut AnyConnection,
    actor: &Actor,
    subject: Subject,
    (seats, told): (&Seats, &[Seat]),
    code: &str,
    due_on: Option<NaiveDate>,
) -> Result<(), Error> {
    for &seat in told {
        if let Some(unit) = seats.unit(seat) {
            let to = (seat.to_string(), unit);
            store::insert_notice(conn, actor.now, to, subject, code, due_on)?;
        }
    }
    Ok(())
}

/// Records a write that is not a step of a process: audit entry and event.
///
/// `detail` names fields and keys; no person's name, no text of a document.
///
/// # Errors
/// As the database.
pub fn record_write(
    conn: &mut AnyConnection,
    actor: &Actor,
    chain: Subject,
    unit_path: &UnitPath,
    kind: &str,
    detail: Value,
) -> Result<(), Error> {
    audit::service::append(conn, actor, chain, kind, &detail)?;
    event::service::tell(
        conn,
        actor,
        &NewEvent {
            kind: kind.to_owned(),
            subject: chain,
            unit_path,
            payload: detail,
        },
    )
}

/// As [`record_write`] for many writes at once, in their order.
///
/// # Errors
/// As the database.
pub fn record_writes<'a>(
    conn: &mut AnyConnection,
    actor: &Actor,
    deeds: impl Iterator<Item = &'a Deed>,
) -> Result<(), Error> {
    let (mut said, mut told) = (Vec::new(), Vec::new());
    for deed in deeds {
        said.push(Said {
            subject: deed.chain,
            action: deed.kind,
            detail: &deed.detail,
        });
        told.push(NewEvent {
            kind: deed.kind.to_owned(),
            subject: deed.chain,
            unit_path: &deed.unit_path,
            payload: deed.detail.clone(),
        });
    }
    audit::service::append_all(conn, actor, &said)?;
    event::service::tell_all(conn, actor, &told)
}

/// Records a write in the audit trail, and tells nobody outside: the words of it are for those who audit.
///
/// # Errors
/// As the database.
pub fn record_quietly(
    conn: &mut AnyConnection,
    actor: &Actor,
    chain: Subject,
    kind: &str,
    detail: &Value,
) -> Result<(), Error> {
    audit::service::append(conn, actor, chain, kind, detail)?;
    Ok(())
}

/// Records that something restricted was read.
///
/// # Errors
/// As the database.
pub fn record_read(
    conn: &mut AnyConnection,
    actor: &Actor,
    chain: Subject,
    kind: &str,
    detail: &Value,
) -> Result<(), Error> {
    audit::service::append(conn, actor, chain, kind, detail)?;
    Ok(())
}

/// The steps taken on a thing, the first one first.
///
/// # Errors
/// As the database.
pub fn history(
    conn: &mut AnyConnection,
    subject: Subject,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    let mut found = store::history(conn, subject, page)?;
    let names = names(
        conn,
        found.items.iter().map(|entry| entry.actor_id),
        found.items.iter().filter_map(|entry| entry.office_unit_id),
    )?;
    for entry in &mut found.items {
        entry.actor_name = names.person(Some(entry.actor_id)).unwrap_or_default();
        entry.office_unit_name = names.unit(entry.office_unit_id, entry.at.date());
    }
    Ok(found)
}

/// What these people and units are called, in two questions: whoever may see a thing may see the names of those it
/// bears the keys of. At most some hundreds are asked for at once.
///
/// # Errors
/// As the database.
pub fn names(
    conn: &mut AnyConnection,
    people: impl Iterator<Item = UserId>,
    units: impl Iterator<Item = UnitId>,
) -> Result<Names, Error> {
    let people: BTreeSet<UserId> = people.collect();
    let units: BTreeSet<UnitId> = units.collect();
    let (people, units) = (Vec::from_iter(people), Vec::from_iter(units));
    Ok(Names {
        people: user::service::display_names(conn, &people)?,
        units: unit::service::names(conn, &units)?,
    })
}

/// The notices to the seats that the actor holds, what waits first.
///
/// Nobody puts a notice away: it waits until the step is taken, by whoever takes it.
///
/// # Errors
/// [`Error::Forbidden`] without any office.
pub fn notices(
    conn: &mut AnyConnection,
    actor: &Actor,
    page: &PageRequest<NoticeKey>,
) -> Result<Page<Notice>, Error> {
    permit_somewhere(actor, Action::ReadCongresses)?;
    store::notices(conn, &seats_of(actor), page)
}

/// Every seat that the actor's offices could hold, at the units where they are held.
fn seats_of(actor: &Actor) -> Vec<SeatsAt> {
    use strum::VariantArray;
    let mut held: Vec<SeatsAt> = Vec::new();
    for office in &actor.offices {
        let Some(unit_id) = office.unit_id else {
            continue;
        };
        let seats = Seat::VARIANTS
            .iter()
            .copied()
            .filter(|seat| roles_of(*seat).contains(&office.role))
            .collect();
        held.push(SeatsAt { unit_id, seats });
    }
    held
}
