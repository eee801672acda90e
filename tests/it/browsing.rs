//! Somebody with a browser that runs no scripts: opens pages, fills in forms, follows where they lead.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use daihoi::auth::token::new_secret;
use daihoi::db::id::Id;
use daihoi::db::schema::{refresh_tokens, sessions};
use daihoi::session::model::SessionId;
use daihoi::session::service::digest_of_cookie;
use diesel::prelude::*;
use reqwest::StatusCode;
use reqwest::header::{LOCATION, SET_COOKIE};
use scraper::{ElementRef, Html, Selector};

use crate::person::{Person, client};
use crate::world::World;

/// A browser without scripts.
pub struct Browser {
    url: String,
    client: reqwest::Client,
    cookies: BTreeMap<String, String>,
    /// The page it is on, as it tells the next.
    referer: Option<String>,
    /// The languages it asks for.
    languages: Option<String>,
}

/// A page, as it was answered.
pub struct Seen {
    /// The status of the page.
    pub status: StatusCode,
    /// Where it is, after every redirect.
    pub path: String,
    /// Its source.
    pub html: String,
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the cookie of a browser holds in which this person has signed in, in a session of its own.
pub async fn session_of(world: &World, person: &Person) -> String {
    let secret = new_secret("dhr_");
    let (user, hash) = (person.id.expect("an account"), digest_of_cookie(&secret));
    let now = world.state.clock.now();
    world
        .write(move |conn| {
            let session = SessionId::new();
            diesel::insert_into(sessions::table)
                .values((
                    sessions::id.eq(session),
                    sessions::user_id.eq(user),
                    sessions::created_at.eq(now),
                    sessions::last_used_at.eq(now),
                    sessions::expires_at.eq(now.plus(TimeDelta::hours(12))),
                    sessions::address.eq("127.0.0.1"),
                    sessions::agent.eq("browser"),
                ))
                .execute(conn)?;
            diesel::insert_into(refresh_tokens::table)
                .values((
                    refresh_tokens::id.eq(Id::<()>::new()),
                    refresh_tokens::session_id.eq(session),
                    refresh_tokens::token_hash.eq(&hash),
                    refresh_tokens::issued_at.eq(now),
                    refresh_tokens::expires_at.eq(now),
                ))
                .execute(conn)?;
            Ok(())
        })
        .await;
    secret
}

impl Seen {
    /// The words of every element that the selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        page.select(&selector(css)).map(words).collect()
    }

    /// The one heading of the page.
    #[track_caller]
    pub fn heading(&self) -> String {
        let all = self.all("h1");
        assert_eq!(all.len(), 1, "one h1 at {}: {all:?}", self.path);
        all[0].clone()
    }

    /// Whether any text of the page has these words.
    pub fn says(&self, text: &str) -> bool {
        self.all("body").iter().any(|all| all.contains(text))
    }

    /// Where a link with these words leads.
    #[track_caller]
    pub fn link(&self, text: &str) -> String {
        let page = Html::parse_document(&self.html);
        page.select(&selector("a[href]"))
            .find(|link| words(*link).contains(text))
            .and_then(|link| link.value().attr("href").map(ToOwned::to_owned))
            .unwrap_or_else(|| panic!("no link \"{text}\" at {}: {:?}", self.path, self.all("a")))
    }

    /// The addresses of other pages of ours that links lead to; links with a `type` lead to files.
    pub fn own_links(&self) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        page.select(&selector("a[href]:not([type])"))
            .filter_map(|link| link.value().attr("href"))
            .filter(|href| href.starts_with('/'))
            .filter(|href| {
                !["/api/", "/language"]
                    .iter()
                    .any(|other| href.starts_with(other))
            })
            .map(ToOwned::to_owned)
            .collect()
    }

    /// The proof that the page puts into its forms.
    #[track_caller]
    pub fn proof(&self) -> String {
        let page = Html::parse_document(&self.html);
        let field = page.select(&selector("input[name=csrf]")).next();
        let value = field.and_then(|field| field.value().attr("value"));
        value.expect("a form").to_owned()
    }

    /// The names of the fields that the form on the page asks for: those not marked as to be left out at will. Ticks and
    /// files speak for themselves.
    pub fn fields_asked_for(&self) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        let fields = selector("main form[method=post]:has(input[name=form_once]) .field");
        let input =
            selector("input:not([type=checkbox], [type=file], [type=password]), select, textarea");
        let optional = selector(".optional");
        let mut names: Vec<String> = page
            .select(&fields)
            .filter(|field| field.select(&optional).next().is_none())
            .filter_map(|field| field.select(&input).next())
            .filter_map(|input| input.value().attr("name").map(ToOwned::to_owned))
            .collect();
        names.dedup();
        names
    }

    /// The names of the fields at which something is wrong.
    pub fn faulty_fields(&self) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        let input = selector("input, select, textarea");
        page.select(&selector(".field.off"))
            .filter(|field| field.select(&selector(".error")).next().is_some())
            .filter_map(|field| field.select(&input).next())
            .filter_map(|input| input.value().attr("name").map(ToOwned::to_owned))
            .collect()
    }

    /// The page, which must have been found and be in order.
    #[track_caller]
    pub fn expect_ok(self) -> Self {
        assert!(
            self.status.is_success(),
            "{} {}: {:?}",
            self.path,
            self.status,
            self.all("main")
        );
        self
    }

    /// The fields that a form of the page would send, as they stand, and where to.
    #[track_caller]
    fn form(&self, button: &str) -> (String, Vec<(String, String)>) {
        let page = Html::parse_document(&self.html);
        let all: Vec<ElementRef<'_>> = page.select(&selector("form[method=post]")).collect();
        let form = all
            .iter()
            .find(|form| {
                form.select(&selector("button"))
                    .any(|own| words(own).contains(button))
            })
            .unwrap_or_else(|| {
                panic!(
                    "no button \"{button}\" at {}: {:?}",
                    self.path,
                    self.all("button")
                )
            });
        let mut fields = Vec::new();
        for input in form.select(&selector("input[name], textarea[name], select[name]")) {
            fields.extend(standing(input));
        }
        let pressed = form
            .select(&selector("button"))
            .find(|own| words(*own).contains(button));
        if let Some(pressed) = pressed
            && let Some(name) = pressed.value().attr("name")
        {
            let value = pressed.value().attr("value").unwrap_or_default();
            fields.push((name.to_owned(), value.to_owned()));
        }
        let action = form.value().attr("action").unwrap_or(&self.path);
        (action.to_owned(), fields)
    }
}

