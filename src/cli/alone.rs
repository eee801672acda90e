//! One server at a time on a SQLite file: the numbering of documents, the writer and the keeper rely on it.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::db::Db;
use crate::db::connection::Place;
use crate::owner_only;

/// The mark that this process serves the database; held until it is dropped, and by the system given up when the
/// process ends, however it ends.
#[derive(Debug)]
pub(super) struct Alone {
    _file: Option<File>,
}

/// Opens the database for serving it alone. Commands that are meant to be used beside a server do not ask.
///
/// # Errors
/// One sentence: that another process serves it already, or what could not be opened.
pub(super) fn open_alone(config: &Config) -> Result<(Db, Alone), String> {
    let Place::Sqlite(database) = &config.place else {
        return Ok((super::open(config)?, Alone { _file: None }));
    };
    let mark = mark_of(database);
    // Where there is no database yet there is nothing to protect, and what cannot be begun leaves nothing behind.
    if !database.exists() {
        let db = super::open(config)?;
        return Ok((db, take(&mark, database)?));
    }
    let was_there = mark.exists();
    let alone = take(&mark, database)?;
    match super::open(config) {
        Ok(db) => Ok((db, alone)),
        Err(sentence) => {
            if !was_there {
                let _ = std::fs::remove_file(&mark);
            }
            Err(sentence)
        }
    }
}

fn mark_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}

fn take(mark: &Path, database: &Path) -> Result<Alone, String> {
    let cannot = |error: &dyn std::fmt::Display| format!("cannot lock {}: {error}", mark.display());
    let file = match owner_only::make_file(mark) {
        Ok(file) => file,
        Err(_) => OpenOptions::new()
            .write(true)
            .open(mark)
            .map_err(|error| cannot(&error))?,
    };
    match file.try_lock() {
        Ok(()) => Ok(Alone { _file: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(format!(
            "another daihoi serves the database {} already; stop that one first, or give this one another --data-dir",
            database.display()
        )),
        Err(TryLockError::Error(error)) => Err(cannot(&error)),
    }
}
