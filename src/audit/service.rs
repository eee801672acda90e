//! Adding to the chains, sealing them, and reading them back.

use serde_json::Value;

use super::model::{
    AuditEntry, Checkpoint, EntryFilter, EntryKey, Head, Said, Subject, SubjectKind,
};
use super::{rules, store};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::lock::{Turn, take_turn};
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::{congress, plan, unit};

pub use super::verification::service::verify;

/// The most heads that one checkpoint seals: a longer write would keep others waiting.
pub const SEALED_AT_ONCE: i64 = 500;

/// Adds to a subject's chain that the actor did this, now.
pub fn append(
    conn: &mut AnyConnection,
    actor: &Actor,
    subject: Subject,
    action: &str,
    detail: &Value,
) -> Result<AuditEntry, Error> {
    let said = Said {
        subject,
        action,
        detail,
    };
    store::append(conn, actor.account(), actor.now, said)
}

/// Adds to the chains of several subjects what the actor did, now, in this order.
///
/// # Errors
/// As the database.
pub fn append_all(conn: &mut AnyConnection, actor: &Actor, said: &[Said<'_>]) -> Result<(), Error> {
    store::append_all(conn, actor.account(), actor.now, said)
}

/// Seals the heads that moved, [`SEALED_AT_ONCE`] at most, under one more checkpoint; `None` when none moved,
/// or another copy of the program is sealing. Call again while a checkpoint is full.
///
/// # Errors
/// As the database.
pub fn seal(conn: &mut AnyConnection, now: Instant) -> Result<Option<Checkpoint>, Error> {
    if !take_turn(conn, Turn::SealAudit)? {
        return Ok(None);
    }
    let heads = store::unsealed(conn, SEALED_AT_ONCE)?;
    let Some(last) = heads.last() else {
        return Ok(None);
    };
    // Before the checkpoint is numbered: where another copy was faster, PostgreSQL says so here, and the whole
    // is tried again on what stands then.
    store::mark_sealed(conn, last)?;
    let before = store::last_checkpoint(conn)?;
    let checkpoint = rules::checkpoint(before.as_ref(), &heads, now);
    store::insert_checkpoint(conn, &checkpoint, &heads)?;
    Ok(Some(checkpoint))
}

/// The entries of a chain, or of all of them, the newest first.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::NotFound`] as [`head`]; without a subject only for whoever reads the whole
/// installation.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    filter: &EntryFilter,
    page: &PageRequest<EntryKey>,
) -> Result<Page<AuditEntry>, Error> {
    permit_reading(conn, actor, filter.subject)?;
    store::list(conn, filter, page)
}

/// The last entry of a subject's chain, for the minutes and for whoever checks them; and the last checkpoint.
///
/// # Errors
/// [`Error::NotFound`] when there is no such chain or the actor may not know of it; [`Error::Forbidden`].
pub fn head(
    conn: &mut AnyConnection,
    actor: &Actor,
    subject: Subject,
) -> Result<(Head, Option<Checkpoint>), Error> {
    permit_reading(conn, actor, Some(subject))?;
    let head = head_of(conn, subject)?.ok_or(Error::NotFound)?;
    Ok((head, store::last_checkpoint(conn)?))
}

/// The last entry of a subject's chain; nobody asks.
///
/// # Errors
/// As the database.
pub fn head_of(conn: &mut AnyConnection, subject: Subject) -> Result<Option<Head>, Error> {
    store::head(conn, subject)
}

/// When the record was last sealed by a checkpoint; nobody asks.
///
/// # Errors
/// As the database.
pub fn last_sealed(conn: &mut AnyConnection) -> Result<Option<Instant>, Error> {
    Ok(store::last_checkpoint(conn)?.map(|checkpoint| checkpoint.at))
}

/// An entry has no place in the tree, so whoever does not read the whole installation asks for the chain of a
/// subject in their reach.
fn permit_reading(
    conn: &mut AnyConnection,
    actor: &Actor,
    subject: Option<Subject>,
) -> Result<(), Error> {
    permit_somewhere(actor, Action::ReadAudit)?;
    if permit(actor, Action::ReadAudit, &UnitPath::everywhere()).is_ok() {
        return Ok(());
    }
    let elsewhere = || Err(Error::Forbidden(vec![Reason::new("audit_subject_needed")]));
    let Some(subject) = subject else {
        return elsewhere();
    };
    match subject.kind {
        SubjectKind::Plan => {
            let plan = plan::service::find(conn, actor, subject.id.cast())?;
            permit(actor, Action::ReadAudit, &plan.unit_path)
        }
        SubjectKind::Congress => {
            congress::service::find(conn, actor, Action::ReadAudit, subject.id.cast())?;
            Ok(())
        }
        SubjectKind::Unit => {
            let place = unit::service::place(conn, subject.id.cast(), actor.today())?;
            permit(actor, Action::ReadAudit, &place.path)
        }
        SubjectKind::Installation | SubjectKind::User => elsewhere(),
        // Their entries stand in the chain of their congress or plan.
        SubjectKind::Document
        | SubjectKind::Personnel
        | SubjectKind::Election
        | SubjectKind::Opinion
        | SubjectKind::Guidance
        | SubjectKind::Assignment => Err(Error::NotFound),
    }
}
