//! What a text may hold, at every field of every body the API takes.

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::world::World;

/// What the tests write into every text.
type Writes<'a> = &'a dyn Fn(&str) -> String;

struct Api(Value);

impl Api {
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        loop {
            let alternatives = ["oneOf", "anyOf", "allOf"]
                .iter()
                .find_map(|name| schema[*name].as_array());
            schema = if let Some(path) = schema["$ref"].as_str() {
                self.0.pointer(path.trim_start_matches('#')).expect("there")
            } else if let Some(all) = alternatives {
                let is_null = |one: &&Value| one["type"] == "null";
                all.iter().find(|one| !is_null(one)).expect("one")
            } else {
                return schema;
            };
        }
    }

    /// A value with every field there is; the places of its texts are noted.
    fn sample(
        &self,
        schema: &Value,
        at: &str,
        writes: Writes<'_>,
        texts: &mut Vec<String>,
    ) -> Value {
        let schema = self.resolved(schema);
        let kind = match &schema["type"] {
            Value::Array(several) => several.iter().find(|one| *one != "null").expect("one"),
            only => only,
        };
        match kind.as_str().unwrap_or("object") {
            "object" => {
                let fields = schema["properties"]
                    .as_object()
                    .cloned()
                    .unwrap_or_default();
                let filled = fields.iter().map(|(name, schema)| {
                    let value = self.sample(schema, &format!("{at}/{name}"), writes, texts);
                    (name.clone(), value)
                });
                Value::Object(filled.collect::<Map<_, _>>())
            }
            "array" => json!([self.sample(&schema["items"], &format!("{at}/0"), writes, texts)]),
            "boolean" => json!(false),
            "integer" | "number" => schema.get("minimum").cloned().unwrap_or(json!(1)),
            _ => {
                if let Some(choices) = schema["enum"].as_array() {
                    return choices[0].clone();
                }
                match schema["format"].as_str() {
                    Some("date") => json!("2022-05-19"),
                    Some("date-time") => json!("2022-05-19T01:00:00Z"),
                    Some("uuid") => json!("00000000-0000-7000-8000-000000000000"),
                    Some("password") => json!("correct horse battery staple"),
                    _ => {
                        texts.push(at.to_owned());
                        json!(writes(at))
                    }
                }
            }
        }
    }

    /// Every request with a JSON body: method, path with keys in it, body, and the places of its texts.
    fn requests(&self, writes: Writes<'_>) -> Vec<(Method, String, Value, Vec<String>)> {
        let mut requests = Vec::new();
        for (path, operations) in self.0["paths"].as_object().expect("paths") {
            for (method, operation) in operations.as_object().expect("operations") {
                let content = &operation["requestBody"]["content"]["application/json"];
                let Some(schema) = content.get("schema") else {
                    continue;
                };
                // Where a file may be sent, it is asked first whether there is something to send it to.
                let form = &operation["requestBody"]["content"]["multipart/form-data"];
                if !form.is_null() {
                    continue;
                }
                let mut filled = path.clone();
                for parameter in operation["parameters"].as_array().into_iter().flatten() {
                    let name = parameter["name"].as_str().expect("a name");
                    let value = self.sample(
                        &parameter["schema"],
                        "",
                        &|_| "1".to_owned(),
                        &mut Vec::new(),
                    );
                    let value = value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned);
                    filled = filled.replace(&format!("{{{name}}}"), &value);
                }
                let mut texts = Vec::new();
                let body = self.sample(schema, "", writes, &mut texts);
                let method = method.to_uppercase().parse().expect("a method");
                let filled = filled.strip_prefix("/api/v1").unwrap_or(&filled).to_owned();
                requests.push((method, filled, body, texts));
            }
        }
        requests
    }
}

fn api() -> Api {
    Api(serde_json::to_value(daihoi::app::openapi_document()).expect("JSON"))
}

