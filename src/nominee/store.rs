//! The rows of nominees.

use diesel::prelude::*;

use super::model::{Candidacy, Nominee, NomineeId};
use super::rules::MOST_NOMINEES;
use crate::db::paging::{Page, PageRequest};
use crate::db::schema::personnel_nominees as nominees;
use crate::db::{AnyConnection, MultiBackend};
use crate::error::Error;
use crate::personnel::model::PersonnelId;

/// A nominee's place in a list: by given name, then by key.
pub type Place = (String, NomineeId);

/// The nominee with this key, of this personnel work.
pub fn by_id(conn: &mut AnyConnection, of: PersonnelId, id: NomineeId) -> Result<Nominee, Error> {
    Ok(nominees::table
        .find(id)
        .filter(nominees::process_id.eq(of))
        .select(Nominee::as_select())
        .first(conn)?)
}

/// Everybody put forward, withdrawn ones included, by given name; there are never more than
/// [`MOST_NOMINEES`].
pub fn all(conn: &mut AnyConnection, of: PersonnelId) -> Result<Vec<Nominee>, Error> {
    let most = i64::try_from(MOST_NOMINEES).unwrap_or(i64::MAX);
    Ok(nominees::table
        .filter(nominees::process_id.eq(of))
        .order((nominees::name_key, nominees::id))
        .limit(most)
        .select(Nominee::as_select())
        .load(conn)?)
}

/// A page of them, by given name.
pub fn list(
    conn: &mut AnyConnection,
    of: PersonnelId,
    candidacy: Option<Candidacy>,
    page: &PageRequest<Place>,
) -> Result<Page<Nominee>, Error> {
    let mut query = nominees::table
        .filter(nominees::process_id.eq(of))
        .select(Nominee::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(candidacy) = candidacy {
        query = query.filter(nominees::candidacy.eq(candidacy));
    }
    if let Some((name_key, id)) = &page.after {
        let same_name = nominees::name_key
            .eq(name_key.clone())
            .and(nominees::id.gt(*id));
        query = query.filter(nominees::name_key.gt(name_key.clone()).or(same_name));
    }
    let rows = query
        .order((nominees::name_key, nominees::id))
        .limit(page.limit + 1)
        .load(conn)?;
    Ok(Page::of(rows, page.limit, |nominee: &Nominee| {
        (nominee.name_key.clone(), nominee.id)
    }))
}

/// Writes a nominee down.
pub fn insert(conn: &mut AnyConnection, nominee: &Nominee) -> Result<(), Error> {
    diesel::insert_into(nominees::table)
        .values((
            nominees::id.eq(nominee.id),
            nominees::process_id.eq(nominee.process_id),
            nominees::member_id.eq(nominee.member_id),
            nominees::full_name.eq(&nominee.full_name),
            nominees::name_key.eq(&nominee.name_key),
            nominees::birth_date.eq(nominee.birth_date),
            nominees::sex.eq(nominee.sex),
            nominees::candidacy.eq(nominee.candidacy),
            nominees::post.eq(nominee.post),
            nominees::salaried.eq(nominee.salaried),
            nominees::created_at.eq(nominee.created_at),
            nominees::version.eq(nominee.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves a nominee that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, nominee: &Nominee, seen: i64) -> Result<(), Error> {
    let row = nominees::id.eq(nominee.id).and(nominees::version.eq(seen));
    let changed = diesel::update(nominees::table.filter(row))
        .set((
            nominees::full_name.eq(&nominee.full_name),
            nominees::name_key.eq(&nominee.name_key),
            nominees::birth_date.eq(nominee.birth_date),
            nominees::sex.eq(nominee.sex),
            nominees::candidacy.eq(nominee.candidacy),
            nominees::post.eq(nominee.post),
            nominees::salaried.eq(nominee.salaried),
            nominees::withdrawn_reason.eq(&nominee.withdrawn_reason),
            nominees::version.eq(nominee.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        return Ok(());
    }
    Err(Error::Stale {
        current: nominee.version,
    })
}

/// Records whom the congress elected: these, and none of the others on the list.
pub fn set_elected(
    conn: &mut AnyConnection,
    of: PersonnelId,
    elected: &[NomineeId],
) -> Result<(), Error> {
    let on_the_list = nominees::process_id
        .eq(of)
        .and(nominees::withdrawn_reason.is_null());
    diesel::update(nominees::table.filter(on_the_list))
        .set((
            nominees::elected.eq(false),
            nominees::version.eq(nominees::version + 1),
        ))
        .execute(conn)?;
    diesel::update(nominees::table.filter(nominees::process_id.eq(of)))
        .filter(nominees::id.eq_any(elected.to_vec()))
        .set(nominees::elected.eq(true))
        .execute(conn)?;
    Ok(())
}
