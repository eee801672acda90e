//! What is measured: the application in this process, an empty handler behind the same doors, and the program itself
//! in a process of its own.

use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpResponse, HttpServer, web};
use daihoi::app::{AppState, Application};
use daihoi::auth::actor::Actor;
use daihoi::db::connection::Place;
use daihoi::http::{api, observe};
use tracing_actix_web::TracingLogger;

use crate::Outcome;
use crate::client::{Client, get};

/// A server on threads of its own.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    handle: ServerHandle,
    thread: std::thread::JoinHandle<()>,
}

/// The threads that answer, as `serve` starts them.
pub fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get)
}

/// The connections that are kept, as `serve` keeps them.
pub fn connections() -> u32 {
    daihoi::cli::readers()
}

impl Server {
    /// The application as it is.
    pub fn application(state: AppState) -> Outcome<Self> {
        Self::start(move |socket, tell| {
            actix_web::rt::System::new().block_on(async move {
                let application = Application::build(state, socket, workers(), connections())?;
                let _ = tell.send((application.address(), application.handle()));
                application.run().await
            })
        })
    }

    /// Nothing but the doors: the same log, figures and proof of who asks, and no content.
    pub fn empty(state: AppState) -> Outcome<Self> {
        Self::start(move |socket, tell| {
            let address = socket.local_addr()?;
            let blocking = usize::try_from(connections())
                .unwrap_or(4)
                .div_ceil(workers());
            let server = HttpServer::new(move || {
                App::new()
                    .app_data(Data::new(state.clone()))
                    .wrap(from_fn(api::face_problems))
                    .wrap(from_fn(observe::count))
                    .wrap(TracingLogger::default())
                    .route("/empty", web::get().to(empty))
            })
            .workers(workers())
            .worker_max_blocking_threads(blocking.max(2))
            .disable_signals()
            .listen(socket)?;
            actix_web::rt::System::new().block_on(async move {
                let server = server.run();
                let _ = tell.send((address, server.handle()));
                server.await
            })
        })
    }

    fn start<F>(serve: F) -> Outcome<Self>
    where
        F: FnOnce(
                TcpListener,
                std::sync::mpsc::Sender<(SocketAddr, ServerHandle)>,
            ) -> std::io::Result<()>
            + Send
            + 'static,
    {
        let socket = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            if let Err(error) = serve(socket, tell) {
                eprintln!("the server failed: {error}");
            }
        });
        let (address, handle) = told
            .recv()
            .map_err(|_| "the server did not start".to_owned())?;
        Ok(Self {
            address,
            handle,
            thread,
        })
    }

    /// Stops it.
    pub fn stop(self) -> Outcome<()> {
        let stopping = self.handle.stop(false);
        actix_web::rt::System::new().block_on(stopping);
        self.thread
            .join()
            .map_err(|_| "the server panicked".to_owned())
    }
}

async fn empty(_actor: Actor) -> HttpResponse {
    HttpResponse::NoContent().finish()
}

/// The released binary in a process of its own.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Program {
    /// Starts it on a database and asks until it answers; gives the time to the first answer, from `exec` on.
    pub fn start(
        place: &Place,
        secret: &str,
        path: &str,
        token: &str,
    ) -> Outcome<(Self, Duration)> {
        let url = match place {
            Place::Sqlite(file) => format!("sqlite:{}", file.display()),
            Place::Postgres(url) => url.clone(),
        };
        // Taken and let go, so that asking can begin before the program says where it listens.
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|socket| socket.local_addr())
            .map_err(|error| error.to_string())?;
        let begun = Instant::now();
        let child = Command::new(env!("CARGO_BIN_EXE_daihoi"))
            .args(["serve", "--listen", &address.to_string()])
            .env("DATABASE_URL", url)
            .env("DAIHOI_SECRET", secret)
            .env("DAIHOI_DATA_DIR", crate::seed::directory().join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let program = Self { child, address };
        let request = get(path, token);
        loop {
            if let Ok(mut client) = Client::connect(address) {
                client.ask(&request)?;
                return Ok((program, begun.elapsed()));
            }
            if begun.elapsed() > Duration::from_secs(20) {
                return Err("the program does not answer".to_owned());
            }
            std::thread::sleep(Duration::from_micros(500));
        }
    }

    /// The memory it holds, in MiB.
    pub fn memory(&self) -> Outcome<f64> {
        let mut status = String::new();
        std::fs::File::open(format!("/proc/{}/status", self.child.id()))
            .and_then(|mut file| file.read_to_string(&mut status))
            .map_err(|error| error.to_string())?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().strip_suffix(" kB"))
            .and_then(|kib| kib.trim().parse::<f64>().ok())
            .map(|kib| kib / 1024.0)
            .ok_or_else(|| "the kernel does not say".to_owned())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
