//! The verbs: try a sheet, look at the trial, commit it.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Counts, Fate, Import, ImportId, Kind, Row, Sheet};
use super::progress::{self, Far, UnderWay};
use super::{members, rules, store, units};
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
use diesel::Connection;

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

/// Does a piece of work, or leaves nothing of it.
///
/// # Errors
/// As the work.
pub fn in_savepoint<T>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    conn.transaction(work)
}

/// How work ends that leaves nothing behind either way.
enum TakenBack<T> {
    Done(T),
    Failed(Error),
}

impl<T> From<diesel::result::Error> for TakenBack<T> {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Does a piece of work, takes it back, and gives what it found.
fn on_trial<T>(
    conn: &mut AnyConnection,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    let outcome: Result<(), TakenBack<T>> = conn.transaction(|conn| {
        Err(match work(conn) {
            Ok(found) => TakenBack::Done(found),
            Err(error) => TakenBack::Failed(error),
        })
    });
    match outcome {
        Err(TakenBack::Done(found)) => Ok(found),
        Err(TakenBack::Failed(error)) => Err(error),
        Ok(()) => Err(Error::internal("a trial that was not taken back")),
    }
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

/// Does every line of a sheet; gives what became of each, and the branches whose members were read.
fn work(
    conn: &mut AnyConnection,
    actor: &Actor,
    (kind, unit): (Kind, Option<UnitId>),
    sheet: &Sheet,
    under_way: &UnderWay,
) -> Result<members::Worked, Error> {
    match kind {
        Kind::Units => Ok(members::Worked {
            rows: units::work(conn, actor, (sheet, unit), under_way)?,
            read: Vec::new(),
        }),
        Kind::Members => members::work(conn, actor, (sheet, unit), under_way),
    }
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

/// Tries a sheet: does every line, takes everything back, and keeps what was said of each.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] for a unit beyond reach.
pub fn attempt(conn: &mut AnyConnection, actor: &Actor, new: &NewImport) -> Result<Import, Error> {
    expect_may(actor, new.kind)?;
    if let Some(unit) = new.unit_id {
        unit::service::find(conn, actor, unit, None)?;
    }
    // The same form sent twice is one import.
    match find(conn, actor, new.id) {
        Err(Error::NotFound) => (),
        found => return found,
    }
    let under_way = UnderWay::begin(new.id, new.sheet.lines.len());
    let at = (new.kind, new.unit_id);
    let worked = on_trial(conn, |conn| work(conn, actor, at, &new.sheet, &under_way))?;
    record_reading(conn, actor, &worked.read)?;
    let counts = Counts::of(&worked.rows);
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
    store::insert(conn, &import, &worked.rows)?;
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

/// Commits an import: does every line again and keeps it, whole or not at all.
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
    let worked = work(conn, actor, at, &sheet, &under_way)?;
    record_reading(conn, actor, &worked.read)?;
    expect_as_tried(&tried, &worked.rows)?;
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
