//! The forms of the roll: draw up, put down, correct, mark.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::super::api::{DrawUpBody, NewRollEntry, RollCorrection, RollMark};
use super::super::marking;
use super::super::model::{DrawnUp, Mark, RollEntry, RollEntryId, RollStatus};
use super::super::service;
use super::to_the_roll;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::congress::service as congresses;
use crate::hall::day::path;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};

/// The paths of the forms.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(draw_up_form)
        .service(draw_up)
        .service(put_down_form)
        .service(put_down)
        .service(correction_form)
        .service(correct)
        .service(mark_form)
        .service(mark);
}

async fn congress_of(
    state: &AppState,
    actor: Actor,
    id: CongressId,
) -> Result<Congress, PageError> {
    let found = state
        .db
        .read(move |conn| congresses::find(conn, &actor, Action::ReadCongresses, id))
        .await?;
    Ok(found)
}

/// An entry; that it was read is recorded.
async fn entry_of(state: &AppState, actor: Actor, id: RollEntryId) -> Result<RollEntry, PageError> {
    let (entry, _) = state
        .db
        .write(move |conn| service::find(conn, &actor, id))
        .await?;
    Ok(entry)
}

/// Whether an entry may be put down, corrected or marked now, before its form is shown.
async fn expect_to_correct(
    state: &AppState,
    actor: Actor,
    id: CongressId,
) -> Result<(), PageError> {
    state
        .db
        .read(move |conn| service::expect_to_correct(conn, &actor, id))
        .await?;
    Ok(())
}

fn drawing_up(shell: &Shell, congress: &Congress) -> FormPage {
    let action = format!("{}/roll/draw-up", path(congress.id));
    let back = Some(to_the_roll(shell, congress.id));
    FormPage::new(shell, shell.say("roll-draw-up"), action, back)
        .about(congress.unit_name.clone())
        .lead(shell.say("roll-draw-up-lead"))
}

#[get("/congresses/{id}/roll/draw-up")]
async fn draw_up_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let congress = congress_of(&state, actor.clone(), *id).await?;
    state
        .db
        .read(move |conn| service::expect_to_draw_up(conn, &actor, *id))
        .await?;
    drawing_up(&shell, &congress).show(&req)
}

fn drawn_up(shell: &Shell, done: &DrawnUp) -> String {
    let args = [
        ("entries", done.entries.into()),
        ("added", done.added.into()),
        ("refreshed", done.refreshed.into()),
        ("struck_off", done.struck_off.into()),
        ("namesakes", done.namesakes.into()),
    ];
    shell.language.say_with("roll-drawn-up", &args)
}

#[post("/congresses/{id}/roll/draw-up")]
async fn draw_up(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<DrawUpBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let congress = congress_of(&state, actor.clone(), id).await?;
    let page = drawing_up(&shell, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            let done = service::draw_up(conn, actor, id)?;
            let place = format!("{}/attendance", path(id));
            Ok(Done::at(place, drawn_up(&shell, &done)))
        },
    )
    .await
}

fn reason(shell: &Shell) -> Field {
    Field::new("reason", shell.say("roll-reason"), Widget::Area)
}

fn statuses(shell: &Shell) -> Widget {
    Widget::Radios(Choice::all::<RollStatus>(shell, "roll-status"))
}

fn putting_down(shell: &Shell, congress: &Congress) -> FormPage {
    let action = format!("{}/roll-entries/new", path(congress.id));
    let back = Some(to_the_roll(shell, congress.id));
    FormPage::new(shell, shell.say("roll-put-down"), action, back)
        .about(congress.unit_name.clone())
        .lead(shell.say("roll-put-down-lead"))
        .fields(vec![
            Field::new("full_name", shell.say("roll-name"), Widget::Line),
            Field::new("birth_date", shell.say("roll-birth-date"), Widget::Date)
                .hint(shell.say("roll-birth-date-hint"))
                .optional(),
            Field::new("status", shell.say("roll-status"), statuses(shell)),
            reason(shell),
        ])
}

#[get("/congresses/{id}/roll-entries/new")]
async fn put_down_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let congress = congress_of(&state, actor.clone(), *id).await?;
    expect_to_correct(&state, actor, *id).await?;
    putting_down(&shell, &congress).show(&req)
}

#[post("/congresses/{id}/roll-entries/new")]
async fn put_down(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<NewRollEntry>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let congress = congress_of(&state, actor.clone(), id).await?;
    let page = putting_down(&shell, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body: &NewRollEntry| {
            let (entry, _) = service::put_down(conn, actor, id, &body.input())?;
            let place = format!("{}/attendance#entry-{}", path(id), entry.id);
            Ok(Done::at(place, shell.say("roll-put-down-done")))
        },
    )
    .await
}

fn of_entry(shell: &Shell, entry: &RollEntry, title: &str, verb: &str) -> FormPage {
    let base = format!("/roll-entries/{}", entry.id);
    let back = Some(Link::new(base.clone(), entry.full_name.clone()));
    FormPage::new(shell, shell.say(title), format!("{base}/{verb}"), back)
        .about(entry.full_name.clone())
        .version(entry.version)
}

