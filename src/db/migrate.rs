//! Brings the tables up to date, under the write door.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::AnyConnection;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Runs every migration that has not run yet. Two programs that start at once wait for each other.
///
/// # Errors
/// Says which migration failed, or that the database is newer than this program.
pub fn up(conn: &mut AnyConnection) -> Result<(), String> {
    let lock = on_one_at_a_time(conn);
    let migrations = match conn {
        AnyConnection::Sqlite(_) => SQLITE,
        AnyConnection::Postgres(_) => POSTGRES,
    };
    let done = conn
        .run_pending_migrations(migrations)
        .map(|_| ())
        .map_err(|error| format!("cannot bring the database up to date: {error}"));
    if lock {
        let _ = diesel::RunQueryDsl::execute(
            diesel::sql_query("SELECT pg_advisory_unlock(68414)"),
            conn,
        );
    }
    done
}

/// PostgreSQL migrations of several copies of the program queue behind an advisory lock; on SQLite the
/// file's own lock does that.
fn on_one_at_a_time(conn: &mut AnyConnection) -> bool {
    matches!(conn, AnyConnection::Postgres(_))
        && diesel::RunQueryDsl::execute(diesel::sql_query("SELECT pg_advisory_lock(68414)"), conn)
            .is_ok()
}

/// Undoes every migration; for the test that proves each `down.sql`.
///
/// # Errors
/// Says which migration could not be undone.
pub fn down(conn: &mut AnyConnection) -> Result<(), String> {
    let migrations = match conn {
        AnyConnection::Sqlite(_) => SQLITE,
        AnyConnection::Postgres(_) => POSTGRES,
    };
    conn.revert_all_migrations(migrations)
        .map(|_| ())
        .map_err(|error| error.to_string())
}
