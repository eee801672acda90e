//! The verbs of a plan: authorise, gather the facts, decide, save, record.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::facts::facts;
use super::model::{Plan, PlanContent, PlanFilter, PlanId, PlanRevision, State};
use super::rules::{PlanProcess, Step};
use super::{drafting, standing, store};
use crate::audit::model::{Subject, SubjectKind};
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit, permit_on_the_line, reach};
use crate::auth::seat::Seats;
use crate::db::AnyConnection;
use crate::db::follow::{self, Follower};
use crate::db::id::Id;
use crate::db::json::AsJson;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::document::symbol::DocumentSymbol;
use crate::error::Error;
use crate::journal;
use crate::journal::model::{HistoryEntry, HistoryEntryId, StepTaken};
use crate::numbering::model::{IssuedAs, Typed};
use crate::regulation::DocumentType;
use crate::unit::model::UnitId;
use crate::workflow::{PossibleStep, Process, decide};
use crate::{congress, lineage, numbering, sector, unit};

/// What may be written in a draft, or changed by an amendment; absent means unchanged.
#[derive(Debug, Clone, Default)]
pub struct PlanChanges {
    /// What it is about.
    pub title: Option<String>,
    /// First and last year of the term.
    pub term: Option<(i64, i64)>,
    /// First day of the pilots.
    pub pilot_from: Option<NaiveDate>,
    /// Last day of the pilots.
    pub pilot_to: Option<NaiveDate>,
    /// First day of the other congresses.
    pub rest_from: Option<NaiveDate>,
    /// Last day of the other congresses.
    pub rest_to: Option<NaiveDate>,
    /// What it lays down for every congress.
    pub content: Option<PlanContent>,
    /// The roots of the subtrees it covers.
    pub scope: Option<Vec<UnitId>>,
}

/// What comes with a step.
#[derive(Debug, Clone, Default)]
pub struct StepInput {
    /// Number and symbol, with `issue`.
    pub symbol: Option<DocumentSymbol>,
    /// The date the plan bears, with `issue`.
    pub issued_on: Option<NaiveDate>,
    /// The person's words; the reason, with `amend`.
    pub note: Option<String>,
    /// What changes, with `amend`.
    pub changes: PlanChanges,
}

fn subject(id: PlanId) -> Subject {
    Subject::new(SubjectKind::Plan, id)
}

pub(super) fn seats(plan: &Plan) -> Seats {
    Seats {
        plan_unit: Some(plan.unit_id),
        ..Seats::default()
    }
}

/// The plan with this key, if the actor stands in its scope or above it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: PlanId) -> Result<Plan, Error> {
    let plan = store::by_id(conn, id)?;
    permit_on_the_line(actor, Action::ReadCongresses, &plan.unit_path)?;
    Ok(plan)
}

/// The plan with this key, for the rules of things that belong to it: nobody asks.
pub fn of(conn: &mut AnyConnection, id: PlanId) -> Result<Plan, Error> {
    store::by_id(conn, id)
}

/// The plan as of a day, for the rules of things that belong to it: with the windows of the revision then in force.
/// Nobody asks.
///
/// # Errors
/// As the database.
pub fn as_on(conn: &mut AnyConnection, id: PlanId, day: NaiveDate) -> Result<Plan, Error> {
    let mut plan = store::by_id(conn, id)?;
    if plan.revision == 1 {
        return Ok(plan);
    }
    if let Some(snapshot) = store::snapshot_on(conn, id, day)? {
        let date = |name: &str| {
            let date = snapshot.get(name).and_then(Value::as_str);
            date.and_then(|date| date.parse().ok())
        };
        plan.pilot_from = date("pilot_from");
        plan.pilot_to = date("pilot_to");
        plan.rest_from = date("rest_from");
        plan.rest_to = date("rest_to");
        plan.content.0.without_pilots =
            snapshot.pointer("/content/without_pilots") == Some(&true.into());
    }
    Ok(plan)
}

