//! The pages of guidance: drafted in clauses that rest on conclusions, issued, compared, traced, printed.

mod clauses;
mod compare;
mod list;
mod papers;
mod show;
mod steps;

use actix_web::web::ServiceConfig;

use super::model::{Guidance, GuidanceId};
use crate::http::page::Link;

/// The pages of guidance.
pub fn routes(cfg: &mut ServiceConfig) {
    list::routes(cfg);
    show::routes(cfg);
    steps::routes(cfg);
    clauses::routes(cfg);
    compare::routes(cfg);
    papers::routes(cfg);
}

/// Where the page of guidance is.
pub fn path(id: GuidanceId) -> String {
    format!("/guidances/{id}")
}

/// What guidance is called: its number and symbol, else its title.
pub fn name(guidance: &Guidance) -> &str {
    guidance.symbol.as_deref().unwrap_or(&guidance.title)
}

/// The way back to guidance.
pub fn back(guidance: &Guidance) -> Link {
    Link::new(path(guidance.id), name(guidance))
}
