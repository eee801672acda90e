//! Somebody's calendar: its address made and revoked, and the calendar itself.

use actix_web::http::header;
use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use icalendar::{Calendar, Component, Event, EventLike};

use super::api::{PREFIX, new_address, site};
use super::model::Entry;
use super::service;
use crate::app::AppState;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::form::{Nothing, ProtectedForm};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::secret_page::{SecretPage, submit_for_secret};
use crate::http::page::{Link, Shell, Visitor};
use crate::words::Language;

const MAKE: &str = "/account/calendar";
const REVOKE: &str = "/account/calendar/revoke";

/// The pages of calendars.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(make_form)
        .service(make)
        .service(revoke_form)
        .service(revoke)
        .service(calendar_file);
}

fn back(shell: &Shell) -> Link {
    Link::new("/account", shell.say("account-title"))
}

fn making(shell: &Shell) -> FormPage {
    FormPage::new(shell, shell.say("calendar-make"), MAKE, Some(back(shell)))
        .lead(shell.say("calendar-make-lead"))
}

#[get("/account/calendar")]
async fn make_form(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    making(&visitor.shell).show(&req)
}

#[post("/account/calendar")]
async fn make(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let page = making(&shell);
    let (id, secret, url) = new_address(&req);
    let shown = SecretPage {
        title: shell.say("calendar-is-made"),
        about: shell.say("calendar-title"),
        lead: shell.say("calendar-made-lead"),
        secret: url,
        notes: vec![shell.say("calendar-keep-secret")],
        on: back(&shell),
        shell,
    };
    submit_for_secret(
        &req,
        &state.db,
        actor,
        (page, form.said),
        (id, shown),
        move |conn, actor, _: &Nothing| service::make(conn, actor, (id, &secret)).map(|_| ()),
    )
    .await
}

fn revoking(shell: &Shell) -> FormPage {
    FormPage::new(
        shell,
        shell.say("calendar-revoke"),
        REVOKE,
        Some(back(shell)),
    )
    .lead(shell.say("calendar-revoke-lead"))
}

#[get("/account/calendar/revoke")]
async fn revoke_form(req: HttpRequest, visitor: Visitor) -> Result<HttpResponse, PageError> {
    revoking(&visitor.shell).show(&req)
}

#[post("/account/calendar/revoke")]
async fn revoke(
    req: HttpRequest,
    state: Data<AppState>,
    form: ProtectedForm<Nothing>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let page = revoking(&shell);
    let done = shell.say("calendar-is-revoked");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, _| {
            service::revoke(conn, actor)?;
            Ok(Done::at("/account", done.clone()))
        },
    )
    .await
}

fn written(entries: &[Entry], site: &str, now: Instant) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&Language::Vietnamese.say("calendar-name"));
    for entry in entries {
        let mut event = Event::new();
        event
            .uid(&entry.uid)
            .timestamp(now.utc())
            .summary(&entry.summary)
            .description(&entry.detail)
            .url(&format!("{site}{}", entry.path))
            .starts(entry.on)
            // The day after: an event ends before its end (RFC 5545 §3.6.1).
            .ends(entry.on.succ_opt().unwrap_or(entry.on));
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// The calendar behind an address; whoever has the address needs no other key.
#[get("/calendar/{secret}.ics")]
async fn calendar_file(
    req: HttpRequest,
    state: Data<AppState>,
    secret: Path<String>,
) -> Result<HttpResponse, PageError> {
    let (secret, now) = (secret.into_inner(), state.clock.now());
    if !secret.starts_with(PREFIX) {
        return Err(PageError::Said(Error::NotFound));
    }
    let entries = state
        .db
        .read(move |conn| service::read(conn, &secret, now))
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(written(&entries, &site(&req), now)))
}
