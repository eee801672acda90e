//! Putting somebody forward, correcting what is known of them, withdrawing the name.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{form, path};
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::member;
use crate::member::model::{MemberFilter, MemberStatus, Sex};
use crate::nominee::api::{CorrectionBody, NomineeBody};
use crate::nominee::model::{Candidacy, Nominee, NomineeId};
use crate::nominee::service;
use crate::personnel::model::{Case, PersonnelId, Post};
use crate::personnel::service as personnel;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(new_form)
        .service(nominate)
        .service(edit_form)
        .service(correct)
        .service(withdraw_form)
        .service(withdraw);
}

fn yes_or_no(shell: &Shell) -> Widget {
    Widget::Radios(vec![
        Choice::new("true", shell.say("personnel-page-salaried-yes")),
        Choice::new("false", shell.say("personnel-page-salaried-no")),
    ])
}

/// What is told of a person and of the post.
fn fields(shell: &Shell) -> Vec<Field> {
    let field = |name: &str, key: &str, widget: Widget| Field::new(name, shell.say(key), widget);
    vec![
        field("full_name", "congresses-person", Widget::Line),
        field("birth_date", "personnel-page-born", Widget::Date),
        field(
            "sex",
            "personnel-page-sex",
            Widget::Radios(Choice::all::<Sex>(shell, "sex")),
        ),
        field(
            "candidacy",
            "personnel-page-candidacy",
            Widget::Radios(Choice::all::<Candidacy>(shell, "candidacy")),
        ),
        field(
            "post",
            "congresses-post",
            Widget::Radios(Choice::all::<Post>(shell, "post")),
        ),
        field("salaried", "personnel-page-salaried", yes_or_no(shell))
            .hint(shell.say("personnel-page-salaried-hint")),
    ]
}

/// The work, and the official members who can be put forward. The reading is recorded, so this needs the write door.
fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PersonnelId,
) -> Result<(Case, Vec<Choice>), Error> {
    let case = personnel::find(conn, actor, Action::ReadPersonnel, id)?;
    let page = PageRequest {
        limit: MOST,
        after: None,
    };
    let filter = MemberFilter {
        status: Some(MemberStatus::Official),
        ..MemberFilter::default()
    };
    let members = member::service::list(conn, actor, case.congress.unit_id, &filter, &page)?;
    let choices = members
        .items
        .into_iter()
        .map(|member| Choice::new(member.id, member.full_name));
    Ok((case, choices.collect()))
}

fn new_page(shell: &Shell, case: &Case, members: Vec<Choice>) -> FormPage {
    let mut all = Vec::new();
    let kept_here = !members.is_empty();
    if kept_here {
        let member = Field::new(
            "member_id",
            shell.say("personnel-page-member"),
            Widget::Select(members),
        );
        all.push(
            member
                .hint(shell.say("personnel-page-member-hint"))
                .optional(),
        );
    }
    for mut field in fields(shell) {
        let of_the_person = ["full_name", "birth_date", "sex"].contains(&field.name.as_str());
        field.optional = kept_here && of_the_person;
        if field.name == "salaried" {
            field = field.now(true);
        }
        all.push(field);
    }
    form(
        shell,
        case,
        shell.say("personnel-page-nominate"),
        "nominees/new",
    )
    .fields(all)
}

#[get("/personnel/{id}/nominees/new")]
async fn new_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PersonnelId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (case, members) = state
        .db
        .write(move |conn| {
            service::expect_to_change(conn, &actor, *id)?;
            look(conn, &actor, *id)
        })
        .await?;
    new_page(&shell, &case, members).show(&req)
}

#[post("/personnel/{id}/nominees/new")]
async fn nominate(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PersonnelId>,
    sent: ProtectedForm<NomineeBody>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let (case, members) = state.db.write(move |conn| look(conn, &reader, id)).await?;
    let page = new_page(&shell, &case, members);
    let (back, sentence) = (path(&case), shell.say("personnel-page-nominated"));
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            service::nominate(conn, actor, id, &body.clone().input()?)?;
            Ok(Done::at(&back, &sentence))
        },
    )
    .await
}

