//! One `Db`, two databases, two doors.

use std::cell::Cell;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{self, ManageConnection, Pool, R2D2Connection};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::{Connection, PgConnection, SqliteConnection};

use super::watch::{self, Met, Watch};
use super::writer::Writer;
use crate::error::Error;
use crate::owner_only;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// The embedded file.
    Sqlite(SqliteConnection),
    /// The server.
    Postgres(PgConnection),
}

/// The same diesel expression compiled once for each backend: for what the common subset lacks
/// (batch insert, upsert).
#[macro_export]
macro_rules! on_each {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::AnyConnection::Sqlite($c) => $body,
            $crate::db::AnyConnection::Postgres($c) => $body,
        }
    };
}

/// Where the data is kept, told apart by the scheme of `DATABASE_URL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file on this machine.
    Sqlite(std::path::PathBuf),
    /// A PostgreSQL URL; may hold a password, so it is never printed.
    Postgres(String),
}

impl Place {
    /// Reads a database URL. An unknown scheme is refused: a mistyped URL must not become an empty file.
    pub fn parse(url: &str) -> Result<Self, String> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        match url.strip_prefix("sqlite:") {
            // In memory every connection would have a database of its own, and nothing would outlive the program.
            Some(path) if path.contains(":memory:") => {
                Err("a database in memory keeps nothing; name a file after sqlite:".to_owned())
            }
            Some(path) if !path.trim_start_matches('/').is_empty() => {
                Ok(Self::Sqlite(path.strip_prefix("//").unwrap_or(path).into()))
            }
            _ => Err(
                "the database URL must begin with sqlite: (a file) or postgres:// (a server)"
                    .to_owned(),
            ),
        }
    }
}

/// How a connection may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    ReadOnly,
    ReadWrite,
}

/// Makes connections for the pool, and for the writer.
#[derive(Debug)]
struct Manager {
    place: Place,
    uses: Use,
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, r2d2::Error> {
        let mut conn = open(&self.place, self.uses)?;
        if let AnyConnection::Postgres(conn) = &mut conn {
            conn.batch_execute(POSTGRES_PATIENCE)
                .map_err(r2d2::Error::QueryError)?;
        }
        Ok(conn)
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), r2d2::Error> {
        conn.ping().map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        conn.is_broken() || LOST.take()
    }
}

thread_local! {
    /// Whether the connection that this thread is about to give back turned out to be lost: what the driver itself
    /// tells of a connection is only whether a transaction was left open.
    static LOST: Cell<bool> = const { Cell::new(false) };
}

/// Whether this failed because the connection is lost, whatever the work made of that; the pool is then told to let it go.
fn is_lost<T>(conn: &mut AnyConnection, outcome: &Result<T, Error>) -> bool {
    let may_be = watch::met() == Met::Lost || matches!(outcome, Err(Error::Database(_)));
    let lost = outcome.is_err() && may_be && conn.ping().is_err();
    LOST.set(lost);
    lost
}

fn open(place: &Place, uses: Use) -> Result<AnyConnection, r2d2::Error> {
    match place {
        Place::Postgres(url) => {
            let mut conn = PgConnection::establish(&within_time(url))?;
            conn.set_instrumentation(Watch);
            Ok(AnyConnection::Postgres(conn))
        }
        Place::Sqlite(path) => {
            let mut conn = SqliteConnection::establish(&path.to_string_lossy())?;
            conn.batch_execute(SQLITE_PRAGMAS)
                .map_err(r2d2::Error::QueryError)?;
            let own = match uses {
                Use::ReadOnly => "PRAGMA query_only = ON",
                // One connection writes for everybody, all over the tables.
                Use::ReadWrite => "PRAGMA cache_size = -64000",
            };
            conn.batch_execute(own).map_err(r2d2::Error::QueryError)?;
            Ok(AnyConnection::Sqlite(conn))
        }
    }
}

/// The URL with a limit on the wait for a server that takes the call and says nothing, unless it sets its own.
fn within_time(url: &str) -> String {
    if url.contains("connect_timeout=") {
        return url.to_owned();
    }
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}connect_timeout=10")
}

/// How long a question of a request waits for a lock that somebody else holds, and for its answer: whoever asked has gone
/// away by then. The migrations, which have a connection of their own, take the time they need.
const POSTGRES_PATIENCE: &str = "SET lock_timeout = '10s'; SET statement_timeout = '30s'";

/// Per connection. `FULL` so that an acknowledged write survives a loss of power; no memory map, so that
/// a failing disk is an error and not a signal; cache in KiB.
const SQLITE_PRAGMAS: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -8000;
    PRAGMA temp_store = MEMORY;
";

