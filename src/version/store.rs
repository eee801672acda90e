//! The rows of versions.

use diesel::prelude::*;

use super::model::{NewVersion, Version, VersionId};
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::document_versions as versions;
use crate::document::model::DocumentId;
use crate::error::Error;

/// All but the text, which may be long.
#[rustfmt::skip]
macro_rules! columns {
    () => {
        (
            versions::id, versions::document_id, versions::n, versions::file_kind, versions::file_name, versions::size,
            versions::sha256, versions::extracted.is_not_null(), versions::text_characters, versions::text_cut,
            versions::note, versions::created_at, versions::created_by,
        )
    };
}

/// Writes a version down.
pub fn insert(
    conn: &mut AnyConnection,
    actor: &Actor,
    document: DocumentId,
    n: i64,
    new: &NewVersion,
) -> Result<Version, Error> {
    let text = new.file.text.as_ref();
    let version = Version {
        id: VersionId::new(),
        document_id: document,
        n,
        file_kind: Some(new.file.kind),
        file_name: new.file_name.clone(),
        size: new.file.size,
        sha256: new.file.sha256.clone(),
        has_text: text.is_some(),
        text_characters: text.map(|text| characters_of(&text.words)),
        text_cut: text.is_some_and(|text| text.cut),
        note: new.note.clone(),
        created_at: actor.now,
        created_by: actor.user_id,
    };
    diesel::insert_into(versions::table)
        .values((
            versions::id.eq(version.id),
            versions::document_id.eq(document),
            versions::n.eq(n),
            versions::file_kind.eq(version.file_kind),
            versions::file_name.eq(&version.file_name),
            versions::size.eq(version.size),
            versions::sha256.eq(&version.sha256),
            versions::extracted.eq(text.map(|text| &text.words)),
            versions::text_characters.eq(version.text_characters),
            versions::text_cut.eq(version.text_cut),
            versions::search.eq(&new.file.search),
            versions::note.eq(&version.note),
            versions::created_at.eq(version.created_at),
            versions::created_by.eq(version.created_by),
        ))
        .execute(conn)?;
    Ok(version)
}

fn characters_of(words: &str) -> i64 {
    i64::try_from(words.chars().count()).unwrap_or(i64::MAX)
}

/// The version with this key.
pub fn by_id(conn: &mut AnyConnection, id: VersionId) -> Result<Version, Error> {
    Ok(versions::table.find(id).select(columns!()).first(conn)?)
}

/// The versions of a document, the first one first.
pub fn list(
    conn: &mut AnyConnection,
    document: DocumentId,
    page: &PageRequest<i64>,
) -> Result<Page<Version>, Error> {
    let rows = versions::table
        .filter(versions::document_id.eq(document))
        .filter(versions::n.gt(page.after.unwrap_or(0)))
        .order(versions::n)
        .limit(page.limit + 1)
        .select(columns!())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |version: &Version| version.n))
}

/// Which of these hashes a version has.
pub fn spoken_of(conn: &mut AnyConnection, hashes: &[String]) -> Result<Vec<String>, Error> {
    Ok(versions::table
        .filter(versions::sha256.eq_any(hashes.to_vec()))
        .select(versions::sha256)
        .distinct()
        .load(conn)?)
}

/// The versions whose file is kept, by key, so many after one.
pub fn kept_files(
    conn: &mut AnyConnection,
    after: Option<VersionId>,
    most: i64,
) -> Result<Vec<(VersionId, DocumentId, i64, String)>, Error> {
    use crate::db::id::Id;
    Ok(versions::table
        .filter(versions::file_kind.is_not_null())
        .filter(versions::id.gt(after.unwrap_or(Id::nil())))
        .order(versions::id)
        .limit(most)
        .select((
            versions::id,
            versions::document_id,
            versions::n,
            versions::sha256,
        ))
        .load(conn)?)
}

/// The text of a version, if it has one, and whether there is more than is kept; nothing at all if there is no such
/// version.
pub fn text(
    conn: &mut AnyConnection,
    document: DocumentId,
    n: i64,
) -> Result<Option<(Option<String>, bool)>, Error> {
    Ok(versions::table
        .filter(versions::document_id.eq(document))
        .filter(versions::n.eq(n))
        .select((versions::extracted, versions::text_cut))
        .first(conn)
        .optional()?)
}
