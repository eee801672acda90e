//! A figure never travels without its ground: the text, the clause and how sure we are of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Reason;

/// What breaking a rule leads to.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// Told, nothing more.
    Info,
    /// Allowed with a reason that is kept, or with the consent of the committee above.
    Warn,
    /// Void or forbidden.
    Block,
}

/// How sure we are of a figure or of a date; `3-regulations.md` explains the three letters.
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
pub enum Confidence {
    /// A public source quotes or summarises the regulation.
    #[serde(rename = "F")]
    #[strum(serialize = "F")]
    Found,
    /// Known to practitioners; the text was not at hand.
    #[serde(rename = "K")]
    #[strum(serialize = "K")]
    Known,
    /// Uncertain or contradictory: never a reason to block silently.
    #[serde(rename = "U")]
    #[strum(serialize = "U")]
    Uncertain,
}

/// Where a figure stands: enough for a reader to look it up, and for a refusal to be checked later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// Symbol with the date of issue, `24-QĐ/TW (30/7/2021)`: a number alone is ambiguous (R-VER-02).
    pub text: &'static str,
    /// The clause inside the text, in the words of the text: `mục 11.1`, `Điều 30`.
    pub clause: &'static str,
    /// The rule of `3-regulations.md`, such as `R-QUO-01`.
    pub rule: &'static str,
    /// What breaking it leads to.
    pub severity: Severity,
    /// How sure we are.
    pub confidence: Confidence,
}

impl Ground {
    /// Whether what the clause asks for may be left out: where breaking it is only told, or where a reason that is kept
    /// goes with it and it does not forbid. So how strict a rule is stands in the data, and a rule we are unsure of
    /// never blocks.
    pub fn may_be_left_out(&self, reason_given: bool) -> bool {
        match self.severity {
            Severity::Info => true,
            Severity::Warn => reason_given,
            Severity::Block => false,
        }
    }
}

/// The reason, on this ground.
pub fn cited(reason: Reason, ground: Ground) -> Reason {
    reason.on(ground.clause).under(ground.text)
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.text, self.clause)
    }
}

/// A figure together with its ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cited<T> {
    /// The figure.
    pub value: T,
    /// Where it stands.
    pub ground: Ground,
}

impl<T> Cited<T> {
    /// What follows from the figure, on the same ground.
    pub fn map<U>(self, derive: impl FnOnce(T) -> U) -> Cited<U> {
        Cited {
            value: derive(self.value),
            ground: self.ground,
        }
    }
}
