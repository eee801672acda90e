//! What was in force on a date: thresholds and clauses as data, looked up by date.
//!
//! The law has versions, and a congress is judged by those of its own day (R-VER-01). So no rule holds a
//! figure of its own: it asks [`Regulation::on`] the date for it, and gets the figure with its [`Ground`]
//! — text, clause, severity, confidence. The texts are TOML files beside this module; the tables of
//! retirement ages and of working days are too.
//!
//! Invariants, checked by [`load`] when the program starts: on every day each [`Topic`] has exactly one
//! text in force; every [`Threshold`] is stated, unless its type says it may be absent; where two texts
//! state the same figure, the one issued later prevails.
//!
//! Pure: no database, no clock, no HTTP.

mod adjust;
mod authority;
mod calendar;
mod citation;
mod figure;
mod in_force;
pub mod pages;
mod provision;
mod retirement;
mod text;
mod threshold;

use std::fmt;
use std::sync::LazyLock;

use chrono::NaiveDate;

pub use adjust::{AdjustError, Adjustment, adjust};
pub use authority::{AuthorityRow, DocumentType, IssuingOrgan};
pub use calendar::{
    add_working_days, calendar_confidence, is_working_day, working_days_before,
    working_days_between,
};
pub use citation::{Cited, Confidence, Ground, Severity, cited};
pub use figure::{Figure, Fraction, Majority, NotAFigure, Percent, Span, Unit};
pub use in_force::ThresholdInForce;
pub use provision::{Provision, ProvisionInForce, ProvisionRow};
pub use retirement::{Month, Sex, months_left, retirement_month};
pub use text::{Row, Text, Topic};
pub use threshold::Threshold;

use in_force::{PERIODS, Period};

/// The embedded data contradict themselves. A unit test keeps this from leaving the workshop.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// A file is not what its reader expects.
    #[error("{file} cannot be read: {cause}")]
    Unreadable {
        /// Its name.
        file: &'static str,
        /// What is wrong, with the line.
        cause: String,
    },
    /// A topic without a single text.
    #[error("no text on {topic}")]
    NoText {
        /// The topic.
        topic: Topic,
    },
    /// A text does not end on the day its successor begins.
    #[error("on {topic}, {text} does not end on the day its successor begins")]
    BrokenSuccession {
        /// The topic.
        topic: Topic,
        /// The text.
        text: String,
    },
    /// A figure that some day needs is not stated.
    #[error("{key} is not stated by any text in force")]
    Absent {
        /// The figure.
        key: Threshold,
    },
    /// A provision that some day needs is in no text.
    #[error("{key} is laid down by no text in force")]
    Silent {
        /// The provision.
        key: Provision,
    },
    /// A figure of the wrong kind, such as a fraction where a count is needed.
    #[error("{key} cannot be {value}")]
    WrongKind {
        /// The figure.
        key: Threshold,
        /// What the data say.
        value: Figure,
    },
    /// A table without rows, out of order, or with a day that cannot be right.
    #[error("{file}: rows are missing, out of order or contradict each other")]
    Incoherent {
        /// Its name.
        file: &'static str,
    },
}

/// Reads all embedded data. Called once when the program starts; after it succeeded nothing here can fail.
pub fn load() -> Result<(), LoadError> {
    PERIODS.as_ref().map_err(Clone::clone)?;
    calendar::CALENDAR.as_ref().map_err(Clone::clone)?;
    retirement::AGES.as_ref().map_err(Clone::clone)?;
    Ok(())
}

/// The data behind a lazily read table: the one place that relies on [`load`] having been called.
fn loaded<T>(table: &'static LazyLock<Result<T, LoadError>>) -> &'static T {
    match &**table {
        Ok(table) => table,
        // The data are part of the binary: a fault here is a fault of the build, and no verdict may rest on it.
        Err(error) => panic!("the embedded regulations are broken: {error}"),
    }
}

/// Whose congress it is, as far as deadlines and terms depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CongressLevel {
    /// A branch under a base committee (chi bộ trực thuộc).
    SubordinateBranch,
    /// A base organisation (đảng bộ, chi bộ cơ sở) or anything above it.
    Base,
}

/// What was in force on one day. Cheap to copy: a date and a reference.
#[derive(Clone, Copy)]
pub struct Regulation {
    date: NaiveDate,
    period: &'static Period,
}

