//! The program itself, as a person starts it: the binary in a process of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};

use daihoi::db::connection::Place;

use crate::world::SECRET;

/// The binary with these arguments in this directory, and nothing of our own environment that it would read.
pub fn daihoi(directory: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daihoi"));
    command
        .args(args)
        .current_dir(directory)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .stdin(Stdio::null());
    command
}

/// Runs it to its end.
pub fn run(directory: &Path, args: &[&str]) -> Output {
    daihoi(directory, args).output().expect("started")
}

/// A server in a process of its own; killed when the test lets go of it.
pub struct Program {
    child: Child,
    /// `http://127.0.0.1:…`
    pub url: String,
}

impl Program {
    /// Serves a database that a [`World`](crate::world::World) has left behind, and waits until it listens.
    pub fn serve(database: &Place, directory: &Path) -> Self {
        let url = match database {
            Place::Sqlite(file) => format!("sqlite:{}", file.display()),
            Place::Postgres(url) => url.clone(),
        };
        let mut command = daihoi(directory, &["serve", "--listen", "127.0.0.1:0"]);
        command
            .env("DATABASE_URL", url)
            .env("DAIHOI_SECRET", SECRET)
            .env("RUST_LOG", "error");
        Self::start(command)
    }

    /// Starts a `serve` and waits until it has said where it listens, and answers there.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = BufReader::new(child.stdout.take().expect("its output"));
        let mut url = None;
        let mut line = String::new();
        while url.is_none() && said.read_line(&mut line).expect("its words") > 0 {
            url = line
                .split_whitespace()
                .find(|word| word.starts_with("http://"))
                .map(|word| word.trim_end_matches('/').to_owned());
            line.clear();
        }
        // What it says later must not fill the pipe.
        std::thread::spawn(move || said.read_to_end(&mut Vec::new()));
        let Some(url) = url else {
            let ended = child.wait().expect("its end");
            panic!("the program ended without listening: {ended}");
        };
        let program = Self { child, url };
        program.answers();
        program
    }

    /// Waits for the first answer: from then on it also hears signals.
    fn answers(&self) {
        let address = self.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream
            .write_all(b"GET /healthz HTTP/1.0\r\n\r\n")
            .expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.contains(" 200 OK"), "{answer}");
    }

    /// `kill -9`: no farewell of any kind.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("its end");
    }

    /// `kill -TERM`, as a service manager stops it; waits for its end.
    pub fn terminate(mut self) -> ExitStatus {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill runs");
        assert!(told.success());
        self.child.wait().expect("its end")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every file and directory below a directory.
pub fn everything_in(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything_in(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}
