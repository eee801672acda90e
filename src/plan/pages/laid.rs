//! What a plan lays down, in words: for its page, and to hold one revision against another.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::page::Shell;
use crate::plan::api::PlanView;
use crate::plan::model::PlanContent;
use crate::programme::model::Salute;
use crate::sector::model::SectorId;
use crate::unit::model::UnitId;
use crate::{sector, unit};

/// How many units one question asks for.
const UNITS_AT_ONCE: usize = 500;

/// What a plan lays down, as it stands or as a revision kept it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Laid {
    symbol: Option<String>,
    title: String,
    issued_on: Option<NaiveDate>,
    term_from: i64,
    term_to: i64,
    pilot_from: Option<NaiveDate>,
    pilot_to: Option<NaiveDate>,
    rest_from: Option<NaiveDate>,
    rest_to: Option<NaiveDate>,
    content: PlanContent,
    /// The roots of the subtrees it covers.
    pub scope: Vec<UnitId>,
}

impl From<&PlanView> for Laid {
    fn from(plan: &PlanView) -> Self {
        Self {
            symbol: plan.symbol.clone(),
            title: plan.title.clone(),
            issued_on: plan.issued_on,
            term_from: plan.term_from,
            term_to: plan.term_to,
            pilot_from: plan.pilot_from,
            pilot_to: plan.pilot_to,
            rest_from: plan.rest_from,
            rest_to: plan.rest_to,
            content: plan.content.clone(),
            scope: plan.scope.clone(),
        }
    }
}

impl Laid {
    /// As a revision kept it.
    ///
    /// # Errors
    /// Internal, when what was kept cannot be read.
    pub fn kept(snapshot: &Value) -> Result<Self, Error> {
        Ok(serde_json::from_value(snapshot.clone())?)
    }
}

/// What units and sectors are called.
#[derive(Debug, Default)]
pub struct Names {
    units: HashMap<UnitId, String>,
    sectors: HashMap<SectorId, String>,
}

impl Names {
    /// The names of these units as they stand today, and of every sector.
    ///
    /// # Errors
    /// As the database.
    pub fn of(conn: &mut AnyConnection, actor: &Actor, units: &[UnitId]) -> Result<Self, Error> {
        let mut names = Self::default();
        for some in units.chunks(UNITS_AT_ONCE) {
            for place in unit::service::places(conn, some, actor.today())? {
                names.units.insert(place.unit_id, place.name);
            }
        }
        for sector in sectors(conn, actor)? {
            names.sectors.insert(sector.0, sector.1);
        }
        Ok(names)
    }

    /// What a unit is called; a dash for one that stands no more.
    pub fn unit(&self, id: UnitId) -> String {
        self.units.get(&id).cloned().unwrap_or_else(dash)
    }

    /// What a sector is called.
    pub fn sector(&self, id: SectorId) -> String {
        self.sectors.get(&id).cloned().unwrap_or_else(dash)
    }
}

/// The sectors of the installation, by code.
///
/// # Errors
/// As the database.
pub fn sectors(conn: &mut AnyConnection, actor: &Actor) -> Result<Vec<(SectorId, String)>, Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let sectors = sector::service::list(conn, actor, &all)?.items;
    Ok(sectors
        .into_iter()
        .map(|sector| (sector.id, sector.name))
        .collect())
}

fn dash() -> String {
    "–".to_owned()
}

/// Something that a plan lays down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The key of its label.
    pub key: &'static str,
    /// What.
    pub label: String,
    /// In words; one thing on each line.
    pub words: String,
}

impl Fact {
    /// Whether the same is laid down: of what is a set, in whatever order it was ticked.
    pub fn is_same(&self, other: &Self) -> bool {
        const SETS: [&str; 4] = [
            "plans-contents",
            "plans-documents",
            "plans-pilot-sectors",
            "plans-scope",
        ];
        if !SETS.contains(&self.key) {
            return self.words == other.words;
        }
        let sorted = |words: &str| {
            let mut lines: Vec<String> = words.lines().map(ToOwned::to_owned).collect();
            lines.sort_unstable();
            lines
        };
        sorted(&self.words) == sorted(&other.words)
    }
}

/// Everything that a plan lays down, in words; its title first.
pub fn facts(shell: &Shell, laid: &Laid, names: &Names) -> Vec<Fact> {
    let mut facts = basics(shell, laid);
    facts.extend(content(shell, &laid.content, names));
    let scope = laid.scope.iter().map(|unit| names.unit(*unit));
    facts.push(fact(shell, "plans-scope", scope.collect()));
    facts
}

