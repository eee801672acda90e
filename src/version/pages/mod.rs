//! Versions on pages: filing one as a file or as typed text, its content, its text with the remarks beside it, and what
//! changed between any two.

mod compare;
mod file;

use actix_web::web::ServiceConfig;

/// The pages of versions.
pub fn routes(cfg: &mut ServiceConfig) {
    file::routes(cfg);
    compare::routes(cfg);
}
