//! The scheme's way up and back, and how many are to be elected.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

use super::{form, path};
use crate::app::AppState;
use crate::auth::permission::Action;
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Shell, Visitor};
use crate::nominee;
use crate::personnel::api::TakePersonnelStep;
use crate::personnel::model::{Case, PersonnelId, PersonnelStepKind, Post, PostSeats, seats_of};
use crate::personnel::rules::{PersonnelProcess, Step};
use crate::personnel::service;
use crate::workflow::expect_leads_on;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(seats_form)
        .service(set_seats)
        .service(step_form)
        .service(take_step);
}

/// How many are to be elected to each post, as a form asks it.
#[derive(Debug, Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
struct SeatsTyped {
    /// To the branch committee.
    #[validate(range(min = 1, max = 50))]
    branch_committee_member: Option<i64>,
    /// Secretary.
    #[validate(range(min = 1, max = 50))]
    secretary: Option<i64>,
    /// Deputy secretaries.
    #[validate(range(min = 1, max = 50))]
    deputy_secretary: Option<i64>,
}

impl SeatsTyped {
    fn seats(&self) -> Vec<PostSeats> {
        [
            (Post::BranchCommitteeMember, self.branch_committee_member),
            (Post::Secretary, self.secretary),
            (Post::DeputySecretary, self.deputy_secretary),
        ]
        .into_iter()
        .filter_map(|(post, count)| count.map(|count| PostSeats { post, count }))
        .collect()
    }
}

fn seats_page(shell: &Shell, case: &Case) -> FormPage {
    let field = |post: &Post| {
        let now = Some(seats_of(&case.personnel.seats.0, *post)).filter(|count| *count > 0);
        Field::new(post.to_string(), shell.term("post", post), Widget::Number)
            .now_maybe(now)
            .optional()
    };
    form(shell, case, shell.say("personnel-page-set-seats"), "seats")
        .fields(Post::OF_BRANCH.iter().map(field).collect())
        .version(case.personnel.version)
}

#[get("/personnel/{id}/seats")]
async fn seats_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PersonnelId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let case = state
        .db
        .write(move |conn| {
            let case = service::find(conn, &actor, Action::ReadPersonnel, *id)?;
            nominee::service::expect_to_change(conn, &actor, *id)?;
            service::record_reading(conn, &actor, &case, "scheme")?;
            Ok(case)
        })
        .await?;
    seats_page(&shell, &case).show(&req)
}

#[post("/personnel/{id}/seats")]
async fn set_seats(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<PersonnelId>,
    sent: ProtectedForm<SeatsTyped>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, reader) = (*id, actor.clone());
    let case = state
        .db
        .read(move |conn| service::find(conn, &reader, Action::ReadPersonnel, id))
        .await?;
    let page = seats_page(&shell, &case);
    let seen = sent.said.seen()?;
    let (back, sentence) = (path(&case), shell.say("personnel-page-seats-set"));
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            service::set_seats(conn, actor, id, seen, &body.seats())?;
            Ok(Done::at(&back, &sentence))
        },
    )
    .await
}

fn is_final(step: Step) -> bool {
    match step {
        Step::ApproveScheme | Step::Present | Step::Decide => true,
        Step::RepeatStep
        | Step::SubmitScheme
        | Step::EndorseScheme
        | Step::ReturnScheme
        | Step::ReopenScheme
        | Step::Revise => false,
    }
}

fn fields(shell: &Shell, step: Step) -> Vec<Field> {
    let field = |name: &str, key: &str, widget: Widget| Field::new(name, shell.say(key), widget);
    let words = || field("note", "congresses-words", Widget::Area).optional();
    let reason = || field("note", "congresses-reason", Widget::Area);
    match step {
        Step::RepeatStep => vec![
            field(
                "kind",
                "personnel-page-step",
                Widget::Radios(Choice::all::<PersonnelStepKind>(
                    shell,
                    "personnel-step-kind",
                )),
            ),
            reason(),
        ],
        Step::ReturnScheme | Step::ReopenScheme => vec![reason()],
        Step::ApproveScheme => vec![
            field(
                "opinion_symbol",
                "personnel-page-opinion-symbol",
                Widget::Line,
            )
            .hint(shell.say("personnel-page-opinion-symbol-hint")),
            field("opinion_on", "personnel-page-opinion-on", Widget::Date),
            field("opinion_text", "personnel-page-opinion-text", Widget::Area)
                .hint(shell.say("personnel-page-opinion-text-hint")),
            words(),
        ],
        Step::SubmitScheme | Step::EndorseScheme | Step::Revise | Step::Present | Step::Decide => {
            vec![words()]
        }
    }
}

fn step_page(shell: &Shell, case: &Case, step: Step) -> FormPage {
    let title = shell.term("personnel-step", step);
    let page = form(shell, case, title, &format!("steps/{step}"))
        .fields(fields(shell, step))
        .hidden("step", step)
        .version(case.personnel.version);
    if is_final(step) {
        page.is_final()
    } else {
        page
    }
}

#[get("/personnel/{id}/steps/{step}")]
async fn step_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(PersonnelId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = at.into_inner();
    let case = state
        .db
        .read(move |conn| service::find(conn, &actor, Action::ReadPersonnel, id))
        .await?;
    expect_leads_on::<PersonnelProcess>(case.personnel.state, step)?;
    step_page(&shell, &case, step).show(&req)
}

#[post("/personnel/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(PersonnelId, Step)>,
    sent: ProtectedForm<TakePersonnelStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = sent.visitor;
    let (id, step) = at.into_inner();
    let reader = actor.clone();
    let case = state
        .db
        .read(move |conn| service::find(conn, &reader, Action::ReadPersonnel, id))
        .await?;
    let page = step_page(&shell, &case, step);
    let seen = sent.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        sent.said,
        move |conn, actor, body| {
            let input = body.clone().input()?;
            let case = service::take_step(conn, actor, id, seen, step, &input)?;
            let stands = shell.term("personnel-state", case.personnel.state);
            Ok(Done::at(
                path(&case),
                shell.say_of("step-done", "state", stands),
            ))
        },
    )
    .await
}
