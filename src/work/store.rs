//! What things are called, many at once; and what belongs to the congresses of a branch.

use diesel::prelude::*;

use crate::audit::model::{SubjectId, SubjectKind};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::{
    assignments, congresses, documents, elections, guidances, opinions, personnel_processes, plans,
};
use crate::error::{Arg, Error};

/// What a thing is called, and where it belongs.
#[derive(Debug, Clone)]
pub struct Named {
    /// The thing.
    pub id: SubjectId,
    /// Its congress.
    pub congress_id: Option<CongressId>,
    /// Its name.
    pub name: Option<Arg>,
    /// The branch.
    pub place: Option<String>,
}

/// The names of these things of one kind; of a classified document only its kind.
pub fn named(
    conn: &mut AnyConnection,
    kind: SubjectKind,
    ids: &[SubjectId],
) -> Result<Vec<Named>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
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
        SubjectKind::Installation | SubjectKind::Unit | SubjectKind::User => Ok(Vec::new()),
    }
}

fn congresses_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(CongressId, String)> = congresses::table
        .filter(congresses::id.eq_any(ids))
        .select((congresses::id, congresses::unit_name))
        .load(conn)?;
    let named = |(id, place): (CongressId, String)| Named {
        id: id.cast(),
        congress_id: Some(id),
        name: None,
        place: Some(place),
    };
    Ok(rows.into_iter().map(named).collect())
}

fn documents_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, String, String, CongressId, String)> = documents::table
        .inner_join(congresses::table)
        .filter(documents::id.eq_any(ids))
        .select((
            documents::id,
            documents::kind,
            documents::title,
            congresses::id,
            congresses::unit_name,
        ))
        .load(conn)?;
    let named = |(id, kind, title, congress, place): (_, String, String, _, _)| Named {
        id,
        congress_id: Some(congress),
        name: Some(if title.is_empty() {
            Arg::term("document-kind", kind)
        } else {
            Arg::from(title)
        }),
        place: Some(place),
    };
    Ok(rows.into_iter().map(named).collect())
}

fn personnel_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, CongressId, String)> = personnel_processes::table
        .inner_join(congresses::table)
        .filter(personnel_processes::id.eq_any(ids))
        .select((
            personnel_processes::id,
            congresses::id,
            congresses::unit_name,
        ))
        .load(conn)?;
    let named = |(id, congress, place): (_, _, String)| Named {
        id,
        congress_id: Some(congress),
        name: None,
        place: Some(place),
    };
    Ok(rows.into_iter().map(named).collect())
}

fn elections_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, String, CongressId, String)> = elections::table
        .inner_join(congresses::table)
        .filter(elections::id.eq_any(ids))
        .select((
            elections::id,
            elections::post,
            congresses::id,
            congresses::unit_name,
        ))
        .load(conn)?;
    let named = |(id, post, congress, place): (_, String, _, String)| Named {
        id,
        congress_id: Some(congress),
        name: Some(Arg::term("post", post)),
        place: Some(place),
    };
    Ok(rows.into_iter().map(named).collect())
}

fn plans_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, Option<String>, String)> = plans::table
        .filter(plans::id.eq_any(ids))
        .select((plans::id, plans::symbol, plans::title))
        .load(conn)?;
    Ok(rows.into_iter().map(with_symbol).collect())
}

fn guidances_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, Option<String>, String)> = guidances::table
        .filter(guidances::id.eq_any(ids))
        .select((guidances::id, guidances::symbol, guidances::title))
        .load(conn)?;
    Ok(rows.into_iter().map(with_symbol).collect())
}

fn with_symbol((id, symbol, title): (SubjectId, Option<String>, String)) -> Named {
    let name = symbol.map_or_else(|| title.clone(), |symbol| format!("{symbol}: {title}"));
    Named {
        id,
        congress_id: None,
        name: Some(Arg::from(name)),
        place: None,
    }
}

fn opinions_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, String, String)> = opinions::table
        .inner_join(congresses::table)
        .filter(opinions::id.eq_any(ids))
        .select((opinions::id, opinions::theme, congresses::unit_name))
        .load(conn)?;
    let named = |(id, theme, place): (_, String, String)| Named {
        id,
        congress_id: None,
        name: Some(Arg::term("theme", theme)),
        place: Some(place),
    };
    Ok(rows.into_iter().map(named).collect())
}

fn assignments_named(conn: &mut AnyConnection, ids: &[SubjectId]) -> Result<Vec<Named>, Error> {
    let rows: Vec<(SubjectId, String, String)> = assignments::table
        .filter(assignments::id.eq_any(ids))
        .select((assignments::id, assignments::task, assignments::board))
        .load(conn)?;
    let named = |(id, task, board): (_, String, String)| Named {
        id,
        congress_id: None,
        name: Some(Arg::from(task)),
        place: Some(board).filter(|board| !board.is_empty()),
    };
    Ok(rows.into_iter().map(named).collect())
}

/// These congresses, their documents and their personnel work.
pub fn things_of(
    conn: &mut AnyConnection,
    congresses: &[CongressId],
) -> Result<Vec<SubjectId>, Error> {
    if congresses.is_empty() {
        return Ok(Vec::new());
    }
    let mut things: Vec<SubjectId> = congresses.iter().map(|id| id.cast()).collect();
    let documents: Vec<SubjectId> = documents::table
        .filter(documents::congress_id.eq_any(congresses))
        .select(documents::id)
        .load(conn)?;
    let personnel: Vec<SubjectId> = personnel_processes::table
        .filter(personnel_processes::congress_id.eq_any(congresses))
        .select(personnel_processes::id)
        .load(conn)?;
    things.extend(documents);
    things.extend(personnel);
    Ok(things)
}
