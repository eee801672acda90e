//! The rows of results.

use diesel::prelude::*;

use super::model::{CongressPost, CongressPostId, Outcome, PostRuling};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::schema::congress_posts;
use crate::error::Error;
use crate::personnel::model::DecidedPost;

/// The posts a congress decided on, in the order reported.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<CongressPost>, Error> {
    Ok(congress_posts::table
        .filter(congress_posts::congress_id.eq(congress))
        .order(congress_posts::id)
        .select((
            congress_posts::id,
            congress_posts::post,
            congress_posts::person_name,
            congress_posts::outcome,
            congress_posts::note,
        ))
        .load(conn)?)
}

/// Writes a post down.
pub fn insert(
    conn: &mut AnyConnection,
    congress: CongressId,
    decided: &DecidedPost,
) -> Result<(), Error> {
    let outcome = match decided.person_name {
        Some(_) => Outcome::Elected,
        None => Outcome::LeftVacant,
    };
    let id: CongressPostId = Id::new();
    let nominee = decided.nominee_id.map(Id::<()>::from);
    diesel::insert_into(congress_posts::table)
        .values((
            congress_posts::id.eq(id),
            congress_posts::congress_id.eq(congress),
            congress_posts::post.eq(decided.post),
            congress_posts::person_name.eq(&decided.person_name),
            congress_posts::nominee_id.eq(nominee),
            congress_posts::outcome.eq(outcome),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down what is said of a post.
pub fn rule(
    conn: &mut AnyConnection,
    congress: CongressId,
    ruling: &PostRuling,
) -> Result<(), Error> {
    let of_it = congress_posts::table.filter(
        congress_posts::id
            .eq(ruling.post_id)
            .and(congress_posts::congress_id.eq(congress)),
    );
    diesel::update(of_it)
        .set((
            congress_posts::outcome.eq(Outcome::from(ruling.outcome)),
            congress_posts::note.eq(&ruling.note),
        ))
        .execute(conn)?;
    Ok(())
}
