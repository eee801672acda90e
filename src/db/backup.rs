//! A copy of everything, made while the program runs, and the way back from it.
//!
//! The directory of a backup holds `daihoi.db`, `files/` and `MANIFEST`: a line for each file with its SHA-256
//! and its path. The database is copied first and the documents after it: a document's file is there before the
//! row that names it, so every file the copied rows name is in the backup. PostgreSQL has tools of its own.
//!
//! A backup holds members' data, so its directory is for its owner alone.

use std::fs;
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_types::Text;
use sha2::{Digest, Sha256};

use super::connection::Place;
use crate::owner_only;

const DATABASE: &str = "daihoi.db";
const FILES: &str = "files";
const MANIFEST: &str = "MANIFEST";

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// How many documents' files.
    pub files: usize,
    /// How many bytes, the database included.
    pub bytes: u64,
}

/// Copies the database and the documents into a new directory.
///
/// # Errors
/// A sentence: the database is PostgreSQL, the directory is in use, or what could not be read or written.
pub fn backup(place: &Place, files: &Path, to: &Path) -> Result<Copied, String> {
    let Place::Sqlite(database) = place else {
        return Err(with_postgres("pg_dump --format=custom", files));
    };
    expect_file(database)?;
    make_private(to)?;
    copy_database(database, &to.join(DATABASE))?;
    let mut copied = vec![PathBuf::from(DATABASE)];
    for file in listing(files)? {
        let name = Path::new(FILES).join(&file);
        copy(&files.join(&file), &to.join(&name))?;
        copied.push(name);
    }
    let mut lines = String::new();
    let mut bytes = 0;
    for name in &copied {
        let (hash, size) = digest(&to.join(name))?;
        lines.push_str(&format!("{hash}  {}\n", name.display()));
        bytes += size;
    }
    // Last, so that a backup that was cut short has none.
    write_whole(&to.join(MANIFEST), lines.as_bytes())?;
    Ok(Copied {
        files: copied.len() - 1,
        bytes,
    })
}

/// Puts a backup in the place of an installation that is not there yet.
///
/// # Errors
/// A sentence: the database is PostgreSQL, something stands in the place already, or the backup is not whole.
pub fn restore(from: &Path, place: &Place, files: &Path) -> Result<Copied, String> {
    let Place::Sqlite(database) = place else {
        return Err(with_postgres("pg_restore", files));
    };
    if database.exists() {
        return Err(format!(
            "there is a database at {} already; move it away first, nothing was changed",
            database.display()
        ));
    }
    if !listing(files)?.is_empty() {
        return Err(format!(
            "there are documents in {} already; move them away first, nothing was changed",
            files.display()
        ));
    }
    let (names, bytes) = check_manifest(from)?;
    check_database(&from.join(DATABASE))?;
    for name in &names {
        if let Ok(file) = name.strip_prefix(FILES) {
            copy(&from.join(name), &files.join(file))?;
        }
    }
    // The database last: while it is missing the restoring can be begun again.
    copy(&from.join(DATABASE), database)?;
    Ok(Copied {
        files: names.len() - 1,
        bytes,
    })
}

fn with_postgres(tool: &str, files: &Path) -> String {
    format!(
        "the database is on PostgreSQL: use {tool} for it, and copy the directory {} after it",
        files.display()
    )
}

fn said(what: &str, path: &Path) -> impl FnOnce(io::Error) -> String {
    let sentence = format!("cannot {what} {}", path.display());
    move |error| format!("{sentence}: {error}")
}

fn expect_file(database: &Path) -> Result<(), String> {
    if database.is_file() {
        return Ok(());
    }
    Err(format!("there is no database at {}", database.display()))
}

/// Makes the directory of a backup, or takes one that is empty.
fn make_private(directory: &Path) -> Result<(), String> {
    owner_only::make_dir(directory).map_err(said("make the directory", directory))?;
    let mut entries = fs::read_dir(directory).map_err(said("read the directory", directory))?;
    if entries.next().is_some() {
        return Err(format!(
            "the directory {} is not empty; name a new one for each backup",
            directory.display()
        ));
    }
    Ok(())
}

