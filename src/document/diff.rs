//! What changed between two versions of a document: line by line, and word by word within a line.
//!
//! Lines are paragraphs, as `content::extract_text` gives them. The work is bounded by counting
//! it, not by a clock, so the same two texts always compare alike: texts of more than
//! [`MAX_LINES`] lines are only trimmed at both ends ([`Difference::coarse`]), and words are
//! compared until [`WORD_BUDGET`] words have been spent or [`PIECE_BUDGET`] pieces made, after which lines differ
//! as a whole. So the answer is bounded too: some ten megabytes for the worst that anybody can send.

use std::collections::HashMap;
use std::hash::Hash;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;
use utoipa::ToSchema;

use super::content::MAX_TEXT_LINES;

/// The most lines, on either side, that are compared finely.
pub const MAX_LINES: usize = MAX_TEXT_LINES;

/// How many words may be looked at in one comparison.
pub const WORD_BUDGET: usize = 1_000_000;

/// How many pieces of lines may be made in one comparison.
pub const PIECE_BUDGET: usize = 100_000;

/// The most words, of both lines together, that are compared finely within a line.
const MAX_WORDS_PER_LINE: usize = 4_000;

/// The most pairs of lines in one changed place among which partners are looked for.
const MAX_PAIRS: usize = 2_500;

/// Two lines are one line changed if this many hundredths of their words are common.
const ALIKE_PERCENT: usize = 40;

/// The difference between two texts, from the first line to the last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// Every line of both texts, in order.
    pub rows: Vec<Row>,
    /// How many lines were added.
    pub added: usize,
    /// How many lines were removed.
    pub removed: usize,
    /// How many lines were changed.
    pub changed: usize,
    /// The texts were too long: what lies between the first and the last difference is shown as
    /// removed and added, though some of it may be the same.
    pub coarse: bool,
}

impl Difference {
    /// Whether nothing was added, removed or changed.
    pub fn is_empty(&self) -> bool {
        self.added == 0 && self.removed == 0 && self.changed == 0
    }
}

/// One row of the comparison: a line of the old text, of the new one, or of both side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DifferenceRow)]
pub struct Row {
    /// What happened to the line.
    pub kind: RowKind,
    /// The line in the old text; none if it was added.
    pub old: Option<Line>,
    /// The line in the new text; none if it was removed.
    pub new: Option<Line>,
}

/// What happened to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = DifferenceRowKind)]
pub enum RowKind {
    /// It stands in both texts.
    Same,
    /// It stands only in the old text.
    Removed,
    /// It stands only in the new text.
    Added,
    /// It stands in both, in other words.
    Changed,
}

/// A line of one of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DifferenceLine)]
pub struct Line {
    /// Its number in its text, from 1.
    pub number: usize,
    /// Its text, in pieces; joined they are the line.
    pub pieces: Vec<Piece>,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DifferencePiece)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether these words are what differs from the line opposite.
    pub emphasised: bool,
}

/// Compares two texts line by line; a missing line break at the end is no difference.
pub fn compare(old: &str, new: &str) -> Difference {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let coarse = old.len().max(new.len()) > MAX_LINES;
    let operations = if coarse {
        trim_both_ends(&old, &new)
    } else {
        compare_finely(&old, &new)
    };
    let mut comparison = Comparison {
        old: &old,
        new: &new,
        budget: WORD_BUDGET,
        pieces: PIECE_BUDGET,
        difference: Difference {
            coarse,
            ..Difference::default()
        },
    };
    for operation in operations {
        comparison.take(operation);
    }
    comparison.difference
}

/// Compares numbers instead of texts, so that long lines are hashed once.
fn compare_finely<T: Eq + Hash + Copy>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    let mut numbers = HashMap::new();
    let mut number = |item: &T| {
        let next = numbers.len();
        *numbers.entry(*item).or_insert(next)
    };
    let old: Vec<usize> = old.iter().map(&mut number).collect();
    let new: Vec<usize> = new.iter().map(&mut number).collect();
    capture_diff_slices(Algorithm::Myers, &old, &new)
}

