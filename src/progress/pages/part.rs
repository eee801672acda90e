//! How far a round has come and when its congresses are held, as a part of the page of its plan.

use askama::Template;
use chrono::NaiveDate;

use super::timeline::Drawing;
use super::{Breakdown, Found, Urgent, breakdown, colour, look, occurring, urgent};
use crate::auth::actor::Actor;
use crate::board;
use crate::board::model::{Board, Wanted};
use crate::db::AnyConnection;
use crate::db::paging::PageRequest;
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::http::page::{Link, Shell};
use crate::plan;
use crate::plan::model::PlanId;
use crate::progress::model::{By, Question};

/// How many units, and how many congresses of the drawing, stand on the page of the plan; their own pages have the rest.
const ROWS: i64 = 12;

/// What the part is made of.
pub struct Looked {
    found: Found,
    drawn: Board,
    today: NaiveDate,
}

/// How far the round of a plan has come today; nothing for those who see the plan from below all its congresses.
///
/// # Errors
/// As the database.
pub fn of(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Option<Looked>, Error> {
    let today = actor.today();
    let question = Question {
        unit_id: None,
        by: By::Child,
        as_of: today,
    };
    let units = PageRequest {
        limit: ROWS,
        after: None,
    };
    match whole(conn, actor, (id, today), question, &units) {
        Ok(looked) => Ok(Some(looked)),
        Err(Error::NotFound | Error::Forbidden(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn whole(
    conn: &mut AnyConnection,
    actor: &Actor,
    (id, today): (PlanId, NaiveDate),
    question: Question,
    units: &PageRequest<UnitPath>,
) -> Result<Looked, Error> {
    let rows = PageRequest {
        limit: ROWS,
        after: None,
    };
    Ok(Looked {
        found: look(conn, actor, id, question, units)?,
        drawn: board::service::read(conn, actor, id, &Wanted::default(), &rows)?,
        today,
    })
}

/// The part of the page.
#[derive(Template)]
#[template(path = "progress/pages/part.html")]
pub struct Part {
    shell: Shell,
    states: Vec<(String, &'static str)>,
    tables: Vec<Breakdown>,
    urgent: Vec<Urgent>,
    at: Drawing,
    /// The whole of the progress, and of the drawing.
    all: Link,
    whole: Link,
}

impl Part {
    /// In words.
    pub fn shown(shell: &Shell, looked: Looked) -> Self {
        let found = looked.found;
        let (plan, unit) = (&found.plan, found.by_unit.unit_id);
        let states = occurring(&found.by_unit.counts);
        let at = plan::pages::path(plan.id);
        let progress = [&found.by_unit, &found.by_sector].into_iter();
        let urgent_lists = found.urgent.into_iter();
        Self {
            all: Link::new(format!("{at}/progress"), shell.say("progress-whole")),
            whole: Link::new(format!("{at}/timeline"), shell.say("timeline-whole")),
            tables: progress
                .filter(|progress| !progress.groups.is_empty())
                .map(|progress| breakdown(shell, plan, progress, &states))
                .collect(),
            urgent: urgent_lists.map(|list| urgent(shell, list, unit)).collect(),
            states: states
                .iter()
                .map(|state| (shell.term("congress-state", state), colour(*state)))
                .collect(),
            at: Drawing::of(shell, &looked.drawn, looked.today),
            shell: shell.clone(),
        }
    }
}
