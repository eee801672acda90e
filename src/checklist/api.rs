//! The JSON face of the checklist of a congress, and of the trace.

use std::iter;

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{Item, TickedBox};
use super::service::{self, Said};
use super::trace;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::time::Instant;
use crate::error::Error;
use crate::guidance::api::GuidanceSummary;
use crate::guidance::clause_api::ClauseView;
use crate::guidance::model::{Checklist, ClauseId, GuidanceId};
use crate::http::api::ApiError;
use crate::http::body::{Json, Query, Seen};
use crate::http::reply::Reply;
use crate::http::routes::Routes;
use crate::journal;
use crate::journal::api::PageQuery;
use crate::journal::model::Names;
use crate::opinion;
use crate::opinion::api::OpinionView;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// The paths of the checklist of a congress.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_checklist)
        .service(tick_item)
        .service(trace_clause);
}

/// An item of a congress's checklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    /// The clause.
    pub clause_id: ClauseId,
    /// The guidance it stands in.
    pub guidance_id: GuidanceId,
    /// Number and symbol of that guidance.
    pub symbol: String,
    /// The clause's number.
    pub n: i64,
    /// What it says.
    pub text: String,
    /// When it must have been ticked off.
    pub checklist: Checklist,
    /// Whether it is done.
    pub done: bool,
    /// The branch's words.
    pub note: Option<String>,
    /// When the branch last said so.
    pub ticked_at: Option<Instant>,
    /// By whom.
    pub ticked_by: Option<UserId>,
    /// What they are called.
    pub ticked_by_name: Option<String>,
    /// The version to send as `If-Match`; 0 while nothing was said.
    pub version: i64,
}

/// Items with the names of those who ticked them, in one query however many they are.
///
/// # Errors
/// As the database.
pub fn views(conn: &mut AnyConnection, items: Vec<Item>) -> Result<Vec<ItemView>, Error> {
    let ticks = items.iter().filter_map(|item| item.tick.as_ref());
    let names = journal::service::names(conn, ticks.map(|tick| tick.ticked_by), iter::empty())?;
    let view = |item| ItemView::of(item, &names);
    Ok(items.into_iter().map(view).collect())
}

impl ItemView {
    fn of(item: Item, names: &Names) -> Self {
        let tick = item.tick;
        let by = tick.as_ref().map(|tick| tick.ticked_by);
        Self {
            clause_id: item.clause.id,
            guidance_id: item.clause.guidance_id,
            symbol: item.symbol,
            n: item.clause.n,
            text: item.clause.text,
            checklist: item.clause.checklist,
            done: tick.as_ref().is_some_and(|tick| tick.done),
            ticked_at: tick.as_ref().map(|tick| tick.ticked_at),
            ticked_by: by,
            ticked_by_name: names.person(by),
            version: tick.as_ref().map_or(0, |tick| tick.version),
            note: tick.and_then(|tick| tick.note),
        }
    }
}

/// A page of a checklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChecklistPage {
    /// The items, guidance by guidance, in the order of the clauses.
    pub items: Vec<ItemView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// What the branch says of an item.
#[derive(Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TickBody {
    /// Whether it is done.
    pub done: bool,
    /// Your words.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

impl TickBody {
    /// What is said.
    pub fn said(&self) -> Said {
        Said {
            done: self.done,
            note: self.note.clone(),
        }
    }
}

/// The checklist of a congress
///
/// Every checklist clause of the guidance that the congress goes by: the one in force until it opens, afterwards
/// the one that was in force when it opened.
#[utoipa::path(
    tag = "checklists", params(("id" = CongressId, Path), PageQuery), responses((status = 200, body = ChecklistPage))
)]
#[get("/congresses/{id}/checklist")]
async fn read_checklist(
    state: Data<AppState>,
    actor: Actor,
    id: Path<CongressId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let page = service::items(conn, &actor, *id, &page)?;
            Ok(Page {
                items: views(conn, page.items)?,
                next: page.next,
            })
        })
        .await?;
    Ok(Reply::ok(&ChecklistPage {
        items: found.items,
        next: found.next,
    })?
    .respond())
}

