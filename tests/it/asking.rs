//! How a request is answered, whatever it asks for: with or without a body, in which language, and each fault once.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::person::client;
use crate::story::Story;
use crate::world::World;

/// What the server sends, byte for byte, in answer to one request.
async fn sent(world: &World, method: &str, path: &str, token: &str) -> (String, Vec<u8>) {
    let host = world.url.trim_start_matches("http://").to_owned();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n"
    );
    let answer = tokio::task::spawn_blocking(move || {
        let mut server = TcpStream::connect(host).expect("a connection");
        server.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        server.read_to_end(&mut answer).expect("answered");
        answer
    })
    .await
    .expect("joined");
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("an end of the head");
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    (head, answer[end + 4..].to_vec())
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(own, _)| *own == name)
        .map(|(_, value)| value)
}

#[tokio::test]
async fn head_is_answered_as_get_is_and_without_a_body() {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    let token = story.office.token();
    for path in [
        &format!("/api/v1{}", story.plan),
        "/api/v1/plans",
        "/api/v1/plans?limit=0",
        "/api/v1/nowhere",
        "/api/v1/openapi.json",
        "/sign-in",
        "/plans",
        "/nowhere",
        "/healthz",
        "/metrics",
    ] {
        let (got, body) = sent(&story.world, "GET", path, token).await;
        let (asked, nothing) = sent(&story.world, "HEAD", path, token).await;
        assert!(nothing.is_empty(), "HEAD {path} has a body");
        let status = |head: &str| head.lines().next().map(ToOwned::to_owned);
        assert_eq!(status(&asked), status(&got), "{path}");
        for name in ["content-type", "etag", "content-language", "location"] {
            assert_eq!(header(&asked, name), header(&got, name), "{name} of {path}");
        }
        // Figures grow with every request, and what is bound to a form differs from page to page.
        if path != "/metrics" && !body.is_empty() {
            let length = header(&asked, "content-length").expect("the length that GET would have");
            assert_eq!(length, body.len().to_string(), "{path}");
        }
    }
}

#[tokio::test]
async fn the_language_is_the_one_that_weighs_most_of_those_there_are() {
    let world = World::new().await;
    for (wanted, spoken) in [
        ("en", "en"),
        ("en-GB", "en"),
        ("vi-VN, en;q=0.8", "vi"),
        ("en;q=0.1, vi", "vi"),
        ("vi;q=0.3, en;q=0.7", "en"),
        ("fr, en;q=0.5, vi;q=0.4", "en"),
        ("en;q=0", "vi"),
        ("en ; q=0.9 , vi ; Q=0.8", "en"),
        ("en;q=rubbish, vi;q=0.1", "vi"),
        ("en, vi", "en"),
        ("*, en;q=0.5", "vi"),
        ("fr", "vi"),
        ("", "vi"),
    ] {
        for path in ["/api/v1/plans", "/api/docs/problems"] {
            let answer = client()
                .get(format!("{}{path}", world.url))
                .header("Accept-Language", wanted)
                .send()
                .await
                .expect("an answer");
            assert_eq!(
                answer.headers()["content-language"],
                spoken,
                "{wanted:?} at {path}"
            );
        }
    }
}
