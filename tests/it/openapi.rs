//! What is generated and kept in `docs/` is what the program says today.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test it openapi::` writes it anew; read the difference before committing it.

use std::fs;

fn is_kept(path: &str, now: &str) {
    let now = format!("{}\n", now.trim_end());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(path, now).expect("written");
        return;
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    let differs = now
        .lines()
        .zip(kept.lines().chain(std::iter::repeat("")))
        .enumerate()
        .find(|(_, (now, kept))| now != kept);
    let first = differs.map_or_else(
        || "at its end".to_owned(),
        |(at, (now, kept))| format!("first at line {}:\n  kept: {kept}\n  now:  {now}", at + 1),
    );
    assert!(
        kept == now,
        "{path} is not what the program says now, {first}\nUPDATE_SNAPSHOTS=1 writes it anew"
    );
}

#[test]
fn the_openapi_document_is_kept() {
    let document = daihoi::app::openapi_document()
        .to_pretty_json()
        .expect("JSON");
    is_kept("docs/openapi.json", &document);
}

#[test]
fn the_permissions_are_kept() {
    is_kept("docs/permissions.md", &daihoi::docs::permissions());
}

#[test]
fn the_processes_are_kept() {
    is_kept("docs/processes.md", &daihoi::docs::processes());
}

#[test]
fn every_operation_has_a_summary_a_tag_and_a_name_of_its_own() {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let mut names = std::collections::BTreeSet::new();
    let mut broken = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            let said = |field: &str| {
                operation[field]
                    .as_str()
                    .is_some_and(|words| !words.is_empty())
            };
            let name = operation["operationId"].as_str().unwrap_or_default();
            if !said("summary") || operation["tags"][0].is_null() || !names.insert(name.to_owned())
            {
                broken.push(format!("{method} {path} ({name})"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
