//! The pages of the personnel work: steps with totals, nominees, structure, the scheme's way up; all of it restricted,
//! every look recorded by the services.

mod nominees;
mod records;
mod show;
mod steps;

use actix_web::web::ServiceConfig;

use super::model::Case;
use crate::congress;
use crate::http::page::form_page::FormPage;
use crate::http::page::{Link, Shell};

/// The pages of the personnel work.
pub fn routes(cfg: &mut ServiceConfig) {
    show::routes(cfg);
    // Numbered steps come before named ones: their addresses look alike.
    records::routes(cfg);
    steps::routes(cfg);
    nominees::routes(cfg);
}

/// Where the page of a case is.
fn path(case: &Case) -> String {
    format!("{}/personnel", congress::pages::path(case.congress.id))
}

/// A form of the personnel work, under the restricted banner.
fn form(shell: &Shell, case: &Case, words: String, place: &str) -> FormPage {
    let back = Link::new(path(case), shell.say("personnel-page-title"));
    let action = format!("/personnel/{}/{place}", case.personnel.id);
    FormPage::new(shell, words, action, Some(back))
        .about(case.congress.unit_name.clone())
        .lead(shell.say("personnel-restricted"))
}
