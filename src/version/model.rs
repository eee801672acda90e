//! The data of versions.

use serde::Serialize;
use utoipa::ToSchema;

use crate::db::id::Id;
use crate::db::time::Instant;
use crate::document::content::FileKind;
use crate::document::files::StoredFile;
use crate::document::model::DocumentId;
use crate::user::model::UserId;

/// A version's key.
pub type VersionId = Id<Version>;

/// One version of a document; it never changes.
#[derive(Debug, Clone, Serialize, ToSchema, diesel::Queryable)]
#[schema(as = DocumentVersion)]
pub struct Version {
    /// The version's key.
    pub id: VersionId,
    /// The document.
    pub document_id: DocumentId,
    /// Which one, from 1.
    pub n: i64,
    /// What the file is, told from its content.
    pub file_kind: Option<FileKind>,
    /// The name it was sent under.
    pub file_name: String,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Whether its text could be read, so that it can be compared and searched.
    pub has_text: bool,
    /// How much of its text is kept for comparison and search, in characters from the beginning, at most 1,000,000;
    /// none where the text could not be read.
    pub text_characters: Option<i64>,
    /// Whether the file holds more text than is kept: the rest is not searched, and the version not compared.
    pub text_cut: bool,
    /// What changed, in the branch's words.
    pub note: String,
    /// When it was filed.
    pub created_at: Instant,
    /// By whom.
    pub created_by: UserId,
}

/// A version about to be filed.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The file, already kept.
    pub file: StoredFile,
    /// The name it was sent under.
    pub file_name: String,
    /// What changed, in the branch's words.
    pub note: String,
}
