//! The rows of documents.

use diesel::prelude::*;

use super::model::{Document, DocumentFilter, DocumentId, DocumentKind, State};
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{document_versions, documents};
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;

/// The document with this key.
pub fn by_id(conn: &mut AnyConnection, id: DocumentId) -> Result<Document, Error> {
    Ok(documents::table
        .find(id)
        .select(Document::as_select())
        .first(conn)?)
}

/// Writes a document down.
pub fn insert(conn: &mut AnyConnection, document: &Document) -> Result<(), Error> {
    diesel::insert_into(documents::table)
        .values((
            documents::id.eq(document.id),
            documents::congress_id.eq(document.congress_id),
            documents::kind.eq(document.kind),
            documents::created_at.eq(document.created_at),
            documents::version.eq(document.version),
            changing(document),
        ))
        .execute(conn)?;
    Ok(())
}

type Changing<'a> = (
    diesel::dsl::Eq<documents::title, &'a String>,
    diesel::dsl::Eq<documents::state, State>,
    diesel::dsl::Eq<documents::secrecy, super::model::Secrecy>,
    diesel::dsl::Eq<documents::symbol, &'a Option<String>>,
    diesel::dsl::Eq<documents::registered_on, Option<chrono::NaiveDate>>,
    diesel::dsl::Eq<documents::custodian, &'a Option<String>>,
    (
        diesel::dsl::Eq<documents::latest_version, i64>,
        diesel::dsl::Eq<documents::approved_version, Option<i64>>,
        diesel::dsl::Eq<documents::endorsed_version, Option<i64>>,
        diesel::dsl::Eq<documents::final_needed, bool>,
    ),
    (
        diesel::dsl::Eq<documents::base_official, Option<i64>>,
        diesel::dsl::Eq<documents::votes_for, Option<i64>>,
        diesel::dsl::Eq<documents::votes_against, Option<i64>>,
        diesel::dsl::Eq<documents::votes_abstain, Option<i64>>,
    ),
);

fn changing(document: &Document) -> Changing<'_> {
    (
        documents::title.eq(&document.title),
        documents::state.eq(document.state),
        documents::secrecy.eq(document.secrecy),
        documents::symbol.eq(&document.symbol),
        documents::registered_on.eq(document.registered_on),
        documents::custodian.eq(&document.custodian),
        (
            documents::latest_version.eq(document.latest_version),
            documents::approved_version.eq(document.approved_version),
            documents::endorsed_version.eq(document.endorsed_version),
            documents::final_needed.eq(document.final_needed),
        ),
        (
            documents::base_official.eq(document.base_official),
            documents::votes_for.eq(document.votes_for),
            documents::votes_against.eq(document.votes_against),
            documents::votes_abstain.eq(document.votes_abstain),
        ),
    )
}

/// Saves a document that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, document: &Document, seen: i64) -> Result<(), Error> {
    let row = documents::table.filter(
        documents::id
            .eq(document.id)
            .and(documents::version.eq(seen)),
    );
    let changed = diesel::update(row)
        .set((changing(document), documents::version.eq(document.version)))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: document.version,
        })
    }
}

/// The documents of a congress, the oldest first.
pub fn list(
    conn: &mut AnyConnection,
    congress: CongressId,
    filter: &DocumentFilter,
    page: &PageRequest<DocumentId>,
) -> Result<Page<Document>, Error> {
    let mut query = documents::table
        .filter(documents::congress_id.eq(congress))
        .select(Document::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(kind) = filter.kind {
        query = query.filter(documents::kind.eq(kind));
    }
    if let Some(state) = filter.state {
        query = query.filter(documents::state.eq(state));
    }
    if let Some(words) = &filter.words {
        let holding = document_versions::table
            .filter(document_versions::document_id.eq(documents::id))
            .filter(
                document_versions::search
                    .like(search::containing(words))
                    .escape('\\'),
            );
        query = query.filter(diesel::dsl::exists(holding));
    }
    let rows = query
        .filter(documents::id.gt(page.after.unwrap_or(Id::nil())))
        .order(documents::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |document: &Document| {
        document.id
    }))
}

/// How many documents of a congress its rules look at.
const MOST_OF_A_DOSSIER: i64 = 1000;

/// The documents of a congress of these kinds; each kind but `other` stands there once.
pub fn of_kinds(
    conn: &mut AnyConnection,
    congress: CongressId,
    kinds: &[DocumentKind],
) -> Result<Vec<Document>, Error> {
    Ok(documents::table
        .filter(documents::congress_id.eq(congress))
        .filter(documents::kind.eq_any(kinds))
        .order(documents::id)
        .limit(MOST_OF_A_DOSSIER)
        .select(Document::as_select())
        .load(conn)?)
}
