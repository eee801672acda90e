//! The record read in order, as the rows have it: a row that the program cannot have written is a finding, so
//! a subject's kind stays the text that it is.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::audit::model::{AuditEntry, AuditEntryId, Checkpoint, Head, SubjectId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::schema::{audit_checkpoints, audit_seals};
use crate::db::sql_types;
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// A place in one of the three sorted lists that verifying reads side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The chain's kind of subject, as the row has it.
    pub kind: String,
    /// The chain's subject.
    pub id: SubjectId,
    /// The entry's number, or the checkpoint's for a seal.
    pub n: i64,
}

impl Place {
    /// Before every row.
    pub fn beginning() -> Self {
        Self {
            kind: String::new(),
            id: Id::nil(),
            n: 0,
        }
    }
}

/// An entry as the row has it; its kind may be none that the program knows.
#[derive(Debug, QueryableByName)]
pub struct EntryRow {
    #[diesel(sql_type = sql_types::Uuid)]
    id: AuditEntryId,
    #[diesel(sql_type = Text)]
    subject_kind: String,
    #[diesel(sql_type = sql_types::Uuid)]
    subject_id: SubjectId,
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = sql_types::Timestamptz)]
    at: Instant,
    #[diesel(sql_type = Nullable<sql_types::Uuid>)]
    actor_id: Option<UserId>,
    #[diesel(sql_type = Text)]
    action: String,
    #[diesel(sql_type = Text)]
    detail: String,
    #[diesel(sql_type = Text)]
    prev_hash: String,
    #[diesel(sql_type = Text)]
    hash: String,
}

impl EntryRow {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            kind: self.subject_kind.clone(),
            id: self.subject_id,
            n: self.seq,
        }
    }

    /// The entry, if its kind is one that the program knows.
    pub fn entry(self) -> Option<AuditEntry> {
        Some(AuditEntry {
            id: self.id,
            subject_kind: self.subject_kind.parse().ok()?,
            subject_id: self.subject_id,
            seq: self.seq,
            at: self.at,
            actor_id: self.actor_id,
            action: self.action,
            detail: self.detail,
            prev_hash: self.prev_hash,
            hash: self.hash,
        })
    }
}

/// A head as the row has it.
#[derive(Debug, QueryableByName)]
pub struct HeadRow {
    #[diesel(sql_type = Text)]
    subject_kind: String,
    #[diesel(sql_type = sql_types::Uuid)]
    subject_id: SubjectId,
    /// The last entry's place.
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    /// The last entry's hash.
    #[diesel(sql_type = Text)]
    pub hash: String,
    /// Up to where it was sealed.
    #[diesel(sql_type = BigInt)]
    pub sealed_seq: i64,
}

impl HeadRow {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            kind: self.subject_kind.clone(),
            id: self.subject_id,
            n: 0,
        }
    }
}

/// A seal as the row has it.
#[derive(Debug, QueryableByName)]
pub struct SealRow {
    #[diesel(sql_type = BigInt)]
    checkpoint_seq: i64,
    #[diesel(sql_type = Text)]
    subject_kind: String,
    #[diesel(sql_type = sql_types::Uuid)]
    subject_id: SubjectId,
    /// The place of the entry that was the last one.
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    /// Its hash.
    #[diesel(sql_type = Text)]
    pub hash: String,
}

impl SealRow {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            kind: self.subject_kind.clone(),
            id: self.subject_id,
            n: self.checkpoint_seq,
        }
    }

    /// The head that was sealed, if its kind is one that the program knows.
    pub fn head(&self) -> Option<Head> {
        Some(Head {
            subject_kind: self.subject_kind.parse().ok()?,
            subject_id: self.subject_id,
            seq: self.seq,
            hash: self.hash.clone(),
        })
    }
}

/// The entries after a place, chain by chain.
pub fn entries_after(
    conn: &mut AnyConnection,
    after: &Place,
    limit: i64,
) -> Result<Vec<EntryRow>, Error> {
    Ok(diesel::sql_query(
        "SELECT id, subject_kind, subject_id, seq, at, actor_id, action, detail, prev_hash, hash
         FROM audit_entries WHERE (subject_kind, subject_id, seq) > ($1, $2, $3)
         ORDER BY subject_kind, subject_id, seq LIMIT $4",
    )
    .bind::<Text, _>(&after.kind)
    .bind::<sql_types::Uuid, _>(after.id)
    .bind::<BigInt, _>(after.n)
    .bind::<BigInt, _>(limit)
    .load(conn)?)
}

