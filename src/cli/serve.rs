//! `daihoi serve`: bind, open, load the demo if asked, tell the person where to go, run.

use std::net::{SocketAddr, TcpListener};

use clap::Args;
use tracing_subscriber::EnvFilter;

use crate::app::{AppState, Application};
use crate::auth::password::PasswordCost;
use crate::auth::token::TokenKey;
use crate::clock::Clock;
use crate::config::Config;
use crate::document::files::FileStore;
use crate::http::observe::Figures;

/// What `serve` is told.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, env = "DAIHOI_LISTEN")]
    listen: Option<SocketAddr>,
    /// Load the article's story into an empty database and live on its date, from 19 May 2022
    #[arg(long)]
    demo: bool,
    /// Let a demo, whose passwords everybody knows, be reached from other machines
    #[arg(long, requires = "demo")]
    demo_for_everybody: bool,
    /// How many threads answer requests [default: the machine's cores]
    #[arg(long, env = "DAIHOI_WORKERS")]
    workers: Option<usize>,
    /// Write the log as JSON lines
    #[arg(long, env = "DAIHOI_LOG_JSON")]
    log_json: bool,
}

/// Serves until it is told to stop.
///
/// # Errors
/// One sentence: what could not be done, and why.
pub(super) fn serve(config: &Config, args: &ServeArgs) -> Result<(), String> {
    start_log(args.log_json);
    let listen = args
        .listen
        .or(config.listen)
        .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
    if args.demo && !listen.ip().is_loopback() && !args.demo_for_everybody {
        return Err(format!(
            "a demo listens on this machine only, and {listen} can be reached from others; \
             say --demo-for-everybody if that is what you want"
        ));
    }
    // Bound before anything is written, so that a port in use leaves nothing behind.
    let socket =
        TcpListener::bind(listen).map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    config.signing_key_so_far()?;
    let db = super::open(config)?;
    let clock = Clock::machine();
    let state = AppState {
        db,
        clock,
        token_key: TokenKey::new(&config.signing_key()?),
        password_cost: PasswordCost::RECOMMENDED,
        figures: Figures::new().map_err(|error| format!("cannot count requests: {error}"))?,
        files: FileStore::open(&config.files_dir())?,
    };
    let workers = args
        .workers
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(2, |n| n.get()));
    let workers = workers.clamp(1, 64);
    actix_web::rt::System::new()
        .block_on(async move {
            let application = Application::build(state, socket, workers, super::readers())?;
            println!("daihoi listens on http://{}", application.address());
            println!(
                "  the API, to browse: http://{}/api/docs/",
                application.address()
            );
            application.run().await
        })
        .map_err(|error| format!("the server failed: {error}"))
}

fn start_log(as_json: bool) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,actix_server=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if as_json {
        log.json().init();
    } else {
        log.init();
    }
}
