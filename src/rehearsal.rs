//! A date of one's own: an empty installation that is practised on, or into which congresses of the past are entered as if
//! on their day; and a demo that is to go forward from its own. It begins at a moment that is said when the program
//! starts, runs on from there across restarts, and goes forward when a later moment is said.

use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Asia::Ho_Chi_Minh;
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::db::time::Instant;
use crate::db::{AnyConnection, Db};
use crate::error::Error;
use crate::{demo, setup, user};

const KEY: &str = "rehearsal";

/// When the machine's clock showed what.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Kept {
    /// The machine's moment.
    machine: Instant,
    /// The program's at that moment.
    own: Instant,
}

impl Kept {
    fn by(self) -> TimeDelta {
        self.own.utc() - self.machine.utc()
    }
}

/// Why a date of its own cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Accounts are there, and the machine's clock was theirs until now.
    RealWork,
    /// It is past that moment already.
    Back(Instant),
}

/// Reads `2016-05-14T08:00`, Vietnam time.
///
/// # Errors
/// A sentence for whoever typed it.
pub fn moment(text: &str) -> Result<Instant, String> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .map_err(|_| "write day and hour in Vietnam as 2016-05-14T08:00".to_owned())?;
    let there = local.and_local_timezone(Ho_Chi_Minh).earliest();
    let there = there.ok_or("Vietnam's clocks never showed that hour")?;
    Ok(Instant::from_utc(there.to_utc()))
}

/// Begins to live at this moment, or goes forward to it.
///
/// # Errors
/// As the database.
pub fn live_from(db: &Db, own: Instant) -> Result<Option<Against>, Error> {
    let machine = Clock::machine().now();
    db.write_now(move |conn| {
        let against = against(conn, machine, own)?;
        if against.is_none() {
            let kept = serde_json::to_string(&Kept { machine, own })?;
            setup::service::keep(conn, KEY, &kept)?;
        }
        Ok(against)
    })
}

fn against(
    conn: &mut AnyConnection,
    machine: Instant,
    own: Instant,
) -> Result<Option<Against>, Error> {
    let moved = kept(conn)?.map(Kept::by);
    let moved = moved.or(demo::clock::moved_at_first(conn)?);
    match moved {
        Some(by) => {
            let now = machine.plus(by);
            Ok((own < now).then_some(Against::Back(now)))
        }
        None if user::service::any(conn)? => Ok(Some(Against::RealWork)),
        None => Ok(None),
    }
}

/// How far the clock was moved by a moment that was said; nothing where none was.
///
/// # Errors
/// As the database.
pub fn moved(conn: &mut AnyConnection) -> Result<Option<TimeDelta>, Error> {
    Ok(kept(conn)?.map(Kept::by))
}

fn kept(conn: &mut AnyConnection) -> Result<Option<Kept>, Error> {
    let text = setup::service::kept(conn, KEY)?;
    Ok(text.map(|text| serde_json::from_str(&text)).transpose()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_typed_as_in_vietnam() {
        let read = moment("2016-05-14T08:00").map(|at| at.to_string());
        assert_eq!(read.as_deref(), Ok("2016-05-14T01:00:00.000Z"));
        for wrong in ["2016-05-14", "14/5/2016 08:00", "2016-02-30T08:00", ""] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }
}
