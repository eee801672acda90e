//! What an installation has otherwise than the embedded data: figures, and how strict a rule is.
//!
//! Only where we are not sure: a rule that a public source states (`F`) is the law, and nobody here changes it; what is
//! known to practitioners (`K`) or uncertain (`U`) is a default. The administrator writes it into the TOML file of the
//! settings; it is checked whole when the program starts and holds until it ends. What is set so shows in the list of
//! what is in force, and in the identifier of the set, so that a verdict says by what it was given.

use std::sync::OnceLock;

use serde::Deserialize;
use strum::VariantArray;

use super::citation::{Confidence, Severity};
use super::figure::Figure;
use super::in_force::try_periods;
use super::provision::Provision;
use super::text::{TEXTS, Text};
use super::threshold::Threshold;
use super::{LoadError, in_force};

/// A rule as this installation has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Which figure or provision, by its key in `GET /api/v1/regulations`.
    pub key: String,
    /// The figure, as the data write it.
    pub value: Option<Figure>,
    /// What breaking the rule leads to.
    pub severity: Option<Severity>,
}

/// Why the settings cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AdjustError {
    /// No figure and no provision has this key.
    #[error("{0} is no rule of the program; GET /api/v1/regulations lists them")]
    Unknown(String),
    /// A rule stands twice in the settings.
    #[error("{0} is set twice")]
    Twice(String),
    /// Neither a figure nor a severity is given.
    #[error("{0} is given neither a value nor a severity")]
    Empty(String),
    /// Every text that states it is sure: it is the law.
    #[error("{0} is stated by a public source (confidence F) and cannot be set otherwise")]
    Settled(String),
    /// A provision has no figure.
    #[error("{0} has no value; only its severity can be set")]
    NoFigure(String),
    /// How strict this rule is, is not asked.
    #[error("the severity of {key} cannot be set; it can for {heeded}", heeded = heeded())]
    NotHeeded {
        /// Which rule.
        key: String,
    },
    /// The figures do not fit together.
    #[error("{0}")]
    Unfit(#[from] LoadError),
    /// The rules have been read already.
    #[error("the rules have been read already")]
    TooLate,
}

/// The rules that ask how strict they are: refused, or let pass with a reason that is kept.
pub const HEEDED: [&str; 7] = [
    "base_term_tolerance_months",
    "base_notice_working_days",
    "subordinate_branch_notice_working_days",
    "ballots_without_decision",
    "tie",
    "nomination_manner",
    "applications",
];

fn heeded() -> String {
    HEEDED.join(", ")
}

static ADJUSTED: OnceLock<Vec<Adjustment>> = OnceLock::new();

/// What this installation has otherwise.
pub(super) fn adjusted() -> &'static [Adjustment] {
    ADJUSTED.get().map_or(&[], Vec::as_slice)
}

/// Sets rules otherwise, once, before any of them is read.
///
/// # Errors
/// The first rule that cannot be set so.
pub fn adjust(wanted: Vec<Adjustment>) -> Result<(), AdjustError> {
    if wanted.is_empty() {
        return Ok(());
    }
    let texts = TEXTS.as_ref().map_err(Clone::clone)?;
    check(&wanted, texts)?;
    try_periods(&wanted)?;
    if in_force::are_read() {
        return Err(AdjustError::TooLate);
    }
    ADJUSTED.set(wanted).map_err(|_| AdjustError::TooLate)
}

fn check(wanted: &[Adjustment], texts: &[Text]) -> Result<(), AdjustError> {
    for (at, one) in wanted.iter().enumerate() {
        let key = || one.key.clone();
        let confidences = stated(&one.key, texts).ok_or_else(|| AdjustError::Unknown(key()))?;
        if wanted.iter().take(at).any(|before| before.key == one.key) {
            return Err(AdjustError::Twice(key()));
        }
        if one.value.is_none() && one.severity.is_none() {
            return Err(AdjustError::Empty(key()));
        }
        if !confidences.into_iter().any(may_be_set) {
            return Err(AdjustError::Settled(key()));
        }
        if one.value.is_some() && is_provision(&one.key) {
            return Err(AdjustError::NoFigure(key()));
        }
        if one.severity.is_some() && !HEEDED.contains(&one.key.as_str()) {
            return Err(AdjustError::NotHeeded { key: key() });
        }
    }
    Ok(())
}

/// Whether we are not sure, so that an installation may know better.
pub(super) fn may_be_set(confidence: Confidence) -> bool {
    match confidence {
        Confidence::Known | Confidence::Uncertain => true,
        Confidence::Found => false,
    }
}

fn is_provision(key: &str) -> bool {
    Provision::VARIANTS
        .iter()
        .any(|provision| provision.to_string() == key)
}

