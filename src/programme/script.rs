//! What the chairman's script is filled with. Pure: the words are in the locales, under `script-<kind>`.

use super::model::{Anthem, Salute};
use crate::error::Arg;

/// What a name that is not known yet looks like in a script: a place to write it.
const BLANK: &str = "…………";

/// Everything that some script mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptFacts {
    /// The branch.
    pub branch: String,
    /// First and last year of the term the congress elects for.
    pub term: (i64, i64),
    /// Number and symbol of the plan.
    pub plan: Option<String>,
    /// Who leads the congress, the head first; empty while nobody is put forward.
    pub presidium: Vec<String>,
    /// Who keeps its minutes.
    pub secretariat: Vec<String>,
    /// Who counts.
    pub counters: Vec<String>,
    /// Official members summoned, as the quorum counts them.
    pub summoned: i64,
    /// Official members present.
    pub present: i64,
    /// Probationary members summoned.
    pub probationary: i64,
    /// Probationary members present.
    pub probationary_present: i64,
    /// How many official members must be present.
    pub quorum: i64,
    /// The base of ordinary votes.
    pub base: i64,
    /// The fewest votes that are more than half of it.
    pub more_than_half: i64,
    /// Seats of the branch committee; none where it elects none.
    pub committee_seats: i64,
    /// Targets of the draft resolution.
    pub targets: i64,
    /// Votes for the resolution, once it is adopted.
    pub resolution_for: Option<i64>,
}

/// The figures and names of a script. Every script gets all of them, and uses what it needs.
pub fn fill(facts: &ScriptFacts, salute: Salute) -> Vec<(&'static str, Arg)> {
    let absent = (facts.summoned - facts.present).max(0);
    vec![
        ("branch", facts.branch.as_str().into()),
        (
            "term",
            format!("{} - {}", facts.term.0, facts.term.1).into(),
        ),
        ("plan", facts.plan.as_deref().unwrap_or(BLANK).into()),
        ("chair", first(&facts.presidium).into()),
        ("clerk", first(&facts.secretariat).into()),
        ("head_counter", first(&facts.counters).into()),
        ("presidium", all(&facts.presidium).into()),
        ("secretariat", all(&facts.secretariat).into()),
        ("counters", all(&facts.counters).into()),
        ("counters_count", count(&facts.counters).into()),
        ("summoned", facts.summoned.into()),
        ("present", facts.present.into()),
        ("absent", absent.into()),
        (
            "percent",
            Arg::Share {
                part: facts.present,
                whole: facts.summoned,
            },
        ),
        ("probationary", facts.probationary.into()),
        ("probationary_present", facts.probationary_present.into()),
        ("quorum", facts.quorum.into()),
        ("base", facts.base.into()),
        ("more_than_half", facts.more_than_half.into()),
        ("seats", facts.committee_seats.into()),
        ("targets", facts.targets.into()),
        (
            "resolution_for",
            facts
                .resolution_for
                .map_or_else(|| BLANK.into(), Arg::Number),
        ),
        (
            "national_anthem",
            anthem("national-anthem", salute.national_anthem),
        ),
        (
            "internationale",
            anthem("internationale", salute.internationale),
        ),
    ]
}

fn anthem(family: &'static str, how: Anthem) -> Arg {
    Arg::term(family, how)
}

fn first(names: &[String]) -> &str {
    names.first().map_or(BLANK, String::as_str)
}

fn all(names: &[String]) -> String {
    if names.is_empty() {
        return BLANK.to_owned();
    }
    names.join(", ")
}

fn count(names: &[String]) -> i64 {
    i64::try_from(names.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn facts() -> ScriptFacts {
        ScriptFacts {
            branch: "Chi bộ III".to_owned(),
            term: (2022, 2025),
            plan: Some("65-KH/ĐUK".to_owned()),
            presidium: vec!["Nguyễn Văn An".to_owned()],
            secretariat: Vec::new(),
            counters: vec!["Lê Văn Cường".to_owned(), "Hoàng Thị Dung".to_owned()],
            summoned: 29,
            present: 27,
            probationary: 2,
            probationary_present: 1,
            quorum: 20,
            base: 29,
            more_than_half: 15,
            committee_seats: 3,
            targets: 4,
            resolution_for: None,
        }
    }

    #[test]
    fn every_script_is_filled_to_the_last_figure_in_both_languages() {
        use super::super::model::ItemKind;
        use strum::VariantArray;
        let args = fill(&facts(), Salute::default());
        for language in [Language::Vietnamese, Language::English] {
            for kind in ItemKind::VARIANTS {
                let key = format!("script-{}", kind.to_string().replace('_', "-"));
                let said = language.say_with(&key, &args);
                assert!(!said.contains('{') && !said.contains('$'), "{key}: {said}");
                assert_ne!(said, key);
            }
        }
    }

    #[test]
    fn the_report_on_those_attending_gives_present_summoned_and_share() {
        let args = fill(&facts(), Salute::default());
        let said = Language::Vietnamese.say_with("script-attendance-report", &args);
        assert!(
            said.contains("có mặt 27 trên 29 đảng viên chính thức được triệu tập, đạt 93,10%"),
            "{said}"
        );
    }

    #[test]
    fn r_prg_02_the_salute_says_how_each_anthem_is_rendered() {
        let plan = Salute {
            internationale: Anthem::Instrumental,
            ..Salute::default()
        };
        let said = Language::Vietnamese.say_with("script-opening-salute", &fill(&facts(), plan));
        assert!(said.contains("hát Quốc ca trên nền nhạc"), "{said}");
        assert!(said.contains("cử nhạc Quốc tế ca"), "{said}");
    }
}
