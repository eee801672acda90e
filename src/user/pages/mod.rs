//! The pages of accounts: the list, one account with its offices and tokens, the forms; and one's own account.

mod account;
mod belonging;
mod forms;
mod list;
mod show;

use actix_web::web::ServiceConfig;

use super::model::UserId;
use crate::http::page::Shell;
use crate::office::model::NamedOffice;

/// The pages of accounts.
pub fn routes(cfg: &mut ServiceConfig) {
    list::routes(cfg);
    forms::routes(cfg);
    belonging::routes(cfg);
    show::routes(cfg);
    account::routes(cfg);
}

/// Where the page of an account is.
pub fn path(id: UserId) -> String {
    format!("/users/{id}")
}

/// An office in words: "Bí thư, Phó Bí thư – Đảng ủy VNPT".
pub fn office_words(shell: &Shell, office: &NamedOffice) -> String {
    let role = shell.begun_term("role", office.office.role);
    let place = match (&office.unit_name, office.office.unit_id) {
        (Some(name), _) => name.clone(),
        (None, Some(_)) => shell.say("users-unit-gone"),
        (None, None) => shell.say("users-whole-installation"),
    };
    format!("{role} – {place}")
}
