//! The pages of congresses: the list, one congress as a list of tasks, and the forms of its steps.

mod list;
mod show;
mod steps;
mod tasks;

use actix_web::web::ServiceConfig;

use super::model::CongressId;

/// The pages of congresses.
pub fn routes(cfg: &mut ServiceConfig) {
    list::routes(cfg);
    show::routes(cfg);
    steps::routes(cfg);
}

/// Where the page of a congress is.
pub fn path(id: CongressId) -> String {
    format!("/congresses/{id}")
}