fn edit_page(shell: &Shell, case: &Case, nominee: &Nominee) -> FormPage {
    let mut all = fields(shell);
    for field in &mut all {
        let now = match field.name.as_str() {
            "full_name" => nominee.full_name.clone(),
            "birth_date" => nominee.birth_date.to_string(),
            "sex" => nominee.sex.to_string(),
            "candidacy" => nominee.candidacy.to_string(),
            "post" => nominee.post.to_string(),
            _ => nominee.salaried.to_string(),
        };
        field.values = vec![now];
    }
    let place = format!("nominees/{}/edit", nominee.id);
    form(shell, case, shell.say("personnel-page-correct"), &place)
        .fields(all)
        .version(nominee.version)
}

fn withdraw_page(shell: &Shell, case: &Case, nominee: &Nominee) -> FormPage {
    let place = format!("nominees/{}/withdraw", nominee.id);
    let title = shell.say_of("personnel-page-withdraw-name", "name", &nominee.full_name);
    form(shell, case, title, &place)
        .fields(vec![Field::new(
            "withdrawn_reason",
            shell.say("congresses-reason"),
            Widget::Area,
        )])
        .version(nominee.version)
        .is_final()
}

type PageOf = fn(&Shell, &Case, &Nominee) -> FormPage;

async fn show_form(
    req: &HttpRequest,
    state: &AppState,
    visitor: Visitor,
    at: (PersonnelId, NomineeId),
    page: PageOf,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (case, nominee) = state
        .db
        .write(move |conn| {
            service::expect_to_change(conn, &actor, at.0)?;
            service::read(conn, &actor, at)
        })
        .await?;
    page(&shell, &case, &nominee).show(req)
}

async fn send_form(
    req: &HttpRequest,
    state: &AppState,
    sent: ProtectedForm<CorrectionBody>,
    at: (PersonnelId, NomineeId),
    page: PageOf,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let reader = actor.clone();
    let (case, nominee) = state
        .db
        .write(move |conn| service::read(conn, &reader, at))
        .await?;
    let page = page(&shell, &case, &nominee);
    let seen = sent.said.seen()?;
    let (back, sentence) = (path(&case), shell.say("personnel-page-corrected"));
    submit(
        req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            service::correct(conn, actor, at, seen, &body.clone().input())?;
            Ok(Done::at(&back, &sentence))
        },
    )
    .await
}

#[get("/personnel/{id}/nominees/{nominee_id}/edit")]
async fn edit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PersonnelId, NomineeId)>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, *at, edit_page).await
}

#[post("/personnel/{id}/nominees/{nominee_id}/edit")]
async fn correct(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PersonnelId, NomineeId)>,
    sent: ProtectedForm<CorrectionBody>,
) -> Result<HttpResponse, PageError> {
    send_form(&req, &state, sent, *at, edit_page).await
}

#[get("/personnel/{id}/nominees/{nominee_id}/withdraw")]
async fn withdraw_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PersonnelId, NomineeId)>,
) -> Result<HttpResponse, PageError> {
    show_form(&req, &state, visitor, *at, withdraw_page).await
}

/// Why a name is withdrawn, as a form asks it.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
struct WithdrawalTyped {
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    withdrawn_reason: String,
}

impl From<WithdrawalTyped> for CorrectionBody {
    fn from(typed: WithdrawalTyped) -> Self {
        Self {
            withdrawn_reason: Some(typed.withdrawn_reason),
            ..Self::default()
        }
    }
}

#[post("/personnel/{id}/nominees/{nominee_id}/withdraw")]
async fn withdraw(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PersonnelId, NomineeId)>,
    sent: ProtectedForm<WithdrawalTyped>,
) -> Result<HttpResponse, PageError> {
    let withdrawal = |typed: WithdrawalTyped| async { Ok(CorrectionBody::from(typed)) };
    let sent = ProtectedForm {
        visitor: sent.visitor,
        said: sent.said.made(withdrawal).await,
    };
    send_form(&req, &state, sent, *at, withdraw_page).await
}
