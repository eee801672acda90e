//! Every code has words, in both languages, and both say the same things.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use daihoi::workflow::{Process, Seat, state_family, step_family};
use strum::VariantArray;

use crate::sources::{all, calls, files, literal};

/// What a locale says under each key.
fn messages(locale: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for path in files(&Path::new("locales").join(locale), "ftl") {
        let mut last = String::new();
        for line in fs::read_to_string(&path).expect("a locale").lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if line.starts_with(' ') {
                found.entry(last.clone()).or_default().push_str(line);
                continue;
            }
            let (key, words) = line
                .split_once('=')
                .unwrap_or_else(|| panic!("{}: {line}", path.display()));
            key.trim().clone_into(&mut last);
            let before = found.insert(last.clone(), words.trim().to_owned());
            assert_eq!(before, None, "{last} stands twice in locales/{locale}");
        }
    }
    found
}

/// The names of the figures in a sentence.
fn figures(words: &str) -> BTreeSet<&str> {
    words
        .split('$')
        .skip(1)
        .map(|rest| {
            rest.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
                .next()
                .unwrap_or_default()
        })
        .collect()
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_figures() {
    let (vietnamese, english) = (messages("vi"), messages("en"));
    let keys =
        |messages: &BTreeMap<String, String>| messages.keys().cloned().collect::<BTreeSet<_>>();
    let (in_vi, in_en) = (keys(&vietnamese), keys(&english));
    let only_one: Vec<_> = in_vi.symmetric_difference(&in_en).collect();
    assert!(only_one.is_empty(), "in one language only: {only_one:#?}");
    let differing: Vec<&String> = vietnamese
        .iter()
        .filter(|(key, words)| {
            english
                .get(*key)
                .is_some_and(|other| figures(words) != figures(other))
        })
        .map(|(key, _)| key)
        .collect();
    assert!(
        differing.is_empty(),
        "with other figures in the other language: {differing:#?}"
    );
    let silent: Vec<_> = vietnamese
        .iter()
        .filter(|(_, words)| words.is_empty())
        .collect();
    assert!(silent.is_empty(), "without words: {silent:#?}");
}

fn key(family: &str, code: &str) -> String {
    format!("{family}-{}", code.replace('_', "-"))
}

fn expect_words(keys: &BTreeSet<String>) {
    let languages = [messages("vi"), messages("en")];
    let missing: Vec<&String> = keys
        .iter()
        .filter(|key| languages.iter().any(|words| !words.contains_key(*key)))
        .collect();
    assert!(
        missing.is_empty(),
        "no words in vi, en or both for {missing:#?}"
    );
}

#[test]
fn every_code_in_the_sources_has_words() {
    let mut keys = BTreeSet::from(["invalid-length".to_owned(), "invalid-range".to_owned()]);
    for source in all() {
        for (call, at, family) in [
            ("Reason::new", 0, "reason"),
            ("FieldError::new", 1, "invalid"),
            ("Error::invalid", 1, "invalid"),
            ("ValidationError::new", 0, "invalid"),
            ("Error::Anonymous", 0, "anonymous"),
        ] {
            for arguments in calls(&source.code, call) {
                if let Some(code) = arguments.get(at).and_then(|argument| literal(argument)) {
                    keys.insert(key(family, code));
                }
            }
        }
        for rest in source.code.split("Error::Malformed {").skip(1) {
            if let Some(code) = rest.trim_start().strip_prefix("code: \"") {
                keys.insert(key("malformed", code.split('"').next().unwrap_or_default()));
            }
        }
    }
    assert!(keys.len() > 10, "the codes are found");
    expect_words(&keys);
}

fn names<T: VariantArray + ToString>(family: &str) -> Vec<String> {
    T::VARIANTS
        .iter()
        .map(|name| key(family, &name.to_string()))
        .collect()
}

fn process<P: Process>() -> Vec<String> {
    let mut keys = names::<P::State>(state_family::<P>());
    keys.extend(names::<P::Step>(step_family::<P>()));
    keys
}

/// Every closed set whose members stand in sentences.
fn sets() -> Vec<String> {
    use daihoi::{
        assignment, audit, auth, candidate, congress, count, document, election, guidance,
        next_step, numbering, opinion, organ, overdue, paper, personnel, plan, programme,
        regulation, target, unit, vote,
    };
    [
        names::<auth::permission::Role>("role"),
        names::<auth::permission::Action>("action"),
        names::<Seat>("seat"),
        names::<next_step::model::Act>("next-step"),
        names::<unit::model::Level>("level"),
        names::<audit::model::SubjectKind>("subject-kind"),
        names::<audit::model::FaultKind>("audit-fault"),
        names::<document::model::DocumentKind>("document-kind"),
        names::<document::model::Secrecy>("secrecy"),
        names::<personnel::model::Post>("post"),
        names::<numbering::model::State>("number-state"),
        names::<paper::model::PaperKind>("paper-kind"),
        names::<regulation::DocumentType>("document-type"),
        names::<regulation::IssuingOrgan>("issuing-organ"),
        names::<regulation::Threshold>("threshold"),
        names::<regulation::Provision>("provision"),
        names::<programme::model::ItemKind>("programme-item"),
        names::<programme::model::ItemKind>("script"),
        names::<overdue::model::Kind>("overdue"),
        names::<programme::model::Anthem>("national-anthem"),
        names::<programme::model::Anthem>("internationale"),
        names::<organ::model::OrganKind>("organ"),
        names::<vote::model::VoteSubject>("vote-subject"),
        names::<target::model::Direction>("target-direction"),
        process::<plan::rules::PlanProcess>(),
        process::<congress::rules::CongressProcess>(),
        process::<document::rules::DocumentProcess>(),
        process::<personnel::rules::PersonnelProcess>(),
        process::<election::rules::ElectionProcess>(),
        names::<candidate::model::State>("candidate-state"),
        names::<count::model::RoundState>("round-state"),
        names::<count::model::Columns>("ballot-columns"),
        names::<count::model::InvalidReason>("invalid-ballot"),
        process::<opinion::rules::OpinionProcess>(),
        process::<guidance::rules::GuidanceProcess>(),
        process::<assignment::rules::AssignmentProcess>(),
    ]
    .concat()
}

#[test]
fn every_term_has_words() {
    let mut keys: BTreeSet<String> = sets().into_iter().collect();
    let known = messages("vi");
    let mut silent = BTreeSet::new();
    for source in all() {
        for call in ["Arg::term", "Arg::terms"] {
            for arguments in calls(&source.code, call) {
                let Some(family) = arguments.first().and_then(|argument| literal(argument)) else {
                    continue;
                };
                match arguments.get(1).and_then(|argument| literal(argument)) {
                    Some(name) => {
                        keys.insert(key(family, name));
                    }
                    None if !known
                        .keys()
                        .any(|key| key.starts_with(&format!("{family}-"))) =>
                    {
                        silent.insert(family.to_owned());
                    }
                    None => (),
                }
            }
        }
    }
    assert!(silent.is_empty(), "families without any words: {silent:?}");
    expect_words(&keys);
}

#[test]
fn every_word_of_a_page_is_known() {
    let mut keys = BTreeSet::new();
    let templates = files(Path::new("src"), "html")
        .into_iter()
        .map(|path| fs::read_to_string(&path).unwrap_or_else(|_| panic!("{}", path.display())));
    let sources = all().into_iter().map(|source| source.code);
    for text in templates.chain(sources) {
        for call in [
            "shell.say(",
            "shell.say_of(",
            "language.say(",
            "language.say_with(",
        ] {
            for rest in text.split(call).skip(1) {
                if let Some(key) = rest.trim_start().strip_prefix('"') {
                    keys.insert(key.split('"').next().unwrap_or_default().to_owned());
                }
            }
        }
    }
    assert!(keys.len() > 20, "the keys are found");
    expect_words(&keys);
}

/// Words after which a figure stands for one of a kind and is not counted with: `version 1`, `1 of 5`.
const NO_COUNT: [&str; 14] = [
    "of", "version", "clause", "number", "step", "ballot", "line", "line:", "entry", "revision",
    "for", "ballot:", "–", "-",
];

/// What is no figure but a name, a day or a term.
const NO_FIGURES: [&str; 12] = [
    "unit",
    "names",
    "name",
    "date",
    "level",
    "plan",
    "document",
    "direction",
    "organ",
    "indicator",
    "state",
    "parts",
];

/// Words that may stand between a figure and what it counts.
const BETWEEN: [&str; 8] = [
    "official",
    "probationary",
    "working",
    "valid",
    "concluded",
    "new",
    "more",
    "other",
];

/// The first fault in the number of a sentence where every figure is 1, if there is one.
fn wrong_number(sentence: &str) -> Option<String> {
    let plain = |word: &str| {
        word.trim_matches(|sign: char| !sign.is_alphanumeric())
            .to_lowercase()
    };
    let words: Vec<&str> = sentence.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| words[before].to_lowercase());
        if *word != "1" || before.is_some_and(|before| NO_COUNT.contains(&before.as_str())) {
            continue;
        }
        let mut after = words[at + 1..].iter().map(|word| plain(word));
        let counted = after.find(|word| !BETWEEN.contains(&word.as_str()));
        let counted = counted.unwrap_or_default();
        let is_many = ["are", "were", "have", "people"].contains(&counted.as_str())
            || (counted.ends_with('s')
                && !counted.ends_with("ss")
                && !["is", "was", "has", "ends", "stands", "disagrees"]
                    .contains(&counted.as_str()));
        if is_many || word.contains("(s)") {
            return Some(format!("1 {counted}: {sentence}"));
        }
    }
    None
}

#[test]
fn english_counts_one_as_one() {
    let mut wrong = Vec::new();
    for (key, words) in messages("en") {
        let named: Vec<&'static str> = figures(&words)
            .into_iter()
            .map(|name| &*name.to_owned().leak())
            .collect();
        let one = |name: &'static str| {
            let is_figure = !NO_FIGURES.contains(&name);
            (name, if is_figure { 1.into() } else { "N".into() })
        };
        let ones: Vec<(&'static str, daihoi::error::Arg)> = named.into_iter().map(one).collect();
        let said = daihoi::words::Language::English.say_with(&key, &ones);
        let said: String = said
            .chars()
            .filter(|sign| !matches!(sign, '\u{2068}' | '\u{2069}'))
            .collect();
        wrong.extend(wrong_number(&said).map(|fault| format!("{key}: {fault}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
