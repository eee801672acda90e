//! Somebody who speaks to the server, and what the server answers.

use std::sync::LazyLock;

use daihoi::user::model::UserId;
use reqwest::{Method, StatusCode};
use serde_json::Value;

/// A client which lets a connection go before the server does ([`daihoi::app::KEEP_ALIVE`]): a
/// request sent at the moment of closing has no answer, and it is not known whether it was heard.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder()
        .pool_idle_timeout(daihoi::app::KEEP_ALIVE / 2)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client")
}

/// Somebody who speaks to the server.
#[derive(Clone)]
pub struct Person {
    url: String,
    client: reqwest::Client,
    token: Option<String>,
    /// The account, if signed in.
    pub id: Option<UserId>,
}

/// What the server said.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The body; null when empty or not JSON.
    pub body: Value,
    /// The `ETag`.
    pub etag: Option<String>,
    /// The `Location`.
    pub location: Option<String>,
    /// The content type.
    pub content_type: String,
}

impl Answer {
    /// The body of an answer that must be a success.
    #[track_caller]
    pub fn expect_ok(self) -> Value {
        assert!(self.status.is_success(), "{} {:#}", self.status, self.body);
        self.body
    }

    /// The codes of the reasons, in order, of an answer that must be a refusal (409) or a prohibition (403).
    #[track_caller]
    pub fn reasons(&self) -> Vec<String> {
        assert!(
            matches!(self.status.as_u16(), 409 | 403),
            "{} {:#}",
            self.status,
            self.body
        );
        codes(&self.body["reasons"])
    }

    /// The codes of the fields that are off, of an answer that must be 422.
    #[track_caller]
    pub fn fields(&self) -> Vec<String> {
        assert_eq!(self.status, 422, "{:#}", self.body);
        codes(&self.body["errors"])
    }
}

fn codes(list: &Value) -> Vec<String> {
    let items = list.as_array().cloned().unwrap_or_default();
    items
        .iter()
        .map(|item| item["code"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The operations of the OpenAPI document, with the statuses that each may answer.
static DOCUMENTED: LazyLock<Vec<(String, String, Vec<String>)>> = LazyLock::new(|| {
    let document = serde_json::to_value(daihoi::app::openapi_document()).expect("JSON");
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("a path item") {
            let responses = operation["responses"].as_object().expect("responses");
            let statuses = responses.keys().cloned().collect();
            operations.push((method.to_uppercase(), path.clone(), statuses));
        }
    }
    operations
});

/// Whether a path is one of a template; the more of its parts stand there literally, the better.
fn literal_parts(template: &str, path: &str) -> Option<usize> {
    let (wanted, found): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    let fits = |(wanted, found): (&&str, &&str)| wanted == found || wanted.starts_with('{');
    (wanted.len() == found.len() && wanted.iter().zip(&found).all(fits))
        .then(|| wanted.iter().filter(|part| !part.starts_with('{')).count())
}

/// Whatever a test asks, the answer's status must stand in the document.
#[track_caller]
fn expect_documented(method: &Method, path: &str, status: StatusCode) {
    let operation = DOCUMENTED
        .iter()
        .filter(|(known, _, _)| known == method.as_str())
        .filter_map(|it| Some((literal_parts(&it.1, path)?, it)))
        .max_by_key(|(literal, _)| *literal);
    if let Some((_, (_, template, statuses))) = operation {
        assert!(
            statuses.iter().any(|known| known == status.as_str()),
            "{method} {template} answers {status}, which its document does not say"
        );
    }
}

impl Person {
    /// Who is not signed in at a server.
    pub fn anybody(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            client: client(),
            token: None,
            id: None,
        }
    }

    /// Who holds an access token of an account.
    pub fn signed_in(url: &str, token: String, id: UserId) -> Self {
        Self {
            token: Some(token),
            id: Some(id),
            ..Self::anybody(url)
        }
    }

    /// The same person at another copy of the server.
    pub fn at(&self, url: &str) -> Person {
        Person {
            url: url.to_owned(),
            ..self.clone()
        }
    }

    /// The access token they have.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("signed in")
    }

    /// A request, to be completed by the test.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self
            .client
            .request(method, format!("{}/api/v1{path}", self.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: reqwest::RequestBuilder) -> Answer {
        let (client, request) = request.build_split();
        let request = request.expect("a request");
        let (method, path) = (request.method().clone(), request.url().path().to_owned());
        let response = client.execute(request).await.expect("an answer");
        expect_documented(&method, &path, response.status());
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned)
        };
        let (etag, location, content_type) =
            (header("etag"), header("location"), header("content-type"));
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        Answer {
            status,
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
            etag,
            location,
            content_type: content_type.unwrap_or_default(),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    /// Posts.
    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(self.request(Method::POST, path).json(&body))
            .await
    }

    /// Posts with the version seen.
    pub async fn post_seen(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::POST, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Changes with the version seen.
    pub async fn patch(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::PATCH, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Puts with the version seen.
    pub async fn put(&self, path: &str, version: i64, body: Value) -> Answer {
        self.send(
            self.request(Method::PUT, path)
                .header("If-Match", format!("\"{version}\""))
                .json(&body),
        )
        .await
    }

    /// Removes with the version seen.
    pub async fn delete(&self, path: &str, version: i64) -> Answer {
        self.send(
            self.request(Method::DELETE, path)
                .header("If-Match", format!("\"{version}\"")),
        )
        .await
    }

    /// Adds to a thing what stands below it in the path (a version, a placement…), on the thing as it stands now.
    pub async fn adds(&self, path: &str, body: Value) -> Answer {
        let seen = self.seen(path).await;
        self.post_seen(path, seen, body).await
    }

    /// The version of the thing to which a path adds something; none where it is hidden.
    pub async fn seen(&self, path: &str) -> i64 {
        let (thing, _) = path.rsplit_once('/').expect("a thing");
        self.get(thing).await.body["version"]
            .as_i64()
            .unwrap_or_default()
    }

    /// The version of the thing at a path, as its actions say it.
    pub async fn version(&self, path: &str) -> i64 {
        let actions = self.get(&format!("{path}/actions")).await.expect_ok();
        actions["version"].as_i64().expect("a version")
    }

    /// Takes a step of the thing at a path, on the version that stands now.
    pub async fn tries(&self, path: &str, step: &str, mut body: Value) -> Answer {
        let version = self.version(path).await;
        body["step"] = step.into();
        self.post_seen(&format!("{path}/steps"), version, body)
            .await
    }

    /// Takes a step that must succeed.
    pub async fn takes(&self, path: &str, step: &str, body: Value) -> Value {
        let answer = self.tries(path, step, body).await;
        assert!(
            answer.status.is_success(),
            "{step} at {path}: {} {:#}",
            answer.status,
            answer.body
        );
        answer.body
    }
}
