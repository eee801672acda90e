//! The JSON face of the regulations in force.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the regulations in force.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
