//! What the figures were measured on.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use daihoi::db::connection::Place;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// Date, processor, memory, compiler, database, and how long the disk takes to keep a promise.
pub fn facts(place: &Place) -> String {
    let line = |file: &str, name: &str| {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(name));
        let value = found.and_then(|line| line.split_once(':'));
        value.map_or_else(
            || "unknown".to_owned(),
            |(_, value)| value.trim().to_owned(),
        )
    };
    let words = |program: &str, args: &[&str]| {
        let output = Command::new(program).args(args).output();
        output.map_or_else(
            |_| "unknown".to_owned(),
            |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        )
    };
    format!(
        "{} · {} × {} · {} · {} · {} · {} · one fsync takes {:.2} ms",
        daihoi::clock::Clock::machine().today(),
        std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get),
        line("/proc/cpuinfo", "model name"),
        memory(&line("/proc/meminfo", "MemTotal")),
        words("uname", &["-sr"]),
        words("rustc", &["--version"]),
        database(place),
        fsync().as_secs_f64() * 1000.0,
    )
}

fn memory(kib: &str) -> String {
    let kib = kib.trim_end_matches(" kB").parse::<u64>().unwrap_or(0);
    format!("{} GiB", (kib + 512 * 1024) / 1024 / 1024)
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

fn database(place: &Place) -> String {
    let asked = match place {
        Place::Sqlite(_) => SqliteConnection::establish(":memory:").ok().and_then(|mut conn| {
            diesel::sql_query("SELECT 'SQLite ' || sqlite_version() AS version")
                .get_result::<Version>(&mut conn)
                .ok()
        }),
        Place::Postgres(url) => PgConnection::establish(url).ok().and_then(|mut conn| {
            diesel::sql_query(
                "SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' \
                 || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') \
                 AS version",
            )
            .get_result::<Version>(&mut conn)
            .ok()
        }),
    };
    asked.map_or_else(|| "unknown".to_owned(), |row| row.version)
}

/// The middle of some, beside the databases.
fn fsync() -> Duration {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/fsync");
    let mut times = Vec::new();
    if let Ok(mut file) = std::fs::File::create(&path) {
        for _ in 0..50 {
            let begun = Instant::now();
            if file
                .write_all(&[0; 4096])
                .and_then(|()| file.sync_data())
                .is_ok()
            {
                times.push(begun.elapsed());
            }
        }
    }
    let _ = std::fs::remove_file(path);
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
