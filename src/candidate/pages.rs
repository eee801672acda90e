//! The forms of candidates: nominate, support, withdraw. They are shown on the page of their election.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::api::{CandidateBody, CandidateChanges, WithdrawalBody, WithdrawalVoteBody};
use super::doable::{self, Deed};
use super::model::{Candidate, CandidateId, Manner};
use super::service;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::Db;
use crate::db::paging::{MOST, PageRequest};
use crate::election::model::{Case, ElectionId};
use crate::election::pages::election_path;
use crate::election::service as elections;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::roll::model::{RollEntry, RollFilter};
use crate::roll::service as roll;
use crate::vote::pages::{note, totals, totals_lead};
use crate::vote::rules::Standing;
use crate::vote::service as votes;

/// The paths of candidates.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(nominate_form)
        .service(nominate)
        .service(support_form)
        .service(support)
        .service(withdrawal_form)
        .service(withdrawal)
        .service(decision_form)
        .service(decision);
}

/// Where a candidate stands on the page of the election.
fn place(of: ElectionId, id: CandidateId) -> String {
    format!("{}#candidate-{id}", election_path(of))
}

fn form(shell: &Shell, case: &Case, title: &str, below: &str) -> FormPage {
    let base = election_path(case.election.id);
    let post = shell.term("elections-of", case.election.post);
    let action = format!("{base}/candidates/{below}");
    FormPage::new(shell, shell.say(title), action, Some(Link::new(base, post)))
}

/// The election, and those called to its congress; that they were read is recorded.
async fn with_roll(
    db: &Db,
    actor: Actor,
    of: ElectionId,
) -> Result<(Case, Vec<RollEntry>), PageError> {
    let found = db
        .write(move |conn| {
            let case = elections::find(conn, &actor, Action::ReadCongresses, of)?;
            let page = PageRequest {
                limit: MOST,
                after: None,
            };
            let filter = RollFilter::default();
            let (found, _) = roll::list(conn, &actor, case.congress.id, &filter, &page)?;
            Ok((case, found.items))
        })
        .await?;
    Ok(found)
}

fn people(shell: &Shell, entries: &[RollEntry]) -> Widget {
    let choices = entries
        .iter()
        .map(|entry| {
            let status = shell.term("roll-status", entry.status);
            Choice::new(entry.id, format!("{} – {status}", entry.full_name))
        })
        .collect();
    Widget::Select(choices)
}

fn nominating(shell: &Shell, (case, entries): &(Case, Vec<RollEntry>)) -> FormPage {
    let say = |key: &str| shell.say(key);
    form(shell, case, "elections-nominate", "new")
        .about(case.congress.unit_name.clone())
        .lead(say("elections-nominate-lead"))
        .fields(vec![
            Field::new(
                "roll_entry_id",
                say("elections-candidate"),
                people(shell, entries),
            ),
            Field::new(
                "of_convening_committee",
                say("elections-of-conveners"),
                Widget::Tick,
            )
            .hint(say("elections-conveners-hint")),
            Field::new(
                "nominated_by",
                say("elections-nominated-by"),
                people(shell, entries),
            )
            .hint(say("elections-nominated-by-hint"))
            .optional(),
            Field::new(
                "by_convening_committee",
                say("elections-by-conveners"),
                Widget::Tick,
            ),
            Field::new(
                "manner",
                say("elections-manner"),
                Widget::Radios(Choice::all::<Manner>(shell, "nomination-manner")),
            )
            .hint(say("elections-manner-hint"))
            .now(Manner::default())
            .under(say("elections-not-in-hall")),
            Field::new("consented", say("elections-consented"), Widget::Tick),
            Field::new("note", say("elections-nomination-note"), Widget::Area)
                .hint(say("elections-nomination-note-hint"))
                .optional(),
        ])
}

#[get("/elections/{id}/candidates/new")]
async fn nominate_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<ElectionId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = with_roll(&state.db, actor.clone(), *id).await?;
    let case = found.0.clone();
    state
        .db
        .read(move |conn| {
            let facts = elections::gather(conn, &actor, &case)?;
            doable::expect_to_nominate(&actor, &case, &facts)
        })
        .await?;
    nominating(&shell, &found).show(&req)
}

#[post("/elections/{id}/candidates/new")]
async fn nominate(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<ElectionId>,
    form: ProtectedForm<CandidateBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let of = *id;
    let found = with_roll(&state.db, actor.clone(), of).await?;
    let page = nominating(&shell, &found);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let one = service::nominate(conn, actor, of, &body.input())?;
            Ok(Done::at(
                place(of, one.id),
                shell.say("elections-nominated"),
            ))
        },
    )
    .await
}

/// A candidate, the election, and what a vote by hand is judged by.
type Around = (Case, Candidate, Standing);

