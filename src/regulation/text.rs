//! The regulations themselves: one TOML file each, embedded in the program.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::LoadError;
use super::authority::AuthorityRow;
use super::citation::{Confidence, Severity};
use super::figure::{Figure, Unit};
use super::provision::ProvisionRow;
use super::threshold::Threshold;

/// What a text settles. On any day exactly one text of each topic is in force.
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
pub enum Topic {
    /// The Charter (Điều lệ Đảng).
    Charter,
    /// The regulation that implements the Charter.
    Implementing,
    /// The Secretariat's guidance on implementing the Charter.
    ImplementingGuidance,
    /// The rules of election in the Party.
    Elections,
    /// The guidance on elections.
    ElectionGuidance,
    /// The Politburo's directive on the round of congresses.
    CongressDirective,
    /// Form and technique of documents.
    Format,
    /// Which organ may issue which kind of document.
    Authority,
}

/// One figure of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Which figure.
    pub key: Threshold,
    /// The figure.
    pub value: Figure,
    /// What it counts.
    pub unit: Unit,
    /// The clause it stands in.
    pub clause: String,
    /// The rule of `3-regulations.md`.
    pub rule: String,
    /// What breaking it leads to.
    pub severity: Severity,
    /// How sure we are of it.
    pub confidence: Confidence,
    /// What the figure is measured against, or why we doubt it.
    pub note: Option<String>,
}

/// One regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Stable code with the year, `24-QD-TW-2021`.
    pub id: String,
    /// Number and symbol as printed, `24-QĐ/TW`; several texts may share one (R-VER-02).
    pub symbol: String,
    /// Symbol with the date of issue, `24-QĐ/TW (30/7/2021)`; made from the two when the file is read.
    #[serde(skip_deserializing)]
    pub reference: String,
    /// Quy định, Quyết định, Hướng dẫn, Chỉ thị …
    pub kind: String,
    /// The organ that issued it.
    pub issuer: String,
    /// The date it was signed.
    pub issued_on: NaiveDate,
    /// Its title, in Vietnamese.
    pub title: String,
    /// What it settles.
    pub topic: Topic,
    /// First day in force.
    pub valid_from: NaiveDate,
    /// First day no longer in force; none while it stands.
    pub valid_to: Option<NaiveDate>,
    /// How sure we are of number and dates.
    pub confidence: Confidence,
    /// What a reader should know about it.
    pub note: Option<String>,
    /// Its figures.
    #[serde(rename = "threshold", default)]
    pub thresholds: Vec<Row>,
    /// Who may issue what, in a text on authority.
    #[serde(rename = "authority", default)]
    pub authorities: Vec<AuthorityRow>,
    /// What it lays down without a figure.
    #[serde(rename = "provision", default)]
    pub provisions: Vec<ProvisionRow>,
}

impl Text {
    /// Whether it was in force on that day.
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.valid_from <= date && self.valid_to.is_none_or(|end| date < end)
    }
}

/// Every text, oldest first.
pub(super) static TEXTS: LazyLock<Result<Vec<Text>, LoadError>> = LazyLock::new(|| {
    let mut texts = SOURCES.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
    texts.sort_by_key(|text| (text.issued_on, text.topic));
    Ok(texts)
});

fn parse((file, source): &(&'static str, &'static str)) -> Result<Text, LoadError> {
    let mut text: Text = toml::from_str(source).map_err(|cause| LoadError::Unreadable {
        file,
        cause: cause.to_string(),
    })?;
    let day = text.issued_on;
    text.reference = format!(
        "{} ({}/{}/{})",
        text.symbol,
        day.day(),
        day.month(),
        day.year()
    );
    Ok(text)
}

/// Pairs every file name with its content.
macro_rules! embedded {
    ($($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("texts/", $file)))),*]
    };
}

const SOURCES: &[(&str, &str)] = embedded![
    "1997-31.toml",
    "2004-11-hd-vptw.toml",
    "2011-45.toml",
    "2011-charter.toml",
    "2012-01-hd.toml",
    "2014-04-hd.toml",
    "2014-244.toml",
    "2014-36-ct.toml",
    "2016-01-hd.toml",
    "2016-29.toml",
    "2017-66.toml",
    "2018-36-hd-vptw.toml",
    "2019-35-ct.toml",
    "2020-03-hd.toml",
    "2021-01-hd.toml",
    "2021-24.toml",
    "2024-04-hd.toml",
    "2024-190.toml",
    "2024-35-ct.toml",
    "2025-06-hd.toml",
    "2025-232.toml",
    "2025-294.toml",
    "2025-45-ct.toml",
    "2026-05-hd-vptw.toml",
    "2026-399.toml",
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = std::path::Path::new(file!()).with_file_name("texts");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let embedded: BTreeSet<String> =
            SOURCES.iter().map(|(file, _)| (*file).to_owned()).collect();
        assert_eq!(files, embedded);
    }

    #[test]
    fn r_ver_02_a_reference_with_its_date_is_never_ambiguous() {
        let texts = TEXTS.as_ref().unwrap();
        let references: BTreeSet<_> = texts.iter().map(|text| &text.reference).collect();
        let ids: BTreeSet<_> = texts.iter().map(|text| &text.id).collect();
        let symbols: BTreeSet<_> = texts.iter().map(|text| &text.symbol).collect();
        assert_eq!(references.len(), texts.len());
        assert_eq!(ids.len(), texts.len());
        assert!(symbols.len() < texts.len(), "35-CT/TW names two texts");
        assert!(references.contains(&"24-QĐ/TW (30/7/2021)".to_owned()));
    }

    #[test]
    fn a_figure_keeps_its_unit_from_text_to_text() {
        let mut units = BTreeMap::new();
        for row in TEXTS
            .as_ref()
            .unwrap()
            .iter()
            .flat_map(|text| &text.thresholds)
        {
            let unit = units.entry(row.key.to_string()).or_insert(row.unit);
            assert_eq!(*unit, row.unit, "{}", row.key);
        }
    }

    #[test]
    fn no_text_states_a_figure_twice_or_without_a_clause() {
        for text in TEXTS.as_ref().unwrap() {
            let keys: BTreeSet<_> = text.thresholds.iter().map(|row| row.key).collect();
            assert_eq!(keys.len(), text.thresholds.len(), "{}", text.reference);
            assert!(
                text.thresholds
                    .iter()
                    .all(|row| !row.clause.is_empty() && !row.rule.is_empty())
            );
            assert!(text.valid_from >= text.issued_on, "{}", text.reference);
        }
    }

    #[test]
    fn an_unknown_key_or_field_is_refused() {
        for broken in [
            "id = 1",
            "[[threshold]]\nkey = \"unheard_of\"",
            "no toml at all",
        ] {
            assert!(parse(&("broken.toml", broken)).is_err());
        }
    }
}
