//! The pages of a ballot and its count: two blind entries, what they differ in, how it is settled, what it came to.
//!
//! What may be shown of an entry, [`RoundView`] alone decides: until both are in, it holds no figure of either, and while
//! they differ, none for anybody but the counters.

mod figures;
mod forms;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use self::figures::{FigureRow, ResultRow};
use super::api::{CountEntryView, RoundView};
use super::model::RoundState;
use super::service;
use crate::app::AppState;
use crate::election::model::ElectionId;
use crate::election::pages::election_path;
use crate::hall::day::Day;
use crate::http::page::error::PageError;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::user::model::UserId;

/// The pages of counts.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(round_page);
    forms::routes(cfg);
}

/// A ballot and its count.
#[derive(Template)]
#[template(path = "count/pages/round.html")]
struct RoundPage {
    shell: Shell,
    day: Day,
    post: String,
    round: RoundView,
    next: String,
    to_do: Option<Link>,
    figures: Vec<FigureRow>,
    results: Vec<ResultRow>,
    me: UserId,
}

impl RoundPage {
    fn title(&self) -> String {
        self.shell.say_of("elections-round-n", "n", self.round.n)
    }

    fn is_mine(&self, entry: &CountEntryView) -> bool {
        entry.entered_by == self.me
    }
}

/// Where a ballot is shown.
fn round_path(of: ElectionId, n: i64) -> String {
    format!("{}/rounds/{n}", election_path(of))
}

/// What whoever looks may do with a ballot now.
struct May {
    enter: bool,
    settle: bool,
}

/// The sentence that says what comes next, and the form that it leads to.
fn next(shell: &Shell, round: &RoundView, me: UserId, may: &May) -> (String, Option<Link>) {
    let base = round_path(round.election_id, round.n);
    let entered = round.entries.iter().any(|entry| entry.entered_by == me);
    let enter = || Link::new(format!("{base}/entries"), shell.say("count-enter"));
    match round.state {
        RoundState::Counting if entered => (shell.say("count-next-other"), None),
        RoundState::Counting => (shell.say("count-next-enter"), may.enter.then(enter)),
        RoundState::Differing => {
            let settle = || Link::new(format!("{base}/settlement"), shell.say("count-settle"));
            (shell.say("count-next-settle"), may.settle.then(settle))
        }
        RoundState::Agreed => {
            let href = election_path(round.election_id);
            let to = Link::new(href, shell.say("count-to-the-election"));
            (shell.say("count-next-announce"), Some(to))
        }
        RoundState::Announced => (shell.say("count-next-announced"), None),
        RoundState::Void => (shell.say("count-next-void"), None),
    }
}

#[get("/elections/{id}/rounds/{n}")]
async fn round_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(ElectionId, i64)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let me = actor.user_id;
    let (counting, may) = state
        .db
        .read(move |conn| {
            let counting = service::find(conn, &actor, *at)?;
            let may = May {
                enter: service::expect_to_enter(&actor, &counting).is_ok(),
                settle: service::expect_to_settle(&actor, &counting).is_ok(),
            };
            Ok((counting, may))
        })
        .await?;
    let day = Day::of(&counting.case.congress, &shell);
    let post = shell.term("elections-of", counting.case.election.post);
    let round = RoundView::of(counting, shell.language);
    let (next, to_do) = next(&shell, &round, me, &may);
    let page = RoundPage {
        day,
        post,
        next,
        to_do,
        figures: figures::compared(&shell, &round),
        results: figures::results(&shell, &round),
        round,
        me,
        shell,
    };
    show(&req, &page)
}
