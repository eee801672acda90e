//! The forms of a count: the figures of the signed minutes, entered blindly; and the third entry that settles.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::super::api::{CountEntryBody, RoundView, SettlementBody};
use super::super::model::RoundState;
use super::super::service::{self, Counting};
use super::figures::{Part, compared, invalid_reasons, invalid_words};
use super::round_path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::db::Db;
use crate::db::search::{normalise, same_name};
use crate::election::model::ElectionId;
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::regulation::{Ground, Regulation};
use crate::roll::model::{RollEntry, RollEntryId};

/// The paths of the forms.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(entry_form)
        .service(enter)
        .service(settlement_form)
        .service(settle);
}

/// Which ballot.
type At = (ElectionId, i64);

/// A ballot as anybody may see it, and what it is about.
struct Around {
    round: RoundView,
    /// What counting by computer asks for (R-OG-07).
    by_computer: Ground,
    /// Those of the counting committee in whose name whoever asks may enter.
    committee: Vec<RollEntry>,
    /// Whether the account belongs to one of them.
    own: bool,
    /// Whether the counting committee has one member only.
    alone: bool,
    about: String,
}

/// Whether somebody may fill in a form of a ballot now.
type Verdict = fn(&Actor, &Counting) -> Result<(), Error>;

/// A ballot, for a form that is sent: the service judges what it says.
async fn around(db: &Db, shell: &Shell, actor: Actor, at: At) -> Result<Around, PageError> {
    opened(db, shell, actor, at, |_, _| Ok(())).await
}

/// A ballot, for a form that is shown to whoever may fill it in.
async fn opened(
    db: &Db,
    shell: &Shell,
    actor: Actor,
    at: At,
    verdict: Verdict,
) -> Result<Around, PageError> {
    let today = actor.today();
    let counting = db
        .read(move |conn| {
            let counting = service::find(conn, &actor, at)?;
            verdict(&actor, &counting)?;
            Ok(counting)
        })
        .await?;
    let day = counting.case.congress.day(today);
    let account = counting.account();
    let committee = counting.committee.iter();
    let committee = committee.filter(|member| account.against(member).is_none());
    let post = shell.term("elections-of", counting.case.election.post);
    Ok(Around {
        own: account.of.is_some(),
        alone: counting.committee.len() < 2,
        committee: committee.cloned().collect(),
        by_computer: Regulation::on(day).counting_software(),
        about: format!("{post}, {}", counting.case.congress.unit_name),
        round: RoundView::of(counting, shell.language),
    })
}

/// Which member of the counting committee counted: the one to whom the account belongs, and nobody else. With an account
/// that is lent out it is whoever says so; one that is called as one of them is, is at hand.
fn counter(shell: &Shell, committee: &[&RollEntry], own: bool) -> Field {
    let choices = committee
        .iter()
        .map(|member| Choice::new(member.id, member.full_name.clone()));
    let who = shell.who.as_ref().map(|who| who.name.as_str());
    let is_me = |member: &&&RollEntry| who.is_some_and(|who| same_name(who, &member.full_name));
    let me = committee.iter().find(is_me);
    let me = if own { committee.first() } else { me };
    let me = me.map(|member| member.id);
    let hint = if own {
        "count-counter-own"
    } else {
        "count-counter-hint"
    };
    let choices = Widget::Select(choices.collect());
    Field::new("counter_id", shell.say("count-counter"), choices)
        .hint(shell.say(hint))
        .now_maybe(me)
}

/// Where the figures of the minutes stand in the body.
const UNDER: &str = "minutes.";

/// The figures of the minutes, to be filled in.
fn figures(shell: &Shell, round: &RoundView) -> (Vec<Field>, Vec<(String, String)>) {
    let number =
        |name: String, label: String| Field::new(format!("{UNDER}{name}"), label, Widget::Number);
    let mut hidden = Vec::new();
    let mut fields = vec![
        number("issued".to_owned(), shell.say("count-issued")).under(shell.say("count-ballots")),
        number("returned".to_owned(), shell.say("count-returned")),
        number("valid".to_owned(), shell.say("count-valid")),
    ];
    for (row, reason) in invalid_reasons(round.columns).into_iter().enumerate() {
        let name = format!("invalid.{row}");
        hidden.push((format!("{UNDER}{name}.reason"), reason.to_string()));
        let label = invalid_words(shell, reason);
        fields.push(number(format!("{name}.count"), label).now(0));
    }
    for (row, one) in round.names.iter().enumerate() {
        let name = format!("candidates.{row}");
        let key = format!("{UNDER}{name}.candidate_id");
        hidden.push((key, one.candidate_id.to_string()));
        for (at, part) in Part::of(round.columns).iter().enumerate() {
            let label = format!("{} – {}", one.full_name, part.words(shell));
            let field = number(format!("{name}.{}", part.name()), label);
            let heads = row == 0 && at == 0;
            let heading = if heads {
                shell.say("count-by-name")
            } else {
                String::new()
            };
            fields.push(field.under(heading));
        }
    }
    (fields, hidden)
}

