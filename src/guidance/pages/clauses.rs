//! Writing the clauses of a draft: what each says, what it rests on, when it is ticked off.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use validator::Validate;

use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::guidance::clause as service;
use crate::guidance::clause_api::{ClauseBody, NewClause};
use crate::guidance::model::{Checklist, ClauseId, Guidance, GuidanceId, RestingClause};
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::opinion;
use crate::opinion::model::{Opinion, OpinionFilter, OpinionId};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_form)
        .service(add_clause)
        .service(edit_form)
        .service(change_clause)
        .service(remove_form)
        .service(remove_clause);
}

fn path_of(guidance: GuidanceId, clause: ClauseId, verb: &str) -> String {
    format!("{}/clauses/{clause}/{verb}", path(guidance))
}

/// The opinions that a clause may rest on: those concluded, and those it rests on already.
fn choices(
    conn: &mut AnyConnection,
    actor: &Actor,
    guidance: &Guidance,
    chosen: &[OpinionId],
) -> Result<Vec<Opinion>, Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let filter = OpinionFilter::default();
    let found = opinion::service::list_of_plan(conn, actor, guidance.plan_id, filter, &all)?;
    let mut opinions = found.items;
    opinions.retain(|one| one.state.is_concluded() || chosen.contains(&one.id));
    let missing = chosen
        .iter()
        .filter(|id| !opinions.iter().any(|one| one.id == **id));
    let missing: Vec<OpinionId> = missing.copied().collect();
    opinions.extend(opinion::service::of(conn, &missing)?);
    Ok(opinions)
}

fn fields(shell: &Shell, opinions: &[Opinion], now: Option<&RestingClause>) -> Vec<Field> {
    let say = |key: &str| shell.say(key);
    let ticks = opinions.iter().map(|opinion| {
        let mut choice = Choice::new(opinion.id, opinion.text.clone());
        choice.hint = opinion.conclusion.as_ref().map_or_else(
            || shell.term("opinion-state", opinion.state),
            |conclusion| format!("{}: {conclusion}", say("opinions-conclusion")),
        );
        choice
    });
    let chosen = now.map(|clause| clause.opinion_ids.iter().map(ToString::to_string).collect());
    let when = Choice::all::<Checklist>(shell, "checklist");
    let checklist = now.map_or(Checklist::None, |clause| clause.clause.checklist);
    vec![
        Field::new("text", say("guidances-clause-text"), Widget::Area)
            .now_maybe(now.map(|clause| &clause.clause.text)),
        Field::new(
            "opinion_ids",
            say("guidances-rests-on"),
            Widget::Ticks(ticks.collect()),
        )
        .hint(say("guidances-rests-on-hint"))
        .now_all(chosen.unwrap_or_default()),
        Field::new(
            "checklist",
            say("guidances-checklist"),
            Widget::Radios(when),
        )
        .now(checklist),
        Field::new("n", say("guidances-clause-n"), Widget::Number)
            .hint(say("guidances-clause-n-hint"))
            .now_maybe(now.map(|clause| clause.clause.n))
            .optional(),
    ]
}

fn new_page(shell: &Shell, guidance: &Guidance, opinions: &[Opinion]) -> FormPage {
    FormPage::new(
        shell,
        shell.say("guidances-add-clause"),
        format!("{}/clauses/new", path(guidance.id)),
        Some(back(guidance)),
    )
    .about(guidance.title.clone())
    .fields(fields(shell, opinions, None))
}

fn for_new(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
) -> Result<(Guidance, Vec<Opinion>), Error> {
    let (guidance, _) = crate::guidance::service::find(conn, actor, id)?;
    let opinions = choices(conn, actor, &guidance, &[])?;
    Ok((guidance, opinions))
}

/// Which opinion the clause is made from.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct MadeFrom {
    opinion: Option<OpinionId>,
}

/// The form with the conclusion as its text and the opinion ticked.
fn made_from(mut page: FormPage, opinion: &Opinion) -> FormPage {
    for field in &mut page.fields {
        match field.name.as_str() {
            "text" => field.values = opinion.conclusion.clone().into_iter().collect(),
            "opinion_ids" => field.values = vec![opinion.id.to_string()],
            _ => (),
        }
    }
    page
}