/// The coarse comparison: all between a common beginning and a common end was replaced.
fn trim_both_ends(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let start = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| old == new)
        .count();
    let (old_left, new_left) = (old.len() - start, new.len() - start);
    let end = (old.iter().rev().zip(new.iter().rev()))
        .take(old_left.min(new_left))
        .take_while(|(old, new)| old == new)
        .count();
    let (old_len, new_len) = (old_left - end, new_left - end);
    vec![
        DiffOp::Equal {
            old_index: 0,
            new_index: 0,
            len: start,
        },
        DiffOp::Delete {
            old_index: start,
            old_len,
            new_index: start,
        },
        DiffOp::Insert {
            old_index: start + old_len,
            new_index: start,
            new_len,
        },
        DiffOp::Equal {
            old_index: start + old_len,
            new_index: start + new_len,
            len: end,
        },
    ]
}

struct Comparison<'a> {
    old: &'a [&'a str],
    new: &'a [&'a str],
    budget: usize,
    pieces: usize,
    difference: Difference,
}

impl Comparison<'_> {
    fn take(&mut self, operation: DiffOp) {
        match operation {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => {
                (0..len).for_each(|line| self.keep(old_index + line, new_index + line));
            }
            DiffOp::Delete {
                old_index, old_len, ..
            } => {
                (old_index..old_index + old_len).for_each(|line| self.remove(line));
            }
            DiffOp::Insert {
                new_index, new_len, ..
            } => {
                (new_index..new_index + new_len).for_each(|line| self.add(line));
            }
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => {
                self.replace(
                    old_index..old_index + old_len,
                    new_index..new_index + new_len,
                );
            }
        }
    }

    /// Pairs each old line with the new line most like it, in order; the rest came and went.
    fn replace(&mut self, old: std::ops::Range<usize>, new: std::ops::Range<usize>) {
        let searches = old.len().saturating_mul(new.len()) <= MAX_PAIRS;
        let mut next_new = new.start;
        for old_line in old {
            let partner = if searches {
                self.partner(old_line, next_new..new.end)
            } else {
                None
            };
            let Some(new_line) = partner else {
                self.remove(old_line);
                continue;
            };
            (next_new..new_line).for_each(|line| self.add(line));
            self.change(old_line, new_line);
            next_new = new_line + 1;
        }
        (next_new..new.end).for_each(|line| self.add(line));
    }

    /// The new line most like an old one, if one is like it at all. Of equals the first.
    fn partner(&mut self, old_line: usize, among: std::ops::Range<usize>) -> Option<usize> {
        let old_words = words(self.line(self.old, old_line));
        let mut best = None;
        for new_line in among {
            let new_words = words(self.line(self.new, new_line));
            self.spend(old_words.len() + new_words.len())?;
            let likeness = likeness_percent(&old_words, &new_words);
            if likeness >= ALIKE_PERCENT && best.is_none_or(|(most, _)| likeness > most) {
                best = Some((likeness, new_line));
            }
        }
        best.map(|(_, new_line)| new_line)
    }

    fn spend(&mut self, words: usize) -> Option<()> {
        self.budget = self.budget.saturating_sub(words);
        (self.budget > 0).then_some(())
    }

    fn line<'t>(&self, text: &'t [&'t str], index: usize) -> &'t str {
        text.get(index).copied().unwrap_or_default()
    }

    fn keep(&mut self, old: usize, new: usize) {
        let whole = |index, text| {
            Some(Line {
                number: index + 1,
                pieces: whole(text),
            })
        };
        let row = Row {
            kind: RowKind::Same,
            old: whole(old, self.line(self.old, old)),
            new: whole(new, self.line(self.new, new)),
        };
        self.difference.rows.push(row);
    }

    fn remove(&mut self, old: usize) {
        let line = Line {
            number: old + 1,
            pieces: whole(self.line(self.old, old)),
        };
        self.difference.removed += 1;
        self.difference.rows.push(Row {
            kind: RowKind::Removed,
            old: Some(line),
            new: None,
        });
    }

    fn add(&mut self, new: usize) {
        let line = Line {
            number: new + 1,
            pieces: whole(self.line(self.new, new)),
        };
        self.difference.added += 1;
        self.difference.rows.push(Row {
            kind: RowKind::Added,
            old: None,
            new: Some(line),
        });
    }

    fn change(&mut self, old: usize, new: usize) {
        let (old_words, new_words) = (
            words(self.line(self.old, old)),
            words(self.line(self.new, new)),
        );
        let count = old_words.len() + new_words.len();
        let is_fine = count <= MAX_WORDS_PER_LINE && self.pieces > 0 && self.spend(count).is_some();
        let (old_pieces, new_pieces) = if is_fine {
            emphasise(&old_words, &new_words)
        } else {
            (vec![piece(&old_words, true)], vec![piece(&new_words, true)])
        };
        let made = old_pieces.len() + new_pieces.len();
        self.pieces = self.pieces.saturating_sub(made);
        self.difference.changed += 1;
        self.difference.rows.push(Row {
            kind: RowKind::Changed,
            old: Some(Line {
                number: old + 1,
                pieces: old_pieces,
            }),
            new: Some(Line {
                number: new + 1,
                pieces: new_pieces,
            }),
        });
    }
}

