//! The demo's date: it begins on 19 May 2022 at 08:00 in Vietnam and runs on from there, across restarts; with
//! `serve --demo --rehearse-from` it goes forward.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};

use super::store;
use crate::clock::{Clock, OwnDate};
use crate::db::time::Instant;
use crate::db::{AnyConnection, Db};
use crate::error::Error;
use crate::rehearsal;

/// 19 May 2022, 08:00 in Asia/Ho_Chi_Minh.
pub fn beginning() -> Instant {
    let at = Utc.with_ymd_and_hms(2022, 5, 19, 1, 0, 0).single();
    Instant::from_utc(at.unwrap_or(DateTime::UNIX_EPOCH))
}

/// The clock of this database: shifted when it is a demo or a rehearsal, else the machine's.
///
/// # Errors
/// As the database.
pub fn of(db: &Db) -> Result<Clock, Error> {
    db.read_now(|conn| {
        let at_first = moved_at_first(conn)?;
        let why = match at_first {
            Some(_) => OwnDate::Demo,
            None => OwnDate::Rehearsal,
        };
        let by = rehearsal::moved(conn)?.or(at_first);
        Ok(by.map_or_else(Clock::machine, |by| Clock::shifted(by, why)))
    })
}

/// How far the clock of a demo was moved when it was loaded; nothing in a database that is none.
///
/// # Errors
/// As the database.
pub fn moved_at_first(conn: &mut AnyConnection) -> Result<Option<TimeDelta>, Error> {
    let loaded_at = store::loaded_at(conn)?;
    Ok(loaded_at.map(|loaded_at| beginning().utc() - loaded_at.utc()))
}

/// Whether this database is a demo.
///
/// # Errors
/// As the database.
pub fn is_demo(db: &Db) -> Result<bool, Error> {
    Ok(db.read_now(store::loaded_at)?.is_some())
}
