//! What an entry of the chain says.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::user::model::UserId;

/// What kinds of things have a chain, a history, events.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
    serde::Serialize,
    serde::Deserialize,
    ToSchema,
    diesel::expression::AsExpression,
    diesel::deserialize::FromSqlRow,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[diesel(sql_type = diesel::sql_types::Text)]
pub enum SubjectKind {
    /// The installation itself: sectors, settings.
    Installation,
    /// A unit of the tree, and its members.
    Unit,
    /// An account, its offices and sessions.
    User,
    /// A plan, its opinions, guidance and assignments.
    Plan,
    /// A congress, its documents, personnel process and checklist.
    Congress,
    /// A document; its entries stand in its congress's chain.
    Document,
    /// A personnel process; its entries stand in its congress's chain.
    Personnel,
    /// An opinion; its entries stand in its plan's chain.
    Opinion,
    /// A guidance; its entries stand in its plan's chain.
    Guidance,
    /// An assignment; its entries stand in its plan's chain.
    Assignment,
}
crate::text_enum!(SubjectKind);

/// The key of a thing of any kind.
pub type SubjectId = Id<Subject>;

/// One thing, whatever its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// Which one.
    pub id: SubjectId,
}

impl Subject {
    /// The thing with this key.
    pub fn new<T>(kind: SubjectKind, id: Id<T>) -> Self {
        Self {
            kind,
            id: id.cast(),
        }
    }

    /// The installation itself.
    pub fn installation() -> Self {
        Self {
            kind: SubjectKind::Installation,
            id: Id::nil(),
        }
    }
}

/// An entry's key.
pub type AuditEntryId = Id<AuditEntry>;

/// One entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
pub struct AuditEntry {
    /// The entry's key.
    pub id: AuditEntryId,
    /// The chain's kind of subject.
    pub subject_kind: SubjectKind,
    /// The chain's subject.
    pub subject_id: SubjectId,
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; nobody when the program itself acted.
    pub actor_id: Option<UserId>,
    /// What was done.
    pub action: String,
    /// On what, as JSON text; the very text that was hashed.
    pub detail: String,
    /// The hash of the entry before it; 64 zeros for the first.
    pub prev_hash: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// The last entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable)]
pub struct Head {
    /// The chain's kind of subject.
    pub subject_kind: SubjectKind,
    /// The chain's subject.
    pub subject_id: SubjectId,
    /// How many entries the chain has.
    pub seq: i64,
    /// The hash of the last one.
    pub hash: String,
}

/// A checkpoint: the seal over the heads that moved since the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable)]
pub struct Checkpoint {
    /// Its place in the chain of checkpoints, from 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// How many heads it seals.
    pub sealed: i64,
    /// The Merkle root of those heads.
    pub root: String,
    /// The hash of the checkpoint before it; 64 zeros for the first.
    pub prev_hash: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}
