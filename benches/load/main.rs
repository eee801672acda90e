//! The load harness: how many requests a second, and how long each takes, at 300 and at 250,000 congresses.
//!
//! Beside every figure stand, from the same run on the same machine, an empty handler behind the same authentication
//! and the same questions to the database without HTTP. The *combined limit*, 1/(1/empty + 1/bare), is what a request
//! could reach if nothing but those two cost anything.
//!
//! ```text
//! cargo bench --bench load -- --sizes 300,250000 --seconds 5
//! ```
//!
//! `scripts/bench` runs it on both databases and writes `docs/performance.md`.

mod client;
mod imports;
mod machine;
mod operation;
mod pages;
mod race;
mod report;
mod rows;
mod seed;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use daihoi::app::AppState;
use daihoi::auth::password::PasswordCost;
use daihoi::auth::token::TokenKey;
use daihoi::clock::Clock;
use daihoi::db::Db;
use daihoi::db::connection::Place;
use daihoi::document::files::FileStore;
use daihoi::http::observe::Figures;
use daihoi::http::proxy::Proxies;
use tracing_subscriber::EnvFilter;

use operation::{Operation, Round};
use report::{Line, Presence};
use server::{Program, Server};

/// A sentence about what went wrong.
pub type Outcome<T> = Result<T, String>;

/// The signing key of the measured servers.
const SECRET: &str = "a key for measuring, of thirty-two bytes at least";

/// Measure the application under load
#[derive(Debug, Parser)]
struct Args {
    /// How many congresses there are
    #[arg(long, value_delimiter = ',', default_values_t = [300, 250_000])]
    sizes: Vec<usize>,
    /// How long each thing is measured
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// How many clients ask at once
    #[arg(long, default_value_t = 32)]
    clients: usize,
    /// Only these operations
    #[arg(long, value_delimiter = ',')]
    only: Vec<Operation>,
    /// Instead of the API, every kind of page: what it weighs and how long the server works on it
    #[arg(long)]
    pages: bool,
    /// Instead of the API, sheets of ten thousand lines: how long their trial and their commit take
    #[arg(long, conflicts_with = "pages")]
    imports: bool,
    /// A PostgreSQL server in which databases may be made; SQLite files otherwise
    #[arg(long, env = "TEST_DATABASE_URL")]
    server: Option<String>,
    /// Write the tables into this file as well
    #[arg(long)]
    write: Option<PathBuf>,
    /// What cargo says
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    match measure(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("load: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn measure(args: &Args) -> Outcome<()> {
    daihoi::regulation::load().map_err(|error| error.to_string())?;
    start_log();
    if args.pages {
        return measure_pages(args);
    }
    if args.imports {
        return measure_imports(args);
    }
    let (mut lines, mut presences) = (Vec::new(), Vec::new());
    let mut facts = String::new();
    for &size in &args.sizes {
        let place = seed::prepare(args.server.as_deref(), size)?;
        facts = machine::facts(&place);
        measure_size(args, size, &place, &mut lines, &mut presences)?;
    }
    let tables = report::tables(&lines, &presences);
    let about = format!(
        "Measured on {facts}; {} clients, {} s each, client and server on the same machine.\n\n{tables}",
        args.clients, args.seconds
    );
    tell(args, "", &about)
}

fn measure_pages(args: &Args) -> Outcome<()> {
    let (mut sizes, mut facts) = (Vec::new(), String::new());
    for &size in &args.sizes {
        let place = seed::prepare(args.server.as_deref(), size)?;
        facts = machine::facts(&place);
        sizes.push(pages::measure(size, &place)?);
    }
    let table = report::page_table(&sizes);
    tell(
        args,
        "pages-",
        &format!("Measured on {facts}; one browser.\n\n{table}"),
    )
}

fn measure_imports(args: &Args) -> Outcome<()> {
    let (mut sizes, mut facts) = (Vec::new(), String::new());
    for &size in &args.sizes {
        let place = seed::prepare(args.server.as_deref(), size)?;
        facts = machine::facts(&place);
        sizes.push(imports::measure(size, &place)?);
    }
    let table = imports::table(&sizes);
    tell(
        args,
        "imports-",
        &format!("Measured on {facts}; one person.\n\n{table}"),
    )
}

/// Says what was measured, and writes it where it was asked for.
fn tell(args: &Args, part: &str, about: &str) -> Outcome<()> {
    println!("\n{about}");
    let Some(file) = &args.write else {
        return Ok(());
    };
    let database = if args.server.is_some() {
        "postgresql"
    } else {
        "sqlite"
    };
    report::put(file, &format!("{part}{database}"), about)
}

/// As `serve` logs, but to nowhere: writing to a terminal is not what is measured.
fn start_log() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::sink)
        .init();
}

fn measure_size(
    args: &Args,
    size: usize,
    place: &Place,
    lines: &mut Vec<Line>,
    presences: &mut Vec<Presence>,
) -> Outcome<()> {
    let period = Duration::from_secs(args.seconds);
    presences.push(presence(size, place, period)?);
    for &operation in Operation::value_variants() {
        if args.only.is_empty() || args.only.contains(&operation) {
            eprintln!("  {} among {size} …", operation.title());
            lines.push(measure_operation(args, size, place, operation)?);
        }
    }
    Ok(())
}

fn measure_operation(
    args: &Args,
    size: usize,
    place: &Place,
    operation: Operation,
) -> Outcome<Line> {
    let period = Duration::from_secs(args.seconds);
    let clients = args.clients;
    let grouped = matches!(place, Place::Sqlite(_));
    let state = state(place)?;
    let round = Round::of(&state)?;
    let server = Server::empty(state.clone())?;
    let empty = operation::over_empty(&round, server.address, clients, period)?;
    server.stop()?;
    let bare = operation::bare(operation, &round, clients, grouped, period)?;
    state.db.close();
    // The end of the application closes its database, so it has one of its own; and steps have moved versions on.
    let state = self::state(place)?;
    let round = Round::of(&state)?;
    let server = Server::application(state)?;
    let http = operation::over_http(operation, &round, server.address, clients, period)?;
    server.stop()?;
    Ok(Line {
        operation,
        size,
        http,
        empty,
        bare,
    })
}

fn state(place: &Place) -> Outcome<AppState> {
    Ok(AppState {
        db: Db::open(place, server::connections())?,
        files: FileStore::open(&seed::directory().join("files"))?,
        clock: Clock::machine(),
        token_key: TokenKey::new(SECRET.as_bytes()),
        password_cost: PasswordCost::RECOMMENDED,
        figures: Figures::new().map_err(|error| error.to_string())?,
        proxies: Proxies::default(),
    })
}

/// Starts the program itself: how soon it answers, how much memory it holds before and after some load.
fn presence(size: usize, place: &Place, period: Duration) -> Outcome<Presence> {
    let state = state(place)?;
    let round = Round::of(&state)?;
    state.db.close();
    drop(state);
    let token = &round.people.first().ok_or("nobody is signed in")?.token;
    let (program, first_answer) = Program::start(place, SECRET, &round.some_congress(), token)?;
    std::thread::sleep(Duration::from_millis(500));
    let idle = program.memory()?;
    for operation in [Operation::ById, Operation::List, Operation::Progress] {
        operation::over_http(operation, &round, program.address, 32, period)?;
    }
    std::thread::sleep(Duration::from_millis(500));
    let after_load = program.memory()?;
    Ok(Presence {
        size,
        first_answer,
        idle,
        after_load,
    })
}