impl Seen {
    /// Where the form of the page is sent, its fields with nothing in them but what goes along unseen, and whether it
    /// takes a file.
    fn blank_form(&self) -> (String, Vec<(String, String)>, bool) {
        let page = Html::parse_document(&self.html);
        let form = page
            .select(&selector(
                "main form[method=post]:has(input[name=form_once])",
            ))
            .next()
            .expect("a form");
        let mut fields = Vec::new();
        for input in form.select(&selector("input[name], textarea[name], select[name]")) {
            let hidden = input.value().attr("type") == Some("hidden");
            let choice = matches!(
                input.value().attr("type"),
                Some("radio" | "checkbox" | "file")
            );
            let Some((name, value)) = standing(input).filter(|_| !choice) else {
                continue;
            };
            fields.push((name, if hidden { value } else { String::new() }));
        }
        let action = form.value().attr("action").unwrap_or(&self.path).to_owned();
        let is_upload = form.value().attr("enctype") == Some("multipart/form-data");
        (action, fields, is_upload)
    }
}

/// What a field would send as it stands.
fn standing(input: ElementRef<'_>) -> Option<(String, String)> {
    let element = input.value();
    let name = element.attr("name")?.to_owned();
    let value = match element.name() {
        "textarea" => input
            .text()
            .collect::<String>()
            .trim_start_matches('\n')
            .to_owned(),
        "select" => input
            .select(&selector("option[selected]"))
            .next()
            .and_then(|option| option.value().attr("value"))
            .unwrap_or_default()
            .to_owned(),
        _ => match element.attr("type") {
            Some("radio" | "checkbox") => {
                element.attr("checked")?;
                element.attr("value").unwrap_or("on").to_owned()
            }
            Some("file") => return None,
            _ => element.attr("value").unwrap_or_default().to_owned(),
        },
    };
    Some((name, value))
}

impl Browser {
    /// A browser of somebody who is not signed in.
    pub fn of_anybody(world: &World) -> Self {
        Self {
            url: world.url.clone(),
            client: client(),
            cookies: BTreeMap::new(),
            referer: None,
            languages: None,
        }
    }

    /// A browser of somebody who has signed in, in a session of its own.
    pub async fn of(world: &World, person: &Person) -> Self {
        let mut browser = Self::of_anybody(world);
        let secret = session_of(world, person).await;
        browser.cookies.insert("daihoi_session".to_owned(), secret);
        browser
    }

