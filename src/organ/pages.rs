//! The pages of organs: put forward by name, vote by hand.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use askama::Template;
use serde::Deserialize;
use validator::Validate;

use super::api::{ChangeOrgan, OrganView, ProposeOrgan, put_forward};
use super::model::{OrganId, OrganKind, StandingOrgan, State};
use super::{rules, service};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::model::{Congress, CongressId};
use crate::congress::service as congresses;
use crate::db::paging::{MOST, PageRequest};
use crate::db::{AnyConnection, Db};
use crate::error::{Error, Reason};
use crate::hall::day::{Day, path};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Ways;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor, see_other, show};
use crate::roll::model::{RollEntry, RollFilter};
use crate::roll::service as roll;
use crate::vote::api::TotalsBody;
use crate::vote::pages::{hands, totals_lead};
use crate::vote::rules::Standing;
use crate::vote::service as votes;

/// The pages of organs.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(organs_page)
        .service(organ_place)
        .service(propose_form)
        .service(propose)
        .service(change_form)
        .service(change)
        .service(vote_form)
        .service(record_vote);
}

/// The organs that an all-member congress elects.
const ORGANS: [OrganKind; 3] = [
    OrganKind::Presidium,
    OrganKind::Secretariat,
    OrganKind::CountingCommittee,
];

/// How many can be put forward on one form.
const ROWS: usize = 7;

/// An organ, or the place for it.
struct Place {
    kind: OrganKind,
    organ: Option<OrganView>,
    ways: Ways,
}

/// What speaks against acting on the organs now.
struct Against {
    /// Putting anybody forward.
    proposing: Vec<Reason>,
    /// Voting, organ by organ.
    voting: Vec<(OrganKind, Vec<Reason>)>,
}

impl Against {
    fn look(conn: &mut AnyConnection, actor: &Actor, congress: &Congress) -> Result<Self, Error> {
        let mut voting = Vec::new();
        for kind in ORGANS {
            let verdict = service::expect_to_vote(conn, actor, kind, congress);
            voting.push((kind, Error::reasons(verdict)?));
        }
        let proposing = Error::reasons(service::expect_to_propose(actor, congress))?;
        Ok(Self { proposing, voting })
    }

    /// The ways to the forms of an organ, or of the place for it.
    fn ways(
        &self,
        shell: &Shell,
        of: &Congress,
        (kind, organ): (OrganKind, Option<&OrganView>),
    ) -> Ways {
        let place = (kind, organ.map(|organ| organ.id));
        let ways = self.all_ways(shell, of.id, place, organ.map(|organ| organ.state));
        ways.unless_over(of.state.is_over())
    }

    fn all_ways(
        &self,
        shell: &Shell,
        of: CongressId,
        (kind, organ): (OrganKind, Option<OrganId>),
        state: Option<State>,
    ) -> Ways {
        let ways = Ways::about(shell.term("organs-title", kind));
        let Some(organ) = organ else {
            let href = format!("{}/new?kind={kind}", organs_path(of));
            let link = Link::new(href, shell.say("organs-put-forward"));
            return ways.add(shell, link, &self.proposing);
        };
        // What has been voted is recorded again only where it was recorded wrongly.
        let words = match state {
            Some(State::Elected | State::Rejected) => "organs-record-vote-again",
            Some(State::Proposed) | None => "organs-record-vote",
        };
        let vote = Link::new(format!("/organs/{organ}/vote"), shell.say(words));
        let other = Link::new(format!("/organs/{organ}/edit"), shell.say("organs-change"));
        let voting = self.voting.iter().find(|(one, _)| *one == kind);
        let voting = voting.map(|(_, reasons)| reasons.as_slice());
        ways.add(shell, vote, voting.unwrap_or_default())
            .add(shell, other, &self.proposing)
    }
}

/// The organs of a congress.
#[derive(Template)]
#[template(path = "organ/pages/organs.html")]
struct OrgansPage {
    shell: Shell,
    day: Day,
    places: Vec<Place>,
}

/// Where the organs of a congress are shown.
fn organs_path(id: CongressId) -> String {
    format!("{}/organs", path(id))
}

