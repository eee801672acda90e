//! The rows of reviews and remarks.

use std::collections::HashMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::model::{
    Decision, NewRemark, NewReview, Remark, RemarkId, Review, ReviewFacts, ReviewId, Which,
};
use crate::auth::actor::Actor;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::{remarks, reviews};
use crate::db::{AnyConnection, MultiBackend};
use crate::document::model::DocumentId;
use crate::error::Error;

/// Writes a review down, with its remarks.
pub fn insert(
    conn: &mut AnyConnection,
    actor: &Actor,
    review: &NewReview<'_>,
    made: &[NewRemark],
) -> Result<(), Error> {
    let id = ReviewId::new();
    diesel::insert_into(reviews::table)
        .values((
            reviews::id.eq(id),
            reviews::document_id.eq(review.document_id),
            reviews::version_n.eq(review.version_n),
            reviews::decision.eq(review.decision),
            reviews::note.eq(review.note),
            reviews::unit_id.eq(review.unit_id),
            reviews::decided_at.eq(actor.now),
            reviews::decided_by.eq(actor.user_id),
        ))
        .execute(conn)?;
    let rows: Vec<_> = made
        .iter()
        .map(|remark| {
            (
                remarks::id.eq(RemarkId::new()),
                remarks::document_id.eq(review.document_id),
                remarks::review_id.eq(id),
                remarks::version_n.eq(review.version_n),
                remarks::place.eq(&remark.place),
                remarks::text.eq(&remark.text),
                remarks::version.eq(1),
            )
        })
        .collect();
    if !rows.is_empty() {
        crate::on_each!(conn, |conn| diesel::insert_into(remarks::table)
            .values(&rows)
            .execute(conn))?;
    }
    Ok(())
}

/// How the reviews of a document stand.
pub fn facts(conn: &mut AnyConnection, document: DocumentId) -> Result<ReviewFacts, Error> {
    let of_document = || reviews::table.filter(reviews::document_id.eq(document));
    let last_reviewed = of_document()
        .order(reviews::version_n.desc())
        .select(reviews::version_n)
        .first(conn)
        .optional()?;
    let last_returned = of_document()
        .filter(reviews::decision.eq(Decision::ReturnForRevision))
        .order(reviews::version_n.desc())
        .select(reviews::version_n)
        .first(conn)
        .optional()?;
    let open_remarks = remarks::table
        .filter(remarks::document_id.eq(document))
        .filter(remarks::outcome.is_null())
        .count()
        .get_result(conn)?;
    Ok(ReviewFacts {
        last_reviewed,
        last_returned,
        open_remarks,
    })
}

/// How many remarks are open on each of these documents; those without any are left out.
pub fn open_remarks(
    conn: &mut AnyConnection,
    documents: &[DocumentId],
) -> Result<HashMap<DocumentId, i64>, Error> {
    let counts: Vec<(DocumentId, i64)> = remarks::table
        .filter(remarks::document_id.eq_any(documents))
        .filter(remarks::outcome.is_null())
        .group_by(remarks::document_id)
        .select((remarks::document_id, count_star()))
        .load(conn)?;
    Ok(counts.into_iter().collect())
}

/// The reviews of a document, the first one first.
pub fn reviews(
    conn: &mut AnyConnection,
    document: DocumentId,
    page: &PageRequest<ReviewId>,
) -> Result<Page<Review>, Error> {
    let rows = reviews::table
        .filter(reviews::document_id.eq(document))
        .filter(reviews::id.gt(page.after.unwrap_or(Id::nil())))
        .order(reviews::id)
        .limit(page.limit + 1)
        .select(Review::as_select())
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |review: &Review| review.id))
}

/// The remarks on a document, the first one first.
pub fn remarks(
    conn: &mut AnyConnection,
    document: DocumentId,
    which: Which,
    page: &PageRequest<RemarkId>,
) -> Result<Page<Remark>, Error> {
    let mut query = remarks::table
        .filter(remarks::document_id.eq(document))
        .select(Remark::as_select())
        .into_boxed::<MultiBackend>();
    query = match which {
        Which::All => query,
        Which::Open => query.filter(remarks::outcome.is_null()),
        Which::Answered => query.filter(remarks::outcome.is_not_null()),
    };
    let rows = query
        .filter(remarks::id.gt(page.after.unwrap_or(Id::nil())))
        .order(remarks::id)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |remark: &Remark| remark.id))
}

/// The remark with this key.
pub fn remark(conn: &mut AnyConnection, id: RemarkId) -> Result<Remark, Error> {
    Ok(remarks::table
        .find(id)
        .select(Remark::as_select())
        .first(conn)?)
}

/// Saves the answer to a remark that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save_answer(conn: &mut AnyConnection, remark: &Remark, seen: i64) -> Result<(), Error> {
    let row = remarks::table.filter(remarks::id.eq(remark.id).and(remarks::version.eq(seen)));
    let changed = diesel::update(row)
        .set((
            remarks::outcome.eq(remark.outcome),
            remarks::resolution.eq(&remark.resolution),
            remarks::resolved_at.eq(remark.resolved_at),
            remarks::resolved_by.eq(remark.resolved_by),
            remarks::version.eq(remark.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: remark.version,
        })
    }
}
