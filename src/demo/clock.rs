//! The demo's date: it begins on 19 May 2022 at 08:00 in Vietnam and runs on from there, across restarts.

use chrono::{DateTime, TimeZone, Utc};

use super::store;
use crate::clock::Clock;
use crate::db::Db;
use crate::db::time::Instant;
use crate::error::Error;

/// 19 May 2022, 08:00 in Asia/Ho_Chi_Minh.
pub fn beginning() -> Instant {
    let at = Utc.with_ymd_and_hms(2022, 5, 19, 1, 0, 0).single();
    Instant::from_utc(at.unwrap_or(DateTime::UNIX_EPOCH))
}

/// The clock of this database: shifted when it is a demo, else the machine's.
///
/// # Errors
/// As the database.
pub fn of(db: &Db) -> Result<Clock, Error> {
    Ok(match db.read_now(store::loaded_at)? {
        Some(loaded_at) => Clock::shifted(beginning().utc() - loaded_at.utc()),
        None => Clock::machine(),
    })
}

/// Whether this database is a demo.
///
/// # Errors
/// As the database.
pub fn is_demo(db: &Db) -> Result<bool, Error> {
    Ok(db.read_now(store::loaded_at)?.is_some())
}
