//! The forms of a congress: where and when, and every step.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get, post};

use super::path;
use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::auth::permission::Action;
use crate::congress::api::{CongressChanges, TakeCongressStep};
use crate::congress::model::{Congress, CongressId};
use crate::congress::overview::{Overview, overview};
use crate::congress::rules::{CongressProcess, Step};
use crate::congress::{service, warnings};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::{Arg, Error};
use crate::http::form::ProtectedForm;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::error::PageError;
use crate::http::page::form_page::{Done, FormPage, submit};
use crate::http::page::{Link, Shell, Visitor};
use crate::http::problem::ReasonView;
use crate::plan::model::Plan;
use crate::result::model::{Awaits, CongressPost, FilledBy, LeavingCause, Outcome, Ruling};
use crate::roll::model::{RollFilter, RollStatus};
use crate::workflow::expect_possible;
use crate::{roll, sector};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(edit_form)
        .service(edit_congress)
        .service(step_form)
        .service(take_step);
}

fn back(congress: &Congress) -> Option<Link> {
    Some(Link::new(path(congress.id), congress.unit_name.clone()))
}

fn edit_page(shell: &Shell, (congress, plan): (&Congress, &Plan)) -> FormPage {
    let say = |key: &str| shell.say(key);
    let window = plan.window_for(congress.pilot).map(|(from, to)| {
        let args = [
            ("from", shell.date(&from).into()),
            ("to", shell.date(&to).into()),
        ];
        shell.language.say_with("congresses-the-day-hint", &args)
    });
    let action = format!("{}/edit", path(congress.id));
    FormPage::new(shell, say("congresses-edit"), action, back(congress))
        .about(congress.unit_name.clone())
        .fields(vec![
            Field::new("planned_on", say("congresses-the-day"), Widget::Date)
                .hint(window.unwrap_or_default())
                .now_maybe(congress.planned_on)
                .optional(),
            Field::new("planned_time", say("congresses-hour"), Widget::Hour)
                .now_maybe(congress.planned_time.as_ref())
                .optional(),
            Field::new("venue", say("congresses-venue"), Widget::Line)
                .now_maybe(congress.venue.as_ref())
                .optional(),
            Field::new("half_days", say("congresses-half-days"), Widget::Number)
                .now(congress.half_days),
        ])
        .version(congress.version)
}

#[get("/congresses/{id}/edit")]
async fn edit_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (congress, plan) = state
        .db
        .read(move |conn| {
            let found = service::find_with_plan(conn, &actor, Action::ReadCongresses, *id)?;
            service::expect_to_revise(&actor, (&found.0, &found.1))?;
            Ok(found)
        })
        .await?;
    edit_page(&shell, (&congress, &plan)).show(&req)
}

#[post("/congresses/{id}/edit")]
async fn edit_congress(
    req: HttpRequest,
    state: Data<AppState>,
    id: Path<CongressId>,
    form: ProtectedForm<CongressChanges>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, reader) = (*id, actor.clone());
    let (congress, plan) = state
        .db
        .read(move |conn| service::find_with_plan(conn, &reader, Action::ReadCongresses, id))
        .await?;
    let page = edit_page(&shell, (&congress, &plan));
    let seen = form.said.seen()?;
    let sentence = shell.say("congresses-edited");
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            service::revise(conn, actor, id, seen, &body.input())?;
            Ok(Done::at(path(id), &sentence))
        },
    )
    .await
}

/// Whether a step can be taken back, or is asked about once more.
fn is_final(step: Step) -> bool {
    match step {
        Step::SubmitDossier | Step::ReturnDossier | Step::Postpone => false,
        Step::DesignatePilot
        | Step::Approve
        | Step::OverrideGuidance
        | Step::Convene
        | Step::Open
        | Step::Close
        | Step::Report
        | Step::Confirm
        | Step::AppointSecretary
        | Step::EndMembership
        | Step::FillVacancy
        | Step::Annul
        | Step::Cancel => true,
    }
}

/// Whether the form lets somebody on the roll be chosen.
fn names_somebody(step: Step) -> bool {
    matches!(step, Step::AppointSecretary | Step::FillVacancy)
}

/// A congress and what there is to choose from in a step.
struct Choosing {
    all: Overview,
    sectors: Vec<Choice>,
    /// Who can be appointed; looked up only for the appointment.
    people: Vec<Choice>,
}

/// What a form of a step shows. Names of the roll are restricted: the reading is recorded, so this needs the write
/// door when somebody is to be appointed.
fn choosing(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: CongressId,
    step: Step,
) -> Result<Choosing, Error> {
    let all = overview(conn, actor, id)?;
    let mut choosing = Choosing {
        all,
        sectors: Vec::new(),
        people: Vec::new(),
    };
    if step == Step::DesignatePilot {
        let page = PageRequest {
            limit: MOST,
            after: None,
        };
        let sectors = sector::service::list(conn, actor, &page)?.items;
        let choice = |sector: crate::sector::model::Sector| Choice::new(sector.id, sector.name);
        choosing.sectors = sectors.into_iter().map(choice).collect();
    }
    if names_somebody(step) {
        let page = PageRequest {
            limit: MOST,
            after: None,
        };
        let filter = RollFilter {
            status: Some(RollStatus::Official),
            ..RollFilter::default()
        };
        let (entries, _) = roll::service::list(conn, actor, id, &filter, &page)?;
        let entries = entries.items.into_iter();
        choosing.people = entries
            .map(|entry| Choice::new(entry.id, entry.full_name))
            .collect();
    }
    Ok(choosing)
}

