//! The figures of a count as rows of a table: entry beside entry, and what each name came to.

use strum::VariantArray;

use super::super::api::RoundView;
use super::super::model::{CandidateVotes, Columns, CountingMinutes, InvalidReason};
use crate::candidate::model::CandidateId;
use crate::http::page::Shell;

/// One figure, as each entry has it.
#[derive(Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// What it counts.
    pub label: String,
    /// Entry by entry.
    pub values: Vec<Option<i64>>,
    /// Whether the two blind entries differ in it.
    pub differs: bool,
}

/// What one name came to.
#[derive(Debug)]
pub struct ResultRow {
    /// The name.
    pub name: String,
    /// The votes in favour.
    pub votes: i64,
    /// Their share of the base.
    pub share: String,
    /// Elected, tied, or not elected.
    pub verdict: String,
}

/// What is marked for one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Ballots that keep the name.
    Votes,
    /// Marks under *agree*.
    Agree,
    /// Marks under *disagree*.
    Disagree,
    /// Marks in both boxes or in neither.
    NotCounted,
}

impl Part {
    /// What a ballot of this form says of each name.
    pub fn of(columns: Columns) -> &'static [Self] {
        match columns {
            Columns::StrikeOut => &[Self::Votes],
            Columns::FourColumns => &[Self::Agree, Self::Disagree, Self::NotCounted],
        }
    }

    /// Its name in the body of the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::NotCounted => "not_counted",
        }
    }

    /// Its words.
    pub fn words(self, shell: &Shell) -> String {
        shell.say(match self {
            Self::Votes => "count-votes",
            Self::Agree => "count-agree",
            Self::Disagree => "count-disagree",
            Self::NotCounted => "count-not-counted",
        })
    }

    fn read(self, row: &CandidateVotes) -> Option<i64> {
        match self {
            Self::Votes => row.votes,
            Self::Agree => row.agree,
            Self::Disagree => row.disagree,
            Self::NotCounted => row.not_counted,
        }
    }
}

/// Why a ballot of this form can be invalid.
pub fn invalid_reasons(columns: Columns) -> Vec<InvalidReason> {
    let all = InvalidReason::VARIANTS.iter().copied();
    all.filter(|reason| reason.fits(columns)).collect()
}

/// The words for invalid ballots of one kind.
pub fn invalid_words(shell: &Shell, reason: InvalidReason) -> String {
    let reason = shell.term("invalid-ballot", reason);
    shell.say_of("count-invalid", "reason", reason)
}

fn invalid(minutes: &CountingMinutes, reason: InvalidReason) -> i64 {
    let rows = minutes.invalid.iter().filter(|row| row.reason == reason);
    rows.map(|row| row.count).sum()
}

fn of_name(minutes: &CountingMinutes, id: CandidateId, part: Part) -> Option<i64> {
    let mut rows = minutes.candidates.iter();
    let row = rows.find(|row| row.candidate_id == id)?;
    part.read(row)
}

/// Every figure of every entry that may be shown, entry beside entry.
pub fn compared(shell: &Shell, round: &RoundView) -> Vec<FigureRow> {
    let entries: Vec<&CountingMinutes> = round
        .entries
        .iter()
        .filter_map(|entry| entry.minutes.as_ref())
        .collect();
    if entries.is_empty() {
        return Vec::new();
    }
    let row = |label: String, value: &dyn Fn(&CountingMinutes) -> Option<i64>| {
        let values: Vec<Option<i64>> = entries.iter().map(|minutes| value(minutes)).collect();
        FigureRow {
            label,
            differs: values.first() != values.get(1),
            values,
        }
    };
    let mut rows = vec![
        row(shell.say("count-issued"), &|one| Some(one.issued)),
        row(shell.say("count-returned"), &|one| Some(one.returned)),
        row(shell.say("count-valid"), &|one| Some(one.valid)),
    ];
    for reason in invalid_reasons(round.columns) {
        let label = invalid_words(shell, reason);
        rows.push(row(label, &|one| Some(invalid(one, reason))));
    }
    for name in &round.names {
        for part in Part::of(round.columns) {
            let label = format!("{} – {}", name.full_name, part.words(shell));
            rows.push(row(label, &|one| of_name(one, name.candidate_id, *part)));
        }
    }
    rows
}

/// What each name came to, the most votes first; nothing before the figures stand.
pub fn results(shell: &Shell, round: &RoundView) -> Vec<ResultRow> {
    let Some(minutes) = &round.minutes else {
        return Vec::new();
    };
    let mut rows: Vec<ResultRow> = round
        .names
        .iter()
        .map(|name| {
            let mut all = minutes.candidates.iter();
            let own = all.find(|row| row.candidate_id == name.candidate_id);
            let votes = own.map_or(0, CandidateVotes::in_favour);
            ResultRow {
                name: name.full_name.clone(),
                votes,
                share: shell.language.share(votes, round.base.base),
                verdict: verdict(shell, round, name.candidate_id),
            }
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.votes));
    rows
}

fn verdict(shell: &Shell, round: &RoundView, id: CandidateId) -> String {
    shell.say(match &round.outcome {
        None => "count-not-announced",
        Some(outcome) if outcome.elected.contains(&id) => "count-elected",
        Some(outcome) if outcome.tied.contains(&id) => "count-tied",
        Some(_) => "count-not-elected",
    })
}
