//! What things are called and where they belong, many at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::Named;
use crate::audit::model::{SubjectId, SubjectKind};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::{
    assignments, congresses, documents, elections, guidances, opinions, personnel_processes, plans,
};
use crate::error::{Arg, Error};
use crate::plan::model::PlanId;

/// What these things of one kind are called, in one question; of a classified document only what it is.
pub fn named(
    conn: &mut AnyConnection,
    kind: SubjectKind,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    match kind {
        SubjectKind::Congress => congresses_named(conn, ids),
        SubjectKind::Document => documents_named(conn, ids),
        SubjectKind::Personnel => personnel_named(conn, ids),
        SubjectKind::Election => elections_named(conn, ids),
        SubjectKind::Plan => plans_named(conn, ids),
        SubjectKind::Opinion => opinions_named(conn, ids),
        SubjectKind::Guidance => guidances_named(conn, ids),
        SubjectKind::Assignment => assignments_named(conn, ids),
        SubjectKind::Installation | SubjectKind::Unit | SubjectKind::User => Ok(HashMap::new()),
    }
}

/// A congress: its key, its plan, its branch, and when what it waits for is due.
type Meeting = (CongressId, PlanId, String, Option<NaiveDate>);

fn of(meeting: Meeting, name: Option<Arg>) -> Named {
    let (congress, plan, place, due_on) = meeting;
    Named {
        congress_id: Some(congress),
        plan_id: Some(plan),
        name,
        place: Some(place),
        due_on,
    }
}

fn congresses_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<Meeting> = congresses::table
        .filter(congresses::id.eq_any(ids))
        .select((
            congresses::id,
            congresses::plan_id,
            congresses::unit_name,
            congresses::due_on,
        ))
        .load(conn)?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| (row.0.cast(), of(row, None))).collect())
}

fn documents_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, String, Meeting)> = documents::table
        .inner_join(congresses::table)
        .filter(documents::id.eq_any(ids))
        .select((
            documents::id,
            documents::kind,
            (
                congresses::id,
                congresses::plan_id,
                congresses::unit_name,
                congresses::due_on,
            ),
        ))
        .load(conn)?;
    let named = |(id, kind, meeting): (_, String, _)| {
        (id, of(meeting, Some(Arg::term("document-kind", kind))))
    };
    Ok(rows.into_iter().map(named).collect())
}

fn personnel_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, Meeting)> = personnel_processes::table
        .inner_join(congresses::table)
        .filter(personnel_processes::id.eq_any(ids))
        .select((
            personnel_processes::id,
            (
                congresses::id,
                congresses::plan_id,
                congresses::unit_name,
                congresses::due_on,
            ),
        ))
        .load(conn)?;
    let named = |(id, meeting)| (id, of(meeting, None));
    Ok(rows.into_iter().map(named).collect())
}

fn elections_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, String, Meeting)> = elections::table
        .inner_join(congresses::table)
        .filter(elections::id.eq_any(ids))
        .select((
            elections::id,
            elections::post,
            (
                congresses::id,
                congresses::plan_id,
                congresses::unit_name,
                congresses::due_on,
            ),
        ))
        .load(conn)?;
    let named =
        |(id, post, meeting): (_, String, _)| (id, of(meeting, Some(Arg::term("post", post))));
    Ok(rows.into_iter().map(named).collect())
}

fn plans_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(PlanId, Option<String>, String)> = plans::table
        .filter(plans::id.eq_any(ids))
        .select((plans::id, plans::symbol, plans::title))
        .load(conn)?;
    let named = |(id, symbol, title): (PlanId, _, _)| (id.cast(), with_symbol(id, symbol, title));
    Ok(rows.into_iter().map(named).collect())
}

fn guidances_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, PlanId, Option<String>, String)> = guidances::table
        .filter(guidances::id.eq_any(ids))
        .select((
            guidances::id,
            guidances::plan_id,
            guidances::symbol,
            guidances::title,
        ))
        .load(conn)?;
    let named = |(id, plan, symbol, title)| (id, with_symbol(plan, symbol, title));
    Ok(rows.into_iter().map(named).collect())
}

fn with_symbol(plan: PlanId, symbol: Option<String>, title: String) -> Named {
    let name = symbol.map_or_else(|| title.clone(), |symbol| format!("{symbol}: {title}"));
    Named {
        plan_id: Some(plan),
        name: Some(Arg::from(name)),
        ..Named::default()
    }
}

fn opinions_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, String, PlanId, String)> = opinions::table
        .inner_join(congresses::table)
        .filter(opinions::id.eq_any(ids))
        .select((
            opinions::id,
            opinions::theme,
            congresses::plan_id,
            congresses::unit_name,
        ))
        .load(conn)?;
    let named = |(id, theme, plan, place): (_, String, _, _)| {
        let named = Named {
            plan_id: Some(plan),
            name: Some(Arg::term("theme", theme)),
            place: Some(place),
            ..Named::default()
        };
        (id, named)
    };
    Ok(rows.into_iter().map(named).collect())
}

fn assignments_named(
    conn: &mut AnyConnection,
    ids: &[SubjectId],
) -> Result<HashMap<SubjectId, Named>, Error> {
    let rows: Vec<(SubjectId, PlanId, String, String)> = assignments::table
        .filter(assignments::id.eq_any(ids))
        .select((
            assignments::id,
            assignments::plan_id,
            assignments::task,
            assignments::board,
        ))
        .load(conn)?;
    let named = |(id, plan, task, board): (_, _, String, String)| {
        let named = Named {
            plan_id: Some(plan),
            name: Some(Arg::from(task)),
            place: Some(board).filter(|board| !board.is_empty()),
            ..Named::default()
        };
        (id, named)
    };
    Ok(rows.into_iter().map(named).collect())
}
