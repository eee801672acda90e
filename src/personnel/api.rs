//! The JSON face of the personnel work.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the personnel work.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