async fn chosen(
    state: &AppState,
    actor: Actor,
    id: CongressId,
    step: Step,
) -> Result<Choosing, PageError> {
    let found = if names_somebody(step) {
        let look = move |conn: &mut AnyConnection| choosing(conn, &actor, id, step);
        state.db.write(look).await?
    } else {
        let look = move |conn: &mut AnyConnection| choosing(conn, &actor, id, step);
        state.db.read(look).await?
    };
    Ok(found)
}

struct Fields<'a> {
    shell: &'a Shell,
    choosing: &'a Choosing,
}

impl Fields<'_> {
    fn field(&self, name: &str, key: &str, widget: Widget) -> Field {
        Field::new(name, self.shell.say(&format!("congresses-{key}")), widget)
    }

    fn note(&self, key: &str) -> Field {
        self.field("note", key, Widget::Area)
    }

    fn decision(&self) -> Vec<Field> {
        vec![
            self.field("decision_symbol", "decision-symbol", Widget::Line)
                .hint(self.shell.say("congresses-decision-symbol-hint")),
            self.field("decision_on", "decision-day", Widget::Date),
        ]
    }

    fn of(&self, step: Step) -> Vec<Field> {
        let congress = &self.choosing.all.congress;
        let words = || self.note("words").optional();
        match step {
            Step::DesignatePilot => vec![
                self.field(
                    "sector_id",
                    "sector",
                    Widget::Select(self.choosing.sectors.clone()),
                )
                .now_maybe(congress.sector_id)
                .optional(),
                self.note("pilot-reason"),
            ],
            Step::ReturnDossier | Step::OverrideGuidance | Step::Cancel => {
                vec![self.note("reason")]
            }
            Step::SubmitDossier | Step::Approve | Step::Open | Step::Close | Step::Report => {
                vec![words()]
            }
            Step::Convene => vec![
                self.field("notice_given_on", "notice-day", Widget::Date)
                    .hint(self.shell.say("congresses-notice-day-hint")),
                words().hint(self.shell.say("congresses-short-notice-hint")),
            ],
            Step::Confirm => self.confirmation(),
            Step::AppointSecretary => self.appointment(),
            Step::EndMembership => self.leaving(),
            Step::FillVacancy => self.filling(),
            Step::Annul => {
                let mut fields = vec![
                    self.note("reason"),
                    self.field("ground", "broken-clause", Widget::Line)
                        .hint(self.shell.say("congresses-broken-clause-hint")),
                ];
                fields.extend(self.decision());
                fields
            }
            Step::Postpone => vec![
                self.field("planned_on", "new-day", Widget::Date),
                self.field("planned_time", "hour", Widget::Hour)
                    .now_maybe(congress.planned_time.as_ref())
                    .optional(),
                self.field("notice_given_on", "notice-again", Widget::Date)
                    .hint(self.shell.say("congresses-notice-again-hint"))
                    .optional(),
                self.note("reason"),
            ],
        }
    }

    fn appointment(&self) -> Vec<Field> {
        let people = Widget::Select(self.choosing.people.clone());
        let mut fields = vec![self.field("appointee", "appointee", people)];
        fields.extend(self.decision());
        fields.push(
            self.field("ground", "appointment-ground", Widget::Line)
                .optional(),
        );
        fields.push(self.note("words").optional());
        fields
    }

    /// The posts that somebody holds, or that are vacant.
    fn posts(&self, name: &str, key: &str, which: impl Fn(&CongressPost) -> bool) -> Field {
        let posts = self.choosing.all.beside.posts.iter();
        let label = |post: &CongressPost| {
            let kind = self.shell.term("post", post.post);
            match post.holder() {
                Some(holder) => format!("{kind}: {holder}"),
                None => kind,
            }
        };
        let choices = posts
            .filter(|post| which(post))
            .map(|post| Choice::new(post.id, label(post)));
        self.field(name, key, Widget::Select(choices.collect()))
    }

    fn leaving(&self) -> Vec<Field> {
        let causes = Choice::all::<LeavingCause>(self.shell, "leaving-cause");
        vec![
            self.posts("leaving.post_id", "post", |post| post.holder().is_some()),
            self.field("leaving.cause", "leaving-cause", Widget::Radios(causes)),
            self.field("leaving.on", "leaving-day", Widget::Date),
            self.field("leaving.decision", "leaving-decision", Widget::Line)
                .hint(self.shell.say("congresses-leaving-decision-hint")),
            self.note("words").optional(),
        ]
    }

    fn filling(&self) -> Vec<Field> {
        let by = Choice::all::<FilledBy>(self.shell, "filled-by");
        let people = Widget::Select(self.choosing.people.clone());
        let mut fields = vec![
            self.posts("filling.post_id", "post", |post| {
                post.awaits == Some(Awaits::ByElection)
            }),
            self.field("filling.by", "filled-by", Widget::Radios(by)),
            self.field("appointee", "filler", people)
                .hint(self.shell.say("congresses-filler-hint"))
                .optional(),
            self.field("filling.person_name", "filler-name", Widget::Line)
                .optional(),
            self.field("filling.elected_on", "by-election-day", Widget::Date)
                .optional(),
            self.field("filling.votes", "by-election-votes", Widget::Number)
                .optional(),
            self.field("filling.base", "by-election-base", Widget::Number)
                .optional(),
        ];
        fields.extend(self.decision());
        fields.push(self.note("words").optional());
        fields
    }

    /// The decision, and a ruling for each post to which somebody was elected.
    fn confirmation(&self) -> Vec<Field> {
        let mut fields = self.decision();
        for (n, post) in elected(&self.choosing.all).enumerate() {
            let heading = format!(
                "{}: {}",
                self.shell.term("post", post.post),
                post.person_name.as_deref().unwrap_or("–")
            );
            let rulings = [
                ("recognised", Ruling::Recognised),
                ("refused", Ruling::Refused),
            ]
            .map(|(value, ruling)| {
                let outcome = Outcome::from(ruling);
                Choice::new(value, self.shell.term("congresses-outcome", outcome))
            });
            fields.push(
                self.field(
                    &format!("posts.{n}.outcome"),
                    "ruling",
                    Widget::Radios(rulings.to_vec()),
                )
                .under(heading),
            );
            fields.push(
                self.field(&format!("posts.{n}.note"), "refusal-reason", Widget::Area)
                    .optional(),
            );
        }
        fields.push(self.note("words").optional().under(String::new()));
        fields
    }
}

