//! Passwords and second factors in a browser: change one's own, reset another's, redeem a reset, set up a second factor.

mod factor;
mod password;
mod reset;

use actix_web::web::ServiceConfig;

/// The pages of passwords and second factors.
pub fn routes(cfg: &mut ServiceConfig) {
    password::routes(cfg);
    factor::routes(cfg);
    reset::routes(cfg);
}
