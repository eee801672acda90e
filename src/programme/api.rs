//! The JSON face of programmes.

use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use super::model::{ItemId, ItemKind, ItemStep, Wanted};
use super::service::{self, Arranged};
use super::view::{ProgrammeView, show};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::search::normalise;
use crate::error::Error;
use crate::http::api::ApiError;
use crate::http::body::{Json, Seen};
use crate::http::reply::{Once, Reply};
use crate::http::routes::Routes;
use crate::words::Language;

/// The paths of programmes.
pub fn routes(cfg: &mut impl Routes) {
    cfg.service(read_programme)
        .service(build_programme)
        .service(arrange_programme)
        .service(take_item_step);
}

/// An item of the programme as it is to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ArrangedItem {
    /// The item, if it is there already; absent for one that is added.
    pub id: Option<ItemId>,
    /// What it is.
    pub kind: ItemKind,
    /// What it is called; needed with `other`, otherwise the usual name unless said.
    #[validate(length(min = 1, max = 300))]
    #[schema(min_length = 1, max_length = 300)]
    pub title: Option<String>,
    /// Minutes planned for it.
    #[validate(range(min = 0, max = 1440))]
    #[schema(minimum = 0, maximum = 1440)]
    pub planned_minutes: i64,
}

/// The whole programme as it is to be.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ArrangeProgramme {
    /// Its items, in order: what stands here replaces what was.
    #[validate(length(min = 1, max = 60), nested)]
    #[schema(min_items = 1, max_items = 60)]
    pub items: Vec<ArrangedItem>,
}

impl ArrangeProgramme {
    /// As the service takes it.
    pub fn wanted(&self) -> Vec<Wanted> {
        self.items
            .iter()
            .map(|item| Wanted {
                id: item.id,
                kind: item.kind,
                title: item.title.as_deref().map(normalise),
                planned_minutes: item.planned_minutes,
            })
            .collect()
    }
}

/// A step of an item.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeItemStep {
    /// Which step.
    pub step: ItemStep,
    /// Your words; the reason, with `take_back`.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// The programme as it is shown.
///
/// # Errors
/// As the database.
pub fn view(
    conn: &mut AnyConnection,
    actor: &Actor,
    arranged: &Arranged,
    language: Language,
) -> Result<ProgrammeView, Error> {
    let facts = service::script_facts(conn, actor, arranged)?;
    let points = service::points(conn, actor, arranged.congress.id)?;
    Ok(show(arranged, &facts, &points, actor.now, language))
}

/// The programme of a congress
///
/// Its items in order, with planned and real minutes, the chairman's script, and what is missing before each can begin
/// or end.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), responses((status = 200, body = ProgrammeView))
)]
#[get("/congresses/{id}/programme")]
async fn read_programme(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    let view = state
        .db
        .read(move |conn| {
            let arranged = service::find(conn, &actor, *id)?;
            view(conn, &actor, &arranged, language)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Build the programme of a congress
///
/// Once, by the branch, from the template of the plan. A congress that opens without one goes by its plan's.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), responses((status = 201, body = ProgrammeView))
)]
#[post("/congresses/{id}/programme")]
async fn build_programme(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    id: Path<CongressId>,
) -> Result<HttpResponse, ApiError> {
    once.post(&state.db, actor, "", move |conn, actor| {
        let arranged = service::build(conn, actor, *id)?;
        let view = view(conn, actor, &arranged, language)?;
        let place = format!("/api/v1/congresses/{}/programme", *id);
        Ok(Reply::created(place, &view)?.version(view.version))
    })
    .await
}

/// Arrange the programme
///
/// By the branch, until the congress opens: order, minutes, titles, further items. What is required stays, and nothing
/// stands before what it rests on.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path)), request_body = ArrangeProgramme,
    responses((status = 200, body = ProgrammeView))
)]
#[put("/congresses/{id}/programme")]
async fn arrange_programme(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    id: Path<CongressId>,
    seen: Seen,
    body: Json<ArrangeProgramme>,
) -> Result<HttpResponse, ApiError> {
    let wanted = body.wanted();
    let view = state
        .db
        .write(move |conn| {
            let arranged = service::arrange(conn, &actor, *id, seen.0, &wanted)?;
            view(conn, &actor, &arranged, language)
        })
        .await?;
    Ok(Reply::ok(&view)?.version(view.version).respond())
}

/// Begin or end an item
///
/// By the branch, in session, at the present moment; out of order it is refused with every reason. `take_back` undoes
/// what was said last of the item, while nothing that rests on it has begun.
#[utoipa::path(
    tag = "congress day", params(("id" = CongressId, Path), ("item_id" = ItemId, Path)), request_body = TakeItemStep,
    responses((status = 200, body = ProgrammeView))
)]
#[post("/congresses/{id}/programme/items/{item_id}/steps")]
async fn take_item_step(
    state: Data<AppState>,
    actor: Actor,
    language: Language,
    once: Once,
    path: Path<(CongressId, ItemId)>,
    seen: Seen,
    body: Json<TakeItemStep>,
) -> Result<HttpResponse, ApiError> {
    let Json { value, fingerprint } = body;
    let note = value.note.as_deref().map(normalise);
    once.post(&state.db, actor, &fingerprint, move |conn, actor| {
        let arranged = service::take_step(conn, actor, *path, seen.0, value.step, note.as_deref())?;
        let view = view(conn, actor, &arranged, language)?;
        Ok(Reply::ok(&view)?.version(view.version))
    })
    .await
}
