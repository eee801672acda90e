//! Guidance beside the one before it, and a clause back to the voices that raised it.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::back;
use crate::app::AppState;
use crate::checklist::model::TickedBox;
use crate::checklist::trace;
use crate::db::paging::PageRequest;
use crate::document::diff::{Row, RowKind};
use crate::guidance::api::{GuidanceDiffView, diff_view};
use crate::guidance::model::{Checklist, ClauseId, GuidanceId, RestingClause};
use crate::guidance::service;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;
use crate::opinion;
use crate::opinion::api::OpinionView;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(guidance_diff).service(clause_trace);
}

/// What changed since the guidance before.
#[derive(Template)]
#[template(path = "guidance/pages/diff.html")]
struct DiffPage {
    shell: Shell,
    back: Link,
    diff: GuidanceDiffView,
}

impl DiffPage {
    fn kind(&self, row: &Row) -> String {
        self.shell.say(match row.kind {
            RowKind::Same => "guidances-row-same",
            RowKind::Removed => "guidances-row-removed",
            RowKind::Added => "guidances-row-added",
            RowKind::Changed => "guidances-row-changed",
        })
    }

    fn summary(&self) -> String {
        let found = &self.diff.difference;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let args = [
            ("added", count(found.added)),
            ("removed", count(found.removed)),
            ("changed", count(found.changed)),
        ];
        self.shell
            .language
            .say_with("guidances-diff-summary", &args)
    }
}

#[get("/guidances/{id}/diff")]
async fn guidance_diff(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let language = shell.language;
    let (back, diff) = state
        .db
        .read(move |conn| {
            let comparison = service::compare(conn, &actor, *id)?;
            let back = back(&comparison.guidance);
            Ok((back, diff_view(comparison, language)))
        })
        .await?;
    show(&req, &DiffPage { shell, back, diff })
}

/// From a clause back to what was raised, and forward to what was ticked off.
#[derive(Template)]
#[template(path = "guidance/pages/trace.html")]
struct TracePage {
    shell: Shell,
    back: Link,
    clause: RestingClause,
    opinions: Vec<OpinionView>,
    ticked: Vec<TickedBox>,
    next: Option<Link>,
}

#[get("/clauses/{id}/trace")]
async fn clause_trace(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ClauseId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (clause, guidance, opinions, ticked) = state
        .db
        .read(move |conn| {
            let found = trace::trace(conn, &actor, *id, &page)?;
            let opinions = opinion::api::views(conn, &actor, found.opinions)?;
            Ok((found.clause, found.guidance, opinions, found.ticked))
        })
        .await?;
    let here = format!("/clauses/{}/trace", clause.clause.id);
    let page = TracePage {
        back: back(&guidance),
        next: next_page(&here, &[], ticked.next.as_deref(), shell.say("more")),
        ticked: ticked.items,
        clause,
        opinions,
        shell,
    };
    show(&req, &page)
}
