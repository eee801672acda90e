//! Failed proofs are counted, and each further one has to wait longer.
//!
//! Counted per account (whether or not there is such an account, so that nothing tells them apart) and per
//! address; a success clears the account's count and leaves the address's. What was typed as a name is kept only
//! as a hash: people type their password there. The count is a write of its own, so that it outlives the failure.
//!
//! Whoever types wrong passwords for another's account must not shut that account for its owner, on the day of a
//! congress least of all. So a device or an address from which the account was lately opened has a count of its own
//! (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"): strangers shut the door for strangers only.

use std::net::IpAddr;

use chrono::TimeDelta;

use super::store;
use super::token::digest;
use crate::db::AnyConnection;
use crate::db::time::Instant;
use crate::error::Error;
use crate::user::model::UserId;

/// How patient a door is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// So many failures cost nothing.
    pub free: i64,
    /// The first wait, in seconds; each further failure doubles it.
    pub first_seconds: i64,
    /// The longest wait, in seconds.
    pub longest_seconds: i64,
    /// After so many quiet minutes counting begins anew.
    pub memory_minutes: i64,
}

/// An account: one person who mistypes.
pub const OF_ACCOUNT: Patience = Patience {
    free: 4,
    first_seconds: 30,
    longest_seconds: 15 * 60,
    memory_minutes: 24 * 60,
};

/// An address: a whole office may sit behind one.
pub const OF_ADDRESS: Patience = Patience {
    free: 30,
    first_seconds: 30,
    longest_seconds: 15 * 60,
    memory_minutes: 60,
};

/// What has been counted under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, diesel::Queryable)]
pub struct Failures {
    /// How many in a row.
    pub count: i64,
    /// When the last one was.
    pub last_at: Instant,
    /// Until when no further try is looked at.
    pub blocked_until: Option<Instant>,
}

impl Patience {
    /// How long to wait after so many failures.
    pub fn wait(&self, failures: i64) -> Option<TimeDelta> {
        let beyond = failures - self.free;
        if beyond <= 0 {
            return None;
        }
        let doublings = u32::try_from(beyond - 1).unwrap_or(u32::MAX).min(30);
        let seconds = self.first_seconds.saturating_mul(1 << doublings);
        Some(TimeDelta::seconds(seconds.min(self.longest_seconds)))
    }

    /// The count after one more failure.
    pub fn one_more(&self, before: Option<Failures>, now: Instant) -> Failures {
        let forgotten = now.plus(TimeDelta::minutes(-self.memory_minutes));
        let count = before
            .filter(|failures| failures.last_at > forgotten)
            .map_or(1, |failures| failures.count + 1);
        Failures {
            count,
            last_at: now,
            blocked_until: self.wait(count).map(|wait| now.plus(wait)),
        }
    }
}

/// A place where proofs are tried, with the key it is counted under.
#[derive(Debug, Clone)]
struct Door {
    key: String,
    patience: Patience,
}

/// What an account knows of the place from which somebody tries to open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nothing.
    Stranger,
    /// It was lately opened from this address.
    KnownAddress,
    /// It was lately opened in this browser, by its key.
    KnownDevice(String),
}

/// For so many days a device or an address counts as known.
pub const KNOWN_DAYS: i64 = 60;

/// The doors that one try goes through.
#[derive(Debug, Clone)]
pub struct Doors {
    account: Door,
    address: Option<Door>,
    /// Whether failures of others at the address shut it for this try too.
    minds_address: bool,
}

impl Doors {
    /// Signing in by a name from an address. A known device has a patience of its own, and many people may sit
    /// behind one address, a proxy's for instance: it does not mind what others do there, but is counted there.
    pub fn of_sign_in(username: &str, address: IpAddr, origin: &Origin) -> Self {
        let account = account_key(username);
        let key = match origin {
            Origin::Stranger => account,
            Origin::KnownAddress => format!("{account}@{}", network(address)),
            Origin::KnownDevice(device) => format!("{account}@device:{}", digest(device)),
        };
        Self {
            account: Door {
                key,
                patience: OF_ACCOUNT,
            },
            address: Some(Door {
                key: format!("address:{}", network(address)),
                patience: OF_ADDRESS,
            }),
            minds_address: !matches!(origin, Origin::KnownDevice(_)),
        }
    }

    /// Proving oneself again while signed in. Counted apart, so that strangers at the front door do not keep
    /// anybody from changing their own password.
    pub fn of_own_account(user: UserId) -> Self {
        Self {
            account: Door {
                key: format!("account:{user}"),
                patience: OF_ACCOUNT,
            },
            address: None,
            minds_address: false,
        }
    }

