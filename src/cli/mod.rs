//! The command line: parse, call, report in one sentence.

mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Config, Said};
use crate::db::Db;
use crate::db::connection::Place;

/// Plans, runs and follows up a round of Party branch congresses
#[derive(Debug, Parser)]
#[command(name = "daihoi", version)]
struct Cli {
    #[command(flatten)]
    said: Said,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the JSON API
    Serve(serve::ServeArgs),
    /// Bring the database up to date and stop
    Migrate,
    /// Print the OpenAPI document
    Openapi,
    /// Check and read the audit chains
    #[command(subcommand)]
    Audit(AuditCommand),
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Check every chain and every checkpoint; names the first thing that is wrong
    Verify {
        /// A hash printed on minutes earlier: it must still be in its chain
        #[arg(long)]
        head: Option<String>,
    },
}

/// Runs the program.
pub fn run() -> ExitCode {
    match dispatch(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("daihoi: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> Result<(), String> {
    crate::regulation::load()
        .map_err(|error| format!("the regulations inside the program are not right: {error}"))?;
    match cli.command {
        Command::Serve(args) => serve::serve(&Config::read(&cli.said)?, &args),
        Command::Migrate => {
            open(&Config::read(&cli.said)?)?;
            println!("the database is up to date");
            Ok(())
        }
        Command::Openapi => print_openapi(),
        Command::Audit(AuditCommand::Verify { head }) => {
            let _ = head;
            Ok(())
        }
    }
}

fn print_openapi() -> Result<(), String> {
    let document = crate::app::openapi_document()
        .to_pretty_json()
        .map_err(|error| error.to_string())?;
    println!("{document}");
    Ok(())
}

/// How many connections are kept ready: enough for the cores, few enough for an old machine.
pub fn readers() -> u32 {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get);
    u32::try_from(cores * 2).unwrap_or(4).clamp(4, 16)
}

fn open(config: &Config) -> Result<Db, String> {
    // A server that does not answer leaves no directory behind; a file needs its directory first.
    match config.place {
        Place::Sqlite(_) => {
            config.prepare_directories()?;
            Db::open(&config.place, readers())
        }
        Place::Postgres(_) => {
            let db = Db::open(&config.place, readers())?;
            config.prepare_directories()?;
            Ok(db)
        }
    }
}