#[tokio::test]
async fn no_text_of_any_body_may_hold_what_makes_it_look_otherwise() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let mut met = 0;
    for (sign, codes) in [
        ("a\u{202e}b", &["text_direction"][..]),
        ("a\u{1b}[2Jb", &["control_character"]),
    ] {
        for (method, path, body, texts) in api().requests(&|_| sign.to_owned()) {
            let request = administrator.request(method.clone(), &path).json(&body);
            let answer = administrator
                .send(request.header("If-Match", "\"1\""))
                .await;
            if texts.is_empty() {
                continue;
            }
            let errors = answer.body["errors"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            for text in texts {
                met += 1;
                let told = errors.iter().any(|error| {
                    let code = error["code"].as_str().unwrap_or_default();
                    error["pointer"] == *text && codes.contains(&code)
                });
                assert!(told, "{method} {path} {text}: {:#}\n{body:#}", answer.body);
            }
        }
    }
    assert!(met > 200, "{met}");
}

#[test]
fn what_is_secret_is_taken_to_the_letter_and_nothing_else() {
    let document = api().0;
    let schemas = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for (of, schema) in schemas {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            let is_secret = field["format"] == "password";
            let is_exempt = daihoi::http::tidy::SECRETS.contains(&name.as_str());
            assert!(is_exempt || !is_secret, "{of}.{name}");
        }
    }
}

#[tokio::test]
async fn no_sentence_of_a_library_reaches_anybody() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let strange = [
        "does not match",
        "schema",
        "line 1",
        "expected",
        "unknown",
        "invalid",
        "failed",
        "parsing",
    ];
    let mut met = 0;
    let mut told = |answer: &crate::person::Answer| {
        let words = answer.body.to_string().to_lowercase();
        let errors = answer.body["errors"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        for error in &errors {
            met += 1;
            let detail = error["detail"].as_str().unwrap_or_default().to_lowercase();
            let found = strange.iter().find(|one| detail.contains(**one));
            assert_eq!(found, None, "{words}");
        }
    };
    for (method, path, body, _) in api().requests(&|_| "\u{1f600}".to_owned()) {
        for wrong in [json!({ "x": 1 }), body] {
            let request = administrator.request(method.clone(), &path).json(&wrong);
            told(
                &administrator
                    .send(request.header("If-Match", "\"1\""))
                    .await,
            );
        }
    }
    for query in [
        "x=1",
        "limit=a",
        "limit=99999999999999999999",
        "level=x",
        "on=x",
        "unit_id=x",
        "state=x",
        "cursor=%ff",
        "pilot=x",
    ] {
        for path in [
            "/units",
            "/plans",
            "/congresses",
            "/overdue",
            "/users",
            "/assignments",
        ] {
            told(&administrator.get(&format!("{path}?{query}")).await);
        }
    }
    assert!(met > 200, "{met}");
}

#[tokio::test]
async fn the_type_of_a_problem_leads_to_a_page_with_its_words() {
    let world = World::new().await;
    let problem = world.anybody().get("/plans").await;
    let kind = problem.body["type"].as_str().expect("a type").to_owned();
    let (path, anchor) = kind.split_once('#').expect("an anchor");
    let page = reqwest::get(format!("{}{path}", world.url))
        .await
        .expect("an answer");
    assert_eq!(page.status(), 200);
    let html = page.text().await.expect("a page");
    assert!(html.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    for code in ["wrong_state", "unknown_field", "token_missing"] {
        assert!(html.contains(&format!(">{code}<")), "{code}");
    }
    let head = reqwest::Client::new().head(format!("{}{path}", world.url));
    let head = head.send().await.expect("an answer");
    assert_eq!(head.status(), 200);
    assert_eq!(head.text().await.expect("nothing"), "");
}

#[tokio::test]
async fn a_name_is_found_however_it_was_pasted() {
    let world = World::new().await;
    let administrator = world.administrator().await;
    let body = json!({ "code": "SECTOR\u{200b}", "name": " Kinh\u{feff} te\u{302}\u{301}\r\n" });
    let sector = administrator.adds("/sectors", body).await.expect_ok();
    assert_eq!(sector["name"], "Kinh tế");
    assert_eq!(sector["code"], "SECTOR");
    let body = json!({ "code": "X", "name": "\u{200b}\u{2060}" });
    let refused = administrator.adds("/sectors", body).await;
    assert_eq!(refused.fields(), ["blank_name"]);
    let body = json!({ "code": "X", "name": "Kinh\ntế" });
    let refused = administrator.adds("/sectors", body).await;
    assert_eq!(refused.fields(), ["line_break"]);
}