    fn all(&self) -> impl Iterator<Item = &Door> {
        std::iter::once(&self.account).chain(&self.address)
    }

    fn that_shut(&self) -> impl Iterator<Item = &Door> {
        let address = self.address.iter().filter(|_| self.minds_address);
        std::iter::once(&self.account).chain(address)
    }
}

/// Whether two addresses, as they are kept with a session, count as one.
pub fn is_same_address(kept: &str, address: IpAddr) -> bool {
    kept.parse()
        .is_ok_and(|kept: IpAddr| network(kept) == network(address))
}

fn account_key(username: &str) -> String {
    format!("account:{}", digest(username))
}

/// An IPv6 customer holds a whole /64, so that is what counts as one address.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Refuses a try while a door is shut.
///
/// # Errors
/// [`Error::TryLater`] with the seconds that are left.
pub fn expect_open(conn: &mut AnyConnection, doors: &Doors, now: Instant) -> Result<(), Error> {
    let mut wait = 0;
    for door in doors.that_shut() {
        let until = store::failures(conn, &door.key)?.and_then(|failures| failures.blocked_until);
        if let Some(until) = until.filter(|until| *until > now) {
            let left = until.utc() - now.utc();
            wait = wait.max(left.num_milliseconds().unsigned_abs().div_ceil(1000));
        }
    }
    if wait == 0 {
        return Ok(());
    }
    Err(Error::TryLater {
        seconds: i64::try_from(wait).unwrap_or(i64::MAX),
    })
}

/// Counts a failure at every door.
///
/// # Errors
/// As the database.
pub fn count_failure(conn: &mut AnyConnection, doors: &Doors, now: Instant) -> Result<(), Error> {
    for door in doors.all() {
        let before = store::failures(conn, &door.key)?;
        store::put_failures(conn, &door.key, &door.patience.one_more(before, now))?;
    }
    Ok(())
}

/// Forgets the failures of an account that has proved itself, at the door it came through: what strangers do
/// elsewhere goes on being counted.
///
/// # Errors
/// As the database.
pub fn forgive_at(conn: &mut AnyConnection, doors: &Doors, user: UserId) -> Result<(), Error> {
    store::forget_failures(conn, &doors.account.key)?;
    forgive_own(conn, user)
}

/// Forgets the failures of an account that has a new password.
///
/// # Errors
/// As the database.
pub fn forgive(conn: &mut AnyConnection, username: &str, user: UserId) -> Result<(), Error> {
    store::forget_failures(conn, &account_key(username))?;
    forgive_own(conn, user)
}

/// Forgets the failures of an account at proving itself while signed in.
///
/// # Errors
/// As the database.
pub fn forgive_own(conn: &mut AnyConnection, user: UserId) -> Result<(), Error> {
    store::forget_failures(conn, &Doors::of_own_account(user).account.key)
}

/// Forgets what nobody's wait depends on any more.
///
/// # Errors
/// As the database.
pub fn forget_old(conn: &mut AnyConnection, now: Instant) -> Result<usize, Error> {
    let memory = OF_ACCOUNT.memory_minutes.max(OF_ADDRESS.memory_minutes);
    store::forget_failures_before(conn, now.plus(TimeDelta::minutes(-memory)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        "2022-05-19T01:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_few_slips_cost_nothing_and_then_every_wait_doubles() {
        for (failures, seconds) in [
            (1, None),
            (4, None),
            (5, Some(30)),
            (6, Some(60)),
            (7, Some(120)),
            (9, Some(480)),
            (10, Some(900)),
            (1_000_000, Some(900)),
            (i64::MAX, Some(900)),
        ] {
            let wait = OF_ACCOUNT.wait(failures).map(|wait| wait.num_seconds());
            assert_eq!(wait, seconds, "after {failures}");
        }
    }

    #[test]
    fn failures_add_up_until_a_quiet_time_has_passed() {
        let first = OF_ACCOUNT.one_more(None, now());
        assert_eq!((first.count, first.blocked_until), (1, None));
        let fifth = OF_ACCOUNT.one_more(Some(Failures { count: 4, ..first }), now());
        assert_eq!(
            fifth.blocked_until,
            Some(now().plus(TimeDelta::seconds(30)))
        );
        let much_later = now().plus(TimeDelta::days(1));
        assert_eq!(OF_ACCOUNT.one_more(Some(fifth), much_later).count, 1);
    }

    #[test]
    fn an_address_is_a_host_or_an_ipv6_network() {
        for (address, counted) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:9::1", "2001:db8:1:2::/64"),
        ] {
            assert_eq!(network(address.parse().unwrap()), counted);
        }
    }
}
