//! Keeping the list of sectors, and what other features ask about it.

use std::collections::BTreeSet;

use serde_json::json;

use super::model::{Sector, SectorId};
use super::store;
use crate::audit::model::Subject;
use crate::auth::actor::Actor;
use crate::auth::permission::{Action, permit_somewhere};
use crate::db::AnyConnection;
use crate::db::id::Id;
use crate::db::paging::{Page, PageRequest};
use crate::db::path::UnitPath;
use crate::error::Error;
use crate::journal;
use crate::unit::service::permit_for_the_installation;

/// The names of these sectors.
pub fn names(conn: &mut AnyConnection, sectors: &[SectorId]) -> Result<Vec<String>, Error> {
    if sectors.is_empty() {
        return Ok(Vec::new());
    }
    store::names(conn, sectors)
}

/// Which of these sectors the installation keeps.
///
/// # Errors
/// As the database.
pub fn known(conn: &mut AnyConnection, sectors: &[SectorId]) -> Result<Vec<SectorId>, Error> {
    if sectors.is_empty() {
        return Ok(Vec::new());
    }
    store::known(conn, sectors)
}

/// Refuses a sector that is not among those that the installation keeps.
///
/// # Errors
/// [`Error::Invalid`] at `pointer`.
pub fn expect_among(
    known: &BTreeSet<SectorId>,
    sectors: &[SectorId],
    pointer: &str,
) -> Result<(), Error> {
    if sectors.iter().all(|sector| known.contains(sector)) {
        Ok(())
    } else {
        Err(Error::invalid(pointer, "sector_unknown"))
    }
}

/// Refuses a sector that the installation does not keep.
///
/// # Errors
/// [`Error::Invalid`] at `pointer`.
pub fn expect_known(
    conn: &mut AnyConnection,
    sectors: &[SectorId],
    pointer: &str,
) -> Result<(), Error> {
    let known = known(conn, sectors)?.into_iter().collect();
    expect_among(&known, sectors, pointer)
}

/// The sectors of the installation, by code.
///
/// # Errors
/// [`Error::Forbidden`] without any office.
pub fn list(
    conn: &mut AnyConnection,
    actor: &Actor,
    page: &PageRequest<String>,
) -> Result<Page<Sector>, Error> {
    permit_somewhere(actor, Action::ReadUnits)?;
    store::list(conn, page)
}

/// The sector with this key.
///
/// # Errors
/// [`Error::Forbidden`] without any office; [`Error::NotFound`].
pub fn find(conn: &mut AnyConnection, actor: &Actor, id: SectorId) -> Result<Sector, Error> {
    permit_somewhere(actor, Action::ReadUnits)?;
    store::by_id(conn, id)
}

/// Adds a sector.
///
/// # Errors
/// [`Error::Forbidden`] without an office that keeps units for the whole installation; [`Error::Conflict`] when the
/// code is taken.
pub fn add(
    conn: &mut AnyConnection,
    actor: &Actor,
    code: &str,
    name: &str,
) -> Result<Sector, Error> {
    permit_for_the_installation(actor, Action::KeepUnits)?;
    let sector = Sector {
        id: Id::new(),
        code: code.to_owned(),
        name: name.to_owned(),
        created_at: actor.now,
        version: 1,
    };
    store::insert(conn, &sector)?;
    record(conn, actor, "sector.add", sector.id)?;
    Ok(sector)
}

/// Changes code or name of a sector.
///
/// # Errors
/// As [`add`]; [`Error::Stale`].
pub fn rename(
    conn: &mut AnyConnection,
    actor: &Actor,
    id: SectorId,
    seen: i64,
    code: Option<&str>,
    name: Option<&str>,
) -> Result<Sector, Error> {
    let mut sector = find(conn, actor, id)?;
    permit_for_the_installation(actor, Action::KeepUnits)?;
    if sector.version != seen {
        return Err(Error::Stale {
            current: sector.version,
        });
    }
    if let Some(code) = code {
        code.clone_into(&mut sector.code);
    }
    if let Some(name) = name {
        name.clone_into(&mut sector.name);
    }
    sector.version += 1;
    store::save(conn, &sector, seen)?;
    record(conn, actor, "sector.rename", id)?;
    Ok(sector)
}

fn record(conn: &mut AnyConnection, actor: &Actor, kind: &str, id: SectorId) -> Result<(), Error> {
    let everywhere = UnitPath::everywhere();
    let detail = json!({ "sector_id": id });
    journal::service::record_write(
        conn,
        actor,
        Subject::installation(),
        &everywhere,
        kind,
        detail,
    )
}
