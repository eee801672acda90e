//! The pages of targets and of the resolution that carries them: each target its own vote.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;

use super::api::show_resolution;
use super::api::{ChangeTarget, ListTarget, ResolutionView, TargetView, show as show_target};
use super::figure::Figure;
use super::model::{Direction, Target, TargetChanges, TargetId, VotedTarget};
use super::resolution;
use super::service::{self, Deed};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::congress::service as congresses;
use crate::db::paging::{MOST, PageRequest};
use crate::db::{AnyConnection, Db};
use crate::error::{Arg, Error, Reason};
use crate::hall::day::{Day, path};
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::actions::Ways;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, see_other, show};
use crate::vote::api::TotalsBody;
use crate::vote::pages::{hands, totals_lead};
use crate::vote::rules::Standing;
use crate::vote::service as votes;

/// The pages of targets.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(targets_page)
        .service(resolution_page)
        .service(target_place)
        .service(add_form)
        .service(add)
        .service(edit_form)
        .service(edit)
        .service(remove_form)
        .service(remove)
        .service(vote_form)
        .service(record_vote);
}

/// The targets of a congress, and its resolution.
#[derive(Template)]
#[template(path = "target/pages/targets.html")]
struct TargetsPage {
    shell: Shell,
    day: Day,
    targets: Vec<Row>,
    resolution: Option<ResolutionView>,
    ways: Ways,
}

/// A target, and the ways to its forms.
struct Row {
    target: TargetView,
    ways: Vec<Link>,
}

/// The ways to the forms of a target that are open.
fn ways_of(shell: &Shell, id: TargetId, may: &[bool]) -> Vec<Link> {
    let verbs = [
        ("vote", "targets-vote"),
        ("edit", "targets-edit"),
        ("remove", "targets-remove"),
    ];
    verbs
        .into_iter()
        .zip(may)
        .filter(|(_, may)| **may)
        .map(|((verb, key), _)| Link::new(format!("/targets/{id}/{verb}"), shell.say(key)))
        .collect()
}

/// What speaks against adding a target and voting on one, and what may be done with each that is listed.
struct Against {
    adding: Vec<Reason>,
    voting: Vec<Reason>,
    each: Vec<[bool; 3]>,
}

impl Against {
    fn look(
        conn: &mut AnyConnection,
        actor: &Actor,
        congress: &Congress,
        targets: &[VotedTarget],
    ) -> Result<Self, Error> {
        let mut deeds = vec![Deed::Add, Deed::Vote];
        for one in targets {
            let state = one.target.state;
            deeds.extend([Deed::Change(state), Deed::Remove(state)]);
        }
        let verdicts = service::verdicts(conn, actor, congress, &deeds)?;
        let mut verdicts = verdicts.into_iter().map(Error::reasons);
        let mut next = || verdicts.next().unwrap_or_else(|| Ok(Vec::new()));
        let (adding, voting) = (next()?, next()?);
        let mut each = Vec::new();
        for _ in targets {
            each.push([voting.is_empty(), next()?.is_empty(), next()?.is_empty()]);
        }
        Ok(Self {
            adding,
            voting,
            each,
        })
    }
}

/// A figure as people write it here.
fn written(shell: &Shell, figure: Figure) -> String {
    let args = [("figure", Arg::from(figure))];
    shell.language.say_with("targets-a-figure", &args)
}

impl TargetsPage {
    /// From what to what, with the unit.
    fn figure(&self, target: &TargetView) -> String {
        let value = written(&self.shell, target.value);
        match target.baseline {
            Some(baseline) => {
                let before = written(&self.shell, baseline);
                format!("{before} → {value} {}", target.unit)
            }
            None => format!("{value} {}", target.unit),
        }
    }
}

/// Where the targets of a congress are shown.
fn targets_path(id: CongressId) -> String {
    format!("{}/targets", path(id))
}

