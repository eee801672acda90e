//! The personnel work of a congress on one page.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::{Error, Reason};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::actions::{Buttons, Ways};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, see_other, show};
use crate::http::problem::ReasonView;
use crate::journal::api::{ActionsView, PageQuery};
use crate::journal::pages::{Past, past};
use crate::nominee::api::NomineeView;
use crate::nominee::model::NomineeId;
use crate::personnel::api::{PersonnelView, StructureView, show as view_of};
use crate::personnel::model::PersonnelId;
use crate::personnel::rules::{PersonnelProcess, Step};
use crate::personnel::service::{self, Picture};
use crate::personnel_step::api::PersonnelStepView;
use crate::workflow::PossibleStep;
use crate::{congress, nominee, personnel_step};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(personnel_page)
        .service(begin)
        .service(personnel_place)
        .service(personnel_history);
}

/// A list of nominees under a heading.
struct Listed {
    heading: String,
    nominees: Vec<NomineeView>,
}

/// The personnel work of a congress.
#[derive(Template)]
#[template(path = "personnel/pages/personnel.html")]
struct PersonnelPage {
    shell: Shell,
    back: Link,
    work: PersonnelView,
    lists: Vec<Listed>,
    /// Every nominee's name, to say whose total is whose.
    names: Vec<(NomineeId, String)>,
    buttons: Buttons,
    /// The step that this person may record now.
    turn: Option<i64>,
    /// The ways to what changes the list.
    ways: Ways,
    /// Whether this person may change the list now.
    may_change: bool,
}

/// The personnel work has not begun, or there is none.
#[derive(Template)]
#[template(path = "personnel/pages/none.html")]
struct NonePage {
    shell: Shell,
    back: Link,
    /// Why this person cannot begin it.
    reasons: Vec<ReasonView>,
}

/// The page on which the branch begins the work.
fn beginning(shell: &Shell, congress: &Congress) -> FormPage {
    let back = Link::new(
        congress::pages::path(congress.id),
        congress.unit_name.clone(),
    );
    let title = shell.say("next-step-begin-personnel");
    FormPage::new(shell, title, here(congress.id), Some(back))
        .about(congress.unit_name.clone())
        .lead(shell.say("personnel-page-begin-lead"))
}

fn here(id: CongressId) -> String {
    format!("{}/personnel", congress::pages::path(id))
}

impl PersonnelPage {
    fn name(&self, id: &NomineeId) -> &str {
        let named = self.names.iter().find(|(own, _)| own == id);
        named.map_or("–", |(_, name)| name.as_str())
    }

    fn figure(&self, figure: &Option<i64>) -> String {
        figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string())
    }

    /// The first step that is not signed: the one to be recorded.
    fn is_next(&self, step: &PersonnelStepView) -> bool {
        let next = self.work.steps.iter().find(|one| one.signed_at.is_none());
        next.is_some_and(|next| next.n == step.n)
    }

    fn is_turn(&self, step: &PersonnelStepView) -> bool {
        self.turn == Some(step.n)
    }

    fn target(&self, target: &StructureView) -> String {
        self.shell.language.say_with(
            "personnel-page-target",
            &[
                ("have", target.have.into()),
                ("of", target.of.into()),
                ("percent", target.percent.into()),
            ],
        )
    }
}

/// The work as it stands, and what this person may do with it.
struct Begun {
    picture: Picture,
    steps: Vec<PossibleStep<PersonnelProcess>>,
    /// The step that may be recorded now.
    turn: Option<i64>,
    /// What speaks against changing the list now.
    against: Vec<Reason>,
}

/// The personnel work once it has begun; before that, what stands against beginning it.
enum Found {
    Begun(Box<Begun>),
    None(Vec<Reason>),
}

/// The congress, and its personnel work once it has begun.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Found), Error> {
    let picture = match service::of_congress(conn, actor, id) {
        Err(Error::NotFound) => {
            let congress = congress::service::find(conn, actor, Action::ReadPersonnel, id)?;
            let verdict = service::expect_to_begin(conn, actor, id).map(|_| ());
            return Ok((congress, Found::None(Error::reasons(verdict)?)));
        }
        other => other?,
    };
    let of = picture.case.personnel.id;
    let (_, steps) = service::actions(conn, actor, of)?;
    let mut numbers = picture.steps.iter().map(|(step, _)| step);
    let next = numbers.find(|step| !step.is_signed()).map(|step| step.n);
    let turn = match next {
        Some(n) if may(personnel_step::service::expect_turn(conn, actor, (of, n)))? => Some(n),
        Some(_) | None => None,
    };
    let against = Error::reasons(nominee::service::expect_to_change(conn, actor, of))?;
    let begun = Begun {
        turn,
        against,
        steps,
        picture,
    };
    Ok((
        begun.picture.case.congress.clone(),
        Found::Begun(Box::new(begun)),
    ))
}

