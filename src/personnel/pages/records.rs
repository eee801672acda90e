//! Recording a step of the personnel work, and signing it off.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::{form, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::error::{Arg, Error};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::nominee;
use crate::nominee::model::Nominee;
use crate::personnel::model::{Case, MembersBy, PersonnelId, PersonnelStepKind};
use crate::personnel::service as personnel;
use crate::personnel_step::api::{PersonnelRecordBody, SignatureBody};
use crate::personnel_step::model::Record;
use crate::personnel_step::service::{self, StepWithTotals};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(record_form)
        .service(record_step)
        .service(sign_form)
        .service(sign_step);
}

/// A step, the work it belongs to, and those who are voted on in it.
struct Found {
    case: Case,
    step: StepWithTotals,
    nominees: Vec<Nominee>,
    /// How many official members are to be summoned to the introduction, and by what they are counted.
    members: Option<(i64, MembersBy)>,
}

/// The reading is recorded, so this needs the write door.
fn look(conn: &mut AnyConnection, actor: &Actor, at: (PersonnelId, i64)) -> Result<Found, Error> {
    let step = service::read(conn, actor, at)?;
    let case = personnel::find(conn, actor, Action::ReadPersonnel, at.0)?;
    let nominees = if step.0.kind.has_ballot() {
        nominee::service::active(conn, at.0)?
    } else {
        Vec::new()
    };
    let members = if step.0.kind == PersonnelStepKind::Introduction {
        personnel::official_members(conn, &case)?
    } else {
        None
    };
    Ok(Found {
        case,
        step,
        nominees,
        members,
    })
}

/// As [`look`], for a form: shown only where the step may be recorded or signed.
fn look_in_turn(
    conn: &mut AnyConnection,
    actor: &Actor,
    at: (PersonnelId, i64),
) -> Result<Found, Error> {
    let found = look(conn, actor, at)?;
    service::expect_turn(conn, actor, at)?;
    Ok(found)
}

fn record_page(shell: &Shell, found: &Found) -> FormPage {
    let (step, totals) = &found.step;
    let words = |key: &str| shell.say(&format!("personnel-page-{key}"));
    let number = |name: &str, key: &str, now: Option<i64>| {
        Field::new(name, words(key), Widget::Number).now_maybe(now)
    };
    let mut summoned = number("summoned", "summoned", step.summoned);
    if let Some((members, by)) = found.members {
        let source = Arg::term("members-by", by);
        let args = [("members", members.into()), ("source", source)];
        let hint = shell
            .language
            .say_with("personnel-page-members-hint", &args);
        summoned = summoned
            .now_maybe(step.summoned.or(Some(members)))
            .hint(hint);
    }
    let mut fields = vec![
        Field::new("held_on", words("held"), Widget::Date).now_maybe(step.held_on),
        summoned,
        number("present", "present-number", step.present),
    ];
    if step.kind.has_ballot() {
        fields.extend([
            number("ballots_issued", "issued", step.ballots_issued).under(words("ballots")),
            number(
                "ballots_returned",
                "returned-ballots",
                step.ballots_returned,
            ),
            number("ballots_valid", "valid-ballots", step.ballots_valid),
            number("ballots_invalid", "invalid-ballots", step.ballots_invalid),
        ]);
    }
    for (n, nominee) in found.nominees.iter().enumerate() {
        let own = totals.iter().find(|total| total.nominee_id == nominee.id);
        let heading = format!(
            "{}, {}",
            nominee.full_name,
            shell.term("post", nominee.post)
        );
        let now = own.map(|total| total.agree);
        fields.push(number(&format!("totals.{n}.agree"), "agree", now).under(heading));
        let now = own.map(|total| total.disagree);
        fields.push(number(&format!("totals.{n}.disagree"), "disagree", now));
    }
    fields.push(
        Field::new("minutes", words("minutes"), Widget::Area)
            .hint(words("minutes-hint"))
            .now_maybe(step.minutes.as_ref())
            .optional()
            .under(words("minutes")),
    );
    let title = service::name_of(step.kind, shell.language);
    let mut page = form(shell, &found.case, title, &format!("steps/{}", step.n))
        .fields(fields)
        .version(step.version);
    for (n, nominee) in found.nominees.iter().enumerate() {
        page = page.hidden(format!("totals.{n}.nominee_id"), nominee.id);
    }
    page.submit = words("record");
    page
}

