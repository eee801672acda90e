//! The rows of imports.

use diesel::prelude::*;

use super::model::{Fate, Import, ImportId, Row};
use crate::db::json::AsJson;
use crate::db::paging::PageRequest;
use crate::db::schema::{import_rows, imports};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::on_each;

/// How many lines go into one statement.
const ROWS_AT_ONCE: usize = 500;

/// A line as it is written.
#[derive(Insertable)]
#[diesel(table_name = import_rows)]
struct NewRow {
    import_id: ImportId,
    n: i64,
    fate: Fate,
    content: AsJson<Row>,
}

impl NewRow {
    fn of(import_id: ImportId, row: &Row) -> Self {
        Self {
            import_id,
            n: row.n,
            fate: row.fate,
            content: AsJson(row.clone()),
        }
    }
}

/// The import with this key.
pub fn by_id(conn: &mut AnyConnection, id: ImportId) -> Result<Import, Error> {
    Ok(imports::table
        .find(id)
        .select(Import::as_select())
        .first(conn)?)
}

/// Writes an import down, with its lines; tells how many lines are written each time some are.
pub fn insert(
    conn: &mut AnyConnection,
    import: &Import,
    rows: &[Row],
    told: &dyn Fn(usize),
) -> Result<(), Error> {
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(import.id),
            imports::kind.eq(import.kind),
            imports::unit_id.eq(import.unit_id),
            imports::user_id.eq(import.user_id),
            imports::file_name.eq(&import.file_name),
            (
                imports::new_rows.eq(import.new_rows),
                imports::changed_rows.eq(import.changed_rows),
                imports::same_rows.eq(import.same_rows),
                imports::wrong_rows.eq(import.wrong_rows),
            ),
            imports::created_at.eq(import.created_at),
            imports::committed_at.eq(import.committed_at),
            imports::version.eq(import.version),
        ))
        .execute(conn)?;
    let mut written = 0;
    for some in rows.chunks(ROWS_AT_ONCE) {
        let new: Vec<NewRow> = some.iter().map(|row| NewRow::of(import.id, row)).collect();
        on_each!(conn, |c| diesel::insert_into(import_rows::table)
            .values(&new)
            .execute(c))?;
        written += some.len();
        told(written);
    }
    Ok(())
}

/// Says that an import that was read at `seen` is committed.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn commit(conn: &mut AnyConnection, import: &Import, seen: i64) -> Result<(), Error> {
    let of_that_version = imports::id.eq(import.id).and(imports::version.eq(seen));
    let changed = diesel::update(imports::table.filter(of_that_version))
        .set((
            imports::committed_at.eq(import.committed_at),
            imports::version.eq(import.version),
        ))
        .execute(conn)?;
    if changed != 1 {
        return Err(Error::Stale {
            current: import.version,
        });
    }
    Ok(())
}

/// Forgets an import that was read at `seen`, and its lines.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn forget(conn: &mut AnyConnection, id: ImportId, seen: i64) -> Result<(), Error> {
    forget_rows(conn, id)?;
    let of_that_version = imports::id.eq(id).and(imports::version.eq(seen));
    match diesel::delete(imports::table.filter(of_that_version)).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::Stale {
            current: by_id(conn, id)?.version,
        }),
    }
}

/// Forgets the lines of an import.
pub fn forget_rows(conn: &mut AnyConnection, id: ImportId) -> Result<(), Error> {
    diesel::delete(import_rows::table.filter(import_rows::import_id.eq(id))).execute(conn)?;
    Ok(())
}

/// One page's worth (and one more) of the lines of an import, by their numbers.
pub fn rows(
    conn: &mut AnyConnection,
    id: ImportId,
    fate: Option<Fate>,
    page: &PageRequest<i64>,
) -> Result<Vec<Row>, Error> {
    let mut query = import_rows::table
        .filter(import_rows::import_id.eq(id))
        .select(import_rows::content)
        .into_boxed::<MultiBackend>();
    if let Some(fate) = fate {
        query = query.filter(import_rows::fate.eq(fate));
    }
    if let Some(after) = page.after {
        query = query.filter(import_rows::n.gt(after));
    }
    let rows: Vec<AsJson<Row>> = query
        .order(import_rows::n)
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Every line of an import.
pub fn all_rows(conn: &mut AnyConnection, id: ImportId) -> Result<Vec<Row>, Error> {
    let rows: Vec<AsJson<Row>> = import_rows::table
        .filter(import_rows::import_id.eq(id))
        .order(import_rows::n)
        .select(import_rows::content)
        .load(conn)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Forgets the trials made before a moment that were never committed; says how many.
pub fn forget_before(conn: &mut AnyConnection, moment: Instant) -> Result<usize, Error> {
    let old: Vec<ImportId> = imports::table
        .filter(imports::created_at.lt(moment))
        .filter(imports::committed_at.is_null())
        .select(imports::id)
        .load(conn)?;
    for id in &old {
        forget_rows(conn, *id)?;
        diesel::delete(imports::table.find(*id)).execute(conn)?;
    }
    Ok(old.len())
}
