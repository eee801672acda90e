//! How a document of a congress begins.

use serde_json::json;

use super::model::{Document, DocumentKind, Secrecy, State};
use super::service::{NewDocument, expect_branch, record, refuse};
use super::{cover, rules, store};
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::error::Error;
use crate::{congress, plan};

/// Begins a document of a congress.
///
/// # Errors
/// [`Error::Forbidden`] for everybody but the branch; [`Error::Refused`] when the congress is over;
/// [`Error::Invalid`] for a cover that says too little or, of a classified document, too much;
/// [`Error::Conflict`] when there is one of this kind.
pub fn begin(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress_id: CongressId,
    new: &NewDocument,
) -> Result<Document, Error> {
    let congress = expect_to_begin(conn, actor, congress_id, new.kind)?;
    let mut document = Document {
        id: Id::new(),
        congress_id,
        kind: new.kind,
        title: String::new(),
        state: State::Draft,
        secrecy: Secrecy::None,
        symbol: None,
        registered_on: None,
        custodian: None,
        latest_version: 0,
        approved_version: None,
        endorsed_version: None,
        final_needed: false,
        base_official: None,
        votes_for: None,
        votes_against: None,
        votes_abstain: None,
        created_at: actor.now,
        version: 1,
    };
    cover::apply(&mut document, &new.cover);
    cover::expect_whole(&document)?;
    store::insert(conn, &document)?;
    record(
        conn,
        actor,
        &congress,
        "document.begin",
        json!({ "document_id": document.id, "kind": document.kind, "secrecy": document.secrecy }),
    )?;
    Ok(document)
}

/// Whether a document of this kind may be begun now; gives its congress.
///
/// # Errors
/// As [`begin`].
pub fn expect_to_begin(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
    kind: DocumentKind,
) -> Result<Congress, Error> {
    let congress = congress::service::find(conn, actor, Action::ReadDocuments, congress)?;
    let plan = plan::service::of(conn, congress.plan_id)?;
    expect_branch(actor, &congress, plan.unit_id)?;
    refuse(rules::against_beginning(kind, congress.state))?;
    Ok(congress)
}