#[get("/congresses/{id}/organs")]
async fn organs_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, found, against) = state
        .db
        .read(move |conn| {
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, *id)?;
            let against = Against::look(conn, &actor, &congress)?;
            Ok((congress, service::list(conn, &actor, *id)?, against))
        })
        .await?;
    let mut organs: Vec<OrganView> = found
        .into_iter()
        .map(|organ| OrganView::of(organ, shell.language))
        .collect();
    let mut place = |kind: OrganKind| {
        let at = organs.iter().position(|organ| organ.kind == kind);
        let organ = at.map(|at| organs.swap_remove(at));
        Place {
            kind,
            ways: against.ways(&shell, &congress, (kind, organ.as_ref())),
            organ,
        }
    };
    let places = ORGANS.into_iter().map(&mut place).collect();
    let page = OrgansPage {
        day: Day::of(&congress, &shell),
        places,
        shell,
    };
    show(&req, &page)
}

/// The congress and those called to it who may be put forward; that they were read is recorded.
fn called(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
) -> Result<(Congress, Vec<RollEntry>), Error> {
    let congress = congresses::find(conn, actor, Action::ReadCongressDay, id)?;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let (found, law) = roll::list(conn, actor, id, &RollFilter::default(), &page)?;
    let mut entries = found.items;
    entries.retain(|entry| rules::may_be_put_forward(entry, &law));
    Ok((congress, entries))
}

/// A row for each who may be put forward.
fn rows(shell: &Shell, entries: &[RollEntry], organ: Option<&StandingOrgan>) -> Vec<Field> {
    let members = organ.map(|organ| organ.members.as_slice()).unwrap_or(&[]);
    let mut people: Vec<Choice> = entries
        .iter()
        .map(|entry| {
            let status = shell.term("roll-status", entry.status);
            let mark = shell.term("roll-mark", entry.mark);
            Choice::new(entry.id, format!("{} – {status}, {mark}", entry.full_name))
        })
        .collect();
    // Whoever is in it stays to be seen, and to be replaced.
    let gone = members
        .iter()
        .filter(|member| entries.iter().all(|one| one.id != member.roll_entry_id));
    people.extend(gone.map(|member| Choice::new(member.roll_entry_id, member.name.clone())));
    let mut fields = Vec::new();
    for row in 0..ROWS.max(members.len()) {
        let member = members.get(row);
        let who = Field::new(
            format!("members.{row}.roll_entry_id"),
            shell.say_of("organs-member", "n", row + 1),
            Widget::Select(people.clone()),
        )
        .now_maybe(member.map(|member| member.roll_entry_id));
        fields.push(if row == 0 { who } else { who.optional() });
        let heads = member.is_some_and(|member| member.head);
        fields.push(
            Field::new(
                format!("members.{row}.head"),
                shell.say("organs-heads"),
                Widget::Tick,
            )
            .now_maybe(heads.then_some("true")),
        );
    }
    fields
}

/// Which organ is to be put forward.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct OfKind {
    kind: Option<OrganKind>,
}

fn proposing(
    shell: &Shell,
    congress: &Congress,
    entries: &[RollEntry],
    kind: Option<OrganKind>,
) -> FormPage {
    let day = Day::of(congress, shell);
    let kinds = ORGANS
        .iter()
        .map(|kind| Choice::new(kind, shell.term("organs-title", kind)))
        .collect();
    let mut fields =
        vec![Field::new("kind", shell.say("organs-kind"), Widget::Radios(kinds)).now_maybe(kind)];
    fields.extend(rows(shell, entries, None));
    let action = format!("{}/new", organs_path(congress.id));
    let title = shell.say("organs-put-forward");
    FormPage::new(shell, title, action, day.back("organs"))
        .about(day.name)
        .lead(shell.say("organs-put-forward-lead"))
        .fields(fields)
}

#[get("/congresses/{id}/organs/new")]
async fn propose_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Asked<OfKind>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, entries) = state
        .db
        .write(move |conn| {
            let found = called(conn, &actor, *id)?;
            service::expect_to_propose(&actor, &found.0)?;
            Ok(found)
        })
        .await?;
    proposing(&shell, &congress, &entries, query.0.kind).show(&req)
}

#[post("/congresses/{id}/organs/new")]
async fn propose(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<ProposeOrgan>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let reader = actor.clone();
    let (congress, entries) = state
        .db
        .write(move |conn| called(conn, &reader, id))
        .await?;
    let page = proposing(&shell, &congress, &entries, None);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::propose(conn, actor, id, body.kind, &put_forward(&body.members))?;
            let to = format!("{}#{}", organs_path(id), body.kind);
            Ok(Done::at(to, shell.say("organs-proposed")))
        },
    )
    .await
}

