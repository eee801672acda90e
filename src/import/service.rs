//! The verbs: try a sheet, look at the trial, commit or discard it.

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Counts, Fate, Import, ImportId, Kind, Row, Sheet};
use super::progress::{self, Far, UnderWay};
use super::{rules, store, work};
use crate::audit::model::Subject;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::db::time::Instant;
use crate::error::{Error, Reason};
use crate::unit::model::UnitId;
use crate::{journal, unit};

/// A sheet to be tried.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// The import's key.
    pub id: ImportId,
    /// What is imported.
    pub kind: Kind,
    /// Where lines belong that name no unit.
    pub unit_id: Option<UnitId>,
    /// The file's name.
    pub file_name: String,
    /// The lines.
    pub sheet: Sheet,
}

/// Refuses whoever may not import this anywhere.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn expect_may(actor: &Actor, kind: Kind) -> Result<(), Error> {
    permit_somewhere(
        actor,
        match kind {
            Kind::Units => Action::KeepUnits,
            Kind::Members => Action::KeepMembers,
        },
    )
}

fn record_reading(
    conn: &mut AnyConnection,
    actor: &Actor,
    read: &[(UnitId, usize)],
) -> Result<(), Error> {
    for (unit, seen) in read {
        let chain = unit::service::subject(*unit);
        let detail = json!({ "seen": seen, "for": "import" });
        journal::service::record_read(conn, actor, chain, "member.list", &detail)?;
    }
    Ok(())
}

/// A sheet that was tried, before anything is kept of it.
pub struct Tried {
    new: Arc<NewImport>,
    rows: Vec<Row>,
    read: Vec<(UnitId, usize)>,
    under_way: UnderWay,
}

/// Tries a sheet: judges every line as if it were meant. Only reads, so that nobody who writes waits for it.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a unit beyond reach.
pub fn attempt(
    conn: &mut AnyConnection,
    actor: &Actor,
    new: &Arc<NewImport>,
) -> Result<Tried, Error> {
    expect_may(actor, new.kind)?;
    let under_way = UnderWay::begin(new.id, new.sheet.lines.len());
    let worked = conn.snapshot(|conn| {
        if let Some(unit) = new.unit_id {
            unit::service::find(conn, actor, unit, None)?;
        }
        let at = (new.kind, new.unit_id);
        work::judge(conn, actor, at, &new.sheet, &under_way)
    })?;
    Ok(Tried {
        new: Arc::clone(new),
        rows: worked.rows,
        read: worked.read,
        under_way,
    })
}

/// Keeps what a trial said of each line, for whoever made it to look at and to commit; nothing else.
///
/// # Errors
/// As the database.
pub fn keep(conn: &mut AnyConnection, actor: &Actor, tried: &Tried) -> Result<Import, Error> {
    let new = &tried.new;
    // The same form sent twice is one import.
    match find(conn, actor, new.id) {
        Err(Error::NotFound) => (),
        found => return found,
    }
    record_reading(conn, actor, &tried.read)?;
    let counts = Counts::of(&tried.rows);
    let import = Import {
        id: new.id,
        kind: new.kind,
        unit_id: new.unit_id,
        user_id: actor.user_id,
        file_name: new.file_name.clone(),
        new_rows: counts.new,
        changed_rows: counts.changed,
        same_rows: counts.same,
        wrong_rows: counts.wrong,
        created_at: actor.now,
        committed_at: None,
        version: 1,
    };
    let told = |written| tried.under_way.written(written, tried.rows.len());
    store::insert(conn, &import, &tried.rows, &told)?;
    Ok(import)
}

/// An import of one's own.
///
/// # Errors
/// [`Error::NotFound`], also for one of somebody else.
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: ImportId) -> Result<Import, Error> {
    let import = store::by_id(conn, id)?;
    if import.user_id == actor.user_id {
        Ok(import)
    } else {
        Err(Error::NotFound)
    }
}

