//! The screen in the hall: one page in big type that follows the congress by itself.
//!
//! It follows by server-sent events. A stream looks once a second whether anything was recorded of the congress (one
//! row by its key, see [`service::pulse`]) and sends the screen anew when something was. What is looked at is in the
//! database, so it does not matter which copy of the program wrote it, and nothing can be missed by a copy that did
//! not listen at that moment. At each look it is found out again who is asking: a stream ends with the session. It ends
//! after [`LOOKS`] too; the browser opens the next by itself. Without scripts the page loads itself anew.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Bytes, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use futures_util::stream;

use super::day::{path, voted_on};
use super::model::{Announced, BallotTotals, Screen};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::page::error::PageError;
use crate::http::page::{Shell, Visitor, date, show};
use crate::programme::model::Item;
use crate::programme::rules::called;
use crate::vote::api::HandVoteView;
use crate::vote::model::VoteSubject;

/// How often a stream looks before it ends, once a second: a server that is told to stop waits no longer for it.
const LOOKS: u32 = 20;
/// After how many looks a stream says that it lives.
const SAYS_SO: u32 = 4;

/// The paths of the screen.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(screen_page).service(follow);
}

/// The screen in words.
struct Stage {
    screen: Screen,
    /// The vote by hand that was announced, and on what.
    hands: Option<(HandVoteView, String)>,
    /// The ballot that was announced.
    ballot: Option<BallotTotals>,
}

impl Stage {
    fn of(screen: Screen, shell: &Shell) -> Self {
        let (hands, ballot) = match &screen.announced {
            Some(Announced::Hands(vote, things)) => {
                let view = HandVoteView::of(vote.as_ref().clone(), shell.language);
                let on = if matches!(vote.subject, VoteSubject::Withdrawal | VoteSubject::Other) {
                    // Such a question names somebody, or may.
                    shell.begun_term("vote-subject", vote.subject)
                } else {
                    voted_on(shell, &view, things)
                };
                (Some((view, on)), None)
            }
            Some(Announced::Ballot(ballot)) => (None, Some(*ballot)),
            None => (None, None),
        };
        Self {
            screen,
            hands,
            ballot,
        }
    }

    fn term(&self, shell: &Shell) -> String {
        let (from, to) = self.screen.term;
        // Years are no figures: no mark stands between their thousands.
        let years = [
            ("from", from.to_string().into()),
            ("to", to.to_string().into()),
        ];
        shell.language.say_with("hall-term", &years)
    }

    fn item(&self, shell: &Shell, item: &Item) -> String {
        let words = [("item", called(item))];
        shell.language.say_with("programme-title", &words)
    }

    fn begun(&self, shell: &Shell, item: &Item, at: &Instant) -> String {
        let words = [
            ("at", date::hour(*at).into()),
            ("minutes", item.planned_minutes.into()),
        ];
        shell.language.say_with("hall-begun", &words)
    }

    fn needed(&self, shell: &Shell, vote: &HandVoteView) -> String {
        let figures = [
            ("needed", vote.base.needed.into()),
            ("base", vote.base.base.into()),
        ];
        shell.language.say_with("hall-needed", &figures)
    }

    fn elected(&self, shell: &Shell, ballot: &BallotTotals) -> String {
        let figures = [
            ("elected", ballot.elected.into()),
            ("seats", ballot.seats.into()),
        ];
        shell.language.say_with("hall-elected", &figures)
    }
}

/// The page on the projector.
#[derive(Template)]
#[template(path = "hall/pages/screen.html")]
struct ScreenPage {
    shell: Shell,
    id: CongressId,
    stage: Stage,
}

impl ScreenPage {
    /// Where what is new is heard.
    fn events(&self) -> String {
        format!("{}/events", screen_path(self.id))
    }
}

/// What of it changes.
#[derive(Template)]
#[template(path = "hall/pages/stage_part.html")]
struct StagePart<'a> {
    shell: &'a Shell,
    stage: Stage,
}

