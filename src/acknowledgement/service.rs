//! The verbs of acknowledgements.

use std::collections::HashMap;

use serde_json::json;

use super::model::{Acknowledgement, Reached, Standing};
use super::store::{self, Position, ReachedFilter};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, reach};
use crate::auth::seat::Seats;
use crate::congress::model::{Congress, CongressId};
use crate::db::AnyConnection;
use crate::db::paging::{MOST, Page, PageRequest};
use crate::error::{Error, Reason};
use crate::guidance::model::{Distributed, Guidance, GuidanceId, Meeting, State};
use crate::guidance::rules::{against_acknowledging, applying, reaches};
use crate::opinion::rules::decide_deed;
use crate::plan::model::Plan;
use crate::workflow::Seat;
use crate::{congress, guidance, journal, plan};

/// How many congresses a guidance reaches, and how many of their branches have acknowledged it; for its plan's page.
pub fn tally(conn: &mut AnyConnection, guidance: &Guidance) -> Result<(i64, i64), Error> {
    let plans = plan::service::with_implementing(conn, guidance.plan_id)?;
    store::tally(conn, guidance.id, guidance.plan_id, &plans)
}

/// The congresses that a guidance reaches, in the actor's part of the tree, and what each made of it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    acknowledged: Option<bool>,
    page: &PageRequest<Position>,
) -> Result<Page<Standing>, Error> {
    let (guidance, _) = guidance::service::find(conn, actor, id)?;
    let filter = ReachedFilter {
        guidance: id,
        own_plan: guidance.plan_id,
        plans: plan::service::with_implementing(conn, guidance.plan_id)?,
        reach: reach(actor, Action::ReadCongresses),
        acknowledged,
    };
    let page = store::reached(conn, &filter, page)?;
    Ok(Page {
        items: standings(conn, &guidance, page.items)?,
        next: page.next,
    })
}

/// What each of these made of the guidance, and of those that came before and after it.
fn standings(
    conn: &mut AnyConnection,
    guidance: &Guidance,
    reached: Vec<Reached>,
) -> Result<Vec<Standing>, Error> {
    let all = PageRequest {
        limit: MOST,
        after: None,
    };
    let series = guidance::service::ever_in_force(conn, guidance.plan_id, &all)?.items;
    let guidances: Vec<GuidanceId> = series.iter().map(|one| one.id).collect();
    let congresses: Vec<CongressId> = reached.iter().map(|one| one.id).collect();
    let mut given: HashMap<CongressId, Vec<Acknowledgement>> = HashMap::new();
    for one in store::given(conn, &guidances, &congresses)? {
        given.entry(one.congress_id).or_default().push(one);
    }
    Ok(reached
        .into_iter()
        .map(|reached| {
            let given = given.remove(&reached.id).unwrap_or_default();
            standing(guidance.id, &series, reached, given)
        })
        .collect())
}

fn standing(
    guidance: GuidanceId,
    series: &[Guidance],
    reached: Reached,
    given: Vec<Acknowledgement>,
) -> Standing {
    let meeting = Meeting {
        plan_id: reached.plan_id,
        pilot: reached.pilot,
        opened_on: reached.opened_on,
    };
    let met_under = meeting.opened_on.and_then(|_| {
        let seen = series.iter().filter_map(|one| distributed(one, &given));
        applying(&meeting, seen.collect())
            .pop()
            .map(|one| (one.guidance_id, one.symbol))
    });
    Standing {
        reached,
        acknowledgement: given.into_iter().find(|one| one.guidance_id == guidance),
        met_under,
    }
}

fn distributed(guidance: &Guidance, given: &[Acknowledgement]) -> Option<Distributed> {
    Some(Distributed {
        guidance_id: guidance.id,
        plan_id: guidance.plan_id,
        symbol: guidance.symbol.clone().unwrap_or_default(),
        issued_at: guidance.issued_at?,
        superseded_at: guidance.superseded_at,
        acknowledged: given.iter().any(|one| one.guidance_id == guidance.id),
    })
}

/// Whether the actor, of its branch, may still take note of the guidance for this congress; for a page that leads
/// there.
pub fn is_to_be_given(actor: &Actor, guidance: State, standing: &Standing) -> bool {
    let seats = Seats {
        branch: Some(standing.reached.unit_id),
        ..Seats::default()
    };
    let reached = &standing.reached;
    let meeting = Meeting {
        plan_id: reached.plan_id,
        pilot: reached.pilot,
        opened_on: reached.opened_on,
    };
    let (over, given) = (
        reached.state.is_finished(),
        standing.acknowledgement.is_some(),
    );
    against_acknowledging(guidance, &meeting, over, given).is_empty()
        && seats.held_by(actor).contains(&Seat::Branch)
}

/// Whether the branch may take note of the guidance for its congress now; gives both.
///
/// # Errors
/// As [`acknowledge`].
pub fn expect_to_acknowledge(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    congress: CongressId,
) -> Result<(Guidance, Congress), Error> {
    let (guidance, _) = guidance::service::find(conn, actor, id)?;
    let congress = congress::service::find(conn, actor, Action::ReadCongresses, congress)?;
    let plan = plan::service::of(conn, congress.plan_id)?;
    let reasons = against(conn, &guidance, &congress, &plan)?;
    let held = congress.seats(plan.unit_id).held_by(actor);
    decide_deed(&[Seat::Branch], &held, reasons)?;
    Ok((guidance, congress))
}

/// A branch acknowledges a guidance for its congress.
///
/// # Errors
/// [`Error::Refused`] and [`Error::Forbidden`] with every reason; [`Error::NotFound`] for what the actor may not
/// know.
pub fn acknowledge(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: GuidanceId,
    congress: CongressId,
) -> Result<Standing, Error> {
    let (_, congress) = expect_to_acknowledge(conn, actor, id, congress)?;
    let row = Acknowledgement {
        guidance_id: id,
        congress_id: congress.id,
        acknowledged_at: actor.now,
        acknowledged_by: actor.user_id,
    };
    store::insert(conn, &row)?;
    // In the congress's chain: thousands of branches must not wait for one another in the plan's.
    journal::service::record_write(
        conn,
        actor,
        Subject::new(SubjectKind::Congress, congress.id),
        &congress.unit_path,
        "guidance.acknowledge",
        json!({ "guidance_id": id }),
    )?;
    Ok(Standing {
        reached: Reached {
            id: congress.id,
            plan_id: congress.plan_id,
            unit_id: congress.unit_id,
            unit_path: congress.unit_path,
            unit_name: congress.unit_name,
            state: congress.state,
            pilot: congress.pilot,
            opened_on: congress.opened_on,
        },
        acknowledgement: Some(row),
        met_under: None,
    })
}

fn against(
    conn: &mut AnyConnection,
    guidance: &Guidance,
    congress: &Congress,
    plan: &Plan,
) -> Result<Vec<Reason>, Error> {
    let meeting = Meeting {
        plan_id: congress.plan_id,
        pilot: congress.pilot,
        opened_on: congress.opened_on,
    };
    let line = plan::service::line(conn, plan)?;
    let meant =
        line.iter().any(|plan| plan.id == guidance.plan_id) && reaches(&meeting, guidance.plan_id);
    let given = store::given(conn, &[guidance.id], &[congress.id])?;
    let mut reasons = against_acknowledging(
        guidance.state,
        &meeting,
        congress.state.is_finished(),
        !given.is_empty(),
    );
    if !meant {
        reasons.push(Reason::new("guidance_not_for_congress"));
    }
    Ok(reasons)
}
