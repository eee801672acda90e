//! The verbs of versions.

use serde_json::json;

use super::model::{NewVersion, Version, VersionId};
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::document;
use crate::document::content::{MAX_TEXT_CHARACTERS, MAX_TEXT_LINES};
use crate::document::intact::Standing;
use crate::document::model::{Document, DocumentId};
use crate::document::rules;
use crate::document::service::Found;
use crate::error::{Arg, Error, FieldError, Reason};
use crate::plan::service::expect_version;

/// The most text, of both versions together, that is compared, in bytes: beyond this a person is better served by
/// the two files.
pub const MOST_COMPARED: usize = 2_000_000;

/// How much of a text is kept, in characters.
const KEPT_CHARACTERS: i64 = MAX_TEXT_CHARACTERS as i64;

/// How many lines of it are kept.
const KEPT_LINES: i64 = MAX_TEXT_LINES as i64;

fn megabytes(bytes: usize) -> Arg {
    Arg::Thousandths(i64::try_from(bytes / 1000).unwrap_or(i64::MAX))
}

/// Whether the actor may file versions of this document at all: asked before a file is received, so that
/// nothing secret and nothing of a stranger's ever reaches the disk.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the branch; [`Error::Refused`] for a classified document.
pub fn expect_content(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
) -> Result<(), Error> {
    let found = document::service::find_to_prepare(conn, actor, id)?;
    if found.document.secrecy.is_classified() {
        let reasons = rules::against_filing(&found.document, found.congress.state);
        return Err(Error::Refused(reasons));
    }
    Ok(())
}

/// Whether a further version may be filed now, whatever is in it; gives the document.
///
/// # Errors
/// As [`file`].
pub fn expect_to_file(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
) -> Result<Found, Error> {
    let found = document::service::find_to_prepare(conn, actor, id)?;
    let reasons = rules::against_filing(&found.document, found.congress.state);
    if reasons.is_empty() {
        return Ok(found);
    }
    Err(Error::Refused(reasons))
}

/// Files a version whose file is already kept; with it, the version of the document that then stands.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the branch; [`Error::Stale`] when the document is no longer the one seen;
/// [`Error::Refused`] with every reason.
pub fn file(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, seen): (DocumentId, i64),
    new: &NewVersion,
) -> Result<(Version, i64), Error> {
    let found = document::service::find_to_prepare(conn, actor, id)?;
    expect_version(found.document.version, seen)?;
    let n = document::service::next_version(conn, &found)?;
    let version = store::insert(conn, actor, id, n, new)?;
    let detail = json!({
        "document_id": id,
        "version": n,
        "sha256": version.sha256,
        "size": version.size,
    });
    document::service::record(
        conn,
        actor,
        &found.congress,
        "document.file_version",
        detail,
    )?;
    Ok((version, seen + 1))
}

/// A version, for its content.
///
/// # Errors
/// As [`document::service::find`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: VersionId) -> Result<Version, Error> {
    let version = store::by_id(conn, id)?;
    document::service::find(conn, actor, version.document_id)?;
    Ok(version)
}

/// The versions of a document, the first one first, and the document's own version.
///
/// # Errors
/// As [`document::service::find`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    page: &PageRequest<i64>,
) -> Result<(Page<Version>, i64), Error> {
    let found = document::service::find(conn, actor, id)?;
    Ok((store::list(conn, id, page)?, found.document.version))
}