fn form(shell: &Shell, around: &Around, (title, verb): (&str, &str)) -> FormPage {
    let round = &around.round;
    let base = round_path(round.election_id, round.n);
    let back = Link::new(
        base.clone(),
        shell.say_of("elections-round-n", "n", round.n),
    );
    let (fields, hidden) = figures(shell, round);
    let action = format!("{base}/{verb}");
    let mut form = FormPage::new(shell, shell.say(title), action, Some(back));
    form.hidden = hidden;
    form.about(around.about.clone()).fields(fields).is_final()
}

fn entering(shell: &Shell, around: &Around) -> FormPage {
    let by_computer = around.by_computer.to_string();
    let lead = [
        shell.say("count-enter-lead"),
        shell.say_of("count-by-computer", "ground", by_computer),
    ];
    let mut form = form(shell, around, ("count-enter", "entries")).lead(lead.join(" "));
    let entered: Vec<RollEntryId> = around
        .round
        .entries
        .iter()
        .filter_map(|entry| Some(entry.counter.as_ref()?.roll_entry_id))
        .collect();
    let others: Vec<&RollEntry> = around
        .committee
        .iter()
        .filter(|member| around.alone || !entered.contains(&member.id))
        .collect();
    form.fields.insert(0, counter(shell, &others, around.own));
    form
}

#[get("/elections/{id}/rounds/{n}/entries")]
async fn entry_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<At>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let may = service::expect_to_enter;
    let found = opened(&state.db, &shell, actor, *at, may).await?;
    entering(&shell, &found).show(&req)
}

#[post("/elections/{id}/rounds/{n}/entries")]
async fn enter(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<At>,
    form: ProtectedForm<CountEntryBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let at = *at;
    let found = around(&state.db, &shell, actor.clone(), at).await?;
    let page = entering(&shell, &found);
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let told = (body.counter_id, &body.minutes);
            let counting = service::enter(conn, actor, at, told)?;
            let key = match counting.round.state {
                RoundState::Agreed => "count-done-agreed",
                RoundState::Differing => "count-done-differing",
                RoundState::Counting | RoundState::Announced | RoundState::Void => {
                    "count-done-first"
                }
            };
            Ok(Done::at(round_path(at.0, at.1), shell.say(key)))
        },
    )
    .await
}

fn settling(shell: &Shell, around: &Around) -> FormPage {
    let named = ("count-settle", "settlement");
    let mut form = form(shell, around, named).lead(shell.say("count-settle-lead"));
    for (field, row) in form.fields.iter_mut().zip(compared(shell, &around.round)) {
        settled_before(shell, field, row.values.as_slice(), row.differs);
    }
    let committee: Vec<&RollEntry> = around.committee.iter().collect();
    form.fields
        .insert(0, counter(shell, &committee, around.own));
    let why = Field::new("note", shell.say("count-settle-note"), Widget::Area);
    form.fields.push(why.under(shell.say("count-settle-why")));
    form.version(around.round.version)
}

/// What both entries say stands there already; where they differ, both are shown.
fn settled_before(shell: &Shell, field: &mut Field, values: &[Option<i64>], differs: bool) {
    let [Some(first), Some(second), ..] = values else {
        return;
    };
    if !differs {
        field.values = vec![first.to_string()];
        return;
    }
    field.values = Vec::new();
    let args = [("first", (*first).into()), ("second", (*second).into())];
    field.hint = shell.language.say_with("count-both", &args);
}

#[get("/elections/{id}/rounds/{n}/settlement")]
async fn settlement_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<At>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let may = service::expect_to_settle;
    let found = opened(&state.db, &shell, actor, *at, may).await?;
    settling(&shell, &found).show(&req)
}

#[post("/elections/{id}/rounds/{n}/settlement")]
async fn settle(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<At>,
    form: ProtectedForm<SettlementBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let at = *at;
    let found = around(&state.db, &shell, actor.clone(), at).await?;
    let page = settling(&shell, &found);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let note = normalise(&body.note);
            let told = (body.counter_id, &body.minutes, note.as_str());
            service::settle(conn, actor, at, seen, told)?;
            let to = round_path(at.0, at.1);
            Ok(Done::at(to, shell.say("count-settled")))
        },
    )
    .await
}
