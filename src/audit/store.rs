//! The rows of the chains.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::model::{
    AuditEntry, Checkpoint, EntryFilter, EntryKey, Head, Said, Subject, SubjectId, SubjectKind,
};
use super::rules;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{audit_checkpoints, audit_entries, audit_heads, audit_seals};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::on_each;
use crate::user::model::UserId;

/// How many rows one question asks for or writes.
const ROWS_AT_ONCE: usize = 500;

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

/// The heads of these chains, those that there are.
fn heads(conn: &mut AnyConnection, subjects: &[Subject]) -> Result<HashMap<Subject, Head>, Error> {
    let mut by_kind: BTreeMap<SubjectKind, BTreeSet<SubjectId>> = BTreeMap::new();
    for subject in subjects {
        by_kind.entry(subject.kind).or_default().insert(subject.id);
    }
    let mut found = HashMap::new();
    for (kind, ids) in by_kind {
        let ids = Vec::from_iter(ids);
        for some in ids.chunks(ROWS_AT_ONCE) {
            let heads = audit_heads::table
                .filter(audit_heads::subject_kind.eq(kind))
                .filter(audit_heads::subject_id.eq_any(some.to_vec()))
                .select((
                    audit_heads::subject_kind,
                    audit_heads::subject_id,
                    audit_heads::seq,
                    audit_heads::hash,
                ))
                .load::<Head>(conn)?;
            for head in heads {
                found.insert(Subject::new(kind, head.subject_id), head);
            }
        }
    }
    Ok(found)
}

/// Adds an entry to a subject's chain.
pub fn append(
    conn: &mut AnyConnection,
    actor_id: Option<UserId>,
    at: Instant,
    said: Said<'_>,
) -> Result<AuditEntry, Error> {
    let last = head(conn, said.subject)?;
    let entry = entry_after(last.as_ref(), (actor_id, at), said);
    // The head before the entry: of two at once, PostgreSQL tells the second at the head that another was in the way,
    // and the whole is tried again; at the entry it would only say that there is one of that number already.
    move_head(conn, &entry, last.is_some())?;
    diesel::insert_into(audit_entries::table)
        .values(&entry)
        .execute(conn)?;
    Ok(entry)
}

/// Adds entries to the chains of their subjects, in their order; in few questions, however many they are.
pub fn append_all(
    conn: &mut AnyConnection,
    actor_id: Option<UserId>,
    at: Instant,
    said: &[Said<'_>],
) -> Result<(), Error> {
    let subjects: Vec<Subject> = said.iter().map(|said| said.subject).collect();
    let before = heads(conn, &subjects)?;
    let mut after = before.clone();
    let mut entries = Vec::with_capacity(said.len());
    for &said in said {
        let entry = entry_after(after.get(&said.subject), (actor_id, at), said);
        after.insert(said.subject, Head::of(&entry));
        entries.push(entry);
    }
    // The heads before the entries, as in `append`.
    let (moved, begun): (Vec<_>, Vec<_>) = after
        .into_iter()
        .partition(|(subject, _)| before.contains_key(subject));
    for (_, head) in moved {
        set_head(conn, &head)?;
    }
    for some in begun.chunks(ROWS_AT_ONCE) {
        let rows: Vec<_> = some.iter().map(|(_, head)| new_head(head)).collect();
        on_each!(conn, |c| diesel::insert_into(audit_heads::table)
            .values(&rows)
            .execute(c))?;
    }
    for some in entries.chunks(ROWS_AT_ONCE) {
        on_each!(conn, |c| diesel::insert_into(audit_entries::table)
            .values(some)
            .execute(c))?;
    }
    Ok(())
}

/// The entry that follows the last one of its chain.
fn entry_after(
    last: Option<&Head>,
    (actor_id, at): (Option<UserId>, Instant),
    said: Said<'_>,
) -> AuditEntry {
    let (seq, prev_hash) = match last {
        Some(head) => (head.seq + 1, head.hash.clone()),
        None => (1, rules::GENESIS.to_owned()),
    };
    let mut entry = AuditEntry {
        id: Id::new(),
        subject_kind: said.subject.kind,
        subject_id: said.subject.id,
        seq,
        at,
        actor_id,
        action: said.action.to_owned(),
        detail: said.detail.to_string(),
        prev_hash,
        hash: String::new(),
    };
    entry.hash = rules::entry_hash(&entry);
    entry
}

/// A head that stands for the first time.
#[derive(Insertable)]
#[diesel(table_name = audit_heads)]
struct NewHead<'a> {
    subject_kind: SubjectKind,
    subject_id: SubjectId,
    seq: i64,
    hash: &'a str,
    sealed_seq: i64,
}

fn new_head(head: &Head) -> NewHead<'_> {
    NewHead {
        subject_kind: head.subject_kind,
        subject_id: head.subject_id,
        seq: head.seq,
        hash: &head.hash,
        sealed_seq: 0,
    }
}

