//! The JSON face of the members of a branch.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the members of a branch.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