/// How often a write is tried when PostgreSQL finds it in another's way.
const WRITE_ATTEMPTS: u32 = 12;
/// After so many tries a write waits until no other write of this program is under way, and goes alone.
const TRIES_AMONG_OTHERS: u32 = 3;

/// The database: [`read`](Db::read) and [`write`](Db::write), both off the event loop.
#[derive(Clone)]
pub struct Db {
    pool: Pool<Manager>,
    writer: Option<Arc<Writer>>,
    /// Held by every write on PostgreSQL: shared, or alone by one that was in the way too often. In small tables
    /// nearly every write is in every other's way, and without turns some would never come through.
    turns: Arc<RwLock<()>>,
}

impl Db {
    /// Opens the database, brings its tables up to date and keeps `readers` connections ready.
    ///
    /// # Errors
    /// A sentence for the person who started the program: what could not be opened, and why.
    pub fn open(place: &Place, readers: u32) -> Result<Self, String> {
        make_private(place)?;
        let mut conn = open(place, Use::ReadWrite).map_err(|error| cannot_open(place, &error))?;
        super::migrate::up(&mut conn)?;
        let writer = match place {
            Place::Sqlite(_) => Some(Arc::new(Writer::start(conn)?)),
            Place::Postgres(_) => None,
        };
        let uses = if writer.is_some() {
            Use::ReadOnly
        } else {
            Use::ReadWrite
        };
        let pool = Pool::builder()
            .max_size(readers)
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connection_timeout(Duration::from_secs(10))
            .error_handler(Box::new(diesel::r2d2::LoggingErrorHandler))
            .build(Manager {
                place: place.clone(),
                uses,
            })
            .map_err(|error| {
                format!("cannot keep {readers} connections to the database: {error}")
            })?;
        Ok(Self {
            pool,
            writer,
            turns: Arc::default(),
        })
    }

    /// Answers a question. The closure must not write; on SQLite the connection refuses it.
    ///
    /// It may run more than once: a connection that was lost while it lay in the pool is noticed by its use.
    pub async fn read<T, F>(&self, question: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        let db = self.clone();
        tokio::task::spawn_blocking(move || db.read_now(question)).await?
    }

    /// As [`read`](Db::read), on this thread.
    pub fn read_now<T>(
        &self,
        question: impl Fn(&mut AnyConnection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // Every connection that lay in the pool may be lost at once, when the server was started again.
        for _ in 0..self.pool.max_size() {
            let conn = &mut *self.pool.get()?;
            watch::begin();
            let answer = question(conn);
            if !is_lost(conn, &answer) {
                return answer;
            }
        }
        question(&mut *self.pool.get()?)
    }

    /// Does all of the work in one transaction or none of it, and answers after the COMMIT.
    ///
    /// The closure may run more than once, so it has no effect outside the database.
    pub async fn write<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => writer
                .submit(work)?
                .await
                .map_err(|_| Error::internal("the writer stopped"))?,
            None => {
                let db = self.clone();
                tokio::task::spawn_blocking(move || db.write_pooled(work)).await?
            }
        }
    }

    /// What would come of the work: does it as [`write`](Db::write) would, and takes all of it back.
    pub async fn rehearse<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        self.write(move |conn| {
            type Manager = <AnyConnection as Connection>::TransactionManager;
            Manager::begin_transaction(conn)?;
            let outcome = work(conn);
            Manager::rollback_transaction(conn)?;
            outcome
        })
        .await
    }

    /// As [`write`](Db::write), on this thread; for the command line, never inside the server's event loop.
    pub fn write_now<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: Fn(&mut AnyConnection) -> Result<T, Error> + Send + 'static,
    {
        match &self.writer {
            Some(writer) => writer
                .submit(work)?
                .blocking_recv()
                .map_err(|_| Error::internal("the writer stopped"))?,
            None => self.write_pooled(work),
        }
    }

    fn write_pooled<T>(
        &self,
        work: impl Fn(&mut AnyConnection) -> Result<T, Error>,
    ) -> Result<T, Error> {
        for _ in 0..=self.pool.max_size() {
            let conn = &mut *self.pool.get()?;
            if let Some(outcome) = self.write_on(conn, &work) {
                return outcome;
            }
        }
        Err(Error::Busy)
    }

    /// Does the work on this connection; `None` when it turns out to be lost before anything has begun. One that is
    /// lost later is not tried again: nobody knows whether the COMMIT was heard.
    fn write_on<T>(
        &self,
        conn: &mut AnyConnection,
        work: &impl Fn(&mut AnyConnection) -> Result<T, Error>,
    ) -> Option<Result<T, Error>> {
        let begun = Cell::new(false);
        let noted = |conn: &mut AnyConnection| {
            begun.set(true);
            work(conn)
        };
        for attempt in 1..=WRITE_ATTEMPTS {
            match self.in_turn(attempt, || conn.serialised(noted)) {
                Err(Error::Database(error)) if watch::is_conflict(&error) => (),
                done if is_lost(conn, &done) && !begun.get() => return None,
                done => return Some(done),
            }
            let pause = rand::random_range(0..=u64::from(attempt) * 4);
            std::thread::sleep(Duration::from_millis(pause));
        }
        Some(Err(Error::Busy))
    }

    fn in_turn<T>(&self, attempt: u32, work: impl FnOnce() -> T) -> T {
        // A panic of another's work leaves nothing behind that a lock could protect.
        if attempt > TRIES_AMONG_OTHERS {
            let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
            work()
        } else {
            let _shared = self.turns.read().unwrap_or_else(PoisonError::into_inner);
            work()
        }
    }

    /// Finishes every accepted write and stops the writer. Call once, when no request is left.
    pub fn close(&self) {
        if let Some(writer) = &self.writer {
            writer.finish();
        }
    }
}