fn set_head(conn: &mut AnyConnection, head: &Head) -> Result<(), Error> {
    diesel::update(audit_heads::table.find((head.subject_kind, head.subject_id)))
        .set((
            audit_heads::seq.eq(head.seq),
            audit_heads::hash.eq(&head.hash),
        ))
        .execute(conn)?;
    Ok(())
}

fn move_head(conn: &mut AnyConnection, entry: &AuditEntry, exists: bool) -> Result<(), Error> {
    let head = Head::of(entry);
    if exists {
        return set_head(conn, &head);
    }
    diesel::insert_into(audit_heads::table)
        .values(new_head(&head))
        .execute(conn)?;
    Ok(())
}

/// The entries of a list, the newest first.
pub fn list(
    conn: &mut AnyConnection,
    filter: &EntryFilter,
    page: &PageRequest<EntryKey>,
) -> Result<Page<AuditEntry>, Error> {
    let mut query = audit_entries::table.into_boxed::<MultiBackend>();
    if let Some(actor_id) = filter.actor_id {
        query = query.filter(audit_entries::actor_id.eq(actor_id));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_entries::at.ge(from));
    }
    if let Some(before) = filter.before {
        query = query.filter(audit_entries::at.lt(before));
    }
    query = match filter.subject {
        Some(subject) => {
            let last = page.after.map_or(i64::MAX, |key| key.seq);
            query
                .filter(audit_entries::subject_kind.eq(subject.kind))
                .filter(audit_entries::subject_id.eq(subject.id))
                .filter(audit_entries::seq.lt(last))
                .order(audit_entries::seq.desc())
        }
        None => {
            if let Some(last) = page.after {
                let earlier = audit_entries::at.lt(last.at);
                query = query
                    .filter(audit_entries::at.le(last.at))
                    .filter(earlier.or(audit_entries::id.lt(last.id)));
            }
            query.order((audit_entries::at.desc(), audit_entries::id.desc()))
        }
    };
    let rows = query.limit(page.limit + 1).load::<AuditEntry>(conn)?;
    Ok(Page::of(rows, page.limit, |entry: &AuditEntry| EntryKey {
        at: entry.at,
        id: entry.id,
        seq: entry.seq,
    }))
}

/// The heads that have moved since they were last sealed, so many at most, in the order of the seals.
pub fn unsealed(conn: &mut AnyConnection, limit: i64) -> Result<Vec<Head>, Error> {
    Ok(audit_heads::table
        .filter(audit_heads::sealed_seq.lt(audit_heads::seq))
        .order((audit_heads::subject_kind, audit_heads::subject_id))
        .limit(limit)
        .select((
            audit_heads::subject_kind,
            audit_heads::subject_id,
            audit_heads::seq,
            audit_heads::hash,
        ))
        .load(conn)?)
}

/// Marks as sealed what has moved, up to this head in the order of the seals.
pub fn mark_sealed(conn: &mut AnyConnection, up_to: &Head) -> Result<usize, Error> {
    let kind = audit_heads::subject_kind.eq(up_to.subject_kind);
    let earlier = audit_heads::subject_kind.lt(up_to.subject_kind);
    let moved = audit_heads::table
        .filter(audit_heads::sealed_seq.lt(audit_heads::seq))
        .filter(earlier.or(kind.and(audit_heads::subject_id.le(up_to.subject_id))));
    Ok(diesel::update(moved)
        .set(audit_heads::sealed_seq.eq(audit_heads::seq))
        .execute(conn)?)
}

/// The last checkpoint.
pub fn last_checkpoint(conn: &mut AnyConnection) -> Result<Option<Checkpoint>, Error> {
    Ok(audit_checkpoints::table
        .order(audit_checkpoints::seq.desc())
        .first(conn)
        .optional()?)
}

/// Writes a checkpoint and the seals it is made over.
pub fn insert_checkpoint(
    conn: &mut AnyConnection,
    checkpoint: &Checkpoint,
    heads: &[Head],
) -> Result<(), Error> {
    diesel::insert_into(audit_checkpoints::table)
        .values((
            audit_checkpoints::seq.eq(checkpoint.seq),
            audit_checkpoints::at.eq(checkpoint.at),
            audit_checkpoints::sealed.eq(checkpoint.sealed),
            audit_checkpoints::root.eq(&checkpoint.root),
            audit_checkpoints::prev_hash.eq(&checkpoint.prev_hash),
            audit_checkpoints::hash.eq(&checkpoint.hash),
        ))
        .execute(conn)?;
    let seals: Vec<_> = heads
        .iter()
        .map(|head| {
            (
                audit_seals::checkpoint_seq.eq(checkpoint.seq),
                audit_seals::subject_kind.eq(head.subject_kind),
                audit_seals::subject_id.eq(head.subject_id),
                audit_seals::seq.eq(head.seq),
                audit_seals::hash.eq(&head.hash),
            )
        })
        .collect();
    on_each!(conn, |conn| diesel::insert_into(audit_seals::table)
        .values(&seals)
        .execute(conn))?;
    Ok(())
}
