//! The JSON face of progress.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of progress.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