/// Makes the file of a new database for its owner alone; SQLite gives the files beside it the same mode.
fn make_private(place: &Place) -> Result<(), String> {
    let Place::Sqlite(path) = place else {
        return Ok(());
    };
    match owner_only::make_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(format!(
            "cannot make the database file {}: {error}",
            path.display()
        )),
        Ok(_) | Err(_) => Ok(()),
    }
}

fn cannot_open(place: &Place, error: &r2d2::Error) -> String {
    match place {
        Place::Sqlite(path) => format!("cannot open the database file {}: {error}", path.display()),
        Place::Postgres(_) => format!(
            "PostgreSQL does not answer: {}",
            one_line(&error.to_string())
        ),
    }
}

/// libpq gives advice on further lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a COMMIT failed of. When the connection is lost over it, nobody knows whether it was heard: that is not said to
/// have changed nothing.
fn at_commit(error: DieselError) -> Error {
    match error {
        DieselError::RollbackErrorOnCommit { commit_error, .. } => at_commit(*commit_error),
        lost if watch::is_lost(&lost) => Error::caused(
            "the connection was lost at COMMIT, which may have been heard",
            lost,
        ),
        other => other.into(),
    }
}

impl AnyConnection {
    /// One transaction that no other write can slip into: `BEGIN IMMEDIATE` on SQLite,
    /// `SERIALIZABLE` on PostgreSQL.
    pub fn serialised<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match self {
            Self::Sqlite(conn) => {
                AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")?
            }
            Self::Postgres(conn) => {
                AnsiTransactionManager::begin_transaction_sql(
                    conn,
                    "BEGIN ISOLATION LEVEL SERIALIZABLE",
                )?;
            }
        }
        watch::begin();
        let outcome = work(self);
        match self.believe(outcome) {
            Ok(done) => {
                <Self as Connection>::TransactionManager::commit_transaction(self)
                    .map_err(at_commit)?;
                Ok(done)
            }
            Err(error) => {
                // The reason for failing is worth more than a failure to roll back: the connection is then broken
                // and the pool drops it.
                let _ = <Self as Connection>::TransactionManager::rollback_transaction(self);
                Err(error)
            }
        }
    }

    /// What came of the work, unless a statement failed and the work made something else of it.
    fn believe<T>(&mut self, outcome: Result<T, Error>) -> Result<T, Error> {
        match (self, watch::met()) {
            (Self::Sqlite(_), _) | (_, Met::Nothing) => outcome,
            (Self::Postgres(_), Met::Lost) => Err(Error::Busy),
            (Self::Postgres(_), Met::Conflict) => Err(Error::Database(DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure,
                Box::new("another transaction was in the way".to_owned()),
            ))),
            (Self::Postgres(conn), Met::Failure) => {
                let done = outcome?;
                // Refused if the transaction is spoiled.
                conn.batch_execute("SELECT 1")?;
                Ok(done)
            }
        }
    }

    /// Several questions to one unchanging state of the data.
    pub fn snapshot<T>(
        &mut self,
        questions: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match self {
            Self::Sqlite(conn) => AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")?,
            Self::Postgres(conn) => {
                AnsiTransactionManager::begin_transaction_sql(
                    conn,
                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                )?;
            }
        }
        let answer = questions(self);
        let _ = <Self as Connection>::TransactionManager::rollback_transaction(self);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_says_nothing_is_waited_for_ten_seconds_unless_the_url_says_otherwise() {
        for (url, expected) in [
            ("postgres://h/d", "postgres://h/d?connect_timeout=10"),
            (
                "postgres://h/d?sslmode=require",
                "postgres://h/d?sslmode=require&connect_timeout=10",
            ),
            (
                "postgres://h/d?connect_timeout=2",
                "postgres://h/d?connect_timeout=2",
            ),
        ] {
            assert_eq!(within_time(url), expected);
        }
    }
}
