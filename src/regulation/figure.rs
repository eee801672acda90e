//! The kinds of figure a regulation states, with their arithmetic.
//!
//! Whole numbers only: "two thirds of 11" is decided by cross-multiplication, never by rounding a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A share that must at least be reached, such as the two thirds of a quorum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Fraction {
    /// Above the line; positive.
    pub numerator: i64,
    /// Under the line; never less than the numerator.
    pub denominator: i64,
}

impl Fraction {
    /// Whether `part` is this share of `whole` or more. Of nothing there is no share: false.
    pub fn at_least(&self, part: i64, whole: i64) -> bool {
        whole > 0
            && i128::from(part) * i128::from(self.denominator)
                >= i128::from(self.numerator) * i128::from(whole)
    }

    /// The smallest part that reaches this share of `whole`: 8 of 11 for two thirds.
    pub fn least_part(&self, whole: i64) -> i64 {
        let scaled = i128::from(self.numerator) * i128::from(whole.max(0));
        let denominator = i128::from(self.denominator);
        narrowed((scaled + denominator - 1) / denominator)
    }
}

/// A share that must be exceeded, such as the half of "more than half".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Majority(Fraction);

impl Majority {
    /// A majority of more than this share.
    pub fn of_more_than(share: Fraction) -> Self {
        Self(share)
    }

    /// The share to be exceeded.
    pub fn share(&self) -> Fraction {
        self.0
    }

    /// Whether `votes` are strictly more than the share of `base`: 10 of 20 are not more than half.
    pub fn exceeded_by(&self, votes: i64, base: i64) -> bool {
        base > 0
            && i128::from(votes) * i128::from(self.0.denominator)
                > i128::from(self.0.numerator) * i128::from(base)
    }

    /// The fewest votes that are a majority of `base`: 6 of 10, 6 of 11.
    pub fn least(&self, base: i64) -> i64 {
        let scaled = i128::from(self.0.numerator) * i128::from(base.max(0));
        narrowed(scaled / i128::from(self.0.denominator) + 1)
    }
}

/// A share in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Percent(i64);

impl Percent {
    /// So many hundredths.
    pub fn new(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The number before the % sign.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// This share of `whole`, rounded down: 30 % of 7 seats is 2.
    pub fn of_rounded_down(self, whole: i64) -> i64 {
        narrowed((i128::from(self.0) * i128::from(whole.max(0))) / 100)
    }

    /// Whether `part` is this share of `whole` or more. Of nothing there is no share: false.
    pub fn at_least(self, part: i64, whole: i64) -> bool {
        whole > 0 && i128::from(part) * 100 >= i128::from(self.0) * i128::from(whole)
    }

    /// Whether `part` is strictly more than this share of `whole`.
    pub fn exceeded_by(self, part: i64, whole: i64) -> bool {
        whole > 0 && i128::from(part) * 100 > i128::from(self.0) * i128::from(whole)
    }
}

/// From one figure to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Span {
    /// The lower end.
    pub least: i64,
    /// The upper end.
    pub most: i64,
}

impl Span {
    /// Whether the figure lies between the ends or on one of them.
    pub fn contains(&self, figure: i64) -> bool {
        (self.least..=self.most).contains(&figure)
    }
}

/// A figure as the data states it; [`Display`](fmt::Display) gives the form of the data: `7`, `2/3`, `10..=15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Figure {
    /// A count.
    Integer(i64),
    /// A share.
    Fraction(Fraction),
    /// A lower and an upper end.
    Span(Span),
}

/// A figure as it is written in TOML and in JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Integer(i64),
    Text(String),
}

impl TryFrom<Written> for Figure {
    type Error = NotAFigure;

    fn try_from(written: Written) -> Result<Self, NotAFigure> {
        match written {
            Written::Integer(integer) => Ok(Self::Integer(integer)),
            Written::Text(text) => text.parse(),
        }
    }
}

impl From<Figure> for Written {
    fn from(figure: Figure) -> Self {
        match figure {
            Figure::Integer(integer) => Self::Integer(integer),
            Figure::Fraction(_) | Figure::Span(_) => Self::Text(figure.to_string()),
        }
    }
}

/// The data holds something that is neither a number, a fraction nor a span.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is neither a fraction such as 2/3 nor a span such as 10..=15")]
pub struct NotAFigure(String);

