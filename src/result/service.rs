//! The verbs of a result; the congress, whose steps they are part of, has asked who may.

use super::model::{CongressPost, PostRuling};
use super::store;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::election;
use crate::error::Error;

/// The posts a congress decided on, as reported; none before.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<CongressPost>, Error> {
    store::of(conn, congress)
}

/// Keeps what the congress decided, when it is reported: what is confirmed is what was reported.
pub fn keep(conn: &mut AnyConnection, congress: CongressId) -> Result<(), Error> {
    for decided in election::service::decided_posts(conn, congress)? {
        store::insert(conn, congress, &decided)?;
    }
    Ok(())
}

/// Keeps what the approving committee says of each post.
pub fn rule(
    conn: &mut AnyConnection,
    congress: CongressId,
    rulings: &[PostRuling],
) -> Result<(), Error> {
    for ruling in rulings {
        store::rule(conn, congress, ruling)?;
    }
    Ok(())
}
