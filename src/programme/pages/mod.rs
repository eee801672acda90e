//! The pages of a programme: the chairman's script as the day runs, and the arranging before it.

mod arrange;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::{TakeItemStep, view};
use super::model::{Item, ItemId, ItemKind, ItemStep};
use super::service::{self, Arranged};
use super::view::ProgrammeView;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId, State};
use crate::congress::service as congresses;
use crate::db::search::normalise;
use crate::error::Error;
use crate::hall::day::{Day, path};
use crate::http::form::field::{Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::actions::Ways;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, show};

/// The pages of programmes.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(programme_page)
        .service(build_form)
        .service(build)
        .service(step_page)
        .service(take_step);
    arrange::routes(cfg);
}

/// The programme as the day runs.
#[derive(Template)]
#[template(path = "programme/pages/programme.html")]
struct ProgrammePage {
    shell: Shell,
    day: Day,
    programme: Option<ProgrammeView>,
    /// The ways to building and arranging it.
    ways: Ways,
    /// The items of which what was said last may be taken back.
    taken_back: Vec<ItemId>,
}

impl ProgrammePage {
    /// Where what belongs to an item of this kind is done.
    fn place(&self, kind: &ItemKind) -> Option<Link> {
        let place = match kind {
            ItemKind::Gathering | ItemKind::AttendanceReport => "attendance",
            ItemKind::PresidiumElection | ItemKind::CountingCommittee => "organs",
            ItemKind::ProgrammeAdoption => "votes",
            ItemKind::BallotList
            | ItemKind::CommitteeBallot
            | ItemKind::SecretaryBallot
            | ItemKind::DeputyBallot
            | ItemKind::DelegateBallot => "elections",
            ItemKind::Resolution => "targets",
            ItemKind::OpeningSalute
            | ItemKind::OpeningSpeech
            | ItemKind::PoliticalReport
            | ItemKind::SelfReview
            | ItemKind::UpperDrafts
            | ItemKind::Discussion
            | ItemKind::UpperSpeech
            | ItemKind::Reply
            | ItemKind::CommitteeLaunch
            | ItemKind::ClosingSpeech
            | ItemKind::ClosingSalute
            | ItemKind::Other => return None,
        };
        self.day.back(place)
    }

    fn may_take_back(&self, id: &ItemId) -> bool {
        self.taken_back.contains(id)
    }

    /// Why no item comes next.
    fn why_nothing_is_next(&self) -> String {
        let key = match self.day.state {
            State::InSession => "programme-all-done",
            State::Preparing | State::Submitted | State::Approved | State::Convened => {
                "programme-not-opened"
            }
            State::Closed
            | State::Reported
            | State::Confirmed
            | State::Annulled
            | State::Cancelled => "programme-over",
        };
        self.shell.say(key)
    }
}

#[get("/congresses/{id}/programme")]
async fn programme_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let language = shell.language;
    let (congress, programme, taken_back, against) = state
        .db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, *id)?;
            match service::find(conn, &actor, *id) {
                Ok(at) => {
                    let against = service::expect_to_arrange(&actor, &congress);
                    let shown = view(conn, &actor, &at, language)?;
                    Ok((
                        congress,
                        Some(shown),
                        to_take_back(&actor, &at),
                        Error::reasons(against)?,
                    ))
                }
                Err(Error::NotFound) => {
                    let against = service::expect_to_build(conn, &actor, &congress);
                    Ok((congress, None, Vec::new(), Error::reasons(against)?))
                }
                Err(error) => Err(error),
            }
        })
        .await?;
    let base = programme_path(congress.id);
    let way = match programme {
        Some(_) => Link::new(format!("{base}/edit"), shell.say("programme-arrange")),
        None => Link::new(format!("{base}/build"), shell.say("programme-build")),
    };
    let page = ProgrammePage {
        day: Day::of(&congress, &shell),
        programme,
        taken_back,
        ways: Ways::default()
            .add(&shell, way, &against)
            .unless_over(congress.state.is_over()),
        shell,
    };
    show(&req, &page)
}

/// The items of which what was said last may be taken back now.
fn to_take_back(actor: &Actor, at: &Arranged) -> Vec<ItemId> {
    let may = |item: &&Item| service::expect_step(actor, at, item, ItemStep::TakeBack).is_ok();
    at.items.iter().filter(may).map(|item| item.id).collect()
}

