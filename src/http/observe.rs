//! Health, readiness, figures and the log of requests.

use std::time::Instant as Stopwatch;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use diesel::prelude::*;
use prometheus::{
    Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder,
};

use super::api::ApiError;
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

/// The database answers.
#[get("/readyz")]
async fn readyz(state: Data<AppState>) -> Result<HttpResponse, ApiError> {
    state
        .db
        .read(|conn| {
            Ok(diesel::select(1_i64.into_sql::<diesel::sql_types::BigInt>()).execute(conn)?)
        })
        .await?;
    Ok(HttpResponse::Ok().content_type("text/plain").body("ready"))
}

async fn metrics(state: Data<AppState>) -> Result<HttpResponse, ApiError> {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(state.figures.text()?))
}
