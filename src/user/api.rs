//! The JSON face of accounts, offices and sessions.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of accounts, offices and sessions.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
