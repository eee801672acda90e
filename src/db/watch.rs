//! Sees every statement that fails on PostgreSQL, even when the work makes something else of the failure.
//!
//! A failed statement spoils the whole transaction there. Work that answers "no such unit" because reading the
//! unit failed for *any* cause would otherwise turn a conflict, which only asks for another try, into an answer;
//! and after work that goes on regardless, PostgreSQL takes COMMIT for ROLLBACK without a word, so that a write would
//! be acknowledged and lost. [`serialised`](super::AnyConnection::serialised) asks here before it believes the
//! work.

use std::cell::Cell;

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// The worst that a statement of this thread has met since [`begin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// Every statement did what it was asked.
    Nothing,
    /// Something failed; inside a nested transaction that is the work's own affair.
    Failure,
    /// Another transaction was in the way: the whole must be tried again.
    Conflict,
    /// The connection was lost, and the transaction with it.
    Lost,
}

thread_local! {
    static MET: Cell<Met> = const { Cell::new(Met::Nothing) };
}

/// Forgets what was met before.
pub fn begin() {
    MET.set(Met::Nothing);
}

/// What was met since.
pub fn met() -> Met {
    MET.get()
}

/// Whether PostgreSQL asks to try the whole transaction again.
pub fn is_conflict(error: &DieselError) -> bool {
    match error {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => true,
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            info.message().contains("deadlock detected")
        }
        _ => false,
    }
}

/// Whether the connection to PostgreSQL is gone, in the words of its library and of a server that stops.
pub fn is_lost(error: &DieselError) -> bool {
    match error {
        DieselError::BrokenTransactionManager
        | DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => true,
        DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) => {
            let said = info.message();
            [
                "terminating connection",
                "server closed the connection",
                "no connection to the server",
                "could not receive data from server",
                "could not send data to server",
                "the database system is",
            ]
            .iter()
            .any(|words| said.contains(words))
        }
        _ => false,
    }
}

/// Put on every connection to PostgreSQL.
pub struct Watch;

impl Instrumentation for Watch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::FinishQuery {
            error: Some(error), ..
        } = event
        {
            let now = if is_lost(error) {
                Met::Lost
            } else if is_conflict(error) {
                Met::Conflict
            } else {
                Met::Failure
            };
            MET.set(MET.get().max(now));
        }
    }
}
