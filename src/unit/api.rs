//! The JSON face of the tree of units.

use utoipa_actix_web::service_config::ServiceConfig;

/// The paths of the tree of units.
pub fn routes(_cfg: &mut ServiceConfig<'_>) {}
