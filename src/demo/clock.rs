//! The demo's date: it begins on 19 May 2022 at 08:00 in Vietnam and runs on from there, across restarts.

use chrono::{DateTime, TimeZone, Utc};

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
    Ok(match db.read_now(store::loaded_at)? {
        Some(loaded_at) => Clock::shifted(beginning().utc() - loaded_at.utc(), OwnDate::Demo),
        None => rehearsal::clock(db)?.unwrap_or_else(Clock::machine),
    })
}

/// Whether a demo was loaded into this database, inside a transaction.
///
/// # Errors
/// As the database.
pub fn is_loaded(conn: &mut AnyConnection) -> Result<bool, Error> {
    Ok(store::loaded_at(conn)?.is_some())
}

/// Whether this database is a demo.
///
/// # Errors
/// As the database.
pub fn is_demo(db: &Db) -> Result<bool, Error> {
    Ok(db.read_now(store::loaded_at)?.is_some())
}
