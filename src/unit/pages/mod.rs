//! The pages of the tree of organisations: the tree and its search, one unit, choosing a unit, the forms.

mod forms;
mod pick;
mod show;
mod tree;

use std::collections::HashMap;

use actix_web::web::ServiceConfig;
pub use pick::choosing;

use super::model::UnitId;
use super::service;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::form::field::Choice;
use crate::http::page::Shell;
use crate::sector::model::Sector;

/// The pages of units.
pub fn routes(cfg: &mut ServiceConfig) {
    tree::routes(cfg);
    pick::routes(cfg);
    forms::routes(cfg);
    show::routes(cfg);
}

/// Where the page of a unit is.
pub fn path(id: UnitId) -> String {
    format!("/units/{id}")
}

/// What units are called, whether they stand or have ended: the name each had last.
///
/// # Errors
/// As the database.
pub fn last_names(
    conn: &mut AnyConnection,
    units: &[UnitId],
) -> Result<HashMap<UnitId, String>, Error> {
    let mut names = HashMap::new();
    if units.is_empty() {
        return Ok(names);
    }
    for stretch in service::all_stretches(conn, units)? {
        names.insert(stretch.placement.unit_id, stretch.placement.name);
    }
    Ok(names)
}

/// The sectors to choose from.
pub fn sector_choices(sectors: &[Sector]) -> Vec<Choice> {
    sectors
        .iter()
        .map(|sector| Choice::new(sector.id, sector.name.clone()))
        .collect()
}

/// The words of a level as a sentence begins: "Đảng ủy cơ sở".
pub fn level_words(shell: &Shell, level: impl ToString) -> String {
    shell.begun_term("level", level)
}