fn sign_page(shell: &Shell, found: &Found) -> FormPage {
    let (step, _) = &found.step;
    let title = shell.say_of(
        "personnel-page-sign-step",
        "step",
        service::name_of(step.kind, shell.language),
    );
    let place = format!("steps/{}/signature", step.n);
    let mut page = form(shell, &found.case, title, &place)
        .version(step.version)
        .is_final();
    page.facts = signed(shell, found);
    page.submit = shell.say("personnel-page-sign");
    page
}

/// What is signed: the step as it has been recorded.
fn signed(shell: &Shell, found: &Found) -> Vec<(String, String)> {
    let (step, totals) = &found.step;
    let words = |key: &str| shell.say(&format!("personnel-page-{key}"));
    let figure = |key: &str, figure: Option<i64>| {
        let told = figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string());
        (words(key), told)
    };
    let mut facts = vec![
        (words("held"), shell.maybe_date(&step.held_on)),
        figure("summoned", step.summoned),
        figure("present-number", step.present),
    ];
    if step.kind.has_ballot() {
        facts.extend([
            figure("issued", step.ballots_issued),
            figure("returned-ballots", step.ballots_returned),
            figure("valid-ballots", step.ballots_valid),
            figure("invalid-ballots", step.ballots_invalid),
        ]);
    }
    facts.extend(found.nominees.iter().map(|nominee| {
        let own = totals.iter().find(|total| total.nominee_id == nominee.id);
        let told = own.map(|total| {
            let (agree, disagree) = (words("agree"), words("disagree"));
            format!("{agree}: {}; {disagree}: {}", total.agree, total.disagree)
        });
        let post = shell.term("post", nominee.post);
        let who = format!("{}, {post}", nominee.full_name);
        (who, told.unwrap_or_else(|| "–".to_owned()))
    }));
    let minutes = step.minutes.clone();
    facts.push((words("minutes"), minutes.unwrap_or_else(|| "–".to_owned())));
    facts
}

/// A form about one step.
type PageOf = fn(&Shell, &Found) -> FormPage;

async fn show_form(
    req: &HttpRequest,
    state: &AppState,
    visitor: Visitor,
    (at, page): ((PersonnelId, i64), PageOf),
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let found = state
        .db
        .write(move |conn| look_in_turn(conn, &actor, at))
        .await?;
    page(&shell, &found).show(req)
}

/// Does what such a form says with the version that was seen, and goes back to the work with a sentence.
async fn send_form<T, F>(
    req: &HttpRequest,
    state: &AppState,
    sent: ProtectedForm<T>,
    (at, page, done): ((PersonnelId, i64), PageOf, &str),
    work: F,
) -> Result<HttpResponse, PageError>
where
    T: Send + Sync + 'static,
    F: Fn(&mut AnyConnection, &Actor, i64, &T) -> Result<(), Error> + Send + 'static,
{
    let Visitor { actor, shell } = sent.visitor;
    let reader = actor.clone();
    let found = state.db.write(move |conn| look(conn, &reader, at)).await?;
    let page = page(&shell, &found);
    let seen = sent.said.seen()?;
    let (back, sentence) = (path(&found.case), shell.say(done));
    submit(
        req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            work(conn, actor, seen, body)?;
            Ok(Done::at(&back, &sentence))
        },
    )
    .await
}

#[get("/personnel/{id}/steps/{n:\\d+}")]
async fn record_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PersonnelId, i64)>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, (*at, record_page)).await
}

#[post("/personnel/{id}/steps/{n:\\d+}")]
async fn record_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PersonnelId, i64)>,
    sent: ProtectedForm<PersonnelRecordBody>,
) -> Result<HttpResponse, PageError> {
    let at = *at;
    let way = (at, record_page as PageOf, "personnel-page-recorded-done");
    send_form(
        &req,
        &state,
        sent,
        way,
        move |conn, actor, seen, body: &PersonnelRecordBody| {
            service::record(conn, actor, at, seen, &Record::from(body.clone()))?;
            Ok(())
        },
    )
    .await
}

#[get("/personnel/{id}/steps/{n:\\d+}/signature")]
async fn sign_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PersonnelId, i64)>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, (*at, sign_page)).await
}

#[post("/personnel/{id}/steps/{n:\\d+}/signature")]
async fn sign_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PersonnelId, i64)>,
    sent: ProtectedForm<SignatureBody>,
) -> Result<HttpResponse, PageError> {
    let at = *at;
    let way = (at, sign_page as PageOf, "personnel-page-signed-done");
    send_form(&req, &state, sent, way, move |conn, actor, seen, _| {
        service::sign(conn, actor, at, seen)?;
        Ok(())
    })
    .await
}