/// An organ, its congress and those called to it.
type Around = (StandingOrgan, Congress, Vec<RollEntry>);

async fn around(db: &Db, actor: Actor, id: OrganId) -> Result<Around, PageError> {
    let found = db
        .write(move |conn| {
            let standing = service::find(conn, &actor, id)?;
            let (congress, entries) = called(conn, &actor, standing.organ.congress_id)?;
            Ok((standing, congress, entries))
        })
        .await?;
    Ok(found)
}

fn changing(shell: &Shell, (standing, congress, entries): &Around) -> FormPage {
    let day = Day::of(congress, shell);
    let action = format!("/organs/{}/edit", standing.organ.id);
    let title = shell.say("organs-change");
    FormPage::new(shell, title, action, day.back("organs"))
        .about(shell.term("organs-title", standing.organ.kind))
        .lead(shell.say("organs-change-lead"))
        .fields(rows(shell, entries, Some(standing)))
        .version(standing.organ.version)
}

/// An organ is read among the others of its congress.
#[get("/organs/{id}")]
async fn organ_place(
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OrganId>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor;
    let found = state
        .db
        .read(move |conn| service::find(conn, &actor, *id))
        .await?;
    let organ = found.organ;
    Ok(see_other(&format!("{}/organs", path(organ.congress_id))))
}

#[get("/organs/{id}/edit")]
async fn change_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OrganId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *id).await?;
    service::expect_to_propose(&actor, &found.1)?;
    changing(&shell, &found).show(&req)
}

#[post("/organs/{id}/edit")]
async fn change(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<OrganId>,
    form: ProtectedForm<ChangeOrgan>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = around(&state.db, actor.clone(), id).await?;
    let page = changing(&shell, &found);
    let seen = form.said.seen()?;
    let to = format!("{}#{}", organs_path(found.1.id), found.0.organ.kind);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::change(conn, actor, id, seen, &put_forward(&body.members))?;
            Ok(Done::at(&to, shell.say("organs-proposed")))
        },
    )
    .await
}

/// An organ that is voted on, its congress, and what the vote is judged by.
type Voted = (StandingOrgan, Congress, Standing);

async fn voted(db: &Db, actor: Actor, id: OrganId) -> Result<Voted, PageError> {
    let found = db
        .read(move |conn| {
            let organ = service::find(conn, &actor, id)?;
            let of = organ.organ.congress_id;
            let congress = congresses::find(conn, &actor, Action::ReadCongressDay, of)?;
            let standing = votes::standing(conn, &actor, &congress)?;
            Ok((organ, congress, standing))
        })
        .await?;
    Ok(found)
}

fn voting(shell: &Shell, (organ, congress, standing): &Voted) -> FormPage {
    let day = Day::of(congress, shell);
    let action = format!("/organs/{}/vote", organ.organ.id);
    let names: Vec<&str> = organ
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    let about = format!(
        "{}: {}",
        shell.term("organs-title", organ.organ.kind),
        names.join(", ")
    );
    let title = shell.say("organs-record-vote");
    let mut fields = hands(shell, "");
    if organ.organ.state != State::Proposed {
        // Voted already: only with the reason.
        fields
            .iter_mut()
            .for_each(|field| field.optional &= field.name != "note");
    }
    FormPage::new(shell, title, action, day.back("organs"))
        .about(about)
        .lead(totals_lead(shell, standing))
        .fields(fields)
        .version(organ.organ.version)
}

#[get("/organs/{id}/vote")]
async fn vote_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<OrganId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = voted(&state.db, actor.clone(), *id).await?;
    let (kind, congress) = (found.0.organ.kind, found.1.clone());
    state
        .db
        .read(move |conn| service::expect_to_vote(conn, &actor, kind, &congress))
        .await?;
    voting(&shell, &found).show(&req)
}

#[post("/organs/{id}/vote")]
async fn record_vote(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<OrganId>,
    form: ProtectedForm<TotalsBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let id = *id;
    let found = voted(&state.db, actor.clone(), id).await?;
    let page = voting(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let organ = service::put_to_vote(conn, actor, id, seen, &body.told())?.organ;
            let to = format!("{}#{}", organs_path(organ.congress_id), organ.kind);
            let done = shell.term("organ-state", organ.state);
            Ok(Done::at(to, shell.say_of("votes-recorded", "result", done)))
        },
    )
    .await
}
