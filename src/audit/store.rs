//! The rows of the chains.

use diesel::prelude::*;

use super::model::{AuditEntry, Head, Subject};
use super::rules;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::schema::{audit_entries, audit_heads};
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// The last entry of a subject's chain.
pub fn head(conn: &mut AnyConnection, subject: Subject) -> Result<Option<Head>, Error> {
    Ok(audit_heads::table
        .find((subject.kind, subject.id))
        .select((
            audit_heads::subject_kind,
            audit_heads::subject_id,
            audit_heads::seq,
            audit_heads::hash,
        ))
        .first::<Head>(conn)
        .optional()?)
}

/// Adds an entry to a subject's chain.
pub fn append(
    conn: &mut AnyConnection,
    subject: Subject,
    actor_id: Option<UserId>,
    at: Instant,
    action: &str,
    detail: String,
) -> Result<AuditEntry, Error> {
    let last = head(conn, subject)?;
    let (seq, prev_hash) = match &last {
        Some(head) => (head.seq + 1, head.hash.clone()),
        None => (1, rules::GENESIS.to_owned()),
    };
    let mut entry = AuditEntry {
        id: Id::new(),
        subject_kind: subject.kind,
        subject_id: subject.id,
        seq,
        at,
        actor_id,
        action: action.to_owned(),
        detail,
        prev_hash,
        hash: String::new(),
    };
    entry.hash = rules::entry_hash(&entry);
    insert(conn, &entry)?;
    move_head(conn, &entry, last.is_some())?;
    Ok(entry)
}

fn insert(conn: &mut AnyConnection, entry: &AuditEntry) -> Result<(), Error> {
    diesel::insert_into(audit_entries::table)
        .values((
            audit_entries::id.eq(entry.id),
            audit_entries::subject_kind.eq(entry.subject_kind),
            audit_entries::subject_id.eq(entry.subject_id),
            audit_entries::seq.eq(entry.seq),
            audit_entries::at.eq(entry.at),
            audit_entries::actor_id.eq(entry.actor_id),
            audit_entries::action.eq(&entry.action),
            audit_entries::detail.eq(&entry.detail),
            audit_entries::prev_hash.eq(&entry.prev_hash),
            audit_entries::hash.eq(&entry.hash),
        ))
        .execute(conn)?;
    Ok(())
}

fn move_head(conn: &mut AnyConnection, entry: &AuditEntry, exists: bool) -> Result<(), Error> {
    let moved = (
        audit_heads::seq.eq(entry.seq),
        audit_heads::hash.eq(&entry.hash),
    );
    if exists {
        diesel::update(audit_heads::table.find((entry.subject_kind, entry.subject_id)))
            .set(moved)
            .execute(conn)?;
        return Ok(());
    }
    diesel::insert_into(audit_heads::table)
        .values((
            audit_heads::subject_kind.eq(entry.subject_kind),
            audit_heads::subject_id.eq(entry.subject_id),
            audit_heads::sealed_seq.eq(0),
            moved.0,
            moved.1,
        ))
        .execute(conn)?;
    Ok(())
}