/// How sure each text is that states the rule of this key; none where there is no such rule.
fn stated(key: &str, texts: &[Text]) -> Option<Vec<Confidence>> {
    let is_threshold = Threshold::VARIANTS.iter().any(|one| one.to_string() == key);
    if !is_threshold && !is_provision(key) {
        return None;
    }
    let figures = texts.iter().flat_map(|text| &text.thresholds);
    let figures = figures.filter(|row| row.key.to_string() == key);
    let provisions = texts.iter().flat_map(|text| &text.provisions);
    let provisions = provisions.filter(|row| row.key.to_string() == key);
    let found = figures.map(|row| row.confidence);
    Some(found.chain(provisions.map(|row| row.confidence)).collect())
}

/// What is set of the rule of this key, where its text leaves room.
pub(super) fn of<'a>(
    wanted: &'a [Adjustment],
    key: &str,
    confidence: Confidence,
) -> Option<&'a Adjustment> {
    wanted
        .iter()
        .find(|one| one.key == key)
        .filter(|_| may_be_set(confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regulation::in_force::Periods;

    fn set(key: &str, value: Option<&str>, severity: Option<Severity>) -> Adjustment {
        Adjustment {
            key: key.to_owned(),
            value: value.map(|value| {
                value
                    .parse()
                    .unwrap_or_else(|_| Figure::Integer(value.parse().unwrap()))
            }),
            severity,
        }
    }

    fn checked(wanted: &[Adjustment]) -> Result<Periods, AdjustError> {
        check(wanted, TEXTS.as_ref().unwrap())?;
        Ok(try_periods(wanted)?)
    }

    #[test]
    fn what_the_law_is_sure_of_is_not_set_here() {
        use Severity::{Block, Warn};
        let named = |key: &str| key.to_owned();
        for (wanted, error) in [
            (
                set("unheard_of", Some("3"), None),
                AdjustError::Unknown(named("unheard_of")),
            ),
            (set("tie", None, None), AdjustError::Empty(named("tie"))),
            (
                set("floor_support_percent", Some("20"), None),
                AdjustError::Settled(named("floor_support_percent")),
            ),
            (
                set("tie", Some("3"), None),
                AdjustError::NoFigure(named("tie")),
            ),
            (
                set("quorum", None, Some(Warn)),
                AdjustError::NotHeeded {
                    key: named("quorum"),
                },
            ),
        ] {
            assert_eq!(checked(&[wanted]).unwrap_err(), error);
        }
        let twice = [set("tie", None, Some(Warn)), set("tie", None, Some(Block))];
        assert_eq!(
            checked(&twice).unwrap_err(),
            AdjustError::Twice(named("tie"))
        );
        let wrong_kind = [set("quorum", Some("7"), None)];
        assert!(matches!(checked(&wrong_kind), Err(AdjustError::Unfit(_))));
    }

    #[test]
    fn what_is_set_holds_only_where_the_text_of_the_day_leaves_room() {
        let wanted = [set(
            "base_notice_working_days",
            Some("20"),
            Some(Severity::Warn),
        )];
        let periods = checked(&wanted).unwrap();
        let on = |day: &str| {
            let period = periods.on(day.parse().unwrap());
            let mut rows = period.thresholds.iter();
            *rows
                .find(|row| row.key == Threshold::BaseNoticeWorkingDays)
                .unwrap()
        };
        // 24-QĐ/TW states it (F), 294-QĐ/TW is taken to keep it (K).
        let sure = on("2022-05-11");
        assert_eq!((sure.value, sure.set_here), (Figure::Integer(30), false));
        assert_eq!(sure.ground.severity, Severity::Block);
        let unsure = on("2025-09-01");
        assert_eq!((unsure.value, unsure.set_here), (Figure::Integer(20), true));
        assert_eq!(unsure.ground.severity, Severity::Warn);
    }

    #[test]
    fn r_ver_01_what_is_set_here_is_another_set_of_rules() {
        let plain = try_periods(&[]).unwrap();
        let figure = [set("quorum", Some("3/4"), None)];
        let provision = [set("tie", None, Some(Severity::Warn))];
        let day = "2025-09-01".parse().unwrap();
        let id = |wanted: &[Adjustment]| checked(wanted).unwrap().on(day).id.clone();
        assert_ne!(plain.on(day).id, id(&figure));
        assert_ne!(plain.on(day).id, id(&provision));
        assert_eq!(plain.on(day).id, id(&[]));
    }

    #[test]
    fn every_rule_that_is_heeded_is_a_rule() {
        for key in HEEDED {
            assert!(stated(key, TEXTS.as_ref().unwrap()).is_some(), "{key}");
        }
    }
}