#[get("/congresses/{id}/targets")]
async fn targets_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let (congress, listed, remarks, carried, against) = state
        .db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadDocuments, *id)?;
            let listed = service::list(conn, &actor, *id, &page)?;
            let against = Against::look(conn, &actor, &congress, &listed.items)?;
            let remarks = service::remarks_of(conn, *id)?;
            let carried = match resolution::find(conn, &actor, *id) {
                Ok(found) => Some(found),
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            Ok((congress, listed, remarks, carried, against))
        })
        .await?;
    let base = targets_path(congress.id);
    let to_add = Link::new(format!("{base}/new"), shell.say("targets-add"));
    let mut ways = Ways::default().add(&shell, to_add, &against.adding);
    if !against.voting.is_empty() {
        // Where it is open, the way stands with each target.
        let vote = Link::new(base, shell.say("targets-vote-title"));
        ways = ways.add(&shell, vote, &against.voting);
    }
    let row = |(target, may): (VotedTarget, [bool; 3])| Row {
        ways: ways_of(&shell, target.target.id, &may),
        target: show_target(target, &remarks, shell.language),
    };
    let targets = listed
        .items
        .into_iter()
        .zip(against.each)
        .map(row)
        .collect();
    let page = TargetsPage {
        day: Day::of(&congress, &shell),
        targets,
        ways: ways.unless_over(congress.state.is_over()),
        resolution: carried.map(|found| show_resolution(found, &remarks, shell.language)),
        shell,
    };
    show(&req, &page)
}

/// The resolution stands with its targets.
#[get("/congresses/{id}/resolution")]
async fn resolution_page(_: Visitor, id: Path<CongressId>) -> HttpResponse {
    see_other(&format!("{}#resolution", targets_path(*id)))
}

fn fields(shell: &Shell, target: Option<&Target>) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    let directions = Choice::all::<Direction>(shell, "target-direction");
    let figure = |figure: Figure| written(shell, figure);
    vec![
        Field::new("text", say("targets-text"), Widget::Area)
            .hint(say("targets-text-hint"))
            .now_maybe(target.map(|one| &one.text)),
        Field::new("indicator", say("targets-indicator"), Widget::Line)
            .hint(say("targets-indicator-hint"))
            .now_maybe(target.map(|one| &one.indicator)),
        Field::new(
            "direction",
            say("targets-direction"),
            Widget::Radios(directions),
        )
        .now_maybe(target.map(|one| one.direction)),
        Field::new("baseline", say("targets-baseline"), Widget::Line)
            .hint(say("targets-baseline-hint"))
            .optional()
            .now_maybe(target.and_then(Target::baseline).map(figure)),
        Field::new("value", say("targets-value"), Widget::Line)
            .hint(say("targets-value-hint"))
            .now_maybe(target.map(|one| figure(one.value()))),
        Field::new("unit", say("targets-unit"), Widget::Line)
            .hint(say("targets-unit-hint"))
            .now_maybe(target.map(|one| &one.unit)),
        Field::new("n", say("targets-n"), Widget::Number)
            .hint(say("targets-n-hint"))
            .optional()
            .now_maybe(target.map(|one| one.n)),
    ]
}

fn adding(shell: &Shell, congress: &Congress) -> FormPage {
    let day = Day::of(congress, shell);
    let action = format!("{}/new", targets_path(congress.id));
    FormPage::new(shell, shell.say("targets-add"), action, day.back("targets"))
        .about(day.name)
        .fields(fields(shell, None))
}

/// Whether this may be done now, before its form is shown.
async fn expect(db: &Db, actor: Actor, congress: &Congress, deed: Deed) -> Result<(), PageError> {
    let congress = congress.clone();
    db.read(move |conn| service::expect(conn, &actor, &congress, deed))
        .await?;
    Ok(())
}

async fn congress_of(db: &Db, actor: Actor, id: CongressId) -> Result<Congress, PageError> {
    let found = db
        .read(move |conn| congresses::find(conn, &actor, Action::ReadDocuments, id))
        .await?;
    Ok(found)
}

#[get("/congresses/{id}/targets/new")]
async fn add_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let congress = congress_of(&state.db, actor.clone(), *id).await?;
    expect(&state.db, actor, &congress, Deed::Add).await?;
    adding(&shell, &congress).show(&req)
}

#[post("/congresses/{id}/targets/new")]
async fn add(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<ListTarget>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let congress = congress_of(&state.db, actor.clone(), id).await?;
    let page = adding(&shell, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let target = service::add(conn, actor, id, &body.read())?.target;
            let to = format!("{}#target-{}", targets_path(id), target.id);
            Ok(Done::at(to, shell.say("targets-added")))
        },
    )
    .await
}

