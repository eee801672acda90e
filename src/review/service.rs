//! The verbs of reviews and remarks.

use std::collections::HashMap;

use serde_json::json;

use super::model::{
    NewRemark, NewReview, Outcome, Remark, RemarkId, Review, ReviewFacts, ReviewId, Which,
};
use super::rules;
use super::store;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::document;
use crate::document::model::DocumentId;
use crate::document::service::Found;
use crate::error::{Error, Reason};
use crate::plan::service::expect_version;

/// The branch's answer to a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Accepted or explained.
    pub outcome: Outcome,
    /// What was changed, or why not.
    pub text: String,
}

/// Keeps a review that has just been decided, with its remarks: part of the document's step.
///
/// # Errors
/// As the database.
pub fn record(
    conn: &mut AnyConnection,
    actor: &Actor,
    review: &NewReview<'_>,
    remarks: &[NewRemark],
) -> Result<(), Error> {
    store::insert(conn, actor, review, remarks)
}

/// How the reviews of a document stand.
pub fn facts(conn: &mut AnyConnection, document: DocumentId) -> Result<ReviewFacts, Error> {
    store::facts(conn, document)
}

/// How many remarks are open on each of these documents; those without any are left out.
pub fn open_remarks(
    conn: &mut AnyConnection,
    documents: &[DocumentId],
) -> Result<HashMap<DocumentId, i64>, Error> {
    store::open_remarks(conn, documents)
}

/// The reviews of a document, the first one first.
///
/// # Errors
/// As [`document::service::find`].
pub fn reviews(
    conn: &mut AnyConnection,
    actor: &Actor,
    document: DocumentId,
    page: &PageRequest<ReviewId>,
) -> Result<Page<Review>, Error> {
    document::service::find(conn, actor, document)?;
    store::reviews(conn, document, page)
}

/// The remarks on a document, the first one first.
///
/// # Errors
/// As [`document::service::find`].
pub fn remarks(
    conn: &mut AnyConnection,
    actor: &Actor,
    document: DocumentId,
    which: Which,
    page: &PageRequest<RemarkId>,
) -> Result<Page<Remark>, Error> {
    document::service::find(conn, actor, document)?;
    store::remarks(conn, document, which, page)
}

/// A remark.
///
/// # Errors
/// As [`document::service::find`].
pub fn remark(conn: &mut AnyConnection, actor: &Actor, id: RemarkId) -> Result<Remark, Error> {
    let remark = store::remark(conn, id)?;
    document::service::find(conn, actor, remark.document_id)?;
    Ok(remark)
}

/// Whether the branch may answer this remark now, or correct its answer; gives the remark and its document.
///
/// # Errors
/// As [`answer`].
pub fn expect_to_answer(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RemarkId,
) -> Result<(Remark, Found), Error> {
    let remark = store::remark(conn, id)?;
    let found = document::service::find_to_prepare(conn, actor, remark.document_id)?;
    let (document, congress) = (found.document.state, found.congress.state);
    refuse(match remark.outcome {
        None => rules::against_answering(&remark, document, congress),
        Some(_) => {
            let last_reviewed = store::facts(conn, remark.document_id)?.last_reviewed;
            rules::against_correcting(&remark, last_reviewed, document, congress)
        }
    })?;
    Ok((remark, found))
}

/// Answers a remark: accepted or explained.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the branch; [`Error::Stale`]; [`Error::Refused`] with every reason.
pub fn answer(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RemarkId,
    seen: i64,
    answer: &Answer,
) -> Result<Remark, Error> {
    let remark = store::remark(conn, id)?;
    let found = document::service::find_to_prepare(conn, actor, remark.document_id)?;
    expect_version(remark.version, seen)?;
    refuse(rules::against_answering(
        &remark,
        found.document.state,
        found.congress.state,
    ))?;
    save(conn, actor, &found, remark, answer, "remark.answer")
}

/// Corrects the answer to a remark, as long as the document has not been submitted with it.
///
/// # Errors
/// As [`answer`].
pub fn correct(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: RemarkId,
    seen: i64,
    answer: &Answer,
) -> Result<Remark, Error> {
    let remark = store::remark(conn, id)?;
    let found = document::service::find_to_prepare(conn, actor, remark.document_id)?;
    expect_version(remark.version, seen)?;
    let last_reviewed = store::facts(conn, remark.document_id)?.last_reviewed;
    refuse(rules::against_correcting(
        &remark,
        last_reviewed,
        found.document.state,
        found.congress.state,
    ))?;
    save(conn, actor, &found, remark, answer, "remark.correct_answer")
}

fn refuse(reasons: Vec<Reason>) -> Result<(), Error> {
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

fn save(
    conn: &mut AnyConnection,
    actor: &Actor,
    found: &Found,
    mut remark: Remark,
    answer: &Answer,
    kind: &str,
) -> Result<Remark, Error> {
    let seen = remark.version;
    remark.outcome = Some(answer.outcome);
    remark.resolution = Some(answer.text.clone());
    remark.resolved_at = Some(actor.now);
    remark.resolved_by = Some(actor.user_id);
    remark.version += 1;
    store::save_answer(conn, &remark, seen)?;
    let detail = json!({
        "document_id": remark.document_id,
        "remark_id": remark.id,
        "outcome": answer.outcome,
    });
    document::service::record(conn, actor, &found.congress, kind, detail)?;
    Ok(remark)
}
