//! The rows of members.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Member, MemberCounts, MemberFilter, MemberId, MemberStatus, Sex};
use crate::db::paging::PageRequest;
use crate::db::schema::members;
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::on_each;
use crate::unit::model::UnitId;

/// The member with this key.
pub fn by_id(conn: &mut AnyConnection, id: MemberId) -> Result<Member, Error> {
    Ok(members::table
        .find(id)
        .select(Member::as_select())
        .first(conn)?)
}

/// A member about to be written.
#[derive(Insertable)]
#[diesel(table_name = members, treat_none_as_default_value = false)]
struct Row<'a> {
    id: MemberId,
    unit_id: UnitId,
    full_name: &'a str,
    name_key: String,
    search: String,
    birth_date: NaiveDate,
    sex: Sex,
    ethnicity: Option<&'a str>,
    admitted_on: Option<NaiveDate>,
    official_on: Option<NaiveDate>,
    post: Option<&'a str>,
    education: Option<&'a str>,
    status: MemberStatus,
    created_at: Instant,
    version: i64,
}

impl<'a> Row<'a> {
    fn of(member: &'a Member) -> Self {
        Self {
            id: member.id,
            unit_id: member.unit_id,
            full_name: &member.full_name,
            name_key: search::given_name_key(&member.full_name),
            search: search::fold(&member.full_name),
            birth_date: member.birth_date,
            sex: member.sex,
            ethnicity: member.ethnicity.as_deref(),
            admitted_on: member.admitted_on,
            official_on: member.official_on,
            post: member.post.as_deref(),
            education: member.education.as_deref(),
            status: member.status,
            created_at: member.created_at,
            version: member.version,
        }
    }
}

/// How many rows one question asks for or writes.
const ROWS_AT_ONCE: usize = 500;

/// Writes members down.
pub fn insert(conn: &mut AnyConnection, new: &[&Member]) -> Result<(), Error> {
    for some in new.chunks(ROWS_AT_ONCE) {
        let rows: Vec<Row<'_>> = some.iter().map(|member| Row::of(member)).collect();
        on_each!(conn, |c| diesel::insert_into(members::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Saves a member that was read at `seen`; the version on the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, member: &Member, seen: i64) -> Result<(), Error> {
    let row = members::id.eq(member.id).and(members::version.eq(seen));
    let changed = diesel::update(members::table.filter(row))
        .set((
            members::unit_id.eq(member.unit_id),
            (
                members::full_name.eq(&member.full_name),
                members::name_key.eq(search::given_name_key(&member.full_name)),
                members::search.eq(search::fold(&member.full_name)),
            ),
            members::birth_date.eq(member.birth_date),
            members::sex.eq(member.sex),
            members::ethnicity.eq(&member.ethnicity),
            members::admitted_on.eq(member.admitted_on),
            members::official_on.eq(member.official_on),
            members::post.eq(&member.post),
            members::education.eq(&member.education),
            members::status.eq(member.status),
            members::version.eq(member.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: member.version,
        })
    }
}

/// One page's worth (and one more) of a branch's members, by given name.
///
/// The cursor is a key and not a name: cursors stand in addresses, and addresses in logs.
pub fn list(
    conn: &mut AnyConnection,
    unit: UnitId,
    filter: &MemberFilter,
    page: &PageRequest<MemberId>,
) -> Result<Vec<Member>, Error> {
    let mut query = members::table
        .filter(members::unit_id.eq(unit))
        .select(Member::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = page.after {
        let name_key: String = members::table
            .find(after)
            .select(members::name_key)
            .first(conn)
            .optional()?
            .ok_or_else(|| Error::invalid("/cursor", "cursor"))?;
        query = query
            .filter(members::name_key.ge(name_key.clone()))
            .filter(members::name_key.gt(name_key).or(members::id.gt(after)));
    }
    if let Some(status) = filter.status {
        query = query.filter(members::status.eq(status));
    }
    if let Some(words) = &filter.words {
        query = query.filter(members::search.like(search::containing(words)).escape('\\'));
    }
    Ok(query
        .order((members::name_key, members::id))
        .limit(page.limit + 1)
        .load(conn)?)
}

/// Every member kept at a branch, whatever the status, by given name.
pub fn of_branch(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<Member>, Error> {
    Ok(members::table
        .filter(members::unit_id.eq(unit))
        .order((members::name_key, members::id))
        .select(Member::as_select())
        .load(conn)?)
}

/// Every member kept at these branches, branch by branch, by given name.
pub fn of_branches(conn: &mut AnyConnection, units: &[UnitId]) -> Result<Vec<Member>, Error> {
    let mut found = Vec::new();
    for some in units.chunks(ROWS_AT_ONCE) {
        let mut members = members::table
            .filter(members::unit_id.eq_any(some.to_vec()))
            .order((members::unit_id, members::name_key, members::id))
            .select(Member::as_select())
            .load(conn)?;
        found.append(&mut members);
    }
    Ok(found)
}

/// How many members of each status a branch has.
pub fn counts(conn: &mut AnyConnection, unit: UnitId) -> Result<MemberCounts, Error> {
    let rows: Vec<(MemberStatus, i64)> = members::table
        .filter(members::unit_id.eq(unit))
        .group_by(members::status)
        .select((members::status, diesel::dsl::count_star()))
        .load(conn)?;
    let mut counts = MemberCounts::default();
    for (status, count) in rows {
        counts.add(status, count);
    }
    Ok(counts)
}

/// How many members are kept at a unit.
pub fn count_all(conn: &mut AnyConnection, unit: UnitId) -> Result<i64, Error> {
    Ok(members::table
        .filter(members::unit_id.eq(unit))
        .count()
        .get_result(conn)?)
}

/// Every member of one branch is a member of another.
pub fn hand_over(conn: &mut AnyConnection, from: UnitId, to: UnitId) -> Result<usize, Error> {
    Ok(
        diesel::update(members::table.filter(members::unit_id.eq(from)))
            .set((
                members::unit_id.eq(to),
                members::version.eq(members::version + 1),
            ))
            .execute(conn)?,
    )
}
