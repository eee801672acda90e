//! A ballot together with what was entered of it, and what of that may be seen.
//!
//! Until both entries are in, no figure of either may be shown; [`Counting::is_open`] tells.

use chrono::NaiveDate;

use super::model::{CountEntry, CountingMinutes, Difference, Outcome, Round, RoundState};
use super::rules;
use crate::candidate::model::Candidate;
use crate::db::time::Instant;
use crate::election::model::Case;
use crate::member::model::MemberId;
use crate::roll::model::RollEntry;

/// A ballot and how its count stands.
#[derive(Debug, Clone)]
pub struct Counting {
    /// The election it belongs to.
    pub case: Case,
    /// The ballot.
    pub round: Round,
    /// Those on it, in its order.
    pub names: Vec<Candidate>,
    /// The counting committee when the ballots were issued.
    pub counters: Vec<RollEntry>,
    /// The counting committee that stands elected now, its head first: one of them is named with an entry.
    pub committee: Vec<RollEntry>,
    /// The member to whom the account of whoever asks belongs.
    pub(super) own: Option<MemberId>,
    /// Members of that committee who have an account of their own.
    pub(super) owners: Vec<MemberId>,
    /// The members who are named with the entries.
    pub(super) named: Vec<RollEntry>,
    /// What was entered. Whether it may be shown, [`Counting::is_open`] tells.
    pub(super) entries: Vec<CountEntry>,
    /// Whether whoever asks counts here.
    pub(super) asked_by_counter: bool,
}

impl Counting {
    /// What was entered, in the order it was entered.
    pub fn entries(&self) -> &[CountEntry] {
        &self.entries
    }

    /// The member of the counting committee who is named with an entry.
    pub fn counter_of(&self, entry: &CountEntry) -> Option<&RollEntry> {
        let id = entry.counter_id?;
        self.named.iter().find(|member| member.id == id)
    }

    /// Whose account the one is who asks.
    pub fn account(&self) -> rules::Account<'_> {
        rules::Account {
            of: self.own,
            owners: &self.owners,
        }
    }

    /// Whether the entries may be seen: by nobody before both are in, and while they differ by those who count. What
    /// the counting committee has not settled is nobody else's to read.
    pub fn is_open(&self) -> bool {
        let both = self.entries.len() >= 2;
        both && (self.asked_by_counter || self.minutes().is_some())
    }

    /// What the two entries differ in; nothing while they may not be seen.
    pub fn differences(&self) -> Vec<Difference> {
        match self.entries.as_slice() {
            [first, second, ..] if self.is_open() => {
                rules::differences(&first.minutes.0, &second.minutes.0)
            }
            _ => Vec::new(),
        }
    }

    /// The figures that stand; none before they do.
    pub fn minutes(&self) -> Option<&CountingMinutes> {
        let stands = matches!(self.round.state, RoundState::Agreed | RoundState::Announced);
        self.entries
            .last()
            .filter(|_| stands)
            .map(|entry| &entry.minutes.0)
    }

    /// When the figures came to stand; none before they do.
    pub fn agreed_at(&self) -> Option<Instant> {
        self.minutes()?;
        self.entries.last().map(|entry| entry.entered_at)
    }

    /// What the figures that stand come to, by what was in force on the day; none before they do.
    pub fn comes_to(&self, today: NaiveDate) -> Option<Outcome> {
        let majority = self.case.regulation(today).majority().value;
        let round = &self.round;
        let minutes = self.minutes()?;
        Some(rules::outcome(
            round.kind,
            round.seats,
            (round.base.0.base, majority),
            &rules::votes_of(minutes),
        ))
    }
}