fn fact(shell: &Shell, key: &'static str, lines: Vec<String>) -> Fact {
    let words = if lines.is_empty() {
        dash()
    } else {
        lines.join("\n")
    };
    Fact {
        key,
        label: shell.say(key),
        words,
    }
}

fn basics(shell: &Shell, laid: &Laid) -> Vec<Fact> {
    let window = |from: Option<NaiveDate>, to: Option<NaiveDate>| match (from, to) {
        (None, None) => vec![shell.say("plans-window-open")],
        (from, to) => vec![format!(
            "{} – {}",
            shell.maybe_date(&from),
            shell.maybe_date(&to)
        )],
    };
    let pilots = if laid.content.without_pilots {
        vec![shell.say("plans-no-pilots")]
    } else {
        window(laid.pilot_from, laid.pilot_to)
    };
    vec![
        fact(shell, "field-title", vec![laid.title.clone()]),
        fact(shell, "field-symbol", laid.symbol.iter().cloned().collect()),
        fact(
            shell,
            "field-issued-on",
            vec![shell.maybe_date(&laid.issued_on)],
        ),
        fact(
            shell,
            "plans-term",
            vec![format!("{}–{}", laid.term_from, laid.term_to)],
        ),
        fact(shell, "plans-pilot-window", pilots),
        fact(
            shell,
            "plans-rest-window",
            window(laid.rest_from, laid.rest_to),
        ),
    ]
}

fn content(shell: &Shell, content: &PlanContent, names: &Names) -> Vec<Fact> {
    let terms = |family: &str, all: Vec<String>| -> Vec<String> {
        all.iter().map(|one| shell.term(family, one)).collect()
    };
    let texts = |all: &[String]| all.to_vec();
    let percent = |share: Option<i64>| share.map(|share| format!("{share}%")).into_iter();
    let numbered = |all: Vec<String>| -> Vec<String> {
        let lines = all.iter().enumerate();
        lines
            .map(|(at, one)| format!("{}. {one}", at + 1))
            .collect()
    };
    let strings = |all: &[crate::plan::model::CongressContent]| -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    };
    let documents: Vec<String> = content
        .required_documents
        .iter()
        .map(ToString::to_string)
        .collect();
    let steps: Vec<String> = content
        .personnel_steps
        .iter()
        .map(ToString::to_string)
        .collect();
    let sectors = content
        .pilot_sectors
        .iter()
        .map(|sector| names.sector(*sector));
    let first = if content.sub_committee_reviews_first {
        "plans-yes"
    } else {
        "plans-no"
    };
    vec![
        fact(
            shell,
            "plans-contents",
            terms("plans-content", strings(&content.contents)),
        ),
        fact(shell, "plans-documents", terms("document-kind", documents)),
        fact(
            shell,
            "plans-personnel-steps",
            numbered(terms("personnel-step-kind", steps)),
        ),
        fact(
            shell,
            "plans-age-test",
            vec![shell.term("plans-age-test", content.age_test)],
        ),
        fact(shell, "plans-sub-committee-first", vec![shell.say(first)]),
        fact(
            shell,
            "plans-half-days",
            vec![content.most_half_days.to_string()],
        ),
        fact(
            shell,
            "plans-term-months",
            content.term_months.iter().map(i64::to_string).collect(),
        ),
        fact(
            shell,
            "plans-committee-congress",
            content
                .committee_congress_on
                .iter()
                .map(|day| shell.date(day))
                .collect(),
        ),
        fact(shell, "plans-pilot-sectors", sectors.collect()),
        fact(
            shell,
            "plans-women",
            percent(content.women_percent).collect(),
        ),
        fact(
            shell,
            "plans-young",
            percent(content.young_percent).collect(),
        ),
        fact(
            shell,
            "plans-layout",
            content.backdrop_layout.iter().cloned().collect(),
        ),
        fact(shell, "plans-ceremony", texts(&content.ceremony_items)),
        fact(
            shell,
            "plans-opening-salute",
            salute(shell, content.programme.ceremonies.opening),
        ),
        fact(
            shell,
            "plans-closing-salute",
            salute(shell, content.programme.ceremonies.closing),
        ),
    ]
}

fn salute(shell: &Shell, salute: Salute) -> Vec<String> {
    if !salute.held {
        return vec![shell.say("plans-salute-not-held")];
    }
    let anthems = [
        ("plans-national-anthem", salute.national_anthem),
        ("plans-internationale", salute.internationale),
    ];
    anthems
        .iter()
        .map(|(key, anthem)| format!("{}: {}", shell.say(key), shell.term("plans-anthem", anthem)))
        .collect()
}
