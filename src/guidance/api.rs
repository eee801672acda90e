//! The JSON face of guidance.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of guidance.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
