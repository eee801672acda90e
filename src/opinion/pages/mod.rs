//! The pages of opinions: what was raised at the pilots, by theme; answering, concluding.

mod raise;
mod show;
mod themes;

use actix_web::web::ServiceConfig;

use super::model::OpinionId;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::field::Choice;
use crate::http::page::Link;
use crate::plan::model::Plan;
use crate::unit;

/// The pages of opinions.
pub fn routes(cfg: &mut ServiceConfig) {
    themes::routes(cfg);
    raise::routes(cfg);
    show::routes(cfg);
}

/// Where the page of an opinion is.
pub fn path(id: OpinionId) -> String {
    format!("/opinions/{id}")
}

/// The way back to the lessons of a plan.
fn back(plan: &Plan, words: String) -> Link {
    Link::new(format!("/plans/{}/opinions", plan.id), words)
}

/// The plan's committee and the units directly below it, to choose from; none for those who do not reach them.
///
/// # Errors
/// As the database.
pub fn units_under(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
) -> Result<Vec<Choice>, Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let Ok(place) = unit::service::place(conn, plan.unit_id, actor.today()) else {
        return Ok(Vec::new());
    };
    let below = match unit::service::children(conn, actor, &place, actor.today(), &all) {
        Ok(below) => below.items,
        Err(Error::Forbidden(_) | Error::NotFound) => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    let places = std::iter::once(place).chain(below);
    Ok(places
        .map(|place| Choice::new(place.unit_id, place.name))
        .collect())
}
