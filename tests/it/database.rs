//! A database for each test.

use daihoi::db::connection::Place;
use daihoi::db::id::Id;
use diesel::prelude::*;

/// A database of the test's own: a file, or (`TEST_DATABASE_URL`) one on the server. It goes with
/// whoever holds it last: eight hundred left behind would fill a disk.
#[derive(Debug)]
pub struct Database {
    /// The file, or the database on the server.
    pub place: Place,
    dir: tempfile::TempDir,
}

impl Database {
    /// An empty one.
    pub async fn fresh() -> Self {
        tokio::task::spawn_blocking(|| {
            let dir = tempfile::tempdir().expect("a directory");
            let place = match std::env::var("TEST_DATABASE_URL") {
                Ok(server) => Place::Postgres(created_on(&server)),
                Err(_) => Place::Sqlite(dir.path().join("test.db")),
            };
            Self { place, dir }
        })
        .await
        .expect("joined")
    }

    /// A directory of the database's own.
    pub fn directory(&self) -> &std::path::Path {
        self.dir.path()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Place::Postgres(url) = &self.place
            && let Some((_, name)) = url.rsplit_once('/')
            && let Ok(server) = std::env::var("TEST_DATABASE_URL")
            && let Ok(mut conn) = PgConnection::establish(&server)
        {
            // What the test found out matters, not whether somebody is still connected.
            let _ =
                diesel::sql_query(format!("DROP DATABASE {name} WITH (FORCE)")).execute(&mut conn);
        }
    }
}

/// The address of a new database on the server.
fn created_on(server: &str) -> String {
    let name = format!("t_{}", Id::<()>::new().uuid().simple());
    let mut conn = PgConnection::establish(server).expect("the test server answers");
    diesel::sql_query(format!("CREATE DATABASE {name} TEMPLATE template0"))
        .execute(&mut conn)
        .expect("created");
    let (base, _) = server.rsplit_once('/').expect("a database URL");
    format!("{base}/{name}")
}
