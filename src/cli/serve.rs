//! `daihoi serve`: bind, open, load the demo if asked, tell the person where to go, run.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use clap::Args;
use tracing_subscriber::EnvFilter;

use crate::app::{AppState, Application};
use crate::auth::password::PasswordCost;
use crate::auth::token::TokenKey;
use crate::config::Config;
use crate::db::Db;
use crate::db::time::Instant;
use crate::document::files::FileStore;
use crate::http::observe::Figures;
use crate::http::proxy::{Proxies, Proxy};
use crate::rehearsal::{self, Against};
use crate::{demo, setup};

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
    /// Live on a date of its own from this moment on, as 2016-05-14T08:00 in Vietnam: in an empty database, for practice
    /// or to enter congresses of the past. Said again with a later moment, or of a demo that is loaded, it goes forward
    #[arg(long, value_parser = rehearsal::moment)]
    rehearse_from: Option<Instant>,
    /// A reverse proxy in front, as an address or a network; may be said several times. Only from such a peer is the
    /// client's address taken from Forwarded or X-Forwarded-For [default: none]
    #[arg(long, env = "DAIHOI_TRUSTED_PROXIES", value_delimiter = ',')]
    trusted_proxy: Vec<Proxy>,
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
    // Held until this function ends: as long as the server serves.
    let (db, _alone) = super::alone::open_alone(config)?;
    if let Some(moment) = args.rehearse_from {
        if args.demo && !demo::clock::is_demo(&db).map_err(|error| error.to_string())? {
            return Err(
                "there is no demo to go forward yet: start it once with --demo alone".to_owned(),
            );
        }
        rehearse(&db, moment)?;
    }
    let clock =
        demo::clock::of(&db).map_err(|error| format!("cannot read the demo's clock: {error}"))?;
    let mut state = AppState {
        db,
        clock,
        token_key: TokenKey::new(&config.signing_key()?),
        password_cost: PasswordCost::RECOMMENDED,
        figures: Figures::new().map_err(|error| format!("cannot count requests: {error}"))?,
        files: FileStore::open(&config.files_dir())?,
        proxies: trusted(config, args),
    };
    let workers = args
        .workers
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(2, |n| n.get()));
    let workers = workers.clamp(1, 64);
    let system = actix_web::rt::System::new();
    let ended = system.block_on(async move {
        if args.demo {
            load_demo(&mut state).await?;
        }
        let words = welcome(&state).await?;
        let application = Application::build(state, socket, workers, super::readers())
            .map_err(|error| format!("the server cannot start: {error}"))?;
        println!("daihoi listens on http://{}", application.address());
        println!(
            "  the API, to browse: http://{}/api/docs/",
            application.address()
        );
        println!(
            "{}",
            words.replace("{address}", &format!("http://{}", application.address()))
        );
        application
            .run()
            .await
            .map_err(|error| format!("the server failed: {error}"))
    });
    end_soon();
    ended
}

/// Ends the process in a while, should a thread still wait for a database that never answers; every answer has been given.
fn end_soon() {
    std::thread::spawn(|| {
        std::thread::sleep(Duration::from_secs(5));
        eprintln!("daihoi ends without waiting any longer for the database, which does not answer");
        std::process::exit(1);
    });
}

/// Moves the clock of an empty database, or of one that lives on a date of its own already.
fn rehearse(db: &Db, moment: Instant) -> Result<(), String> {
    let against = rehearsal::live_from(db, moment)
        .map_err(|error| format!("the clock cannot be moved: {error}"))?;
    match against {
        None => Ok(()),
        Some(Against::RealWork) => Err(
            "this database holds real work; only an empty one can live on a date of its own"
                .to_owned(),
        ),
        Some(Against::Back(now)) => Err(format!(
            "this database has come to {} in Vietnam; its clock only goes forward",
            now.local().format("%Y-%m-%dT%H:%M")
        )),
    }
}

/// The proxies in front: the command line's and the environment's, else the file's.
fn trusted(config: &Config, args: &ServeArgs) -> Proxies {
    let said = match args.trusted_proxy.as_slice() {
        [] => &config.trusted_proxies,
        said => said,
    };
    Proxies::new(said.to_vec())
}

/// Loads the demo into an empty database, and sets the clock to its date.
async fn load_demo(state: &mut AppState) -> Result<(), String> {
    let loaded = demo::load(state)
        .await
        .map_err(|error| format!("the demo cannot be loaded: {error}"))?;
    state.clock = demo::clock::of(&state.db)
        .map_err(|error| format!("cannot read the demo's clock: {error}"))?;
    if !loaded && !demo::clock::is_demo(&state.db).map_err(|error| error.to_string())? {
        return Err(
            "this database holds real work; a demo is loaded only into an empty one".to_owned(),
        );
    }
    Ok(())
}

/// What the person who started the program is told: the demo's accounts, or how to begin.
async fn welcome(state: &AppState) -> Result<String, String> {
    let failed = |error| format!("cannot read the accounts: {error}");
    if demo::clock::is_demo(&state.db).map_err(failed)? {
        return Ok(demo::words(state.clock.now()));
    }
    let now = state.clock.now();
    let token = state
        .db
        .write(move |conn| {
            if !setup::service::is_needed(conn)? {
                return Ok(None);
            }
            setup::service::issue_token(conn, now).map(Some)
        })
        .await
        .map_err(failed)?;
    Ok(token.map_or_else(String::new, |token| {
        format!(
            "  Chưa có tài khoản nào. Tạo quản trị viên đầu tiên (mã dùng một lần, chỉ in ra lần này):\n\
             \x20 No account yet. Create the first administrator with this one-time token:\n\
             \x20   {{address}}/setup?token={token}\n\
             \x20   token: {token}"
        )
    }))
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
