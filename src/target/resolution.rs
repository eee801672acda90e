//! The resolution of a congress: the draft it was, the targets it carries, the votes on each and on the whole.

use super::model::VotedTarget;
use super::service as targets;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::document::model::{Document, DocumentKind};
use crate::error::Error;
use crate::vote::model::Vote;
use crate::{congress, document, vote};

/// The resolution of a congress, drafted or adopted.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// The draft, and once adopted the resolution.
    pub document: Document,
    /// The vote on the whole.
    pub vote: Option<Vote>,
    /// Its targets, in order; adopted ones are what the resolution carries.
    pub targets: Vec<VotedTarget>,
}

/// The resolution of a congress.
///
/// # Errors
/// [`Error::NotFound`], too while no draft has been begun; [`Error::Forbidden`].
pub fn find(
    conn: &mut AnyConnection,
    actor: &Actor,
    congress: CongressId,
) -> Result<Resolution, Error> {
    congress::service::find(conn, actor, Action::ReadDocuments, congress)?;
    let document = document::service::of_kind(conn, congress, DocumentKind::DraftResolution)?
        .ok_or(Error::NotFound)?;
    Ok(Resolution {
        vote: vote::service::last_on(conn, &[document.id])?.pop(),
        targets: targets::of(conn, congress)?,
        document,
    })
}