/// A target, its congress, and what a vote on it is judged by.
type Around = (VotedTarget, Congress, Standing);

async fn around(db: &Db, actor: Actor, id: TargetId) -> Result<Around, PageError> {
    let found = db
        .read(move |conn| {
            let voted = service::find(conn, &actor, id)?;
            let of = voted.target.congress_id;
            let congress = congresses::find(conn, &actor, Action::ReadDocuments, of)?;
            let standing = votes::standing(conn, &actor, &congress)?;
            Ok((voted, congress, standing))
        })
        .await?;
    Ok(found)
}

/// A form about one target.
fn of_target(
    shell: &Shell,
    (voted, congress, _): &Around,
    (title, verb): (&str, &str),
) -> FormPage {
    let day = Day::of(congress, shell);
    let action = format!("/targets/{}/{verb}", voted.target.id);
    FormPage::new(shell, shell.say(title), action, day.back("targets"))
        .about(voted.target.text.clone())
        .version(voted.target.version)
}

const EDIT: (&str, &str) = ("targets-edit-title", "edit");
const REMOVE: (&str, &str) = ("targets-remove-title", "remove");
const VOTE: (&str, &str) = ("targets-vote-title", "vote");

fn editing(shell: &Shell, around: &Around) -> FormPage {
    of_target(shell, around, EDIT).fields(fields(shell, Some(&around.0.target)))
}

fn removing(shell: &Shell, around: &Around) -> FormPage {
    of_target(shell, around, REMOVE).lead(shell.say("targets-remove-lead"))
}

fn voting(shell: &Shell, around: &Around) -> FormPage {
    of_target(shell, around, VOTE)
        .lead(totals_lead(shell, &around.2))
        .fields(hands(shell, ""))
}

/// A target is read among the others of its congress.
#[get("/targets/{id}")]
async fn target_place(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<TargetId>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor;
    let found = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    let target = found.target;
    Ok(see_other(&format!("{}/targets", path(target.congress_id))))
}

#[get("/targets/{id}/edit")]
async fn edit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<TargetId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *id).await?;
    expect(
        &state.db,
        actor,
        &found.1,
        Deed::Change(found.0.target.state),
    )
    .await?;
    editing(&shell, &found).show(&req)
}

/// A baseline that was left empty is taken away: the form shows every field.
fn changes(body: &ChangeTarget) -> TargetChanges {
    let mut changes = body.read();
    changes.baseline = Some(changes.baseline.flatten());
    changes
}

#[post("/targets/{id}/edit")]
async fn edit(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<TargetId>,
    form: ProtectedForm<ChangeTarget>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = around(&state.db, actor.clone(), id).await?;
    let page = editing(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let target = service::change(conn, actor, id, seen, &changes(body))?.target;
            let to = format!("{}#target-{id}", targets_path(target.congress_id));
            Ok(Done::at(to, shell.say("targets-changed")))
        },
    )
    .await
}

#[get("/targets/{id}/remove")]
async fn remove_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<TargetId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *id).await?;
    expect(
        &state.db,
        actor,
        &found.1,
        Deed::Remove(found.0.target.state),
    )
    .await?;
    removing(&shell, &found).show(&req)
}

#[post("/targets/{id}/remove")]
async fn remove(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<TargetId>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = around(&state.db, actor.clone(), id).await?;
    let page = removing(&shell, &found);
    let seen = form.said.seen()?;
    let to = targets_path(found.1.id);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::remove(conn, actor, id, seen)?;
            Ok(Done::at(&to, shell.say("targets-removed")))
        },
    )
    .await
}

#[get("/targets/{id}/vote")]
async fn vote_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<TargetId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *id).await?;
    expect(&state.db, actor, &found.1, Deed::Vote).await?;
    voting(&shell, &found).show(&req)
}

#[post("/targets/{id}/vote")]
async fn record_vote(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<TargetId>,
    form: ProtectedForm<TotalsBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = around(&state.db, actor.clone(), id).await?;
    let page = voting(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let target = service::put_to_vote(conn, actor, id, seen, &body.told())?.target;
            let to = format!("{}#target-{id}", targets_path(target.congress_id));
            let done = shell.term("target-state", target.state);
            Ok(Done::at(to, shell.say_of("votes-recorded", "result", done)))
        },
    )
    .await
}
