//! What every page of a congress day shows on top: whose day it is, and where else one can go.

use super::model::{VotedThing, VotedThings};
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId, State};
use crate::http::page::{Link, Shell};
use crate::vote::api::HandVoteView;

/// The day of a congress, as far as each of its pages shows it.
#[derive(Debug, Clone)]
pub struct Day {
    /// The congress.
    pub id: CongressId,
    /// The branch.
    pub name: String,
    /// Where the congress stands.
    pub state: State,
    /// The pages of the day that are open to whoever looks.
    pub places: Vec<Link>,
    /// Whether the day is over, so that nothing of it changes any more.
    pub is_over: bool,
    /// Whether whoever looks may read the names of those called.
    pub reads_roll: bool,
}

/// The pages of a day: where, their words, and what whoever opens them must be allowed to read.
const PLACES: [(&str, &str, Action); 8] = [
    ("attendance", "day-attendance", Action::ReadCongresses),
    ("programme", "day-programme", Action::ReadCongressDay),
    ("organs", "day-organs", Action::ReadCongressDay),
    ("votes", "day-votes", Action::ReadCongressDay),
    ("targets", "day-targets", Action::ReadDocuments),
    ("elections", "day-elections", Action::ReadCongressDay),
    ("papers", "day-papers", Action::ReadCongressDay),
    ("hall", "day-hall", Action::ReadCongressDay),
];

/// Where the page of a congress is.
pub fn path(id: CongressId) -> String {
    format!("/congresses/{id}")
}

impl Day {
    /// The day of this congress.
    pub fn of(congress: &Congress, shell: &Shell) -> Self {
        let base = path(congress.id);
        let may = |action: Action| shell.may(action, &congress.unit_path);
        Self {
            id: congress.id,
            name: congress.unit_name.clone(),
            state: congress.state,
            is_over: congress.state.is_over(),
            places: PLACES
                .iter()
                .filter(|(_, _, action)| may(*action))
                .map(|(place, key, _)| Link::new(format!("{base}/{place}"), shell.say(key)))
                .collect(),
            reads_roll: may(Action::ReadRoll),
        }
    }

    /// The way back from a form to one of the pages of the day.
    pub fn back(&self, place: &str) -> Option<Link> {
        let href = format!("{}/{place}", path(self.id));
        let found = self.places.iter().find(|link| link.href == href);
        found.cloned()
    }
}

/// What a vote by hand was on, in words: the thing itself where it is known, else the question, else of what kind it was.
pub fn voted_on(shell: &Shell, vote: &HandVoteView, things: &VotedThings) -> String {
    let kind = || shell.begun_term("vote-subject", vote.subject);
    match vote.subject_id.and_then(|id| things.get(&id)) {
        Some(VotedThing::Organ(organ)) => shell.term("organs-title", organ),
        Some(VotedThing::Target(words)) => format!("{}: {words}", kind()),
        Some(VotedThing::Document(document)) => shell.term("document-kind", document),
        None => vote.wording.clone().unwrap_or_else(kind),
    }
}
