//! The walls of the house (docs/architecture.md), held by reading the sources.

use std::collections::BTreeSet;

use crate::sources::{Source, all};

/// Where a word stands that must not stand there, as a list a person can work off.
fn report(broken: &[String], wall: &str) {
    assert!(broken.is_empty(), "{wall}:\n{}", broken.join("\n"));
}

/// The numbers and texts of the lines of code on which any of these words stands.
fn lines_with(source: &Source, words: &[&str]) -> Vec<String> {
    source
        .code
        .lines()
        .filter(|line| words.iter().any(|word| has(line, word)))
        .map(|line| format!("  src/{}: {}", source.path, line.trim()))
        .collect()
}

/// Whether the word stands in the line and is not the end of a longer one (`object_store::`).
fn has(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
    })
}

fn in_rooms(rooms: &[&str], words: &[&str]) -> Vec<String> {
    all()
        .iter()
        .filter(|source| rooms.iter().any(|room| source.is(room)))
        .flat_map(|source| lines_with(source, words))
        .collect()
}

#[test]
fn rules_are_pure() {
    let broken = in_rooms(
        &["rules.rs"],
        &[
            "diesel",
            "actix",
            "actix_web",
            "askama",
            "Utc::now",
            "Clock",
            "AnyConnection",
        ],
    );
    report(&broken, "rules.rs knows no database, no HTTP, no clock");
}

#[test]
fn tables_are_named_in_stores_only() {
    let broken: Vec<String> = all()
        .iter()
        .filter(|source| !source.is("store.rs") && source.feature() != "db")
        .flat_map(|source| lines_with(source, &["db::schema", "super::schema", "schema::table"]))
        .filter(|line| !line.contains("#[diesel(table_name = "))
        .collect();
    report(&broken, "only store.rs and db/ name tables");
}

#[test]
fn a_face_asks_its_service_and_never_a_store() {
    let words = ["store::", "store}", "store,"];
    let mut broken = in_rooms(&["api.rs", "pages.rs"], &words);
    let sources = all();
    let rooms: Vec<&Source> = sources
        .iter()
        .filter(|source| source.path.contains("/pages/"))
        .collect();
    assert!(!rooms.is_empty(), "the pages of larger features are found");
    broken.extend(rooms.iter().flat_map(|source| lines_with(source, &words)));
    report(&broken, "no face skips the permission check");
}

#[test]
fn services_know_no_http() {
    let broken = in_rooms(
        &["service.rs", "store.rs", "model.rs"],
        &["actix", "actix_web", "HttpResponse"],
    );
    report(&broken, "only faces speak HTTP");
}

#[test]
fn arrows_run_one_way() {
    let mut broken = Vec::new();
    for (room, above) in [
        (
            "model.rs",
            [
                "super::rules",
                "super::store",
                "super::service",
                "super::api",
            ]
            .as_slice(),
        ),
        (
            "rules.rs",
            &[
                "super::store",
                "super::service",
                "super::api",
                "service::",
                "store::",
            ],
        ),
        ("store.rs", &["super::service", "super::api", "service::"]),
        ("service.rs", &["super::api", "api::"]),
    ] {
        broken.extend(in_rooms(&[room], above));
    }
    report(&broken, "model ← rules ← store ← service ← api");
}

/// A repeated POST is no feature: its store is used where POSTs meet it, and where old answers are forgotten.
const OPEN_STORES: [(&str, &str); 2] = [
    ("http/reply.rs", "idempotency"),
    ("keeper.rs", "idempotency"),
];

#[test]
fn a_store_is_used_by_its_own_feature_only() {
    let sources = all();
    let owners: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.is("store.rs"))
        .map(Source::feature)
        .collect();
    let mut broken = Vec::new();
    for source in &sources {
        for &owner in &owners {
            let own =
                source.feature() == owner || OPEN_STORES.contains(&(source.path.as_str(), owner));
            if !own && uses_store_of(&source.code, owner) {
                broken.push(format!("  src/{}: the store of {owner}", source.path));
            }
        }
    }
    report(
        &broken,
        "between features: model, rules, service; never the store",
    );
}

fn uses_store_of(code: &str, owner: &str) -> bool {
    let named = has(code, &format!("{owner}::store"));
    let group = format!("crate::{owner}::{{");
    let mut groups = code.split(group.as_str()).skip(1);
    let in_group = groups.any(|rest| {
        let group = rest.split(';').next().unwrap_or_default();
        group
            .split(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
            .any(|word| word == "store")
    });
    named || in_group
}

/// The longest a file may be; a feature that needs more is two features.
const LINES: usize = 500;

#[test]
fn a_file_is_short_enough_to_be_read() {
    let mut broken = Vec::new();
    for source in all() {
        let lines = source.whole.lines().count();
        if lines > LINES && source.path != "db/schema.rs" {
            broken.push(format!("  src/{}: {lines} lines", source.path));
        }
    }
    report(&broken, "a file has at most 500 lines");
}

#[test]
fn every_feature_says_what_it_is() {
    let broken: Vec<String> = all()
        .iter()
        .filter(|source| {
            !source.whole.starts_with("//!")
                && source.path != "main.rs"
                && source.path != "db/schema.rs"
        })
        .map(|source| format!("  src/{}", source.path))
        .collect();
    report(&broken, "every file opens with what it is");
}

#[test]
fn what_is_checked_has_in_json_the_name_it_has_here() {
    // A fault is pointed at by the name of the field in Rust; `r#for` is `for` in both.
    let mut broken = Vec::new();
    for source in all() {
        for declared in source.code.split("derive(").skip(1) {
            let body = declared.split("\n}").next().unwrap_or_default();
            let is_checked = body.contains("struct ") && body.contains("Validate");
            if is_checked && body.contains("rename") {
                broken.push(source.path.clone());
            }
        }
    }
    report(
        &broken,
        "name the field as JSON does, with r# where Rust has the word for itself",
    );
}