/// The texts of two versions, to be compared.
///
/// # Errors
/// [`Error::Invalid`] for a version that is not there; [`Error::Refused`] for one whose text cannot be read, and
/// where both are too long.
pub fn texts(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    from: i64,
    to: i64,
) -> Result<(String, String), Error> {
    let found = document::service::find(conn, actor, id)?;
    let (mut problems, mut reasons, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for (pointer, n) in [("/from", from), ("/to", to)] {
        match store::text(conn, id, n)? {
            None => problems.push(
                FieldError::new(pointer, "version_unknown")
                    .with("latest", found.document.latest_version),
            ),
            Some((None, _)) => {
                reasons.push(without_text(n));
            }
            Some((Some(_), true)) => reasons.push(text_cut(n)),
            Some((Some(text), false)) => texts.push(text),
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let long: usize = texts.iter().map(String::len).sum();
    if long > MOST_COMPARED {
        reasons.push(
            Reason::new("versions_too_long")
                .with("size", megabytes(long))
                .with("most", megabytes(MOST_COMPARED)),
        );
    }
    let mut texts = texts.into_iter();
    match (texts.next(), texts.next()) {
        (Some(old), Some(new)) if reasons.is_empty() => Ok((old, new)),
        _ => Err(Error::Refused(reasons)),
    }
}

/// The text of one version, to be read.
///
/// # Errors
/// [`Error::NotFound`] for a version that is not there; [`Error::Refused`] for one whose text cannot be read whole.
pub fn text(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: DocumentId,
    n: i64,
) -> Result<(Found, String), Error> {
    let found = document::service::find(conn, actor, id)?;
    match store::text(conn, id, n)? {
        None => Err(Error::NotFound),
        Some((Some(text), false)) => Ok((found, text)),
        Some((None, _)) => Err(Error::Refused(vec![without_text(n)])),
        Some((Some(_), true)) => Err(Error::Refused(vec![text_cut(n)])),
    }
}

fn without_text(n: i64) -> Reason {
    Reason::new("version_without_text").with("version", n)
}

fn text_cut(n: i64) -> Reason {
    Reason::new("version_text_cut")
        .with("version", n)
        .with("most", KEPT_CHARACTERS)
        .with("lines", KEPT_LINES)
}

/// What was found of the files of all versions.
#[derive(Debug, Default)]
pub struct Inspection {
    /// How many versions have their file, unchanged.
    pub intact: i64,
    /// Those that do not: which document, which version, the SHA-256 of its file, and what became of it.
    pub damaged: Vec<(DocumentId, i64, String, Standing)>,
}

/// How many versions are looked up at a time.
const AT_A_TIME: i64 = 500;

/// Looks at the file of every version, for whoever stands at the machine: nobody asks. `look` says what became of the
/// file under a hash.
///
/// # Errors
/// As the database.
pub fn inspect(
    conn: &mut AnyConnection,
    look: &dyn Fn(&str) -> Standing,
) -> Result<Inspection, Error> {
    let mut found = Inspection::default();
    let mut after = None;
    loop {
        let versions = store::kept_files(conn, after, AT_A_TIME)?;
        let Some((last, ..)) = versions.last() else {
            return Ok(found);
        };
        after = Some(*last);
        for (_, document, n, sha256) in versions {
            match look(&sha256) {
                Standing::Intact => found.intact += 1,
                damage => found.damaged.push((document, n, sha256, damage)),
            }
        }
    }
}

/// Those of these hashes of kept files that no version has: nobody asks.
///
/// # Errors
/// As the database.
pub fn orphans(conn: &mut AnyConnection, hashes: &[String]) -> Result<Vec<String>, Error> {
    let known = store::spoken_of(conn, hashes)?;
    let orphans = hashes.iter().filter(|hash| !known.contains(hash));
    Ok(orphans.cloned().collect())
}

/// The text of the latest version of a document, for the rules of other features: nobody asks. None of a classified
/// document, nor where the file could not be read or only the beginning of its text is kept.
///
/// # Errors
/// As the database.
pub fn latest_text(conn: &mut AnyConnection, document: &Document) -> Result<Option<String>, Error> {
    if document.secrecy.is_classified() {
        return Ok(None);
    }
    let kept = store::text(conn, document.id, document.latest_version)?;
    Ok(kept.and_then(|(text, cut)| text.filter(|_| !cut)))
}
