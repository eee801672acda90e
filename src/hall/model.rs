//! What the screen in the hall shows.

use std::collections::HashMap;

use crate::congress::model::Congress;
use crate::count::model::RoundKind;
use crate::db::time::Instant;
use crate::document::model::DocumentKind;
use crate::organ::model::OrganKind;
use crate::personnel::model::Post;
use crate::programme::model::Item;
use crate::roll::model::Attendance;
use crate::vote::model::{Vote, VotedOnId};

/// The screen in the hall at a moment. Totals only: nobody's name is shown.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The congress.
    pub congress: Congress,
    /// The first and the last year of its term.
    pub term: (i64, i64),
    /// Who is here; none while no roll has been drawn up.
    pub attendance: Option<Attendance>,
    /// The item that runs.
    pub running: Option<Item>,
    /// The item after it; the first one before the opening.
    pub next: Option<Item>,
    /// What the congress decided last in the item that runs, else in the one before.
    pub announced: Option<Announced>,
    /// How many entries the congress's chain had when this was read: it grows with everything that is recorded of the
    /// congress.
    pub seen: i64,
}

/// What a vote by hand was on, where that is a thing of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VotedThing {
    /// An organ of the congress.
    Organ(OrganKind),
    /// A target, in words.
    Target(String),
    /// A document.
    Document(DocumentKind),
}

/// The things of a congress that are voted on, by their keys.
pub type VotedThings = HashMap<VotedOnId, VotedThing>;

/// A result that has been announced.
#[derive(Debug, Clone)]
pub enum Announced {
    /// A vote by show of hands, and what it was on.
    Hands(Box<Vote>, VotedThings),
    /// A ballot.
    Ballot(BallotTotals),
}

/// The totals of an announced ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BallotTotals {
    /// To which post.
    pub post: Post,
    /// Which ballot, from 1.
    pub n: i64,
    /// Why it was held.
    pub kind: RoundKind,
    /// Seats to be filled in it.
    pub seats: i64,
    /// How many were elected in it.
    pub elected: i64,
    /// Ballots given out.
    pub issued: i64,
    /// Ballots that came back.
    pub returned: i64,
    /// Valid ballots.
    pub valid: i64,
    /// Invalid ballots.
    pub invalid: i64,
}

/// The item that runs, the one after it, and since when what is decided belongs on the screen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Moment<'a> {
    /// The item that runs.
    pub running: Option<&'a Item>,
    /// The first that has not begun.
    pub next: Option<&'a Item>,
    /// The item that runs, else the one that was begun last.
    pub current: Option<&'a Item>,
}

impl Moment<'_> {
    /// Since when what is decided belongs to the current item.
    pub fn since(&self) -> Option<Instant> {
        self.current.and_then(|item| item.begun_at)
    }
}
