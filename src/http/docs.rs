//! The API's own documentation, from files inside the binary.

use std::sync::OnceLock;

use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpResponse, get};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::known_paths::KnownPaths;

/// The OpenAPI document and what is read from it, put together when it is first asked for: an office that only uses
/// the pages never pays its ten megabytes.
pub struct ApiDocument {
    compose: fn() -> OpenApi,
    composed: OnceLock<(Bytes, KnownPaths)>,
}

impl ApiDocument {
    /// A document that will be composed so.
    pub fn new(compose: fn() -> OpenApi) -> Self {
        Self {
            compose,
            composed: OnceLock::new(),
        }
    }

    fn composed(&self) -> &(Bytes, KnownPaths) {
        self.composed.get_or_init(|| {
            let document = (self.compose)();
            let json = document.to_json().unwrap_or_default();
            (json.into(), KnownPaths::of(&document))
        })
    }

    /// The paths of the API and the methods each takes.
    pub fn known_paths(&self) -> &KnownPaths {
        &self.composed().1
    }
}

/// The document, and the pages that let one browse it.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(openapi_json)
        .configure(super::problems::routes)
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(Config::from("/api/v1/openapi.json")));
}

/// The OpenAPI document.
#[get("/api/v1/openapi.json")]
async fn openapi_json(document: Data<ApiDocument>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("application/json")
        .body(document.composed().0.clone())
}
