//! The JSON face of sectors.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of sectors.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
