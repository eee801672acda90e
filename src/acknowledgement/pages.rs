//! Who has taken note of guidance and who has not; taking note of it.

use std::collections::HashMap;

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{AcknowledgementBody, AcknowledgementQuery};
use super::model::Standing;
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::error::Error;
use crate::guidance::model::{Guidance, GuidanceId, State};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::user::model::UserId;
use crate::{congress, guidance, user};

/// The pages of acknowledgements.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_acknowledgements)
        .service(acknowledge_form)
        .service(acknowledge);
}

fn here(id: GuidanceId) -> String {
    format!("{}/acknowledgements", guidance::pages::path(id))
}

/// Who has taken note, and who has not.
#[derive(Template)]
#[template(path = "acknowledgement/pages/list.html")]
struct AcknowledgementsPage {
    shell: Shell,
    back: Link,
    here: String,
    reached: i64,
    acknowledged: i64,
    filters: Vec<Field>,
    standings: Vec<Standing>,
    people: HashMap<UserId, String>,
    actor: Actor,
    /// Whether it is in force.
    guidance: State,
    next: Option<Link>,
}

impl AcknowledgementsPage {
    fn given(&self, standing: &Standing) -> String {
        let Some(given) = &standing.acknowledgement else {
            return String::new();
        };
        let at = self.shell.moment(&given.acknowledged_at);
        let who = self.people.get(&given.acknowledged_by);
        who.map_or_else(|| at.clone(), |who| format!("{at}, {who}"))
    }

    fn may_give(&self, standing: &Standing) -> bool {
        service::is_to_be_given(&self.actor, self.guidance, standing)
    }
}

/// The guidance, how many it reaches and how many have taken note, and the names of those who did for these.
type Found = (Guidance, (i64, i64), HashMap<UserId, String>);

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    standings: &[Standing],
) -> Result<Found, Error> {
    let (guidance, _) = guidance::service::find(conn, actor, id)?;
    let tally = service::tally(conn, &guidance)?;
    let given = standings.iter();
    let mut people: Vec<UserId> = given
        .filter_map(|one| one.acknowledgement.as_ref())
        .map(|one| one.acknowledged_by)
        .collect();
    people.sort_unstable();
    people.dedup();
    let people = user::service::display_names(conn, &people)?;
    Ok((guidance, tally, people))
}

fn filters(shell: &Shell, acknowledged: Option<bool>) -> Vec<Field> {
    let choices = vec![
        Choice::new("false", shell.say("guidances-not-yet")),
        Choice::new("true", shell.say("guidances-already")),
    ];
    let which = Field::new(
        "acknowledged",
        shell.say("guidances-which"),
        Widget::Select(choices),
    );
    vec![which.now_maybe(acknowledged)]
}

#[get("/guidances/{id}/acknowledgements")]
async fn list_acknowledgements(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
    query: Asked<AcknowledgementQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let (asked, reader) = (query.acknowledged, actor.clone());
    let (found, (guidance, tally, people)) = state
        .db
        .read(move |conn| {
            let found = service::list(conn, &reader, *id, asked, &page)?;
            let beside = look(conn, &reader, *id, &found.items)?;
            Ok((found, beside))
        })
        .await?;
    let here = here(guidance.id);
    let pairs = [("acknowledged", asked.map(|asked| asked.to_string()))];
    let page = AcknowledgementsPage {
        back: guidance::pages::back(&guidance),
        next: next_page(&here, &pairs, found.next.as_deref(), shell.say("more")),
        filters: filters(&shell, asked),
        standings: found.items,
        guidance: guidance.state,
        reached: tally.0,
        acknowledged: tally.1,
        people,
        actor,
        here,
        shell,
    };
    show(&req, &page)
}

/// For which congress.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OfCongress {
    congress_id: CongressId,
}

fn both(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    congress: CongressId,
) -> Result<(Guidance, Congress), Error> {
    let (guidance, _) = guidance::service::find(conn, actor, id)?;
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, congress)?;
    Ok((guidance, congress))
}

fn form(shell: &Shell, guidance: &Guidance, congress: &Congress) -> FormPage {
    let args = [
        ("branch", congress.unit_name.as_str().into()),
        ("symbol", guidance::pages::name(guidance).into()),
    ];
    FormPage::new(
        shell,
        shell.say("guidances-acknowledge"),
        format!("{}/new", here(guidance.id)),
        Some(guidance::pages::back(guidance)),
    )
    .about(congress.unit_name.clone())
    .lead(shell.language.say_with("guidances-acknowledge-lead", &args))
    .hidden("congress_id", congress.id)
}

#[get("/guidances/{id}/acknowledgements/new")]
async fn acknowledge_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<GuidanceId>,
    query: Asked<OfCongress>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, congress) = (*id, query.0.congress_id);
    let (guidance, congress) = state
        .db
        .read(move |conn| service::expect_to_acknowledge(conn, &actor, id, congress))
        .await?;
    form(&shell, &guidance, &congress).show(&req)
}

#[post("/guidances/{id}/acknowledgements/new")]
async fn acknowledge(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<GuidanceId>,
    said: ProtectedForm<AcknowledgementBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = said.visitor;
    let (id, reader) = (*id, actor.clone());
    let typed = said.said.typed.get("congress_id");
    let congress: CongressId = typed
        .and_then(|id| id.parse().ok())
        .ok_or(Error::NotFound)?;
    let (guidance, congress) = state
        .db
        .read(move |conn| both(conn, &reader, id, congress))
        .await?;
    let page = form(&shell, &guidance, &congress);
    submit(
        &req,
        &state.db,
        actor,
        page,
        said.said,
        move |conn, actor, body| {
            let given = service::acknowledge(conn, actor, id, body.congress_id)?;
            let branch = given.reached.unit_name;
            let sentence = shell.say_of("guidances-acknowledged", "branch", branch);
            Ok(Done::at(guidance::pages::path(id), sentence))
        },
    )
    .await
}
