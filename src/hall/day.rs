//! What every page of a congress day shows on top: whose day it is, and where else one can go.

use crate::congress::model::{Congress, CongressId, State};
use crate::http::page::{Link, Shell};

/// The day of a congress, as far as each of its pages shows it.
#[derive(Debug, Clone)]
pub struct Day {
    /// The congress.
    pub id: CongressId,
    /// The branch.
    pub name: String,
    /// Where the congress stands.
    pub state: State,
    /// The pages of the day.
    pub places: Vec<Link>,
}

/// Where the page of a congress is.
pub fn path(id: CongressId) -> String {
    format!("/congresses/{id}")
}

impl Day {
    /// The day of this congress.
    pub fn of(congress: &Congress, shell: &Shell) -> Self {
        let base = path(congress.id);
        let places = [
            ("attendance", "day-attendance"),
            ("programme", "day-programme"),
            ("organs", "day-organs"),
            ("votes", "day-votes"),
            ("targets", "day-targets"),
            ("elections", "day-elections"),
            ("papers", "day-papers"),
            ("hall", "day-hall"),
        ];
        Self {
            id: congress.id,
            name: congress.unit_name.clone(),
            state: congress.state,
            places: places
                .into_iter()
                .map(|(place, key)| Link::new(format!("{base}/{place}"), shell.say(key)))
                .collect(),
        }
    }

    /// The way back from a form to one of the pages of the day.
    pub fn back(&self, place: &str) -> Option<Link> {
        let href = format!("{}/{place}", path(self.id));
        let found = self.places.iter().find(|link| link.href == href);
        found.cloned()
    }
}
