//! The JSON face of the checklist of a congress.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the checklist of a congress.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
