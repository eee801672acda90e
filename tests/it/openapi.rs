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

/// Every reference in a part of the document.
fn references(part: &serde_json::Value, found: &mut Vec<String>) {
    match part {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value.as_str() {
                    Some(to) if name == "$ref" => found.push(to.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => (),
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100, "the references are found");
    found.retain(|to| document.pointer(to.trim_start_matches('#')).is_none());
    assert_eq!(found, Vec::<String>::new());
}

/// What stands between the brackets of a handler's signature, by the handler's name.
fn handlers() -> std::collections::BTreeMap<String, String> {
    let mut handlers = std::collections::BTreeMap::new();
    for source in crate::sources::all() {
        if !source.path.ends_with("api.rs") {
            continue;
        }
        for declared in source.code.split("async fn ").skip(1) {
            let Some((name, rest)) = declared.split_once('(') else {
                continue;
            };
            let arguments = rest.split(") ->").next().unwrap_or_default();
            handlers.insert(name.to_owned(), arguments.to_owned());
        }
    }
    handlers
}

#[test]
fn an_operation_takes_what_its_handler_takes() {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let handlers = handlers();
    let mut broken = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            let name = operation["operationId"].as_str().expect("a name");
            let arguments = &handlers[name];
            let parameters = operation["parameters"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let has = |place: &str, wanted: &str| {
                let mut all = parameters.iter();
                all.any(|it| it["in"] == place && (wanted.is_empty() || it["name"] == wanted))
            };
            for (what, said, taken) in [
                (
                    "If-Match",
                    has("header", "If-Match"),
                    arguments.contains("Seen"),
                ),
                (
                    "Idempotency-Key",
                    has("header", "Idempotency-Key"),
                    arguments.contains("Once"),
                ),
                (
                    "being signed in",
                    !operation["security"].is_null(),
                    arguments.contains("Actor"),
                ),
                (
                    "a body",
                    !operation["requestBody"].is_null(),
                    arguments.contains("Json<") || arguments.contains("Payload"),
                ),
                ("a query", has("query", ""), arguments.contains("Query<")),
                ("a path", has("path", ""), path.contains('{')),
            ] {
                if said != taken {
                    broken.push(format!(
                        "{method} {path}: {what} said {said}, taken {taken}"
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn not_every_operation_fails_in_every_way() {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let statuses = |method: &str, path: &str| {
        let responses = &document["paths"][format!("/api/v1{path}")][method]["responses"];
        let all = responses.as_object().expect("an operation").keys().cloned();
        all.collect::<Vec<String>>().join(" ")
    };
    assert_eq!(statuses("get", "/me"), "200 401 500 503");
    assert_eq!(
        statuses("get", "/congresses/{id}"),
        "200 401 403 404 500 503"
    );
    assert_eq!(
        statuses("post", "/sessions"),
        "201 400 401 409 413 415 422 429 500 503"
    );
    assert_eq!(
        statuses("post", "/congresses/{id}/steps"),
        "200 400 401 403 404 409 412 413 415 422 428 500 503"
    );
}

/// What a type with a schema is called in the document.
fn schema_name(declared: &str) -> Option<&str> {
    let (attributes, rest) = declared
        .split_once("pub struct ")
        .or_else(|| declared.split_once("pub enum "))?;
    // Another type's declaration began in between.
    if !attributes.contains("ToSchema") || attributes.contains("fn ") {
        return None;
    }
    let named = attributes.split_once("schema(as = ");
    let name = named.map_or(rest, |(_, name)| name);
    name.split(|sign: char| !sign.is_alphanumeric()).next()
}

#[test]
fn no_two_types_share_a_name_in_the_document() {
    let sources = crate::sources::all();
    let declared = sources
        .iter()
        .flat_map(|source| source.code.split("#[derive(").skip(1));
    let (mut names, mut twice) = (std::collections::BTreeSet::new(), Vec::new());
    for name in declared.filter_map(schema_name) {
        if !names.insert(name) {
            twice.push(name);
        }
    }
    assert!(names.len() > 100, "the types are found");
    assert!(
        twice.is_empty(),
        "one of them hides the other: {twice:?}; schema(as = …) names it"
    );
}

/// The figures of a bound: `range(min = 0, max = 100_000)` gives 0 and 100000.
fn bounds_of(attribute: &str) -> Vec<(String, String)> {
    let mut bounds = Vec::new();
    for (check, least, most) in [
        ("range(", "minimum", "maximum"),
        ("length(", "min_length min_items", "max_length max_items"),
    ] {
        let Some((_, rest)) = attribute.split_once(check) else {
            continue;
        };
        let within = rest.split(')').next().unwrap_or_default();
        for bound in within.split(',') {
            match bound.split_once('=') {
                Some((name, figure)) if name.trim() == "min" => {
                    bounds.push((least.to_owned(), figure.trim().to_owned()));
                }
                Some((name, figure)) if name.trim() == "max" => {
                    bounds.push((most.to_owned(), figure.trim().to_owned()));
                }
                _ => (),
            }
        }
    }
    bounds
}

#[test]
fn the_document_says_every_bound_that_is_checked() {
    let (mut silent, mut checked) = (Vec::new(), 0);
    for source in crate::sources::all() {
        for declared in source.code.split("#[derive(").skip(1) {
            let (derived, rest) = declared.split_once(")]").unwrap_or_default();
            if !derived.contains("ToSchema") || !derived.contains("Validate") {
                continue;
            }
            let body = rest.split("\n}").next().unwrap_or_default();
            for field in body.split("pub ").skip(1).collect::<Vec<_>>().windows(2) {
                // The attributes of a field stand after the field before it.
                let [before, own] = field else { continue };
                let said: String = before
                    .split("#[")
                    .filter(|attribute| attribute.starts_with("schema("))
                    .collect();
                for (names, figure) in bounds_of(before) {
                    checked += 1;
                    let is_said = names
                        .split(' ')
                        .any(|name| said.contains(&format!("{name} = {figure}")));
                    if !is_said {
                        let name = own.split(':').next().unwrap_or_default();
                        silent.push(format!("{}: {name}: {names} = {figure}", source.path));
                    }
                }
            }
        }
    }
    assert!(checked > 100, "the bounds are found: {checked}");
    assert_eq!(silent, Vec::<String>::new());
}

#[tokio::test]
async fn a_day_in_a_query_is_written_as_in_a_body() {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let world = crate::world::World::new().await;
    let administrator = world.administrator().await;
    let nobody = uuid::Uuid::nil().to_string();
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().expect("paths") {
        let parameters = methods["get"]["parameters"].as_array();
        let days = parameters.into_iter().flatten().filter(|one| {
            one["in"] == "query" && one["schema"].to_string().contains("\"format\":\"date\"")
        });
        for day in days {
            let name = day["name"].as_str().expect("a name");
            let path = path.trim_start_matches("/api/v1").replace("{id}", &nobody);
            for loose in ["2022-5-1", "%202022-05-01", "%2B2022-05-01", "02022-05-01"] {
                let answer = administrator.get(&format!("{path}?{name}={loose}")).await;
                assert_eq!(answer.fields(), ["format_date"], "{path} {name}={loose}");
            }
            asked += 1;
        }
    }
    assert!(asked >= 10, "the days are found");
}
