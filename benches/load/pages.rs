//! What a page weighs and how long the server works on it: one page of every kind that links lead to.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use daihoi::app::AppState;
use daihoi::auth::token::new_secret;
use daihoi::db::connection::Place;
use daihoi::db::id::Id;
use daihoi::db::schema::refresh_tokens;
use daihoi::session::service::digest_of_cookie;
use diesel::prelude::*;
use reqwest::blocking::Client;
use reqwest::header::{ACCEPT_ENCODING, COOKIE};
use scraper::{Html, Selector};

use crate::operation::Round;
use crate::server::Server;
use crate::{Outcome, state};

/// How often a page is opened; the middle of the times counts.
const OPENINGS: usize = 15;

/// One kind of page.
pub struct PageLine {
    /// Its address, keys taken out.
    pub kind: String,
    /// Bytes on the wire, packed.
    pub weight: usize,
    /// Half of the openings took no longer.
    pub time: Duration,
}

/// What the pages of one size are like.
pub struct PageSize {
    /// How many congresses there are.
    pub size: usize,
    /// Every kind of page.
    pub lines: Vec<PageLine>,
    /// Bytes of what the first page brings along: styles, scripts, the icon.
    pub assets: usize,
}

/// Somebody with a browser that keeps nothing.
struct Visitor {
    client: Client,
    address: SocketAddr,
    cookie: String,
}

impl Visitor {
    /// What came, packed, and how long it took.
    fn opens(&self, path: &str) -> Outcome<(Vec<u8>, Duration)> {
        self.asks(path, "gzip")
    }

    fn reads(&self, path: &str) -> Outcome<String> {
        let (bytes, _) = self.asks(path, "identity")?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    }

    fn asks(&self, path: &str, packing: &str) -> Outcome<(Vec<u8>, Duration)> {
        let begun = Instant::now();
        let request = self
            .client
            .get(format!("http://{}{path}", self.address))
            .header(COOKIE, &self.cookie)
            .header(ACCEPT_ENCODING, packing);
        let answer = request.send().map_err(|error| error.to_string())?;
        if !answer.status().is_success() {
            return Err(format!("{path}: {}", answer.status()));
        }
        let bytes = answer.bytes().map_err(|error| error.to_string())?;
        Ok((bytes.to_vec(), begun.elapsed()))
    }
}

/// Measures every kind of page among so many congresses.
pub fn measure(size: usize, place: &Place) -> Outcome<PageSize> {
    let state = state(place)?;
    let cookie = cookie(&state, &*Round::of(&state)?)?;
    let server = Server::application(state)?;
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| error.to_string())?;
    let visitor = Visitor {
        client,
        address: server.address,
        cookie,
    };
    let (mut open, mut kinds) = (vec!["/".to_owned()], BTreeSet::new());
    let (mut lines, mut assets) = (Vec::new(), 0);
    while let Some(path) = open.pop() {
        // A page that is elsewhere, or not for this office, is met at its own address or not at all.
        let Ok(html) = visitor.reads(&path) else {
            continue;
        };
        if lines.is_empty() {
            assets = weight_of_assets(&visitor, &html)?;
        }
        lines.push(line(&visitor, &path)?);
        for href in links(&html)? {
            if kinds.insert(kind(&href)) {
                open.push(href);
            }
        }
    }
    server.stop()?;
    if lines.is_empty() {
        return Err("no page opened: the cookie is not taken".to_owned());
    }
    lines.sort_by(|one, other| one.kind.cmp(&other.kind));
    Ok(PageSize {
        size,
        lines,
        assets,
    })
}

/// A signed-in browser's cookie.
fn cookie(state: &AppState, round: &Round) -> Outcome<String> {
    let person = round.people.first().ok_or("nobody is signed in")?;
    let (secret, session) = (new_secret("dhr_"), person.session);
    let (hash, now) = (digest_of_cookie(&secret), state.clock.now());
    let written = state.db.write_now(move |conn| {
        let row = (
            refresh_tokens::id.eq(Id::<()>::new()),
            refresh_tokens::session_id.eq(session),
            refresh_tokens::token_hash.eq(&hash),
            refresh_tokens::issued_at.eq(now),
            refresh_tokens::expires_at.eq(now.plus(TimeDelta::days(1))),
        );
        diesel::insert_into(refresh_tokens::table)
            .values(row)
            .execute(conn)?;
        Ok(())
    });
    written.map_err(|error| format!("{error:?}"))?;
    Ok(format!("daihoi_session={secret}"))
}

fn line(visitor: &Visitor, path: &str) -> Outcome<PageLine> {
    let (mut times, mut weight) = (Vec::new(), 0);
    for _ in 0..OPENINGS {
        let (bytes, time) = visitor.opens(path)?;
        weight = weight.max(bytes.len());
        times.push(time);
    }
    times.sort_unstable();
    Ok(PageLine {
        kind: kind(path),
        weight,
        time: times.get(OPENINGS / 2).copied().unwrap_or_default(),
    })
}

/// An address with its keys and its question taken out.
fn kind(path: &str) -> String {
    let bare = path.split(['?', '#']).next().unwrap_or_default();
    let parts = bare.split('/').map(|part| {
        let is_key = part.len() == 36 && part.matches('-').count() == 4;
        if is_key { "{id}" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

fn found(html: &str, css: &str, attribute: &str) -> Outcome<Vec<String>> {
    let selector = Selector::parse(css).map_err(|error| error.to_string())?;
    let page = Html::parse_document(html);
    let values = page
        .select(&selector)
        .filter_map(|element| element.value().attr(attribute))
        .map(ToOwned::to_owned);
    Ok(values.collect())
}

fn links(html: &str) -> Outcome<Vec<String>> {
    let all = found(html, "a[href^='/']", "href")?;
    Ok(all
        .into_iter()
        .filter(|href| !href.starts_with("/api/") && !href.starts_with("/language"))
        .collect())
}

fn weight_of_assets(visitor: &Visitor, html: &str) -> Outcome<usize> {
    let mut all = found(html, "script[src^='/']", "src")?;
    all.extend(found(html, "link[href^='/assets/']", "href")?);
    all.sort();
    all.dedup();
    let mut weight = 0;
    for path in all {
        weight += visitor.opens(&path)?.0.len();
    }
    Ok(weight)
}
