//! The API's own documentation, from files inside the binary.

use std::sync::Arc;

use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpResponse, get};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// The document, and the pages that let one browse it.
pub fn routes(cfg: &mut ServiceConfig) {
    cfg.service(openapi_json)
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(SwaggerUi::new("/api/docs/{_:.*}").config(Config::from("/api/v1/openapi.json")));
}

/// The OpenAPI document.
#[get("/api/v1/openapi.json")]
async fn openapi_json(document: Data<str>) -> HttpResponse {
    let document: Arc<str> = document.into_inner();
    HttpResponse::Ok()
        .content_type("application/json")
        .body(document.to_string())
}
