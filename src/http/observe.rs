//! Health, readiness, figures and the log of requests.

use std::time::{Duration, Instant as Stopwatch};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::{self, Data};
use actix_web::{HttpMessage, HttpResponse, get};
use diesel::prelude::*;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder,
};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder};

use super::api::ApiError;
use super::proxy;
use crate::app::AppState;
use crate::error::Error;

/// Counters and timings of requests, by route pattern; a pattern holds no key of anything.
#[derive(Clone)]
pub struct Figures {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
}

impl Figures {
    /// Empty figures.
    ///
    /// # Errors
    /// Should a name be registered twice.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("daihoi_requests_total", "Requests answered"),
            &["method", "route", "status"],
        )?;
        let seconds = HistogramVec::new(
            HistogramOpts::new("daihoi_request_seconds", "Time to answer").buckets(vec![
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
            ]),
            &["method", "route"],
        )?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(seconds.clone()))?;
        Ok(Self {
            registry,
            requests,
            seconds,
        })
    }

    fn text(&self) -> Result<String, Error> {
        let mut out = Vec::new();
        TextEncoder::new()
            .encode(&self.registry.gather(), &mut out)
            .map_err(|error| Error::caused("encoding figures", error))?;
        String::from_utf8(out).map_err(|error| Error::caused("encoding figures", error))
    }
}

/// Middleware: counts and times every request.
pub async fn count<B: MessageBody>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let begun = Stopwatch::now();
    let figures = req
        .app_data::<Data<AppState>>()
        .map(|state| state.figures.clone());
    let method = req.method().as_str().to_owned();
    let response = next.call(req).await?;
    if let Some(figures) = figures {
        let route = response
            .request()
            .match_pattern()
            .unwrap_or_else(|| "unknown".to_owned());
        figures
            .requests
            .with_label_values(&[method.as_str(), &route, response.status().as_str()])
            .inc();
        figures
            .seconds
            .with_label_values(&[method.as_str(), &route])
            .observe(begun.elapsed().as_secs_f64());
    }
    Ok(response)
}

/// What the log says of a request: its pattern, its id and from where it came. Never its own address, which may hold a
/// secret (the link of a first set-up, of a calendar), nor an error's own text, which may hold a name.
pub struct Spans;

impl RootSpanBuilder for Spans {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request
            .extensions()
            .get::<RequestId>()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::info_span!(
            "request",
            http.method = %request.method(),
            http.route = request.match_pattern().unwrap_or_default(),
            http.status_code = tracing::field::Empty,
            request.id = id,
            client.address = %proxy::client_of(request.request()),
        )
    }

    fn on_request_end<B: MessageBody>(
        span: Span,
        outcome: &Result<ServiceResponse<B>, actix_web::Error>,
    ) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        span.record("http.status_code", status.as_u16());
    }
}

/// The paths outside the API.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(healthz)
        .service(readyz)
        .service(web::resource("/metrics").route(web::get().to(metrics)));
}

/// The process lives.
#[get("/healthz")]
async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// How long whoever asks waits for the database: shorter than the usual patience of a probe.
const READY_WITHIN: Duration = Duration::from_secs(3);

/// The database answers.
#[get("/readyz")]
async fn readyz(state: Data<AppState>) -> Result<HttpResponse, ApiError> {
    let asked = state.db.read(|conn| {
        Ok(diesel::select(1_i64.into_sql::<diesel::sql_types::BigInt>()).execute(conn)?)
    });
    // A database that says nothing is one that does not answer.
    match tokio::time::timeout(READY_WITHIN, asked).await {
        Ok(answered) => answered?,
        Err(_) => return Err(Error::Busy.into()),
    };
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}

async fn metrics(state: Data<AppState>) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(state.figures.text()?))
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use actix_web::test::TestRequest;

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_log_of_a_request_says_from_where_it_came_and_not_what_it_asked_for() {
        let kept = Kept::default();
        let writer = kept.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, || {
            let request = TestRequest::with_uri("/setup?token=a-secret")
                .peer_addr("192.0.2.7:4711".parse().unwrap())
                .to_srv_request();
            Spans::on_request_start(&request).in_scope(|| tracing::info!("something happened"));
        });
        let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert!(
            log.contains("something happened")
                && log.contains("http.method=GET")
                && log.contains("client.address=192.0.2.7"),
            "{log}"
        );
        assert!(!log.contains("a-secret"), "{log}");
    }
}