fn elected(all: &Overview) -> impl Iterator<Item = &CongressPost> {
    let posts = all.beside.posts.iter();
    posts.filter(|post| post.outcome == Outcome::Elected)
}

/// What will happen, in a sentence, with the figures of the moment.
fn lead(shell: &Shell, all: &Overview, step: Step) -> String {
    let key = format!("congresses-lead-{}", step.to_string().replace('_', "-"));
    let mut args: Vec<(&'static str, Arg)> = Vec::new();
    if step == Step::Open {
        let Some(roll) = &all.facts.attendance else {
            return String::new();
        };
        args.extend([
            ("present", Arg::from(roll.present_official)),
            ("summoned", roll.summoned_official.into()),
            ("needed", roll.quorum_needed.into()),
        ]);
    }
    shell.language.say_with(&key, &args)
}

fn step_page(shell: &Shell, choosing: &Choosing, step: Step, today: chrono::NaiveDate) -> FormPage {
    let all = &choosing.all;
    let congress = &all.congress;
    let action = format!("{}/steps/{step}", path(congress.id));
    let title = shell.term("congress-step", step);
    let mut form = FormPage::new(shell, title, action, back(congress))
        .about(congress.unit_name.clone())
        .lead(lead(shell, all, step))
        .fields(Fields { shell, choosing }.of(step))
        .hidden("step", step)
        .version(congress.version);
    if step == Step::Confirm {
        for (n, post) in elected(all).enumerate() {
            form = form.hidden(format!("posts.{n}.post_id"), post.id);
        }
    }
    form.warnings = warnings::warnings(congress, &all.plan, &all.beside, today)
        .iter()
        .map(|reason| ReasonView::of(reason, shell.language))
        .collect();
    if is_final(step) {
        form = form.is_final();
    }
    form
}

#[get("/congresses/{id}/steps/{step}")]
async fn step_form(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    at: Path<(CongressId, Step)>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let (id, step) = at.into_inner();
    let today = actor.today();
    let asking = actor.clone();
    let (congress, possible) = state
        .db
        .read(move |conn| service::actions(conn, &asking, id))
        .await?;
    expect_possible::<CongressProcess>(congress.state, step, &possible)?;
    let choosing = chosen(&state, actor, id, step).await?;
    step_page(&shell, &choosing, step, today).show(&req)
}

#[post("/congresses/{id}/steps/{step}")]
async fn take_step(
    req: HttpRequest,
    state: Data<AppState>,
    at: Path<(CongressId, Step)>,
    form: ProtectedForm<TakeCongressStep>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = form.visitor;
    let (id, step) = at.into_inner();
    let today = actor.today();
    let choosing = chosen(&state, actor.clone(), id, step).await?;
    let page = step_page(&shell, &choosing, step, today);
    let seen = form.said.seen()?;
    submit(
        &req,
        &state.db,
        actor,
        page,
        form.said,
        move |conn, actor, body| {
            let (_, given) = body.clone().given()?;
            let (congress, _) = service::take_step(conn, actor, id, seen, step, &given)?;
            let stands = shell.term("congress-state", congress.state);
            Ok(Done::at(
                path(id),
                shell.say_of("step-done", "state", stands),
            ))
        },
    )
    .await
}