/// The plan and those it implements, itself first, the uppermost last.
pub fn line(conn: &mut AnyConnection, plan: &Plan) -> Result<Vec<Plan>, Error> {
    let mut line = vec![plan.clone()];
    let mut upper = plan.implements_id;
    while let Some(id) = upper {
        let above = store::by_id(conn, id)?;
        upper = above.implements_id;
        line.push(above);
    }
    Ok(line)
}

/// What else the same committee has issued for the same term.
///
/// # Errors
/// As the database.
pub fn others_of_the_term(conn: &mut AnyConnection, plan: &Plan) -> Result<Vec<PlanId>, Error> {
    store::others_of_the_term(conn, plan)
}

/// The plan and every plan that implements it, directly or not.
pub fn with_implementing(conn: &mut AnyConnection, id: PlanId) -> Result<Vec<PlanId>, Error> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(&plan) = found.get(next) {
        found.extend(
            store::implementing(conn, plan)?
                .into_iter()
                .map(|(id, _)| id),
        );
        next += 1;
    }
    Ok(found)
}

/// The places a plan covers on a date; where a root of its scope is gone by then, what its successor covers, if that
/// stands under the plan's committee.
///
/// # Errors
/// As the database.
pub fn scope_paths(
    conn: &mut AnyConnection,
    plan: &Plan,
    on: NaiveDate,
) -> Result<Vec<UnitPath>, Error> {
    let mut paths = Vec::new();
    for unit in store::scope(conn, plan.id)? {
        match unit::service::place(conn, unit, on) {
            Ok(place) => paths.push(place.path),
            Err(Error::NotFound) => {
                let heir = lineage::service::heir(conn, unit, on)?;
                let heir = heir.filter(|heir| heir.path.is_under(&plan.unit_path));
                paths.extend(heir.map(|heir| heir.path));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(paths)
}

/// The roots of the subtrees a plan covers.
pub fn scope(conn: &mut AnyConnection, id: PlanId) -> Result<Vec<UnitId>, Error> {
    store::scope(conn, id)
}

/// The plans that the actor sees.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    mut filter: PlanFilter,
    page: &PageRequest<PlanId>,
) -> Result<Page<Plan>, Error> {
    filter.reach = reach(actor, Action::ReadCongresses);
    store::list(conn, &filter, page)
}

/// Writes a new draft for a committee.
///
/// # Errors
/// [`Error::Forbidden`] without an office that drafts plans there; [`Error::Invalid`] for a scope outside the
/// committee's subtree or an upper plan that is not above it.
pub fn draft(
    conn: &mut AnyConnection,
    actor: &Actor,
    unit: UnitId,
    implements: Option<PlanId>,
    changes: &PlanChanges,
) -> Result<Plan, Error> {
    let place = unit::service::place(conn, unit, actor.today())?;
    permit(actor, Action::DraftPlans, &place.path)?;
    if let Some(upper) = implements {
        let upper =
            store::by_id(conn, upper).map_err(|_| Error::invalid("/implements_id", "unknown"))?;
        if !place.path.is_under(&upper.unit_path) || upper.unit_id == unit {
            return Err(Error::invalid("/implements_id", "plan_not_above"));
        }
    }
    let mut plan = Plan {
        id: Id::new(),
        unit_id: unit,
        unit_path: place.path,
        implements_id: implements,
        state: State::Draft,
        symbol: None,
        title: String::new(),
        issued_on: None,
        term_from: 0,
        term_to: 0,
        pilot_from: None,
        pilot_to: None,
        rest_from: None,
        rest_to: None,
        content: AsJson(PlanContent::default()),
        revision: 1,
        created_at: actor.now,
        created_by: actor.user_id,
        version: 1,
    };
    apply(conn, &mut plan, changes)?;
    store::insert(conn, &plan)?;
    let scope = changes.scope.clone().unwrap_or_else(|| vec![unit]);
    put_scope(conn, actor, &plan, &scope)?;
    journal::service::record_write(
        conn,
        actor,
        subject(plan.id),
        &plan.unit_path,
        "plan.draft",
        json!({}),
    )?;
    Ok(plan)
}

/// Changes a draft. What has been issued changes only by the step `amend`.
///
/// # Errors
/// [`Error::Refused`] once issued; [`Error::Stale`]; [`Error::Invalid`].
pub fn revise(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    seen: i64,
    changes: &PlanChanges,
) -> Result<Plan, Error> {
    let mut plan = find(conn, actor, id)?;
    drafting::expect_to_revise(actor, &plan)?;
    expect_version(plan.version, seen)?;
    apply(conn, &mut plan, changes)?;
    plan.version += 1;
    store::save(conn, &plan, seen)?;
    if let Some(scope) = &changes.scope {
        put_scope(conn, actor, &plan, scope)?;
    }
    journal::service::record_write(
        conn,
        actor,
        subject(id),
        &plan.unit_path,
        "plan.revise",
        json!({}),
    )?;
    Ok(plan)
}

/// Refuses a change of a thing that is no longer what the person saw.
///
/// # Errors
/// [`Error::Stale`].
pub fn expect_version(current: i64, seen: i64) -> Result<(), Error> {
    if current == seen {
        Ok(())
    } else {
        Err(Error::Stale { current })
    }
}

fn apply(conn: &mut AnyConnection, plan: &mut Plan, changes: &PlanChanges) -> Result<(), Error> {
    if let Some(title) = &changes.title {
        plan.title.clone_from(title);
    }
    if let Some((from, to)) = changes.term {
        (plan.term_from, plan.term_to) = (from, to);
    }
    for (window, change) in [
        (&mut plan.pilot_from, changes.pilot_from),
        (&mut plan.pilot_to, changes.pilot_to),
        (&mut plan.rest_from, changes.rest_from),
        (&mut plan.rest_to, changes.rest_to),
    ] {
        if change.is_some() {
            *window = change;
        }
    }
    if let Some(content) = &changes.content {
        sector::service::expect_known(conn, &content.pilot_sectors, "/content/pilot_sectors")?;
        plan.content = AsJson(content.clone());
    }
    Ok(())
}

fn put_scope(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    units: &[UnitId],
) -> Result<(), Error> {
    for unit in units {
        let outside = || Error::invalid("/scope", "scope_outside");
        let place = match unit::service::place(conn, *unit, actor.today()) {
            Err(Error::NotFound) => return Err(outside()),
            place => place?,
        };
        if !place.path.is_under(&plan.unit_path) {
            return Err(outside());
        }
    }
    let mut units = units.to_vec();
    units.sort_unstable();
    units.dedup();
    store::set_scope(conn, plan.id, &units)
}

/// Every step from where the plan stands, each with the reasons against it.
pub fn actions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
) -> Result<(Plan, Vec<PossibleStep<PlanProcess>>), Error> {
    let standing = standing::of(conn, actor, id)?;
    Ok((standing.plan, standing.steps))
}

/// Takes a step.
///
/// # Errors
/// [`Error::Stale`], [`Error::Refused`] and [`Error::Forbidden`] with every reason.
pub fn take_step(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    seen: i64,
    step: Step,
    input: &StepInput,
) -> Result<Plan, Error> {
    let mut plan = find(conn, actor, id)?;
    expect_version(plan.version, seen)?;
    let before = plan.clone();
    let (from, windows) = (before.state, before.windows());
    match step {
        Step::Issue if from == State::Draft => {
            plan.symbol = input.symbol.as_ref().map(ToString::to_string);
            plan.issued_on = input.issued_on;
        }
        Step::Amend => apply(conn, &mut plan, &input.changes)?,
        Step::Issue | Step::OpenRollout | Step::Complete | Step::Reopen => (),
    }
    let guards = PlanProcess::rule(step).provided;
    let facts = facts(conn, actor, (Some(&before), &plan), input, guards)?;
    let decision = decide::<PlanProcess>(from, step, &seats(&plan).held_by(actor), &facts)?;
    plan.state = decision.to;
    plan.version += 1;
    if step == Step::Amend {
        plan.revision += 1;
    }
    store::save(conn, &plan, seen)?;
    if step == Step::Issue
        && let Some(typed) = typed(&plan, actor.today())?
    {
        numbering::typed::keep(conn, actor, &typed)?;
    }
    if step == Step::Amend {
        if let Some(scope) = &input.changes.scope {
            put_scope(conn, actor, &plan, scope)?;
        }
        if plan.windows() != windows {
            congress::following::service::follow_windows(conn, &plan)?;
        }
    }
    if matches!(step, Step::Issue | Step::Amend) {
        keep_revision(
            conn,
            actor,
            &plan,
            input.note.as_deref().unwrap_or_default(),
        )?;
    }
    journal::service::record_step::<PlanProcess>(
        conn,
        actor,
        &StepTaken {
            subject: subject(id),
            chain: subject(id),
            unit_path: &plan.unit_path,
            seats: seats(&plan),
            step,
            from,
            decision,
            note: input.note.as_deref(),
            data: json!({ "symbol": plan.symbol, "issued_on": plan.issued_on, "revision": plan.revision }),
            due_on: plan.rest_to,
        },
    )?;
    Ok(plan)
}

/// A plan with its number, as the register of numbers wants to know it; nothing before it has one.
pub(super) fn typed(plan: &Plan, today: NaiveDate) -> Result<Option<Typed>, Error> {
    let symbol = DocumentSymbol::read("/symbol", plan.symbol.as_deref())?;
    Ok(symbol.map(|symbol| Typed {
        unit_id: plan.unit_id,
        document_type: DocumentType::Plan,
        symbol,
        dated_on: plan.issued_on.unwrap_or(today),
        title: plan.title.clone(),
        subject_id: plan.id.cast(),
    }))
}

/// The numbers of the plans that a committee has issued; for the register of numbers: nobody asks.
///
/// # Errors
/// As the database.
pub fn numbers_of(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<IssuedAs>, Error> {
    store::numbers_of(conn, unit)
}

fn keep_revision(
    conn: &mut AnyConnection,
    actor: &Actor,
    plan: &Plan,
    reason: &str,
) -> Result<(), Error> {
    let snapshot: Value = json!({
        "symbol": plan.symbol,
        "title": plan.title,
        "issued_on": plan.issued_on,
        "term_from": plan.term_from,
        "term_to": plan.term_to,
        "pilot_from": plan.pilot_from,
        "pilot_to": plan.pilot_to,
        "rest_from": plan.rest_from,
        "rest_to": plan.rest_to,
        "content": plan.content.0,
        "scope": store::scope(conn, plan.id)?,
    });
    store::insert_revision(conn, plan, &snapshot, reason, actor.now, actor.user_id)
}

/// The steps taken on a plan.
pub fn history(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    page: &PageRequest<HistoryEntryId>,
) -> Result<Page<HistoryEntry>, Error> {
    find(conn, actor, id)?;
    journal::service::history(conn, subject(id), page)
}

/// The revisions of a plan.
pub fn revisions(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: PlanId,
    page: &PageRequest<i64>,
) -> Result<Page<PlanRevision>, Error> {
    find(conn, actor, id)?;
    store::revisions(conn, id, page)
}

/// The subtree that stood at `from` stands at `to` from today on: the plans of its committees follow.
///
/// # Errors
/// As the database.
pub fn follow_move(conn: &mut AnyConnection, from: &UnitPath, to: &UnitPath) -> Result<(), Error> {
    follow::follow_move(conn, Follower::Plans, from, to)?;
    Ok(())
}
