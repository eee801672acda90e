//! A backup is made while the program writes, and everything is there again afterwards.

use std::fs;
use std::path::Path;

use daihoi::audit::model::{Subject, Verdict};
use daihoi::audit::service;
use daihoi::auth::actor::Actor;
use daihoi::db::Db;
use daihoi::db::backup::{backup, restore};
use daihoi::db::connection::Place;
use daihoi::db::id::Id;
use serde_json::json;

use crate::world::beginning;

fn append(db: &Db, times: usize) {
    let actor = Actor {
        user_id: Id::new(),
        session_id: None,
        now: beginning(),
        offices: Vec::new(),
        must_change_password: false,
    };
    for _ in 0..times {
        let actor = actor.clone();
        db.write_now(move |conn| {
            service::append(conn, &actor, Subject::installation(), "test", &json!({}))
        })
        .expect("appended");
    }
}

fn entries(db: &Db) -> i64 {
    match db
        .read_now(|conn| service::verify(conn, None))
        .expect("verified")
    {
        Verdict::Whole(extent) => extent.entries,
        Verdict::Broken(fault) => panic!("{fault:?}"),
    }
}

/// An installation of ten entries and two documents, and its backup.
fn backed_up(dir: &Path) {
    let place = Place::Sqlite(dir.join("a/daihoi.db"));
    fs::create_dir_all(dir.join("a/files/ab")).expect("made");
    fs::write(dir.join("a/files/ab/one"), "một").expect("written");
    fs::write(dir.join("a/files/two"), "hai").expect("written");
    let db = Db::open(&place, 1).expect("opened");
    append(&db, 10);
    let writing = {
        let db = db.clone();
        std::thread::spawn(move || append(&db, 50))
    };
    let copied = backup(&place, &dir.join("a/files"), &dir.join("backup")).expect("backed up");
    assert_eq!(copied.files, 2);
    writing.join().expect("written");
    db.close();
}

#[test]
fn what_was_backed_up_is_there_again() {
    let dir = tempfile::tempdir().expect("a directory");
    backed_up(dir.path());
    let (place, files) = (
        Place::Sqlite(dir.path().join("b/daihoi.db")),
        dir.path().join("b/files"),
    );
    let copied = restore(&dir.path().join("backup"), &place, &files).expect("restored");
    assert_eq!(copied.files, 2);
    assert_eq!(
        fs::read_to_string(files.join("ab/one")).expect("there"),
        "một"
    );
    let db = Db::open(&place, 1).expect("opened");
    assert!((10..=60).contains(&entries(&db)));
    append(&db, 1);
    db.close();
    let again = restore(&dir.path().join("backup"), &place, &files).expect_err("refused");
    assert!(again.contains("already"), "{again}");
}

#[test]
fn a_backup_that_was_damaged_or_cut_short_is_refused_and_nothing_is_left() {
    for (file, damage) in [
        ("files/two", "ba"),
        ("MANIFEST", ""),
        ("daihoi.db", "not a database"),
    ] {
        let dir = tempfile::tempdir().expect("a directory");
        backed_up(dir.path());
        fs::write(dir.path().join("backup").join(file), damage).expect("damaged");
        let place = Place::Sqlite(dir.path().join("b/daihoi.db"));
        restore(
            &dir.path().join("backup"),
            &place,
            &dir.path().join("b/files"),
        )
        .expect_err("refused");
        assert!(!dir.path().join("b").exists(), "{file}");
    }
}

#[test]
fn a_backup_needs_a_directory_of_its_own_and_sqlite() {
    let dir = tempfile::tempdir().expect("a directory");
    backed_up(dir.path());
    let place = Place::Sqlite(dir.path().join("a/daihoi.db"));
    let files = dir.path().join("a/files");
    let again = backup(&place, &files, &dir.path().join("backup")).expect_err("refused");
    assert!(again.contains("not empty"), "{again}");
    let server = Place::Postgres("postgres://user:secret@host/db".to_owned());
    let sentence = backup(&server, &files, &dir.path().join("c")).expect_err("refused");
    assert!(
        sentence.contains("pg_dump") && !sentence.contains("secret"),
        "{sentence}"
    );
    let nothing = Place::Sqlite(dir.path().join("nowhere.db"));
    let sentence = backup(&nothing, &files, &dir.path().join("c")).expect_err("refused");
    assert!(
        sentence.contains("no database") && !dir.path().join("c").exists(),
        "{sentence}"
    );
}
