//! The verbs of the personnel work.

use super::model::{DecidedPost, PersonnelFacts};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::error::Error;

/// How the personnel work of a congress stands.
pub fn facts(_conn: &mut AnyConnection, _congress: CongressId) -> Result<PersonnelFacts, Error> {
    Ok(PersonnelFacts::default())
}

/// The posts the congress decided on; empty before it has.
pub fn decided_posts(
    _conn: &mut AnyConnection,
    _congress: CongressId,
) -> Result<Vec<DecidedPost>, Error> {
    Ok(Vec::new())
}