/// Where the screen of a congress is.
fn screen_path(id: CongressId) -> String {
    format!("{}/hall", path(id))
}

#[get("/congresses/{id}/hall")]
async fn screen_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let screen = state
        .db
        .read(move |conn| service::screen(conn, &actor, id))
        .await?;
    let stage = Stage::of(screen, &shell);
    show(&req, &ScreenPage { shell, id, stage })
}

/// Somebody who follows.
struct Follower {
    state: Data<AppState>,
    shell: Shell,
    actor: Actor,
    id: CongressId,
    /// What was sent last.
    seen: Option<i64>,
    looks: u32,
}

impl Follower {
    /// The screen, if it is another than the one that was sent last.
    ///
    /// Who is asking is found out again at each look: a session that has ended, or an office, ends the stream.
    async fn look(&mut self) -> Result<Option<String>, Error> {
        let (id, was) = (self.id, self.actor.clone());
        let now = self.state.clock.now();
        let db = &self.state.db;
        let (actor, pulse) = db
            .read(move |conn| {
                let actor = was.again(conn, now)?;
                service::expect_to_look(conn, &actor, id)?;
                Ok((actor, service::pulse(conn, id)?))
            })
            .await?;
        self.actor = actor.clone();
        if self.seen == Some(pulse) {
            return Ok(None);
        }
        let screen = db
            .read(move |conn| service::screen(conn, &actor, id))
            .await?;
        self.seen = Some(screen.seen);
        let seen = screen.seen;
        let stage = Stage::of(screen, &self.shell);
        let part = StagePart {
            shell: &self.shell,
            stage,
        };
        let html = part
            .render()
            .map_err(|error| Error::caused("a page", error))?;
        Ok(Some(event(seen, &html)))
    }

    /// The next thing to send; none when the stream ends.
    async fn next(mut self) -> Option<(Result<Bytes, actix_web::Error>, Self)> {
        loop {
            if self.looks >= LOOKS {
                return None;
            }
            if self.looks > 0 {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            self.looks += 1;
            let said = match self.look().await {
                Ok(Some(event)) => event,
                Ok(None) if self.looks % SAYS_SO == 1 => ALIVE.to_owned(),
                Ok(None) => continue,
                // Whoever follows asks again and hears why.
                Err(_) => return None,
            };
            return Some((Ok(Bytes::from(said)), self));
        }
    }
}

/// Nothing new; the browser asks again a second after the stream ends.
const ALIVE: &str = "retry: 1000\nevent: alive\ndata:\n\n";

/// The screen as a server-sent event.
fn event(seen: i64, html: &str) -> String {
    let lines: String = html.lines().map(|line| format!("data: {line}\n")).collect();
    format!("retry: 1000\nid: {seen}\nevent: stage\n{lines}\n")
}

/// What the browser saw last, where it had followed before.
fn seen_before(req: &HttpRequest) -> Option<i64> {
    let last = req.headers().get("Last-Event-ID")?.to_str().ok()?;
    last.parse().ok()
}

#[get("/congresses/{id}/hall/events")]
async fn follow(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let reader = actor.clone();
    // Whoever may not look is told so before a stream begins.
    state
        .db
        .read(move |conn| service::screen(conn, &reader, id))
        .await?;
    let follower = Follower {
        seen: seen_before(&req),
        state,
        shell,
        actor,
        id,
        looks: 0,
    };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header(("X-Accel-Buffering", "no"))
        .streaming(stream::unfold(follower, Follower::next)))
}

#[cfg(test)]
mod tests {
    use super::event;

    #[test]
    fn every_line_of_a_screen_is_a_line_of_data() {
        let sent = event(7, "<p>a</p>\n\n<p>b</p>\n");
        let lines: Vec<&str> = sent.split('\n').collect();
        assert_eq!(
            lines,
            [
                "retry: 1000",
                "id: 7",
                "event: stage",
                "data: <p>a</p>",
                "data: ",
                "data: <p>b</p>",
                "",
                ""
            ]
        );
    }
}
