//! The rows of results.

use diesel::prelude::*;

use super::model::{Appointment, CongressPost, CongressPostId, Outcome, PostChange, PostRuling};
use super::rules::awaits;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::schema::{appointments, congress_posts, post_changes};
use crate::error::Error;
use crate::personnel::model::{DecidedPost, Post};
use crate::user::model::UserId;

/// The posts a congress decided on, in the order reported, with who was appointed since.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<CongressPost>, Error> {
    type Row = (
        CongressPostId,
        Post,
        Option<String>,
        Outcome,
        Option<String>,
    );
    let rows: Vec<Row> = congress_posts::table
        .filter(congress_posts::congress_id.eq(congress))
        .order(congress_posts::id)
        .select((
            congress_posts::id,
            congress_posts::post,
            congress_posts::person_name,
            congress_posts::outcome,
            congress_posts::note,
        ))
        .load(conn)?;
    let mut appointed: Vec<Appointment> = appointments::table
        .filter(appointments::congress_id.eq(congress))
        .order(appointments::post_id)
        .select((
            appointments::post_id,
            appointments::unit_id,
            appointments::roll_entry_id,
            appointments::person_name,
            appointments::decision_symbol,
            appointments::decision_on,
            appointments::ground,
            appointments::appointed_at,
        ))
        .load(conn)?;
    let mut changes: Vec<PostChange> = post_changes::table
        .filter(post_changes::congress_id.eq(congress))
        .order(post_changes::id)
        .select((
            post_changes::post_id,
            post_changes::change,
            post_changes::person_name,
            post_changes::roll_entry_id,
            post_changes::cause,
            post_changes::effective_on,
            post_changes::votes,
            post_changes::base,
            post_changes::decision,
            post_changes::decision_on,
            post_changes::recorded_at,
        ))
        .load(conn)?;
    let posts = rows
        .into_iter()
        .map(|(id, post, person_name, outcome, note)| {
            let at = appointed.iter().position(|one| one.post_id == id);
            let appointment = at.map(|at| appointed.swap_remove(at));
            let (own, others): (Vec<_>, Vec<_>) =
                changes.drain(..).partition(|one| one.post_id == id);
            changes = others;
            CongressPost {
                id,
                post,
                person_name,
                outcome,
                note,
                awaits: awaits(post, outcome, appointment.as_ref(), &own),
                appointment,
                changes: own,
            }
        });
    Ok(posts.collect())
}

/// Writes an appointment down.
///
/// # Errors
/// [`Error::Conflict`] when somebody has been appointed to the post.
pub fn appoint(
    conn: &mut AnyConnection,
    congress: CongressId,
    appointment: &Appointment,
    by: UserId,
) -> Result<(), Error> {
    diesel::insert_into(appointments::table)
        .values((
            appointments::post_id.eq(appointment.post_id),
            appointments::congress_id.eq(congress),
            appointments::unit_id.eq(appointment.unit_id),
            appointments::roll_entry_id.eq(appointment.roll_entry_id),
            appointments::person_name.eq(&appointment.person_name),
            appointments::decision_symbol.eq(&appointment.decision_symbol),
            appointments::decision_on.eq(appointment.decision_on),
            appointments::ground.eq(&appointment.ground),
            appointments::appointed_at.eq(appointment.appointed_at),
            appointments::appointed_by.eq(by),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes down what became of a post.
pub fn change(
    conn: &mut AnyConnection,
    congress: CongressId,
    change: &PostChange,
    by: UserId,
) -> Result<(), Error> {
    diesel::insert_into(post_changes::table)
        .values((
            post_changes::id.eq(Id::<PostChange>::new()),
            post_changes::post_id.eq(change.post_id),
            post_changes::congress_id.eq(congress),
            post_changes::change.eq(change.change),
            post_changes::person_name.eq(&change.person_name),
            post_changes::roll_entry_id.eq(change.roll_entry_id),
            post_changes::cause.eq(change.cause),
            post_changes::effective_on.eq(change.effective_on),
            post_changes::votes.eq(change.votes),
            post_changes::base.eq(change.base),
            post_changes::decision.eq(&change.decision),
            post_changes::decision_on.eq(change.decision_on),
            post_changes::recorded_at.eq(change.recorded_at),
            post_changes::recorded_by.eq(by),
        ))
        .execute(conn)?;
    Ok(())
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
