//! The application: every feature's paths, behind the same doors.

use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use actix_web::dev::{Server, ServerHandle};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App, HttpServer};
use tracing_actix_web::TracingLogger;
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt, scope};

use crate::auth::password::PasswordCost;
use crate::auth::token::TokenKey;
use crate::clock::Clock;
use crate::db::Db;
use crate::document::files::FileStore;
use crate::http::docs::ApiDocument;
use crate::http::known_paths::nothing_here;
use crate::http::observe::Figures;
use crate::http::page::{self, guard};
use crate::http::proxy::Proxies;
use crate::http::routes::Routes;
use crate::http::{api, observe, openapi, packing};
use crate::{
    acknowledgement, api_token, assignment, audit, board, calendar, candidate, checklist, congress,
    count, credential, delegation, document, election, event, guidance, hall, help, import,
    journal, lineage, member, next_step, nominee, numbering, office, opinion, organ, overdue,
    paper, personnel, personnel_step, placement, plan, programme, progress, regulation, review,
    roll, sector, session, setup, target, unit, user, version, vote, work,
};

/// How long a connection on which nothing is asked stays open. Longer than the minute for which
/// proxies in front keep theirs: whoever closes first must not be the one who is being asked.
pub const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// What every handler may use.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// The only source of time.
    pub clock: Clock,
    /// Signs and reads access tokens.
    pub token_key: TokenKey,
    /// How dear a password hash is.
    pub password_cost: PasswordCost,
    /// Counters and timings.
    pub figures: Figures,
    /// The files of documents.
    pub files: FileStore,
    /// The proxies in front whose word on an address counts.
    pub proxies: Proxies,
}

/// A server that is bound and not yet running.
pub struct Application {
    server: Server,
    handle: ServerHandle,
    address: SocketAddr,
    state: AppState,
}

/// The paths of every feature.
fn api_routes<R: Routes>(cfg: &mut R) {
    let features: &[fn(&mut R)] = &[
        setup::api::routes,
        session::api::routes,
        credential::api::routes,
        user::api::routes,
        office::api::routes,
        api_token::api::routes,
        unit::api::routes,
        placement::api::routes,
        lineage::api::routes,
        sector::api::routes,
        member::api::routes,
        regulation::api::routes,
        plan::api::routes,
        congress::api::routes,
        next_step::api::routes,
        roll::api::routes,
        progress::api::routes,
        overdue::api::routes,
        document::api::routes,
        version::api::routes,
        review::api::routes,
        personnel::api::routes,
        personnel_step::api::routes,
        nominee::api::routes,
        election::api::routes,
        candidate::api::routes,
        count::api::routes,
        delegation::api::routes,
        opinion::api::routes,
        guidance::api::routes,
        acknowledgement::api::routes,
        checklist::api::routes,
        assignment::api::routes,
        numbering::api::routes,
        paper::api::routes,
        programme::api::routes,
        organ::api::routes,
        vote::api::routes,
        target::api::routes,
        journal::api::routes,
        audit::api::routes,
        import::api::routes,
        calendar::api::routes,
        event::api::routes,
    ];
    for routes in features {
        routes(cfg);
    }
}

/// The pages of every feature.
fn page_routes(cfg: &mut web::ServiceConfig) {
    cfg.configure(page::routes)
        .configure(setup::pages::routes)
        .configure(session::pages::routes)
        .configure(credential::pages::routes)
        .configure(work::pages::routes)
        .configure(help::pages::routes)
        .configure(plan::pages::routes)
        .configure(congress::pages::routes)
        .configure(checklist::pages::routes)
        .configure(document::pages::routes)
        .configure(version::pages::routes)
        .configure(review::pages::routes)
        .configure(personnel::pages::routes)
        .configure(unit::pages::routes)
        .configure(placement::pages::routes)
        .configure(lineage::pages::routes)
        .configure(sector::pages::routes)
        .configure(member::pages::routes)
        .configure(user::pages::routes)
        .configure(office::pages::routes)
        .configure(api_token::pages::routes)
        .configure(audit::pages::routes)
        .configure(regulation::pages::routes)
        .configure(opinion::pages::routes)
        .configure(guidance::pages::routes)
        .configure(acknowledgement::pages::routes)
        .configure(assignment::pages::routes)
        .configure(board::pages::routes)
        .configure(progress::pages::routes)
        .configure(roll::pages::routes)
        .configure(programme::pages::routes)
        .configure(organ::pages::routes)
        .configure(vote::pages::routes)
        .configure(target::pages::routes)
        .configure(election::pages::routes)
        .configure(candidate::pages::routes)
        .configure(count::pages::routes)
        .configure(delegation::pages::routes)
        .configure(paper::pages::routes)
        .configure(hall::pages::routes)
        .configure(import::pages::routes)
        .configure(calendar::pages::routes);
}

/// The OpenAPI document, complete.
pub fn openapi_document() -> OpenApi {
    let app = App::new().into_utoipa_app().openapi(openapi::preface());
    let (_, api) = app
        .service(scope("/api/v1").configure(|cfg| api_routes(cfg)))
        .split_for_parts();
    openapi::complete(api)
}

impl Application {
    /// Prepares a server on a socket that is already bound.
    ///
    /// # Errors
    /// When the socket cannot be listened on.
    pub fn build(
        state: AppState,
        socket: TcpListener,
        workers: usize,
        readers: u32,
    ) -> std::io::Result<Self> {
        let address = socket.local_addr()?;
        let document = Data::new(ApiDocument::new(openapi_document));
        let shared = state.clone();
        // A blocking thread without a connection would only wait for one.
        let blocking = (readers as usize).div_ceil(workers).max(2);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(Data::new(shared.clone()))
                .app_data(
                    web::PathConfig::default()
                        .error_handler(|_, _| api::ApiError(crate::error::Error::NotFound).into()),
                )
                .app_data(document.clone())
                .wrap(from_fn(api::face_problems))
                .wrap(from_fn(guard::protect))
                .wrap(from_fn(packing::only_words))
                .wrap(Compress::default())
                .wrap(from_fn(observe::count))
                .wrap(TracingLogger::<observe::Spans>::new())
                .wrap(from_fn(api::head_as_get))
                .configure(observe::routes)
                .configure(crate::http::docs::routes)
                .configure(page_routes)
                .service(web::scope("/api/v1").configure(api_routes))
                .default_service(web::to(nothing_here))
        })
        .workers(workers)
        .worker_max_blocking_threads(blocking)
        .keep_alive(KEEP_ALIVE)
        // An answer in two writes would else wait 40 ms for the acknowledgement of the first.
        .tcp_nodelay(true)
        .shutdown_timeout(30)
        .listen(socket)?
        .run();
        let handle = server.handle();
        Ok(Self {
            server,
            handle,
            address,
            state,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it from elsewhere.
    pub fn handle(&self) -> ServerHandle {
        self.handle.clone()
    }

    /// Runs until it is told to stop; requests in flight are finished, and every accepted write is committed.
    ///
    /// # Errors
    /// When the server fails.
    pub async fn run(self) -> std::io::Result<()> {
        let keeper = crate::keeper::start(self.state.clone());
        let ended = self.server.await;
        keeper.stop().await;
        let db = self.state.db.clone();
        // Joining the writer blocks.
        let _ = tokio::task::spawn_blocking(move || db.close()).await;
        ended
    }
}
