//! The lessons of the pilots of a plan, theme by theme: how many are answered and concluded, and each of them.

use actix_web::web::{Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use strum::VariantArray;

use crate::app::AppState;
use crate::auth::actor::Actor;
use crate::congress;
use crate::congress::model::{CongressFilter, CongressId, CongressSummary};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, PageRequest};
use crate::error::Error;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::actions::Ways;
use crate::http::page::asked::Asked;
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::journal::api::PageQuery;
use crate::opinion::api::{OpinionQuery, OpinionView, views};
use crate::opinion::model::{OpinionFilter, OpinionId, State, Theme};
use crate::opinion::service;
use crate::plan;
use crate::plan::model::{Plan, PlanId};

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(plan_opinions).service(congress_opinions);
}

/// A theme in the table of figures.
struct ThemeRow {
    theme: Theme,
    name: String,
    /// How many stand in each state, in the order of the process.
    counts: Vec<i64>,
    all: i64,
}

/// The opinions of one theme.
struct Section {
    theme: Theme,
    name: String,
    opinions: Vec<OpinionView>,
}

/// How many there are, and how many are still open.
#[derive(Debug, Clone, Copy, Default)]
struct Meter {
    all: i64,
    unanswered: i64,
    unconcluded: i64,
}

/// The opinions of a plan.
#[derive(Template)]
#[template(path = "opinion/pages/themes.html")]
struct ThemesPage {
    shell: Shell,
    back: Link,
    here: String,
    meter: Meter,
    rows: Vec<ThemeRow>,
    total: Vec<i64>,
    filters: Vec<Field>,
    sections: Vec<Section>,
    /// The pilots at which opinions may be raised now.
    pilots: Vec<CongressSummary>,
    next: Option<Link>,
}

fn meter(tally: &[(Theme, State, i64)]) -> Meter {
    let mut meter = Meter::default();
    for (_, state, n) in tally {
        meter.all += n;
        match state {
            State::Raised => {
                meter.unanswered += n;
                meter.unconcluded += n;
            }
            State::Answered => meter.unconcluded += n,
            State::Concluded | State::InGuidance => (),
        }
    }
    meter
}

fn table(shell: &Shell, tally: &[(Theme, State, i64)]) -> (Vec<ThemeRow>, Vec<i64>) {
    let of = |theme: Option<Theme>, state: State| -> i64 {
        let own = tally.iter().filter(|(its_theme, its_state, _)| {
            *its_state == state && theme.is_none_or(|theme| theme == *its_theme)
        });
        own.map(|(_, _, n)| n).sum()
    };
    let counts = |theme: Option<Theme>| -> Vec<i64> {
        let states = State::VARIANTS.iter();
        states.map(|state| of(theme, *state)).collect()
    };
    let rows = Theme::VARIANTS.iter().map(|theme| {
        let counts = counts(Some(*theme));
        ThemeRow {
            theme: *theme,
            name: shell.term("theme", theme),
            all: counts.iter().sum(),
            counts,
        }
    });
    (rows.collect(), counts(None))
}

fn sections(shell: &Shell, opinions: Vec<OpinionView>) -> Vec<Section> {
    let themes = Theme::VARIANTS.iter();
    let mut sections: Vec<Section> = themes
        .map(|theme| Section {
            theme: *theme,
            name: shell.term("theme", theme),
            opinions: Vec::new(),
        })
        .collect();
    for opinion in opinions {
        let own = sections
            .iter_mut()
            .find(|section| section.theme == opinion.theme);
        if let Some(section) = own {
            section.opinions.push(opinion);
        }
    }
    sections.retain(|section| !section.opinions.is_empty());
    sections
}

fn filters(shell: &Shell, query: &OpinionQuery) -> Vec<Field> {
    let themes = Choice::all::<Theme>(shell, "theme");
    let states = Choice::all::<State>(shell, "opinion-state");
    vec![
        Field::new("theme", shell.say("opinions-theme"), Widget::Select(themes))
            .now_maybe(query.theme),
        Field::new("state", shell.say("field-state"), Widget::Select(states))
            .now_maybe(query.state),
    ]
}

/// What the page of a plan's opinions is made of.
struct Found {
    plan: Plan,
    tally: Vec<(Theme, State, i64)>,
    opinions: Vec<OpinionView>,
    next: Option<String>,
    pilots: Vec<CongressSummary>,
}

fn look(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    filter: OpinionFilter,
    page: &PageRequest<OpinionId>,
) -> Result<Found, Error> {
    let plan = plan::service::find(conn, actor, id)?;
    let found = service::list_of_plan(conn, actor, id, filter, page)?;
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
    pilots.retain(|pilot| service::expect_to_raise(conn, actor, pilot.id).is_ok());
    Ok(Found {
        tally: service::tally(conn, actor, id)?,
        opinions: views(conn, actor, found.items)?,
        next: found.next,
        pilots,
        plan,
    })
}

#[get("/plans/{id}/opinions")]
async fn plan_opinions(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<PlanId>,
    query: Asked<OpinionQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let query = query.0;
    let (state_asked, theme) = (query.state, query.theme);
    let page = PageRequest::parse(query.cursor.as_deref(), query.limit)?;
    let found = state
        .db
        .read(move |conn| {
            let filter = OpinionFilter {
                state: state_asked,
                theme,
                ..OpinionFilter::default()
            };
            look(conn, &actor, *id, filter, &page)
        })
        .await?;
    let here = format!("/plans/{}/opinions", found.plan.id);
    let asked = [
        ("theme", query.theme.map(|theme| theme.to_string())),
        ("state", query.state.map(|state| state.to_string())),
    ];
    let (rows, total) = table(&shell, &found.tally);
    let page = ThemesPage {
        back: plan::pages::back(&found.plan),
        next: next_page(&here, &asked, found.next.as_deref(), shell.say("more")),
        meter: meter(&found.tally),
        filters: filters(&shell, &query),
        sections: sections(&shell, found.opinions),
        pilots: found.pilots,
        rows,
        total,
        here,
        shell,
    };
    show(&req, &page)
}

/// The opinions raised at one congress.
#[derive(Template)]
#[template(path = "opinion/pages/congress.html")]
struct CongressOpinionsPage {
    shell: Shell,
    back: Link,
    branch: String,
    opinions: Vec<OpinionView>,
    next: Option<Link>,
    ways: Ways,
}

#[get("/congresses/{id}/opinions")]
async fn congress_opinions(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    id: Path<CongressId>,
    query: Asked<PageQuery>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let page = PageRequest::parse(query.0.cursor.as_deref(), query.0.limit)?;
    let (congress, plan, opinions, next, against) = state
        .db
        .read(move |conn| {
            let (congress, plan) = service::place_to_raise(conn, &actor, *id)?;
            let found = service::list_of_congress(conn, &actor, *id, &page)?;
            let opinions = views(conn, &actor, found.items)?;
            let against = service::expect_to_raise(conn, &actor, *id).map(|_| ());
            let against = Error::reasons(against)?;
            Ok((congress, plan, opinions, found.next, against))
        })
        .await?;
    let here = format!("/congresses/{}/opinions", congress.id);
    let raise = Link::new(format!("{here}/new"), shell.say("opinions-raise"));
    let page = CongressOpinionsPage {
        ways: Ways::default().add(&shell, raise, &against),
        next: next_page(&here, &[], next.as_deref(), shell.say("more")),
        back: super::back(&plan, shell.say("plans-opinions")),
        branch: congress.unit_name,
        opinions,
        shell,
    };
    show(&req, &page)
}
