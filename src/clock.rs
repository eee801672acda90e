//! The only place that asks the time.
//!
//! **Invariant:** nothing else in the program calls the machine's clock (a lint sees to it), so tests
//! hold time still and a demo lives on a date of its own.

use std::sync::{Arc, Mutex, OnceLock};

use chrono::{NaiveDate, TimeDelta};

use crate::db::time::Instant;

/// How far the clock of a demo or a rehearsal has been moved: one clock rules a process.
static MOVED: OnceLock<TimeDelta> = OnceLock::new();

/// A moment of the program's clock, as the clocks of telephones show it: a demo lives on a date of its own, but the codes
/// of a second factor are made by devices that do not.
pub fn on_devices(moment: Instant) -> Instant {
    MOVED.get().map_or(moment, |by| moment.plus(-*by))
}

/// Why the program lives on a date of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnDate {
    /// It tells the article's story.
    Demo,
    /// It is practised on, or congresses of the past are entered.
    Rehearsal,
}

impl OwnDate {
    /// The sentence of `locales/` that says so at the top of every page.
    pub fn words(self) -> &'static str {
        match self {
            Self::Demo => "demo-banner",
            Self::Rehearsal => "rehearsal-banner",
        }
    }
}

/// A source of the present moment; clones share it.
#[derive(Debug, Clone)]
pub struct Clock(Source);

#[derive(Debug, Clone)]
enum Source {
    Machine,
    Shifted(TimeDelta, OwnDate),
    Frozen(Arc<Mutex<Instant>>),
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Self(Source::Machine)
    }

    /// The machine's clock, moved: a date of its own runs on from where it began, across restarts.
    pub fn shifted(by: TimeDelta, why: OwnDate) -> Self {
        let _ = MOVED.set(by);
        Self(Source::Shifted(by, why))
    }

    /// A clock that stands until it is [advanced](Clock::advance).
    pub fn frozen(at: Instant) -> Self {
        Self(Source::Frozen(Arc::new(Mutex::new(at))))
    }

    /// The present moment.
    pub fn now(&self) -> Instant {
        match &self.0 {
            Source::Machine => machine_now(),
            Source::Shifted(by, _) => machine_now().plus(*by),
            Source::Frozen(at) => *at.lock().unwrap_or_else(std::sync::PoisonError::into_inner),
        }
    }

    /// Today's civil date in Vietnam.
    pub fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// Why it runs on another date than the machine's, where it does.
    pub fn own_date(&self) -> Option<OwnDate> {
        match &self.0 {
            Source::Shifted(_, why) => Some(*why),
            Source::Machine | Source::Frozen(_) => None,
        }
    }

    /// Moves a frozen clock; any other goes on by itself.
    pub fn advance(&self, by: TimeDelta) {
        if let Source::Frozen(at) = &self.0 {
            let mut at = at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *at = at.plus(by);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that asks the machine"
)]
fn machine_now() -> Instant {
    Instant::from_utc(chrono::Utc::now())
}
