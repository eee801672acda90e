//! The forms of the steps of an election.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::election_path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::candidate::model::Candidate;
use crate::candidate::rules::polled;
use crate::candidate::service as candidates;
use crate::db::Db;
use crate::election::api::TakeElectionStep;
use crate::election::model::{Case, ElectionId};
use crate::election::rules::{ElectionProcess, Step};
use crate::election::service;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::vote::pages::{note, standing_words, totals, totals_lead};
use crate::vote::rules::Standing;
use crate::vote::service as votes;
use crate::workflow::expect_possible;

/// The paths of the steps.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(step_page).service(take_step);
}

/// What the form of a step is made from.
struct Around {
    case: Case,
    candidates: Vec<Candidate>,
    standing: Standing,
}

async fn around(db: &Db, actor: Actor, id: ElectionId) -> Result<Around, PageError> {
    let found = db
        .read(move |conn| {
            let case = service::find(conn, &actor, Action::ReadCongressDay, id)?;
            Ok(Around {
                candidates: candidates::all(conn, id)?,
                standing: votes::standing(conn, &actor, &case.congress)?,
                case,
            })
        })
        .await?;
    Ok(found)
}

/// A reason that must be given.
fn reason(shell: &Shell) -> Field {
    Field::new("note", shell.say("elections-reason"), Widget::Area)
}

/// The hands raised; where the congress need not always vote, they may be left empty.
fn hands(shell: &Shell, may_be_empty: bool) -> Vec<Field> {
    let fields = totals(shell, "votes.");
    if !may_be_empty {
        return fields;
    }
    let mut fields: Vec<Field> = fields.into_iter().map(Field::optional).collect();
    if let Some(first) = fields.first_mut() {
        first.heading = shell.say("elections-if-voted");
    }
    fields
}

fn poll(shell: &Shell, around: &Around) -> (Vec<Field>, Vec<(String, String)>) {
    let (mut fields, mut hidden) = (Vec::new(), Vec::new());
    for (row, one) in polled(&around.candidates).into_iter().enumerate() {
        hidden.push((format!("poll.{row}.candidate_id"), one.id.to_string()));
        let label = shell.say_of("elections-poll-of", "name", &one.full_name);
        fields.push(Field::new(
            format!("poll.{row}.votes"),
            label,
            Widget::Number,
        ));
    }
    (fields, hidden)
}

/// What a step asks for.
fn fields(shell: &Shell, around: &Around, step: Step) -> Vec<Field> {
    let with_note = |mut fields: Vec<Field>, note: Field| {
        fields.push(note);
        fields
    };
    match step {
        Step::VoteSeats => {
            let proposed = around.case.election.proposed_seats;
            let mut fields = vec![
                Field::new("seats", shell.say("elections-seats"), Widget::Number).now(proposed),
            ];
            fields.extend(hands(shell, false));
            with_note(fields, note(shell))
        }
        Step::VoteList | Step::ReopenNominations => with_note(hands(shell, false), note(shell)),
        Step::RecordPoll => poll(shell, around).0,
        Step::IssueBallots => vec![
            Field::new("note", shell.say("field-note"), Widget::Area)
                .hint(shell.say("elections-issue-hint"))
                .optional(),
        ],
        Step::BreakOff => vec![reason(shell)],
        Step::LeaveVacant => with_note(hands(shell, true), reason(shell)),
        Step::VoteAgain | Step::VoteOnTied => with_note(hands(shell, true), note(shell)),
        Step::PublishList | Step::CloseNominations | Step::Announce | Step::Conclude => Vec::new(),
    }
}

/// What to know before a step is taken.
fn lead(shell: &Shell, around: &Around, step: Step) -> String {
    match step {
        Step::VoteSeats
        | Step::VoteList
        | Step::ReopenNominations
        | Step::LeaveVacant
        | Step::VoteAgain
        | Step::VoteOnTied => totals_lead(shell, &around.standing),
        Step::IssueBallots => {
            let now = standing_words(shell, &around.standing);
            format!("{} {now}", shell.term("elections-lead", step))
        }
        Step::RecordPoll
        | Step::BreakOff
        | Step::PublishList
        | Step::CloseNominations
        | Step::Announce
        | Step::Conclude => shell.term("elections-lead", step),
    }
}

/// Whether a step cannot be undone.
fn is_final(step: Step) -> bool {
    matches!(step, Step::Announce | Step::Conclude | Step::LeaveVacant)
}

fn step_form(shell: &Shell, around: &Around, step: Step) -> FormPage {
    let election = &around.case.election;
    let base = election_path(election.id);
    let post = shell.term("elections-of", election.post);
    let mut form = FormPage::new(
        shell,
        shell.term("election-step", step),
        format!("{base}/steps/{step}"),
        Some(Link::new(base, post.clone())),
    );
    if step == Step::RecordPoll {
        form.hidden = poll(shell, around).1;
    }
    let form = form
        .about(format!("{post}, {}", around.case.congress.unit_name))
        .lead(lead(shell, around, step))
        .fields(fields(shell, around, step))
        .hidden("step", step)
        .version(election.version);
    if is_final(step) {
        form.is_final()
    } else {
        form
    }
}

#[get("/elections/{id}/steps/{step}")]
async fn step_page(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(ElectionId, Step)>,
) -> Result<HttpResponse, PageError> {
    let (id, step) = at.into_inner();
    let asking = visitor.actor.clone();
    let (election, possible) = state
        .db
        .read(move |conn| service::actions(conn, &asking, id))
        .await?;
    expect_possible::<ElectionProcess>(election.state, step, &possible)?;
    let found = around(&state.db, visitor.actor, id).await?;
    step_form(&visitor.shell, &found, step).show(&req)
}

#[post("/elections/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(ElectionId, Step)>,
    form: ProtectedForm<TakeElectionStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, step) = at.into_inner();
    let found = around(&state.db, actor.clone(), id).await?;
    let page = step_form(&shell, &found, step);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (step, given) = body.given();
            let case = service::take_step(conn, actor, id, seen, (step, &given))?;
            let done = shell.term("election-state", case.election.state);
            let sentence = shell.say_of("step-done", "state", done);
            Ok(Done::at(election_path(id), sentence))
        },
    )
    .await
}
