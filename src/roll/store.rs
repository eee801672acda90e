//! The rows of rolls.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{
    ChangeKind, Mark, RollChange, RollChangeId, RollEntry, RollEntryId, RollFilter, RollStatus,
};
use crate::congress::model::CongressId;
use crate::db::id::Id;
use crate::db::paging::PageRequest;
use crate::db::schema::{members, roll_changes, roll_entries};
use crate::db::time::Instant;
use crate::db::{AnyConnection, MultiBackend, search};
use crate::error::Error;
use crate::member::model::{MemberId, MemberStatus};
use crate::on_each;
use crate::unit::model::UnitId;
use crate::user::model::UserId;

/// Rows in one statement: 16 values each, under SQLite's 32,766.
const CHUNK: usize = 1000;

/// The entry with this key.
pub fn by_id(conn: &mut AnyConnection, id: RollEntryId) -> Result<RollEntry, Error> {
    Ok(roll_entries::table
        .find(id)
        .select(RollEntry::as_select())
        .first(conn)?)
}

/// The whole roll of a congress, those struck off included.
pub fn of_congress(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<RollEntry>, Error> {
    Ok(roll_entries::table
        .filter(roll_entries::congress_id.eq(congress))
        .order((roll_entries::name_key, roll_entries::id))
        .select(RollEntry::as_select())
        .load(conn)?)
}

/// Whether a congress has a roll.
pub fn is_drawn_up(conn: &mut AnyConnection, congress: CongressId) -> Result<bool, Error> {
    let called = roll_entries::table
        .filter(roll_entries::congress_id.eq(congress))
        .filter(roll_entries::struck_off.eq(false))
        .select(roll_entries::id)
        .first::<RollEntryId>(conn)
        .optional()?;
    Ok(called.is_some())
}

/// These entries, of one congress only.
pub fn of_keys(
    conn: &mut AnyConnection,
    congress: CongressId,
    keys: &[RollEntryId],
) -> Result<Vec<RollEntry>, Error> {
    Ok(roll_entries::table
        .filter(roll_entries::congress_id.eq(congress))
        .filter(roll_entries::id.eq_any(keys.to_vec()))
        .select(RollEntry::as_select())
        .load(conn)?)
}

/// One page's worth (and one more) of a roll, by given name.
///
/// The cursor is a key and not a name: cursors stand in addresses, and addresses in logs.
pub fn list(
    conn: &mut AnyConnection,
    congress: CongressId,
    filter: &RollFilter,
    page: &PageRequest<RollEntryId>,
) -> Result<Vec<RollEntry>, Error> {
    let mut query = roll_entries::table
        .filter(roll_entries::congress_id.eq(congress))
        .filter(roll_entries::struck_off.eq(filter.struck_off))
        .select(RollEntry::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(after) = page.after {
        let name_key: String = roll_entries::table
            .find(after)
            .select(roll_entries::name_key)
            .first(conn)
            .optional()?
            .ok_or_else(|| Error::invalid("/cursor", "cursor"))?;
        query = query
            .filter(roll_entries::name_key.ge(name_key.clone()))
            .filter(
                roll_entries::name_key
                    .gt(name_key)
                    .or(roll_entries::id.gt(after)),
            );
    }
    if let Some(mark) = filter.mark {
        query = query.filter(roll_entries::mark.eq(mark));
    }
    if let Some(status) = filter.status {
        query = query.filter(roll_entries::status.eq(status));
    }
    if let Some(words) = &filter.words {
        query = query.filter(
            roll_entries::search
                .like(search::containing(words))
                .escape('\\'),
        );
    }
    Ok(query
        .order((roll_entries::name_key, roll_entries::id))
        .limit(page.limit + 1)
        .load(conn)?)
}

#[derive(Insertable)]
#[diesel(table_name = roll_entries, treat_none_as_default_value = false)]
struct NewEntry<'a> {
    id: RollEntryId,
    congress_id: CongressId,
    member_id: Option<MemberId>,
    full_name: &'a str,
    name_key: &'a str,
    birth_date: Option<NaiveDate>,
    search: String,
    status: RollStatus,
    mark: Mark,
    by_hand: bool,
    struck_off: bool,
    created_at: Instant,
    version: i64,
}

/// Puts new entries down.
pub fn insert(conn: &mut AnyConnection, new: &[RollEntry]) -> Result<(), Error> {
    for chunk in new.chunks(CHUNK) {
        let rows: Vec<NewEntry<'_>> = chunk
            .iter()
            .map(|entry| NewEntry {
                id: entry.id,
                congress_id: entry.congress_id,
                member_id: entry.member_id,
                full_name: &entry.full_name,
                name_key: &entry.name_key,
                birth_date: entry.birth_date,
                search: search::fold(&entry.full_name),
                status: entry.status,
                mark: entry.mark,
                by_hand: entry.by_hand,
                struck_off: entry.struck_off,
                created_at: entry.created_at,
                version: entry.version,
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(roll_entries::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// Saves an entry that was read at the version before its own; the row decides who comes first.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, entry: &RollEntry) -> Result<(), Error> {
    let seen = entry.version - 1;
    let row = roll_entries::id
        .eq(entry.id)
        .and(roll_entries::version.eq(seen));
    let changed = diesel::update(roll_entries::table.filter(row))
        .set((
            (
                roll_entries::full_name.eq(&entry.full_name),
                roll_entries::name_key.eq(&entry.name_key),
                roll_entries::search.eq(search::fold(&entry.full_name)),
                roll_entries::birth_date.eq(entry.birth_date),
                roll_entries::member_id.eq(entry.member_id),
            ),
            roll_entries::status.eq(entry.status),
            roll_entries::mark.eq(entry.mark),
            roll_entries::arrived_at.eq(entry.arrived_at),
            roll_entries::left_at.eq(entry.left_at),
            roll_entries::absence_reason.eq(&entry.absence_reason),
            roll_entries::absence_accepted.eq(entry.absence_accepted),
            roll_entries::by_hand.eq(entry.by_hand),
            roll_entries::struck_off.eq(entry.struck_off),
            roll_entries::of_convening_committee.eq(entry.of_convening_committee),
            roll_entries::version.eq(entry.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: by_id(conn, entry.id)?.version,
        })
    }
}

#[derive(Insertable)]
#[diesel(table_name = roll_changes, treat_none_as_default_value = false)]
struct NewChange<'a> {
    id: RollChangeId,
    entry_id: RollEntryId,
    version: i64,
    kind: ChangeKind,
    at: Instant,
    changed_by: Option<UserId>,
    full_name: &'a str,
    birth_date: Option<NaiveDate>,
    status: RollStatus,
    mark: Mark,
    arrived_at: Option<Instant>,
    left_at: Option<Instant>,
    absence_reason: Option<&'a str>,
    absence_accepted: Option<bool>,
    struck_off: bool,
    of_convening_committee: Option<bool>,
    note: Option<&'a str>,
}

/// Keeps what these entries have become.
pub fn keep(
    conn: &mut AnyConnection,
    kind: ChangeKind,
    (changed_by, at): (Option<UserId>, Instant),
    note: Option<&str>,
    entries: &[RollEntry],
) -> Result<(), Error> {
    for chunk in entries.chunks(CHUNK) {
        let rows: Vec<NewChange<'_>> = chunk
            .iter()
            .map(|entry| NewChange {
                id: Id::new(),
                entry_id: entry.id,
                version: entry.version,
                kind,
                at,
                changed_by,
                full_name: &entry.full_name,
                birth_date: entry.birth_date,
                status: entry.status,
                mark: entry.mark,
                arrived_at: entry.arrived_at,
                left_at: entry.left_at,
                absence_reason: entry.absence_reason.as_deref(),
                absence_accepted: entry.absence_accepted,
                struck_off: entry.struck_off,
                of_convening_committee: entry.of_convening_committee,
                note,
            })
            .collect();
        on_each!(conn, |c| diesel::insert_into(roll_changes::table)
            .values(&rows)
            .execute(c))?;
    }
    Ok(())
}

/// When an entry was changed, and whether the person was in the hall from then on, the first change first.
pub fn presence(
    conn: &mut AnyConnection,
    entry: RollEntryId,
) -> Result<Vec<(Instant, bool)>, Error> {
    let rows: Vec<(Instant, Mark)> = roll_changes::table
        .filter(roll_changes::entry_id.eq(entry))
        .order(roll_changes::version)
        .select((roll_changes::at, roll_changes::mark))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(at, mark)| (at, mark.is_here()))
        .collect())
}

/// One page's worth (and one more) of what an entry was, the first first. The place of a change is its version.
pub fn changes(
    conn: &mut AnyConnection,
    entry: RollEntryId,
    page: &PageRequest<i64>,
) -> Result<Vec<RollChange>, Error> {
    Ok(roll_changes::table
        .filter(roll_changes::entry_id.eq(entry))
        .filter(roll_changes::version.gt(page.after.unwrap_or(0)))
        .order(roll_changes::version)
        .limit(page.limit + 1)
        .select(RollChange::as_select())
        .load(conn)?)
}

/// What was put down or corrected by hand on the roll of a congress since a moment, in order.
pub fn by_hand_since(
    conn: &mut AnyConnection,
    congress: CongressId,
    since: Instant,
) -> Result<Vec<RollChange>, Error> {
    Ok(roll_changes::table
        .inner_join(roll_entries::table)
        .filter(roll_entries::congress_id.eq(congress))
        .filter(
            roll_changes::kind
                .eq(ChangeKind::Added)
                .or(roll_changes::kind.eq(ChangeKind::Corrected)),
        )
        .filter(roll_changes::at.ge(since))
        .order((roll_changes::at, roll_changes::id))
        .select(RollChange::as_select())
        .load(conn)?)
}

/// How many members of a branch are of these statuses and not on the roll of the congress.
pub fn count_not_called(
    conn: &mut AnyConnection,
    congress: CongressId,
    unit: UnitId,
    statuses: &[MemberStatus],
) -> Result<i64, Error> {
    let on_the_roll = roll_entries::table
        .filter(roll_entries::congress_id.eq(congress))
        .filter(roll_entries::struck_off.eq(false))
        .filter(roll_entries::member_id.eq(members::id.nullable()));
    Ok(members::table
        .filter(members::unit_id.eq(unit))
        .filter(members::status.eq_any(statuses.to_vec()))
        .filter(diesel::dsl::not(diesel::dsl::exists(on_the_roll)))
        .count()
        .get_result(conn)?)
}
