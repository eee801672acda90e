//! The JSON face of congresses.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of congresses.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
