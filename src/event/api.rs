//! The JSON face of the outbox.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

use super::model::{Event, Stretch};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::paging::PageRequest;
use crate::http::api::ApiError;
use crate::http::body::Query;
use crate::http::reply::Reply;
use crate::http::routes::Routes;

/// The paths of the outbox.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(list_events);
}

/// Which events.
#[derive(Debug, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Those after this position; the `next` of the answer before, 0 to begin with.
    #[serde(default)]
    #[validate(range(min = 0))]
    #[param(minimum = 0, default = 0)]
    pub after: i64,
    /// How many items, 1 to 200; 50 unless said.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i64>,
}

/// A stretch of the events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventStretch {
    /// The events you may hear of, in the order in which they were committed; may be none although `more`.
    pub items: Vec<Event>,
    /// The `after` to ask with next time; always there, also when nothing is new.
    pub next: i64,
    /// Whether to ask again at once.
    pub more: bool,
    /// The position of the oldest event still kept; when it is beyond the one after `after`, you have missed some.
    pub oldest: Option<i64>,
}

impl From<Stretch> for EventStretch {
    fn from(stretch: Stretch) -> Self {
        Self {
            items: stretch.events,
            next: stretch.next,
            more: stretch.more,
            oldest: stretch.oldest,
        }
    }
}

/// Events
///
/// What happened in your reach, for systems that follow: ask after the last position you have seen, as often as
/// you like. An event names things by key; read the thing itself for more. Kept for 400 days.
#[utoipa::path(tag = "events", params(EventQuery), responses((status = 200, body = EventStretch)))]
#[get("/events")]
async fn list_events(
    state: Data<AppState>,
    actor: Actor,
    query: Query<EventQuery>,
) -> Result<HttpResponse, ApiError> {
    let after = query.0.after;
    let limit = PageRequest::<()>::parse(None, query.0.limit)?.limit;
    let stretch = state
        .db
        .read(move |conn| service::after(conn, &actor, after, limit))
        .await?;
    Ok(Reply::ok(&EventStretch::from(stretch))?.respond())
}
