//! Time cut into periods in which nothing changes: which texts held, and which figure of which text.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;
use serde::Serialize;
use strum::VariantArray;

use super::LoadError;
use super::adjust::{self, Adjustment, adjusted};
use super::citation::Ground;
use super::figure::{Figure, Unit};
use super::provision::{self, Provision, ProvisionInForce, Provisions};
use super::text::{TEXTS, Text, Topic};
use super::threshold::{Figures, Threshold};

/// One figure in force, with its ground, for those who list the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ThresholdInForce {
    /// Which figure.
    pub key: Threshold,
    /// The figure.
    pub value: Figure,
    /// What it counts.
    pub unit: Unit,
    /// Where it stands.
    pub ground: Ground,
    /// What it is measured against, or why we doubt it.
    pub note: Option<&'static str>,
    /// Whether this installation has it otherwise than the text.
    pub set_here: bool,
}

/// A stretch of days with the same texts in force.
#[derive(Debug)]
pub(super) struct Period {
    pub(super) from: NaiveDate,
    pub(super) id: String,
    pub(super) texts: Vec<&'static Text>,
    pub(super) thresholds: Vec<ThresholdInForce>,
    pub(super) figures: Figures,
    pub(super) provisions: Vec<ProvisionInForce>,
    pub(super) laid_down: Provisions,
}

/// All periods: a first one is certain, so a date always has an answer.
#[derive(Debug)]
pub(super) struct Periods {
    first: Period,
    later: Vec<Period>,
}

impl Periods {
    /// The period of a day; days before the first period are answered by it.
    pub(super) fn on(&self, date: NaiveDate) -> &Period {
        self.later
            .iter()
            .rev()
            .find(|period| period.from <= date)
            .unwrap_or(&self.first)
    }

    /// The first day on which every topic is known to have had a text.
    pub(super) fn known_from(&self) -> NaiveDate {
        self.first.from
    }
}

/// The periods that the embedded texts make, with what this installation has otherwise.
pub(super) static PERIODS: LazyLock<Result<Periods, LoadError>> = LazyLock::new(|| {
    READ.store(true, Ordering::SeqCst);
    try_periods(adjusted())
});

static READ: AtomicBool = AtomicBool::new(false);

/// Whether anybody has read the rules.
pub(super) fn are_read() -> bool {
    READ.load(Ordering::SeqCst)
}

/// The periods as they are with these rules set otherwise.
pub(super) fn try_periods(wanted: &[Adjustment]) -> Result<Periods, LoadError> {
    let texts = TEXTS.as_ref().map_err(Clone::clone)?;
    let known_from = known_from(texts)?;
    let mut changes: Vec<NaiveDate> = texts
        .iter()
        .map(|text| text.valid_from)
        .filter(|day| *day > known_from)
        .collect();
    changes.sort_unstable();
    changes.dedup();
    let later = changes
        .into_iter()
        .map(|from| period(texts, from, wanted))
        .collect::<Result<_, _>>()?;
    Ok(Periods {
        first: period(texts, known_from, wanted)?,
        later,
    })
}

/// The first day on which every topic has a text; refuses texts of a topic that leave a gap or overlap.
fn known_from(texts: &[Text]) -> Result<NaiveDate, LoadError> {
    let mut known_from = NaiveDate::MIN;
    for &topic in Topic::VARIANTS {
        let mut of_topic: Vec<&Text> = texts.iter().filter(|text| text.topic == topic).collect();
        of_topic.sort_by_key(|text| text.valid_from);
        let first = of_topic.first().ok_or(LoadError::NoText { topic })?;
        known_from = known_from.max(first.valid_from);
        let successors = of_topic
            .iter()
            .skip(1)
            .map(|text| Some(text.valid_from))
            .chain([None]);
        for (text, successor) in of_topic.iter().zip(successors) {
            if text.valid_to != successor {
                return Err(LoadError::BrokenSuccession {
                    topic,
                    text: text.reference.clone(),
                });
            }
        }
    }
    Ok(known_from)
}

fn period(
    texts: &'static [Text],
    from: NaiveDate,
    wanted: &[Adjustment],
) -> Result<Period, LoadError> {
    let texts: Vec<&'static Text> = texts.iter().filter(|text| text.holds_on(from)).collect();
    let thresholds: Vec<ThresholdInForce> = Threshold::VARIANTS
        .iter()
        .filter_map(|&key| in_force(&texts, key, wanted))
        .collect();
    let figures = Figures::read(&thresholds)?;
    let provisions: Vec<ProvisionInForce> = Provision::VARIANTS
        .iter()
        .filter_map(|&key| provision::in_force(&texts, key, wanted))
        .collect();
    let laid_down = Provisions::read(&provisions)?;
    let id = format!(
        "{from}.{:08x}",
        fingerprint(&texts, &thresholds, &provisions)
    );
    Ok(Period {
        from,
        id,
        texts,
        thresholds,
        figures,
        provisions,
        laid_down,
    })
}

/// The later text prevails: so a pilot of 2025 overrides the term the Charter of 2011 lays down.
fn in_force(
    texts: &[&'static Text],
    key: Threshold,
    wanted: &[Adjustment],
) -> Option<ThresholdInForce> {
    let stating = texts.iter().filter_map(|text| {
        text.thresholds
            .iter()
            .find(|row| row.key == key)
            .map(|row| (*text, row))
    });
    let (text, row) = stating.max_by_key(|(text, _)| text.issued_on)?;
    let set = adjust::of(wanted, &key.to_string(), row.confidence);
    let ground = Ground {
        text: &text.reference,
        clause: &row.clause,
        rule: &row.rule,
        severity: set.and_then(|set| set.severity).unwrap_or(row.severity),
        confidence: row.confidence,
    };
    Some(ThresholdInForce {
        key,
        value: set.and_then(|set| set.value).unwrap_or(row.value),
        unit: row.unit,
        ground,
        note: row.note.as_deref(),
        set_here: set.is_some(),
    })
}

/// FNV-1a, because it must stay the same from one build to the next, which std's hasher does not promise.
/// Covers what can change a verdict, not the wording of clauses and notes.
fn fingerprint(
    texts: &[&Text],
    thresholds: &[ThresholdInForce],
    provisions: &[ProvisionInForce],
) -> u32 {
    let ids = texts.iter().map(|text| text.id.clone());
    let figures = thresholds
        .iter()
        .map(|row| format!("{}={}:{}", row.key, row.value, row.ground.severity));
    let authority = texts
        .iter()
        .flat_map(|text| text.authorities.iter().map(|row| row.line()));
    // Of the provisions only what is set here: the identifiers of what is not stay what they were.
    let set = provisions
        .iter()
        .filter(|row| row.set_here)
        .map(|row| format!("{}:{}", row.key, row.ground.severity));
    let lines: Vec<String> = ids.chain(figures).chain(authority).chain(set).collect();
    lines
        .join("\n")
        .bytes()
        .fold(0x811c_9dc5, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        })
}
