//! The JSON face of the audit chain.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the audit chain.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