fn may(verdict: Result<(), Error>) -> Result<bool, Error> {
    Error::reasons(verdict).map(|reasons| reasons.is_empty())
}

#[get("/congresses/{id}/personnel")]
async fn personnel_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let today = actor.today();
    // What is restricted is read through the write door, so that the reading is recorded.
    let (congress, begun) = state.db.write(move |conn| look(conn, &actor, *id)).await?;
    let is_over = congress.state.is_over();
    let back = Link::new(
        congress::pages::path(congress.id),
        congress.unit_name.clone(),
    );
    let begun = match begun {
        Found::Begun(begun) => *begun,
        Found::None(reasons) if reasons.is_empty() => {
            return beginning(&shell, &congress).show(&req);
        }
        Found::None(reasons) => {
            let words = |reason| ReasonView::of(reason, shell.language);
            let reasons = reasons.iter().map(words).collect();
            let page = NonePage {
                shell,
                back,
                reasons,
            };
            return show(&req, &page);
        }
    };
    let mut work = view_of(begun.picture, today, shell.language);
    let actions = ActionsView::of(work.state, work.version, &begun.steps, shell.language);
    let base = format!("/personnel/{}", work.id);
    let way = |place: &str, key: &str| Link::new(format!("{base}/{place}"), shell.say(key));
    let ways = Ways::default()
        .add(
            &shell,
            way("nominees/new", "personnel-page-nominate"),
            &begun.against,
        )
        .add(
            &shell,
            way("seats", "personnel-page-set-seats"),
            &begun.against,
        )
        .unless_over(is_over);
    let listed = |key: &str, nominees: &mut Vec<NomineeView>| Listed {
        heading: shell.say(key),
        nominees: std::mem::take(nominees),
    };
    let lists = vec![
        listed("personnel-page-re-election", &mut work.re_election),
        listed("personnel-page-first-time", &mut work.first_time),
        listed("personnel-page-withdrawn", &mut work.withdrawn),
    ];
    let all = lists.iter().flat_map(|list| &list.nominees);
    let page = PersonnelPage {
        back,
        turn: begun.turn,
        may_change: begun.against.is_empty(),
        ways,
        names: all.map(|one| (one.id, one.full_name.clone())).collect(),
        buttons: Buttons::of(actions, &base, &shell)
            .with_last(&[Step::RepeatStep, Step::ReturnScheme, Step::ReopenScheme])
            .unless_over(is_over),
        lists,
        work,
        shell,
    };
    show(&req, &page)
}

#[post("/congresses/{id}/personnel")]
async fn begin(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    sent: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let congress = state
        .db
        .read(move |conn| congress::service::find(conn, &reader, Action::ReadPersonnel, id))
        .await?;
    let page = beginning(&shell, &congress);
    let sentence = shell.say("personnel-page-begun");
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, _| {
            service::begin(conn, actor, id, &[])?;
            Ok(Done::at(here(id), &sentence))
        },
    )
    .await
}

/// The steps that the scheme has taken.
#[derive(Template)]
#[template(path = "personnel/pages/history.html")]
struct HistoryPage {
    shell: Shell,
    back: Link,
    rows: Vec<Past>,
    next: Option<Link>,
}

/// The personnel work is read at its congress.
#[get("/personnel/{id}")]
async fn personnel_place(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PersonnelId>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor;
    let case = state
        .db
        .read(move |conn| service::find(conn, &actor, Action::ReadPersonnel, *id))
        .await?;
    Ok(see_other(&super::path(&case)))
}

#[get("/personnel/{id}/history")]
async fn personnel_history(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PersonnelId>,
    asked: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(asked.0.cursor.as_deref(), asked.0.limit)?;
    let (case, history) = state
        .db
        .write(move |conn| {
            let case = service::find(conn, &actor, Action::ReadPersonnel, *id)?;
            Ok((case, service::history(conn, &actor, *id, &page)?))
        })
        .await?;
    let here = format!("/personnel/{}/history", case.personnel.id);
    let page = HistoryPage {
        back: Link::new(super::path(&case), shell.say("personnel-page-title")),
        next: next_page(&here, &[], history.next.as_deref(), shell.say("more")),
        rows: past::<PersonnelProcess>(&shell, history.items),
        shell,
    };
    show(&req, &page)
}
