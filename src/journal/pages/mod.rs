//! The history of a thing on a page: the same table for every process.

use super::model::HistoryEntry;
use crate::http::page::Shell;
use crate::workflow::{Process, state_family, step_family};

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

/// The entries of a process's history in words.
pub fn past<P: Process>(shell: &Shell, entries: Vec<HistoryEntry>) -> Vec<Past> {
    let show = |entry: HistoryEntry| {
        let seat = shell.term("seat", &entry.seat);
        let unit = entry.office_unit_name.as_ref();
        let stays = entry.from == entry.to;
        Past {
            at: shell.moment(&entry.at),
            step: shell.term(step_family::<P>(), &entry.step),
            to: if stays {
                String::new()
            } else {
                shell.term(state_family::<P>(), &entry.to)
            },
            who: entry.actor_name,
            seat: unit.map_or_else(|| seat.clone(), |unit| format!("{seat}: {unit}")),
            note: entry.note,
            ground: entry.ground,
        }
    };
    entries.into_iter().map(show).collect()
}
