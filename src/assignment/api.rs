//! The JSON face of assignments.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of assignments.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