async fn congress_of(
    state: &AppState,
    actor: Actor,
    id: CongressId,
) -> Result<Congress, PageError> {
    let found = state
        .db
        .read(move |conn| congresses::find(conn, &actor, Action::ReadCongressDay, id))
        .await?;
    Ok(found)
}

async fn arranged(state: &AppState, actor: Actor, id: CongressId) -> Result<Arranged, PageError> {
    let found = state
        .db
        .read(move |conn| service::find(conn, &actor, id))
        .await?;
    Ok(found)
}

/// Where the page of the programme is.
fn programme_path(id: CongressId) -> String {
    format!("{}/programme", path(id))
}

fn building(shell: &Shell, congress: &Congress) -> FormPage {
    let day = Day::of(congress, shell);
    let action = format!("{}/build", programme_path(congress.id));
    let title = shell.say("programme-build");
    FormPage::new(shell, title, action, day.back("programme"))
        .about(congress.unit_name.clone())
        .lead(shell.say("programme-build-lead"))
}

#[get("/congresses/{id}/programme/build")]
async fn build_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let congress = congress_of(&state, actor.clone(), *id).await?;
    let of = congress.clone();
    state
        .db
        .read(move |conn| service::expect_to_build(conn, &actor, &of))
        .await?;
    building(&shell, &congress).show(&req)
}

#[post("/congresses/{id}/programme/build")]
async fn build(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let congress = congress_of(&state, actor.clone(), id).await?;
    let page = building(&shell, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::build(conn, actor, id)?;
            Ok(Done::at(programme_path(id), shell.say("programme-built")))
        },
    )
    .await
}

/// What an item is called.
fn title(shell: &Shell, item: &Item) -> String {
    let words = [("item", super::rules::called(item))];
    shell.language.say_with("programme-title", &words)
}

fn stepping(shell: &Shell, at: &Arranged, item: &Item, step: ItemStep) -> FormPage {
    let day = Day::of(&at.congress, shell);
    let base = programme_path(at.congress.id);
    let action = format!("{base}/items/{}/steps/{step}", item.id);
    let fields = match step {
        ItemStep::Begin | ItemStep::End => Vec::new(),
        ItemStep::TakeBack => vec![
            Field::new("note", shell.say("field-note"), Widget::Area)
                .hint(shell.say("programme-take-back-hint")),
        ],
    };
    let title_of_form = shell.term("programme-step", step);
    FormPage::new(shell, title_of_form, action, day.back("programme"))
        .about(title(shell, item))
        .fields(fields)
        .hidden("step", step)
        .version(at.programme.version)
}

fn item_of(at: &Arranged, id: ItemId) -> Result<Item, Error> {
    let found = at.items.iter().find(|item| item.id == id);
    found.cloned().ok_or(Error::NotFound)
}

#[get("/congresses/{id}/programme/items/{item}/steps/{step}")]
async fn step_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(CongressId, ItemId, ItemStep)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, item, step) = at.into_inner();
    let found = arranged(&state, actor.clone(), id).await?;
    let own = item_of(&found, item)?;
    service::expect_step(&actor, &found, &own, step)?;
    stepping(&shell, &found, &own, step).show(&req)
}

#[post("/congresses/{id}/programme/items/{item}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(CongressId, ItemId, ItemStep)>,
    form: ProtectedForm<TakeItemStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, item, step) = at.into_inner();
    let found = arranged(&state, actor.clone(), id).await?;
    let own = item_of(&found, item)?;
    let page = stepping(&shell, &found, &own, step);
    let seen = form.said.seen()?;
    let name = title(&shell, &own);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let note = body.note.as_deref().map(normalise);
            service::take_step(conn, actor, (id, item), seen, body.step, note.as_deref())?;
            let key = match body.step {
                ItemStep::Begin => "programme-begun",
                ItemStep::End => "programme-ended",
                ItemStep::TakeBack => "programme-taken-back",
            };
            let sentence = shell.say_of(key, "item", &name);
            Ok(Done::at(programme_path(id), sentence))
        },
    )
    .await
}
