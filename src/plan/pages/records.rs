//! What has been done with a plan, and what it was before it was amended.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;

use super::laid::{Laid, Names, facts};
use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::error::Error;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;
use crate::journal::pages::{Past, past};
use crate::plan::model::{Plan, PlanId, PlanRevision};
use crate::plan::rules::PlanProcess;
use crate::plan::service;
use crate::user;
use crate::user::model::UserId;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_history).service(plan_revisions);
}

/// The steps taken on a plan.
#[derive(Template)]
#[template(path = "journal/pages/page.html")]
struct HistoryPage {
    shell: Shell,
    back: Link,
    rows: Vec<Past>,
    next: Option<Link>,
}

fn people(
    conn: &mut AnyConnection,
    mut ids: Vec<UserId>,
) -> Result<HashMap<UserId, String>, Error> {
    ids.sort_unstable();
    ids.dedup();
    user::service::display_names(conn, &ids)
}

#[get("/plans/{id}/history")]
async fn plan_history(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (plan, found) = state
        .db
        .read(move |conn| {
            let plan = service::find(conn, &actor, *id)?;
            let page = service::history(conn, &actor, *id, &page)?;
            Ok((plan, page))
        })
        .await?;
    let here = format!("{}/history", path(plan.id));
    let page = HistoryPage {
        next: next_page(&here, &[], found.next.as_deref(), shell.say("more")),
        back: back(&plan),
        rows: past::<PlanProcess>(&shell, found.items),
        shell,
    };
    show(&req, &page)
}

/// What an amendment changed.
struct Change {
    label: String,
    before: String,
    after: String,
}

/// A revision on the page.
struct RevisionView {
    revision: PlanRevision,
    by: String,
    changes: Vec<Change>,
}

/// What a plan was before it was amended.
#[derive(Template)]
#[template(path = "plan/pages/revisions.html")]
struct RevisionsPage {
    shell: Shell,
    back: Link,
    plan: Plan,
    revisions: Vec<RevisionView>,
    next: Option<Link>,
}

/// A plan, its revisions, what units and sectors are called, and who amended it.
type Looked = (Plan, Page<PlanRevision>, Names, HashMap<UserId, String>);

/// The revisions of a page, with the one before it, so that each can be held against its predecessor.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    page: &PageRequest<i64>,
) -> Result<Looked, Error> {
    let plan = service::find(conn, actor, id)?;
    let with_one_before = PageRequest {
        limit: page.limit + 1,
        after: page.after.map(|last| last - 1),
    };
    let found = service::revisions(conn, actor, id, &with_one_before)?;
    let mut units = Vec::new();
    for revision in &found.items {
        units.extend(Laid::kept(&revision.snapshot)?.scope);
    }
    units.sort_unstable();
    units.dedup();
    let names = Names::of(conn, actor, &units)?;
    let authors = found.items.iter().map(|one| one.recorded_by).collect();
    let people = people(conn, authors)?;
    Ok((plan, found, names, people))
}

fn changes(
    shell: &Shell,
    names: &Names,
    before: &PlanRevision,
    after: &PlanRevision,
) -> Result<Vec<Change>, Error> {
    let before = facts(shell, &Laid::kept(&before.snapshot)?, names);
    let after = facts(shell, &Laid::kept(&after.snapshot)?, names);
    let both = before.into_iter().zip(after);
    Ok(both
        .filter(|(before, after)| !before.is_same(after))
        .map(|(before, after)| Change {
            label: after.label,
            before: before.words,
            after: after.words,
        })
        .collect())
}

#[get("/plans/{id}/revisions")]
async fn plan_revisions(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let from = page.after.unwrap_or(0);
    let (plan, found, names, people) = state
        .db
        .read(move |conn| look(conn, &actor, *id, &page))
        .await?;
    let mut revisions = Vec::new();
    let mut before: Option<&PlanRevision> = None;
    for revision in &found.items {
        let changes = match before {
            Some(before) => changes(&shell, &names, before, revision)?,
            None => Vec::new(),
        };
        before = Some(revision);
        if revision.revision > from {
            revisions.push(RevisionView {
                by: people
                    .get(&revision.recorded_by)
                    .cloned()
                    .unwrap_or_default(),
                revision: revision.clone(),
                changes,
            });
        }
    }
    let here = format!("{}/revisions", path(plan.id));
    let page = RevisionsPage {
        next: next_page(&here, &[], found.next.as_deref(), shell.say("more")),
        back: back(&plan),
        revisions,
        plan,
        shell,
    };
    show(&req, &page)
}
