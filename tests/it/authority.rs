//! Every operation of the API is tried by nobody and by somebody without any office.
//!
//! The operations are read from the OpenAPI document, so a new endpoint is covered without anyone remembering.

use daihoi::db::id::Id;
use reqwest::Method;
use serde_json::{Value, json};

use crate::person::Person;
use crate::world::World;

/// What one asks without being signed in; ending a session needs one.
const OPEN: [(&str, &str); 4] = [
    ("post", "/api/v1/sessions"),
    ("post", "/api/v1/sessions/refresh"),
    ("post", "/api/v1/setup"),
    ("post", "/api/v1/password-resets"),
];

struct Operation {
    method: Method,
    path: String,
    pattern: String,
    has_body: bool,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths").clone();
    let mut found = Vec::new();
    for (pattern, item) in paths {
        for (method, operation) in item.as_object().expect("a path item") {
            if OPEN.contains(&(method.as_str(), pattern.as_str())) {
                continue;
            }
            found.push(Operation {
                method: method.to_uppercase().parse().expect("a method"),
                path: filled(&pattern),
                pattern: pattern.clone(),
                has_body: operation.get("requestBody").is_some(),
            });
        }
    }
    assert!(found.len() > 5, "the document lists the operations");
    found
}

/// The pattern with a key that exists nowhere in the place of each parameter.
fn filled(pattern: &str) -> String {
    let segments = pattern
        .trim_start_matches("/api/v1")
        .split('/')
        .map(|segment| match segment {
            "{n}" => "1".to_owned(),
            segment if segment.starts_with('{') => Id::<()>::new().to_string(),
            segment => segment.to_owned(),
        });
    segments.collect::<Vec<_>>().join("/")
}

async fn ask(person: &Person, operation: &Operation) -> (u16, Value) {
    let mut request = person
        .request(operation.method.clone(), &operation.path)
        .header("If-Match", "\"1\"");
    if operation.has_body {
        request = request.json(&json!({}));
    }
    let answer = person.send(request).await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test]
async fn nobody_does_anything() {
    let world = World::new().await;
    for operation in operations() {
        let (status, body) = ask(&world.anybody(), &operation).await;
        assert_eq!(
            status, 401,
            "{} {}: {body:#}",
            operation.method, operation.pattern
        );
    }
}

#[tokio::test]
async fn somebody_without_an_office_does_and_sees_nothing() {
    let world = World::new().await;
    let stranger = world.stranger().await;
    for operation in operations() {
        if operation.pattern.starts_with("/api/v1/me")
            || operation.pattern.starts_with("/api/v1/sessions")
        {
            continue;
        }
        let (status, body) = ask(&stranger, &operation).await;
        let nothing_to_see = status == 200 && body["items"] == json!([]);
        let law_is_public = operation.pattern == "/api/v1/regulations";
        // An empty body is off (422) before anything is looked up; nothing was done and nothing shown.
        let kept_out = matches!(status, 403 | 404 | 415 | 422);
        assert!(
            kept_out || nothing_to_see || law_is_public,
            "{} {}: {status} {body:#}",
            operation.method,
            operation.pattern
        );
    }
}