async fn around(db: &Db, actor: Actor, at: (ElectionId, CandidateId)) -> Result<Around, PageError> {
    let found = db
        .read(move |conn| {
            let case = elections::find(conn, &actor, Action::ReadCongresses, at.0)?;
            let mut all = service::all(conn, at.0)?;
            all.retain(|one| one.id == at.1);
            let one = all.pop().ok_or(Error::NotFound)?;
            let standing = votes::standing(conn, &actor, &case.congress)?;
            Ok((case, one, standing))
        })
        .await?;
    Ok(found)
}

/// Whether this may be done with the candidate now, before its form is shown.
async fn expect(db: &Db, actor: Actor, found: &Around, deed: Deed) -> Result<(), PageError> {
    let (case, one) = (found.0.clone(), found.1.clone());
    db.read(move |conn| {
        let facts = elections::gather(conn, &actor, &case)?;
        doable::expect(&actor, (&case, &facts), &one, deed)
    })
    .await?;
    Ok(())
}

/// A form about one candidate.
fn of_one(shell: &Shell, (case, one, _): &Around, title: &str, verb: &str) -> FormPage {
    form(shell, case, title, &format!("{}/{verb}", one.id))
        .about(one.full_name.clone())
        .version(one.version)
}

fn supporting(shell: &Shell, around: &Around, entries: &[RollEntry]) -> FormPage {
    let one = &around.1;
    of_one(shell, around, "elections-support-edit", "edit")
        .lead(shell.say("elections-support-lead"))
        .fields(vec![
            Field::new(
                "support.count",
                shell.say("elections-supporters"),
                Widget::Number,
            )
            .optional()
            .now_maybe(one.support_count),
            Field::new(
                "support.attending",
                shell.say("elections-attending"),
                Widget::Number,
            )
            .optional()
            .now_maybe(one.support_attending),
            Field::new(
                "roll_entry_id",
                shell.say("elections-on-roll"),
                people(shell, entries),
            )
            .hint(shell.say("elections-on-roll-hint"))
            .optional(),
        ])
}

#[get("/elections/{id}/candidates/{candidate}/edit")]
async fn support_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(ElectionId, CandidateId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *at).await?;
    expect(&state.db, actor.clone(), &found, Deed::Correct).await?;
    let (_, entries) = with_roll(&state.db, actor, at.0).await?;
    supporting(&shell, &found, &entries).show(&req)
}

#[post("/elections/{id}/candidates/{candidate}/edit")]
async fn support(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(ElectionId, CandidateId)>,
    form: ProtectedForm<CandidateChanges>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let at = *at;
    let found = around(&state.db, actor.clone(), at).await?;
    let (_, entries) = with_roll(&state.db, actor.clone(), at.0).await?;
    let page = supporting(&shell, &found, &entries);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::correct(conn, actor, at, seen, &body.input())?;
            Ok(Done::at(place(at.0, at.1), shell.say("elections-recorded")))
        },
    )
    .await
}

fn withdrawing(shell: &Shell, around: &Around) -> FormPage {
    of_one(shell, around, "elections-withdraw", "withdrawal")
        .lead(shell.say("elections-withdraw-lead"))
        .fields(vec![Field::new(
            "reason",
            shell.say("elections-reason"),
            Widget::Area,
        )])
}

#[get("/elections/{id}/candidates/{candidate}/withdrawal")]
async fn withdrawal_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(ElectionId, CandidateId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *at).await?;
    expect(&state.db, actor, &found, Deed::AskWithdrawal).await?;
    withdrawing(&shell, &found).show(&req)
}

#[post("/elections/{id}/candidates/{candidate}/withdrawal")]
async fn withdrawal(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(ElectionId, CandidateId)>,
    form: ProtectedForm<WithdrawalBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let at = *at;
    let found = around(&state.db, actor.clone(), at).await?;
    let page = withdrawing(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::ask_withdrawal(conn, actor, at, seen, &body.reason)?;
            Ok(Done::at(place(at.0, at.1), shell.say("elections-asked")))
        },
    )
    .await
}

fn deciding(shell: &Shell, around: &Around) -> FormPage {
    let mut fields = totals(shell, "votes.");
    fields.push(note(shell));
    let title = "elections-decide-withdrawal";
    of_one(shell, around, title, "withdrawal/vote")
        .lead(totals_lead(shell, &around.2))
        .fields(fields)
}

#[get("/elections/{id}/candidates/{candidate}/withdrawal/vote")]
async fn decision_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(ElectionId, CandidateId)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = around(&state.db, actor.clone(), *at).await?;
    expect(&state.db, actor, &found, Deed::DecideWithdrawal).await?;
    deciding(&shell, &found).show(&req)
}

#[post("/elections/{id}/candidates/{candidate}/withdrawal/vote")]
async fn decision(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(ElectionId, CandidateId)>,
    form: ProtectedForm<WithdrawalVoteBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let at = *at;
    let found = around(&state.db, actor.clone(), at).await?;
    let page = deciding(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let one = service::decide_withdrawal(conn, actor, at, seen, &body.told())?;
            let done = shell.term("candidate-state", one.state);
            let sentence = shell.say_of("votes-recorded", "result", done);
            Ok(Done::at(place(at.0, at.1), sentence))
        },
    )
    .await
}
