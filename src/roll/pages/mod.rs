//! The pages of the roll: who is called, who is here, and what follows from it.

mod door;
mod forms;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::RollQuery;
use super::model::{Mark, RollEntry, RollEntryId, RollFilter, RollStatus};
use super::view::{AttendanceView, RollChangeView, RollEntryView};
use super::{marking, service};
use crate::app::AppState;
use crate::auth::permission::Action;
use crate::congress::model::CongressId;
use crate::congress::service as congresses;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::error::Error;
use crate::hall::day::{Day, path};
use crate::http::body::Query;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Ways;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::http::problem::ReasonView;
use crate::regulation::Regulation;

/// The pages of the roll.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(attendance_page)
        .service(totals_part)
        .service(entry_page);
    door::routes(cfg);
    forms::routes(cfg);
}

/// How many of a roll stand on one page: a branch as large as they come.
const ON_A_PAGE: i64 = 100;

/// Who is here, as the page shows it.
struct Totals {
    view: AttendanceView,
}

impl Totals {
    /// What tells whether anything has changed since: the figures that are shown.
    fn seen(&self) -> String {
        let at = &self.view;
        format!(
            "{}.{}.{}.{}.{}",
            at.present_official,
            at.summoned_official,
            at.present_probationary,
            at.present_temporary,
            at.awaited
        )
    }

    /// How many are missing for the quorum.
    fn short(&self) -> i64 {
        (self.view.quorum_needed - self.view.present_official).max(0)
    }
}

/// The roll, for whoever may read it.
struct Roll {
    filters: Vec<Field>,
    /// Whether only some of it are looked for.
    is_filtered: bool,
    entries: Vec<RollEntryView>,
    next: Option<Link>,
    /// Where a form of the list leads back to.
    back: String,
}

/// Who is here, the roll, and the bases.
#[derive(Template)]
#[template(path = "roll/pages/attendance.html")]
struct AttendancePage {
    shell: Shell,
    day: Day,
    /// Who is here; nothing before the roll is drawn up.
    totals: Option<Totals>,
    roll: Option<Roll>,
    ways: Ways,
    /// Whether whoever looks may mark who comes.
    marks: bool,
    /// Whether people may be let in now.
    arrives: bool,
}

/// Who may see the totals only, sees the page without the roll.
fn if_permitted<T>(found: Result<T, Error>) -> Result<Option<T>, Error> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

#[get("/congresses/{id}/attendance")]
async fn attendance_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Asked<RollQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let limit = query.limit.unwrap_or(ON_A_PAGE);
    let page = PageRequest::parse(query.cursor.as_deref(), Some(limit))?;
    let filter = RollFilter {
        mark: query.mark,
        status: query.status,
        words: query.q.clone(),
        struck_off: query.struck_off,
    };
    let (congress, totals, listed, (drawing, correcting, arriving), drawn_up) = state
        .db
        .write(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongresses, *id)?;
            let totals = service::totals(conn, &actor, *id)?;
            let listed = if_permitted(service::list(conn, &actor, *id, &filter, &page))?;
            let drawing = Error::reasons(service::expect_to_draw_up(conn, &actor, *id))?;
            let correcting = Error::reasons(service::expect_to_correct(conn, &actor, *id))?;
            let arriving = Error::reasons(marking::expect_to_check_in(conn, &actor, *id))?;
            let drawn_up = service::attendance_if_drawn_up(conn, &congress)?.is_some();
            Ok((
                congress,
                totals,
                listed,
                (drawing, correcting, arriving),
                drawn_up,
            ))
        })
        .await?;
    let (found, bases, committee) = totals;
    let view = AttendanceView::of(found, bases, committee, shell.language);
    let base = path(congress.id);
    let draw = Link::new(format!("{base}/roll/draw-up"), shell.say("roll-draw-up"));
    let put = Link::new(
        format!("{base}/roll-entries/new"),
        shell.say("roll-put-down"),
    );
    let mut ways = Ways::default()
        .add(&shell, draw, &drawing)
        .add(&shell, put, &correcting);
    if !arriving.is_empty() {
        // Where it is open it has a button in each row.
        let arrive = Link::new(shell.path.clone(), shell.say("roll-check-in"));
        ways = ways.add(&shell, arrive, &arriving);
    }
    let page = AttendancePage {
        day: Day::of(&congress, &shell),
        ways: ways.unless_over(congress.state.is_over()),
        arrives: arriving.is_empty(),
        marks: correcting.is_empty(),
        totals: drawn_up.then_some(Totals { view }),
        roll: listed
            .filter(|_| drawn_up)
            .map(|(found, law)| listing(&shell, (congress.id, &query), found, &law)),
        shell,
    };
    show(&req, &page)
}