/// The heads after a place, chain by chain.
pub fn heads_after(
    conn: &mut AnyConnection,
    after: &Place,
    limit: i64,
) -> Result<Vec<HeadRow>, Error> {
    Ok(diesel::sql_query(
        "SELECT subject_kind, subject_id, seq, hash, sealed_seq
         FROM audit_heads WHERE (subject_kind, subject_id) > ($1, $2)
         ORDER BY subject_kind, subject_id LIMIT $3",
    )
    .bind::<Text, _>(&after.kind)
    .bind::<sql_types::Uuid, _>(after.id)
    .bind::<BigInt, _>(limit)
    .load(conn)?)
}

/// The seals after a place, chain by chain.
pub fn seals_after(
    conn: &mut AnyConnection,
    after: &Place,
    limit: i64,
) -> Result<Vec<SealRow>, Error> {
    Ok(diesel::sql_query(
        "SELECT checkpoint_seq, subject_kind, subject_id, seq, hash
         FROM audit_seals WHERE (subject_kind, subject_id, checkpoint_seq) > ($1, $2, $3)
         ORDER BY subject_kind, subject_id, checkpoint_seq LIMIT $4",
    )
    .bind::<Text, _>(&after.kind)
    .bind::<sql_types::Uuid, _>(after.id)
    .bind::<BigInt, _>(after.n)
    .bind::<BigInt, _>(limit)
    .load(conn)?)
}

/// The checkpoints after this one.
pub fn checkpoints_after(
    conn: &mut AnyConnection,
    seq: i64,
    limit: i64,
) -> Result<Vec<Checkpoint>, Error> {
    Ok(audit_checkpoints::table
        .filter(audit_checkpoints::seq.gt(seq))
        .order(audit_checkpoints::seq)
        .limit(limit)
        .load(conn)?)
}

/// The seals of a checkpoint, in the order of its root.
pub fn seals_of(
    conn: &mut AnyConnection,
    checkpoint_seq: i64,
    limit: i64,
) -> Result<Vec<SealRow>, Error> {
    Ok(diesel::sql_query(
        "SELECT checkpoint_seq, subject_kind, subject_id, seq, hash
         FROM audit_seals WHERE checkpoint_seq = $1
         ORDER BY subject_kind, subject_id LIMIT $2",
    )
    .bind::<BigInt, _>(checkpoint_seq)
    .bind::<BigInt, _>(limit)
    .load(conn)?)
}

/// The first checkpoint after this one of which there is a seal.
pub fn seal_beyond(conn: &mut AnyConnection, checkpoint_seq: i64) -> Result<Option<i64>, Error> {
    Ok(audit_seals::table
        .filter(audit_seals::checkpoint_seq.gt(checkpoint_seq))
        .order(audit_seals::checkpoint_seq)
        .select(audit_seals::checkpoint_seq)
        .first(conn)
        .optional()?)
}

#[derive(QueryableByName)]
struct PlaceRow {
    #[diesel(sql_type = Text)]
    subject_kind: String,
    #[diesel(sql_type = sql_types::Uuid)]
    subject_id: SubjectId,
    #[diesel(sql_type = BigInt)]
    seq: i64,
}

/// Where the entry after a place stands, when the entry itself cannot be read.
pub fn entry_place_after(conn: &mut AnyConnection, after: &Place) -> Result<Option<Place>, Error> {
    let row = diesel::sql_query(
        "SELECT subject_kind, subject_id, seq
         FROM audit_entries WHERE (subject_kind, subject_id, seq) > ($1, $2, $3)
         ORDER BY subject_kind, subject_id, seq LIMIT 1",
    )
    .bind::<Text, _>(&after.kind)
    .bind::<sql_types::Uuid, _>(after.id)
    .bind::<BigInt, _>(after.n)
    .get_result::<PlaceRow>(conn);
    match row {
        Ok(row) => Ok(Some(Place {
            kind: row.subject_kind,
            id: row.subject_id,
            n: row.seq,
        })),
        Err(diesel::result::Error::NotFound | diesel::result::Error::DeserializationError(_)) => {
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The first plan or congress that has a history and no chain.
pub fn history_without_chain(conn: &mut AnyConnection) -> Result<Option<Place>, Error> {
    let row = diesel::sql_query(
        "SELECT subject_kind, subject_id, CAST(1 AS BIGINT) AS seq
         FROM process_history h
         WHERE subject_kind IN ('plan', 'congress')
           AND NOT EXISTS (SELECT 1 FROM audit_heads a
                           WHERE a.subject_kind = h.subject_kind AND a.subject_id = h.subject_id)
         ORDER BY subject_kind, subject_id LIMIT 1",
    )
    .get_result::<PlaceRow>(conn)
    .optional()?;
    Ok(row.map(|row| Place {
        kind: row.subject_kind,
        id: row.subject_id,
        n: row.seq,
    }))
}
