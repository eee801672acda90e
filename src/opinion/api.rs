//! The JSON face of opinions.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of opinions.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
