//! One copy of the program at a time, for work that any copy could do.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use super::AnyConnection;
use crate::error::Error;

/// Work in the background that two copies must not do side by side. The numbers are PostgreSQL's keys of
/// the locks; 68414 is the one of the migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Giving events their position.
    NumberEvents,
    /// Sealing the audit chains.
    SealAudit,
}

impl Turn {
    fn key(self) -> i64 {
        match self {
            Self::NumberEvents => 68_415,
            Self::SealAudit => 68_416,
        }
    }
}

#[derive(QueryableByName)]
struct Taken {
    #[diesel(sql_type = Bool)]
    taken: bool,
}

/// Takes the turn until the transaction ends; `false` when another copy has it.
///
/// On SQLite a write is alone anyway.
///
/// # Errors
/// As the database.
pub fn take_turn(conn: &mut AnyConnection, turn: Turn) -> Result<bool, Error> {
    match conn {
        AnyConnection::Sqlite(_) => Ok(true),
        AnyConnection::Postgres(conn) => {
            let answer = diesel::sql_query("SELECT pg_try_advisory_xact_lock($1) AS taken")
                .bind::<BigInt, _>(turn.key())
                .get_result::<Taken>(conn)?;
            Ok(answer.taken)
        }
    }
}
