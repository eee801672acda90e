//! The command line: parse, call, report in one sentence.

mod account;
mod alone;
mod files;
mod serve;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::audit;
use crate::audit::model::Verdict;
use crate::config::{Config, Said};
use crate::db::connection::Place;
use crate::db::{Db, backup};
use crate::error::Error;
use crate::regulation::Adjustment;
use crate::words::Language;

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
    /// Check the audit chains
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Check the files of documents
    #[command(subcommand)]
    Files(files::FilesCommand),
    /// Help an account whose owner cannot sign in
    #[command(subcommand)]
    User(account::UserCommand),
    /// Make tokens for other systems
    #[command(subcommand)]
    Token(account::TokenCommand),
    /// Copy the database and the documents into a new directory, while the program runs
    Backup {
        /// The directory; must not be there yet, or be empty
        directory: PathBuf,
    },
    /// Bring a backup back, where there is no data yet
    Restore {
        /// The directory of the backup
        directory: PathBuf,
    },
    /// Print a document that is generated from the program itself
    Docs {
        /// Which one
        document: Document,
    },
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Document {
    /// Every process, as a diagram and as a table
    Processes,
    /// What each office may do
    Permissions,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Check every chain and every checkpoint; names the first thing that is wrong
    Verify {
        /// A hash printed on minutes earlier: it must still be in its chain
        #[arg(long)]
        head: Option<String>,
        /// Speak English
        #[arg(long)]
        english: bool,
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

/// The settings, with the rules as this installation has them.
fn settings(said: &Said) -> Result<Config, String> {
    let config = Config::read(said)?;
    read_rules(config.rules.clone())?;
    Ok(config)
}

fn read_rules(set_here: Vec<Adjustment>) -> Result<(), String> {
    crate::regulation::adjust(set_here)
        .map_err(|error| format!("the rules in the settings cannot stand: {error}"))?;
    crate::regulation::load()
        .map_err(|error| format!("the regulations inside the program are not right: {error}"))
}

fn dispatch(cli: Cli) -> Result<(), String> {
    match cli.command {
        Command::Serve(args) => serve::serve(&settings(&cli.said)?, &args),
        Command::Migrate => {
            open(&settings(&cli.said)?)?;
            println!("the database is up to date");
            Ok(())
        }
        Command::Openapi => {
            read_rules(Vec::new())?;
            print_openapi()
        }
        Command::Audit(AuditCommand::Verify { head, english }) => {
            let language = if english {
                Language::English
            } else {
                Language::Vietnamese
            };
            verify_audit(&settings(&cli.said)?, head.as_deref(), language)
        }
        Command::Files(command) => files::files(&settings(&cli.said)?, command),
        Command::User(command) => account::user(&settings(&cli.said)?, command),
        Command::Token(command) => account::token(&settings(&cli.said)?, command),
        Command::Backup { directory } => {
            let config = settings(&cli.said)?;
            let copied = backup::backup(&config.place, &config.files_dir(), &directory)?;
            report_copied("copied", copied, &directory);
            Ok(())
        }
        Command::Restore { directory } => {
            let config = settings(&cli.said)?;
            let copied = backup::restore(&directory, &config.place, &config.files_dir())?;
            report_copied("brought back", copied, &directory);
            Ok(())
        }
        Command::Docs { document } => {
            print!(
                "{}",
                match document {
                    Document::Processes => crate::docs::processes(),
                    Document::Permissions => crate::docs::permissions(),
                }
            );
            Ok(())
        }
    }
}

fn verify_audit(config: &Config, head: Option<&str>, language: Language) -> Result<(), String> {
    let db = open_existing(config)?;
    let verdict = db
        .read_now(|conn| audit::verification::service::verify(conn, head))
        .map_err(|error| match error {
            Error::Invalid(problems) => {
                let words: Vec<String> = problems.iter().map(|it| language.field(it)).collect();
                format!("--head: {}", words.join(" "))
            }
            error => format!("the chains cannot be read: {error}"),
        })?;
    match verdict {
        Verdict::Whole(_) => {
            println!("{}", verdict.words(language));
            if let Some(head) = head {
                let head = [("head", head.to_owned().into())];
                println!("{}", language.say_with("audit-known-head-stands", &head));
            }
            Ok(())
        }
        Verdict::Broken(_) => Err(verdict.words(language)),
    }
}

fn report_copied(done: &str, copied: backup::Copied, directory: &Path) {
    println!(
        "{done}: the database and {} files, {} bytes, {}",
        copied.files,
        copied.bytes,
        directory.display()
    );
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

/// Opens a database that must be there: what only looks at one, or helps in one, makes none.
fn open_existing(config: &Config) -> Result<Db, String> {
    match &config.place {
        Place::Sqlite(file) if !file.exists() => {
            Err(format!("there is no database at {}", file.display()))
        }
        _ => open(config),
    }
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
