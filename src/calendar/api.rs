//! The JSON face of one's own calendar.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Feed, FeedId};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::token::new_secret;
use crate::db::time::Instant;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::proxy;
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::words::Language;

/// The paths of calendars.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_calendar)
        .service(make_calendar)
        .service(revoke_calendar);
}

/// How the secrets of addresses begin.
pub const PREFIX: &str = "dhc_";

/// The address of one's own calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    /// The address's key.
    pub id: FeedId,
    /// The address itself, for a calendar program to subscribe to; shown once, and absent in the answer to a repeated
    /// request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "https://daihoi.example.vn/calendar/dhc_….ics")]
    pub url: Option<String>,
    /// Why the address is not in this answer: it is that of a repeated request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// When it was made.
    pub created_at: Instant,
}

impl From<Feed> for CalendarView {
    fn from(feed: Feed) -> Self {
        Self {
            id: feed.id,
            url: None,
            notice: None,
            created_at: feed.created_at,
        }
    }
}

/// Where the program is, as whoever asks calls it.
pub fn site(req: &HttpRequest) -> String {
    let scheme = if proxy::is_https(req) {
        "https"
    } else {
        "http"
    };
    format!("{scheme}://{}", req.connection_info().host())
}

/// The key and the secret of a new address, and the address itself.
pub fn new_address(req: &HttpRequest) -> (FeedId, String, String) {
    let secret = new_secret(PREFIX);
    let url = format!("{}/calendar/{secret}.ics", site(req));
    (FeedId::new(), secret, url)
}

/// One's own calendar
///
/// Whether there is an address, and since when; never the address itself.
#[utoipa::path(tag = "calendar", responses((status = 200, body = CalendarView), (status = 404)))]
#[get("/me/calendar")]
async fn read_calendar(state: Data<AppState>, actor: Actor) -> Result<HttpResponse, ApiError> {
    let feed = state
        .db
        .read(move |conn| service::own(conn, &actor)?.ok_or(Error::NotFound))
        .await?;
    Ok(Reply::ok(&CalendarView::from(feed))?.respond())
}

/// Make an address for one's own calendar
///
/// Days of the congresses in reach, and by when what waits is due, as iCalendar (RFC 5545). Whoever has the address reads
/// it without another key. An address made before no longer leads anywhere.
#[utoipa::path(tag = "calendar", responses((status = 201, body = CalendarView)))]
#[post("/me/calendar")]
async fn make_calendar(
    req: HttpRequest,
    state: Data<AppState>,
    actor: Actor,
    once: Once,
    language: Language,
) -> Result<HttpResponse, ApiError> {
    let (id, secret, url) = new_address(&req);
    let reply = once
        .reply(&state.db, actor, "", move |conn, actor| {
            let feed = service::make(conn, actor, (id, &secret))?;
            Reply::created("/api/v1/me/calendar".to_owned(), &CalendarView::from(feed))
        })
        .await?;
    Ok(reply.reveal(id, ("url", &url), language)?.respond())
}

/// Revoke the address of one's own calendar
#[utoipa::path(tag = "calendar", responses((status = 204), (status = 404)))]
#[delete("/me/calendar")]
async fn revoke_calendar(state: Data<AppState>, actor: Actor) -> Result<HttpResponse, ApiError> {
    state
        .db
        .write(move |conn| service::revoke(conn, &actor))
        .await?;
    Ok(Reply::done().respond())
}