/// The lines of an import of one's own, by their numbers; none after the commit.
///
/// # Errors
/// As [`find`].
pub fn rows(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ImportId,
    fate: Option<Fate>,
    page: &PageRequest<i64>,
) -> Result<Page<Row>, Error> {
    find(conn, actor, id)?;
    let rows = store::rows(conn, id, fate, page)?;
    Ok(Page::of(rows, page.limit, |row: &Row| row.n))
}

/// How far a trial or a commit is, while this copy of the program works on it.
pub fn progress(id: ImportId) -> Option<Far> {
    progress::of(id)
}

/// Commits an import: judges every line again and writes what they come to, whole or not at all.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Refused`] when it is committed already, when the trial is too old, when
/// a line was or is wrong, or when something else would become of a line than the trial said.
pub fn commit(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ImportId,
    seen: i64,
) -> Result<Import, Error> {
    let mut import = find(conn, actor, id)?;
    expect_may(actor, import.kind)?;
    if import.version != seen {
        return Err(Error::Stale {
            current: import.version,
        });
    }
    expect_ready(&import, actor.now)?;
    import.committed_at = Some(actor.now);
    import.version += 1;
    // First of all, so that of two who commit it at once the second waits here, and finds it done.
    store::commit(conn, &import, seen)?;
    let tried = store::all_rows(conn, id)?;
    let sheet = sheet_of(&tried);
    let under_way = UnderWay::begin(id, tried.len());
    let at = (import.kind, import.unit_id);
    let worked = work::judge(conn, actor, at, &sheet, &under_way)?;
    expect_as_tried(&tried, &worked.rows)?;
    record_reading(conn, actor, &worked.read)?;
    work::write(conn, actor, &worked.writes, &under_way)?;
    store::forget_rows(conn, id)?;
    journal::service::record_write(
        conn,
        actor,
        Subject::installation(),
        &UnitPath::everywhere(),
        "import.commit",
        json!({
            "import_id": id, "kind": import.kind,
            "new": import.new_rows, "changed": import.changed_rows, "same": import.same_rows,
        }),
    )?;
    Ok(import)
}

/// Discards a trial of one's own: nothing is left of it, nor of its lines.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::Refused`] when it is committed.
pub fn discard(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: ImportId,
    seen: i64,
) -> Result<(), Error> {
    let import = find(conn, actor, id)?;
    if import.committed_at.is_some() {
        return Err(Error::refused(Reason::new("import_not_to_be_discarded")));
    }
    store::forget(conn, id, seen)
}

fn expect_ready(import: &Import, now: Instant) -> Result<(), Error> {
    let mut reasons = Vec::new();
    if import.committed_at.is_none() && now > rules::kept_until(import.created_at) {
        reasons.push(Reason::new("import_expired").with("days", rules::KEPT_DAYS));
    }
    if import.committed_at.is_some() {
        reasons.push(Reason::new("import_committed"));
    }
    if import.wrong_rows > 0 {
        reasons.push(Reason::new("import_has_faults").with("count", import.wrong_rows));
    }
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(Error::Refused(reasons))
    }
}

/// The sheet as it was read, from the lines that were kept of it.
fn sheet_of(rows: &[Row]) -> Sheet {
    let columns = rows.first().map(|row| &row.cells);
    let columns = columns.into_iter().flatten().map(|cell| cell.column);
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
    Sheet {
        columns: columns.collect(),
        lines: rows.iter().map(|row| (row.n, texts(row))).collect(),
    }
}

/// What becomes of every line is what the person was shown.
fn expect_as_tried(tried: &[Row], done: &[Row]) -> Result<(), Error> {
    let other = tried
        .iter()
        .zip(done)
        .filter(|(before, now)| before != now)
        .map(|(before, _)| before.n);
    let other: Vec<i64> = other.collect();
    let Some(first) = other.first() else {
        return Ok(());
    };
    let count = i64::try_from(other.len()).unwrap_or(i64::MAX);
    Err(Error::refused(
        Reason::new("import_overtaken")
            .with("count", count)
            .with("first", *first),
    ))
}

/// Forgets trials that nobody committed.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    store::forget_before(conn, now.plus(TimeDelta::days(-rules::KEPT_DAYS)))
}
