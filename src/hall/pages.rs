//! The screen in the hall: the page, the part of it that changes, and the stream that says when.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use futures_util::stream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::day::path;
use super::picture::{self, Ballot, HandVote, Picture};
use crate::app::AppState;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::congress::service as congresses;
use crate::db::news::News;
use crate::db::path::UnitPath;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, show};
use crate::programme::model::Item;
use crate::programme::rules::called;

/// The pages of the hall.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(hall_page).service(hall_part).service(hall_events);
}

/// What the screen shows, in words.
struct Screen {
    shell: Shell,
    at: Picture,
}

impl Screen {
    fn say_with(&self, key: &str, args: &[(&'static str, crate::error::Arg)]) -> String {
        self.shell.language.say_with(key, args)
    }

    fn title(&self) -> String {
        let branch = &self.at.congress.unit_name;
        self.shell.say_of("hall-title", "branch", branch)
    }

    fn term(&self) -> String {
        let (from, to) = self.at.term;
        // Years are no figures: they are not grouped.
        let args = [("from", from.to_string().into()), ("to", to.to_string().into())];
        self.say_with("hall-term", &args)
    }

    fn item(&self, item: &Item) -> String {
        self.say_with("programme-title", &[("item", called(item))])
    }

    fn begun(&self, item: &Item) -> String {
        let at = item
            .begun_at
            .map(|at| at.local().format("%H:%M").to_string());
        let args = [
            ("at", at.unwrap_or_default().into()),
            ("minutes", item.planned_minutes.into()),
        ];
        self.say_with("hall-begun", &args)
    }

    /// On what was voted. Never the words of the question: they may name somebody.
    fn subject(&self, held: &HandVote) -> String {
        let subject = match held.target {
            Some(n) => self.shell.say_of("hall-target", "n", n),
            None => self.shell.term("vote-subject", held.vote.subject),
        };
        self.shell.say_of("hall-vote", "subject", subject)
    }

    fn needed(&self, held: &HandVote) -> String {
        let base = &held.vote.base.0;
        let args = [
            ("needed", base.more_than_half.into()),
            ("base", base.base.into()),
        ];
        self.say_with("hall-needed", &args)
    }

    fn ballot(&self, ballot: &Ballot) -> String {
        let post = self.shell.term("elections-of", ballot.post);
        let args = [("post", post.into()), ("n", ballot.n.into())];
        self.say_with("hall-ballot", &args)
    }

    fn ballots(&self, ballot: &Ballot) -> Vec<String> {
        let Some((elected, minutes)) = &ballot.announced else {
            return Vec::new();
        };
        let counts = [
            ("issued", minutes.issued.into()),
            ("returned", minutes.returned.into()),
            ("valid", minutes.valid.into()),
            ("invalid", minutes.all_invalid().into()),
        ];
        let result = [
            ("elected", (*elected).into()),
            ("seats", ballot.seats.into()),
        ];
        vec![
            self.say_with("hall-elected", &result),
            self.say_with("hall-ballots", &counts),
        ]
    }
}

/// The page of the screen.
#[derive(Template)]
#[template(path = "hall/pages/hall.html")]
struct HallPage {
    screen: Screen,
    base: String,
}

/// The part of it that changes.
#[derive(Template)]
#[template(path = "hall/pages/part.html")]
struct HallPart {
    screen: Screen,
}

async fn screen(state: &AppState, visitor: Visitor, id: CongressId) -> Result<Screen, PageError> {
    let Visitor { actor, shell } = visitor;
    let at = state
        .db
        .read(move |conn| picture::of(conn, &actor, id))
        .await?;
    Ok(Screen { shell, at })
}

#[get("/congresses/{id}/hall")]
async fn hall_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let page = HallPage {
        screen: screen(&state, visitor, *id).await?,
        base: path(*id),
    };
    show(&req, &page)
}

#[get("/congresses/{id}/hall/part")]
async fn hall_part(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let screen = screen(&state, visitor, *id).await?;
    show(&req, &HallPart { screen })
}

/// How long nothing is said before a sign of life; whoever stands between cuts a silent line.
const SILENCE: Duration = Duration::from_secs(15);

/// What happens in quick succession is told once.
const TOGETHER: Duration = Duration::from_millis(300);

/// After so many messages the line ends; the browser connects again by itself, and is asked again who it is.
const MESSAGES: u32 = 120;

/// Somebody who follows one place of the tree.
struct Follower {
    news: Receiver<News>,
    place: UnitPath,
    told: u32,
}

/// What a follower is told.
const BEGIN: &str = "retry: 3000\nevent: changed\ndata: 0\n\n";
const CHANGED: &str = "event: changed\ndata: 1\n\n";
const ALIVE: &str = ": here\n\n";

impl Follower {
    /// The next message; none when the line ends.
    async fn next(mut self) -> Option<(Result<Bytes, actix_web::Error>, Self)> {
        if self.told >= MESSAGES {
            return None;
        }
        let message = match self.told {
            0 => BEGIN,
            _ => self.hears().await?,
        };
        self.told += 1;
        Some((Ok(Bytes::from_static(message.as_bytes())), self))
    }

    async fn hears(&mut self) -> Option<&'static str> {
        loop {
            tokio::select! {
                () = tokio::time::sleep(SILENCE) => return Some(ALIVE),
                heard = self.news.recv() => match heard {
                    Ok(News::At(place)) if place != self.place => (),
                    Ok(News::At(_) | News::Anywhere) | Err(RecvError::Lagged(_)) => {
                        tokio::time::sleep(TOGETHER).await;
                        return self.goes_on().then_some(CHANGED);
                    }
                    Ok(News::Ending) | Err(RecvError::Closed) => return None,
                },
            }
        }
    }

    /// Lets pass what came in the meantime; whether the program goes on.
    fn goes_on(&mut self) -> bool {
        loop {
            match self.news.try_recv() {
                Ok(News::Ending) | Err(TryRecvError::Closed) => return false,
                Ok(News::At(_) | News::Anywhere) | Err(TryRecvError::Lagged(_)) => (),
                Err(TryRecvError::Empty) => return true,
            }
        }
    }
}

/// Says when the picture has changed, as server-sent events; never what it is.
#[get("/congresses/{id}/hall/events")]
async fn hall_events(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor;
    let news = state.db.crier().follow();
    let congress = state
        .db
        .read(move |conn| congresses::find(conn, &actor, Action::ReadCongressDay, *id))
        .await?;
    let follower = Follower {
        news,
        place: congress.unit_path,
        told: 0,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(follower, Follower::next)))
}
