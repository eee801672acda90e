//! The page to which the `type` of every problem leads: every kind and every code, with its words. Read from the locales
//! themselves, so it cannot fall behind them.

use actix_web::http::header;
use actix_web::web::ServiceConfig;
use actix_web::{HttpResponse, get};
use askama::Template;
use rust_embed::RustEmbed;

use super::api::ApiError;
use crate::error::Error;
use crate::words::Language;

#[derive(RustEmbed)]
#[folder = "locales"]
#[include = "*.ftl"]
struct Locales;

/// The page itself.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(problems);
}

/// One code and its words.
struct Code {
    id: String,
    code: String,
    words: String,
}

/// Codes of one kind.
struct Section {
    title: String,
    codes: Vec<Code>,
}

#[derive(Template)]
#[template(path = "http/problems.html")]
struct ProblemsPage {
    lang: &'static str,
    title: String,
    lead: String,
    sections: Vec<Section>,
}

#[get("/api/docs/problems")]
async fn problems(language: Language) -> Result<HttpResponse, ApiError> {
    let messages = messages(language);
    let section = |title: &str, prefixes: &[&str], write: fn(&str) -> String| Section {
        title: language.say(title),
        codes: codes(&messages, prefixes, write),
    };
    let snake = |name: &str| name.replace('-', "_");
    let page = ProblemsPage {
        lang: language.tag(),
        title: language.say("problems-title"),
        lead: language.say("problems-lead"),
        sections: vec![
            section("problems-kinds", &["problem-"], str::to_owned),
            section("problems-reasons", &["reason-"], snake),
            section("problems-fields", &["invalid-"], snake),
            section(
                "problems-beside",
                &["anonymous-", "malformed-", "conflict-"],
                snake,
            ),
        ],
    };
    let html = page
        .render()
        .map_err(|error| Error::caused("the page of problems", error))?;
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_LANGUAGE, language.tag()))
        .insert_header((header::VARY, "Accept-Language"))
        .body(html))
}

fn codes(messages: &[(String, String)], prefixes: &[&str], write: fn(&str) -> String) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    for prefix in prefixes {
        let of_prefix = messages
            .iter()
            .filter_map(|(key, words)| Some((key.strip_prefix(prefix)?, words)));
        for (name, words) in of_prefix {
            let kind = name.strip_suffix("-detail").unwrap_or(name);
            match codes.last_mut().filter(|last| last.id == kind) {
                // The title of a kind comes first, then what it says.
                Some(last) => {
                    last.words.push_str(". ");
                    last.words.push_str(words);
                }
                None => codes.push(Code {
                    id: name.to_owned(),
                    code: write(name),
                    words: words.clone(),
                }),
            }
        }
    }
    codes
}

/// Every message of a language, in the order of its files.
fn messages(language: Language) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut files: Vec<_> = Locales::iter()
        .filter(|name| name.starts_with(language.tag()))
        .collect();
    files.sort();
    for name in files {
        let Some(file) = Locales::get(&name) else {
            continue;
        };
        for line in String::from_utf8_lossy(&file.data).lines() {
            if line.starts_with([' ', '\t']) {
                continued(&mut found, line.trim());
            } else if let Some((key, words)) =
                line.split_once(" =").filter(|_| !line.starts_with('#'))
            {
                found.push((key.to_owned(), words.trim().to_owned()));
            }
        }
    }
    found
}

/// A line that goes on a message: of a choice by number the general case is shown.
fn continued(found: &mut [(String, String)], line: &str) {
    let Some((_, words)) = found.last_mut() else {
        return;
    };
    if let Some(general) = line.strip_prefix("*[other] ") {
        let before = words.rfind("{ $").unwrap_or(words.len());
        words.truncate(before);
        words.push_str(general);
    } else if let Some(rest) = line.strip_prefix('}') {
        words.push_str(rest);
    }
}