fn correcting(shell: &Shell, entry: &RollEntry) -> FormPage {
    let yes_no = Widget::Radios(vec![
        Choice::new(false, shell.say("roll-on-it")),
        Choice::new(true, shell.say("roll-off-it")),
    ]);
    of_entry(shell, entry, "roll-correct", "edit")
        .lead(shell.say("roll-correct-lead"))
        .fields(vec![
            Field::new("full_name", shell.say("roll-name"), Widget::Line).now(&entry.full_name),
            Field::new("birth_date", shell.say("roll-birth-date"), Widget::Date)
                .hint(shell.say("roll-birth-date-hint"))
                .optional()
                .now_maybe(entry.birth_date),
            Field::new("status", shell.say("roll-status"), statuses(shell)).now(entry.status),
            Field::new("struck_off", shell.say("roll-stands"), yes_no).now(entry.struck_off),
            Field::new(
                "of_convening_committee",
                shell.say("roll-of-conveners"),
                Widget::Select(vec![
                    Choice::new(true, shell.say("roll-is-convener")),
                    Choice::new(false, shell.say("roll-is-no-convener")),
                ]),
            )
            .hint(shell.say("roll-of-conveners-hint"))
            .optional()
            .now_maybe(entry.of_convening_committee),
            reason(shell),
        ])
}

#[get("/roll-entries/{id}/edit")]
async fn correction_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<RollEntryId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let entry = entry_of(&state, actor.clone(), *id).await?;
    expect_to_correct(&state, actor, entry.congress_id).await?;
    correcting(&shell, &entry).show(&req)
}

/// What stands as it is, is no correction: the form sends every field.
fn only_what_differs(body: &RollCorrection, entry: &RollEntry) -> service::Correction {
    let mut input = body.input();
    input.full_name = input.full_name.filter(|name| *name != entry.full_name);
    input.birth_date = input
        .birth_date
        .filter(|date| Some(*date) != entry.birth_date);
    input.status = input.status.filter(|status| *status != entry.status);
    input.struck_off = input.struck_off.filter(|off| *off != entry.struck_off);
    input.of_convening_committee = input
        .of_convening_committee
        .filter(|told| Some(*told) != entry.of_convening_committee);
    input
}

#[post("/roll-entries/{id}/edit")]
async fn correct(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<RollEntryId>,
    form: ProtectedForm<RollCorrection>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let entry = entry_of(&state, actor.clone(), id).await?;
    let page = correcting(&shell, &entry);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let input = only_what_differs(body, &entry);
            service::correct(conn, actor, id, seen, &input)?;
            let place = format!("/roll-entries/{id}");
            Ok(Done::at(place, shell.say("roll-corrected")))
        },
    )
    .await
}

fn marking_form(shell: &Shell, entry: &RollEntry) -> FormPage {
    // To be cleared again by whoever finds that the person has come after all.
    let yes_no = Widget::Select(vec![
        Choice::new(true, shell.say("roll-accepted")),
        Choice::new(false, shell.say("roll-not-accepted")),
    ]);
    let marks = Choice::all::<Mark>(shell, "roll-mark");
    of_entry(shell, entry, "roll-mark-title", "mark").fields(vec![
        Field::new("mark", shell.say("roll-mark"), Widget::Radios(marks)).now(entry.mark),
        Field::new("at", shell.say("roll-at"), Widget::Line)
            .hint(shell.say("roll-at-hint"))
            .optional(),
        Field::new(
            "absence_reason",
            shell.say("roll-absence-reason"),
            Widget::Area,
        )
        .hint(shell.say("roll-absence-hint"))
        .optional()
        .now_maybe(entry.absence_reason.as_ref())
        .under(shell.say("roll-excused-group")),
        Field::new("absence_accepted", shell.say("roll-acceptance"), yes_no)
            .optional()
            .now_maybe(entry.absence_accepted),
        Field::new("note", shell.say("roll-note"), Widget::Area)
            .hint(shell.say("roll-note-hint"))
            .optional()
            .under(shell.say("roll-correction-group")),
    ])
}

#[get("/roll-entries/{id}/mark")]
async fn mark_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<RollEntryId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let entry = entry_of(&state, actor.clone(), *id).await?;
    expect_to_correct(&state, actor, entry.congress_id).await?;
    marking_form(&shell, &entry).show(&req)
}

#[post("/roll-entries/{id}/mark")]
async fn mark(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<RollEntryId>,
    form: ProtectedForm<RollMark>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let entry = entry_of(&state, actor.clone(), id).await?;
    let page = marking_form(&shell, &entry);
    let seen = form.said.seen()?;
    let congress = entry.congress_id;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            marking::mark(conn, actor, id, seen, &body.input())?;
            let place = format!("{}/attendance#entry-{id}", path(congress));
            Ok(Done::at(place, shell.say("roll-marked")))
        },
    )
    .await
}
