//! The verbs of documents.

use super::model::{DocumentKind, DossierFacts};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::error::Error;

/// How the documents of a congress stand, measured against those its plan requires.
pub fn dossier(
    _conn: &mut AnyConnection,
    _congress: CongressId,
    _required: &[DocumentKind],
) -> Result<DossierFacts, Error> {
    Ok(DossierFacts::default())
}
