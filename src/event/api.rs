//! The JSON face of the outbox.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the outbox.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