/// SQLite's own copy of one unchanging state of the data, while others read and write.
fn copy_database(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: &dyn std::fmt::Display| format!("cannot copy the database: {error}");
    // SQLite writes into an empty file, and would make its own one for everybody to read.
    owner_only::make_file(to).map_err(|error| failed(&error))?;
    let mut conn =
        SqliteConnection::establish(&from.to_string_lossy()).map_err(|error| failed(&error))?;
    diesel::sql_query("PRAGMA busy_timeout = 30000")
        .execute(&mut conn)
        .map_err(|error| failed(&error))?;
    diesel::sql_query("VACUUM INTO $1")
        .bind::<Text, _>(to.to_string_lossy())
        .execute(&mut conn)
        .map_err(|error| failed(&error))?;
    sync(to)
}

#[derive(QueryableByName)]
struct Finding {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

fn check_database(copy: &Path) -> Result<(), String> {
    let not_sound =
        |error: &dyn std::fmt::Display| format!("the database in the backup is not sound: {error}");
    let mut conn =
        SqliteConnection::establish(&copy.to_string_lossy()).map_err(|error| not_sound(&error))?;
    let findings = diesel::sql_query("PRAGMA integrity_check")
        .load::<Finding>(&mut conn)
        .map_err(|error| not_sound(&error))?;
    match findings.first() {
        Some(finding) if finding.integrity_check == "ok" => Ok(()),
        Some(finding) => Err(not_sound(&finding.integrity_check)),
        None => Err(not_sound(&"the check says nothing")),
    }
}

/// Holds every file of a backup against its manifest.
fn check_manifest(from: &Path) -> Result<(Vec<PathBuf>, u64), String> {
    let manifest = from.join(MANIFEST);
    let lines = fs::read_to_string(&manifest).map_err(said("read", &manifest))?;
    let mut names = Vec::new();
    let mut bytes = 0;
    for line in lines.lines() {
        let (hash, name) = line
            .split_once("  ")
            .ok_or_else(|| format!("{} is not the list of a backup", manifest.display()))?;
        let name =
            inside(name).ok_or_else(|| format!("{} names a file outside", manifest.display()))?;
        let (found, size) = digest(&from.join(&name))?;
        if found != hash {
            return Err(format!(
                "{} is not the file that was backed up; nothing was changed",
                from.join(&name).display()
            ));
        }
        bytes += size;
        names.push(name);
    }
    if names.first().is_none_or(|name| name != Path::new(DATABASE)) {
        return Err(format!("{} names no database", manifest.display()));
    }
    Ok((names, bytes))
}

/// The path, if it leads nowhere but down.
fn inside(name: &str) -> Option<PathBuf> {
    use std::path::Component;
    let path = PathBuf::from(name);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    plain.then_some(path)
}

/// Every file under a directory, as paths relative to it, in order; none when it is not there.
fn listing(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(below) = waiting.pop() {
        let at = directory.join(&below);
        let entries = match fs::read_dir(&at) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(said("read the directory", &at))?,
        };
        for entry in entries {
            let entry = entry.map_err(said("read the directory", &at))?;
            let kind = entry.file_type().map_err(said("read", &entry.path()))?;
            let path = below.join(entry.file_name());
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Copies a file so that under its name there is the whole of it or nothing.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if let Some(parent) = to.parent() {
        owner_only::make_dir(parent).map_err(said("make the directory", parent))?;
    }
    let part = part_of(to);
    let mut source = fs::File::open(from).map_err(said("read", from))?;
    let mut target = begin(&part)?;
    io::copy(&mut source, &mut target).map_err(said("copy", from))?;
    target.sync_all().map_err(said("write", &part))?;
    fs::rename(&part, to).map_err(said("write", to))?;
    sync_parent(to)
}

fn write_whole(to: &Path, bytes: &[u8]) -> Result<(), String> {
    let part = part_of(to);
    let mut file = begin(&part)?;
    let mut write = || -> io::Result<()> {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, to)
    };
    write().map_err(said("write", to))?;
    sync_parent(to)
}

/// Begins a file under a passing name; what an interrupted copy left there is written anew.
fn begin(part: &Path) -> Result<fs::File, String> {
    match fs::remove_file(part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => owner_only::make_file(part),
    }
    .map_err(said("write", part))
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

fn sync(path: &Path) -> Result<(), String> {
    fs::File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(said("write", path))
}

fn sync_parent(path: &Path) -> Result<(), String> {
    match path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        Some(parent) => sync(parent),
        None => Ok(()),
    }
}

fn digest(path: &Path) -> Result<(String, u64), String> {
    let mut file = fs::File::open(path).map_err(said("read", path))?;
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(said("read", path))?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return Ok((hex::encode(hash.finalize()), size));
        };
        hash.update(bytes);
        size += bytes.len() as u64;
    }
}
