//! What an entry of the chain says.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::error::Arg;
use crate::user::model::UserId;
use crate::words::Language;

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
    /// An election; its entries stand in its congress's chain.
    Election,
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
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, ToSchema, diesel::Queryable, diesel::Insertable,
)]
#[diesel(table_name = crate::db::schema::audit_entries, treat_none_as_default_value = false)]
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

/// What is about to be said in a chain.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The chain's subject.
    pub subject: Subject,
    /// What was done.
    pub action: &'a str,
    /// On what.
    pub detail: &'a serde_json::Value,
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

impl Head {
    /// The head of a chain whose last entry this is.
    pub fn of(entry: &AuditEntry) -> Self {
        Self {
            subject_kind: entry.subject_kind,
            subject_id: entry.subject_id,
            seq: entry.seq,
            hash: entry.hash.clone(),
        }
    }
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

/// Which entries to list.
#[derive(Debug, Clone, Default)]
pub struct EntryFilter {
    /// Only this chain.
    pub subject: Option<Subject>,
    /// Only what this account did.
    pub actor_id: Option<UserId>,
    /// Only from this moment on.
    pub from: Option<Instant>,
    /// Only before this moment.
    pub before: Option<Instant>,
}

/// An entry's place in a list: by number within one chain, by time over several.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub struct EntryKey {
    /// When.
    pub at: Instant,
    /// Which one of that moment.
    pub id: AuditEntryId,
    /// Its place in its chain.
    pub seq: i64,
}

/// What can be wrong with the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum FaultKind {
    /// A row holds what the program cannot have written.
    EntryUnreadable,
    /// An entry is not what was hashed: changed, or moved to another place.
    EntryChanged,
    /// An entry does not follow from the one before it: that one was exchanged.
    EntryUnlinked,
    /// An entry is not there.
    EntryMissing,
    /// An entry stands after the recorded end of its chain.
    EntryInserted,
    /// A chain of which head or seal tell has no entry left.
    ChainVanished,
    /// A chain has no head.
    HeadMissing,
    /// A head does not say what its chain and seals say.
    HeadChanged,
    /// An entry is not the one that was sealed: the chain was written anew.
    SealContradicted,
    /// A seal of which the head tells is not there.
    SealMissing,
    /// A seal is there that no checkpoint made.
    SealInserted,
    /// The seals of a checkpoint are not those it was made over.
    SealsChanged,
    /// A checkpoint is not there.
    CheckpointMissing,
    /// A checkpoint is not what was hashed.
    CheckpointChanged,
    /// A checkpoint does not follow from the one before it.
    CheckpointUnlinked,
    /// The head that was written down elsewhere is nowhere in the record.
    KnownHeadAbsent,
}

/// What is wrong, and exactly where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// In whose chain: the kind as the row has it, and the key. Nobody's for a checkpoint.
    pub subject: Option<(String, SubjectId)>,
    /// The entry's place in the chain, or the checkpoint's in theirs.
    pub seq: Option<i64>,
}

/// How much was looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// Chains.
    pub chains: i64,
    /// Entries of all chains.
    pub entries: i64,
    /// Checkpoints.
    pub checkpoints: i64,
    /// The hash of the last checkpoint, to be written down elsewhere.
    pub last_checkpoint: Option<String>,
}

impl Extent {
    fn words(&self, language: Language) -> String {
        let mut args: Vec<(&'static str, Arg)> = vec![
            ("chains", self.chains.into()),
            ("entries", self.entries.into()),
        ];
        let Some(head) = &self.last_checkpoint else {
            return language.say_with("audit-verdict-whole-unsealed", &args);
        };
        args.push(("checkpoints", self.checkpoints.into()));
        args.push(("head", head.clone().into()));
        language.say_with("audit-verdict-whole", &args)
    }
}

/// The kind of a subject in words; as the row has it, where somebody wrote there what is none.
fn named_kind(kind: &str, language: Language) -> String {
    let key = format!("subject-kind-{}", kind.replace('_', "-"));
    if language.knows(&key) {
        language.say(&key)
    } else {
        kind.to_owned()
    }
}

/// The outcome of checking the whole record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing was changed, removed, inserted or reordered.
    Whole(Extent),
    /// Something was; this is the first place.
    Broken(Fault),
}

impl Verdict {
    /// The verdict as a sentence.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Whole(extent) => extent.words(language),
            Self::Broken(fault) => {
                let what = language.say(&format!(
                    "audit-fault-{}",
                    fault.kind.to_string().replace('_', "-")
                ));
                let (kind, id) = match &fault.subject {
                    Some((kind, id)) => (named_kind(kind, language), id.to_string()),
                    None => (String::new(), String::new()),
                };
                language.say_with(
                    match (&fault.subject, fault.seq) {
                        (Some(_), _) => "audit-verdict-broken-entry",
                        (None, Some(_)) => "audit-verdict-broken-checkpoint",
                        (None, None) => "audit-verdict-broken",
                    },
                    &[
                        ("what", what.into()),
                        ("kind", Arg::Text(kind)),
                        ("id", id.into()),
                        ("seq", fault.seq.unwrap_or_default().to_string().into()),
                    ],
                )
            }
        }
    }
}
