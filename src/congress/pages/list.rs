//! The congresses in somebody's reach, narrowed by what they ask for.

use actix_web::web::{Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, get};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;
use validator::Validate;

use crate::app::AppState;
use crate::congress::api::{self, CongressQuery};
use crate::congress::model::State;
use crate::congress::view::CongressItem;
use crate::db::paging::PageRequest;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::asked::{Asked, typed_date};
use crate::http::page::error::PageError;
use crate::http::page::list::next_page;
use crate::http::page::{Link, Shell, Visitor, show};
use crate::plan;
use crate::plan::model::{Plan, PlanFilter, PlanId};
use crate::unit::model::UnitId;

pub(super) fn routes(cfg: &mut ServiceConfig) {
    cfg.service(list_congresses);
}

/// Which congresses, as a form of filters sends it.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct CongressesAsked {
    plan_id: Option<PlanId>,
    unit_id: Option<UnitId>,
    state: Option<State>,
    pilot: Option<bool>,
    late: Option<bool>,
    #[serde(default, deserialize_with = "typed_date")]
    from: Option<NaiveDate>,
    #[serde(default, deserialize_with = "typed_date")]
    to: Option<NaiveDate>,
    #[validate(length(max = 200))]
    q: Option<String>,
    cursor: Option<String>,
}

impl CongressesAsked {
    fn query(&self) -> CongressQuery {
        CongressQuery {
            plan_id: self.plan_id,
            unit_id: self.unit_id,
            state: self.state,
            pilot: self.pilot,
            late: self.late,
            from: self.from,
            to: self.to,
            q: self.q.clone(),
            cursor: self.cursor.clone(),
            limit: None,
        }
    }

    /// What stands in the address beside the cursor.
    fn pairs(&self) -> Vec<(&'static str, Option<String>)> {
        fn text<T: ToString>(value: Option<&T>) -> Option<String> {
            value.map(ToString::to_string)
        }
        vec![
            ("plan_id", text(self.plan_id.as_ref())),
            ("unit_id", text(self.unit_id.as_ref())),
            ("state", text(self.state.as_ref())),
            ("pilot", text(self.pilot.as_ref())),
            ("late", text(self.late.as_ref())),
            ("from", text(self.from.as_ref())),
            ("to", text(self.to.as_ref())),
            ("q", self.q.clone()),
        ]
    }

    fn is_narrowed(&self) -> bool {
        self.pairs().iter().any(|(_, value)| value.is_some())
    }

    fn fields(&self, shell: &Shell, plans: &[Plan]) -> Vec<Field> {
        let say = |key: &str| shell.say(key);
        let select = |name: &str, key: &str, choices: Vec<Choice>| {
            Field::new(name, say(key), Widget::Select(choices))
        };
        let either = |yes: &str, no: &str| {
            vec![Choice::new("true", say(yes)), Choice::new("false", say(no))]
        };
        let plans = plans
            .iter()
            .map(|plan| Choice::new(plan.id, plan.symbol.as_ref().unwrap_or(&plan.title)))
            .collect();
        let states = Choice::all::<State>(shell, "congress-state");
        vec![
            Field::new("q", say("congresses-branch"), Widget::Line).now_maybe(self.q.as_ref()),
            select("state", "field-state", states).now_maybe(self.state),
            select("plan_id", "congresses-plan", plans).now_maybe(self.plan_id),
            select(
                "pilot",
                "congresses-pilot",
                either("congresses-only-pilots", "congresses-no-pilots"),
            )
            .now_maybe(self.pilot),
            select(
                "late",
                "congresses-term",
                either("congresses-only-late", "congresses-not-late"),
            )
            .now_maybe(self.late),
            Field::new("from", say("congresses-from"), Widget::Date).now_maybe(self.from),
            Field::new("to", say("congresses-to"), Widget::Date).now_maybe(self.to),
        ]
    }
}

/// The congresses that somebody sees.
#[derive(Template)]
#[template(path = "congress/pages/list.html")]
struct CongressesPage {
    shell: Shell,
    filters: Vec<Field>,
    unit_id: Option<UnitId>,
    narrowed: bool,
    congresses: Vec<CongressItem>,
    next: Option<Link>,
}

impl CongressesPage {
    fn turn(&self, congress: &CongressItem) -> String {
        let seats = congress.next.iter();
        let seats: Vec<String> = seats.map(|seat| self.shell.term("seat", seat)).collect();
        seats.join(", ")
    }
}

/// How many plans can be chosen from.
const PLANS: i64 = 100;

#[get("/congresses")]
async fn list_congresses(
    req: HttpRequest,
    state: Data<AppState>,
    visitor: Visitor,
    asked: Asked<CongressesAsked>,
) -> Result<HttpResponse, PageError> {
    let Visitor { actor, shell } = visitor;
    let asked = asked.0;
    let query = asked.query();
    let page = PageRequest::parse(query.cursor.as_deref(), None)?;
    let (found, plans) = state
        .db
        .read(move |conn| {
            let all = PageRequest {
                limit: PLANS,
                after: None,
            };
            let plans = plan::service::list(conn, &actor, PlanFilter::default(), &all)?;
            Ok((api::found(conn, &actor, &query, &page)?, plans.items))
        })
        .await?;
    let more = shell.say("more");
    let page = CongressesPage {
        next: next_page("/congresses", &asked.pairs(), found.next.as_deref(), more),
        filters: asked.fields(&shell, &plans),
        unit_id: asked.unit_id,
        narrowed: asked.is_narrowed(),
        congresses: found.items,
        shell,
    };
    show(&req, &page)
}