#[get("/guidances/{id}/clauses/new")]
async fn new_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
    asked: Asked<MadeFrom>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (guidance, opinions) = state
        .db
        .read(move |conn| {
            service::expect_to_write(conn, &actor, *id)?;
            for_new(conn, &actor, *id)
        })
        .await?;
    let page = new_page(&shell, &guidance, &opinions);
    let from = opinions.iter().find(|one| Some(one.id) == asked.0.opinion);
    match from {
        Some(opinion) => made_from(page, opinion).show(&req),
        None => page.show(&req),
    }
}

#[post("/guidances/{id}/clauses/new")]
async fn add_clause(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<GuidanceId>,
    form: ProtectedForm<NewClause>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let (guidance, opinions) = state
        .db
        .read(move |conn| for_new(conn, &reader, id))
        .await?;
    let page = new_page(&shell, &guidance, &opinions);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let added = service::add(conn, actor, id, &body.changes())?;
            let sentence = shell.say_of("guidances-clause-added", "n", added.clause.n);
            Ok(Done::at(path(id), sentence))
        },
    )
    .await
}

fn edit_page(
    shell: &Shell,
    (clause, guidance): (&RestingClause, &Guidance),
    opinions: &[Opinion],
) -> FormPage {
    FormPage::new(
        shell,
        shell.say("guidances-edit-clause"),
        path_of(guidance.id, clause.clause.id, "edit"),
        Some(back(guidance)),
    )
    .about(guidance.title.clone())
    .fields(fields(shell, opinions, Some(clause)))
    .hidden("opinion_ids", "")
    .version(clause.clause.version)
}

/// A clause of this guidance, and the opinions that it may rest on.
fn for_edit(
    conn: &mut AnyConnection,
    actor: &Actor,
    (guidance_id, clause_id): (GuidanceId, ClauseId),
) -> Result<(RestingClause, Guidance, Vec<Opinion>), Error> {
    let (clause, guidance, _) = service::find_clause(conn, actor, clause_id)?;
    if guidance.id != guidance_id {
        return Err(Error::NotFound);
    }
    let opinions = choices(conn, actor, &guidance, &clause.opinion_ids)?;
    Ok((clause, guidance, opinions))
}

#[get("/guidances/{id}/clauses/{clause}/edit")]
async fn edit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(GuidanceId, ClauseId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (clause, guidance, opinions) = state
        .db
        .read(move |conn| {
            service::expect_to_write(conn, &actor, at.0)?;
            for_edit(conn, &actor, *at)
        })
        .await?;
    edit_page(&shell, (&clause, &guidance), &opinions).show(&req)
}

#[post("/guidances/{id}/clauses/{clause}/edit")]
async fn change_clause(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(GuidanceId, ClauseId)>,
    form: ProtectedForm<ClauseBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (at, reader) = (*at, actor.clone());
    let (clause, guidance, opinions) = state
        .db
        .read(move |conn| for_edit(conn, &reader, at))
        .await?;
    let page = edit_page(&shell, (&clause, &guidance), &opinions);
    let seen = form.said.seen()?;
    let sentence = shell.say("guidances-saved");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::change(conn, actor, at, seen, &body.changes())?;
            Ok(Done::at(path(at.0), &sentence))
        },
    )
    .await
}

fn remove_page(shell: &Shell, clause: &RestingClause, guidance: &Guidance) -> FormPage {
    FormPage::new(
        shell,
        shell.say("guidances-remove-clause"),
        path_of(guidance.id, clause.clause.id, "remove"),
        Some(back(guidance)),
    )
    .about(guidance.title.clone())
    .lead(format!("{}. {}", clause.clause.n, clause.clause.text))
    .version(clause.clause.version)
}

#[get("/guidances/{id}/clauses/{clause}/remove")]
async fn remove_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(GuidanceId, ClauseId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (clause, guidance, _) = state
        .db
        .read(move |conn| {
            service::expect_to_write(conn, &actor, at.0)?;
            for_edit(conn, &actor, *at)
        })
        .await?;
    remove_page(&shell, &clause, &guidance).show(&req)
}

#[post("/guidances/{id}/clauses/{clause}/remove")]
async fn remove_clause(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(GuidanceId, ClauseId)>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (at, reader) = (*at, actor.clone());
    let (clause, guidance, _) = state
        .db
        .read(move |conn| for_edit(conn, &reader, at))
        .await?;
    let page = remove_page(&shell, &clause, &guidance);
    let seen = form.said.seen()?;
    let sentence = shell.say("guidances-clause-removed");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::remove(conn, actor, at, seen)?;
            Ok(Done::at(path(at.0), &sentence))
        },
    )
    .await
}