fn listing(
    shell: &Shell,
    (id, query): (CongressId, &RollQuery),
    found: Page<RollEntry>,
    law: &Regulation,
) -> Roll {
    let asked = [
        ("q", query.q.clone()),
        ("mark", query.mark.map(|mark| mark.to_string())),
        ("status", query.status.map(|status| status.to_string())),
        (
            "struck_off",
            query.struck_off.then(|| query.struck_off.to_string()),
        ),
    ];
    let base = format!("{}/attendance", path(id));
    Roll {
        is_filtered: asked.iter().any(|(_, value)| value.is_some()),
        filters: filters(shell, query),
        next: next_page(&base, &asked, found.next.as_deref(), shell.say("more")),
        entries: found
            .items
            .into_iter()
            .map(|entry| RollEntryView::of(entry, law, shell.language))
            .collect(),
        back: shell.path.clone(),
    }
}

fn filters(shell: &Shell, query: &RollQuery) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    vec![
        Field::new("q", say("roll-search"), Widget::Line).now_maybe(query.q.as_ref()),
        Field::new(
            "mark",
            say("roll-mark"),
            Widget::Select(Choice::all::<Mark>(shell, "roll-mark")),
        )
        .now_maybe(query.mark),
        Field::new(
            "status",
            say("roll-status"),
            Widget::Select(Choice::all::<RollStatus>(shell, "roll-status")),
        )
        .now_maybe(query.status),
        Field::new("struck_off", say("roll-show-struck-off"), Widget::Tick)
            .now_maybe(query.struck_off.then_some("true")),
    ]
}

/// Who is here, by itself.
#[derive(Template)]
#[template(path = "roll/pages/totals.html")]
struct TotalsPart {
    shell: Shell,
    id: CongressId,
    totals: Totals,
}

/// Which figures the page shows already.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct SeenFigures {
    #[validate(length(max = 100))]
    seen: Option<String>,
}

/// The figures anew; nothing when they are the same, so that nobody is told again what has not changed.
#[get("/congresses/{id}/attendance/totals")]
async fn totals_part(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Query<SeenFigures>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let id = *id;
    let (found, bases, committee) = state
        .db
        .read(move |conn| service::totals(conn, &actor, id))
        .await?;
    let view = AttendanceView::of(found, bases, committee, shell.language);
    let totals = Totals { view };
    if query.0.seen.as_deref() == Some(totals.seen().as_str()) {
        return Ok(HttpResponse::NoContent().finish());
    }
    show(&req, &TotalsPart { shell, id, totals })
}

/// Somebody called, and what the entry was.
#[derive(Template)]
#[template(path = "roll/pages/entry.html")]
struct EntryPage {
    shell: Shell,
    back: Option<Link>,
    entry: RollEntryView,
    /// What the person may not do, and why.
    rights: Vec<ReasonView>,
    ways: Ways,
    changes: Vec<RollChangeView>,
}

#[get("/roll-entries/{id}")]
async fn entry_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<RollEntryId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let id = *id;
    let ((entry, law), changes, against) = state
        .db
        .write(move |conn| {
            let found = service::find(conn, &actor, id)?;
            let of = found.0.congress_id;
            let against = Error::reasons(service::expect_to_correct(conn, &actor, of))?;
            let history = service::history(conn, &actor, id, &page)?;
            Ok((found, history, against))
        })
        .await?;
    let here = format!("/roll-entries/{id}");
    let way = |verb: &str, key: &str| Link::new(format!("{here}/{verb}"), shell.say(key));
    let entry = RollEntryView::of(entry, &law, shell.language);
    let rights = [&entry.votes_not, &entry.stands_not, &entry.nominates_not];
    let page = EntryPage {
        back: Some(to_the_roll(&shell, entry.congress_id)),
        ways: Ways::default()
            .add(&shell, way("mark", "roll-mark-title"), &against)
            .add(&shell, way("edit", "roll-correct"), &against),
        rights: rights.into_iter().flatten().cloned().collect(),
        changes: changes
            .items
            .into_iter()
            .map(RollChangeView::from)
            .collect(),
        entry,
        shell,
    };
    show(&req, &page)
}

/// The way back to the roll.
fn to_the_roll(shell: &Shell, congress: CongressId) -> Link {
    let href = format!("{}/attendance", path(congress));
    Link::new(href, shell.say("day-attendance"))
}
