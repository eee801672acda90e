//! How the program starts, and how it says that it cannot: one clear sentence, a non-zero exit, nothing left behind.

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use crate::program::{Program, daihoi, everything_in, run};

fn empty_directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("a directory")
}

/// The one sentence with which the program gave up.
#[track_caller]
fn the_sentence(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "it must fail, and said: {said}");
    assert_eq!(output.status.code(), Some(1), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 1, "one sentence, not {said:?}");
    let sentence = lines[0].strip_prefix("daihoi: ");
    sentence.expect("it says who speaks").to_owned()
}

#[track_caller]
fn nothing_is_left_in(directory: &Path) {
    assert_eq!(everything_in(directory), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_port_in_use_is_said_and_nothing_is_left_behind() {
    let directory = empty_directory();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let sentence = the_sentence(&run(directory.path(), &["serve", "--listen", &address]));
    assert!(
        sentence.starts_with(&format!("cannot listen on {address}: ")),
        "{sentence}"
    );
    nothing_is_left_in(directory.path());
}

#[test]
fn a_directory_that_cannot_be_written_is_said_and_nothing_is_left_behind() {
    // Not a matter of permissions, which do not hold for root: a file stands where the directory should.
    let directory = empty_directory();
    let file = directory.path().join("taken");
    std::fs::write(&file, "mine").expect("written");
    let wanted = file.join("data");
    let wanted = wanted.to_str().expect("a path");
    for args in [
        ["serve", "--data-dir", wanted, "--listen=127.0.0.1:0"],
        [
            "migrate",
            "--data-dir",
            wanted,
            "--database-url=sqlite:x.db",
        ],
    ] {
        let sentence = the_sentence(&run(directory.path(), &args));
        let begins = format!("cannot write to the directory {wanted}: ");
        assert!(sentence.starts_with(&begins), "{sentence}");
    }
    assert_eq!(everything_in(directory.path()), std::slice::from_ref(&file));
    assert_eq!(std::fs::read_to_string(&file).expect("read"), "mine");
}

#[test]
fn an_unknown_url_scheme_is_said_and_nothing_is_left_behind() {
    let directory = empty_directory();
    for url in [
        "mysql://localhost/daihoi",
        "daihoi.db",
        "sqlite:",
        "postgre://x/y",
    ] {
        let args = ["serve", "--listen", "127.0.0.1:0", "--database-url", url];
        let sentence = the_sentence(&run(directory.path(), &args));
        assert_eq!(
            sentence,
            "the database URL must begin with sqlite: (a file) or postgres:// (a server)"
        );
    }
    let memory = "--database-url=sqlite::memory:";
    let sentence = the_sentence(&run(directory.path(), &["serve", memory]));
    assert!(sentence.starts_with("a database in memory keeps nothing"));
    nothing_is_left_in(directory.path());
}

#[test]
fn a_postgresql_that_is_not_there_is_said_and_nothing_is_left_behind() {
    let directory = empty_directory();
    // Bound and let go: nobody listens there now.
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .expect("a port")
        .port();
    let url = format!("postgres://somebody:hush@127.0.0.1:{port}/daihoi");
    let sentence = the_sentence(&run(
        directory.path(),
        &["serve", "--listen", "127.0.0.1:0", "--database-url", &url],
    ));
    assert!(
        sentence.starts_with("PostgreSQL does not answer: "),
        "{sentence}"
    );
    assert!(!sentence.contains("hush"), "{sentence}");
    nothing_is_left_in(directory.path());
}

#[test]
fn a_postgresql_that_takes_the_call_and_says_nothing_is_not_waited_for_without_end() {
    let directory = empty_directory();
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("its address").port();
    let url = format!("postgres://127.0.0.1:{port}/daihoi?connect_timeout=2");
    let begun = Instant::now();
    let sentence = the_sentence(&run(
        directory.path(),
        &["serve", "--listen", "127.0.0.1:0", "--database-url", &url],
    ));
    assert!(
        sentence.starts_with("PostgreSQL does not answer: "),
        "{sentence}"
    );
    assert!(begun.elapsed() < Duration::from_secs(15));
    nothing_is_left_in(directory.path());
}

#[test]
fn a_signing_key_too_short_is_said_without_being_shown() {
    let directory = empty_directory();
    let output = daihoi(directory.path(), &["serve", "--listen", "127.0.0.1:0"])
        .env("DAIHOI_SECRET", "hush")
        .output()
        .expect("started");
    let sentence = the_sentence(&output);
    assert_eq!(sentence, "DAIHOI_SECRET must have at least 32 characters");
    nothing_is_left_in(directory.path());
}

#[test]
fn a_key_file_too_short_is_said_before_a_database_is_made() {
    let directory = empty_directory();
    let key = directory.path().join("secret.key");
    std::fs::write(&key, "hush").expect("written");
    let data = directory.path().to_str().expect("a path");
    let args = ["serve", "--listen", "127.0.0.1:0", "--data-dir", data];
    let sentence = the_sentence(&run(directory.path(), &args));
    assert!(sentence.starts_with("the key file "), "{sentence}");
    assert_eq!(everything_in(directory.path()), [key]);
}

#[test]
fn a_file_that_is_no_database_is_said_and_left_as_it_is() {
    let directory = empty_directory();
    let file = directory.path().join("letter.txt");
    let words = "Kính gửi các đồng chí. ".repeat(100);
    std::fs::write(&file, &words).expect("written");
    let args = [
        "migrate",
        "--data-dir=.",
        "--database-url=sqlite:letter.txt",
    ];
    let sentence = the_sentence(&run(directory.path(), &args));
    assert!(
        sentence.starts_with("cannot open the database file letter.txt: "),
        "{sentence}"
    );
    assert_eq!(everything_in(directory.path()), std::slice::from_ref(&file));
    assert_eq!(std::fs::read_to_string(&file).expect("read"), words);
}

#[test]
fn a_database_that_is_not_there_is_said_and_not_made() {
    let directory = empty_directory();
    for args in [
        ["audit", "verify", "--data-dir=nowhere"].as_slice(),
        &["user", "reset-password", "admin", "--data-dir=nowhere"],
        &["backup", "copy", "--data-dir=nowhere"],
        &["token", "create", "admin", "--name=x", "--data-dir=nowhere"],
    ] {
        let sentence = the_sentence(&run(directory.path(), args));
        assert_eq!(sentence, "there is no database at nowhere/daihoi.db");
    }
    nothing_is_left_in(directory.path());
}

#[test]
fn a_second_server_on_the_same_sqlite_file_is_refused_and_what_helps_beside_it_is_not() {
    let directory = empty_directory();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    let first = Program::start(daihoi(directory.path(), &serve));
    let sentence = the_sentence(&run(directory.path(), &serve));
    assert!(
        sentence.starts_with("another daihoi serves the database data/daihoi.db already"),
        "{sentence}"
    );
    for args in [
        &["audit", "verify"][..],
        &["files", "verify"],
        &["migrate"],
        &["backup", "copy"],
    ] {
        let output = run(directory.path(), args);
        assert!(output.status.success(), "{args:?} {output:?}");
    }
    first.kill();
    drop(Program::start(daihoi(directory.path(), &serve)));
}

#[test]
fn the_first_start_makes_a_key_file_that_only_its_owner_reads() {
    let directory = empty_directory();
    let serve = || daihoi(directory.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let program = Program::start(serve());
    let key = directory.path().join("data/secret.key");
    let about = std::fs::metadata(&key).expect("a key file");
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
    let first = std::fs::read(&key).expect("read");
    assert!(first.len() >= 32);
    assert!(program.terminate().success());
    // The next start keeps it.
    let program = Program::start(serve());
    assert_eq!(std::fs::read(&key).expect("read"), first);
    assert!(program.terminate().success());
}

#[test]
fn what_holds_members_data_is_for_its_owner_alone() {
    let directory = empty_directory();
    let serve = daihoi(directory.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let program = Program::start(serve);
    let copied = run(directory.path(), &["backup", "copy"]);
    assert!(copied.status.success(), "{copied:?}");
    let back = ["restore", "copy", "--data-dir=other"];
    let restored = run(directory.path(), &back);
    assert!(restored.status.success(), "{restored:?}");
    let open: Vec<_> = everything_in(directory.path())
        .into_iter()
        .filter(|path| {
            let mode = std::fs::metadata(path).expect("there").permissions().mode();
            mode & 0o077 != 0
        })
        .collect();
    assert_eq!(open, Vec::<std::path::PathBuf>::new());
    assert!(directory.path().join("data/daihoi.db-wal").exists());
    assert!(program.terminate().success());
}

#[test]
fn the_verdict_on_the_record_is_a_whole_sentence_whatever_it_is() {
    let directory = empty_directory();
    assert!(run(directory.path(), &["migrate"]).status.success());
    let said = |args: &[&str]| {
        let output = run(directory.path(), args);
        let words = [output.stdout, output.stderr].concat();
        String::from_utf8(words).expect("UTF-8")
    };
    let english = said(&["audit", "verify", "--english"]);
    assert!(
        english.contains("There is no checkpoint yet") && !english.contains(": ."),
        "{english}"
    );
    let vietnamese = said(&["audit", "verify"]);
    assert!(
        vietnamese.contains("Chưa có mốc niêm phong"),
        "{vietnamese}"
    );
    let no_hash = said(&["audit", "verify", "--english", "--head=xyz"]);
    assert!(no_hash.contains("16 to 64 hexadecimal digits"), "{no_hash}");
    let absent = said(&["audit", "verify", "--head=0123-4567-89ab-cdef"]);
    assert!(absent.contains("không tìm thấy mã"), "{absent}");
}

#[test]
fn a_key_from_the_environment_leaves_no_key_file() {
    let directory = empty_directory();
    let mut serve = daihoi(directory.path(), &["serve", "--listen", "127.0.0.1:0"]);
    serve.env("DAIHOI_SECRET", crate::world::SECRET);
    let program = Program::start(serve);
    assert!(!directory.path().join("data/secret.key").exists());
    assert!(program.terminate().success());
}

/// `docs/cli.md` is what `--help` says, of every command. Run with `DAIHOI_WRITE_DOCS=1` to write it anew.
#[test]
fn the_command_line_is_documented_as_it_is() {
    let directory = empty_directory();
    let mut text = String::from(
        "# The command line\n\nWhat `--help` says of every command; a test holds this file to it.\n",
    );
    let mut commands = vec![String::new()];
    while let Some(command) = commands.pop() {
        let words: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let output = run(directory.path(), &words);
        assert!(output.status.success(), "{command} --help");
        let help = String::from_utf8(output.stdout).expect("UTF-8");
        let title = format!("daihoi{command}");
        text.push_str(&format!(
            "\n## {title}\n\n```text\n{}\n```\n",
            help.trim_end()
        ));
        let below = subcommands(&help);
        commands.extend(below.iter().rev().map(|name| format!("{command} {name}")));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    if std::env::var_os("DAIHOI_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().expect("docs")).expect("made");
        std::fs::write(&path, &text).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "docs/cli.md is out of date; write it anew with DAIHOI_WRITE_DOCS=1 cargo test --test it the_command_line"
    );
}

/// The names in the list of commands; `help` explains itself.
fn subcommands(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(ToOwned::to_owned)
        .collect()
}

#[tokio::test]
async fn an_empty_database_lives_on_a_date_of_its_own_and_only_goes_forward() {
    let directory = empty_directory();
    let serve = |moment: &'static str| {
        let args = [
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--rehearse-from",
            moment,
        ];
        daihoi(directory.path(), &args)
    };
    for (moment, day) in [
        ("2016-05-14T08:00", "14/5/2016"),
        ("2016-06-20T08:00", "20/6/2016"),
    ] {
        let program = Program::start(serve(moment));
        let page = reqwest::get(format!("{}/sign-in", program.url)).await;
        let page = page.expect("answered").text().await.expect("a page");
        assert!(
            page.contains("Bản tập dượt") && page.contains(day),
            "{page}"
        );
        assert!(program.terminate().success());
    }
    let back = serve("2016-05-14T08:00").output().expect("started");
    let sentence = the_sentence(&back);
    assert!(
        sentence.starts_with("this database has come to 2016-06-20T08:0"),
        "{sentence}"
    );
    // Without a word it goes on where it was.
    let program = Program::start(daihoi(
        directory.path(),
        &["serve", "--listen", "127.0.0.1:0"],
    ));
    let page = reqwest::get(format!("{}/sign-in", program.url)).await;
    let page = page.expect("answered").text().await.expect("a page");
    assert!(page.contains("20/6/2016"), "{page}");
}

#[tokio::test]
async fn a_demo_goes_forward_and_never_back() {
    let directory = empty_directory();
    let serve = |more: &[&'static str]| {
        let mut args = vec!["serve", "--listen", "127.0.0.1:0", "--demo"];
        args.extend_from_slice(more);
        daihoi(directory.path(), &args)
    };
    let mut too_early = serve(&["--rehearse-from", "2022-05-25T08:00"]);
    let too_early = too_early.output().expect("started");
    assert!(the_sentence(&too_early).starts_with("there is no demo to go forward yet"));
    let days: [(&[&'static str], &str); 3] = [
        (&[], "19/5/2022"),
        (&["--rehearse-from", "2022-05-25T08:00"], "25/5/2022"),
        (&[], "25/5/2022"),
    ];
    for (more, day) in days {
        let program = Program::start(serve(more));
        let page = reqwest::get(format!("{}/sign-in", program.url)).await;
        let page = page.expect("answered").text().await.expect("a page");
        assert!(
            page.contains("Bản trình diễn") && page.contains(day),
            "{page}"
        );
        assert!(program.terminate().success());
    }
    let mut back = serve(&["--rehearse-from", "2022-05-19T08:00"]);
    let back = back.output().expect("started");
    let sentence = the_sentence(&back);
    assert!(
        sentence.starts_with("this database has come to 2022-05-25T08:0"),
        "{sentence}"
    );
}