impl Regulation {
    /// What was in force on that day. Days before [`Regulation::known_from`] are answered by the oldest
    /// texts known; [`Regulation::is_known`] tells.
    ///
    /// # Panics
    /// If the embedded data are broken, which [`load`] reports at the start of the program.
    pub fn on(date: NaiveDate) -> Self {
        Self {
            date,
            period: loaded(&PERIODS).on(date),
        }
    }

    /// The first day for which the data are complete.
    pub fn known_from() -> NaiveDate {
        loaded(&PERIODS).known_from()
    }

    /// The day asked for.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// Whether the day lies in the time the data cover.
    pub fn is_known(&self) -> bool {
        self.date >= self.period.from
    }

    /// Names the set in force: the day it began and a fingerprint of its texts, figures and severities.
    /// Stored with a congress; if the id found later for the same date differs, the data were corrected
    /// in between (R-VER-01).
    pub fn id(&self) -> &'static str {
        &self.period.id
    }

    /// The texts in force, one for each topic, oldest first.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &'static Text> + use<> {
        self.period.texts.iter().copied()
    }

    /// The text in force on a topic.
    pub fn text(&self, topic: Topic) -> Option<&'static Text> {
        self.texts().find(|text| text.topic == topic)
    }

    /// The text in force behind a ground that names it by what it settles, as the rows of the process tables do, which
    /// hold under every version (R-VER-02).
    pub fn text_behind(&self, ground: &str) -> Option<&'static Text> {
        const NAMES: [(&str, Topic); 3] = [
            ("Quy định thi hành Điều lệ Đảng", Topic::Implementing),
            ("Quy chế bầu cử trong Đảng", Topic::Elections),
            ("Điều lệ Đảng", Topic::Charter),
        ];
        let named = NAMES.iter().find(|(name, _)| ground.contains(name));
        named.and_then(|(_, topic)| self.text(*topic))
    }

    /// Every figure in force, in the order of [`Threshold`].
    pub fn thresholds(&self) -> impl ExactSizeIterator<Item = &'static ThresholdInForce> + use<> {
        self.period.thresholds.iter()
    }

    /// Every provision in force that needs no figure, in the order of [`Provision`].
    pub fn provisions(&self) -> impl ExactSizeIterator<Item = &'static ProvisionInForce> + use<> {
        self.period.provisions.iter()
    }

    /// Working days between notice and opening; its severity depends on the level (R-CONV-02).
    pub fn notice_working_days(&self, level: CongressLevel) -> Cited<i64> {
        match level {
            CongressLevel::SubordinateBranch => self.subordinate_branch_notice_working_days(),
            CongressLevel::Base => self.base_notice_working_days(),
        }
    }

    /// Months of a term (R-TERM-01, 02, 03). A plan may lay down another length for its branches.
    pub fn term_months(&self, level: CongressLevel) -> Cited<i64> {
        match level {
            CongressLevel::SubordinateBranch => self.subordinate_branch_term_months(),
            CongressLevel::Base => self.base_term_months(),
        }
    }

    /// Months by which a congress may be early or late, with consent; beyond, it is refused.
    pub fn term_tolerance_months(&self, level: CongressLevel) -> Cited<i64> {
        match level {
            CongressLevel::SubordinateBranch => self.subordinate_branch_term_tolerance_months(),
            CongressLevel::Base => self.base_term_tolerance_months(),
        }
    }

    /// The most persons by which a ballot list may exceed the seats (R-SUR-02, R-SUR-03): one for a small
    /// body, else the percentage rounded down. Says which of the two rules it used.
    pub fn surplus_limit(&self, seats: i64) -> Cited<i64> {
        if self.small_body_seats().value.contains(seats) {
            return self.small_body_surplus_most();
        }
        self.surplus_percent_most()
            .map(|most| most.of_rounded_down(seats))
    }
}

impl fmt::Debug for Regulation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Regulation")
            .field("date", &self.date)
            .field("id", &self.period.id)
            .finish()
    }
}

impl PartialEq for Regulation {
    fn eq(&self, other: &Self) -> bool {
        self.date == other.date && self.period.id == other.period.id
    }
}

impl Eq for Regulation {}

#[cfg(test)]
mod tests;

pub mod api;