    /// What a cookie says.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies.get(name).cloned().unwrap_or_default()
    }

    /// Goes on from this page.
    pub fn came_from(&mut self, url: &str) {
        self.referer = Some(url.to_owned());
    }

    /// Asks for pages in these languages, as its settings say.
    pub fn reads(&mut self, languages: &str) {
        self.languages = Some(languages.to_owned());
    }

    /// Loses its cookies.
    pub fn forgets_everything(&mut self) {
        self.cookies.clear();
    }

    /// Chooses English.
    pub fn speaks_english(&mut self) {
        self.cookies
            .insert("daihoi_language".to_owned(), "en".to_owned());
    }

    async fn ask(&mut self, request: reqwest::RequestBuilder) -> reqwest::Response {
        let jar: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = request.header("Cookie", jar.join("; "));
        if let Some(referer) = &self.referer {
            request = request.header("Referer", referer);
        }
        if let Some(languages) = &self.languages {
            request = request.header("Accept-Language", languages);
        }
        let answer = request.send().await.expect("an answer");
        for cookie in answer.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("text");
            let (name, value) = cookie
                .split(';')
                .next()
                .and_then(|own| own.split_once('='))
                .expect("a cookie");
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    async fn follow(&mut self, path: String, mut answer: reqwest::Response) -> Seen {
        let mut at = path;
        for _ in 0..5 {
            if !answer.status().is_redirection() {
                break;
            }
            at = answer.headers()[LOCATION]
                .to_str()
                .expect("text")
                .to_owned();
            let request = self.client.get(format!("{}{at}", self.url));
            answer = self.ask(request).await;
        }
        self.referer = Some(format!("{}{at}", self.url));
        Seen {
            status: answer.status(),
            path: at,
            html: answer.text().await.expect("text"),
        }
    }

    /// Goes on at another copy of the program, with the same cookies.
    pub fn goes_to(&mut self, url: &str) {
        url.clone_into(&mut self.url);
    }

    /// Follows server-sent events, from after the last one it saw.
    pub async fn listens(&mut self, path: &str, last: Option<&str>) -> Listening {
        let mut request = self.client.get(format!("{}{path}", self.url));
        if let Some(last) = last {
            request = request.header("Last-Event-ID", last);
        }
        let answer = self.ask(request).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Listening {
            answer,
            heard: String::new(),
            last_id: None,
        }
    }

    /// Opens a page.
    pub async fn opens(&mut self, path: &str) -> Seen {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = self.ask(request).await;
        self.follow(path.to_owned(), answer).await
    }

    /// Downloads a file.
    pub async fn bytes_of(&mut self, path: &str) -> Vec<u8> {
        let request = self.client.get(format!("{}{path}", self.url));
        let answer = self.ask(request).await;
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer.bytes().await.expect("a file").to_vec()
    }

    /// Follows the link with these words.
    pub async fn follows(&mut self, page: &Seen, text: &str) -> Seen {
        let href = page.link(text);
        self.opens(&href).await
    }

    /// Fills in fields of the page's form with this button, leaves the others as they stand, and presses it.
    pub async fn fills(&mut self, page: &Seen, fields: &[(&str, &str)], button: &str) -> Seen {
        let (action, mut sent) = page.form(button);
        for (name, value) in fields {
            sent.retain(|(own, _)| own != name);
            sent.push(((*name).to_owned(), (*value).to_owned()));
        }
        self.sends(&action, &sent).await
    }

    /// Sends the page's form with nothing filled in: only what goes along unseen.
    pub async fn sends_blank(&mut self, page: &Seen) -> Seen {
        let (action, sent, is_upload) = page.blank_form();
        if !is_upload {
            return self.sends(&action, &sent).await;
        }
        let mut form = reqwest::multipart::Form::new();
        for (name, value) in sent {
            form = form.text(name, value);
        }
        let request = self
            .client
            .post(format!("{}{action}", self.url))
            .multipart(form);
        let answer = self.ask(request).await;
        self.follow(action, answer).await
    }

    /// As [`fills`](Self::fills), with a file chosen in the form's field `file`; none where the content is empty.
    pub async fn uploads(
        &mut self,
        page: &Seen,
        fields: &[(&str, &str)],
        (name, content): (&str, &[u8]),
        button: &str,
    ) -> Seen {
        let (action, mut sent) = page.form(button);
        for (name, value) in fields {
            sent.retain(|(own, _)| own != name);
            sent.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut form = reqwest::multipart::Form::new();
        for (name, value) in sent {
            form = form.text(name, value);
        }
        let file = reqwest::multipart::Part::bytes(content.to_vec()).file_name(name.to_owned());
        let request = self
            .client
            .post(format!("{}{action}", self.url))
            .multipart(form.part("file", file));
        let answer = self.ask(request).await;
        self.follow(action, answer).await
    }

    /// Sends a form as it is.
    pub async fn sends(&mut self, action: &str, fields: &[(String, String)]) -> Seen {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .client
            .post(format!("{}{action}", self.url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body);
        let answer = self.ask(request).await;
        self.follow(action.to_owned(), answer).await
    }
}

/// A stream of server-sent events that a browser follows.
pub struct Listening {
    answer: reqwest::Response,
    heard: String,
    /// The key of the last event that had one.
    pub last_id: Option<String>,
}

impl Listening {
    /// The next event: its kind and its data; none when the stream has ended.
    pub async fn hears(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.heard = rest;
                return Some(self.read(&event));
            }
            let waiting = tokio::time::timeout(Duration::from_secs(15), self.answer.chunk());
            let chunk = waiting.await.expect("no silence").expect("a stream")?;
            self.heard
                .push_str(std::str::from_utf8(&chunk).expect("text"));
        }
    }

    fn read(&mut self, event: &str) -> (String, String) {
        let (mut kind, mut data) = (String::new(), Vec::new());
        for line in event.lines() {
            match line.split_once(':') {
                Some(("event", value)) => kind = value.trim().to_owned(),
                Some(("data", value)) => data.push(value.trim_start()),
                Some(("id", value)) => self.last_id = Some(value.trim().to_owned()),
                _ => (),
            }
        }
        (kind, data.join("\n"))
    }
}
