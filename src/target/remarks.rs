//! What is pointed out of the targets before the congress: contradictions with themselves, with each other, with the
//! papers. Pure. Nothing is refused and nothing is changed: the branch decides.

use super::figure::Figure;
use super::model::{Direction, Target, TargetId};
use crate::db::search::fold;
use crate::document::model::DocumentKind;
use crate::error::{Arg, Reason};
use crate::plan::rules::PRACTICE;

/// A paper that speaks of the same things: its kind and its text.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    /// What it is.
    pub kind: DocumentKind,
    /// Its text, as it was read from the file.
    pub text: &'a str,
}

/// Something pointed out of one target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The target.
    pub target_id: TargetId,
    /// What contradicts what, with the figures.
    pub reason: Reason,
}

/// Everything that contradicts something.
pub fn remarks(targets: &[Target], papers: &[Paper<'_>]) -> Vec<Remark> {
    let mut found = Vec::new();
    for target in targets {
        let reasons = against_its_baseline(target)
            .into_iter()
            .chain(against_others(target, targets))
            .chain(
                papers
                    .iter()
                    .filter_map(|paper| against_paper(target, targets, paper)),
            );
        found.extend(reasons.map(|reason| Remark {
            target_id: target.id,
            reason: reason.on(PRACTICE),
        }));
    }
    found
}

/// An increase that is none, a decrease that is none, a standstill that moves.
fn against_its_baseline(target: &Target) -> Option<Reason> {
    let baseline = target.baseline()?;
    let value = target.value();
    let right = match target.direction {
        Direction::Increase => value > baseline,
        Direction::Decrease => value < baseline,
        Direction::Hold => value == baseline,
    };
    (!right).then(|| {
        Reason::new("target_against_baseline")
            .with("direction", Arg::term("target-direction", target.direction))
            .with("value", value)
            .with("baseline", baseline)
            .with("unit", target.unit.as_str())
    })
}

/// Two targets for one indicator that do not say the same.
fn against_others(target: &Target, targets: &[Target]) -> Vec<Reason> {
    targets
        .iter()
        .filter(|other| other.id != target.id && measures_the_same(target, other))
        .filter(|other| other.value != target.value || other.direction != target.direction)
        .map(|other| {
            Reason::new("targets_contradict")
                .with("indicator", target.indicator.as_str())
                .with("value", target.value())
                .with("other", other.value())
                .with("direction", Arg::term("target-direction", target.direction))
                .with(
                    "other_direction",
                    Arg::term("target-direction", other.direction),
                )
                .with("unit", target.unit.as_str())
        })
        .collect()
}

fn measures_the_same(one: &Target, other: &Target) -> bool {
    fold(&one.indicator) == fold(&other.indicator) && fold(&one.unit) == fold(&other.unit)
}

/// The paper speaks of the indicator, in the target's unit, and nowhere with the target's figure; the baseline alone
/// contradicts nothing, since a report tells what was reached.
fn against_paper(target: &Target, targets: &[Target], paper: &Paper<'_>) -> Option<Reason> {
    let stated = stated(target, targets, paper.text);
    if stated.contains(&target.value()) {
        return None;
    }
    let other = stated
        .into_iter()
        .find(|figure| Some(*figure) != target.baseline())?;
    Some(
        Reason::new("target_differs_from_document")
            .with("indicator", target.indicator.as_str())
            .with("value", target.value())
            .with("stated", other)
            .with("unit", target.unit.as_str())
            .with("document", Arg::term("document-kind", paper.kind)),
    )
}

/// The figures that a text states of the target's indicator, in its unit, in the order of the text.
fn stated(target: &Target, targets: &[Target], text: &str) -> Vec<Figure> {
    let indicator = fold(&target.indicator);
    let unit = fold(&target.unit);
    if indicator.is_empty() || unit.is_empty() {
        return Vec::new();
    }
    // An indicator whose name is part of a longer one's is not meant where the longer one stands.
    let longer: Vec<String> = targets
        .iter()
        .map(|other| fold(&other.indicator))
        .filter(|other| *other != indicator && has_words(other, &indicator))
        .collect();
    sentences(text)
        .map(fold)
        .filter(|sentence| has_words(sentence, &indicator))
        .filter(|sentence| !longer.iter().any(|other| has_words(sentence, other)))
        .flat_map(|sentence| figures(&sentence, &unit))
        .collect()
}

/// The sentences of a text. A point ends one only before white space, so that `1.200` stays whole.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', ';', '!', '?'])
        .flat_map(|line| line.split(". "))
}

/// Whether the words stand in the text, not as a part of others.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        let after = text
            .get(at + found.len()..)
            .and_then(|rest| rest.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The numbers of a folded sentence that the unit follows.
fn figures(sentence: &str, unit: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(start) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let length = from
            .find(|letter: char| !(letter.is_ascii_digit() || matches!(letter, '.' | ',')))
            .unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        if follows(after, unit) {
            found.extend(Figure::read_vietnamese(number.trim_end_matches(['.', ','])));
        }
        rest = after;
    }
    found
}

fn follows(after: &str, unit: &str) -> bool {
    let Some(rest) = after.trim_start().strip_prefix(unit) else {
        return false;
    };
    let word = unit.chars().next_back().is_some_and(char::is_alphanumeric);
    !(word && rest.chars().next().is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
#[path = "remarks_tests.rs"]
mod tests;