/// Both lines in pieces, with what differs emphasised.
fn emphasise(old: &[&str], new: &[&str]) -> (Vec<Piece>, Vec<Piece>) {
    let mut pieces = (Vec::new(), Vec::new());
    for operation in compare_finely(old, new) {
        let is_equal = matches!(operation, DiffOp::Equal { .. });
        let old_part = old.get(operation.old_range()).unwrap_or_default();
        let new_part = new.get(operation.new_range()).unwrap_or_default();
        append(&mut pieces.0, piece(old_part, !is_equal));
        append(&mut pieces.1, piece(new_part, !is_equal));
    }
    pieces
}

fn append(pieces: &mut Vec<Piece>, piece: Piece) {
    if piece.text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(last) if last.emphasised == piece.emphasised => last.text.push_str(&piece.text),
        Some(_) | None => pieces.push(piece),
    }
}

fn piece(words: &[&str], emphasised: bool) -> Piece {
    Piece {
        text: words.concat(),
        emphasised,
    }
}

fn whole(text: &str) -> Vec<Piece> {
    vec![Piece {
        text: text.to_owned(),
        emphasised: false,
    }]
}

/// A line as words, white space and single signs; joined they are the line.
fn words(line: &str) -> Vec<&str> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Word,
        Space,
        Sign,
    }
    let class = |letter: char| {
        if letter.is_alphanumeric() || is_combining_mark(letter) {
            Class::Word
        } else if letter.is_whitespace() {
            Class::Space
        } else {
            Class::Sign
        }
    };
    let mut words = Vec::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next().map(class) {
        let end = if first == Class::Sign {
            rest.chars().next().map_or(0, char::len_utf8)
        } else {
            rest.find(|letter| class(letter) != first)
                .unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        words.push(word);
        rest = after;
    }
    words
}

/// How much of two lines is common, in hundredths of their words, whatever the order.
fn likeness_percent(old: &[&str], new: &[&str]) -> usize {
    let counted = |words: &[&str]| words.iter().filter(|word| !word.trim().is_empty()).count();
    let total = counted(old) + counted(new);
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in old.iter().filter(|word| !word.trim().is_empty()) {
        *left.entry(word).or_default() += 1;
    }
    let common = new
        .iter()
        .filter(|word| match left.get_mut(**word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            Some(_) | None => false,
        })
        .count();
    (common * 200).checked_div(total).unwrap_or(0)
}

#[cfg(test)]
#[path = "diff_tests.rs"]
mod tests;
