//! The JSON face of documents.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of documents.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