impl FromStr for Figure {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        let refused = || NotAFigure(text.to_owned());
        let number = |part: &str| part.parse::<i64>().map_err(|_| refused());
        if let Some((numerator, denominator)) = text.split_once('/') {
            let share = Fraction {
                numerator: number(numerator)?,
                denominator: number(denominator)?,
            };
            let proper = 0 < share.numerator && share.numerator <= share.denominator;
            return if proper {
                Ok(Self::Fraction(share))
            } else {
                Err(refused())
            };
        }
        let (least, most) = text.split_once("..=").ok_or_else(refused)?;
        let span = Span {
            least: number(least)?,
            most: number(most)?,
        };
        if span.least <= span.most {
            Ok(Self::Span(span))
        } else {
            Err(refused())
        }
    }
}

impl Figure {
    /// As people write it: `7`, `2/3`, `10–15`.
    pub fn in_words(&self) -> String {
        match self {
            Self::Span(span) => format!("{}–{}", span.least, span.most),
            Self::Integer(_) | Self::Fraction(_) => self.to_string(),
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => write!(f, "{integer}"),
            Self::Fraction(share) => write!(f, "{}/{}", share.numerator, share.denominator),
            Self::Span(span) => write!(f, "{}..={}", span.least, span.most),
        }
    }
}

/// What a figure counts.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Unit {
    /// A share of one.
    Fraction,
    /// Hundredths.
    Percent,
    /// Party members.
    Members,
    /// Persons on a list or in an organ.
    People,
    /// Rounds of voting.
    Ballots,
    /// Years of age.
    Years,
    /// Calendar months.
    Months,
    /// Days on which public offices work.
    WorkingDays,
    /// Half days of a congress's length.
    HalfDays,
    /// Digits of a document number.
    Digits,
}

/// A share of an `i64` is an `i64`; the bound is there because the arithmetic ran in `i128`.
fn narrowed(wide: i128) -> i64 {
    i64::try_from(wide).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_THIRDS: Fraction = Fraction {
        numerator: 2,
        denominator: 3,
    };
    const MORE_THAN_HALF: Majority = Majority(Fraction {
        numerator: 1,
        denominator: 2,
    });

    #[test]
    fn art_11_quorum_is_two_thirds_of_those_summoned() {
        for (present, summoned, reached) in [
            (8, 11, true),
            (7, 11, false),
            (2, 3, true),
            (6, 9, true),
            (5, 9, false),
            (0, 0, false),
        ] {
            assert_eq!(
                TWO_THIRDS.at_least(present, summoned),
                reached,
                "{present} of {summoned}"
            );
        }
        for whole in 1..500 {
            let least = TWO_THIRDS.least_part(whole);
            assert!(TWO_THIRDS.at_least(least, whole) && !TWO_THIRDS.at_least(least - 1, whole));
        }
    }

    #[test]
    fn art_30_elected_means_strictly_more_than_half_of_the_base() {
        for (votes, base, elected) in [
            (5, 11, false),
            (6, 11, true),
            (5, 10, false),
            (6, 10, true),
            (10, 20, false),
            (4, 7, true),
        ] {
            assert_eq!(
                MORE_THAN_HALF.exceeded_by(votes, base),
                elected,
                "{votes} of {base}"
            );
        }
        for base in 1..500 {
            let least = MORE_THAN_HALF.least(base);
            assert!(MORE_THAN_HALF.exceeded_by(least, base));
            assert!(!MORE_THAN_HALF.exceeded_by(least - 1, base));
        }
    }

    #[test]
    fn art_14_clause_3_support_of_exactly_thirty_percent_is_not_enough() {
        assert!(!Percent::new(30).exceeded_by(6, 20));
        assert!(Percent::new(30).exceeded_by(7, 20));
        assert!(!Percent::new(30).exceeded_by(0, 0));
        assert!(Percent::new(15).at_least(3, 20));
    }

    #[test]
    fn shares_of_the_largest_counts_do_not_overflow() {
        assert!(TWO_THIRDS.at_least(i64::MAX, i64::MAX));
        assert!(Percent::new(30).of_rounded_down(i64::MAX) > 0);
        assert_eq!(TWO_THIRDS.least_part(-5), 0);
    }

    #[test]
    fn a_figure_reads_what_it_writes_and_refuses_the_rest() {
        for text in ["2/3", "10..=15"] {
            assert_eq!(text.parse::<Figure>().unwrap().to_string(), text);
        }
        for text in [
            "", "7", "3/2", "0/3", "1/0", "-1/2", "15..=10", "a/b", "1..2",
        ] {
            assert!(text.parse::<Figure>().is_err(), "{text}");
        }
    }
}
