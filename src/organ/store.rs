//! The rows of organs.

use diesel::prelude::*;

use super::model::{Organ, OrganId, OrganKind, OrganMember, State};
use crate::congress::model::CongressId;
use crate::db::AnyConnection;
use crate::db::schema::{organ_members, organs};
use crate::error::Error;

/// The organ with this key.
pub fn by_id(conn: &mut AnyConnection, id: OrganId) -> Result<Organ, Error> {
    Ok(organs::table
        .find(id)
        .select(Organ::as_select())
        .first(conn)?)
}

/// The organs of a congress, in the order they were put forward; one of each kind at most.
pub fn of(conn: &mut AnyConnection, congress: CongressId) -> Result<Vec<Organ>, Error> {
    Ok(organs::table
        .filter(organs::congress_id.eq(congress))
        .order(organs::id)
        .select(Organ::as_select())
        .load(conn)?)
}

/// The members of these organs, the head first.
pub fn members(conn: &mut AnyConnection, of: &[OrganId]) -> Result<Vec<OrganMember>, Error> {
    Ok(organ_members::table
        .filter(organ_members::organ_id.eq_any(of))
        .order((organ_members::organ_id, organ_members::n))
        .select(OrganMember::as_select())
        .load(conn)?)
}

/// The members of the organs of a kind that stand in one of these states.
pub fn members_in(
    conn: &mut AnyConnection,
    congress: CongressId,
    kind: OrganKind,
    states: &[State],
) -> Result<Vec<OrganMember>, Error> {
    Ok(organ_members::table
        .inner_join(organs::table)
        .filter(organs::congress_id.eq(congress))
        .filter(organs::kind.eq(kind))
        .filter(organs::state.eq_any(states.to_vec()))
        .order(organ_members::n)
        .select(OrganMember::as_select())
        .load(conn)?)
}

/// The kinds of organ that the congress has elected.
pub fn elected_kinds(
    conn: &mut AnyConnection,
    congress: CongressId,
) -> Result<Vec<OrganKind>, Error> {
    Ok(organs::table
        .filter(organs::congress_id.eq(congress))
        .filter(organs::state.eq(State::Elected))
        .select(organs::kind)
        .load(conn)?)
}

/// Writes an organ down.
///
/// # Errors
/// [`Error::Conflict`] when the congress has one of this kind.
pub fn insert(conn: &mut AnyConnection, organ: &Organ) -> Result<(), Error> {
    diesel::insert_into(organs::table)
        .values((
            organs::id.eq(organ.id),
            organs::congress_id.eq(organ.congress_id),
            organs::kind.eq(organ.kind),
            organs::state.eq(organ.state),
            organs::vote_id.eq(organ.vote_id),
            organs::created_at.eq(organ.created_at),
            organs::version.eq(organ.version),
        ))
        .execute(conn)?;
    Ok(())
}

/// Saves an organ that was read at `seen`.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save(conn: &mut AnyConnection, organ: &Organ, seen: i64) -> Result<(), Error> {
    let row = organs::table
        .find(organ.id)
        .filter(organs::version.eq(seen));
    let changed = diesel::update(row)
        .set((
            organs::state.eq(organ.state),
            organs::vote_id.eq(organ.vote_id),
            organs::version.eq(organ.version),
        ))
        .execute(conn)?;
    if changed == 1 {
        Ok(())
    } else {
        Err(Error::Stale {
            current: organ.version,
        })
    }
}

/// Puts these members in the place of whoever was in the organ.
pub fn replace_members(
    conn: &mut AnyConnection,
    organ: OrganId,
    members: &[OrganMember],
) -> Result<(), Error> {
    diesel::delete(organ_members::table.filter(organ_members::organ_id.eq(organ))).execute(conn)?;
    for member in members {
        diesel::insert_into(organ_members::table)
            .values((
                organ_members::organ_id.eq(member.organ_id),
                organ_members::n.eq(member.n),
                organ_members::roll_entry_id.eq(member.roll_entry_id),
                organ_members::name.eq(&member.name),
                organ_members::head.eq(member.head),
            ))
            .execute(conn)?;
    }
    Ok(())
}
