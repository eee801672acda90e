//! What the chairman's script is filled with. Pure: the words are in the locales, under `script-<kind>`.

use super::model::{Anthem, Salute};
use crate::error::Arg;

/// What a name or a figure that is not known yet looks like in a script: a place to write it.
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
    /// Seats of the branch committee, 0 where it elects none; nothing while no seats are proposed.
    pub committee_seats: Option<i64>,
    /// Targets of the draft resolution.
    pub targets: i64,
    /// Votes for the resolution, once it is adopted.
    pub resolution_for: Option<i64>,
}

/// The figures and names of a script. Every script gets all of them, and uses what it needs.
pub fn fill(facts: &ScriptFacts, salute: Salute) -> Vec<(&'static str, Arg)> {
    let absent = (facts.summoned - facts.present).max(0);
    // Before the roll is drawn up nobody is summoned, and until the first has come nobody is here.
    let drawn_up = facts.summoned > 0;
    let counted = drawn_up && facts.present > 0;
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
        (
            "counters_count",
            known(count(&facts.counters), !facts.counters.is_empty()),
        ),
        ("summoned", known(facts.summoned, drawn_up)),
        ("present", known(facts.present, counted)),
        ("absent", known(absent, counted)),
        ("percent", share(facts, counted)),
        ("probationary", known(facts.probationary, drawn_up)),
        (
            "probationary_present",
            known(facts.probationary_present, counted),
        ),
        ("quorum", known(facts.quorum, drawn_up)),
        ("base", known(facts.base, drawn_up)),
        ("more_than_half", known(facts.more_than_half, drawn_up)),
        (
            "seats",
            facts.committee_seats.map_or_else(blank, Arg::Number),
        ),
        ("targets", known(facts.targets, facts.targets > 0)),
        (
            "resolution_for",
            facts.resolution_for.map_or_else(blank, Arg::Number),
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

/// A place to write what is not known yet.
fn blank() -> Arg {
    BLANK.into()
}

fn known(figure: i64, is_known: bool) -> Arg {
    if is_known { figure.into() } else { blank() }
}

fn share(facts: &ScriptFacts, is_known: bool) -> Arg {
    if !is_known {
        return blank();
    }
    Arg::Share {
        part: facts.present,
        whole: facts.summoned,
    }
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
            committee_seats: Some(3),
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

    #[test]
    fn what_is_not_known_yet_is_a_place_to_write_and_never_nought() {
        use super::super::model::ItemKind;
        use strum::VariantArray;
        let nothing = ScriptFacts {
            counters: Vec::new(),
            summoned: 0,
            present: 0,
            probationary: 0,
            probationary_present: 0,
            quorum: 0,
            base: 0,
            more_than_half: 0,
            committee_seats: None,
            targets: 0,
            ..facts()
        };
        let args = fill(&nothing, Salute::default());
        for language in [Language::Vietnamese, Language::English] {
            for kind in ItemKind::VARIANTS {
                let key = format!("script-{}", kind.to_string().replace('_', "-"));
                let said = language.say_with(&key, &args);
                let said = said.replace("2022", "").replace("2025", "");
                assert!(!said.contains(" 0"), "{key}: {said}");
            }
        }
        let without = ScriptFacts {
            committee_seats: Some(0),
            ..facts()
        };
        let said =
            Language::Vietnamese.say_with("script-ballot-list", &fill(&without, Salute::default()));
        assert!(!said.contains("chi ủy viên"), "{said}");
    }
}
