//! The history of a thing on a page: the same table for every process.

use std::collections::HashMap;

use super::model::HistoryEntry;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::error::Error;
use crate::http::page::Shell;
use crate::unit::model::UnitId;
use crate::user::model::UserId;
use crate::workflow::{Process, state_family, step_family};
use crate::{unit, user};

/// A step of the past, in words.
#[derive(Debug, Clone)]
pub struct Past {
    /// When.
    pub at: String,
    /// The step.
    pub step: String,
    /// The state it led to; empty where the state stayed.
    pub to: String,
    /// Who took it.
    pub who: String,
    /// From which seat, and the unit at which the office was held.
    pub seat: String,
    /// The person's words.
    pub note: Option<String>,
    /// On what ground.
    pub ground: String,
}

/// What stands beside a part of a history: the names of those who acted, and of their units.
#[derive(Debug, Default)]
pub struct Names {
    people: HashMap<UserId, String>,
    units: HashMap<UnitId, String>,
}

impl Names {
    /// The names in these entries, in two questions.
    ///
    /// # Errors
    /// As the database.
    pub fn of(
        conn: &mut AnyConnection,
        actor: &Actor,
        entries: &[HistoryEntry],
    ) -> Result<Self, Error> {
        let mut people: Vec<UserId> = entries.iter().map(|entry| entry.actor_id).collect();
        people.sort_unstable();
        people.dedup();
        let mut units: Vec<UnitId> = entries
            .iter()
            .filter_map(|entry| entry.office_unit_id)
            .collect();
        units.sort_unstable();
        units.dedup();
        let places = unit::service::places(conn, &units, actor.today())?;
        Ok(Self {
            people: user::service::display_names(conn, &people)?,
            units: places
                .into_iter()
                .map(|place| (place.unit_id, place.name))
                .collect(),
        })
    }
}

/// The entries of a process's history in words.
pub fn past<P: Process>(shell: &Shell, entries: Vec<HistoryEntry>, names: &Names) -> Vec<Past> {
    let show = |entry: HistoryEntry| {
        let seat = shell.term("seat", &entry.seat);
        let unit = entry.office_unit_id.and_then(|unit| names.units.get(&unit));
        let stays = entry.from == entry.to;
        Past {
            at: shell.moment(&entry.at),
            step: shell.term(step_family::<P>(), &entry.step),
            to: if stays {
                String::new()
            } else {
                shell.term(state_family::<P>(), &entry.to)
            },
            who: names
                .people
                .get(&entry.actor_id)
                .cloned()
                .unwrap_or_default(),
            seat: unit.map_or_else(|| seat.clone(), |unit| format!("{seat}: {unit}")),
            note: entry.note,
            ground: entry.ground,
        }
    };
    entries.into_iter().map(show).collect()
}
