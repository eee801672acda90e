//! Guidance and the official letter that sends it, as files.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};

use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::guidance::model::GuidanceId;
use crate::http::page::Visitor;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::paper::api::{PaperQuery, respond};
use crate::paper::service::{self, GuidancePaper};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(document).service(letter);
}

async fn paper(
    (req, state): (HttpRequest, Data<AppState>),
    actor: Actor,
    id: GuidanceId,
    which: GuidancePaper,
    query: PaperQuery,
) -> Result<HttpResponse, PageError> {
    let (choice, format) = (query.choice(), query.format_for(&req));
    let paper = state
        .db
        .write(move |conn| service::make_of_guidance(conn, &actor, id, which, &choice))
        .await?;
    Ok(respond(paper, format).await?)
}

#[get("/guidances/{id}/papers/document")]
async fn document(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
    query: Asked<PaperQuery>,
) -> Result<HttpResponse, PageError> {
    let which = GuidancePaper::Document;
    paper((req, state), visitor.actor, *id, which, query.0).await
}

#[get("/guidances/{id}/papers/letter")]
async fn letter(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
    query: Asked<PaperQuery>,
) -> Result<HttpResponse, PageError> {
    let which = GuidancePaper::Letter;
    paper((req, state), visitor.actor, *id, which, query.0).await
}
