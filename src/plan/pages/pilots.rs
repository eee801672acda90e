//! The pilots of a plan, and the branches that could be one.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::laid::Names;
use super::{back, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit};
use crate::congress;
use crate::congress::model::{CongressFilter, CongressSummary, State};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::error::Error;
use crate::http::form::field::{Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan::model::{Plan, PlanId};
use crate::plan::service;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_pilots);
}

/// Which branches could be a pilot.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct CandidateQuery {
    #[validate(length(max = 200))]
    q: Option<String>,
    cursor: Option<String>,
    limit: Option<i64>,
}

/// A sector that must be represented, and the pilots that stand for it.
struct SectorView {
    name: String,
    pilots: Vec<String>,
}

/// The pilots of a plan, and the branches that could be one.
#[derive(Template)]
#[template(path = "plan/pages/pilots.html")]
struct PilotsPage {
    shell: Shell,
    back: Link,
    plan: Plan,
    sectors: Vec<SectorView>,
    pilots: Vec<CongressSummary>,
    filters: Vec<Field>,
    candidates: Vec<CongressSummary>,
    names: Names,
    next: Option<Link>,
    /// Whether the reader plans congresses under this plan.
    may_draft: bool,
}

impl PilotsPage {
    fn sector(&self, congress: &CongressSummary) -> String {
        let sector = congress.sector_id;
        sector.map_or_else(|| "–".to_owned(), |sector| self.names.sector(sector))
    }
}

type Found = (Plan, Vec<CongressSummary>, Page<CongressSummary>, Names);

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    words: Option<String>,
    page: &PageRequest<congress::model::Place>,
) -> Result<Found, Error> {
    let plan = service::find(conn, actor, id)?;
    let pilots = CongressFilter {
        plan_id: Some(id),
        pilot: Some(true),
        ..CongressFilter::default()
    };
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let mut pilots = congress::service::list(conn, actor, pilots, &all)?.items;
    pilots.retain(|pilot| !matches!(pilot.state, State::Annulled | State::Cancelled));
    let candidates = CongressFilter {
        plan_id: Some(id),
        pilot: Some(false),
        state: Some(State::Preparing),
        words,
        ..CongressFilter::default()
    };
    let candidates = congress::service::list(conn, actor, candidates, page)?;
    let names = Names::of(conn, actor, &[])?;
    Ok((plan, pilots, candidates, names))
}

fn sectors(plan: &Plan, pilots: &[CongressSummary], names: &Names) -> Vec<SectorView> {
    let wanted = plan.content.0.pilot_sectors.iter();
    wanted
        .map(|sector| SectorView {
            name: names.sector(*sector),
            pilots: pilots
                .iter()
                .filter(|pilot| pilot.sector_id == Some(*sector))
                .map(|pilot| pilot.unit_name.clone())
                .collect(),
        })
        .collect()
}

#[get("/plans/{id}/pilots")]
async fn plan_pilots(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<CandidateQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let words = query.q.clone();
    let reader = actor.clone();
    let (plan, pilots, candidates, names) = state
        .db
        .read(move |conn| look(conn, &actor, *id, words.clone(), &page))
        .await?;
    let here = format!("{}/pilots", path(plan.id));
    let asked = [("q", query.q.clone())];
    let page = PilotsPage {
        next: next_page(&here, &asked, candidates.next.as_deref(), shell.say("more")),
        filters: vec![
            Field::new("q", shell.say("plans-branch-words"), Widget::Line).now_maybe(query.q),
        ],
        back: back(&plan),
        may_draft: permit(&reader, Action::DraftPlans, &plan.unit_path).is_ok(),
        sectors: sectors(&plan, &pilots, &names),
        candidates: candidates.items,
        plan,
        pilots,
        names,
        shell,
    };
    show(&req, &page)
}