/// Tick an item off, or take the tick back
///
/// By the branch, until the congress has closed. An item that nothing was said of has version 0.
#[utoipa::path(
    tag = "checklists", params(("id" = CongressId, Path), ("clause_id" = ClauseId, Path)), request_body = TickBody,
    responses((status = 200, body = ItemView))
)]
#[put("/congresses/{id}/checklist/{clause_id}")]
async fn tick_item(
    state: Data<AppState>,
    actor: Actor,
    path: Path<(CongressId, ClauseId)>,
    seen: Seen,
    body: Json<TickBody>,
) -> Result<HttpResponse, ApiError> {
    let said = body.value.said();
    let view = state
        .db
        .write(move |conn| {
            let item = service::say(conn, &actor, *path, seen.0, &said)?;
            let view = views(conn, vec![item])?.into_iter().next();
            view.ok_or(Error::NotFound)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// A box that a branch has ticked.
#[derive(Debug, Serialize, ToSchema)]
pub struct TickedBoxView {
    /// The congress.
    pub congress_id: CongressId,
    /// The branch.
    pub unit_id: UnitId,
    /// The branch's name on the day.
    pub unit_name: String,
    /// The branch's words.
    pub note: Option<String>,
    /// When it was ticked.
    pub ticked_at: Instant,
    /// By whom.
    pub ticked_by: UserId,
    /// What they are called.
    pub ticked_by_name: String,
}

impl TickedBoxView {
    fn of(ticked: TickedBox, names: &Names) -> Self {
        let by = Some(ticked.tick.ticked_by);
        Self {
            ticked_by_name: names.person(by).unwrap_or_default(),
            congress_id: ticked.tick.congress_id,
            unit_id: ticked.unit_id,
            unit_name: ticked.unit_name,
            note: ticked.tick.note,
            ticked_at: ticked.tick.ticked_at,
            ticked_by: ticked.tick.ticked_by,
        }
    }
}

/// A page of ticked boxes.
#[derive(Debug, Serialize, ToSchema)]
pub struct TickedBoxPage {
    /// The boxes, in the order in which the congresses were planned.
    pub items: Vec<TickedBoxView>,
    /// The `cursor` of the next page; absent on the last one.
    pub next: Option<String>,
}

/// From a ticked box back to the voice that raised it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TraceView {
    /// The clause.
    pub clause: ClauseView,
    /// The guidance it stands in.
    pub guidance: GuidanceSummary,
    /// The opinions it rests on: who raised each and where, the answer, the conclusion, the task given with it.
    pub opinions: Vec<OpinionView>,
    /// The boxes ticked in your part of the tree.
    pub ticked: TickedBoxPage,
}

/// Trace a clause
///
/// Back to the opinions it rests on, and forward to every box ticked for it; `cursor` and `limit` are of the boxes.
#[utoipa::path(
    tag = "checklists", params(("id" = ClauseId, Path), PageQuery), responses((status = 200, body = TraceView))
)]
#[get("/clauses/{id}/trace")]
async fn trace_clause(
    state: Data<AppState>,
    actor: Actor,
    id: Path<ClauseId>,
    query: Query<PageQuery>,
) -> Result<HttpResponse, ApiError> {
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let view = state
        .db
        .read(move |conn| {
            let trace = trace::trace(conn, &actor, *id, &page)?;
            let people = trace.ticked.items.iter().map(|one| one.tick.ticked_by);
            let names = journal::service::names(conn, people, iter::empty())?;
            let ticked = trace.ticked.map(|one| TickedBoxView::of(one, &names));
            Ok(TraceView {
                opinions: opinion::api::views(conn, &actor, trace.opinions)?,
                clause: trace.clause.into(),
                guidance: trace.guidance.into(),
                ticked: TickedBoxPage {
                    items: ticked.items,
                    next: ticked.next,
                },
            })
        })
        .await?;
    Ok(Reply::ok(&view)?.respond())
}
